//! Home: what was left first of all, then each credential.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::coach::days::Day;
use crate::coach::standing::{Advice, Brief, Ready};
use crate::store::SittingRow;
use crate::study::readiness::Band;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{Card, HomeData};
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::{interval, spark};
use crate::tui::widgets::text::{Indent, cut, paragraph};

/// Sittings offered to go on with; history lists them all.
const MOST_LEFT: usize = 3;

/// Lines that the first words take on a screen of some width.
const WELCOME: usize = 8;

#[derive(Debug, Default)]
pub struct Home {
    data: HomeData,
    cursor: usize,
}

/// A line that the cursor can stand on.
enum Target<'a> {
    Sitting(&'a SittingRow),
    Credential(&'a Card),
}

impl Target<'_> {
    fn is_same(&self, other: &Target<'_>) -> bool {
        match (self, other) {
            (Target::Sitting(one), Target::Sitting(two)) => one.id == two.id,
            (Target::Credential(one), Target::Credential(two)) => one.credential == two.credential,
            _ => false,
        }
    }
}

impl Home {
    /// The cursor stands on the sitting that was left last, or else on the credential that was practised last.
    pub fn new(mut data: HomeData) -> Self {
        data.unfinished.truncate(MOST_LEFT);
        let recent = data.recent.take();
        let mut home = Self { data, cursor: 0 };
        if home.data.unfinished.is_empty() {
            home.stand(
                |target| matches!(target, Target::Credential(card) if Some(&card.credential) == recent.as_ref()),
            );
        }
        home
    }

    /// The same screen after something was done elsewhere; the cursor stays on what it stood on.
    pub fn renew(&mut self, data: HomeData) {
        let before = std::mem::replace(self, Self::new(data));
        if let Some(target) = before.targets().get(before.cursor) {
            self.stand(|new| new.is_same(target));
        }
    }

    /// Puts the cursor on the line that `is` knows, if there is one.
    fn stand(&mut self, is: impl FnMut(&Target<'_>) -> bool) {
        if let Some(place) = self.targets().iter().position(is) {
            self.cursor = place;
        }
    }

    fn targets(&self) -> Vec<Target<'_>> {
        let left = self.data.unfinished.iter().map(Target::Sitting);
        left.chain(self.data.cards.iter().map(Target::Credential)).collect()
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.targets().len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::Pick(row) if row <= last => {
                self.cursor = row;
                return self.open(around);
            }
            Action::Accept => return self.open(around),
            Action::Sit => return self.sit(),
            Action::Resume => {
                return match self.data.unfinished.first() {
                    Some(row) => resume(row, around),
                    None => Turn::notice("no sitting was left unfinished"),
                };
            }
            Action::History => return Turn::effect(Effect::LoadHistory),
            Action::About => return self.with_card(|credential| Effect::LoadAbout { credential }),
            Action::Drill => return self.with_card(|credential| Effect::LoadDrillSetup { credential }),
            Action::Queries => return self.with_card(|credential| Effect::LoadQueries { credential }),
            Action::Progress => return self.with_card(|credential| Effect::LoadReady { credential }),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self, around: &Surroundings) -> Turn {
        match self.targets().get(self.cursor) {
            Some(Target::Sitting(row)) => resume(row, around),
            Some(Target::Credential(card)) => setup(card),
            None => Turn::none(),
        }
    }

    fn sit(&self) -> Turn {
        self.with_card(|credential| Effect::LoadSetup { credential })
    }

    /// For the credential under the cursor, or that of the sitting under it.
    fn with_card(&self, effect: impl FnOnce(String) -> Effect) -> Turn {
        let targets = self.targets();
        let card = match targets.get(self.cursor) {
            Some(Target::Credential(card)) => Some(*card),
            Some(Target::Sitting(row)) => self.data.cards.iter().find(|card| card.credential == row.credential),
            None => None,
        };
        let card = card.or(self.data.cards.first());
        card.map_or_else(Turn::none, |card| Turn::effect(effect(card.credential.clone())))
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let today = time::weekday(around.now.wall_ms, &around.zone);
        canvas.header(Line::from(canvas.span("practicum", Role::Title)), Line::from(canvas.span(today, Role::Muted)));
        let body = canvas.body();
        let started = self.data.cards.iter().filter_map(|card| card.brief.as_ref()).any(|brief| brief.answers > 0);
        let (left, cards) = (self.data.unfinished.len(), self.data.cards.len());
        let below = if started { 3 } else { WELCOME };
        let tight = usize::from(body.height) < left + usize::from(left > 0) + 3 * cards + below;
        let mut drawing = Drawing { canvas, around, body, tight, row: body.y, cursor: self.cursor, index: 0 };
        for row in &self.data.unfinished {
            drawing.left(row);
        }
        if !self.data.unfinished.is_empty() {
            drawing.row += 1;
        }
        if started {
            drawing.head();
        }
        for card in &self.data.cards {
            drawing.card(card);
        }
        if started {
            drawing.week(&self.data.week, self.data.streak);
        } else if self.data.unfinished.is_empty() {
            drawing.welcome();
        }
        let trouble = around.read_only.as_deref().map(|reason| {
            format!(
                "{reason}. You can look at what is recorded here; sitting an exam needs a record that can be written."
            )
        });
        let trouble = notice.map(str::to_owned).or(trouble).or_else(|| self.data.trouble.clone());
        if let Some(trouble) = trouble {
            drawing.trouble(&trouble);
        }
        canvas.footer(Context::Home);
    }
}

