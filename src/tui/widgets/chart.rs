//! A chart over time: points, or a line with its interval, against a mark.
//!
//! Meaning never hangs on colour: the line is made of dots, the interval shaded, the mark dashed.

use ratatui::text::Line;
use unicode_width::UnicodeWidthStr;

use super::plot::{Label, Plot, axis};
use crate::tui::theme::{Role, Theme};

/// A value with the range it can be believed in, at a place of the horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    pub at: f64,
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Sample {
    /// A value that is known exactly.
    pub fn exact(at: f64, value: f64) -> Self {
        Self { at, value, low: value, high: value }
    }
}

/// What the samples are drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One sign each.
    Points,
    /// A line through them, with their ranges as a band around it.
    Line,
}

#[derive(Debug)]
pub struct Chart<'a> {
    pub shape: Shape,
    /// In the order of their places.
    pub samples: &'a [Sample],
    /// The value that is to be reached.
    pub mark: f64,
    /// The first and the last place of the horizontal axis.
    pub span: (f64, f64),
    /// The lowest and the highest value of the vertical axis.
    pub range: (f64, f64),
    pub value: fn(f64) -> String,
    pub labels: &'a [Label],
}

impl Chart<'_> {
    /// `height` rows of the plot and one of the axis, `width` columns in all.
    pub fn lines(&self, width: usize, height: usize, theme: Theme) -> Vec<Line<'static>> {
        let (low, high) = self.range;
        let ticks = [(low, (self.value)(low)), (high, (self.value)(high)), (self.mark, (self.value)(self.mark))];
        let gutter = ticks.iter().map(|(_, text)| text.width()).max().unwrap_or(0);
        let mut plot = Plot::new(width.saturating_sub(gutter + 1).max(1), height);
        if self.shape == Shape::Line {
            self.band(&mut plot);
        }
        self.dashes(&mut plot);
        match self.shape {
            Shape::Points => self.points(&mut plot),
            Shape::Line => self.line(&mut plot),
        }
        let mut margin = vec![String::new(); height];
        for (value, text) in ticks {
            if let Some(row) = self.row(value, height).and_then(|row| margin.get_mut(row)) {
                *row = text;
            }
        }
        let place = |at: f64| self.column(at, plot.width);
        let axis = axis(self.labels, place, plot.width);
        plot.framed(&margin, gutter, &axis, theme)
    }

    /// How many rows below the top's middle a value stands, in rows.
    fn depth(&self, value: f64, height: usize) -> f64 {
        let (low, high) = self.range;
        (high - value) / (high - low).max(f64::EPSILON) * (height.saturating_sub(1)) as f64
    }

    fn row(&self, value: f64, height: usize) -> Option<usize> {
        let row = (self.depth(value, height) + 0.5).floor();
        (row >= 0.0 && row < height as f64).then_some(row as usize)
    }

    /// The place in columns; all on the right where the axis has no length.
    fn column(&self, at: f64, width: usize) -> f64 {
        let (from, to) = self.span;
        let last = width.saturating_sub(1) as f64;
        if to > from { ((at - from) / (to - from)).clamp(0.0, 1.0) * last } else { last }
    }

    fn dashes(&self, plot: &mut Plot) {
        let Some(row) = self.row(self.mark, plot.height) else { return };
        for column in (0..plot.width).step_by(2) {
            plot.put(column, row, '─', Role::Pass);
        }
    }

    fn points(&self, plot: &mut Plot) {
        for sample in self.samples {
            let column = self.column(sample.at, plot.width).round() as usize;
            if let Some(row) = self.row(sample.value, plot.height) {
                let role = if sample.value >= self.mark { Role::Correct } else { Role::Wrong };
                plot.put(column, row, '●', role);
            }
        }
    }

    /// The sample at a column, between its neighbours; none outside of them.
    fn at(&self, column: f64, width: usize) -> Option<Sample> {
        let place = |sample: &Sample| self.column(sample.at, width);
        let near = |sample: &&Sample| (place(sample) - column).abs() < 0.5;
        let Some(after) = self.samples.iter().position(|sample| place(sample) >= column) else {
            return self.samples.last().filter(near).copied();
        };
        let (Some(before), right) = (after.checked_sub(1).map(|at| self.samples[at]), self.samples[after]) else {
            return Some(self.samples[after]).filter(|sample| near(&sample));
        };
        let (from, to) = (place(&before), place(&right));
        let part = if to > from { (column - from) / (to - from) } else { 1.0 };
        let mix = |a: f64, b: f64| a + (b - a) * part;
        Some(Sample {
            at: mix(before.at, right.at),
            value: mix(before.value, right.value),
            low: mix(before.low, right.low),
            high: mix(before.high, right.high),
        })
    }

    fn band(&self, plot: &mut Plot) {
        for column in 0..plot.width {
            let Some(sample) = self.at(column as f64, plot.width) else { continue };
            let (top, bottom) = (self.depth(sample.high, plot.height), self.depth(sample.low, plot.height));
            for row in 0..plot.height {
                let middle = row as f64;
                if middle >= top - 0.25 && middle <= bottom + 0.25 {
                    plot.put(column, row, '░', Role::Muted);
                }
            }
        }
    }

    /// Braille dots, two columns and four rows to a cell, so that small steps can be seen.
    fn line(&self, plot: &mut Plot) {
        let dot_row = |value: f64| {
            let dots = (self.depth(value, plot.height) + 0.5) * 4.0;
            (dots.max(0.0) as usize).min((plot.height * 4).saturating_sub(1))
        };
        let mut dots: Vec<Vec<u8>> = vec![vec![0; plot.width]; plot.height];
        let mut before: Option<usize> = None;
        for dot_column in 0..plot.width * 2 {
            let column = dot_column as f64 / 2.0 - 0.25;
            let Some(sample) = self.at(column, plot.width) else { continue };
            let here = dot_row(sample.value);
            let from = before.unwrap_or(here);
            let (upper, lower) = (from.min(here), from.max(here));
            // A steep step is filled, but not the dot where the last column stood.
            for dot in (upper..=lower).filter(|&dot| dot != from || from == here) {
                dots[dot / 4][dot_column / 2] |= braille_dot(dot_column % 2, dot % 4);
            }
            before = Some(here);
        }
        for (row, cells) in dots.iter().enumerate() {
            for (column, &cell) in cells.iter().enumerate().filter(|(_, cell)| **cell != 0) {
                plot.put(column, row, char::from_u32(0x2800 + u32::from(cell)).unwrap_or('·'), Role::Accent);
            }
        }
    }
}

