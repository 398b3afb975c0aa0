//! The history in charts: scores of mocks, each domain over time with its interval and its cut, days of practice.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::coach::days::date_of;
use crate::exam::score::Estimate;
use crate::store::{Kind, SittingRow};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{ChartsData, CredentialHistory};
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::widgets::bars::spark_within;
use crate::tui::widgets::chart::{Chart, Sample, Shape, range};
use crate::tui::widgets::heat;
use crate::tui::widgets::plot::Label;
use crate::tui::widgets::text::{Indent, cut, paragraph, thousands};

/// Two charts stand side by side from this width on.
const SIDE_BY_SIDE: usize = 70;
/// Between two things side by side.
const GAP: usize = 3;
/// Guessing gets about this share: the trends in the list begin here.
const GUESSED: f64 = 0.25;

/// A mock that has ended, as the chart of scores shows it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mock {
    credential: String,
    at_ms: i64,
    scaled: f64,
}

impl Mock {
    pub(super) fn of(row: &SittingRow) -> Option<Self> {
        let summary = row.summary.as_ref().filter(|_| row.kind == Kind::Mock && row.ended_ms.is_some())?;
        Some(Self { credential: row.credential.clone(), at_ms: row.started_ms, scaled: f64::from(summary.scaled?) })
    }
}

#[derive(Debug, Default)]
pub(super) struct Charts {
    /// None until they are looked at, and after a change.
    data: Option<ChartsData>,
    /// The oldest first.
    mocks: Vec<Mock>,
    credential: usize,
    domain: usize,
    scroll: usize,
}

impl Charts {
    pub(super) fn is_made(&self) -> bool {
        self.data.is_some()
    }

    /// What was drawn is no longer so; the place stays.
    pub(super) fn forget(&mut self) {
        self.data = None;
    }

    pub(super) fn show(&mut self, data: ChartsData, mocks: Vec<Mock>) {
        self.credential = self.credential.min(data.credentials.len().saturating_sub(1));
        (self.data, self.mocks) = (Some(data), mocks);
    }

    fn credentials(&self) -> &[CredentialHistory] {
        self.data.as_ref().map_or(&[], |data| data.credentials.as_slice())
    }

