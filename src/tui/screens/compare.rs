//! Two sittings side by side.

use crate::exam::report::Report;
use crate::store::SittingRow;
use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct Compare {
    earlier: (Report, SittingRow),
    later: (Report, SittingRow),
}

impl Compare {
    pub fn new(earlier: (Report, SittingRow), later: (Report, SittingRow)) -> Self {
        Self { earlier, later }
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.earlier, &self.later);
        canvas.footer(Context::Compare);
    }
}