fn braille_dot(column: usize, row: usize) -> u8 {
    match (column, row) {
        (0, 3) => 0x40,
        (_, 3) => 0x80,
        (0, row) => 1 << row,
        (_, row) => 8 << row,
    }
}

/// The nearest multiples of `step` around the values.
pub fn range(values: impl Iterator<Item = f64>, step: f64) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
    if low > high {
        return (0.0, step);
    }
    let (low, high) = ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step);
    (low, high.max(low + step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn draws(lines: &[Line<'_>], expected: &[&str]) {
        let lines: Vec<String> = lines.iter().map(|line| line.to_string().trim_end().to_owned()).collect();
        assert_eq!(lines, expected);
    }

    fn percent(share: f64) -> String {
        format!("{:.0}%", share * 100.0)
    }

    fn whole(value: f64) -> String {
        format!("{value:.0}")
    }

    fn label(at: f64, text: &str) -> Label {
        (at, text.to_owned())
    }

    #[test]
    fn points_stand_over_and_under_the_mark() {
        let samples = [(0.0, 200.0), (10.0, 300.0), (20.0, 350.0)].map(|(at, value)| Sample::exact(at, value));
        let chart = Chart {
            shape: Shape::Points,
            samples: &samples,
            mark: 300.0,
            span: (0.0, 20.0),
            range: (200.0, 400.0),
            value: whole,
            labels: &[label(0.0, "Sep"), label(12.0, "Oct")],
        };
        draws(
            &chart.lines(25, 5, Theme::default()),
            &[
                "400┤",
                "   │                    ●",
                "300┤─ ─ ─ ─ ─ ● ─ ─ ─ ─ ─",
                "   │",
                "200┤●",
                "   └Sep ─────── Oct ─────",
            ],
        );
    }

    #[test]
    fn a_line_has_its_interval_around_it() {
        let sample = |at: f64, value: f64| Sample { at, value, low: value - 0.2, high: value + 0.2 };
        let samples = [sample(0.0, 0.4), sample(8.0, 0.8)];
        let chart = Chart {
            shape: Shape::Line,
            samples: &samples,
            mark: 0.7,
            span: (0.0, 8.0),
            range: (0.2, 1.0),
            value: percent,
            labels: &[],
        };
        draws(
            &chart.lines(14, 5, Theme::default()),
            &["100%┤        ░", "    │   ░░░⢀⡠⠔", " 70%┤─░⢀⡠⠔⠊⠁░─", "    │⠒⠊⠁░░", " 20%┤░░", "    └─────────"],
        );
    }

    #[test]
    fn ranges_end_at_round_values() {
        assert_eq!(range([228.0, 300.0, 331.0].into_iter(), 50.0), (200.0, 350.0));
        assert_eq!(range([300.0].into_iter(), 50.0), (300.0, 350.0));
        assert_eq!(range(std::iter::empty(), 50.0), (0.0, 50.0));
    }

    proptest::proptest! {
        #[test]
        fn no_chart_is_wider_or_higher_than_asked(
            width in 12usize..90, height in 2usize..14, values in proptest::collection::vec(-0.5f64..1.5, 0..30)
        ) {
            let count = values.len() as f64;
            let sample = |(at, value): (usize, &f64)| Sample { at: at as f64, value: *value, low: value - 0.1, high: 1.0 };
            let samples: Vec<Sample> = values.iter().enumerate().map(sample).collect();
            for shape in [Shape::Points, Shape::Line] {
                let chart = Chart {
                    shape, samples: &samples, mark: 0.6, span: (0.0, count), range: (0.2, 1.0), value: percent,
                    labels: &[label(0.0, "now"), label(count, "then")],
                };
                let lines = chart.lines(width, height, Theme::default());
                proptest::prop_assert_eq!(lines.len(), height + 1);
                proptest::prop_assert!(lines.iter().all(|line| line.width() <= width));
            }
        }
    }
}
