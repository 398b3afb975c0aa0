//! Every key of every screen: one table, from which keys are looked up, hints drawn and the help made.
//!
//! A key has one action in its context. Letters are taken small, so that caps lock changes nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    Home,
    Setup,
    Outline,
    Exam,
    /// An item of an exam that is sat with the code book.
    ExamWithBook,
    /// The table in which codes are typed.
    Codes,
    /// An item whose codes are typed, outside its table.
    CodesItem,
    Paused,
    Navigator,
    Calculator,
    /// The search of the code book.
    BookSearch,
    /// A page of it.
    BookPage,
    End,
    Lock,
    Report,
    HowMade,
    Items,
    Item,
    Pace,
    History,
    Delete,
    Charts,
    Compare,
    DrillSetup,
    Drill,
    DrillAnswered,
    DrillLeave,
    DrillEnd,
    Ready,
    Domain,
    ItemPage,
    /// A line that is typed.
    Input,
    Help,
}

impl Context {
    pub const ALL: [Self; 33] = [
        Self::Home,
        Self::Setup,
        Self::Outline,
        Self::Exam,
        Self::ExamWithBook,
        Self::Codes,
        Self::CodesItem,
        Self::Paused,
        Self::Navigator,
        Self::Calculator,
        Self::BookSearch,
        Self::BookPage,
        Self::End,
        Self::Lock,
        Self::Report,
        Self::HowMade,
        Self::Items,
        Self::Item,
        Self::Pace,
        Self::History,
        Self::Delete,
        Self::Charts,
        Self::Compare,
        Self::DrillSetup,
        Self::Drill,
        Self::DrillAnswered,
        Self::DrillLeave,
        Self::DrillEnd,
        Self::Ready,
        Self::Domain,
        Self::ItemPage,
        Self::Input,
        Self::Help,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Setup => "setting up a mock exam",
            Self::Outline => "outline",
            Self::Exam | Self::ExamWithBook => "exam",
            Self::Codes => "typing codes",
            Self::CodesItem => "an item whose codes are typed",
            Self::Paused => "pause",
            Self::Navigator => "navigator",
            Self::Calculator => "calculator",
            Self::BookSearch => "searching the code book",
            Self::BookPage => "a page of the code book",
            Self::End => "ending the exam",
            Self::Lock => "locking answers",
            Self::Report => "report",
            Self::HowMade => "how the score is made",
            Self::Items => "items of a report",
            Self::Item => "an item, afterwards",
            Self::Pace => "pace of a sitting",
            Self::History => "history",
            Self::Delete => "deleting a sitting",
            Self::Charts => "history in charts",
            Self::Compare => "two sittings compared",
            Self::DrillSetup => "setting up a drill",
            Self::Drill => "drill",
            Self::DrillAnswered => "drill, after the answer",
            Self::DrillLeave => "leaving a drill",
            Self::DrillEnd => "what a drill came to",
            Self::Ready => "where you stand",
            Self::Domain => "a domain",
            Self::ItemPage => "your answers to an item",
            Self::Input => "typing a line",
            Self::Help => "help",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Accept,
    Back,
    Help,
    Quit,
    Sit,
    Resume,
    History,
    /// The option in that place as shown, from 0.
    Letter(usize),
    /// The option, row or choice under the cursor.
    Choose,
    Strike,
    Flag,
    Clear,
    Undo,
    Previous,
    Next,
    Navigator,
    Calculator,
    /// The code book.
    Book,
    Search,
    /// A code of the book into the row that is open.
    Take,
    Clock,
    Pause,
    End,
    /// A row, choice or cell that was clicked.
    Pick(usize),
    All,
    Incomplete,
    Flagged,
    Wrong,
    Unanswered,
    Outline,
    HowMade,
    Drill,
    Progress,
    Sure,
    Unsure,
    Again,
    Note,
    Name,
    Date,
    Result,
    Charts,
    Sort,
    Filter,
    Delete,
    Compare,
    Pace,
    Changed,
    Answers,
    Topic,
    /// From the documents of a case to its item, and back.
    Pane,
    PreviousDocument,
    NextDocument,
    /// A document whose tab was clicked.
    Document(usize),
    AddRow,
    RemoveRow,
    MoveUp,
    MoveDown,
    Digit(u8),
    Erase,
    Key(char),
    Suspend,
}

#[derive(Clone, Copy)]
struct Row {
    /// The keys as people read them.
    show: &'static str,
    keys: &'static [(KeyCode, Action)],
    /// A word for the last line of the screen; empty where only the help names it.
    hint: &'static str,
    help: &'static str,
}

const fn row(show: &'static str, keys: &'static [(KeyCode, Action)], hint: &'static str, help: &'static str) -> Row {
    Row { show, keys, hint, help }
}

const fn letter(c: char) -> KeyCode {
    KeyCode::Char(c)
}

use Action as A;
use KeyCode as K;

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

const HOME: &[Row] = &[
    row("s", &[(letter('s'), A::Sit)], "mock", "set up a mock exam"),
    row("d", &[(letter('d'), A::Drill)], "drill", "practise item by item, with the reasons after each answer"),
    row("p", &[(letter('p'), A::Progress)], "progress", "where you stand: readiness, domains, a plan to your exam"),
    row("h", &[(letter('h'), A::History)], "history", "sittings so far, their reports, and mastery over time"),
    row("b", &[(letter('b'), A::Book)], "code book", "look codes up: by words, by code, in the tables of procedures"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "what the cursor is on: go on with a sitting, or sit a mock"),
    row("r", &[(letter('r'), A::Resume)], "", "go on with the last sitting that was left"),
    row("↑↓", UP_DOWN, "", "move the cursor"),
    row("q", &[(letter('q'), A::Quit), (K::Esc, A::Quit)], "quit", "leave practicum"),
    HELP,
];

const SETUP: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "begin", "begin the exam as it is set up here"),
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "change", "change the choice"),
    row("space", &[(letter(' '), A::Choose)], "", "take a domain in or leave it out"),
    row("0-9", DIGITS, "", "a number of items, or of minutes, on their lines"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("o", &[(letter('o'), A::Outline)], "outline", "the outline, its source and how sure it is"),
    BACK,
    HELP,
];

