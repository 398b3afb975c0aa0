//! How the page that sets a drill up is drawn: the choices, a line for each domain, what the chosen kind does.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::coach::standing::{Counts, DomainStanding};
use crate::study::picker::Selection;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Action;
use crate::tui::theme::Role;
use crate::tui::widgets::bars::interval;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::{
    DOMAINS_ROW, DrillSetup, LENGTH_ROW, LENGTHS, Length, PICK_ALL, PICK_DOMAIN, PICK_LENGTH, PICK_TOPIC, TOPIC_ROW,
    WHAT_ROW,
};

/// Columns of a choice's name, with the cursor before it.
const LABEL: u16 = 11;

pub(super) fn draw(setup: &DrillSetup, canvas: &mut Canvas<'_>, notice: Option<&str>) {
    let counts = setup.data.standing.counts;
    let title = format!("{} · drill", setup.data.standing.short);
    let right = format!("{} items, {} not answered yet", counts.items, counts.unseen);
    canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
    let body = canvas.body();
    let roomy = body.height >= 16;
    let mut row = choices(setup, canvas, body) + u16::from(roomy);
    let footing = match notice {
        Some(notice) => paragraph(notice, canvas.style(Role::Warning), usize::from(body.width), &Indent::default()),
        None => paragraph(&meaning(setup), canvas.style(Role::Muted), usize::from(body.width), &Indent::default()),
    };
    if roomy {
        row = head(canvas, body, row);
    }
    let room = body.bottom().saturating_sub(row + footing.len() as u16 + u16::from(roomy));
    row = domains(setup, canvas, Rect { y: row, height: room, ..body }) + u16::from(roomy);
    for line in footing {
        canvas.line(body.x, row, body.width, &line);
        row += 1;
    }
}

/// Gives the row below the choices back.
fn choices(setup: &DrillSetup, canvas: &mut Canvas<'_>, body: Rect) -> u16 {
    let counts = setup.counts();
    let kinds = Selection::ALL.map(|kind| match there(kind, counts) {
        Some(count) => format!("{} {count}", kind.name()),
        None => kind.name().to_owned(),
    });
    let lengths = LENGTHS.map(|length| match length {
        Length::Items(10) => "10 items".to_owned(),
        Length::Items(items) => items.to_string(),
        Length::Typed if setup.length == Length::Typed && setup.typed > 0 => format!("{} items", setup.typed),
        Length::Typed => "other".to_owned(),
        Length::Minutes(minutes) => format!("{minutes} min"),
    });
    let mut page = Choices { setup, canvas, body, row: body.y };
    let kind = Selection::ALL.iter().position(|kind| *kind == setup.selection);
    page.radio("What", WHAT_ROW, &kinds, kind, 0);
    let length = LENGTHS.iter().position(|length| *length == setup.length);
    page.radio("Length", LENGTH_ROW, &lengths, length, PICK_LENGTH);
    page.topic();
    let domains = ["all, mixed".to_owned(), "choose".to_owned()];
    page.radio("Domains", DOMAINS_ROW, &domains, Some(usize::from(setup.choosing)), PICK_ALL);
    page.row
}

struct Choices<'a, 'b> {
    setup: &'a DrillSetup,
    canvas: &'a mut Canvas<'b>,
    body: Rect,
    row: u16,
}

impl Choices<'_, '_> {
    fn label(&mut self, label: &str, row: usize) -> u16 {
        let here = self.setup.cursor == row;
        let x = self.canvas.text(self.body.x, self.row, 2, if here { "▌ " } else { "  " }, Role::Accent);
        self.canvas.text(x, self.row, LABEL - 2, label, if here { Role::Accent } else { Role::Title });
        self.body.x + LABEL
    }

    /// Choices side by side, on a second row where the first is full.
    fn radio(&mut self, label: &str, row: usize, choices: &[String], chosen: Option<usize>, first: usize) {
        let start = self.label(label, row);
        let mut x = start;
        for (index, choice) in choices.iter().enumerate() {
            let is_chosen = chosen == Some(index);
            let text = format!("{} {choice}", if is_chosen { "●" } else { "○" });
            let width = text.chars().count() as u16;
            if x > start && x + width > self.body.right() {
                (x, self.row) = (start, self.row + 1);
            }
            self.canvas.text(x, self.row, width, &text, if is_chosen { Role::Text } else { Role::Muted });
            self.canvas.zone(Rect { x, y: self.row, width, height: 1 }, Action::Pick(first + index));
            x += width + 3;
        }
        self.row += 1;
    }

    fn topic(&mut self) {
        let x = self.label("Topic", TOPIC_ROW);
        let width = self.body.right().saturating_sub(x);
        let (text, role) = match self.setup.topic.as_str() {
            "" => ("any; t types a word".to_owned(), Role::Muted),
            topic => (cut(&format!("“{topic}”"), usize::from(width)), Role::Text),
        };
        self.canvas.text(x, self.row, width, &text, role);
        self.canvas.zone(Rect { x, y: self.row, width, height: 1 }, Action::Pick(PICK_TOPIC));
        self.row += 1;
    }
}

