//! The page about a credential: who may sit, how the exam runs, what it costs; every fact with what it rests on.

use ratatui::text::{Line, Span};

use crate::bank::Credential;
use crate::bank::about::{Part, page};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, paragraph};

#[derive(Debug)]
pub struct About {
    credential: Credential,
    parts: Vec<Part>,
    scroll: usize,
}

impl About {
    pub fn new(credential: Credential) -> Self {
        Self { parts: page(&credential), credential, scroll: 0 }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match action {
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(most),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll = (self.scroll + page).min(most),
            Action::First => self.scroll = 0,
            Action::Last => self.scroll = most,
            Action::Sit => {
                return Turn::effect(Effect::LoadSetup { credential: self.credential.credential.clone() });
            }
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let title = format!("{} · {}", self.credential.short, self.credential.name);
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::default());
        let body = canvas.body();
        let width = usize::from(body.width);
        let mut lines: Vec<Line<'static>> = Vec::new();
        for part in &self.parts {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::from(canvas.span(part.heading.clone(), Role::Title)));
            for (fact, standing) in part.standings() {
                let bullet = Indent::hanging(vec![Span::raw("• ")]);
                lines.extend(paragraph(&fact.text, canvas.style(Role::Text), width, &bullet));
                let below = |text: String| paragraph(&text, canvas.style(Role::Muted), width, &Indent::blank(2));
                lines.extend(standing.into_iter().flat_map(below));
            }
        }
        lines.push(Line::default());
        let text = "practicum is independent of the examiner. Before you pay or book anything, read the examiner's own \
                    pages: facts change.";
        lines.extend(paragraph(text, canvas.style(Role::Muted), width, &Indent::default()));
        canvas.scrolled(body, &lines, self.scroll);
        canvas.footer(Context::About);
    }
}
