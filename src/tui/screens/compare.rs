//! Two mocks side by side, the earlier on the left: figures, domains, and the items that stood on both.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::exam::report::{DomainScore, Report};
use crate::exam::score::{Z90, wilson};
use crate::store::SittingRow;
use crate::study::Tempo;
use crate::tui::app::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::marked;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::compare_items;

#[derive(Debug)]
pub struct Compare {
    earlier: Side,
    later: Side,
    scroll: usize,
}

#[derive(Debug)]
struct Side {
    report: Report,
    tempo: Tempo,
    row: SittingRow,
}

impl Side {
    fn new((report, row): (Report, SittingRow)) -> Self {
        Self { tempo: Tempo::of(&report), report, row }
    }

    fn share(&self) -> f64 {
        self.report.score.share() * 100.0
    }
}

impl Compare {
    pub fn new(earlier: (Report, SittingRow), later: (Report, SittingRow)) -> Self {
        Self { earlier: Side::new(earlier), later: Side::new(later), scroll: 0 }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        let here = self.scroll.min(most);
        match action {
            Action::Up => self.scroll = here.saturating_sub(1),
            Action::Down => self.scroll = (here + 1).min(most),
            Action::PageUp => self.scroll = here.saturating_sub(page),
            Action::PageDown => self.scroll = (here + page).min(most),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        let title = format!("{} · two mocks compared", self.earlier.report.credential.to_uppercase());
        canvas.header(
            Line::from(canvas.span(title, Role::Title)),
            Line::from(canvas.span("scores are estimates", Role::Muted)),
        );
        let body = canvas.body();
        let width = usize::from(body.width);
        let mut lines = self.figures(canvas, around, width);
        lines.push(Line::default());
        lines.extend(paragraph(&self.whole(), canvas.style(Role::Text), width, &Indent::default()));
        lines.push(Line::default());
        lines.extend(self.domains(canvas, width));
        lines.push(Line::default());
        lines.extend(compare_items::lines(&self.earlier.report, &self.later.report, canvas, width));
        canvas.scrolled(body, &lines, self.scroll);
        if let Some(notice) = notice {
            super::question::warn(canvas, Rect { y: body.bottom() - 1, height: 1, ..body }, notice);
        }
        canvas.footer(Context::Compare);
    }

    fn figures(&self, canvas: &Canvas<'_>, around: &Surroundings, width: usize) -> Vec<Line<'static>> {
        let columns = Columns::fitting(width);
        let (earlier, later) = (&self.earlier, &self.later);
        let day = |side: &Side| time::day(side.row.started_ms, &around.zone);
        let scaled =
            |side: &Side| format!("{} {}", side.report.scaled_shown, if side.report.score.passed { "✓" } else { "✗" });
        let right =
            |side: &Side| format!("{}/{} {:.0}%", side.report.score.raw, side.report.score.scored, side.share());
        let spent = |side: &Side| time::span(side.report.active_seconds);
        let seconds = |side: &Side| side.report.pace.seconds_per_item;
        let changed = |side: &Side| side.report.changed.total();
        let effort = |side: &Side| (side.tempo.effort.share() * 100.0).round();
        let row = |label: &str, of: &dyn Fn(&Side) -> String, difference: String| {
            columns.row(label, &of(earlier), &of(later), &difference, canvas)
        };
        let between = |of: &dyn Fn(&Side) -> f64| of(later) - of(earlier);
        vec![
            row("", &day, "difference".to_owned()),
            row("Sitting", &|side| side.row.title().to_owned(), String::new()),
            row("Scaled", &scaled, signed(between(&|side| f64::from(side.report.scaled_shown)), "")),
            row("Right", &right, signed(between(&Side::share), " points")),
            row("Time", &spent, String::new()),
            row("An item", &|side| time::per_item(seconds(side)), signed(between(&seconds), " s")),
            row(
                "Changed answers",
                &|side| changed(side).to_string(),
                signed(between(&|side| f64::from(changed(side))), ""),
            ),
            row("Effort", &|side| format!("{:.0}%", effort(side)), signed(between(&effort), " points")),
        ]
    }

    /// Whether the whole went up or down by more than chance.
    fn whole(&self) -> String {
        let range = |side: &Side| wilson(side.report.score.raw, side.report.score.scored, Z90);
        format!("In all, {}.", verdict(range(&self.earlier), range(&self.later)))
    }

    fn domains(&self, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
        let mut lines = vec![Line::from(canvas.span(
            if width >= 70 {
                "Domains: earlier, later, difference in points   ┃ the cut on each form"
            } else {
                "Domains: earlier, later, points   ┃ the cut"
            },
            Role::Muted,
        ))];
        let caution = "A domain's interval leans on the whole form: few items say little alone.";
        lines.extend(paragraph(caution, canvas.style(Role::Muted), width, &Indent::default()));
        let find = |report: &Report, code: &str| report.domains.iter().find(|domain| domain.code == code).cloned();
        let reports = [&self.earlier.report, &self.later.report];
        let mut codes: Vec<&str> =
            reports.iter().flat_map(|report| &report.domains).map(|domain| domain.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            let (earlier, later) = (find(reports[0], code), find(reports[1], code));
            lines.extend(domain(earlier.as_ref(), later.as_ref(), canvas, width));
        }
        lines
    }
}

/// Widths of the table of figures.
#[derive(Clone, Copy)]
struct Columns {
    label: usize,
    each: usize,
    difference: usize,
}

impl Columns {
    fn fitting(width: usize) -> Self {
        let label = if width >= 70 { 18 } else { 16 };
        let difference = if width >= 70 { 14 } else { 11 };
        Self { label, each: width.saturating_sub(label + difference) / 2, difference }
    }

    fn cells(self, earlier: &str, later: &str, difference: &str) -> String {
        let Self { each, difference: last, .. } = self;
        let room = each.saturating_sub(2);
        let (earlier, later) = (cut(earlier, room), cut(later, room));
        format!("{earlier:>each$}{later:>each$}{difference:>last$}")
    }

    fn row(self, label: &str, earlier: &str, later: &str, difference: &str, canvas: &Canvas<'_>) -> Line<'static> {
        let role = if label.is_empty() { Role::Muted } else { Role::Text };
        Line::from(vec![
            canvas.span(format!("{label:<first$}", first = self.label), Role::Muted),
            canvas.span(self.cells(earlier, later, difference), role),
        ])
    }
}

/// `+12 points`, `−3 s`, `±0`.
fn signed(difference: f64, unit: &str) -> String {
    let rounded = difference.round();
    match rounded {
        0.0 => "±0".to_owned(),
        rounded if rounded > 0.0 => format!("+{rounded:.0}{unit}"),
        rounded => format!("−{:.0}{unit}", -rounded),
    }
}

/// Whether two ranges of 90% tell a difference from chance.
fn verdict(earlier: (f64, f64), later: (f64, f64)) -> String {
    let text = |(low, high): (f64, f64)| format!("{:.0}–{:.0}%", low * 100.0, high * 100.0);
    let (before, after) = (text(earlier), text(later));
    if later.0 > earlier.1 {
        format!("better by more than chance: the 90% intervals {before} and {after} do not meet")
    } else if later.1 < earlier.0 {
        format!("worse by more than chance: the 90% intervals {before} and {after} do not meet")
    } else {
        format!("within chance: the 90% intervals {before} and {after} overlap")
    }
}

fn domain(
    earlier: Option<&DomainScore>,
    later: Option<&DomainScore>,
    canvas: &Canvas<'_>,
    width: usize,
) -> Vec<Line<'static>> {
    let Some(named) = later.or(earlier) else { return Vec::new() };
    const SIDE: usize = 20;
    let share = |domain: &DomainScore| f64::from(domain.right) / f64::from(domain.scored.max(1));
    let difference = match (earlier, later) {
        (Some(earlier), Some(later)) => signed((share(later) - share(earlier)) * 100.0, ""),
        _ => "–".to_owned(),
    };
    let mut bars: Vec<Span<'static>> = Vec::new();
    for side in [earlier, later] {
        bars.extend(bar(side, canvas));
    }
    bars.push(canvas.span(format!("{difference:>6}"), Role::Title));
    let name = format!("{} {}", named.code, named.short);
    let mut lines = if width >= 70 {
        let room = width.saturating_sub(2 * SIDE + 6);
        bars.insert(0, canvas.span(format!("{:<room$}", cut(&name, room.saturating_sub(2))), Role::Text));
        vec![Line::from(bars)]
    } else {
        bars.insert(0, Span::raw("    "));
        vec![Line::from(canvas.span(cut(&name, width), Role::Text)), Line::from(bars)]
    };
    let sentence = match (earlier, later) {
        (Some(earlier), Some(later)) => {
            let range = |domain: &DomainScore| (domain.estimate.low, domain.estimate.high);
            verdict(range(earlier), range(later))
        }
        (Some(_), None) => "only on the earlier form".to_owned(),
        _ => "only on the later form".to_owned(),
    };
    lines.extend(paragraph(&sentence, canvas.style(Role::Muted), width, &Indent::blank(4)));
    lines
}

/// `████████┃██▌   79%  ` in 20 columns.
fn bar(domain: Option<&DomainScore>, canvas: &Canvas<'_>) -> Vec<Span<'static>> {
    let Some(domain) = domain else { return vec![canvas.span(format!("{:<20}", "not on this form"), Role::Muted)] };
    let share = f64::from(domain.right) / f64::from(domain.scored.max(1));
    let (before, after) = marked(share, domain.cut, 12);
    let role = if share >= domain.cut { Role::Correct } else { Role::Wrong };
    vec![
        canvas.span(before, role),
        canvas.span("┃", Role::Pass),
        canvas.span(after, role),
        canvas.span(format!("{:>4.0}%  ", share * 100.0), Role::Text),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_have_their_sign() {
        assert_eq!(signed(12.4, " points"), "+12 points");
        assert_eq!(signed(-2.6, " s"), "−3 s");
        assert_eq!(signed(-0.3, " s"), "±0");
    }

    #[test]
    fn a_difference_is_more_than_chance_where_the_intervals_do_not_meet() {
        assert!(verdict((0.5, 0.6), (0.61, 0.7)).starts_with("better by more than chance"));
        assert!(verdict((0.5, 0.6), (0.3, 0.49)).starts_with("worse by more than chance"));
        assert_eq!(verdict((0.5, 0.6), (0.58, 0.7)), "within chance: the 90% intervals 50–60% and 58–70% overlap");
    }
}