/// Widths of the columns right of a domain's title.
const SHARE: usize = 5;
const RANGE: usize = 10;
const LINE: usize = 14;
const DUE: usize = 8;

fn wide(width: u16) -> bool {
    width >= 80
}

fn title_width(width: u16) -> usize {
    let columns = 4 + SHARE + RANGE + DUE + if wide(width) { LINE } else { 0 };
    usize::from(width).saturating_sub(columns).min(44)
}

fn head(canvas: &mut Canvas<'_>, body: Rect, row: u16) -> u16 {
    let title = title_width(body.width) + 4;
    let text = format!("{:title$}mastery", "");
    canvas.text(body.x, row, body.width, &text, Role::Muted);
    row + 1
}

/// A line for each domain, scrolled along with the cursor. Gives the row below them back.
fn domains(setup: &DrillSetup, canvas: &mut Canvas<'_>, area: Rect) -> u16 {
    let domains = setup.data.standing.domains.iter().enumerate();
    let lines: Vec<Line<'static>> =
        domains.map(|(index, domain)| domain_line(setup, canvas, area.width, index, domain)).collect();
    let table = Rect { height: area.height.min(lines.len() as u16), ..area };
    let height = table.height - u16::from(Canvas::overflows(table, lines.len()));
    let cursor = setup.cursor.saturating_sub(DOMAINS_ROW + 1);
    canvas.scrolled(table, &lines, (cursor + 1).saturating_sub(usize::from(height)));
    if setup.choosing {
        for visible in 0..height {
            let row = Rect { y: table.y + visible, height: 1, ..table };
            canvas.zone(row, Action::Pick(PICK_DOMAIN + canvas.feedback.scroll + usize::from(visible)));
        }
    }
    table.bottom()
}

/// `▌ ● 1 Shelves and catalogue   62%  (48-75%)  ▕░░▒▒█▒░░▏   4 due`
fn domain_line(
    setup: &DrillSetup,
    canvas: &Canvas<'_>,
    width: u16,
    index: usize,
    domain: &DomainStanding,
) -> Line<'static> {
    let here = setup.choosing && setup.cursor == DOMAINS_ROW + 1 + index;
    let taken = !setup.choosing || setup.chosen.get(index).copied().unwrap_or(true);
    let mark = match (setup.choosing, taken) {
        (false, _) => "  ",
        (true, true) => "● ",
        (true, false) => "○ ",
    };
    let title_width = title_width(width);
    let title = cut(&format!("{} {}", domain.code, domain.short), title_width.saturating_sub(1));
    let percent = |share: f64| format!("{:.0}", share * 100.0);
    let answered = domain.share.filter(|_| domain.first_answers + domain.repeats > 0.0);
    let (share, range, bar) = match answered {
        Some(share) => (
            format!("{}%", percent(share.share)),
            format!("({}-{}%)", percent(share.low), percent(share.high)),
            interval(share.share, share.low, share.high, LINE - 3),
        ),
        None => ("–".to_owned(), String::new(), String::new()),
    };
    let due = match domain.counts.due {
        0 => String::new(),
        due => format!("{due} due"),
    };
    let role = if taken { Role::Text } else { Role::Muted };
    let mut spans: Vec<Span<'static>> = vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(mark, Role::Text),
        canvas.span(format!("{title:<title_width$}"), role),
        canvas.span(format!("{share:>w$} ", w = SHARE - 1), role),
        canvas.span(format!("{range:<RANGE$}"), Role::Muted),
    ];
    if wide(width) {
        spans.push(canvas.span(format!("{bar:<LINE$}"), Role::Muted));
    }
    spans.push(canvas.span(format!("{due:>DUE$}"), role));
    Line::from(spans)
}

/// Items of a kind; a weak drill takes from all of them.
fn there(kind: Selection, counts: Counts) -> Option<u32> {
    match kind {
        Selection::Weak => None,
        Selection::Due => Some(counts.due),
        Selection::Missed => Some(counts.missed),
        Selection::Flagged => Some(counts.flagged),
        Selection::New => Some(counts.unseen),
    }
}

/// What the chosen kind asks, and whether there is enough of it.
fn meaning(setup: &DrillSetup) -> String {
    let kind = match setup.selection {
        Selection::Weak => "Where your score has most to gain, domain by domain: what is due before what is new.",
        Selection::Due => "What you are about to forget, the likeliest first, or an unseen item of the same topic.",
        Selection::Missed => "What was wrong when you answered it last; what you were sure of comes first.",
        Selection::Flagged => "What you flagged, in mocks, in drills or on an item's page.",
        Selection::New => "What you have not answered yet, more of it where your score has more to gain.",
    };
    let counts = setup.counts();
    let there = there(setup.selection, counts).unwrap_or(counts.items);
    let enough = match (setup.topic.is_empty(), setup.items(), there) {
        (false, ..) => "",
        (true, _, 0) => " There is none now.",
        (true, Some(items), there) if there < items => {
            let such = if there == 1 { "is 1 such item".to_owned() } else { format!("are {there} such items") };
            return format!("{kind} There {such}.");
        }
        (true, ..) => "",
    };
    format!("{kind}{enough}")
}