const OUTLINE: &[Row] = &[
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "other outline", "look at, and use, another outline"),
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('o'), A::Back), (K::Enter, A::Back)], "back", "back"),
    HELP,
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

const EXAM: &[Row] = &[
    row("a-f", ANSWER, "answer", "choose that option (1-6 too); where several are asked for, again takes it back"),
    row(
        "←→",
        &[(K::Left, A::Previous), (K::Right, A::Next), (K::Enter, A::Next)],
        "move",
        "previous and next item; enter is next too",
    ),
    row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away"),
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
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last item"),
    SCROLL,
    HELP,
];

const BOOK: Row = row("ctrl-b", &[], "code book", "the code book; the clock goes on");

/// The same with the code book, before the way to all keys.
const EXAM_WITH_BOOK: &[Row] = &with_book();

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

const DOCUMENTS: Row =
    row("[ ]", &[(letter('['), A::PreviousDocument), (letter(']'), A::NextDocument)], "", "previous and next document");

const CODES: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "next field", "next field; what was typed is written down"),
    row("tab", &[(K::Tab, A::Pane)], "record", "from the codes to the documents, and back"),
    row("↑↓", UP_DOWN, "row", "another row; what was typed is written down"),
    row("+", &[(letter('+'), A::AddRow)], "add", "to a new row of this role"),
    row("del", &[(K::Delete, A::RemoveRow), (letter('-'), A::RemoveRow)], "remove", "take the row away; - does too"),
    row(
        "< >",
        &[(letter('<'), A::MoveUp), (letter('>'), A::MoveDown)],
        "",
        "move the code up or down, over the first diagnosis too",
    ),
    BOOK,
    row("esc", &[(K::Esc, A::Back)], "leave the table", "leave the table: then ←→ go to other items"),
    row("a-z 0-9", &[], "", "the code, whose dot comes by itself; Y, N, U, W or 1 as its indicator"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "", "to the code, and to its indicator"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last letter back"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last row"),
    DOCUMENTS,
    SCROLL,
    row("ctrl-c", &[], "", "end the exam, or leave it for now"),
    HELP,
];

const CODES_ITEM: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "type codes", "into the table of codes; space too"),
    row("←→", &[(K::Left, A::Previous), (K::Right, A::Next)], "move", "previous and next item"),
    row("tab", &[(K::Tab, A::Pane)], "record", "from the item to the documents, and back"),
    row("↑↓", UP_DOWN, "", "into the table, or scroll the document"),
    row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away"),
    row("g", &[(letter('g'), A::Navigator)], "navigator", "all items at a glance, and go to one"),
    BOOK,
    row("q", &[(letter('q'), A::End), (K::Esc, A::End)], "end", "end the exam, or leave it for now"),
    row("u", &[(letter('u'), A::Undo)], "", "undo the last change of the codes"),
    row("backspace", &[(K::Backspace, A::Clear), (K::Delete, A::Clear)], "", "clear all codes"),
    row("k", &[(letter('k'), A::Calculator)], "", "a four-function calculator"),
    row("t", &[(letter('t'), A::Clock)], "", "hide the clock, or show it"),
    row("p", &[(letter('p'), A::Pause)], "", "pause, in a relaxed sitting"),
    DOCUMENTS,
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last item"),
    SCROLL,
    HELP,
];

