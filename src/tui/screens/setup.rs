//! Setting up a mock: length, time, domains, and what the form will hold; ready to go as it stands.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::bank::Outline;
use crate::exam::blueprint::Quota;
use crate::exam::{Blueprint, Length, Timing};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{Order, SetupData};
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::bar;
use crate::tui::widgets::text::{Indent, cut, paragraph};

const MOST_ITEMS: u32 = 999;
const MOST_MINUTES: u32 = 999;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LengthChoice {
    Full,
    Half,
    Quick,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Setup,
    Outline { scroll: usize },
}

#[derive(Debug)]
pub struct Setup {
    data: SetupData,
    view: View,
    cursor: usize,
    length: LengthChoice,
    other: u32,
    timing: Timing,
    /// Minutes that were typed; none for the exam's own pace.
    minutes: Option<u32>,
    /// Whether domains are chosen one by one.
    choosing: bool,
    chosen: Vec<bool>,
    outline: usize,
}

const LENGTHS: [LengthChoice; 4] = [LengthChoice::Full, LengthChoice::Half, LengthChoice::Quick, LengthChoice::Other];
const TIMINGS: [Timing; 3] = [Timing::Exam, Timing::Relaxed, Timing::Untimed];
const LENGTH_ROW: usize = 0;
const TIME_ROW: usize = 1;
const DOMAINS_ROW: usize = 2;

impl Setup {
    pub fn new(data: SetupData) -> Self {
        let chosen = vec![true; data.credential.domains.len()];
        let setup = Self {
            view: View::Setup,
            cursor: LENGTH_ROW,
            length: LengthChoice::Full,
            other: 20,
            timing: Timing::Exam,
            minutes: None,
            choosing: false,
            chosen,
            outline: 0,
            data,
        };
        setup.fitted()
    }

    /// A bank too small for a full form starts at the longest that it can fill.
    fn fitted(mut self) -> Self {
        for length in [LengthChoice::Full, LengthChoice::Half, LengthChoice::Quick] {
            self.length = length;
            if self.shortage().is_none() {
                return self;
            }
        }
        self.length = LengthChoice::Full;
        self
    }

    pub fn context(&self) -> Context {
        match self.view {
            View::Setup => Context::Setup,
            View::Outline { .. } => Context::Outline,
        }
    }

    fn outline(&self) -> &Outline {
        &self.data.credential.outlines[self.outline]
    }

    fn length(&self) -> Length {
        match self.length {
            LengthChoice::Full => Length::Full,
            LengthChoice::Half => Length::Half,
            LengthChoice::Quick => Length::Quick,
            LengthChoice::Other => Length::Items(self.other.max(1)),
        }
    }

    fn typed(&self) -> String {
        if self.other == 0 { "… items".to_owned() } else { format!("{} items", self.other) }
    }

    fn domains(&self) -> Vec<String> {
        if !self.choosing || self.chosen.iter().all(|&chosen| chosen) {
            return Vec::new();
        }
        let domains = self.data.credential.domains.iter().zip(&self.chosen);
        domains.filter(|(_, chosen)| **chosen).map(|(domain, _)| domain.code.clone()).collect()
    }

    fn blueprint(&self) -> Blueprint {
        let credential = &self.data.credential;
        Blueprint::new(credential, self.outline(), self.length(), &self.domains(), self.timing, self.minutes)
    }

    fn shortage(&self) -> Option<String> {
        let blueprint = self.blueprint();
        let short = |quota: &&Quota| self.data.items.get(&quota.domain).copied().unwrap_or(0) < quota.items();
        let quota = blueprint.quotas.iter().find(short)?;
        let there = self.data.items.get(&quota.domain).copied().unwrap_or(0);
        Some(format!(
            "Too few items for this form: domain {} has {there} of {}. Choose a shorter one.",
            quota.domain,
            quota.items()
        ))
    }

