//! While an exam is set up, sat and ended.

use crossterm::event::KeyCode as K;

use super::{
    ANSWER, BACK, BOOK, BY_PAGE, CHOICES, DIGITS, DOCUMENTS, ENDS, FIND as IN_RECORD, FLAG, HELP, MOVE_SCROLL, Row,
    SCROLL, TAKE_IT, UP_DOWN, letter, row,
};
use crate::tui::keymap::action::Action as A;

pub(super) const SETUP: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "begin", "begin the exam as it is set up here"),
    CHOICES,
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "change", "change the choice"),
    row("space", &[(letter(' '), A::Choose)], "", "take a domain in or leave it out"),
    row("0-9", DIGITS, "", "a number of items, or of minutes, on their lines"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("o", &[(letter('o'), A::Outline)], "outline", "the outline, its source and how sure it is"),
    BACK,
    HELP,
];

pub(super) const OUTLINE: &[Row] = &[
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "other outline", "look at, and use, another outline"),
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('o'), A::Back), (K::Enter, A::Back)], "back", "back"),
    HELP,
];

pub(super) const EXAM: &[Row] = &[
    row("a-f", ANSWER, "answer", "choose that option (1-6 too); where several are asked for, again takes it back"),
    row(
        "←→",
        &[(K::Left, A::Previous), (K::Right, A::Next), (K::Enter, A::Next)],
        "move",
        "previous and next item; enter is next too",
    ),
    FLAG,
    row("g", &[(letter('g'), A::Navigator)], "navigator", "all items at a glance, and go to one"),
    row("x", &[(letter('x'), A::Strike)], "strike", "strike the option under the cursor out, or bring it back"),
    row("q", &[(letter('q'), A::End), (K::Esc, A::End)], "end", "end the exam, or leave it for now"),
    row("k", &[(letter('k'), A::Calculator)], "calculator", "a four-function calculator"),
    row("↑↓", UP_DOWN, "", "move the cursor over the options"),
    row("space", &[(letter(' '), A::Choose)], "", "choose the option under the cursor"),
    row("u", &[(letter('u'), A::Undo)], "", "undo the last change of this answer"),
    row("backspace", &[(K::Backspace, A::Clear), (K::Delete, A::Clear)], "", "clear the answer"),
    row("t", &[(letter('t'), A::Clock)], "", "hide the clock, or show it"),
    row("p", &[(letter('p'), A::Pause)], "", "pause, in a relaxed sitting"),
    row("tab", &[(K::Tab, A::Pane)], "", "on a case: from its documents to the item, and back"),
    row(
        "[ ]",
        &[(letter('['), A::PreviousDocument), (letter(']'), A::NextDocument)],
        "",
        "on a case: previous and next document",
    ),
    IN_RECORD,
    ENDS,
    SCROLL,
    HELP,
];

/// The same with the code book, before the way to all keys.
pub(super) const EXAM_WITH_BOOK: &[Row] = &with_book();

const fn with_book() -> [Row; EXAM.len() + 1] {
    let (mut rows, mut place) = ([BOOK; EXAM.len() + 1], 0);
    while place < EXAM.len() {
        // After the answer and the ways to move.
        rows[if place < BOOK_AFTER { place } else { place + 1 }] = EXAM[place];
        place += 1;
    }
    rows
}

const BOOK_AFTER: usize = 4;

const RECORD: Row = row("tab", &[(K::Tab, A::Pane)], "record", "from the codes to the documents, and back");
const ADD: Row = row("+", &[(letter('+'), A::AddRow)], "add", "to a new row of this role");
const REMOVE: Row =
    row("del", &[(K::Delete, A::RemoveRow), (letter('-'), A::RemoveRow)], "remove", "take the row away; - does too");
const MOVE_CODE: Row = row(
    "< >",
    &[(letter('<'), A::MoveUp), (letter('>'), A::MoveDown)],
    "",
    "move the code up or down, over the first diagnosis too",
);
const LEAVE_TABLE: Row =
    row("esc", &[(K::Esc, A::Back)], "leave the table", "leave the table: then ←→ go to other items");
const FIELDS: Row = row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "", "to the code, and to its indicator");
const ENDS_OF_ROWS: Row = row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last row");
const END_EXAM: Row = row("ctrl-c", &[], "", "end the exam, or leave it for now");

pub(super) const CODES: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "next field", "next field; what was typed is written down"),
    RECORD,
    row("↑↓", UP_DOWN, "row", "another row; what was typed is written down"),
    ADD,
    REMOVE,
    MOVE_CODE,
    BOOK,
    LEAVE_TABLE,
    row("a-z 0-9", &[], "", "the code, whose dot comes by itself; Y, N, U, W or 1 as its indicator"),
    FIELDS,
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last letter back"),
    ENDS_OF_ROWS,
    DOCUMENTS,
    IN_RECORD,
    SCROLL,
    END_EXAM,
    HELP,
];

