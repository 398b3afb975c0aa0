//! What the page of a domain and the page of an item show.

use serde::Serialize;

use super::Coach;
use super::standing::{DomainStanding, Surveyed};
use crate::bank::{Item, ItemId};
use crate::store::{AnswerRow, Mark, StoreError};
use crate::study::Recollection;
use crate::study::pace::expected_seconds;

/// The page of a domain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainPage {
    pub domain: DomainStanding,
    /// Time per item in recent answers, and what its words lead to expect.
    pub seconds_per_item: Option<f64>,
    pub expected_seconds: f64,
    /// Items that were sure and wrong when answered last.
    pub misconceptions: Vec<ItemLine>,
    /// Items that were wrong twice or more, the most often missed first.
    pub missed_twice: Vec<ItemLine>,
}

/// An item in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemLine {
    pub item: ItemId,
    pub task: String,
    pub topic: String,
    pub answers: u32,
    pub right: u32,
    pub last_ms: i64,
    pub last_right: bool,
    /// Days until it is due again; at or below 0 it is.
    pub due_in: i64,
    pub flagged: bool,
}

/// The page of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemPage {
    pub item: Item,
    pub known: Option<Recollection>,
    pub due_in: Option<i64>,
    /// All answers to it, the newest first.
    pub answers: Vec<AnswerRow>,
    pub mark: Mark,
}

/// Why an item has no page now.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum NoPage {
    #[error("this item stands on a mock that you have not ended: it opens when the mock is over")]
    OnAMock,
    #[error("the bank has no such item any more")]
    Gone,
}

impl Coach<'_> {
    pub fn domain_page(&self, code: &str) -> Result<Option<DomainPage>, StoreError> {
        let Some(domain) = self.standing()?.domains.into_iter().find(|domain| domain.code == code) else {
            return Ok(None);
        };
        let survey = self.survey()?;
        let within: Vec<&Surveyed<'_>> = survey.items.iter().filter(|one| *one.entry.domain == *code).collect();
        let expected = within.iter().map(|one| expected_seconds(u32::from(one.entry.words), 0.0)).sum::<f64>();
        let evidence = self.store.evidence(self.credential(), self.now_ms)?;
        let spent: Vec<f64> =
            evidence.iter().filter(|one| one.domain == code).map(|one| one.spent_ms as f64 / 1000.0).collect();
        let line = |one: &&Surveyed<'_>| self.item_line(one, survey.moment.exam_ms);
        let lines: Vec<ItemLine> = within.iter().filter_map(line).collect();
        let wrong = |line: &ItemLine| line.answers - line.right;
        let sure_and_wrong = |one: &&&Surveyed<'_>| one.known.is_some_and(|known| known.misconception);
        let mut missed_twice: Vec<ItemLine> = lines.iter().filter(|line| wrong(line) >= 2).cloned().collect();
        missed_twice.sort_by_key(|line| (std::cmp::Reverse(wrong(line)), std::cmp::Reverse(line.last_ms)));
        Ok(Some(DomainPage {
            domain,
            seconds_per_item: (!spent.is_empty()).then(|| spent.iter().sum::<f64>() / spent.len() as f64),
            expected_seconds: expected / within.len().max(1) as f64,
            misconceptions: within.iter().filter(sure_and_wrong).filter_map(line).collect(),
            missed_twice,
        }))
    }

    fn item_line(&self, one: &Surveyed<'_>, exam_ms: Option<i64>) -> Option<ItemLine> {
        let known = one.known?;
        Some(ItemLine {
            item: one.entry.id.clone(),
            task: one.entry.task.to_string(),
            topic: one.entry.topic.to_string(),
            answers: known.answers,
            right: known.right,
            last_ms: known.last_ms,
            last_right: known.last_right,
            due_in: known.due_in(self.now_ms, exam_ms),
            flagged: one.flagged,
        })
    }

    pub fn item_page(&self, id: &ItemId) -> Result<Result<ItemPage, NoPage>, StoreError> {
        if self.store.closed_items(self.credential())?.contains(id) {
            return Ok(Err(NoPage::OnAMock));
        }
        let bank = &self.shelf.bank;
        let Some(item) = bank.entry(id).and_then(|entry| bank.item(entry)) else { return Ok(Err(NoPage::Gone)) };
        let known = self.store.recollections(self.credential())?.get(id).map(|known| known.recollection);
        let exam_ms = self.moment(0)?.exam_ms;
        Ok(Ok(ItemPage {
            item,
            due_in: known.map(|known| known.due_in(self.now_ms, exam_ms)),
            known,
            answers: self.store.answers_to(self.credential(), id)?,
            mark: self.store.marks(self.credential())?.remove(id).unwrap_or_default(),
        }))
    }
}