fn setup(card: &Card) -> Turn {
    Turn::effect(Effect::LoadSetup { credential: card.credential.clone() })
}

fn resume(row: &SittingRow, around: &Surroundings) -> Turn {
    match &around.read_only {
        Some(reason) => Turn::notice(format!("{reason}: this sitting cannot go on here")),
        None => Turn::effect(Effect::Resume(row.id)),
    }
}

/// Widths of the columns for readiness and the exam's day.
const READY: usize = 29;
const EXAM: usize = 13;

/// How ready, in words and, where there is a number, on a line from 0 to 100% with its interval.
fn standing(brief: &Brief) -> (String, Role) {
    match brief.ready {
        Ready::NotStarted => ("not started".to_owned(), Role::Muted),
        Ready::TooFew { answers, needed } => (format!("too early: {answers} of {needed}"), Role::Muted),
        Ready::Band { band: Band::LikelyAbove } => ("likely above".to_owned(), Role::Correct),
        Ready::Band { band: Band::Borderline } => ("borderline".to_owned(), Role::Warning),
        Ready::Band { band: Band::LikelyBelow } => ("likely below".to_owned(), Role::Wrong),
        Ready::Number { mean, low, high } => {
            let range = format!("{:.0}-{:.0}%", low * 100.0, high * 100.0);
            (format!("{} {:.0}% ({range})", interval(mean, low, high, 11), mean * 100.0), Role::Text)
        }
    }
}

fn exam_day(brief: &Brief) -> String {
    match brief.exam.as_ref().map(|exam| exam.days_left) {
        None => "no date".to_owned(),
        Some(0) => "today".to_owned(),
        Some(1) => "tomorrow".to_owned(),
        Some(days) if days < 0 => "is over".to_owned(),
        Some(days) => format!("in {days} days"),
    }
}

pub(super) fn advice(advice: &Advice) -> String {
    match advice {
        Advice::QuickMock => "a quick mock".to_owned(),
        Advice::FullMock => "a full mock".to_owned(),
        Advice::Review { items } => format!("review {items} due items"),
        Advice::Drill { domain, short, items } => format!("drill {domain} {short} ({items})"),
    }
}

struct Drawing<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    around: &'a Surroundings,
    body: Rect,
    /// Whether the page has no room for blank lines and many words.
    tight: bool,
    row: u16,
    cursor: usize,
    index: usize,
}