const LOCK: &[Row] = &[
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "take it", "take the choice under the cursor"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the item", "back to the item; nothing is locked"),
    HELP,
];

const PAUSED: &[Row] = &[
    row(
        "p",
        &[(letter('p'), A::Pause), (K::Enter, A::Pause), (letter(' '), A::Pause)],
        "go on",
        "go on; the clock runs again",
    ),
    row("q", &[(letter('q'), A::End), (K::Esc, A::End)], "leave", "end the exam, or leave it for now"),
    HELP,
];

const NAVIGATOR: &[Row] = &[
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
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last item"),
    row("q", &[(letter('q'), A::End)], "end", "end the exam, or leave it for now"),
    row("esc", &[(K::Esc, A::Back), (letter('g'), A::Back)], "back", "back to the item"),
    HELP,
];

const CALCULATOR: &[Row] = &[
    row("0-9 .", &[], "numbers", "numbers"),
    row("+ - * /", &[], "", "add, subtract, multiply, divide; carried out from left to right"),
    row("⏎ =", &[(K::Enter, A::Key('='))], "result", "the result"),
    row("n", &[], "", "change the sign"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("c", &[], "clear", "clear"),
    row("esc k", &[(K::Esc, A::Back), (letter('k'), A::Back)], "close", "close the calculator"),
    HELP,
];

const BOOK_SEARCH: &[Row] = &[
    row("a-z 0-9", &[], "search", "words, or the beginning of a code; the list follows as you type"),
    row("↑↓", UP_DOWN, "move", "move over what was found"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "the page of the code under the cursor"),
    row("del", &[(K::Delete, A::Clear)], "clear", "clear the search"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last letter back"),
    row("→", &[(K::Right, A::Right)], "", "forward, to the page you came back from"),
    row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back)], "close", "close the book, which keeps its place; ctrl-b closes it too"),
    HELP,
];

const BOOK_PAGE: &[Row] = &[
    row("↑↓", UP_DOWN, "codes", "to the next code that can be followed; where there is none in sight, scroll"),
    row("⏎", &[(K::Enter, A::Accept)], "follow", "the page of the code under the cursor"),
    row("←", &[(K::Left, A::Left), (K::Backspace, A::Left)], "back", "the page before, at its place; backspace too"),
    row("→", &[(K::Right, A::Right)], "forward", "forward again"),
    row("/", &[(letter('/'), A::Search), (letter('s'), A::Search)], "search", "to the search line; s too"),
    row("t", &[(letter('t'), A::Take)], "", "from a row of codes in an exam: put this code into the row"),
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

const END: &[Row] = &[
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "take it", "take the choice under the cursor"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the exam", "back to the exam"),
    HELP,
];

const REPORT: &[Row] = &[
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
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const HOW_MADE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('i'), A::Back), (K::Enter, A::Back)], "back", "back to the report"),
    HELP,
];

const ITEMS: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item with your answer, the key and the reasons"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("w", &[(letter('w'), A::Wrong)], "wrong", "only wrong ones"),
    row("u", &[(letter('u'), A::Unanswered)], "unanswered", "only those without a complete answer"),
    row("m", &[(letter('m'), A::Flagged)], "flagged", "only flagged ones"),
    row("a", &[(letter('a'), A::All)], "all", "all of them"),
    row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back to the report"),
    HELP,
];

const ITEM: &[Row] = &[
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

const PACE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('p'), A::Back), (letter('q'), A::Back)], "back", "back to the report"),
    HELP,
];

const HISTORY: &[Row] = &[
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
    row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page"),
    row("home end", &[(K::Home, A::First), (K::End, A::Last)], "", "first and last"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const DELETE: &[Row] = &[
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "take it", "take the choice under the cursor"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "keep it", "keep the sitting"),
    HELP,
];

const CHARTS: &[Row] = &[
    row("tab", &[(K::Tab, A::Charts)], "table", "the list of sittings"),
    row("↑↓", UP_DOWN, "domain", "another domain"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "credential", "another credential"),
    row("⏎", &[(K::Enter, A::Accept)], "open", "the page of the domain"),
    SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const COMPARE: &[Row] = &[
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back), (letter('c'), A::Back)], "back", "back"),
    HELP,
];

