//! A sitting: a pure machine over an append-only log of events.
//!
//! [`Sitting::decide`] turns what the candidate wants into an event or a refusal; the shell writes the event to disk;
//! [`Sitting::apply`] takes it in. A sitting is the fold of its log and nothing else: replay is resume.

mod command;
mod response;

pub use command::{Command, Refusal};
pub use response::Response;

use serde::{Deserialize, Serialize};

use super::blueprint::Timing;
use super::form::{Form, Slot};
use crate::bank::coding::Field;
use crate::bank::{CodeRow, OptionSet};

/// What happened. Positions count from 0, options by their stored place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// An item came to the screen.
    Shown {
        at: usize,
    },
    /// The answer is now these options; none clears it.
    Answered {
        at: usize,
        options: OptionSet,
    },
    /// The answer is now these codes, each role's in their order; none clears it.
    Coded {
        at: usize,
        rows: Vec<CodeRow>,
    },
    /// The answer before the last one stands again.
    Undone {
        at: usize,
    },
    /// These options are now struck out.
    Struck {
        at: usize,
        options: OptionSet,
    },
    Flagged {
        at: usize,
        on: bool,
    },
    /// The answer stands for good: an item after it is about to open.
    Locked {
        at: usize,
    },
    Paused,
    Resumed,
    /// The sitting was left and taken up again, or the machine slept; no time was counted.
    Interrupted {
        away_ms: Option<u64>,
    },
    Ended {
        how: Ending,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    Candidate,
    TimeUp,
}

