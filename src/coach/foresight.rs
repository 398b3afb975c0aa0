//! What was said before a real exam, held against how it went.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Coach;
use super::days::date_of;
use crate::store::{ExamResult, Prediction, StoreError};
use crate::study::readiness::Band;

/// A result, and what the program had said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Foresight {
    pub result: ExamResult,
    /// Predictions before that day.
    pub predictions: u32,
    /// The last of them.
    pub last: Option<Said>,
    /// Mean squared distance of the chances from what came (Brier 1950): 0 is perfect, 0.25 is a coin.
    pub brier: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    pub at_ms: i64,
    pub verdict: SaidVerdict,
}

/// The verdict of a stored prediction, whatever model made it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SaidVerdict {
    Band { band: Band },
    Number { chance: SaidChance },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaidChance {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

#[derive(Deserialize)]
struct Kept {
    verdict: SaidVerdict,
}

impl Coach<'_> {
    /// Every result of the real exam, the newest first.
    pub fn foresights(&self) -> Result<Vec<Foresight>, StoreError> {
        let predictions = self.store.predictions(self.credential())?;
        let said: Vec<Said> = predictions.iter().filter_map(said).collect();
        let results = self.store.results(self.credential())?;
        Ok(results.into_iter().map(|result| held_against(result, &said, self.zone)).collect())
    }
}

fn said(prediction: &Prediction) -> Option<Said> {
    let Kept { verdict } = serde_json::from_str(&prediction.json).ok()?;
    Some(Said { at_ms: prediction.at_ms, verdict })
}

/// `said` is ordered, the newest first.
fn held_against(result: ExamResult, said: &[Said], zone: &jiff::tz::TimeZone) -> Foresight {
    let day: Option<Date> = result.day.parse().ok();
    let before: Vec<&Said> =
        said.iter().filter(|said| day.is_some_and(|day| date_of(said.at_ms, zone) <= day)).collect();
    let came = f64::from(u8::from(result.passed));
    let misses: Vec<f64> = before
        .iter()
        .filter_map(|said| match said.verdict {
            SaidVerdict::Number { chance } => Some((chance.mean - came).powi(2)),
            SaidVerdict::Band { .. } => None,
        })
        .collect();
    Foresight {
        predictions: before.len() as u32,
        last: before.first().map(|said| (*said).clone()),
        brier: (!misses.is_empty()).then(|| misses.iter().sum::<f64>() / misses.len() as f64),
        result,
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn number(day: i64, mean: f64) -> Said {
        let chance = SaidChance { mean, low: 0.1, high: 0.9 };
        Said { at_ms: day * 86_400_000, verdict: SaidVerdict::Number { chance } }
    }

    #[test]
    fn predictions_up_to_the_day_are_scored_and_later_ones_are_not() {
        let result = ExamResult {
            uid: "r".into(),
            credential: "rhit".into(),
            day: "1970-01-11".into(),
            passed: true,
            scaled: Some(312),
        };
        let band = Said { at_ms: 0, verdict: SaidVerdict::Band { band: Band::Borderline } };
        let said = [number(20, 0.1), number(10, 0.7), number(5, 0.5), band];
        let foresight = held_against(result, &said, &TimeZone::UTC);
        assert_eq!((foresight.predictions, foresight.last), (3, Some(number(10, 0.7))));
        assert!((foresight.brier.unwrap() - (0.09 + 0.25) / 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_kept_readiness_is_read_for_its_verdict_alone() {
        let json = r#"{"model":1,"inputs":{},"verdict":{"kind":"number","score":{},"chance":{"mean":0.7,"low":0.4,
            "high":0.9},"condition":"if"},"domains":[]}"#;
        assert!(said(&Prediction { at_ms: 0, json: json.to_owned() }).is_some());
        assert!(said(&Prediction { at_ms: 0, json: "{}".to_owned() }).is_none());
    }
}
