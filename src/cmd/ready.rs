//! `ready`, `goal` and `result`: where one stands, the exam's day, and how it went.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Done, Failure, coach, library, print, print_json, record, writable_record};
use crate::cli::{Global, Goal, Ready as Asked, Result as Entered};
use crate::coach::days::date_of;
use crate::coach::foresight::Foresight;
use crate::coach::standing::{Advice, DomainStanding, STANDING_VERSION, Standing};
use crate::env::{self, Env};
use crate::store::{ExamResult, Prediction};
use crate::study::plan::{MockLength, Plan};
use crate::study::readiness::{Band, Readiness, Verdict};

pub(super) fn run(asked: &Asked, global: &Global, env: &Env) -> Done {
    let (library, store) = (library(global)?, record(global)?);
    let names = match &asked.credential {
        Some(name) => vec![name.clone()],
        None => library.credentials(),
    };
    let (mut documents, mut text) = (Vec::new(), String::new());
    for name in names {
        let shelf = library.open(&name)?;
        let standing = coach(&store, &shelf, env).standing()?;
        let predictions = store.predictions(&name)?;
        let foresights = coach(&store, &shelf, env).foresights()?;
        text.push_str(&in_words(&standing, &foresights));
        text.push('\n');
        documents.push(json!({
            "standing": standing,
            "predictions": predictions_json(&predictions),
            "results": foresights,
        }));
    }
    if asked.json {
        return print_json(&json!({ "version": STANDING_VERSION, "credentials": documents }));
    }
    print(&text)
}

fn predictions_json(predictions: &[Prediction]) -> Vec<Value> {
    let one = |prediction: &Prediction| {
        let readiness: Value = serde_json::from_str(&prediction.json).unwrap_or_default();
        json!({ "at_ms": prediction.at_ms, "readiness": readiness })
    };
    predictions.iter().map(one).collect()
}

fn in_words(standing: &Standing, foresights: &[Foresight]) -> String {
    let mut text = format!("{}  {}\n\n", standing.short, standing.name);
    for line in verdict(standing) {
        let _ = writeln!(text, "  {line}");
    }
    if let Some(exam) = &standing.exam {
        let _ = writeln!(text, "  Exam on {}: {}.", exam.day, days_left(exam.days_left));
    }
    if let Some(plan) = &standing.plan {
        let _ = writeln!(text, "  {}", plan_line(plan, &standing.domains));
    }
    let _ = writeln!(text, "  Next: {}.\n", next(&standing.advice));
    let _ =
        writeln!(text, "  {:<50} {:>5}  {:>9}  {:>4} {:>6} {:>5}", "Domain", "share", "90%", "cut", "unseen", "due");
    for domain in &standing.domains {
        let (share, range) = domain.share.map_or(("-".to_owned(), "-".to_owned()), |share| {
            (percent(share.share), format!("{:.0}-{}", share.low * 100.0, percent(share.high)))
        });
        let title = format!("{} {}", domain.code, domain.short);
        let counts = domain.counts;
        let cut = percent(domain.cut);
        let _ = writeln!(text, "  {title:<50} {share:>5}  {range:>9}  {cut:>4} {:>6} {:>5}", counts.unseen, counts.due);
    }
    for Foresight { result, predictions, brier, .. } in foresights {
        let word = if result.passed { "passed" } else { "not passed" };
        let scaled = result.scaled.map_or_else(String::new, |scaled| format!(" with {scaled}"));
        let score = brier.map_or_else(String::new, |brier| format!(", Brier score {brier:.2}"));
        let _ =
            writeln!(text, "\n  Exam of {}: {word}{scaled}; {predictions} predictions before it{score}.", result.day);
    }
    text
}