    fn current(&self) -> Option<&CredentialHistory> {
        self.credentials().get(self.credential)
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let domains = self.current().map_or(0, |history| history.domains.len());
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match action {
            Action::Up => self.domain = self.domain.saturating_sub(1),
            Action::Down => self.domain = (self.domain + 1).min(domains.saturating_sub(1)),
            Action::Left => self.turn_to(self.credential.saturating_sub(1)),
            Action::Right => self.turn_to((self.credential + 1).min(self.credentials().len().saturating_sub(1))),
            Action::PageUp => self.scroll = self.scroll.min(most).saturating_sub(page),
            Action::PageDown => self.scroll = (self.scroll + page).min(most),
            Action::Pick(domain) if domain < domains && domain != self.domain => self.domain = domain,
            Action::Accept | Action::Pick(_) => return self.open(),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn turn_to(&mut self, credential: usize) {
        if credential != self.credential {
            (self.credential, self.domain, self.scroll) = (credential, 0, 0);
        }
    }

    fn open(&self) -> Turn {
        let Some(history) = self.current() else { return Turn::none() };
        let Some((code, ..)) = history.domains.get(self.domain) else { return Turn::none() };
        Turn::effect(Effect::LoadDomain { credential: history.credential.clone(), domain: code.clone() })
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let body = canvas.body();
        match self.current() {
            Some(history) => Page { charts: self, history, around }.draw(canvas, body),
            None => {
                canvas.header(Line::from(canvas.span("history in charts", Role::Title)), Line::default());
                let text = "No answer yet. Charts begin with the first mock that has ended, or the first drill.";
                let style = canvas.style(Role::Muted);
                canvas.scrolled(body, &paragraph(text, style, usize::from(body.width), &Indent::default()), 0);
            }
        }
        if let Some(notice) = notice {
            super::question::warn(canvas, Rect { y: body.bottom() - 1, height: 1, ..body }, notice);
        }
        canvas.footer(Context::Charts);
    }
}

/// The charts of one credential.
struct Page<'a> {
    charts: &'a Charts,
    history: &'a CredentialHistory,
    around: &'a Surroundings,
}

impl Page<'_> {
    fn draw(&self, canvas: &mut Canvas<'_>, body: Rect) {
        let mut title = format!("{} · history in charts", self.history.short);
        if self.charts.credentials().len() > 1 {
            title.push_str(&format!(" · {} of {}", self.charts.credential + 1, self.charts.credentials().len()));
        }
        let answers: u32 = self.history.answers.iter().sum();
        let seen = self.history.counts.items.saturating_sub(self.history.counts.unseen);
        let right = format!("{} answers to {seen} items", thousands(answers));
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let width = usize::from(body.width);
        let list = self.domains(canvas, width);
        let heat = self.heat(canvas, width);
        let blank = || vec![Line::default()];
        let (lines, first) = if width >= SIDE_BY_SIDE {
            let each = (width - GAP) / 2;
            let others = 5 + list.len();
            let room = usize::from(body.height).saturating_sub(others);
            let rows = if room >= heat.len() + 7 { room - heat.len() - 1 } else { room.saturating_sub(1) };
            let (mocks, domain) = (self.mocks(canvas, each, rows), self.domain(canvas, each, rows));
            let pair = beside(mocks, domain, each + GAP);
            let first = pair.len() + 2;
            ([pair, blank(), list, blank(), heat].concat(), first)
        } else {
            let rows = usize::from(body.height).saturating_sub(7);
            let (mocks, domain) = (self.mocks(canvas, width, rows), self.domain(canvas, width, rows));
            ([list, blank(), domain, blank(), mocks, blank(), heat].concat(), 1)
        };
        canvas.scrolled(body, &lines, self.charts.scroll);
        // Half a screen at a time, so that each chart can be seen whole.
        canvas.feedback.page = usize::from(body.height / 2).max(1);
        let window = Canvas::window(body, lines.len(), self.charts.scroll);
        for domain in 0..self.history.domains.len() {
            if window.contains(&(first + domain)) {
                let y = body.y + (first + domain - window.start) as u16;
                canvas.zone(Rect { y, height: 1, ..body }, Action::Pick(domain));
            }
        }
    }

    /// Both charts have the same axis: from the first answer or mock until now.
    fn span(&self) -> (i64, i64) {
        let now = self.around.now.wall_ms;
        let mocks = self.own_mocks().map(|mock| mock.at_ms);
        let points = self.history.trend.iter().map(|point| point.at_ms);
        (mocks.chain(points).min().unwrap_or(now), now)
    }

    fn own_mocks(&self) -> impl Iterator<Item = &Mock> {
        self.charts.mocks.iter().filter(|mock| mock.credential == self.history.credential)
    }

    fn mocks(&self, canvas: &Canvas<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
        let samples: Vec<Sample> = self.own_mocks().map(|mock| Sample::exact(mock.at_ms as f64, mock.scaled)).collect();
        let mut lines = vec![Line::from(canvas.span("Scaled scores of mocks, estimates", Role::Title))];
        let (Some(scale), false) = (self.history.scale, samples.is_empty()) else {
            let text = "No mock has ended yet; its score will stand here.";
            lines.extend(paragraph(text, canvas.style(Role::Muted), width, &Indent::default()));
            return lines;
        };
        let pass = f64::from(scale.pass);
        lines.push(Line::from(canvas.span(format!("● a mock   ─ ─ pass, {}", scale.pass), Role::Muted)));
        let (from, to) = self.span();
        let values = samples.iter().map(|sample| sample.value).chain([pass - 50.0, pass + 50.0]);
        let chart = Chart {
            shape: Shape::Points,
            samples: &samples,
            mark: pass,
            span: (from as f64, to as f64),
            range: within(range(values, 50.0), f64::from(scale.min), f64::from(scale.max)),
            value: |value| format!("{value:.0}"),
            labels: &labels(from, to, &self.around.zone, width.saturating_sub(6)),
        };
        lines.extend(chart.lines(width, rows.clamp(5, 12), canvas.theme));
        lines
    }

