//! Setting up a drill.

use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::DrillSetupData;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct DrillSetup {
    data: DrillSetupData,
}

impl DrillSetup {
    pub fn new(data: DrillSetupData) -> Self {
        Self { data }
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.data,);
        canvas.footer(Context::DrillSetup);
    }
}
