//! Every key of the screen behind it, from the keymap.

use ratatui::text::{Line, Span};

use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Context, help};
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, wrap};

const SIGNS: [(&str, &str); 7] = [
    ("▌", "the cursor"),
    ("●", "chosen, or answered"),
    ("○", "seen and not fully answered"),
    ("·", "not seen yet"),
    ("⚑", "flagged"),
    ("✓ ✗", "right, wrong"),
    ("┃", "the pass mark"),
];

pub fn draw(canvas: &mut Canvas<'_>, context: Context, scroll: usize) {
    let title = format!("help · {}", context.title());
    canvas.header(Line::from(canvas.span(title, Role::Title)), Line::default());
    let body = canvas.body();
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (keys, what) in help(context) {
        lines.extend(entry(canvas, keys, what, usize::from(body.width)));
    }
    lines.push(Line::default());
    lines.push(Line::from(canvas.span("Signs", Role::Title)));
    for (sign, what) in SIGNS {
        lines.extend(entry(canvas, sign, what, usize::from(body.width)));
    }
    lines.push(Line::default());
    lines.extend(entry(
        canvas,
        "mouse",
        "click an option, a row, a number or a key's name; the wheel scrolls",
        usize::from(body.width),
    ));
    canvas.scrolled(body, &lines, scroll);
    canvas.footer(Context::Help);
}

fn entry(canvas: &Canvas<'_>, keys: &str, what: &str, width: usize) -> Vec<Line<'static>> {
    let first = vec![canvas.span(format!("{keys:<12}"), Role::Accent)];
    wrap(&[Span::styled(what.to_owned(), canvas.style(Role::Text))], width, &Indent::hanging(first))
}
