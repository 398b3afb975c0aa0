//! In the code book.

use crossterm::event::KeyCode as K;

use super::{BY_PAGE, HELP, Row, SCROLL, UP_DOWN, letter, row};
use crate::tui::keymap::action::Action as A;

const YEARS: Row = row(
    "< >",
    &[(letter('<'), A::EarlierYear), (letter('>'), A::LaterYear)],
    "",
    "the book of the year before, or after; later than the built-in one where you have taken one in",
);

pub(super) const BOOK_SEARCH: &[Row] = &[
    row("a-z 0-9", &[], "search", "words, or the beginning of a code; the list follows as you type"),
    row("↑↓", UP_DOWN, "move", "move over what was found"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "the page of the code under the cursor"),
    row("del", &[(K::Delete, A::Clear)], "clear", "clear the search"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last letter back"),
    row("→", &[(K::Right, A::Right)], "", "forward, to the page you came back from"),
    YEARS,
    BY_PAGE,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back)], "close", "close the book, which keeps its place; ctrl-b closes it too"),
    HELP,
];

pub(super) const BOOK_PAGE: &[Row] = &[
    row("↑↓", UP_DOWN, "codes", "to the next code that can be followed; where there is none in sight, scroll"),
    row("⏎", &[(K::Enter, A::Accept)], "follow", "the page of the code under the cursor"),
    row("←", &[(K::Left, A::Left), (K::Backspace, A::Left)], "back", "the page before, at its place; backspace too"),
    row("→", &[(K::Right, A::Right)], "forward", "forward again"),
    row("/", &[(letter('/'), A::Search), (letter('s'), A::Search)], "search", "to the search line; s too"),
    row("t", &[(letter('t'), A::Take)], "", "from a row of codes in an exam: put this code into the row"),
    row(
        "m",
        &[(letter('m'), A::Flag)],
        "keep",
        "keep the page among your bookmarks, or take it away; the search lists them",
    ),
    YEARS,
    SCROLL,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "top and bottom of the page"),
    row(
        "esc",
        &[(K::Esc, A::Back), (letter('b'), A::Back), (letter('q'), A::Back)],
        "close",
        "close the book, which keeps its place; b and ctrl-b close it too",
    ),
    HELP,
];
