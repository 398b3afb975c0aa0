//! How mastery went over time: the same model, folded over the answers up to each of some moments.

use serde::Serialize;

use super::Coach;
use crate::exam::score::Estimate;
use crate::store::StoreError;
use crate::study::recollection::DAY_MS;

/// Mastery as it was seen at one time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    pub at_ms: i64,
    /// By domain, in the outline's order.
    pub domains: Vec<Estimate>,
}

impl Coach<'_> {
    /// At most `points` moments from the start to now, evenly spaced and at least a day apart, the last of them now.
    pub fn trend(&self, points: u32) -> Result<Vec<Point>, StoreError> {
        let (Some(target), Some(started_ms)) = (self.target(), self.store.started_ms(self.credential())?) else {
            return Ok(Vec::new());
        };
        let span = (self.now_ms - started_ms).max(0);
        let steps = (span / DAY_MS).clamp(0, i64::from(points.max(1)) - 1);
        let mut trend = Vec::new();
        for step in 0..=steps {
            let back = if steps == 0 { 0 } else { span * (steps - step) / (steps + 1) };
            let at_ms = self.now_ms - back;
            if let Some(readiness) = self.readiness(&target, at_ms)? {
                let domains = readiness.domains.iter().map(|domain| domain.share).collect();
                trend.push(Point { at_ms, domains });
            }
        }
        Ok(trend)
    }
}