    fn rows(&self) -> usize {
        DOMAINS_ROW + 1 + if self.choosing { self.chosen.len() } else { 0 }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        if let View::Outline { scroll } = &mut self.view {
            let most = around.feedback.most_scroll;
            match action {
                Action::Up => *scroll = scroll.saturating_sub(1),
                Action::Down => *scroll = (*scroll + 1).min(most),
                Action::PageUp => *scroll = scroll.saturating_sub(around.feedback.page),
                Action::PageDown => *scroll = (*scroll + around.feedback.page).min(most),
                Action::Left | Action::Right => {
                    self.outline = (self.outline + 1) % self.data.credential.outlines.len();
                    self.view = View::Outline { scroll: 0 };
                }
                Action::Back => self.view = View::Setup,
                _ => {}
            }
            return Turn::none();
        }
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(self.rows() - 1),
            Action::Left => self.change(-1),
            Action::Right => self.change(1),
            Action::Choose => self.toggle(),
            Action::Pick(index) => self.pick(index),
            Action::Digit(digit) => self.digit(u32::from(digit)),
            Action::Erase => self.erase(),
            Action::Outline => self.view = View::Outline { scroll: 0 },
            Action::Back => return Turn::back(),
            Action::Accept => return self.begin(around),
            _ => {}
        }
        Turn::none()
    }

    fn begin(&self, around: &Surroundings) -> Turn {
        if let Some(reason) = &around.read_only {
            return Turn::notice(format!("{reason}: an exam cannot be sat here, nothing could be saved"));
        }
        if self.length == LengthChoice::Other && self.other == 0 {
            return Turn::notice("type how many items");
        }
        if self.choosing && !self.chosen.iter().any(|&chosen| chosen) {
            return Turn::notice("choose at least one domain");
        }
        if let Some(shortage) = self.shortage() {
            return Turn::notice(shortage);
        }
        Turn::effect(Effect::Begin(Box::new(Order {
            credential: self.data.credential.credential.clone(),
            outline: Some(self.outline().id.clone()),
            length: self.length(),
            domains: self.domains(),
            timing: self.timing,
            minutes: self.minutes,
            seed: self.data.seed,
        })))
    }

    fn change(&mut self, step: isize) {
        match self.cursor {
            LENGTH_ROW => self.length = stepped(&LENGTHS, self.length, step),
            TIME_ROW => {
                self.timing = stepped(&TIMINGS, self.timing, step);
                self.minutes = None;
            }
            DOMAINS_ROW => self.choosing = !self.choosing,
            _ => self.toggle(),
        }
    }

    fn toggle(&mut self) {
        match self.cursor.checked_sub(DOMAINS_ROW + 1) {
            Some(domain) if self.choosing => self.chosen[domain] = !self.chosen[domain],
            _ => self.change(1),
        }
    }

    /// Clicks: 0-3 lengths, 4-6 timings, 7-8 all or chosen domains, 10 and up the domains.
    fn pick(&mut self, index: usize) {
        match index {
            0..=3 => (self.cursor, self.length) = (LENGTH_ROW, LENGTHS[index]),
            4..=6 => (self.cursor, self.timing, self.minutes) = (TIME_ROW, TIMINGS[index - 4], None),
            7 | 8 => (self.cursor, self.choosing) = (DOMAINS_ROW, index == 8),
            _ if self.choosing && index - 10 < self.chosen.len() => {
                self.cursor = DOMAINS_ROW + 1 + index - 10;
                self.toggle();
            }
            _ => {}
        }
    }

    fn digit(&mut self, digit: u32) {
        match self.cursor {
            LENGTH_ROW => {
                let typed = if self.length == LengthChoice::Other { self.other } else { 0 };
                let items = appended(typed, digit, MOST_ITEMS);
                if items > 0 {
                    (self.length, self.other) = (LengthChoice::Other, items);
                }
            }
            TIME_ROW if self.timing != Timing::Untimed => {
                let minutes = appended(self.minutes.unwrap_or(0), digit, MOST_MINUTES);
                self.minutes = (minutes > 0).then_some(minutes);
            }
            _ => {}
        }
    }

    fn erase(&mut self) {
        match self.cursor {
            LENGTH_ROW if self.length == LengthChoice::Other => self.other /= 10,
            TIME_ROW => self.minutes = self.minutes.map(|minutes| minutes / 10).filter(|minutes| *minutes > 0),
            _ => {}
        }
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        match self.view {
            View::Setup => self.draw_setup(canvas, notice),
            View::Outline { scroll } => self.draw_outline(canvas, scroll),
        }
    }

    fn draw_setup(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let total: u32 = self.data.items.values().sum();
        let title = format!("{} · sit a mock", self.data.credential.short);
        let right = format!("{total} items, {} not yet seen", self.data.unseen);
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        let mut row = body.y;
        self.draw_choices(canvas, body, &mut row);
        let roomy = body.height >= 16;
        row += u16::from(roomy);
        let text = notice.map(str::to_owned).or_else(|| self.shortage());
        let footing = match &text {
            Some(text) => paragraph(text, canvas.style(Role::Warning), usize::from(body.width), &Indent::default()),
            None => {
                let style = canvas.style(Role::Muted);
                paragraph(&self.conditions(roomy), style, usize::from(body.width), &Indent::default())
            }
        };
        let room = body.bottom().saturating_sub(row + footing.len() as u16 + u16::from(roomy));
        let (lines, cursor) = self.domain_lines(canvas, usize::from(body.width));
        let table = Rect { y: row, height: room.min(lines.len() as u16), ..body };
        let height = table.height - u16::from(Canvas::overflows(table, lines.len()));
        canvas.scrolled(table, &lines, (cursor + 1).saturating_sub(usize::from(height)));
        if self.choosing {
            for visible in 0..height {
                let area = Rect { y: table.y + visible, height: 1, ..table };
                canvas.zone(area, Action::Pick(10 + canvas.feedback.scroll + usize::from(visible)));
            }
        }
        row = table.bottom() + u16::from(roomy);
        for line in footing {
            canvas.line(body.x, row, body.width, &line);
            row += 1;
        }
        canvas.footer(Context::Setup);
    }

    fn draw_choices(&self, canvas: &mut Canvas<'_>, body: Rect, row: &mut u16) {
        let outline = self.outline();
        let items = |length: Length| length.items(outline);
        let narrow = body.width < 70;
        let other = if self.length == LengthChoice::Other { self.typed() } else { "other".into() };
        let comma = if narrow { "" } else { "," };
        let lengths = [
            format!("full{comma} {}", items(Length::Full)),
            format!("half{comma} {}", items(Length::Half)),
            format!("quick{comma} {}", items(Length::Quick)),
            other,
        ];
        let at = LENGTHS.iter().position(|length| *length == self.length);
        self.radio(canvas, body, *row, "Length", LENGTH_ROW, &lengths, at, 0);
        let minutes = self.blueprint().minutes.map(|minutes| time::span(f64::from(minutes) * 60.0));
        let named = |timing: Timing, long: &str, short: &str| {
            let name = if narrow { short } else { long };
            match &minutes {
                Some(minutes) if self.timing == timing => format!("{name}, {minutes}"),
                _ => name.to_owned(),
            }
        };
        let timings = [
            named(Timing::Exam, "as in the exam", "exam"),
            named(Timing::Relaxed, "relaxed, can pause", "relaxed"),
            "none".to_owned(),
        ];
        let at = TIMINGS.iter().position(|timing| *timing == self.timing);
        self.radio(canvas, body, *row + 1, "Time", TIME_ROW, &timings, at, 4);
        let domains = ["all, by the outline".to_owned(), "choose".to_owned()];
        self.radio(canvas, body, *row + 2, "Domains", DOMAINS_ROW, &domains, Some(usize::from(self.choosing)), 7);
        *row += 3;
    }

    #[expect(clippy::too_many_arguments, reason = "one line of the page, told in full where it is drawn")]
    fn radio(
        &self,
        canvas: &mut Canvas<'_>,
        body: Rect,
        y: u16,
        label: &str,
        row: usize,
        choices: &[String],
        chosen: Option<usize>,
        first: usize,
    ) {
        let here = self.cursor == row;
        let mut x = canvas.text(body.x, y, 2, if here { "▌ " } else { "  " }, Role::Accent);
        canvas.text(x, y, 9, label, if here { Role::Accent } else { Role::Title });
        x += 9;
        for (index, choice) in choices.iter().enumerate() {
            let is_chosen = chosen == Some(index);
            let role = if is_chosen { Role::Text } else { Role::Muted };
            let text = format!("{} {choice}", if is_chosen { "●" } else { "○" });
            let end = canvas.text(x, y, body.right().saturating_sub(x), &text, role);
            canvas.zone(Rect { x, y, width: end.saturating_sub(x), height: 1 }, Action::Pick(first + index));
            x = end + if body.width < 70 { 2 } else { 3 };
        }
    }

    /// A line for each domain, and which of them holds the cursor.
    fn domain_lines(&self, canvas: &Canvas<'_>, width: usize) -> (Vec<Line<'static>>, usize) {
        let blueprint = self.blueprint();
        let pretest = blueprint.pretest() > 0;
        let most = blueprint.quotas.iter().map(Quota::items).max().unwrap_or(1).max(1);
        let title_width = (width.saturating_sub(28)).min(44);
        let line = |(index, domain): (usize, &crate::bank::Domain)| {
            let quota = blueprint.quotas.iter().find(|quota| quota.domain == domain.code);
            let here = self.choosing && self.cursor == DOMAINS_ROW + 1 + index;
            let mark = match (self.choosing, self.chosen[index]) {
                (false, _) => " ",
                (true, true) => "●",
                (true, false) => "○",
            };
            let numbers = match quota.filter(|_| self.chosen[index] || !self.choosing) {
                Some(quota) if pretest => format!("{} + {}", quota.scored, quota.pretest),
                Some(quota) => quota.scored.to_string(),
                None => "–".to_owned(),
            };
            let share = quota.map_or(0.0, |quota| f64::from(quota.items()) / f64::from(most));
            let title = cut(&format!("{} {}", domain.code, domain.short), title_width);
            let role = if quota.is_some() { Role::Text } else { Role::Muted };
            Line::from(vec![
                canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
                canvas.span(format!("{mark} "), Role::Text),
                canvas.span(format!("{title:<title_width$}"), role),
                canvas.span(format!("{numbers:>8}  "), Role::Text),
                Span::styled(bar(share, 12), canvas.style(Role::Muted)),
            ])
        };
        let lines = self.data.credential.domains.iter().enumerate().map(line).collect();
        (lines, self.cursor.saturating_sub(DOMAINS_ROW + 1))
    }

    /// What the candidate agrees to, in as many words as there is room for.
    fn conditions(&self, roomy: bool) -> String {
        let blueprint = self.blueprint();
        let mut parts = Vec::new();
        let (items, pretest) = (blueprint.items(), blueprint.pretest());
        if pretest > 0 {
            let (does, is) = if pretest == 1 { ("does", "is") } else { ("do", "are") };
            parts.push(format!("{pretest} of the {items} {does} not count and {is} not marked, as in the exam."));
        }
        parts.push("No answers are shown before the end.".to_owned());
        if roomy {
            parts.push("You may go back, flag and strike out. Open no book that the exam closes.".to_owned());
        }
        if let Some(seed) = self.data.seed {
            parts.push(format!("Seed {seed}."));
        }
        if self.data.broken > 0 {
            let broken = self.data.broken;
            parts.push(format!("{broken} faults in the banks keep items out: practicum bank check names them."));
        }
        parts.join(" ")
    }

    fn draw_outline(&self, canvas: &mut Canvas<'_>, scroll: usize) {
        let outline = self.outline();
        let title = format!("{} · {}", self.data.credential.short, outline.title);
        let right = format!("{} of {}", self.outline + 1, self.data.credential.outlines.len());
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        let width = usize::from(body.width);
        let text = |text: &str, role: Role| paragraph(text, canvas.style(role), width, &Indent::default());
        let mut lines = text(&format!("Source: {}.", outline.source), Role::Text);
        lines.extend(text(&format!("How sure: {}.", outline.confidence.name()), Role::Text));
        lines.push(Line::default());
        let numbers = format!(
            "{} items, {} of them unscored; {} minutes; scale {} to {}, passed from {}.",
            outline.items(),
            outline.pretest,
            outline.minutes,
            outline.scale.min,
            outline.scale.max,
            outline.scale.pass
        );
        lines.extend(text(&numbers, Role::Text));
        lines.push(Line::default());
        for weight in &outline.weights {
            let title = self.data.credential.domain(&weight.domain).map_or("", |domain| domain.title.as_str());
            let title = cut(title, width.saturating_sub(16));
            let fill = width.saturating_sub(13);
            let line = format!("{} {title}", weight.domain);
            lines.push(Line::from(
                canvas.span(format!("{line:<fill$}{:>7} %", format!("{}-{}", weight.min, weight.max)), Role::Text),
            ));
        }
        lines.push(Line::default());
        for note in &outline.notes {
            lines.extend(paragraph(note, canvas.style(Role::Muted), width, &Indent::hanging(vec![Span::raw("• ")])));
        }
        canvas.scrolled(body, &lines, scroll);
        canvas.footer(Context::Outline);
    }
}

fn stepped<T: Copy + PartialEq>(all: &[T], now: T, step: isize) -> T {
    let at = all.iter().position(|one| *one == now).unwrap_or(0);
    let next = at.saturating_add_signed(step).min(all.len() - 1);
    all[next]
}

fn appended(number: u32, digit: u32, most: u32) -> u32 {
    let longer = number * 10 + digit;
    if longer > most { number } else { longer }
}
