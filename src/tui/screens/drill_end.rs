//! What a drill came to: how much was right, what moved, what to do next, and the items worth another look.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::bank::{Item, ItemId};
use crate::coach::outcome::{DomainOutcome, ItemOutcome, Outcome};
use crate::exam::{Drill, Ending};
use crate::store::SittingRow;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::home::advice;
use super::question::{Rows, following, warn, zones};

#[derive(Debug)]
pub struct DrillEnd {
    outcome: Outcome,
    row: SittingRow,
    short: String,
    time_up: bool,
    /// Items that were never asked.
    left: usize,
    /// Lists that hold something, in the order shown.
    lists: Vec<(&'static str, Vec<ItemOutcome>)>,
    /// The item under the cursor, counted over all lists.
    cursor: usize,
    /// Where there is no list to move in.
    scroll: usize,
}

impl DrillEnd {
    pub fn new(outcome: Outcome, drill: Drill, items: Vec<Option<Item>>, row: SittingRow) -> Self {
        let wrong = also_wrong(&outcome, &drill, &items);
        let lists = vec![
            ("Better than the last time", outcome.better.clone()),
            ("Right the last time, wrong now", outcome.slipped.clone()),
            ("Sure and wrong", outcome.misconceptions.clone()),
            ("Wrong", wrong),
        ];
        Self {
            short: drill.form().short.clone(),
            time_up: drill.ended() == Some(Ending::TimeUp),
            left: drill.left(),
            lists: lists.into_iter().filter(|(_, items)| !items.is_empty()).collect(),
            outcome,
            row,
            cursor: 0,
            scroll: 0,
        }
    }

