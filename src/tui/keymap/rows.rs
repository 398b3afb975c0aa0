//! The table: a list of rows for each context.

mod afterwards;
mod book;
mod practice;
mod query;
mod sitting;

use crossterm::event::KeyCode;
use crossterm::event::KeyCode as K;

use super::action::Action;
use super::action::Action as A;
use super::context::Context;

#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The keys as people read them.
    pub(super) show: &'static str,
    pub(super) keys: &'static [(KeyCode, Action)],
    /// A word for the last line of the screen; empty where only the help names it.
    pub(super) hint: &'static str,
    pub(super) help: &'static str,
}

const fn row(show: &'static str, keys: &'static [(KeyCode, Action)], hint: &'static str, help: &'static str) -> Row {
    Row { show, keys, hint, help }
}

const fn letter(c: char) -> KeyCode {
    KeyCode::Char(c)
}

const HELP: Row = row("?", &[(letter('?'), A::Help), (K::F(1), A::Help)], "help", "all keys of this screen");

const BACK: Row = row("esc", &[(K::Esc, A::Back)], "back", "back");

const UP_DOWN: &[(KeyCode, Action)] = &[(K::Up, A::Up), (K::Down, A::Down)];

const SCROLL: Row = row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "scroll a long text");

const MOVE_SCROLL: Row = row(
    "↑↓",
    &[(K::Up, A::Up), (K::Down, A::Down), (K::PageUp, A::PageUp), (K::PageDown, A::PageDown)],
    "scroll",
    "scroll; PgUp and PgDn by the page",
);

const DIGITS: &[(KeyCode, Action)] = &[
    (letter('0'), A::Digit(0)),
    (letter('1'), A::Digit(1)),
    (letter('2'), A::Digit(2)),
    (letter('3'), A::Digit(3)),
    (letter('4'), A::Digit(4)),
    (letter('5'), A::Digit(5)),
    (letter('6'), A::Digit(6)),
    (letter('7'), A::Digit(7)),
    (letter('8'), A::Digit(8)),
    (letter('9'), A::Digit(9)),
];

const ANSWER: &[(KeyCode, Action)] = &[
    (letter('a'), A::Letter(0)),
    (letter('b'), A::Letter(1)),
    (letter('c'), A::Letter(2)),
    (letter('d'), A::Letter(3)),
    (letter('e'), A::Letter(4)),
    (letter('f'), A::Letter(5)),
    (letter('1'), A::Letter(0)),
    (letter('2'), A::Letter(1)),
    (letter('3'), A::Letter(2)),
    (letter('4'), A::Letter(3)),
    (letter('5'), A::Letter(4)),
    (letter('6'), A::Letter(5)),
];

const BOOK: Row = row("ctrl-b", &[], "code book", "the code book; the clock goes on");

const FIND: Row = row("/", &[(letter('/'), A::Find)], "", "on a case: find words in its documents");

const DOCUMENTS: Row =
    row("[ ]", &[(letter('['), A::PreviousDocument), (letter(']'), A::NextDocument)], "", "previous and next document");

/// Back, by the letter that leaves other screens too.
const BACK_TOO: Row = row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back");
const BY_PAGE: Row = row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page");
const CHOICES: Row = row("↑↓", UP_DOWN, "move", "move between the choices");
const TAKE_IT: Row =
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "take it", "take the choice under the cursor");
const FLAG: Row = row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away");
const ENDS: Row = row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last item");

const ENDS_OF_LIST: Row = row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "the first and the last one");

