//! A drill: one item, its answer, then the key and every reason.

use std::collections::HashMap;

use crate::bank::{Item, ItemId};
use crate::exam::Drill;
use crate::exam::clock::ActiveClock;
use crate::store::{Mark, SittingId};
use crate::tui::app::{Effect, Now, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{DrillOpened, DrillWritten, Known};
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct DrillScreen {
    pub(super) id: SittingId,
    pub(super) drill: Drill,
    pub(super) items: Vec<Option<Item>>,
    pub(super) known: HashMap<ItemId, Known>,
    pub(super) marks: HashMap<ItemId, Mark>,
    /// Events on disk.
    seq: usize,
    clock: ActiveClock,
}

impl DrillScreen {
    /// Takes a drill on: what has to be written first comes back.
    pub fn open(opened: DrillOpened, now: Now) -> (Self, Vec<Effect>) {
        let mut screen = Self {
            id: opened.id,
            drill: opened.drill,
            items: opened.items,
            known: opened.known,
            marks: opened.marks,
            seq: opened.seq,
            clock: ActiveClock::standing_at(opened.active_ms),
        };
        screen.clock.read(now);
        (screen, Vec::new())
    }

    pub fn context(&self) -> Context {
        Context::Drill
    }

    /// Takes events in that are on disk now.
    pub fn written(&mut self, written: DrillWritten, _now: Now) -> Vec<Effect> {
        self.seq += written.events.len();
        written.events.iter().for_each(|logged| self.drill.apply(logged));
        self.known.extend(written.known);
        Vec::new()
    }

    /// Events could not be written: the drill stands as it did.
    pub fn not_written(&mut self) {}

    pub fn tick(&mut self, now: Now) -> Turn {
        self.clock.read(now);
        Turn::none()
    }

    pub fn last_words(&mut self, now: Now) -> Vec<Effect> {
        self.clock.read(now);
        Vec::new()
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        canvas.footer(self.context());
    }

    pub fn drawn(&mut self, _scroll: usize) {}
}