/// What may honestly be said, and no more.
fn verdict(standing: &Standing) -> Vec<String> {
    let Some(Readiness { verdict, moves_most, .. }) = &standing.readiness else {
        return vec!["No answers yet. practicum exam or practicum drill begins.".to_owned()];
    };
    let name = |place: usize| {
        standing.domains.get(place).map_or_else(String::new, |domain| format!("{} {}", domain.code, domain.short))
    };
    let moves = format!("What would move it most: {}.", name(moves_most.domain));
    match verdict {
        Verdict::TooFew { answers_missing, domains_missing } => {
            let mut lines = Vec::new();
            if *answers_missing > 0 {
                lines.push(format!("Too early to say: {answers_missing} more first answers are needed."));
            }
            lines.extend(domains_missing.iter().map(|missing| {
                format!("Domain {} needs {} more first answers.", name(missing.domain), missing.answers)
            }));
            lines
        }
        Verdict::Band { band } => {
            let word = match band {
                Band::LikelyBelow => "likely below the pass mark",
                Band::Borderline => "borderline",
                Band::LikelyAbove => "likely above the pass mark",
            };
            vec![format!("As far as can be told: {word}."), moves]
        }
        Verdict::Number { score, chance, condition } => vec![
            format!(
                "Chance to pass {}, between {} and {}, {condition}.",
                percent(chance.mean),
                percent(chance.low),
                percent(chance.high)
            ),
            format!(
                "Right answers to expect: {}, in nine exams of ten between {} and {}.",
                percent(score.share),
                percent(score.low),
                percent(score.high)
            ),
            moves,
        ],
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

fn days_left(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2.. => format!("in {days} days"),
        _ => "it is over; practicum result enters how it went".to_owned(),
    }
}

fn plan_line(plan: &Plan, domains: &[DomainStanding]) -> String {
    let of_domains = |items: &[u32], what: &str| {
        let given = items.iter().zip(domains).filter(|(items, _)| **items > 0);
        let given: Vec<String> = given.map(|(items, domain)| format!("{items} of domain {}", domain.code)).collect();
        (!given.is_empty()).then(|| format!("{what}: {}", given.join(", ")))
    };
    let mock = plan.mocks.first().map(|mock| {
        let length = match mock.length {
            MockLength::Full => "full",
            MockLength::Half => "half",
        };
        match mock.in_days {
            0 => format!("a {length} mock today"),
            1 => format!("a {length} mock tomorrow"),
            days => format!("the next mock, a {length} one, in {days} days"),
        }
    });
    let reviews = of_domains(&plan.review_today, "to review");
    let fresh = of_domains(&plan.new_today, "new items");
    let parts: Vec<String> = [reviews, fresh, mock].into_iter().flatten().collect();
    if parts.is_empty() { "Plan: rest.".to_owned() } else { format!("Plan for today: {}.", parts.join("; ")) }
}

fn next(advice: &Advice) -> String {
    match advice {
        Advice::QuickMock => "a quick mock".to_owned(),
        Advice::FullMock => "a full mock".to_owned(),
        Advice::Review { items } => format!("a drill of the {items} items that are due"),
        Advice::Drill { domain, short, items } => format!("a drill of {items} items, most of all {domain} {short}"),
    }
}

pub(super) fn goal(goal: &Goal, global: &Global, env: &Env) -> Done {
    let credential = library(global)?.credential(&goal.credential)?;
    let mut store = writable_record(global)?;
    let now_ms = env.wall().as_millisecond();
    let Some(day) = &goal.day else {
        if goal.clear {
            store.set_exam_day(&goal.credential, None, now_ms)?;
            return print(&format!("{}: no exam day.\n", credential.short));
        }
        let day = store.exam_day(&goal.credential)?.unwrap_or_else(|| "none".to_owned());
        return print(&format!("{}: exam day {day}.\n", credential.short));
    };
    let day = date(day)?;
    store.set_exam_day(&goal.credential, Some(&day.to_string()), now_ms)?;
    print(&format!("{}: exam on {}. practicum ready {} shows the plan.\n", credential.short, day, goal.credential))
}

pub(super) fn result(entered: &Entered, global: &Global, env: &Env) -> Done {
    let credential = library(global)?.credential(&entered.credential)?;
    let mut store = writable_record(global)?;
    let wall = env.wall().as_millisecond();
    if entered.remove {
        let results = store.results(&entered.credential)?;
        let none = || Failure::input("there is no result to take back", "practicum ready lists results");
        let last = results.first().ok_or_else(none)?;
        store.remove_result(&last.uid, wall)?;
        return print(&format!("{}: the result of {} is taken back.\n", credential.short, last.day));
    }
    let day = match &entered.on {
        Some(day) => date(day)?,
        None => date_of(wall, &env.zone),
    };
    let passed = entered.passed.ok_or_else(|| {
        Failure::usage("say how it went", "practicum result rhit passed, or failed; --scaled N adds the score")
    })?;
    let result = ExamResult {
        uid: format!("{:016x}{:016x}", env::random(), env::random()),
        credential: entered.credential.clone(),
        day: day.to_string(),
        passed: passed.is_pass(),
        scaled: entered.scaled,
    };
    store.add_result(&result, wall)?;
    print(&format!("{}: the result of {} is kept on this machine.\n", credential.short, result.day))
}

fn date(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(|_| Failure::input(format!("'{text}' is no date"), "write it as 2026-12-20"))
}