    fn domain(&self, canvas: &Canvas<'_>, width: usize, rows: usize) -> Vec<Line<'static>> {
        let Some((code, short, cut_share)) = self.history.domains.get(self.charts.domain) else { return Vec::new() };
        let samples: Vec<Sample> =
            self.estimates(self.charts.domain).map(|(at, estimate)| sample(at, estimate)).collect();
        let title = cut(&format!("{code} {short}"), width);
        let mut lines = vec![Line::from(canvas.span(title, Role::Title))];
        if samples.is_empty() {
            let text = "Too little is known yet to draw a line.";
            lines.extend(paragraph(text, canvas.style(Role::Muted), width, &Indent::default()));
            return lines;
        }
        let legend = format!("right at first sight, ░ 90% interval  ─ ─ cut, {}", percent(*cut_share));
        let legend =
            if width < 50 { format!("░ 90% interval   ─ ─ cut, {}", percent(*cut_share)) } else { legend };
        lines.push(Line::from(canvas.span(legend, Role::Muted)));
        let (from, to) = self.span();
        let values = samples.iter().flat_map(|sample| [sample.low, sample.high]).chain([*cut_share]);
        let chart = Chart {
            shape: Shape::Line,
            samples: &samples,
            mark: *cut_share,
            span: (from as f64, to as f64),
            range: within(range(values, 0.1), 0.0, 1.0),
            value: percent,
            labels: &labels(from, to, &self.around.zone, width.saturating_sub(6)),
        };
        lines.extend(chart.lines(width, rows.clamp(5, 12), canvas.theme));
        lines
    }

    /// A domain's estimates with their times.
    fn estimates(&self, domain: usize) -> impl Iterator<Item = (i64, Estimate)> {
        self.history.trend.iter().filter_map(move |point| Some((point.at_ms, *point.domains.get(domain)?)))
    }

    fn domains(&self, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
        let wide = width >= SIDE_BY_SIDE;
        let trend = if wide { 16 } else { 8 };
        let interval = if wide { 14 } else { 0 };
        let room = width.saturating_sub(2 + 5 + interval + 2 + trend + 9);
        let between = if wide { format!("{:>interval$}", "90% interval") } else { String::new() };
        let head = format!("  {:<room$}{:>5}{between}  {:<trend$}{:>9}", "Domain", "now", "trend", "answers");
        let mut lines = vec![Line::from(canvas.span(head, Role::Muted))];
        for (at, (code, short, _)) in self.history.domains.iter().enumerate() {
            let here = at == self.charts.domain;
            let role = if here { Role::Accent } else { Role::Text };
            let name = cut(&format!("{code} {short}"), room.saturating_sub(1));
            let estimates: Vec<Estimate> = self.estimates(at).map(|(_, estimate)| estimate).collect();
            let (now, between) = match estimates.last() {
                None => ("–".to_owned(), String::new()),
                Some(last) => {
                    let between = format!("{:.0}–{:.0}%", last.low * 100.0, last.high * 100.0);
                    (percent(last.share), if wide { between } else { String::new() })
                }
            };
            let shares: Vec<f64> = estimates.iter().map(|estimate| estimate.share).collect();
            let spark = spark_within(&thinned(&shares, trend), GUESSED, 1.0);
            let answers = self.history.answers.get(at).copied().unwrap_or_default();
            lines.push(Line::from(vec![
                canvas.span(if here { "▌ " } else { "  " }, Role::Accent),
                canvas.span(format!("{name:<room$}{now:>5}"), role),
                canvas.span(format!("{between:>interval$}  "), Role::Muted),
                canvas.span(format!("{spark:<trend$}"), Role::Accent),
                canvas.span(format!("{:>9}", thousands(answers)), role),
            ]));
        }
        lines
    }

    fn heat(&self, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
        let title =
            if self.charts.credentials().len() > 1 { "Days of practice, all credentials" } else { "Days of practice" };
        let days = self.charts.data.as_ref().map_or(&[][..], |data| &data.days);
        let mut lines = vec![Line::from(canvas.span(title, Role::Title))];
        lines.extend(heat::lines(days, width, canvas.theme));
        lines.push(Line::from(canvas.span(heat::LEGEND, Role::Muted)));
        lines
    }
}

fn sample(at_ms: i64, estimate: Estimate) -> Sample {
    Sample { at: at_ms as f64, value: estimate.share, low: estimate.low, high: estimate.high }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn within((low, high): (f64, f64), least: f64, most: f64) -> (f64, f64) {
    (low.max(least), high.min(most))
}

/// At most so many of the values, evenly taken, the last among them.
fn thinned(values: &[f64], most: usize) -> Vec<f64> {
    let step = values.len().div_ceil(most.max(1)).max(1);
    let mut taken: Vec<f64> = values.iter().rev().step_by(step).copied().collect();
    taken.reverse();
    taken
}

/// Lines side by side, the right ones from a column on.
fn beside(left: Vec<Line<'static>>, right: Vec<Line<'static>>, column: usize) -> Vec<Line<'static>> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let row = |_| {
        let mut line = left.next().unwrap_or_default();
        let blank = column.saturating_sub(line.width());
        line.spans.push(Span::raw(" ".repeat(blank)));
        line.spans.extend(right.next().unwrap_or_default().spans);
        line
    };
    (0..rows).map(row).collect()
}

