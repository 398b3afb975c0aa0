//! Whether a bank is spread as the exam is: wording, levels, kinds, tasks, topics, ratings, sources.

use std::collections::HashMap;

use super::super::item::Level;
use super::super::outline::Credential;
use super::super::wording;
use super::measure::{Bounds, Measure, Reach, Unit, bound, margin, spread};
use super::{Reading, Seen};

fn share<'a>(seen: &[&Seen<'a>], holds: impl Fn(&Seen<'a>) -> bool) -> f64 {
    seen.iter().filter(|seen| holds(seen)).count() as f64 / seen.len().max(1) as f64
}

pub(super) fn wording(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let counted = seen.iter().filter(|seen| !seen.item.accepts("all-of-the-above"));
    let forbidden = counted.filter_map(|seen| seen.item.choice());
    let forbidden = forbidden.flat_map(|choice| &choice.options).filter(|option| wording::is_forbidden(&option.text));
    let negative = share(seen, |seen| wording::is_negative(&seen.item.stem));
    let n = seen.len();
    vec![
        Measure::new("bank-forbidden", "\"all of the above\" and the like", Unit::Count, n, forbidden.count() as f64)
            .none_allowed(),
        Measure::share("bank-negative", "negative stems", n, negative)
            .with_se(spread(negative, n))
            .aiming(Bounds::up_to(0.01))
            .within(Bounds::up_to(bound(0.03, 0.01, n, reach)), reach),
    ]
}

pub(super) fn similar(reading: &Reading<'_>) -> Vec<Measure> {
    let n = reading.items.len();
    let (duplicates, near) = reading.open_pairs();
    let count = |name, title, count: usize| Measure::new(name, title, Unit::Count, n, count as f64).none_allowed();
    vec![
        count("bank-duplicates", "pairs with cosine 0.90 or more", duplicates.len()),
        count("bank-near-duplicates", "pairs of 0.70-0.90, no enemies", near.len()),
    ]
}

/// Topics with more than this share of a bank are worn out soon.
pub(in crate::bank) const MOST_OF_A_TOPIC: f64 = 0.04;
pub(in crate::bank) const LEAST_OF_A_TASK: usize = 3;

pub(super) fn tasks_and_topics(credential: Option<&Credential>, seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let (mut tasks, mut topics): (HashMap<&str, usize>, HashMap<&str, usize>) = (HashMap::new(), HashMap::new());
    for task in credential.into_iter().flat_map(|credential| &credential.domains).flat_map(|domain| &domain.tasks) {
        tasks.insert(&task.code, 0);
    }
    for seen in seen {
        *tasks.entry(&seen.item.task).or_default() += 1;
        *topics.entry(&seen.item.topic).or_default() += 1;
    }
    let least = tasks.values().min().copied().unwrap_or(0);
    let most = topics.values().max().copied().unwrap_or(0) as f64 / seen.len().max(1) as f64;
    vec![
        Measure::new("bank-task-items", "items of the smallest task", Unit::Count, tasks.len(), least as f64)
            .within(Bounds::from(LEAST_OF_A_TASK as f64), reach),
        Measure::share("bank-topic-share", "share of the largest topic", seen.len(), most)
            .within(Bounds::up_to(MOST_OF_A_TOPIC), reach),
    ]
}

pub(super) fn levels(credential: Option<&Credential>, seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let Some(outline) = credential.and_then(|credential| credential.outline(None)) else { return Vec::new() };
    const NAMES: [(&str, &str); 3] = [
        ("bank-level-recall", "level: recall"),
        ("bank-level-application", "level: application"),
        ("bank-level-analysis", "level: analysis"),
    ];
    let one = |(place, level): (usize, Level)| {
        let exam = f64::from(outline.levels.in_order()[place]) / 100.0;
        let se = spread(exam, seen.len());
        let (wide, near) = (margin(0.05, se, reach), margin(0.02, se, reach));
        let value = share(seen, |seen| seen.item.level == level);
        Measure::share(NAMES[place].0, NAMES[place].1, seen.len(), value)
            .with_se(se)
            .aiming(Bounds::between(exam - near, exam + near))
            .within(Bounds::between((exam - wide).max(0.0), exam + wide), reach)
    };
    Level::ALL.into_iter().enumerate().map(one).collect()
}

pub(super) fn kinds(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let drawn: Vec<&Seen<'_>> = seen.iter().copied().filter(|seen| seen.item.choice().is_some()).collect();
    let multi = share(&drawn, |seen| seen.item.body.kind() == "multi");
    let se = spread(0.10, drawn.len());
    let wide = margin(0.02, se, reach);
    let measure = Measure::share("bank-multi-share", "kind: multi", drawn.len(), multi).with_se(se);
    vec![measure.within(Bounds::between((0.10 - wide).max(0.0), 0.10 + wide), reach)]
}

/// Ratings are never changed to reach a mean, so that these are advice everywhere.
pub(super) fn ratings(seen: &[&Seen<'_>], reach: Reach) -> Vec<Measure> {
    let n = seen.len();
    let all = n.max(1) as f64;
    let mean = seen.iter().map(|seen| seen.item.angoff).sum::<f64>() / all;
    let deviation = (seen.iter().map(|seen| (seen.item.angoff - mean).powi(2)).sum::<f64>() / all).sqrt();
    let se = deviation / all.sqrt();
    let wide = if reach.is_domain { 2.33 * se } else { 0.0 };
    vec![
        Measure::new("bank-angoff-mean", "Angoff rating, mean", Unit::Number, n, mean)
            .with_se(se)
            .within(Bounds::between(0.60 - wide, 0.75 + wide), reach)
            .advising(),
        Measure::new("bank-angoff-sd", "Angoff rating, standard deviation", Unit::Number, n, deviation)
            .within(Bounds::from(0.10), reach)
            .advising(),
    ]
}

pub(super) fn sources(seen: &[&Seen<'_>]) -> Vec<Measure> {
    let n = seen.len();
    let reasoned = |seen: &Seen<'_>| {
        seen.item.choice().is_none_or(|choice| choice.options.iter().all(|option| !option.why.trim().is_empty()))
    };
    let primary = |seen: &Seen<'_>| {
        seen.item.accepts("primary-source")
            || seen.item.sources.iter().any(|source| super::super::cites::prep_site(source).is_none())
    };
    let all_read = |seen: &Seen<'_>| seen.item.sources.iter().all(|source| source.checked.is_some());
    let some_read = |seen: &Seen<'_>| seen.item.sources.iter().any(|source| source.checked.is_some());
    let complete = |name, title, value: f64| {
        let measure = Measure::share(name, title, n, if n == 0 { 1.0 } else { value });
        let failing = Measure { value: if measure.value < 1.0 { 1.0 } else { 0.0 }, ..measure.clone() }.none_allowed();
        Measure { bounds: Bounds::from(1.0), blocks: true, verdict: failing.verdict, ..measure }
    };
    vec![
        complete("bank-whys", "every option has its why", share(seen, reasoned)),
        complete("bank-primary-source", "a primary source", share(seen, primary)),
        Measure::share("bank-some-source-read", "a source was read for the item", n, share(seen, some_read)),
        Measure::share("bank-all-sources-read", "all sources were read for it", n, share(seen, all_read))
            .aiming(Bounds::from(1.0)),
    ]
}
