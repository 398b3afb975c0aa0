//! Reports, their items, and the history.

use crossterm::event::KeyCode as K;

use super::{BACK_TOO, BY_PAGE, CHOICES, HELP, MOVE_SCROLL, Row, SCROLL, TAKE_IT, UP_DOWN, letter, row};
use crate::tui::keymap::action::Action as A;

pub(super) const REPORT: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "items of this domain", "the items of the domain under the cursor"),
    row("w", &[(letter('w'), A::Wrong)], "wrong", "the items that are wrong"),
    row("u", &[(letter('u'), A::Unanswered)], "unanswered", "the items without a complete answer"),
    row("m", &[(letter('m'), A::Flagged)], "flagged", "the items you flagged"),
    row("a", &[(letter('a'), A::All)], "all", "all items"),
    row("i", &[(letter('i'), A::HowMade)], "how made", "how the score is made, and how sure it is"),
    row("p", &[(letter('p'), A::Pace)], "pace", "time by item, from the first to the last"),
    row("c", &[(letter('c'), A::Changed)], "", "the items whose answer you changed"),
    row("↑↓", UP_DOWN, "", "move between the domains"),
    SCROLL,
    BACK_TOO,
    HELP,
];

pub(super) const HOW_MADE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('i'), A::Back), (K::Enter, A::Back)], "back", "back to the report"),
    HELP,
];

pub(super) const ITEMS: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item with your answer, the key and the reasons"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("w", &[(letter('w'), A::Wrong)], "wrong", "only wrong ones"),
    row("u", &[(letter('u'), A::Unanswered)], "unanswered", "only those without a complete answer"),
    row("m", &[(letter('m'), A::Flagged)], "flagged", "only flagged ones"),
    row("a", &[(letter('a'), A::All)], "all", "all of them"),
    BY_PAGE,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back to the report"),
    HELP,
];

pub(super) const ITEM: &[Row] = &[
    row(
        "←→",
        &[(K::Left, A::Previous), (K::Right, A::Next), (K::Enter, A::Next), (letter('n'), A::Next)],
        "next",
        "previous and next item of the list; enter and n are next too",
    ),
    row("i", &[(letter('i'), A::Answers)], "your answers", "all your answers to this item; flag it, take a note"),
    row("tab", &[(K::Tab, A::Pane)], "", "on a case: its documents, and back"),
    row(
        "[ ]",
        &[(letter('['), A::PreviousDocument), (letter(']'), A::NextDocument)],
        "",
        "on a case: previous and next document",
    ),
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "list", "back to the list"),
    HELP,
];

pub(super) const PACE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('p'), A::Back), (letter('q'), A::Back)], "back", "back to the report"),
    HELP,
];

pub(super) const HISTORY: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the report; a sitting that was left goes on"),
    row("tab", &[(K::Tab, A::Charts)], "charts", "mastery over time, scores, days of practice"),
    row("s", &[(letter('s'), A::Sort)], "sort", "by day, score or time; again turns the order round"),
    row("f", &[(letter('f'), A::Filter)], "filter", "all, mocks, drills, unfinished; then each credential"),
    row("n", &[(letter('n'), A::Name)], "name", "a name of your own"),
    row("o", &[(letter('o'), A::Note)], "note", "a note of your own"),
    row("c", &[(letter('c'), A::Compare)], "compare", "mark one mock, then another, to see the two side by side"),
    row("x", &[(letter('x'), A::Delete)], "delete", "take a sitting and its answers out of everything"),
    row("u", &[(letter('u'), A::Undo)], "", "bring the sitting back that was deleted last"),
    row("↑↓", UP_DOWN, "", "move between the sittings"),
    BY_PAGE,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    BACK_TOO,
    HELP,
];

pub(super) const DELETE: &[Row] =
    &[CHOICES, TAKE_IT, row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "keep it", "keep the sitting"), HELP];

pub(super) const CHARTS: &[Row] = &[
    row("tab", &[(K::Tab, A::Charts)], "table", "the list of sittings"),
    row("↑↓", UP_DOWN, "domain", "another domain"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "credential", "another credential"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "the page of the domain"),
    SCROLL,
    BACK_TOO,
    HELP,
];

pub(super) const COMPARE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back), (letter('c'), A::Back)], "back", "back"),
    HELP,
];