/// An event and when it happened: active time for the limit, wall time for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged<E = Event> {
    pub active_ms: u64,
    pub wall_ms: i64,
    #[serde(flatten)]
    pub event: E,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemState {
    Unseen,
    /// Seen and not, or not fully, answered.
    Incomplete,
    Complete,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interruption {
    /// The item that was on the screen.
    pub at: usize,
    pub active_ms: u64,
    pub away_ms: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    form: Form,
    responses: Vec<Response>,
    current: usize,
    paused: bool,
    ended: Option<Ending>,
    interruptions: Vec<Interruption>,
    last_active_ms: u64,
}

impl Sitting {
    pub fn new(form: Form) -> Self {
        let responses = vec![Response::default(); form.slots.len()];
        Self { form, responses, current: 0, paused: false, ended: None, interruptions: Vec::new(), last_active_ms: 0 }
    }

    pub fn replay<'a>(form: Form, log: impl IntoIterator<Item = &'a Logged>) -> Self {
        let mut sitting = Self::new(form);
        for logged in log {
            sitting.apply(logged);
        }
        sitting
    }

    pub fn form(&self) -> &Form {
        &self.form
    }

    pub fn current(&self) -> usize {
        self.current
    }

    pub fn response(&self, at: usize) -> &Response {
        &self.responses[at]
    }

    pub fn responses(&self) -> &[Response] {
        &self.responses
    }

    pub fn ended(&self) -> Option<Ending> {
        self.ended
    }

    pub fn is_paused(&self) -> bool {
        self.paused
    }

    pub fn interruptions(&self) -> &[Interruption] {
        &self.interruptions
    }

    /// Active time at the last event.
    pub fn active_ms(&self) -> u64 {
        self.last_active_ms
    }

    pub fn state(&self, at: usize) -> ItemState {
        let response = &self.responses[at];
        if response.is_complete(&self.form.slots[at]) {
            ItemState::Complete
        } else if response.shown {
            ItemState::Incomplete
        } else {
            ItemState::Unseen
        }
    }

    pub fn count(&self, state: ItemState) -> usize {
        (0..self.responses.len()).filter(|&at| self.state(at) == state).count()
    }

    pub fn flagged(&self) -> usize {
        self.responses.iter().filter(|response| response.flagged).count()
    }

    /// What a command comes to: an event to write down, or why not.
    pub fn decide(&self, command: Command) -> Result<Event, Refusal> {
        if self.ended.is_some() {
            return Err(Refusal::Ended);
        }
        if self.paused && !matches!(command, Command::Resume | Command::End) {
            return Err(Refusal::Paused);
        }
        let at = self.current;
        let response = self.responses.get(at).ok_or(Refusal::Nowhere)?;
        let answers = match command {
            Command::Choose(_) | Command::Code(_) | Command::Clear | Command::Undo | Command::Strike(_) => true,
            Command::Show(_) | Command::Flag | Command::Lock(_) => false,
            Command::Pause | Command::Resume | Command::End => false,
        };
        if answers && response.locked {
            return Err(Refusal::Locked);
        }
        match command {
            Command::Show(to) if to >= self.responses.len() => Err(Refusal::Nowhere),
            Command::Show(to) if to == at && response.shown => Err(Refusal::Idle),
            Command::Show(to) => self.show(to),
            Command::Lock(at) => match self.responses.get(at) {
                None => Err(Refusal::Nowhere),
                Some(response) if response.locked => Err(Refusal::Idle),
                Some(_) => Ok(Event::Locked { at }),
            },
            Command::Choose(option) => self.choose(at, option),
            Command::Code(rows) => self.code(at, rows),
            Command::Clear if response.is_empty() => Err(Refusal::NothingToClear),
            Command::Clear if self.form.slots[at].is_coded() => Ok(Event::Coded { at, rows: Vec::new() }),
            Command::Clear => Ok(Event::Answered { at, options: OptionSet::EMPTY }),
            Command::Undo if response.before.is_empty() && response.codes_before.is_empty() => {
                Err(Refusal::NothingToUndo)
            }
            Command::Undo => Ok(Event::Undone { at }),
            Command::Strike(option) if option >= self.form.slots[at].options.len() => Err(Refusal::Nowhere),
            Command::Strike(option) => {
                let struck = response.struck;
                let options = if struck.contains(option) { struck.without(option) } else { struck.with(option) };
                Ok(Event::Struck { at, options })
            }
            Command::Flag => Ok(Event::Flagged { at, on: !response.flagged }),
            Command::Pause if self.form.timing == Timing::Exam => Err(Refusal::NoPause),
            Command::Pause => Ok(Event::Paused),
            Command::Resume if self.paused => Ok(Event::Resumed),
            Command::Resume => Err(Refusal::Idle),
            Command::End => Ok(Event::Ended { how: Ending::Candidate }),
        }
    }

    fn show(&self, to: usize) -> Result<Event, Refusal> {
        let before = &self.form.slots[to].after;
        if let Some(&first) = before.iter().find(|&&at| self.responses.get(at).is_some_and(|response| !response.shown))
        {
            return Err(Refusal::Later { item: to, first });
        }
        if self.to_lock(to).next().is_some() {
            return Err(Refusal::Locks { item: to });
        }
        Ok(Event::Shown { at: to })
    }

    /// Places whose answers are locked before that item opens, and are not yet.
    pub fn to_lock(&self, item: usize) -> impl Iterator<Item = usize> {
        let before = self.form.slots.get(item).map(|slot| slot.after.as_slice()).unwrap_or_default();
        before.iter().copied().filter(|&at| self.responses.get(at).is_some_and(|response| !response.locked))
    }

    /// The items that lock this answer when they open.
    pub fn locked_by(&self, at: usize) -> impl Iterator<Item = usize> {
        let slots = self.form.slots.iter().enumerate();
        slots.filter(move |(_, slot)| slot.after.contains(&at)).map(|(item, _)| item)
    }

    fn choose(&self, at: usize, option: usize) -> Result<Event, Refusal> {
        let slot = &self.form.slots[at];
        if option >= slot.options.len() {
            return Err(Refusal::Nowhere);
        }
        let (answer, choose) = (self.responses[at].answer, usize::from(slot.choose));
        let options = match (answer.contains(option), choose) {
            (true, 1) => return Err(Refusal::Idle),
            (true, _) => answer.without(option),
            (false, 1) => OptionSet::EMPTY.with(option),
            (false, _) if answer.len() == choose => return Err(Refusal::Full { choose }),
            (false, _) => answer.with(option),
        };
        Ok(Event::Answered { at, options })
    }

    fn code(&self, at: usize, rows: Vec<CodeRow>) -> Result<Event, Refusal> {
        let slot = &self.form.slots[at];
        if rows == self.responses[at].codes {
            return Err(Refusal::Idle);
        }
        let crowded = slot.fields.iter().find(|field| is_crowded(field, &rows));
        match crowded {
            Some(field) => Err(Refusal::FullRole { max: field.max }),
            None if has_roles(slot, &rows) => Ok(Event::Coded { at, rows }),
            None => Err(Refusal::Nowhere),
        }
    }

    /// Whether the form has the place and the options that an event names.
    fn fits(&self, event: &Event) -> bool {
        let slot = |at: usize| self.form.slots.get(at);
        let has = |slot: &Slot, options: OptionSet| options.iter().all(|option| option < slot.options.len());
        match *event {
            Event::Shown { at } | Event::Flagged { at, .. } | Event::Locked { at } => slot(at).is_some(),
            Event::Undone { at } => slot(at).is_some() && !self.responses[at].locked,
            Event::Coded { at, ref rows } => {
                let roomy = |slot: &Slot| slot.fields.iter().all(|field| !is_crowded(field, rows));
                let fits = |slot: &Slot| has_roles(slot, rows) && roomy(slot);
                slot(at).is_some_and(fits) && !self.responses[at].locked
            }
            Event::Struck { at, options } => slot(at).is_some_and(|slot| has(slot, options)),
            Event::Answered { at, options } => {
                let fits =
                    |slot: &Slot| has(slot, options) && options.len() <= usize::from(slot.choose) && !slot.is_coded();
                slot(at).is_some_and(fits) && !self.responses[at].locked
            }
            Event::Paused | Event::Resumed | Event::Interrupted { .. } | Event::Ended { .. } => true,
        }
    }

    /// Takes an event in. Total: an event that does not fit this form, or comes after the end, is passed over.
    pub fn apply(&mut self, logged: &Logged) {
        if self.ended.is_some() {
            return;
        }
        let spent = logged.active_ms.saturating_sub(self.last_active_ms);
        if let Some(response) = self.responses.get_mut(self.current)
            && response.shown
        {
            response.active_ms += spent;
        }
        self.last_active_ms = self.last_active_ms.max(logged.active_ms);
        if !self.fits(&logged.event) {
            return;
        }
        match logged.event {
            Event::Coded { at, ref rows } => {
                if let Some(response) = self.responses.get_mut(at) {
                    response.codes_before.push(std::mem::replace(&mut response.codes, rows.clone()));
                    response.answered_ms = Some(logged.wall_ms);
                }
            }
            Event::Shown { at } => {
                if let Some(response) = self.responses.get_mut(at) {
                    response.shown = true;
                    self.current = at;
                }
            }
            Event::Answered { at, options } => {
                let Some(slot) = self.form.slots.get(at) else { return };
                let response = &mut self.responses[at];
                response.before.push(response.answer);
                response.answer = options;
                response.answered_ms = Some(logged.wall_ms);
                if options.len() == usize::from(slot.choose) {
                    response.first.get_or_insert(options);
                }
            }
            Event::Undone { at } => {
                let Some(response) = self.responses.get_mut(at) else { return };
                if let Some(before) = response.before.pop() {
                    response.answer = before;
                    response.answered_ms = Some(logged.wall_ms);
                } else if let Some(before) = response.codes_before.pop() {
                    response.codes = before;
                    response.answered_ms = Some(logged.wall_ms);
                }
            }
            Event::Struck { at, options } => {
                if let Some(response) = self.responses.get_mut(at) {
                    response.struck = options;
                }
            }
            Event::Flagged { at, on } => {
                if let Some(response) = self.responses.get_mut(at) {
                    response.flagged = on;
                }
            }
            Event::Locked { at } => {
                if let Some(response) = self.responses.get_mut(at) {
                    response.locked = true;
                }
            }
            Event::Paused => self.paused = true,
            Event::Resumed => self.paused = false,
            Event::Interrupted { away_ms } => {
                let (at, active_ms) = (self.current, logged.active_ms);
                self.interruptions.push(Interruption { at, active_ms, away_ms });
            }
            Event::Ended { how } => {
                self.ended = Some(how);
                self.paused = false;
            }
        }
    }
}

fn is_crowded(field: &Field, rows: &[CodeRow]) -> bool {
    rows.iter().filter(|row| row.role == field.role).count() > field.max
}

/// Whether the place asks for the role of every row.
fn has_roles(slot: &Slot, rows: &[CodeRow]) -> bool {
    slot.is_coded() && rows.iter().all(|row| slot.fields.iter().any(|field| field.role == row.role))
}
