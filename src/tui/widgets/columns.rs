//! Columns along a line of places, each against what was expected there.

use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::plot::{Label, Plot, axis};
use crate::tui::theme::{Role, Theme};

/// Values along a line of places, each with what it was expected to be.
#[derive(Debug)]
pub struct Columns<'a> {
    /// Value and expected value of each place.
    pub values: &'a [(f64, f64)],
    /// Higher values are cut off, and say so.
    pub highest: f64,
    pub value: fn(f64) -> String,
}

impl Columns<'_> {
    /// `height` rows of the plot and one of the axis, `width` columns in all.
    pub fn lines(&self, width: usize, height: usize, theme: Theme) -> Vec<Line<'static>> {
        let ticks = [(0, (self.value)(self.highest)), (height / 2, (self.value)(self.highest / 2.0))];
        let gutter = ticks.iter().map(|(_, text)| text.width()).max().unwrap_or(0);
        let count = self.values.len().max(1);
        let room = width.saturating_sub(gutter + 1).max(1);
        let used = if count < room { count * (room / count).min(4) } else { room };
        let mut plot = Plot::new(used, height);
        for column in 0..used {
            let first = column * count / used;
            let last = ((column + 1) * count / used).max(first + 1);
            let part = self.values.get(first..last.min(self.values.len())).unwrap_or_default();
            let mean = |of: fn(&(f64, f64)) -> f64| part.iter().map(of).sum::<f64>() / part.len().max(1) as f64;
            self.column(&mut plot, column, mean(|pair| pair.0), mean(|pair| pair.1));
        }
        let mut margin = vec![String::new(); height];
        for (row, text) in ticks {
            if let Some(row) = margin.get_mut(row) {
                *row = text;
            }
        }
        let per_place = used as f64 / count as f64;
        let labels: Vec<Label> = places(count).into_iter().map(|place| (place as f64, place.to_string())).collect();
        let axis = axis(&labels, |place| (place - 1.0) * per_place, used);
        plot.framed(&margin, gutter, &axis, theme)
    }

    fn column(&self, plot: &mut Plot, column: usize, value: f64, expected: f64) {
        const PARTS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
        let cells = |value: f64| value / self.highest.max(f64::EPSILON) * plot.height as f64;
        let filled = cells(value);
        let mark = cells(expected).floor();
        for row in 0..plot.height {
            let below = (plot.height - 1 - row) as f64;
            let part = ((filled - below).clamp(0.0, 1.0) * 8.0).round() as usize;
            let marked = mark >= below && mark < below + 1.0;
            // Within a column the line is a lighter block, so that the column stays whole.
            match (part.min(8), marked) {
                (0, true) => plot.put(column, row, '─', Role::Pass),
                (8, true) => plot.put(column, row, '▒', Role::Pass),
                (part, _) => plot.put(column, row, PARTS[part], Role::Muted),
            }
        }
        if value > self.highest {
            plot.put(column, 0, '↑', Role::Warning);
        }
    }
}

/// The places that are named on the axis: the first, and round numbers.
fn places(count: usize) -> Vec<usize> {
    let step = [1, 2, 5, 10, 25, 50, 100].into_iter().find(|step| count / step <= 6).unwrap_or(250);
    std::iter::once(1).chain((1..=count / step).map(|at| at * step).filter(|&place| place > 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn draws(lines: &[Line<'_>], expected: &[&str]) {
        let lines: Vec<String> = lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect();
        assert_eq!(lines, expected);
    }

    fn whole(value: f64) -> String {
        format!("{value:.0}")
    }

    #[test]
    fn columns_stand_against_what_was_expected() {
        let columns = Columns { values: &[(30.0, 60.0), (120.0, 60.0), (500.0, 60.0)], highest: 120.0, value: whole };
        draws(
            &columns.lines(12, 4, Theme::default()),
            &["120┤  ██↑↑", "   │──▒▒▒▒", " 60┤  ████", "   │██████", "   └1 ─ 3"],
        );
    }

    #[test]
    fn many_values_share_columns_and_none_break_nothing() {
        let values: Vec<(f64, f64)> = (0..150).map(|place| (f64::from(place), 60.0)).collect();
        let columns = Columns { values: &values, highest: 150.0, value: whole };
        draws(
            &columns.lines(40, 3, Theme::default()),
            &[
                "150┤                         ▁▂▂▃▄▄▅▆▆▇█",
                " 75┤─────────────▁▂▂▃▄▄▅▆▆▇▒▒▒▒▒▒▒▒▒▒▒▒▒",
                "   │ ▁▂▂▃▄▄▅▆▆▇█████████████████████████",
                "   └1 ─── 25 ── 50 ── 75 ── 100 ─ 125 ──",
            ],
        );
        assert_eq!(Columns { values: &[], highest: 0.0, value: whole }.lines(10, 3, Theme::default()).len(), 4);
    }
}
