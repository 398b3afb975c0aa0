//! A drill: items one by one, the key and the reasons right after each answer.
//!
//! A pure machine over an append-only log, as a [`super::sitting::Sitting`] is: [`Drill::decide`] turns what the
//! candidate wants into an event or a refusal, [`Drill::apply`] takes it in and is total. An answer is final when it is
//! locked; what is merely chosen is nowhere. Never marks: whoever has the items does.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::form::{Asks, Form, Slot};
use super::sitting::{Ending, Logged};
use crate::bank::{Given, Number, OptionSet};

/// How sure the candidate was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    Sure,
    Unsure,
    #[default]
    NotSaid,
}

/// What happened. Turns count from 0, options by their stored place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// An item came to the screen.
    Shown {
        turn: usize,
    },
    /// The answer was locked, and the key was shown.
    Answered {
        turn: usize,
        options: OptionSet,
        certainty: Certainty,
    },
    /// The same with a number.
    Typed {
        turn: usize,
        number: Number,
        certainty: Certainty,
    },
    /// The same with all steps, in the order they were put in.
    Ordered {
        turn: usize,
        steps: Vec<u8>,
        certainty: Certainty,
    },
    /// After the key was shown: right, but a guess.
    Doubted {
        turn: usize,
    },
    /// The item of this turn comes again at the end of the queue, with its options in this order.
    Again {
        turn: usize,
        options: Vec<u8>,
    },
    /// The turn is left out: its item stands on a mock that was begun meanwhile.
    Passed {
        turn: usize,
    },
    Interrupted {
        away_ms: Option<u64>,
    },
    Ended {
        how: Ending,
    },
}

/// What the candidate wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Brings the current turn's item to the screen, or the next one once it is done.
    Show,
    Lock {
        given: Given,
        certainty: Certainty,
    },
    Doubt,
    Again {
        options: Vec<u8>,
    },
    Pass,
    End(Ending),
}

#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("choose {choose} first")]
    Incomplete { choose: usize },
    /// The answer is of another kind than the item.
    #[error("this is no answer to this item")]
    Unfit,
    #[error("answer this item first")]
    Open,
    #[error("this item is answered")]
    Answered,
    #[error("this item comes again already")]
    ComesAgain,
    #[error("the drill has ended")]
    Ended,
    /// Nothing would change, and nobody needs to be told.
    #[error("no change")]
    Idle,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub given: Given,
    pub certainty: Certainty,
    pub wall_ms: i64,
}

/// One place in the drill's queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The place on the form.
    pub slot: usize,
    /// The stored place of each option, in the order shown.
    pub options: Vec<u8>,
    /// Whether the item was put here to come again.
    pub again: bool,
    pub shown: bool,
    pub passed: bool,
    pub answer: Option<Answer>,
    /// From the item's coming up to its answer.
    pub active_ms: u64,
}

impl Turn {
    fn new(slot: usize, options: Vec<u8>, again: bool) -> Self {
        Self { slot, options, again, shown: false, passed: false, answer: None, active_ms: 0 }
    }

    /// Whether this is a complete answer of the kind that its slot asks for.
    fn takes(&self, given: &Given, slot: &Slot) -> bool {
        match (slot.asks(), given) {
            (Asks::Options, Given::Options(options)) => {
                options.len() == usize::from(slot.choose) && options.iter().all(|option| option < self.options.len())
            }
            (Asks::Number, Given::Number(_)) => true,
            (Asks::Order, Given::Steps(steps)) => is_an_order_of(steps, &self.options),
            _ => false,
        }
    }

