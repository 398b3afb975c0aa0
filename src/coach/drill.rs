//! A drill's form: which items, how many, under which name.

use thiserror::Error;

use super::Coach;
use crate::exam::form::{DrillBlueprint, Wording};
use crate::exam::{Exposure, Form};
use crate::store::StoreError;
use crate::study::pace::expected_seconds;
use crate::study::picker::{self, Candidate, Selection, Wish};

/// A drill as the candidate ordered it.
#[derive(Clone, Debug, PartialEq)]
pub struct DrillOrder {
    pub credential: String,
    pub wish: Wish,
    /// In place of a number of items.
    pub minutes: Option<u32>,
    pub seed: Option<u64>,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoDrill {
    #[error("nothing is due; {}", next_due(*.in_days))]
    NothingDue { in_days: Option<i64> },
    #[error("no item was wrong when you answered it last")]
    NothingMissed,
    #[error("no item is flagged; flag one with m")]
    NothingFlagged,
    #[error("you have seen every item of this choice")]
    NothingNew,
    #[error("there is no item of this choice")]
    Nothing,
}

fn next_due(in_days: Option<i64>) -> String {
    match in_days {
        Some(1) => "the next item is due tomorrow".to_owned(),
        Some(days) => format!("the next item is due in {days} days"),
        None => "items fall due after you have answered them".to_owned(),
    }
}

impl Coach<'_> {
    /// The form of a drill, or why there is none. It may hold fewer items than wished, never more.
    pub fn drill(
        &self,
        order: &DrillOrder,
        exposure: &Exposure,
        seed: u64,
    ) -> Result<Result<(Form, Vec<Wording>), NoDrill>, StoreError> {
        let closed = self.store.closed_items(self.credential())?;
        let survey = self.survey()?;
        let open = survey.items.iter().filter(|one| !closed.contains(&one.entry.id));
        let pool: Vec<Candidate<'_>> = open.map(super::standing::Surveyed::candidate).collect();
        let moment = self.moment(seed)?;
        let count = order.minutes.map_or(order.wish.count, |minutes| items_for(minutes, &pool));
        let wish = Wish { count, ..order.wish.clone() };
        let entries = picker::pick(&wish, &pool, &self.lacks()?, moment);
        let Some(outline) = self.outline().filter(|_| !entries.is_empty()) else {
            return Ok(Err(self.nothing(&wish, &pool)));
        };
        let name = name(&wish);
        let blueprint = DrillBlueprint {
            credential: &self.shelf.credential,
            outline,
            name: &name,
            minutes: order.minutes,
            number: exposure.forms + 1,
            seed,
        };
        Ok(Ok(Form::of_drill(&blueprint, &self.shelf.bank, &entries)))
    }

    fn nothing(&self, wish: &Wish, pool: &[Candidate<'_>]) -> NoDrill {
        match wish.selection {
            Selection::Weak => NoDrill::Nothing,
            Selection::Due => {
                let scoped = pool.iter().filter(|one| wish.scope.admits(one.entry));
                let days = scoped.filter_map(|one| Some(one.known?.due_in(self.now_ms, None)));
                NoDrill::NothingDue { in_days: days.min().map(|days| days.max(1)) }
            }
            Selection::Missed => NoDrill::NothingMissed,
            Selection::Flagged => NoDrill::NothingFlagged,
            Selection::New => NoDrill::NothingNew,
        }
    }
}

/// Enough items for the time, with some to spare: the clock ends the drill, not the queue.
fn items_for(minutes: u32, pool: &[Candidate<'_>]) -> usize {
    let seconds: f64 = pool.iter().map(|one| expected_seconds(u32::from(one.entry.words), 0.0)).sum();
    let each = if pool.is_empty() { 60.0 } else { seconds / pool.len() as f64 };
    (f64::from(minutes) * 60.0 / each * 1.5).ceil().max(1.0) as usize
}

/// `weak drill`, `due drill, domain 4`, `new drill, topic "breach notice"`.
fn name(wish: &Wish) -> String {
    let what = format!("{} drill", wish.selection.name());
    let scope = &wish.scope;
    let named = |word: &str, codes: &[String]| match codes {
        [] => None,
        [one] => Some(format!("{word} {one}")),
        some => Some(format!("{word}s {}", some.join(", "))),
    };
    let topic = scope.topic.as_ref().map(|topic| format!("topic \"{topic}\""));
    let parts = [named("domain", &scope.domains), named("task", &scope.tasks), topic];
    let parts = std::iter::once(Some(what)).chain(parts).flatten();
    parts.collect::<Vec<_>>().join(", ")
}
