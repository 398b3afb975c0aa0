//! What may be said of readiness, as the model says it and never more: what is missing, a band, or a number with its
//! interval and its condition.

use super::charts::wide_interval;
use super::html::Html;
use super::page::{Columns, note, row, table};
use super::words::{between, count, list, percent};
use crate::coach::standing::{DomainStanding, Standing};
use crate::exam::score::Estimate;
use crate::study::Readiness;
use crate::study::forecast::Chance;
use crate::study::readiness::{Band, DomainMissing, Verdict};

pub(super) fn readiness(html: &mut Html, standing: &Standing) {
    let Some(readiness) = &standing.readiness else {
        html.leaf("p", &[("class", &"verdict")], "Nothing can be said yet: there are no answers.");
        return;
    };
    match &readiness.verdict {
        Verdict::TooFew { answers_missing, domains_missing } => {
            html.leaf("p", &[("class", &"verdict")], "There are too few answers to say anything yet.");
            html.paragraph(missing(*answers_missing, domains_missing, &standing.domains));
        }
        Verdict::Band { band } => {
            html.element("p", &[("class", &"verdict")], |html| {
                html.text(first(band_words(*band))).text(".");
            });
            bands(html, *band);
            note(html, "There are too few answers yet for a number that would be worth its digits.");
        }
        Verdict::Number { score, chance, condition } => number(html, readiness, *score, *chance, condition),
    }
    made_of(html, standing, readiness);
}

fn first(text: &str) -> String {
    super::words::first_upper(text)
}

fn missing(answers: u32, domains: &[DomainMissing], titles: &[DomainStanding]) -> String {
    let named = domains.iter().filter_map(|missing| {
        let domain = titles.get(missing.domain)?;
        Some(format!("{} in {} {}", missing.answers, domain.code, domain.short))
    });
    let named: Vec<String> = named.collect();
    match (answers, named.as_slice()) {
        (0, _) => format!("Missing for a first word: first answers, {}.", list(&named)),
        (answers, []) => format!("Missing for a first word: {}.", count(answers, "first answer")),
        (answers, _) => {
            format!("Missing for a first word: {}, at least {}.", count(answers, "first answer"), list(&named))
        }
    }
}

pub(super) fn band_words(band: Band) -> &'static str {
    match band {
        Band::LikelyBelow => "likely below the pass mark",
        Band::Borderline => "borderline",
        Band::LikelyAbove => "likely above the pass mark",
    }
}

/// The three bands, the one that holds marked.
fn bands(html: &mut Html, band: Band) {
    html.element("ol", &[("class", &"bands")], |html| {
        for one in [Band::LikelyBelow, Band::Borderline, Band::LikelyAbove] {
            let here = one == band;
            let text = format!("{}{}", if here { "● " } else { "" }, band_words(one));
            let attributes: &[(&'static str, &dyn std::fmt::Display)] =
                if here { &[("class", &"here"), ("aria-current", &"true")] } else { &[] };
            html.leaf("li", attributes, text);
        }
    });
}

fn number(html: &mut Html, readiness: &Readiness, score: Estimate, chance: Chance, condition: &str) {
    let Chance { mean, low, high } = chance;
    html.element("p", &[("class", &"verdict")], |html| {
        html.text(format!(
            "The chance to pass an exam taken now: {}, between {} and {}, {condition}.",
            chance_words(mean),
            chance_words(low),
            chance_words(high)
        ));
    });
    html.element("figure", &[], |html| {
        wide_interval(html, "Chance to pass", Estimate { share: mean, low, high }, None);
        html.leaf("figcaption", &[], format!("Chance to pass with its interval (90%), {condition}"));
    });
    html.element("figure", &[], |html| {
        wide_interval(html, "Expected score", score, Some(readiness.inputs.cut));
        let text = format!(
            "Share of right answers to expect, {}; nine in ten scores lie between {}. Upright line: the cut, {}",
            percent(score.share),
            between(score).replace(" to ", " and "),
            percent(readiness.inputs.cut)
        );
        html.leaf("figcaption", &[], text);
    });
}

/// Nothing is certain: the ends are not rounded into it.
pub(super) fn chance_words(chance: f64) -> String {
    match chance {
        chance if chance < 0.01 => "under 1%".to_owned(),
        chance if chance > 0.99 => "over 99%".to_owned(),
        chance => percent(chance),
    }
}

fn made_of(html: &mut Html, standing: &Standing, readiness: &Readiness) {
    let said = !matches!(readiness.verdict, Verdict::TooFew { .. });
    if let Some(domain) = standing.domains.get(readiness.moves_most.domain).filter(|_| said) {
        html.paragraph(format!("The same study moves the score most in {} {}.", domain.code, domain.short));
    }
    note(
        html,
        format!(
            "From {} first answers and {} repeats; an answer outside a timed mock counts half. Model {}.",
            readiness.inputs.first_answers, readiness.inputs.repeats, readiness.model
        ),
    );
}

const TASK_COLUMNS: Columns = &[
    ("", "Task"),
    ("", "0 to 100%"),
    ("n", "Likely level"),
    ("n", "Items"),
    ("n", "Unseen"),
    ("n", "Due"),
    ("n", "Missed"),
];

/// Each domain's tasks.
pub(super) fn tasks(html: &mut Html, domains: &[DomainStanding]) {
    let caption = "A task has few answers, so its level leans on that of its domain; it likely (90%) lies on the line. \
         Missed: wrong the last time.";
    table(html, caption, TASK_COLUMNS, |html| {
        for task in domains.iter().flat_map(|domain| &domain.tasks) {
            let seen = task.share.filter(|_| task.counts.items > task.counts.unseen);
            row(html, |html| {
                super::page::row_head(html, format!("{} {}", task.code, task.title));
                super::page::drawn(html, |html| {
                    if let Some(share) = seen {
                        super::charts::interval_bar(html, share, None, None);
                    }
                });
                let level = seen.map_or_else(|| "no answers yet".to_owned(), between);
                super::page::cell(html, "n", level);
                for number in [task.counts.items, task.counts.unseen, task.counts.due, task.counts.missed] {
                    super::page::cell(html, "n", number);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_chance_is_rounded_into_certainty() {
        assert_eq!([0.001, 0.4, 0.999].map(chance_words), ["under 1%", "40%", "over 99%"]);
    }
}