const DRILL_SETUP: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "begin", "begin the drill as it is set up here"),
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("←→", &[(K::Left, A::Left), (K::Right, A::Right)], "change", "change the choice"),
    row("space", &[(letter(' '), A::Choose)], "", "take a domain in or leave it out"),
    row("0-9", DIGITS, "", "a number of items, or of minutes, on their line"),
    row("backspace", &[(K::Backspace, A::Erase)], "", "take the last digit back"),
    row("t", &[(letter('t'), A::Topic)], "topic", "type a word of the topics you want"),
    BACK,
    HELP,
];

const DRILL: &[Row] = &[
    row("a-f", ANSWER, "choose", "choose that option (1-6 too); again takes it back"),
    row("⏎", &[(K::Enter, A::Accept), (K::Right, A::Accept)], "answer", "answer, and see the key and the reasons"),
    row("s", &[(letter('s'), A::Sure)], "sure", "say with the answer that you are sure; again takes it back"),
    row("u", &[(letter('u'), A::Unsure)], "unsure", "say with the answer that you are not; again takes it back"),
    row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away"),
    row("k", &[(letter('k'), A::Calculator)], "", "a four-function calculator"),
    row("x", &[(letter('x'), A::Strike)], "", "strike the option under the cursor out, or bring it back"),
    row("↑↓", UP_DOWN, "", "move the cursor over the options"),
    row("space", &[(letter(' '), A::Choose)], "", "choose the option under the cursor"),
    SCROLL,
    row("esc", &[(K::Esc, A::End), (letter('q'), A::End)], "leave", "leave for now, or end the drill"),
    HELP,
];

const DRILL_ANSWERED: &[Row] = &[
    row(
        "⏎",
        &[(K::Enter, A::Next), (K::Right, A::Next), (letter('n'), A::Next)],
        "next",
        "the next item; n and → are next too",
    ),
    row("u", &[(letter('u'), A::Unsure)], "was unsure", "you were right, and not sure: the item comes back sooner"),
    row("r", &[(letter('r'), A::Again)], "again later", "ask this item once more at the end of the drill"),
    row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away"),
    row("o", &[(letter('o'), A::Note)], "note", "a note of your own on this item"),
    MOVE_SCROLL,
    row("esc", &[(K::Esc, A::End), (letter('q'), A::End)], "leave", "leave for now, or end the drill"),
    HELP,
];

