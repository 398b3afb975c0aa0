//! Queries: the list, building one, what it came to.

use crossterm::event::KeyCode as K;

use super::{BACK, BACK_TOO, BY_PAGE, DOCUMENTS, ENDS_OF_LIST, HELP, MOVE_SCROLL, Row, UP_DOWN, letter, row};
use crate::tui::keymap::action::Action as A;

pub(super) const QUERIES: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "build", "build the query under the cursor"),
    row("↑↓", UP_DOWN, "move", "move between the queries"),
    BY_PAGE,
    ENDS_OF_LIST,
    BACK_TOO,
    HELP,
];

pub(super) const BUILD: &[Row] = &[
    row(
        "space",
        &[(letter(' '), A::Choose)],
        "choose",
        "take the part under the cursor in, or out again; where there is room for one it takes the place of the other",
    ),
    row("⏎", &[(K::Enter, A::Accept)], "judge", "judge the query as it stands"),
    row("tab", &[(K::Tab, A::Pane)], "record", "from the query to the documents, and back"),
    row("↑↓", UP_DOWN, "move", "move over the parts; over the documents, scroll"),
    DOCUMENTS,
    BY_PAGE,
    ENDS_OF_LIST,
    BACK,
    HELP,
];

pub(super) const RESULT: &[Row] = &[
    MOVE_SCROLL,
    row("r", &[(letter('r'), A::Again)], "again", "build the query once more, its parts in another order"),
    row("tab", &[(K::Tab, A::Pane)], "record", "from the result to the documents, and back"),
    DOCUMENTS,
    BACK_TOO,
    HELP,
];
