//! The page of a domain: mastery, its tasks, what is believed wrongly, what was missed twice, the time an item takes.

use ratatui::layout::Rect;
use ratatui::text::Line;

use super::question::warn;
use crate::coach::drill::DrillOrder;
use crate::coach::pages::{DomainPage, ItemLine};
use crate::coach::standing::{DRILL_ITEMS, TaskStanding};
use crate::study::picker::{Scope, Selection, Wish};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::estimate;
use crate::tui::widgets::text::{Indent, cut, paragraph};

#[derive(Debug)]
pub struct DomainScreen {
    credential: String,
    page: DomainPage,
    /// The item under the cursor, over both lists.
    cursor: usize,
    scroll: usize,
}

/// Lines of the page, and which of them are items.
struct Laid {
    lines: Vec<Line<'static>>,
    items: Vec<usize>,
}

impl DomainScreen {
    pub fn new(credential: String, page: DomainPage) -> Self {
        Self { credential, page, cursor: 0, scroll: 0 }
    }

    fn items(&self) -> impl Iterator<Item = &ItemLine> {
        self.page.misconceptions.iter().chain(&self.page.missed_twice)
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.items().count().saturating_sub(1);
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match action {
            // Without items the page itself moves.
            Action::Up if self.items().next().is_none() => self.scroll = self.scroll.saturating_sub(1),
            Action::Down if self.items().next().is_none() => self.scroll = (self.scroll + 1).min(most),
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll = (self.scroll + page).min(most),
            Action::Pick(place) if place <= last => {
                self.cursor = place;
                return self.open();
            }
            Action::Accept => return self.open(),
            Action::Drill => return self.drill(around),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self) -> Turn {
        let item = self.items().nth(self.cursor);
        item.map_or_else(Turn::none, |line| {
            Turn::effect(Effect::LoadItem { credential: self.credential.clone(), item: line.item.clone() })
        })
    }

    fn drill(&self, around: &Surroundings) -> Turn {
        if let Some(reason) = &around.read_only {
            return Turn::notice(format!("{reason}: nothing could be saved"));
        }
        let scope = Scope { domains: vec![self.page.domain.code.clone()], ..Scope::default() };
        let wish = Wish { selection: Selection::Weak, scope, count: DRILL_ITEMS as usize };
        let credential = self.credential.clone();
        Turn::effect(Effect::BeginDrill(Box::new(DrillOrder { credential, wish, minutes: None, seed: None })))
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let domain = &self.page.domain;
        let right = format!("{:.0}% of the exam", domain.weight);
        let room = usize::from(canvas.page.width).saturating_sub(right.len() + 4);
        let title = cut(&format!("{} {}", domain.code, domain.title), room);
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        let Laid { lines, items } = self.lay(canvas, around, usize::from(body.width));
        let height = usize::from(body.height) - usize::from(Canvas::overflows(body, lines.len()));
        let scroll = match items.get(self.cursor) {
            Some(&row) if self.cursor > 0 => self.scroll.max((row + 2).saturating_sub(height)).min(row),
            _ => self.scroll,
        };
        canvas.scrolled(body, &lines, scroll);
        let scroll = canvas.feedback.scroll;
        for (place, &row) in items.iter().enumerate() {
            if (scroll..scroll + height).contains(&row) {
                canvas.zone(Rect { y: body.y + (row - scroll) as u16, height: 1, ..body }, Action::Pick(place));
            }
        }
        if let Some(notice) = notice {
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
        canvas.footer(Context::Domain);
    }

    fn lay(&self, canvas: &Canvas<'_>, around: &Surroundings, width: usize) -> Laid {
        let mut laid = Laid { lines: self.figures(canvas, width), items: Vec::new() };
        laid.lines.push(Line::default());
        laid.lines.extend(tasks(&self.page.domain.tasks, self.page.domain.cut, canvas, width));
        let lists = [("Sure and wrong", &self.page.misconceptions), ("Missed twice or more", &self.page.missed_twice)];
        for (title, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            laid.lines.push(Line::default());
            laid.lines.push(Line::from(canvas.span(format!("  {title}"), Role::Muted)));
            for item in items {
                let here = laid.items.len() == self.cursor;
                laid.items.push(laid.lines.len());
                laid.lines.push(item_line(item, here, canvas, around, width));
            }
        }
        laid
    }

    fn figures(&self, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
        let DomainPage { domain, seconds_per_item, expected_seconds, .. } = &self.page;
        let counts = domain.counts;
        let standing = match domain.share {
            Some(share) => format!(
                "You would get {:.0}% of its items right at first sight, nine times in ten {:.0}-{:.0}%; the cut asks \
                 for {:.0}%.",
                share.share * 100.0,
                share.low * 100.0,
                share.high * 100.0,
                domain.cut * 100.0
            ),
            None => "No answers yet.".to_owned(),
        };
        let bank = format!(
            "{} items: {} not seen, {} due, {} wrong when answered last, {} flagged.",
            counts.items, counts.unseen, counts.due, counts.missed, counts.flagged
        );
        let spent = seconds_per_item.map_or_else(String::new, |seconds| {
            let (yours, usual) = (time::per_item(seconds), time::per_item(*expected_seconds));
            format!(" You take {yours} an item; its words lead to expect {usual}.")
        });
        let mut lines = paragraph(&standing, canvas.style(Role::Text), width, &Indent::blank(2));
        lines.extend(paragraph(&format!("{bank}{spent}"), canvas.style(Role::Text), width, &Indent::blank(2)));
        lines
    }
}

fn tasks(tasks: &[TaskStanding], mark: f64, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let bar = if width >= 70 { 18 } else { 10 };
    let title = width.saturating_sub(bar + 24);
    let head = format!("  {:<title$}{:>5} {:<bar$}  {:>5}{:>6}", "Task", "now", "  90%, ┃ cut", "due", "new");
    let mut lines = vec![Line::from(canvas.span(cut(&head, width), Role::Muted))];
    for task in tasks {
        let name = cut(&format!("{} {}", task.code, task.title), title.saturating_sub(1));
        let mut spans = vec![canvas.span(format!("  {name:<title$}"), Role::Text)];
        match task.share {
            Some(share) => {
                let (before, after) = estimate(share.share, share.low, share.high, mark, bar);
                let shade = if share.share >= mark { Role::Correct } else { Role::Wrong };
                spans.push(canvas.span(format!("{:>4.0}% ", share.share * 100.0), Role::Text));
                spans.push(canvas.span(before, shade));
                spans.push(canvas.span("┃", Role::Pass));
                spans.push(canvas.span(after, shade));
            }
            None => spans.push(canvas.span(format!("{:>5} {:bar$}", "", ""), Role::Muted)),
        }
        let counts = task.counts;
        spans.push(canvas.span(format!("  {:>5}{:>6}", counts.due, counts.unseen), Role::Muted));
        lines.push(Line::from(spans));
    }
    lines
}

fn item_line(item: &ItemLine, here: bool, canvas: &Canvas<'_>, around: &Surroundings, width: usize) -> Line<'static> {
    let (mark, role) = if item.last_right { ("✓", Role::Correct) } else { ("✗", Role::Wrong) };
    let text = if here { Role::Accent } else { Role::Text };
    let when = time::ago(item.last_ms, around.now.wall_ms, &around.zone);
    let room = width.saturating_sub(43);
    let wrong = format!("{} of {} wrong", item.answers - item.right, item.answers);
    Line::from(vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(format!("{mark} "), role),
        canvas.span(if item.flagged { "⚑ " } else { "  " }, Role::Flag),
        canvas.span(format!("{:<5} ", item.task), Role::Muted),
        canvas.span(format!("{:<room$} ", cut(&item.topic, room)), text),
        canvas.span(format!("{wrong:>13}"), text),
        canvas.span(format!("{:>17}", cut(&when, 16)), Role::Muted),
    ])
}
