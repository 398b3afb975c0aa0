//! Figures and what they are figures of, in words.

use crate::coach::standing::Advice;
use crate::exam::report::{ItemReport, OptionReport};
use crate::exam::score::Estimate;

/// `79%`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// `72% to 85%`.
pub(super) fn range(low: f64, high: f64) -> String {
    format!("{} to {}", percent(low), percent(high))
}

pub(super) fn between(estimate: Estimate) -> String {
    range(estimate.low, estimate.high)
}

/// `1 item`, `3 items`, `no items`.
pub(super) fn count(number: u32, one: &str) -> String {
    match number {
        0 => format!("no {one}s"),
        1 => format!("1 {one}"),
        many => format!("{many} {one}s"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub(super) fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Letters of the options that `keep` lets through: `C`, `AD`; a dash for none.
pub(super) fn letters(item: &ItemReport, keep: impl Fn(&OptionReport) -> bool) -> String {
    let letters: String = item.options.iter().filter(|option| keep(option)).map(|option| option.letter).collect();
    if letters.is_empty() { "–".to_owned() } else { letters }
}

pub(super) fn advice(advice: &Advice) -> String {
    match advice {
        Advice::QuickMock => "sit a quick mock".to_owned(),
        Advice::FullMock => "sit a full mock".to_owned(),
        Advice::Review { items } => format!("review {} that are due", count(*items, "item")),
        Advice::Drill { domain, short, items } => format!("drill {} of {domain} {short}", count(*items, "item")),
    }
}

/// `2026-12-20` as `20 Dec 2026`.
pub(super) fn written_day(day: &str) -> String {
    day.parse::<jiff::civil::Date>().map_or_else(|_| day.to_owned(), |date| date.strftime("%-d %b %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_sentences() {
        assert_eq!([0, 1, 2].map(|number| count(number, "item")), ["no items", "1 item", "2 items"]);
        let parts: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        assert_eq!([0, 1, 2, 3].map(|number| list(&parts[..number])), ["", "a", "a and b", "a, b and c"]);
        assert_eq!(range(0.716, 0.85), "72% to 85%");
        assert_eq!(first_upper("sit"), "Sit");
    }
}
