//! Days of practice at a glance: a column a week, a row a weekday, darker where more was answered.

use ratatui::text::{Line, Span};

use crate::coach::days::Day;
use crate::tui::theme::{Role, Theme};

/// A year, and the week it began in.
const MOST_WEEKS: usize = 53;
/// Weekdays' names stand before the weeks.
const MARGIN: usize = 3;

/// The sign of a day, by its answers.
fn sign(answers: u32) -> char {
    match answers {
        0 => '·',
        1..=9 => '░',
        10..=24 => '▒',
        25..=49 => '▓',
        50.. => '█',
    }
}

pub const LEGEND: &str = "· none   ░ 1–9   ▒ 10–24   ▓ 25–49   █ 50+ answers";

/// Months over the weeks, seven rows of days. `days` are in their order, today last.
pub fn lines(days: &[Day], width: usize, theme: Theme) -> Vec<Line<'static>> {
    let Some(today) = days.last() else { return Vec::new() };
    let weeks = width.saturating_sub(MARGIN).clamp(1, MOST_WEEKS);
    let weekday = |day: &Day| usize::from(day.date.weekday().to_monday_zero_offset().unsigned_abs());
    let left_of_week = 6 - weekday(today);
    let mut cells = vec![vec![' '; weeks]; 7];
    let mut months = vec![' '; weeks + 3];
    let mut free = 0;
    for (index, day) in days.iter().enumerate() {
        let back = days.len() - 1 - index;
        let Some(week) = (weeks - 1).checked_sub((back + left_of_week) / 7) else { continue };
        cells[weekday(day)][week] = sign(day.answers);
        if day.date.day() == 1 && week >= free && week + 3 <= weeks {
            let name = day.date.strftime("%b").to_string();
            name.chars().zip(&mut months[week..]).for_each(|(c, cell)| *cell = c);
            free = week + 4;
        }
    }
    let muted = theme.style(Role::Muted);
    let text = |cells: &[char]| cells.iter().collect::<String>().trim_end().to_owned();
    let row = |(name, cells): (&str, &Vec<char>)| {
        Line::from(vec![
            Span::styled(format!("{name:MARGIN$}"), muted),
            Span::styled(text(cells), theme.style(Role::Correct)),
        ])
    };
    let head = Line::from(Span::styled(format!("{:MARGIN$}{}", "", text(&months)), muted));
    let names = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    std::iter::once(head).chain(names.into_iter().zip(&cells).map(row)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    /// So many days up to Tuesday, 24 November 2026.
    fn days(count: i64, answers: impl Fn(i64) -> u32) -> Vec<Day> {
        let last = date(2026, 11, 24);
        let day = |back: i64| {
            let answers = answers(back);
            Day { date: last.saturating_sub(back.days()), answers, right: answers, minutes: answers }
        };
        (0..count).rev().map(day).collect()
    }

    fn text(days: &[Day], width: usize) -> Vec<String> {
        lines(days, width, Theme::default()).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn weeks_stand_side_by_side_under_their_months() {
        let many = |back: i64| [0, 5, 12, 30, 80][usize::try_from(back).unwrap() % 5];
        let expected = [
            "   Oct Nov",
            "Mo ▒·▓░█▒·▓░",
            "Tu ░█▒·▓░█▒·",
            "We ·▓░█▒·▓░",
            "Th █▒·▓░█▒·",
            "Fr ▓░█▒·▓░█",
            "Sa ▒·▓░█▒·▓",
            "Su ░█▒·▓░█▒",
        ];
        assert_eq!(text(&days(60, many), 12), expected);
    }

    #[test]
    fn a_year_fits_the_usual_terminal_and_fewer_weeks_a_narrow_one() {
        let year = days(371, |_| 1);
        for (width, weeks) in [(74, 53), (54, 51), (20, 17), (1, 1)] {
            let lines = text(&year, width);
            assert_eq!(lines.len(), 8);
            assert_eq!(lines[1].chars().count(), 3 + weeks, "{width}");
        }
        assert_eq!(text(&[], 74).len(), 0);
    }
}
