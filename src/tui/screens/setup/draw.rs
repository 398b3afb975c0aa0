//! How the page looks on which a mock is set up.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{CLICKS, ENTRIES, LENGTHS, LengthChoice, Row, Setup, TIMINGS, View};
use crate::bank::Confidence;
use crate::exam::blueprint::Quota;
use crate::exam::{Length, Timing};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::bars::bar;
use crate::tui::widgets::text::{Indent, cut, paragraph};

impl Setup {
    pub fn draw(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        match self.view {
            View::Setup => self.draw_setup(canvas, notice),
            View::Outline { scroll } => self.draw_outline(canvas, scroll),
        }
    }

    fn draw_setup(&self, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let alone: u32 = self.data.items.values().sum();
        let title = format!("{} · sit a mock", self.data.credential.short);
        let cases = match self.data.cases {
            0 => String::new(),
            1 => ", 1 case".to_owned(),
            cases => format!(", {cases} cases"),
        };
        let total = alone + self.data.in_cases;
        let right = format!("{total} items{cases}, {} not yet seen", self.data.unseen);
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
                let row = self.rows().len() - self.chosen.len() + canvas.feedback.scroll + usize::from(visible);
                canvas.zone(area, Action::Pick(row * CLICKS));
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
        let narrow = body.width < 70;
        for (index, choices) in self.rows().into_iter().enumerate() {
            let (label, texts, chosen) = match choices {
                Row::Length => ("Length", self.lengths(narrow), LENGTHS.iter().position(|one| *one == self.length)),
                Row::Time => ("Time", self.timings(narrow), TIMINGS.iter().position(|one| *one == self.timing)),
                Row::Book => {
                    let texts = vec!["closed".to_owned(), "code book open".to_owned()];
                    ("Books", texts, Some(usize::from(self.book)))
                }
                Row::Codes => {
                    let texts = vec!["typed".to_owned(), "picked from lists".to_owned()];
                    ("Codes", texts, ENTRIES.iter().position(|one| *one == self.entry))
                }
                Row::Domains => {
                    let texts = vec!["all, by the outline".to_owned(), "choose".to_owned()];
                    ("Domains", texts, Some(usize::from(self.choosing)))
                }
                Row::Domain(_) => break,
            };
            self.radio(canvas, Rect { y: *row, ..body }, (index, label), &texts, chosen);
            *row += 1;
        }
    }

    fn lengths(&self, narrow: bool) -> Vec<String> {
        let items = |length: Length| length.items(self.outline());
        let other = if self.length == LengthChoice::Other { self.typed() } else { "other".into() };
        let comma = if narrow { "" } else { "," };
        vec![
            format!("full{comma} {}", items(Length::Full)),
            format!("half{comma} {}", items(Length::Half)),
            format!("quick{comma} {}", items(Length::Quick)),
            other,
        ]
    }

    fn timings(&self, narrow: bool) -> Vec<String> {
        let minutes = self.blueprint().minutes.map(|minutes| time::span(f64::from(minutes) * 60.0));
        let named = |timing: Timing, long: &str, short: &str| {
            let name = if narrow { short } else { long };
            match &minutes {
                Some(minutes) if self.timing == timing => format!("{name}, {minutes}"),
                _ => name.to_owned(),
            }
        };
        vec![
            named(Timing::Exam, "as in the exam", "exam"),
            named(Timing::Relaxed, "relaxed, can pause", "relaxed"),
            "none".to_owned(),
        ]
    }

    /// A row of choices, one of which is chosen.
    fn radio(
        &self,
        canvas: &mut Canvas<'_>,
        line: Rect,
        (row, label): (usize, &str),
        choices: &[String],
        chosen: Option<usize>,
    ) {
        let (here, y) = (self.cursor == row, line.y);
        let mut x = canvas.text(line.x, y, 2, if here { "▌ " } else { "  " }, Role::Accent);
        canvas.text(x, y, 9, label, if here { Role::Accent } else { Role::Title });
        x += 9;
        for (index, choice) in choices.iter().enumerate() {
            let is_chosen = chosen == Some(index);
            let role = if is_chosen { Role::Text } else { Role::Muted };
            let text = format!("{} {choice}", if is_chosen { "●" } else { "○" });
            let end = canvas.text(x, y, line.right().saturating_sub(x), &text, role);
            let area = Rect { x, y, width: end.saturating_sub(x), height: 1 };
            canvas.zone(area, Action::Pick(row * CLICKS + index));
            x = end + if line.width < 70 { 2 } else { 3 };
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
            let here = self.row() == Row::Domain(index);
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
        let cursor = match self.row() {
            Row::Domain(domain) => domain,
            _ => 0,
        };
        (lines, cursor)
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
            parts.push("You may go back, flag and strike out.".to_owned());
        }
        if blueprint.book {
            let says =
                if roomy { "The code book may be open: ctrl-b over an item." } else { "Ctrl-b opens the code book." };
            parts.push(says.to_owned());
        } else if roomy {
            parts.push("Closed book.".to_owned());
        }
        if self.outline().confidence != Confidence::High {
            parts.push("The outline is not confirmed in all parts: o says what is sure.".to_owned());
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
}
