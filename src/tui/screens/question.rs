//! One item on the exam screen: stem, options, what is chosen and struck, and how far one is.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::bank::{Item, OptionSet};
use crate::exam::report::letter;
use crate::exam::sitting::ItemState;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, paragraph, wrap};
use crate::tui::widgets::{markdown, record};

use super::codes;
use super::exam::{Exam, Pane};

/// From this width on a case's documents and its item stand side by side.
const SIDE_BY_SIDE: u16 = 100;

pub fn draw(exam: &Exam, canvas: &mut Canvas<'_>, notice: Option<&str>) {
    let wide = exam.case().is_some() && canvas.area.width >= SIDE_BY_SIDE;
    if wide {
        canvas.widen();
    }
    let flagged = exam.sitting.response(exam.sitting.current()).flagged;
    header(exam, canvas, if flagged { "⚑ flagged" } else { "" });
    let body = canvas.body();
    let roomy = body.height >= 14;
    let foot = if roomy { 2 } else { 1 };
    let text = Rect { height: body.height.saturating_sub(foot), ..body };
    match exam.case() {
        None => draw_item(exam, canvas, text),
        Some((case, view)) if wide => {
            let left = Rect { width: text.width / 2 - 2, ..text };
            let right = Rect { x: text.x + text.width / 2 + 1, width: text.width - text.width / 2 - 1, ..text };
            for y in text.y..text.bottom() {
                canvas.text(left.right() + 1, y, 1, "│", Role::Muted);
            }
            // The pane that scrolls is drawn last: what drawing finds out is of it.
            if exam.pane == Pane::Item {
                record::draw(&case.documents, case.policy.as_deref(), view, canvas, left);
                canvas.other_pane();
                draw_item(exam, canvas, right);
            } else {
                draw_item(exam, canvas, right);
                canvas.other_pane();
                record::draw(&case.documents, case.policy.as_deref(), view, canvas, left);
            }
            canvas.feedback.side_by_side = true;
        }
        Some((case, view)) if exam.pane == Pane::Record => {
            record::draw(&case.documents, case.policy.as_deref(), view, canvas, text);
        }
        Some(_) => draw_item(exam, canvas, text),
    }
    let row = Rect { y: body.bottom().saturating_sub(1), height: 1, ..body };
    match notice {
        Some(notice) => warn(canvas, row, notice),
        None if exam.context() == Context::Find => {
            if let Some((case, view)) = exam.case() {
                record::draw_find(&case.documents, view, canvas, row);
            }
        }
        None if exam.pane == Pane::Record && exam.case().is_some() => {
            let to = if exam.is_coded() { "codes" } else { "item" };
            let text = format!("tab: back to the {to}   [ ]: other documents   /: find");
            canvas.text(row.x, row.y, row.width, &text, Role::Muted);
        }
        None => progress(exam, canvas, row),
    }
    canvas.footer(exam.context());
}

fn draw_item(exam: &Exam, canvas: &mut Canvas<'_>, text: Rect) {
    let mut before = about_case(exam, canvas, usize::from(text.width));
    let (lines, mut options) = item_lines(exam, canvas, usize::from(text.width));
    options.iter_mut().for_each(|(from, to)| (*from, *to) = (*from + before.len(), *to + before.len()));
    before.extend(lines);
    let lines = before;
    let visible = Rect { height: text.height - u16::from(Canvas::overflows(text, lines.len())), ..text };
    let scroll = if exam.is_coded() {
        exam.codes.follow(exam.follow, exam.scroll, &options, visible.height)
    } else if exam.follow {
        following(exam.cursor, exam.scroll, lines.len(), &options, visible.height)
    } else {
        exam.scroll
    };
    canvas.scrolled(text, &lines, scroll);
    zones(canvas, visible, &options);
}

/// On a case: its title and the way to its documents, and what locks the answer.
fn about_case(exam: &Exam, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let Some((case, _)) = exam.case() else { return Vec::new() };
    let at = exam.sitting.current();
    let count = case.documents.len();
    let plural = if count == 1 { "" } else { "s" };
    let mut text = format!("Case: {}. Tab turns to its {count} document{plural}.", case.title);
    let locks: Vec<String> = exam.sitting.locked_by(at).map(|item| (item + 1).to_string()).collect();
    if exam.sitting.response(at).locked {
        text.push_str(" This answer is locked.");
    } else if !locks.is_empty() {
        text.push_str(&format!(" Your answer is locked when you open item {}.", locks.join(" or ")));
    }
    let mut lines = paragraph(&text, canvas.style(Role::Muted), width, &Indent::default());
    lines.push(Line::default());
    lines
}

