//! How one item of a sitting stands.

use super::super::form::Slot;
use crate::bank::coding::is_answered;
use crate::bank::{CodeRow, OptionSet};

/// How one item stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    pub answer: OptionSet,
    /// The answer of an item whose codes are typed.
    pub codes: Vec<CodeRow>,
    pub struck: OptionSet,
    pub flagged: bool,
    pub shown: bool,
    pub locked: bool,
    pub active_ms: u64,
    /// The first complete answer.
    pub first: Option<OptionSet>,
    /// Wall time of the last change of the answer.
    pub answered_ms: Option<i64>,
    /// Answers that undo can bring back, the oldest first.
    pub(super) before: Vec<OptionSet>,
    pub(super) codes_before: Vec<Vec<CodeRow>>,
}

impl Response {
    /// Whether the answer holds all that the place on the form asks for.
    pub fn is_complete(&self, slot: &Slot) -> bool {
        if slot.is_coded() {
            is_answered(&slot.fields, &self.codes)
        } else {
            self.answer.len() == usize::from(slot.choose)
        }
    }

    pub fn is_empty(&self) -> bool {
        self.answer.is_empty() && self.codes.is_empty()
    }
}
