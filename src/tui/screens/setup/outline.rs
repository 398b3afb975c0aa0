//! The page of an outline: its source, how sure it is, its figures.

use ratatui::text::{Line, Span};

use super::Setup;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, cut, paragraph};

impl Setup {
    pub(super) fn draw_outline(&self, canvas: &mut Canvas<'_>, scroll: usize) {
        let outline = self.outline();
        let title = format!("{} · {}", self.data.credential.short, outline.title);
        let right = format!("{} of {}", self.outline + 1, self.data.credential.outlines.len());
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        let width = usize::from(body.width);
        let text = |text: &str, role: Role| paragraph(text, canvas.style(role), width, &Indent::default());
        let mut lines = text(&format!("Source: {}.", outline.source), Role::Text);
        lines.extend(text(&format!("How sure: {}.", outline.confidence.name()), Role::Text));
        lines.push(Line::default());
        let numbers = format!(
            "{} items, {} of them unscored; {} minutes; scale {} to {}, passed from {}.",
            outline.items(),
            outline.pretest,
            outline.minutes,
            outline.scale.min,
            outline.scale.max,
            outline.scale.pass
        );
        lines.extend(text(&numbers, Role::Text));
        lines.push(Line::default());
        for weight in &outline.weights {
            let title = self.data.credential.domain(&weight.domain).map_or("", |domain| domain.title.as_str());
            let title = cut(title, width.saturating_sub(16));
            let fill = width.saturating_sub(13);
            let line = format!("{} {title}", weight.domain);
            lines.push(Line::from(
                canvas.span(format!("{line:<fill$}{:>7} %", format!("{}-{}", weight.min, weight.max)), Role::Text),
            ));
        }
        lines.push(Line::default());
        for note in &outline.notes {
            lines.extend(paragraph(note, canvas.style(Role::Muted), width, &Indent::hanging(vec![Span::raw("• ")])));
        }
        canvas.scrolled(body, &lines, scroll);
        canvas.footer(Context::Outline);
    }
}