const DRILL_LEAVE: &[Row] = &[
    row("↑↓", UP_DOWN, "move", "move between the choices"),
    row("⏎", &[(K::Enter, A::Accept), (letter(' '), A::Accept)], "take it", "take the choice under the cursor"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back to the drill", "back to the drill"),
    HELP,
];

const DRILL_END: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item under the cursor, with all your answers to it"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("d", &[(letter('d'), A::Drill)], "drill on", "set up the next drill"),
    row("p", &[(letter('p'), A::Progress)], "progress", "where you stand now"),
    row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const READY: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "domain", "the page of the domain under the cursor"),
    row("↑↓", UP_DOWN, "move", "move between the domains"),
    row("d", &[(letter('d'), A::Drill)], "drill", "set up a drill"),
    row("s", &[(letter('s'), A::Sit)], "sit a mock", "set up a mock exam"),
    row("e", &[(letter('e'), A::Date)], "exam date", "set, change or take back the day of your exam"),
    row("r", &[(letter('r'), A::Result)], "result", "enter how the real exam went, or take it back"),
    row("i", &[(letter('i'), A::HowMade)], "how made", "how these figures are made, and how sure they are"),
    SCROLL,
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const DOMAIN: &[Row] = &[
    row("⏎", &[(K::Enter, A::Accept)], "open", "the item under the cursor, with all your answers to it"),
    row("↑↓", UP_DOWN, "move", "move between the items"),
    row("d", &[(letter('d'), A::Drill)], "drill this", "begin a drill of this domain"),
    row("PgUp PgDn", &[(K::PageUp, A::PageUp), (K::PageDown, A::PageDown)], "", "by the page"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
    HELP,
];

const ITEM_PAGE: &[Row] = &[
    MOVE_SCROLL,
    row("m", &[(letter('m'), A::Flag)], "flag", "mark the item with a flag, or take the flag away"),
    row("o", &[(letter('o'), A::Note)], "note", "a note of your own on this item"),
    row("esc", &[(K::Esc, A::Back), (letter('q'), A::Back)], "back", "back"),
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

fn rows(context: Context) -> &'static [Row] {
    match context {
        Context::Home => HOME,
        Context::Setup => SETUP,
        Context::Outline => OUTLINE,
        Context::Exam => EXAM,
        Context::ExamWithBook => EXAM_WITH_BOOK,
        Context::Codes => CODES,
        Context::CodesItem => CODES_ITEM,
        Context::Paused => PAUSED,
        Context::Navigator => NAVIGATOR,
        Context::Calculator => CALCULATOR,
        Context::BookSearch => BOOK_SEARCH,
        Context::BookPage => BOOK_PAGE,
        Context::End => END,
        Context::Lock => LOCK,
        Context::Report => REPORT,
        Context::HowMade => HOW_MADE,
        Context::Items => ITEMS,
        Context::Item => ITEM,
        Context::Pace => PACE,
        Context::History => HISTORY,
        Context::Delete => DELETE,
        Context::Charts => CHARTS,
        Context::Compare => COMPARE,
        Context::DrillSetup => DRILL_SETUP,
        Context::Drill => DRILL,
        Context::DrillAnswered => DRILL_ANSWERED,
        Context::DrillLeave => DRILL_LEAVE,
        Context::DrillEnd => DRILL_END,
        Context::Ready => READY,
        Context::Domain => DOMAIN,
        Context::ItemPage => ITEM_PAGE,
        Context::Input => INPUT,
        Context::Help => HELP_SCREEN,
    }
}

/// What a key does in a context.
pub fn action(context: Context, key: KeyEvent) -> Option<Action> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            K::Char('c' | 'C') if is_sitting(context) => Some(A::End),
            K::Char('c' | 'C') => Some(A::Quit),
            K::Char('z' | 'Z') => Some(A::Suspend),
            K::Char('b' | 'B') => book(context),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    if let (Context::Input, K::Char(c)) = (context, key.code) {
        return Some(A::Key(c));
    }
    let code = match key.code {
        K::Char(c) => K::Char(c.to_ascii_lowercase()),
        code => code,
    };
    let listed = rows(context).iter().flat_map(|row| row.keys).find(|(listed, _)| *listed == code);
    match (listed, context, code) {
        (Some((_, action)), ..) => Some(*action),
        (None, Context::Calculator | Context::BookSearch, K::Char(c)) => Some(A::Key(c)),
        (None, Context::Codes, K::Char(c)) if c.is_ascii_alphanumeric() || c == '.' => Some(A::Key(c)),
        _ => None,
    }
}

/// Whether an exam goes on, so that ending the program asks first.
fn is_sitting(context: Context) -> bool {
    let item = matches!(context, Context::Exam | Context::ExamWithBook | Context::Codes | Context::CodesItem);
    let over = matches!(context, Context::Navigator | Context::Calculator | Context::BookSearch | Context::BookPage);
    item || over || context == Context::Paused
}

/// Ctrl-b opens the book over an item that may be answered with it, and closes it.
fn book(context: Context) -> Option<Action> {
    match context {
        Context::ExamWithBook | Context::Codes | Context::CodesItem => Some(A::Book),
        Context::BookSearch | Context::BookPage => Some(A::Back),
        _ => None,
    }
}

/// What the last line of a screen says.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    pub keys: &'static str,
    pub label: &'static str,
    /// What a click on the hint does, where it is one thing.
    pub action: Option<Action>,
}

/// The hints of a context, the most likely first, the way to all keys last.
pub fn hints(context: Context) -> Vec<Hint> {
    let rows = rows(context).iter().filter(|row| !row.hint.is_empty());
    let hint = |row: &Row| {
        let one = row.keys.first().filter(|(_, first)| row.keys.iter().all(|(_, action)| action == first));
        Hint { keys: row.show, label: row.hint, action: one.map(|(_, action)| *action) }
    };
    rows.map(hint).collect()
}

/// Every key of a context and what it does.
pub fn help(context: Context) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(context).iter().map(|row| (row.show, row.help))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_key_has_one_action() {
        for context in Context::ALL {
            let mut seen = HashMap::new();
            for (code, action) in rows(context).iter().flat_map(|row| row.keys) {
                assert_eq!(seen.insert(code, action), None, "{code} in {context:?}");
            }
        }
    }

    #[test]
    fn every_screen_can_be_left_and_explains_itself() {
        for context in Context::ALL {
            assert!(action(context, KeyEvent::from(K::Esc)).is_some(), "no way out of {context:?}");
            assert!(help(context).count() > 1, "{context:?}");
            assert!(hints(context).len() > 1, "{context:?}");
        }
    }

    #[test]
    fn caps_lock_changes_nothing() {
        assert_eq!(action(Context::Exam, KeyEvent::from(letter('B'))), Some(A::Letter(1)));
    }
}
