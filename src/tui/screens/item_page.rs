//! The page of an item: all the candidate's answers to it.

use crate::coach::pages::ItemPage;
use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct ItemScreen {
    credential: String,
    page: ItemPage,
}

impl ItemScreen {
    pub fn new(credential: String, page: ItemPage) -> Self {
        Self { credential, page }
    }

    pub fn context(&self) -> Context {
        Context::ItemPage
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.credential, &self.page);
        canvas.footer(Context::ItemPage);
    }
}