/// What stands under a time axis: its two days when it is short, the months when it is long; January is its year.
fn labels(from_ms: i64, to_ms: i64, zone: &TimeZone, width: usize) -> Vec<Label> {
    const SHORT_DAYS: i32 = 62;
    let (from, to) = (date_of(from_ms, zone), date_of(to_ms, zone));
    let days = from.until(to).map_or(0, |span| span.get_days());
    if days <= SHORT_DAYS {
        let name = |date: Date| date.strftime("%-d %b").to_string();
        let last = (to_ms as f64, name(to));
        return if days == 0 { vec![last] } else { vec![(from_ms as f64, name(from)), last] };
    }
    let firsts = std::iter::successors(Some(from.first_of_month()), |first| first.checked_add(1.months()).ok());
    let firsts: Vec<Date> = firsts.skip(1).take_while(|first| *first <= to).collect();
    let step = [1, 2, 3, 6].into_iter().find(|step| firsts.len() * 7 / step <= width).unwrap_or(12);
    let label = |first: &Date| {
        let name = if first.month() == 1 { first.strftime("%Y") } else { first.strftime("%b") };
        let at = first.to_zoned(zone.clone()).map_or(from_ms, |start| start.timestamp().as_millisecond());
        (at as f64, name.to_string())
    };
    firsts.iter().filter(|first| (i32::from(first.month()) - 1) % step as i32 == 0).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn labelled(from: &str, to: &str, width: usize, expected: &[&str]) {
        let ms = |day: &str| day.parse::<Date>().unwrap().to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond();
        let names: Vec<String> =
            labels(ms(from), ms(to), &TimeZone::UTC, width).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, expected, "{from} to {to} in {width}");
    }

    #[test]
    fn a_short_axis_names_its_days_and_a_long_one_months() {
        labelled("2026-11-22", "2026-11-22", 30, &["22 Nov"]);
        labelled("2026-11-15", "2026-11-22", 30, &["15 Nov", "22 Nov"]);
        labelled("2026-08-20", "2026-11-22", 30, &["Sep", "Oct", "Nov"]);
        labelled("2025-11-20", "2026-11-22", 30, &["2026", "Apr", "Jul", "Oct"]);
        labelled(
            "2025-11-20",
            "2026-11-22",
            90,
            &["Dec", "2026", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"],
        );
    }

    #[test]
    fn a_long_trend_is_thinned_from_its_end() {
        assert_eq!(thinned(&[1.0, 2.0, 3.0, 4.0, 5.0], 3), [1.0, 3.0, 5.0]);
        assert_eq!(thinned(&[1.0, 2.0], 3), [1.0, 2.0]);
        assert!(thinned(&[], 3).is_empty());
    }
}
