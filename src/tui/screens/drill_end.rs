//! What a drill came to.

use crate::bank::Item;
use crate::coach::outcome::Outcome;
use crate::exam::Drill;
use crate::store::SittingRow;
use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct DrillEnd {
    outcome: Outcome,
    drill: Drill,
    items: Vec<Option<Item>>,
    row: SittingRow,
}

impl DrillEnd {
    pub fn new(outcome: Outcome, drill: Drill, items: Vec<Option<Item>>, row: SittingRow) -> Self {
        Self { outcome, drill, items, row }
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.outcome, &self.drill, &self.items, &self.row);
        canvas.footer(Context::DrillEnd);
    }
}
