//! Where a candidate stands with a credential.

use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::ReadyData;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct ReadyScreen {
    data: ReadyData,
}

impl ReadyScreen {
    pub fn new(data: ReadyData) -> Self {
        Self { data }
    }

    pub fn context(&self) -> Context {
        Context::Ready
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.data,);
        canvas.footer(Context::Ready);
    }
}
