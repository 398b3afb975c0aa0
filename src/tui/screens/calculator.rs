//! The calculator, over the lower right of the item.

use ratatui::layout::Rect;

use crate::exam::calculator::{Calculator, CalculatorKey};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;
use crate::tui::widgets::dialog::frame;

/// A key, as the calculator takes it; others leave it alone.
pub(super) fn press(calculator: &mut Calculator, action: Action) {
    let key = match action {
        Action::Key(c) => CalculatorKey::typed(c),
        Action::Erase => Some(CalculatorKey::Back),
        _ => None,
    };
    if let Some(key) = key {
        calculator.press(key);
    }
}

pub fn draw(calculator: &Calculator, canvas: &mut Canvas<'_>) {
    let (width, height) = (34, 5);
    let body = canvas.body();
    let area =
        Rect { x: body.right().saturating_sub(width), y: body.bottom().saturating_sub(height + 1), width, height };
    canvas.clear(Rect { x: area.x - 1, width: area.width + 1, ..area });
    frame(canvas, area);
    canvas.text(area.x + 2, area.y, 14, " calculator ", Role::Muted);
    let pending = calculator.pending().unwrap_or_default();
    right(canvas, area, area.y + 1, &pending, Role::Muted);
    right(canvas, area, area.y + 2, &calculator.display(), Role::Title);
    right(canvas, area, area.y + 3, "+ - * /  =  c clear  k close", Role::Muted);
}

fn right(canvas: &mut Canvas<'_>, area: Rect, y: u16, text: &str, role: Role) {
    let width = (text.chars().count() as u16).min(area.width - 4);
    canvas.text(area.right() - 2 - width, y, width, text, role);
}