pub(super) const CODES_PICKED: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "codes to pick", "the codes to pick from in a blank row; else the next field"),
    RECORD,
    row("↑↓", UP_DOWN, "row", "another row"),
    ADD,
    REMOVE,
    MOVE_CODE,
    BOOK,
    LEAVE_TABLE,
    row("a-z", &[], "", "another code from the list; Y, N, U, W or 1 as the indicator"),
    FIELDS,
    row("backspace", &[(K::Backspace, A::Erase)], "", "clear the indicator"),
    ENDS_OF_ROWS,
    DOCUMENTS,
    IN_RECORD,
    SCROLL,
    END_EXAM,
    HELP,
];

pub(super) const PICKS: &[Row] = &[
    row(
        "⏎",
        &[(K::Enter, A::Accept), (letter(' '), A::Accept)],
        "take it",
        "put the code under the cursor into the row",
    ),
    row("↑↓", UP_DOWN, "move", "move over the codes"),
    row("a-z 0-9", &[], "", "to the next code that begins so"),
    BY_PAGE,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back)], "back", "back to the table; nothing is put there"),
    HELP,
];

pub(super) const FIND: &[Row] = &[
    row("a-z 0-9", &[], "find", "the words; the record follows as you type"),
    row("⏎ ↓", &[(K::Enter, A::Accept), (K::Down, A::Down)], "next", "the next place, in the next document too"),
    row("↑", &[(K::Up, A::Up)], "before", "the place before"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the letter before the cursor away"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "", "move in the line"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "to the start and the end of the line"),
    row("esc", &[(K::Esc, A::Back)], "close", "close the search; the record stays where it is"),
    row("f1", &[(K::F(1), A::Help)], "help", "this help"),
];

pub(super) const CODES_ITEM: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "type codes", "into the table of codes; space too"),
    row("←→", &[(K::Left, A::Previous), (K::Right, A::Next)], "move", "previous and next item"),
    row("tab", &[(K::Tab, A::Pane)], "record", "from the item to the documents, and back"),
    row("↑↓", UP_DOWN, "", "into the table, or scroll the document"),
    FLAG,
    row("g", &[(letter('g'), A::Navigator)], "navigator", "all items at a glance, and go to one"),
    BOOK,
    row("q", &[(letter('q'), A::End), (K::Esc, A::End)], "end", "end the exam, or leave it for now"),
    row("u", &[(letter('u'), A::Undo)], "", "undo the last change of the codes"),
    row("backspace", &[(K::Backspace, A::Clear), (K::Delete, A::Clear)], "", "clear all codes"),
    row("k", &[(letter('k'), A::Calculator)], "", "a four-function calculator"),
    row("t", &[(letter('t'), A::Clock)], "", "hide the clock, or show it"),
    row("p", &[(letter('p'), A::Pause)], "", "pause, in a relaxed sitting"),
    DOCUMENTS,
    IN_RECORD,
    ENDS,
    SCROLL,
    HELP,
];

pub(super) const LOCK: &[Row] = &[
    CHOICES,
    TAKE_IT,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the item", "back to the item; nothing is locked"),
    HELP,
];

pub(super) const PAUSED: &[Row] = &[
    row(
        "p",
        &[(letter('p'), A::Pause), (K::Enter, A::Pause), (letter(' '), A::Pause)],
        "go on",
        "go on; the clock runs again",
    ),
    row("q", &[(letter('q'), A::End), (K::Esc, A::End)], "leave", "end the exam, or leave it for now"),
    HELP,
];

pub(super) const NAVIGATOR: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "go", "go to the item"),
    row(
        "↑↓←→",
        &[(K::Up, A::Up), (K::Down, A::Down), (K::Left, A::Left), (K::Right, A::Right)],
        "move",
        "move over the items",
    ),
    row("m", &[(letter('m'), A::Flagged)], "flagged", "only flagged items"),
    row("i", &[(letter('i'), A::Incomplete)], "incomplete", "only items without a complete answer"),
    row("a", &[(letter('a'), A::All)], "all", "all items"),
    ENDS,
    row("q", &[(letter('q'), A::End)], "end", "end the exam, or leave it for now"),
    row("esc", &[(K::Esc, A::Back), (letter('g'), A::Back)], "back", "back to the item"),
    HELP,
];

pub(super) const CALCULATOR: &[Row] = &[
    row("0-9 .", &[], "numbers", "numbers"),
    row("+ - * /", &[], "", "add, subtract, multiply, divide; carried out from left to right"),
    row("⏎ =", &[(K::Enter, A::Key('='))], "result", "the result"),
    row("n", &[], "", "change the sign"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("c", &[], "clear", "clear"),
    row("esc k", &[(K::Esc, A::Back), (letter('k'), A::Back)], "close", "close the calculator"),
    HELP,
];

pub(super) const END: &[Row] = &[
    CHOICES,
    TAKE_IT,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the exam", "back to the exam"),
    HELP,
];