/// Where you are and how long you have; the same over the item and the navigator.
pub(super) fn header(exam: &Exam, canvas: &mut Canvas<'_>, mark: &str) {
    let form = exam.sitting.form();
    let left = Line::from(vec![
        canvas.span(format!("{} · {}", form.short, form.name), Role::Title),
        Span::raw("   "),
        canvas.span(mark.to_owned(), Role::Flag),
    ]);
    let position = format!("{} of {}", exam.sitting.current() + 1, form.slots.len());
    let mut right = vec![canvas.span(position, Role::Text)];
    if let Some(limit) = form.limit_ms() {
        let left_ms = limit.saturating_sub(exam.clock.active_ms());
        let clock =
            if exam.clock_hidden { "clock hidden".to_owned() } else { time::left(limit, exam.clock.active_ms()) };
        let role = match left_ms {
            _ if exam.clock_hidden => Role::Muted,
            0..=300_000 => Role::Wrong,
            300_001..=1_800_000 => Role::Warning,
            _ => Role::Text,
        };
        right.push(canvas.span(format!("   {clock:>7}"), role));
    }
    canvas.header(left, Line::from(right));
}

/// An item that is asked: what is chosen and struck out so far, and where the cursor stands.
pub(super) struct Asked<'a> {
    pub(super) item: &'a Item,
    /// The stored place of each option, in the order shown.
    pub(super) options: &'a [u8],
    pub(super) choose: u8,
    pub(super) chosen: OptionSet,
    pub(super) struck: OptionSet,
    /// None while something else has the keys.
    pub(super) cursor: Option<usize>,
}

/// Rows of each option among the lines.
pub(super) type Rows = Vec<(usize, usize)>;

fn item_lines(exam: &Exam, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, Rows) {
    let at = exam.sitting.current();
    let Some(item) = exam.items.get(at).and_then(Option::as_ref) else {
        let text = "The wording of this item is missing from the record. Go on with the next; it cannot be answered.";
        return (paragraph(text, canvas.style(Role::Warning), width, &Indent::default()), Vec::new());
    };
    let slot = &exam.sitting.form().slots[at];
    let response = exam.sitting.response(at);
    if let Some(codes) = item.codes() {
        let mut lines = markdown::lines(&item.stem, width, canvas.style(Role::Text));
        lines.push(Line::default());
        let (table, mut rows) = codes::lines(&exam.codes, codes.year, exam.coded(), canvas, width);
        rows.iter_mut().for_each(|(from, to)| (*from, *to) = (*from + lines.len(), *to + lines.len()));
        lines.extend(table);
        return (lines, rows);
    }
    let asked = Asked {
        item,
        options: &slot.options,
        choose: slot.choose,
        chosen: response.answer,
        struck: response.struck,
        cursor: (!matches!(exam.context(), Context::End | Context::Lock)).then_some(exam.cursor),
    };
    asked_lines(&asked, canvas, width)
}

/// Stem and options, the same in an exam and in a drill.
pub(super) fn asked_lines(asked: &Asked<'_>, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, Rows) {
    let mut lines = markdown::lines(&asked.item.stem, width, canvas.style(Role::Text));
    lines.push(Line::default());
    if asked.choose > 1 {
        let (chosen, choose) = (asked.chosen.len(), asked.choose);
        let text = format!("Choose {choose}: {chosen} chosen. It counts only when all {choose} are right.");
        lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
        lines.push(Line::default());
    }
    let mut rows = Vec::new();
    let Some(choice) = asked.item.choice() else { return (lines, rows) };
    for (place, &stored) in asked.options.iter().enumerate() {
        let stored = usize::from(stored);
        let Some(option) = choice.options.get(stored) else { continue };
        let (chosen, struck) = (asked.chosen.contains(stored), asked.struck.contains(stored));
        let role = match (chosen, struck) {
            (_, true) => Role::Struck,
            (true, false) => Role::Title,
            (false, false) => Role::Text,
        };
        let mark = match (chosen, struck) {
            (true, _) => "● ",
            (false, true) => "x ",
            (false, false) => "  ",
        };
        let cursor = canvas.span(if asked.cursor == Some(place) { "▌ " } else { "  " }, Role::Accent);
        let sign = canvas.span(mark, if chosen { Role::Accent } else { Role::Muted });
        let name = canvas.span(format!("{}  ", letter(place)), if chosen { Role::Accent } else { Role::Muted });
        let spans = markdown::spans(&option.text, canvas.style(role));
        let from = lines.len();
        lines.extend(wrap(&spans, width, &Indent::hanging(vec![cursor, sign, name])));
        rows.push((from, lines.len()));
    }
    (lines, rows)
}