const HOME: &[Row] = &[
    row("s", &[(letter('s'), A::Sit)], "mock", "set up a mock exam"),
    row("d", &[(letter('d'), A::Drill)], "drill", "practise item by item, with the reasons after each answer"),
    row("p", &[(letter('p'), A::Progress)], "progress", "where you stand: readiness, domains, a plan to your exam"),
    row("h", &[(letter('h'), A::History)], "history", "sittings so far, their reports, and mastery over time"),
    row("b", &[(letter('b'), A::Book)], "code book", "look codes up: by words, by code, in the tables of procedures"),
    row("w", &[(letter('w'), A::Queries)], "queries", "build queries to providers, and see rule by rule what stands"),
    row("i", &[(letter('i'), A::About)], "about", "the credential: who may sit, how the exam runs, fees, renewal"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "what the cursor is on: go on with a sitting, or sit a mock"),
    row("r", &[(letter('r'), A::Resume)], "", "go on with the last sitting that was left"),
    row("↑↓", UP_DOWN, "", "move the cursor"),
    row("q", &[(letter('q'), A::Quit), (K::Esc, A::Quit)], "quit", "leave practicum"),
    HELP,
];

const ABOUT: &[Row] = &[
    MOVE_SCROLL,
    row("s", &[(letter('s'), A::Sit)], "mock", "set up a mock exam"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "top and bottom of the page"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back), (letter('i'), A::Back)], "back", "back"),
    HELP,
];

const INPUT: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "keep", "keep what is typed"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "", "move in the line"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "to the start and the end of the line"),
    row("backspace", &[(K::Backspace, A::Erase)], "erase", "take the letter before the cursor away"),
    row("esc", &[(K::Esc, A::Back)], "leave as it was", "leave as it was"),
];

const HELP_SCREEN: &[Row] = &[
    MOVE_SCROLL,
    row(
        "esc",
        &[(K::Esc, A::Back), (letter('?'), A::Back), (letter('q'), A::Back), (K::Enter, A::Back), (K::F(1), A::Back)],
        "close",
        "close the help",
    ),
];

pub(super) fn rows(context: Context) -> &'static [Row] {
    match context {
        Context::Home => HOME,
        Context::About => ABOUT,
        Context::Setup => sitting::SETUP,
        Context::Outline => sitting::OUTLINE,
        Context::Exam => sitting::EXAM,
        Context::ExamWithBook => sitting::EXAM_WITH_BOOK,
        Context::Codes => sitting::CODES,
        Context::CodesPicked => sitting::CODES_PICKED,
        Context::Picks => sitting::PICKS,
        Context::Find => sitting::FIND,
        Context::CodesItem => sitting::CODES_ITEM,
        Context::Paused => sitting::PAUSED,
        Context::Navigator => sitting::NAVIGATOR,
        Context::Calculator => sitting::CALCULATOR,
        Context::BookSearch => book::BOOK_SEARCH,
        Context::BookPage => book::BOOK_PAGE,
        Context::End => sitting::END,
        Context::Lock => sitting::LOCK,
        Context::Report => afterwards::REPORT,
        Context::HowMade => afterwards::HOW_MADE,
        Context::Items => afterwards::ITEMS,
        Context::Item => afterwards::ITEM,
        Context::Pace => afterwards::PACE,
        Context::History => afterwards::HISTORY,
        Context::Delete => afterwards::DELETE,
        Context::Charts => afterwards::CHARTS,
        Context::Compare => afterwards::COMPARE,
        Context::DrillSetup => practice::DRILL_SETUP,
        Context::Drill => practice::DRILL,
        Context::DrillNumber => practice::DRILL_NUMBER,
        Context::DrillOrder => practice::DRILL_ORDER,
        Context::DrillAnswered => practice::DRILL_ANSWERED,
        Context::DrillLeave => practice::DRILL_LEAVE,
        Context::DrillEnd => practice::DRILL_END,
        Context::Ready => practice::READY,
        Context::Domain => practice::DOMAIN,
        Context::ItemPage => practice::ITEM_PAGE,
        Context::Queries => query::QUERIES,
        Context::QueryBuild => query::BUILD,
        Context::QueryResult => query::RESULT,
        Context::Input => INPUT,
        Context::Help => HELP_SCREEN,
    }
}
