//! The page of a domain.

use crate::coach::pages::DomainPage;
use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};

#[derive(Debug)]
pub struct DomainScreen {
    page: DomainPage,
}

impl DomainScreen {
    pub fn new(page: DomainPage) -> Self {
        Self { page }
    }

    pub fn act(&mut self, action: Action, _around: &Surroundings) -> Turn {
        if action == Action::Back { Turn::back() } else { Turn::none() }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, _around: &Surroundings, _notice: Option<&str>) {
        let _ = (&self.page,);
        canvas.footer(Context::Domain);
    }
}
