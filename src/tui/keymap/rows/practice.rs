//! Drills, and where one stands.

use crossterm::event::KeyCode as K;

use super::{
    ANSWER, BACK, BACK_TOO, BY_PAGE, CHOICES, DIGITS, FLAG, HELP, MOVE_SCROLL, Row, SCROLL, TAKE_IT, UP_DOWN, letter,
    row,
};
use crate::tui::keymap::action::Action as A;

pub(super) const DRILL_SETUP: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "begin", "begin the drill as it is set up here"),
    CHOICES,
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "change", "change the choice"),
    row("space", &[(letter(' '), A::Choose)], "", "take a domain in or leave it out"),
    row("0-9", DIGITS, "", "a number of items, or of minutes, on their line"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("t", &[(letter('t'), A::Topic)], "topic", "type a word of the topics you want"),
    BACK,
    HELP,
];

const SURE: Row =
    row("s", &[(letter('s'), A::Sure)], "sure", "say with the answer that you are sure; again takes it back");
const UNSURE: Row =
    row("u", &[(letter('u'), A::Unsure)], "unsure", "say with the answer that you are not; again takes it back");
const LEAVE: Row = row("esc", &[(K::Esc, A::End), (letter('q'), A::End)], "leave", "leave for now, or end the drill");
const ANSWERS: Row = row("⏎", &[(K::Enter, A::Accept)], "answer", "answer, and see the key and the reasons");

pub(super) const DRILL: &[Row] = &[
    row("a-f", ANSWER, "choose", "choose that option (1-6 too); again takes it back"),
    row("⏎", &[(K::Enter, A::Accept), (K::Right, A::Accept)], "answer", "answer, and see the key and the reasons"),
    SURE,
    UNSURE,
    FLAG,
    row("k", &[(letter('k'), A::Calculator)], "", "a four-function calculator"),
    row("x", &[(letter('x'), A::Strike)], "", "strike the option under the cursor out, or bring it back"),
    row("↑↓", UP_DOWN, "", "move the cursor over the options"),
    row("space", &[(letter(' '), A::Choose)], "", "choose the option under the cursor"),
    SCROLL,
    LEAVE,
    HELP,
];

pub(super) const DRILL_NUMBER: &[Row] = &[
    row("0-9 . -", &[], "type", "the number, without commas"),
    ANSWERS,
    row("k", &[(letter('k'), A::Calculator)], "calculator", "a four-function calculator"),
    SURE,
    UNSURE,
    FLAG,
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "", "move in the number"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "to the start and the end of the number"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the digit before the cursor away"),
    row("del", &[(K::Delete, A::Clear)], "", "clear the number"),
    row("↑↓", UP_DOWN, "", "scroll by the line"),
    SCROLL,
    LEAVE,
    HELP,
];

pub(super) const DRILL_ORDER: &[Row] = &[
    row("↑↓", UP_DOWN, "step", "move the cursor over the steps"),
    row(
        "< >",
        &[(letter('<'), A::MoveUp), (letter('>'), A::MoveDown)],
        "move it",
        "move the step under the cursor up or down; shift-↑ and shift-↓ too",
    ),
    ANSWERS,
    SURE,
    UNSURE,
    FLAG,
    row("k", &[(letter('k'), A::Calculator)], "", "a four-function calculator"),
    row("del", &[(K::Delete, A::Clear), (K::Backspace, A::Clear)], "", "back to the order in which they were shown"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last step"),
    SCROLL,
    LEAVE,
    HELP,
];

pub(super) const DRILL_ANSWERED: &[Row] = &[
    row(
        "⏎",
        &[(K::Enter, A::Next), (K::Right, A::Next), (letter('n'), A::Next)],
        "next",
        "the next item; n and → are next too",
    ),
    row("u", &[(letter('u'), A::Unsure)], "was unsure", "you were right, and not sure: the item comes back sooner"),
    row("r", &[(letter('r'), A::Again)], "again later", "ask this item once more at the end of the drill"),
    FLAG,
    row("o", &[(letter('o'), A::Note)], "note", "a note of your own on this item"),
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::End), (letter('q'), A::End)], "leave", "leave for now, or end the drill"),
    HELP,
];

pub(super) const DRILL_LEAVE: &[Row] = &[
    CHOICES,
    TAKE_IT,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the drill", "back to the drill"),
    HELP,
];

pub(super) const DRILL_END: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item under the cursor, with all your answers to it"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("d", &[(letter('d'), A::Drill)], "drill on", "set up the next drill"),
    row("p", &[(letter('p'), A::Progress)], "progress", "where you stand now"),
    BY_PAGE,
    BACK_TOO,
    HELP,
];

pub(super) const READY: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "domain", "the page of the domain under the cursor"),
    row("↑↓", UP_DOWN, "move", "move between the domains"),
    row("d", &[(letter('d'), A::Drill)], "drill", "set up a drill"),
    row("s", &[(letter('s'), A::Sit)], "sit a mock", "set up a mock exam"),
    row("e", &[(letter('e'), A::Date)], "exam date", "set, change or take back the day of your exam"),
    row("r", &[(letter('r'), A::Result)], "result", "enter how the real exam went, or take it back"),
    row("i", &[(letter('i'), A::HowMade)], "how made", "how these figures are made, and how sure they are"),
    SCROLL,
    BACK_TOO,
    HELP,
];

pub(super) const DOMAIN: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item under the cursor, with all your answers to it"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("d", &[(letter('d'), A::Drill)], "drill this", "begin a drill of this domain"),
    BY_PAGE,
    BACK_TOO,
    HELP,
];

pub(super) const ITEM_PAGE: &[Row] = &[
    MOVE_SCROLL,
    FLAG,
    row("o", &[(letter('o'), A::Note)], "note", "a note of your own on this item"),
    BACK_TOO,
    HELP,
];
