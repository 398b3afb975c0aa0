//! What a candidate may want of a sitting, and why it may not be had.

use thiserror::Error;

use crate::bank::CodeRow;

/// What the candidate wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Show(usize),
    /// Chooses an option; a chosen one of a multi-select is taken back.
    Choose(usize),
    /// Answers with these codes.
    Code(Vec<CodeRow>),
    Clear,
    Undo,
    Strike(usize),
    Flag,
    Lock(usize),
    Pause,
    Resume,
    End,
}

#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("choose {choose}: take one back first")]
    Full { choose: usize },
    #[error("there is room for {max} here: take one away first")]
    FullRole { max: usize },
    #[error("item {} opens when you have seen item {}", .item + 1, .first + 1)]
    Later { item: usize, first: usize },
    /// It opens when the answers before it are locked, and the candidate has to agree to that.
    #[error("item {} opens when the answers before it are locked", .item + 1)]
    Locks { item: usize },
    #[error("this answer is locked: an item after it is open")]
    Locked,
    #[error("nothing to undo here")]
    NothingToUndo,
    #[error("no answer to clear here")]
    NothingToClear,
    #[error("the clock runs on, as in the exam")]
    NoPause,
    #[error("the sitting is paused")]
    Paused,
    #[error("the sitting has ended")]
    Ended,
    #[error("there is no such item or option")]
    Nowhere,
    /// Nothing would change, and nobody needs to be told.
    #[error("no change")]
    Idle,
}
