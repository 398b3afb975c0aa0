//! The cursor of a list.

use crate::tui::keymap::Action;

/// Where an action takes the cursor of a list whose last line is `last`; none where it moves none.
pub fn moved(action: Action, cursor: usize, last: usize, page: usize) -> Option<usize> {
    match action {
        Action::Up => Some(cursor.saturating_sub(1)),
        Action::Down => Some((cursor + 1).min(last)),
        Action::PageUp => Some(cursor.saturating_sub(page)),
        Action::PageDown => Some((cursor + page).min(last)),
        Action::First => Some(0),
        Action::Last => Some(last),
        _ => None,
    }
}