    fn listed(&self) -> impl Iterator<Item = &ItemOutcome> {
        self.lists.iter().flat_map(|(_, items)| items)
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let items = self.listed().count();
        let credential = self.row.credential.clone();
        let at = if items == 0 { &mut self.scroll } else { &mut self.cursor };
        let last = if items == 0 { most } else { items - 1 };
        match action {
            Action::Up => *at = at.saturating_sub(1),
            Action::Down => *at = (*at + 1).min(last),
            Action::PageUp => *at = at.saturating_sub(page),
            Action::PageDown => *at = (*at + page).min(last),
            Action::Pick(index) if index < items => {
                self.cursor = index;
                return self.open();
            }
            Action::Accept => return self.open(),
            Action::Drill => return Turn::effect(Effect::LoadDrillSetup { credential }),
            Action::Progress => return Turn::effect(Effect::LoadReady { credential }),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self) -> Turn {
        let credential = self.row.credential.clone();
        let item = self.listed().nth(self.cursor).map(|listed| listed.item.clone());
        item.map_or_else(Turn::none, |item| Turn::effect(Effect::LoadItem { credential, item }))
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let Outcome { answered, right, .. } = self.outcome;
        let score = if answered > 0 { format!("{right} of {answered} right") } else { String::new() };
        let score = Line::from(canvas.span(score, Role::Title));
        let room = usize::from(canvas.page.width).saturating_sub(score.width() + 4);
        let day = time::day(self.row.started_ms, &around.zone);
        let title = cut(&format!("{} · {} · {day}", self.short, self.row.title()), room);
        canvas.header(Line::from(canvas.span(title, Role::Title)), score);
        let body = canvas.body();
        let (lines, rows) = self.lines(canvas, usize::from(body.width));
        let visible = Rect { height: body.height - u16::from(Canvas::overflows(body, lines.len())), ..body };
        let scroll =
            if rows.is_empty() { self.scroll } else { following(self.cursor, 0, lines.len(), &rows, visible.height) };
        canvas.scrolled(body, &lines, scroll);
        zones(canvas, visible, &rows);
        if let Some(notice) = notice {
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
        canvas.footer(Context::DrillEnd);
    }

    fn lines(&self, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, Rows) {
        let plain = |text: &str, role: Role| paragraph(text, canvas.style(role), width, &Indent::default());
        let mut lines = plain(&self.course(), Role::Text);
        if !self.outcome.domains.is_empty() {
            lines.push(Line::default());
            let known = self.outcome.domains.iter().any(|domain| domain.now.is_some());
            lines.push(head(if known { "mastery" } else { "" }, canvas, width));
            lines.extend(self.outcome.domains.iter().map(|domain| domain_line(domain, canvas, width)));
        }
        lines.push(Line::default());
        let next = Indent::hanging(vec![canvas.span("Next  ", Role::Accent)]);
        lines.extend(paragraph(&self.next(), canvas.style(Role::Text), width, &next));
        if self.outcome.streak >= 2 {
            lines.extend(plain(&format!("{} days in a row with practice.", self.outcome.streak), Role::Muted));
        }
        let mut rows = Vec::new();
        for (title, items) in &self.lists {
            lines.push(Line::default());
            lines.push(Line::from(canvas.span(*title, Role::Title)));
            for item in items {
                let line = item_line(item, rows.len() == self.cursor, canvas, width);
                rows.push((lines.len(), lines.len() + 1));
                lines.push(line);
            }
        }
        (lines, rows)
    }

    /// How the drill went, in a sentence or two.
    fn course(&self) -> String {
        let Outcome { answered, right, active_seconds, .. } = self.outcome;
        let spent = time::span(active_seconds);
        let mut text = match answered {
            0 => "Nothing was answered.".to_owned(),
            _ => format!("{right} of {answered} right in {spent}."),
        };
        match (self.time_up, self.left) {
            (true, _) => text.push_str(" The time was over."),
            (false, 0) => {}
            (false, 1) => text.push_str(" One item was not asked any more."),
            (false, left) => text.push_str(&format!(" {left} items were not asked any more.")),
        }
        text
    }

    fn next(&self) -> String {
        let due = match self.outcome.due {
            0 => "nothing is due now".to_owned(),
            1 => "1 item is due now".to_owned(),
            due => format!("{due} items are due now"),
        };
        format!("{} · {due}", advice(&self.outcome.advice))
    }
}

/// What was wrong in the drill and stands on none of the lists.
fn also_wrong(outcome: &Outcome, drill: &Drill, items: &[Option<Item>]) -> Vec<ItemOutcome> {
    let listed = |id: &ItemId| outcome.slipped.iter().chain(&outcome.misconceptions).any(|one| one.item == *id);
    let wrong = drill.turns().iter().filter(|place| !place.again).filter_map(|place| {
        let item = items.get(place.slot)?.as_ref()?;
        let is_right = item.is_right(&place.answer.as_ref()?.given)?;
        (!is_right && !listed(&item.id)).then(|| ItemOutcome {
            item: item.id.clone(),
            task: item.task.clone(),
            topic: item.topic.clone(),
        })
    });
    wrong.collect()
}

/// Widths of the columns right of a domain's title.
const RIGHT: usize = 12;
const MASTERY: usize = 15;

fn head(mastery: &str, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let title = title_width(width);
    Line::from(canvas.span(format!("{:title$}{:>RIGHT$}{mastery:>MASTERY$}", "", "right"), Role::Muted))
}

fn title_width(width: usize) -> usize {
    width.saturating_sub(RIGHT + MASTERY).min(46)
}

/// `2 Lending and returns        4 of 5     62% → 66%`
fn domain_line(domain: &DomainOutcome, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let title_width = title_width(width);
    let title = cut(&format!("{} {}", domain.code, domain.short), title_width);
    let right = format!("{} of {}", domain.right, domain.answered);
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let mastery = match (domain.before, domain.now) {
        (Some(before), Some(now)) => format!("{} → {}", percent(before.share), percent(now.share)),
        (None, Some(now)) => percent(now.share),
        (_, None) => String::new(),
    };
    Line::from(vec![
        canvas.span(format!("{title:<title_width$}"), Role::Text),
        canvas.span(format!("{right:>RIGHT$}"), Role::Text),
        canvas.span(format!("{mastery:>MASTERY$}"), Role::Text),
    ])
}

fn item_line(item: &ItemOutcome, here: bool, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let role = if here { Role::Accent } else { Role::Text };
    let topic: Span<'static> = canvas.span(cut(&item.topic, width.saturating_sub(8)), role);
    Line::from(vec![
        canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
        canvas.span(format!("{:<5} ", item.task), Role::Muted),
        topic,
    ])
}