/// The least scrolling that keeps the option under the cursor on the screen.
pub(super) fn following(cursor: usize, scroll: usize, lines: usize, options: &Rows, height: u16) -> usize {
    let height = usize::from(height);
    let Some(&(from, to)) = options.get(cursor) else { return scroll };
    let nobody_moved = cursor == 0 && scroll == 0;
    if lines <= height || nobody_moved {
        return 0;
    }
    if from < scroll {
        from
    } else if to > scroll + height {
        to - height
    } else {
        scroll
    }
}

/// A click on an option's rows picks it.
pub(super) fn zones(canvas: &mut Canvas<'_>, text: Rect, options: &Rows) {
    let scroll = canvas.feedback.scroll;
    for (place, &(from, to)) in options.iter().enumerate() {
        let top = from.saturating_sub(scroll).min(usize::from(text.height));
        let bottom = to.saturating_sub(scroll).min(usize::from(text.height));
        if bottom > top && to > scroll {
            let area = Rect { y: text.y + top as u16, height: (bottom - top) as u16, ..text };
            canvas.zone(area, Action::Pick(place));
        }
    }
}

pub(super) fn warn(canvas: &mut Canvas<'_>, row: Rect, notice: &str) {
    let lines = paragraph(notice, canvas.style(Role::Warning), usize::from(row.width), &Indent::default());
    let top = row.y.saturating_sub(lines.len() as u16 - 1);
    for (offset, line) in lines.iter().enumerate() {
        let y = top + offset as u16;
        canvas.clear(Rect { y, height: 1, ..row });
        canvas.line(row.x, y, row.width, line);
    }
}

fn progress(exam: &Exam, canvas: &mut Canvas<'_>, row: Rect) {
    let total = exam.sitting.responses().len();
    let complete = exam.sitting.count(ItemState::Complete);
    let unseen = exam.sitting.count(ItemState::Unseen);
    let mut text = format!("{complete} answered · ");
    let open = total - complete - unseen;
    if open > 0 {
        text.push_str(&format!("{open} open · "));
    }
    if exam.sitting.flagged() > 0 {
        text.push_str(&format!("⚑ {} · ", exam.sitting.flagged()));
    }
    text.push_str(&format!("{unseen} unseen"));
    progress_bar(canvas, row, complete, total, &text);
}

/// How much is done, as a bar, and in words at the right end of the row.
pub(super) fn progress_bar(canvas: &mut Canvas<'_>, row: Rect, done: usize, total: usize, text: &str) {
    let width = row.width.saturating_sub(text.chars().count() as u16 + 3).min(30);
    let filled = usize::from(width) * done / total.max(1);
    canvas.text(row.x, row.y, width, &"━".repeat(filled), Role::Accent);
    canvas.text(row.x + filled as u16, row.y, width, &"─".repeat(usize::from(width) - filled), Role::Muted);
    let x = row.right().saturating_sub(text.chars().count() as u16);
    canvas.text(x, row.y, row.width, text, Role::Muted);
}

/// While the clock stands the item is out of sight.
pub fn draw_paused(exam: &Exam, canvas: &mut Canvas<'_>) {
    header(exam, canvas, "paused");
    let body = canvas.body();
    let text = "The clock stands still and the item is out of sight. Press p to go on.";
    let lines = paragraph(text, canvas.style(Role::Text), usize::from(body.width), &Indent::default());
    canvas.scrolled(body, &lines, 0);
    canvas.footer(exam.context());
}