impl Drawing<'_, '_> {
    fn target(&mut self, height: u16) -> Span<'static> {
        let here = self.index == self.cursor;
        let area = Rect { y: self.row, height, ..self.body };
        self.canvas.zone(area, Action::Pick(self.index));
        self.index += 1;
        self.canvas.span(if here { "▌ " } else { "  " }, Role::Accent)
    }

    fn line(&mut self, line: &Line<'_>) {
        if self.row < self.body.bottom() {
            self.canvas.line(self.body.x, self.row, self.body.width, line);
        }
        self.row += 1;
    }

    fn left(&mut self, row: &SittingRow) {
        let cursor = self.target(1);
        let ago = time::ago(row.alive_ms, self.around.now.wall_ms, &self.around.zone);
        let spent = time::span(row.active_ms as f64 / 1000.0);
        let text = format!("{} {} · {spent} in · left {ago}", row.credential.to_uppercase(), row.title());
        let line = Line::from(vec![
            cursor,
            self.canvas.span("Resume  ", Role::Accent),
            self.canvas.span(cut(&text, usize::from(self.body.width.saturating_sub(10))), Role::Text),
        ]);
        self.line(&line);
    }

    /// Names of the columns, where there are columns.
    fn head(&mut self) {
        if !self.wide() {
            return;
        }
        let text = format!("{:10}{:<READY$}{:<EXAM$}{}", "", "ready?", "exam", "next");
        let line = Line::from(self.canvas.span(text, Role::Muted));
        self.line(&line);
    }

    fn wide(&self) -> bool {
        self.body.width >= 70
    }

    fn card(&mut self, card: &Card) {
        let cursor = self.target(2);
        let room = usize::from(self.body.width).saturating_sub(10);
        let brief = card.brief.as_ref().filter(|brief| brief.answers > 0 || brief.exam.is_some());
        let mut first = vec![cursor, self.canvas.span(format!("{:<8}", card.short), Role::Title)];
        match brief {
            Some(brief) if self.wide() => {
                let (standing, role) = standing(brief);
                first.push(self.canvas.span(format!("{standing:<READY$}"), role));
                first.push(self.canvas.span(format!("{:<EXAM$}", exam_day(brief)), Role::Text));
                let next = cut(&advice(&brief.advice), room.saturating_sub(READY + EXAM));
                first.push(self.canvas.span(next, Role::Text));
            }
            Some(brief) => {
                let (standing, role) = standing(brief);
                first.push(self.canvas.span(cut(&standing, room), role));
            }
            None => first.push(self.canvas.span(cut(&card.name, room), Role::Text)),
        }
        self.line(&Line::from(first));
        if self.tight && brief.is_none() && card.last.is_none() && card.brief.is_some() {
            return;
        }
        let second = match brief.filter(|_| !self.wide()) {
            Some(brief) => format!("exam {} · {}", exam_day(brief), advice(&brief.advice)),
            None => self.past(card),
        };
        let second = self.canvas.span(cut(&second, room), Role::Muted);
        self.line(&Line::from(vec![Span::raw(" ".repeat(10)), second]));
        self.row += u16::from(!self.tight);
    }

    /// What was sat so far.
    fn past(&self, card: &Card) -> String {
        match (&card.last, &card.brief) {
            (_, None) => "its bank cannot be read: practicum bank check says why".to_owned(),
            (Some(last), _) => {
                let word = if last.pass { "passed" } else { "not passed" };
                let when = time::ago(last.ended_ms, self.around.now.wall_ms, &self.around.zone);
                format!("last mock {} of {} needed, {word}, {when}", last.scaled, last.needed)
            }
            (None, Some(brief)) if brief.answers > 0 => format!("{} answers in drills, no mock yet", brief.answers),
            (None, Some(_)) => "no mock sat yet".to_owned(),
        }
    }

    /// The last seven days, today last.
    fn week(&mut self, week: &[Day], streak: u32) {
        let answers: Vec<f64> = week.iter().map(|day| f64::from(day.answers)).collect();
        let mut spans = vec![self.canvas.span("  Last days  ", Role::Muted)];
        for (day, level) in week.iter().zip(spark(&answers).chars()) {
            let name = day.date.strftime("%a").to_string();
            let name: String = name.chars().take(2).collect();
            let (level, role) = if day.answers == 0 { ('·', Role::Muted) } else { (level, Role::Accent) };
            spans.push(self.canvas.span(format!(" {name} "), Role::Muted));
            spans.push(self.canvas.span(level.to_string(), role));
        }
        let (all, right) = week.iter().fold((0, 0), |(all, right), day| (all + day.answers, right + day.right));
        let share = f64::from(right) / f64::from(all.max(1)) * 100.0;
        let text = match all {
            0 => "nothing yet".to_owned(),
            _ => format!("{all} answers, {share:.0}% right"),
        };
        let line = Line::from(spans);
        let wide = line.width() + text.len() + 3 <= usize::from(self.body.width);
        let mut parts = line.spans;
        if wide {
            parts.push(self.canvas.span(format!("   {text}"), Role::Text));
        }
        self.line(&Line::from(parts));
        let more = (!wide).then(|| text.clone()).into_iter();
        let more = more.chain((streak >= 2).then(|| format!("{streak} days in a row"))).collect::<Vec<_>>().join(" · ");
        if !more.is_empty() {
            let line = Line::from(self.canvas.span(format!("{:13} {more}", ""), Role::Muted));
            self.line(&line);
        }
    }

    fn welcome(&mut self) {
        let how = if self.tight {
            "Enter sets up a mock exam, d a drill. Every answer is saved as you give it."
        } else {
            "Press enter to set up a mock exam, and enter again to begin: item by item, against the clock, no answers \
             before the end. Press d to drill: the key and every reason right after each answer. All of it is saved as \
             you give it; close the window at any time and go on later."
        };
        let who = "practicum is independent of the examiners. Its items come from public sources; no certified \
                   professional has reviewed them.";
        let style = self.canvas.style(Role::Muted);
        self.row += u16::from(self.tight);
        for text in [how, who] {
            for line in paragraph(text, style, usize::from(self.body.width.saturating_sub(2)), &Indent::blank(2)) {
                self.line(&line);
            }
            self.row += 1;
        }
    }

    fn trouble(&mut self, text: &str) {
        let style = self.canvas.style(Role::Warning);
        let lines = paragraph(text, style, usize::from(self.body.width), &Indent::blank(2));
        self.row = self.body.bottom().saturating_sub(lines.len() as u16);
        let area = Rect { y: self.row, height: lines.len() as u16, ..self.body };
        self.canvas.clear(area);
        for line in lines {
            self.line(&line);
        }
    }
}