    pub fn is_done(&self) -> bool {
        self.passed || self.answer.is_some()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Drill {
    form: Form,
    turns: Vec<Turn>,
    current: usize,
    ended: Option<Ending>,
    last_active_ms: u64,
}

impl Drill {
    pub fn new(form: Form) -> Self {
        let turns = form.slots.iter().enumerate();
        let turns = turns.map(|(place, slot)| Turn::new(place, slot.options.clone(), false)).collect();
        Self { form, turns, current: 0, ended: None, last_active_ms: 0 }
    }

    pub fn replay<'a>(form: Form, log: impl IntoIterator<Item = &'a Logged<Event>>) -> Self {
        let mut drill = Self::new(form);
        for logged in log {
            drill.apply(logged);
        }
        drill
    }

    pub fn form(&self) -> &Form {
        &self.form
    }

    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The turn on the screen.
    pub fn current(&self) -> usize {
        self.current
    }

    pub fn turn(&self) -> Option<&Turn> {
        self.turns.get(self.current)
    }

    /// The form's slot of a turn.
    pub fn slot(&self, turn: usize) -> Option<&Slot> {
        self.form.slots.get(self.turns.get(turn)?.slot)
    }

    pub fn ended(&self) -> Option<Ending> {
        self.ended
    }

    /// Active time at the last event.
    pub fn active_ms(&self) -> u64 {
        self.last_active_ms
    }

    pub fn answered(&self) -> usize {
        self.turns.iter().filter(|turn| turn.answer.is_some()).count()
    }

    pub fn left(&self) -> usize {
        self.turns.iter().filter(|turn| !turn.is_done()).count()
    }

    pub fn decide(&self, command: Command) -> Result<Event, Refusal> {
        if self.ended.is_some() {
            return Err(Refusal::Ended);
        }
        let turn = self.current;
        let now = self.turns.get(turn).ok_or(Refusal::Idle)?;
        match command {
            Command::Show if now.is_done() => self.next_open().map(|turn| Event::Shown { turn }).ok_or(Refusal::Idle),
            Command::Show if now.shown => Err(Refusal::Idle),
            Command::Show => Ok(Event::Shown { turn }),
            Command::Lock { .. } if now.is_done() => Err(Refusal::Answered),
            Command::Lock { given, .. } if !now.takes(&given, &self.form.slots[now.slot]) => {
                let slot = &self.form.slots[now.slot];
                match slot.asks() {
                    Asks::Options => Err(Refusal::Incomplete { choose: usize::from(slot.choose) }),
                    Asks::Number | Asks::Order | Asks::Codes => Err(Refusal::Unfit),
                }
            }
            Command::Lock { given, certainty } => Ok(match given {
                Given::Options(options) => Event::Answered { turn, options, certainty },
                Given::Number(number) => Event::Typed { turn, number, certainty },
                Given::Steps(steps) => Event::Ordered { turn, steps, certainty },
            }),
            Command::Doubt => match &now.answer {
                None => Err(Refusal::Open),
                Some(answer) if answer.certainty == Certainty::Unsure => Err(Refusal::Idle),
                Some(_) => Ok(Event::Doubted { turn }),
            },
            Command::Again { .. } if now.answer.is_none() => Err(Refusal::Open),
            Command::Again { .. } if self.comes_again(now.slot) => Err(Refusal::ComesAgain),
            Command::Again { options } => Ok(Event::Again { turn, options }),
            Command::Pass if now.is_done() => Err(Refusal::Idle),
            Command::Pass => Ok(Event::Passed { turn }),
            Command::End(how) => Ok(Event::Ended { how }),
        }
    }

    fn next_open(&self) -> Option<usize> {
        self.turns.iter().position(|turn| !turn.is_done())
    }

    fn comes_again(&self, slot: usize) -> bool {
        self.turns.iter().any(|turn| turn.slot == slot && !turn.is_done())
    }

    fn answer(&mut self, turn: usize, given: Given, certainty: Certainty, wall_ms: i64) {
        if let Some(turn) = self.turns.get_mut(turn).filter(|turn| !turn.is_done())
            && turn.takes(&given, &self.form.slots[turn.slot])
        {
            turn.answer = Some(Answer { given, certainty, wall_ms });
        }
    }

    /// Takes an event in. Total: what does not fit this drill, or comes after the end, is passed over.
    pub fn apply(&mut self, logged: &Logged<Event>) {
        if self.ended.is_some() {
            return;
        }
        let spent = logged.active_ms.saturating_sub(self.last_active_ms);
        if let Some(turn) = self.turns.get_mut(self.current)
            && turn.shown
            && !turn.is_done()
        {
            turn.active_ms += spent;
        }
        self.last_active_ms = self.last_active_ms.max(logged.active_ms);
        match &logged.event {
            Event::Shown { turn } => {
                if let Some(shown) = self.turns.get_mut(*turn) {
                    shown.shown = true;
                    self.current = *turn;
                }
            }
            Event::Answered { turn, options, certainty } => {
                self.answer(*turn, Given::Options(*options), *certainty, logged.wall_ms);
            }
            Event::Typed { turn, number, certainty } => {
                self.answer(*turn, Given::Number(*number), *certainty, logged.wall_ms);
            }
            Event::Ordered { turn, steps, certainty } => {
                self.answer(*turn, Given::Steps(steps.clone()), *certainty, logged.wall_ms);
            }
            Event::Doubted { turn } => {
                if let Some(answer) = self.turns.get_mut(*turn).and_then(|turn| turn.answer.as_mut()) {
                    answer.certainty = Certainty::Unsure;
                }
            }
            Event::Again { turn, options } => {
                if let Some(turn) = self.turns.get(*turn)
                    && is_an_order_of(options, &turn.options)
                {
                    self.turns.push(Turn::new(turn.slot, options.clone(), true));
                }
            }
            Event::Passed { turn } => {
                if let Some(turn) = self.turns.get_mut(*turn).filter(|turn| !turn.is_done()) {
                    turn.passed = true;
                }
            }
            Event::Interrupted { .. } => {}
            Event::Ended { how } => self.ended = Some(*how),
        }
    }
}

fn is_an_order_of(options: &[u8], others: &[u8]) -> bool {
    let sorted = |options: &[u8]| {
        let mut options = options.to_vec();
        options.sort_unstable();
        options
    };
    sorted(options) == sorted(others)
}
