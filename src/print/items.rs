//! The items of a sitting: a list of them all, and those that are wanted with their words, key and reasons.

use std::collections::HashSet;

use super::InFull;
use super::html::Html;
use super::markdown::{blocks, document as written, inline};
use super::page::{Columns, cell, note, row, section, table};
use super::words::{count, letters};
use crate::bank::ItemId;
use crate::bank::marks::Verdict;
use crate::exam::report::coding::{CodeReport, marks_shown};
use crate::exam::report::given::{NumberReport, StepReport, order_given};
use crate::exam::report::{CaseReport, ItemReport, OptionReport, Outcome, SourceReport};
use crate::time;

/// An item as it was asked, with what only one kind of sitting knows of it.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) item: &'a ItemReport,
    /// As `sure`, `asked again`, `does not count`.
    pub(super) remarks: Vec<&'static str>,
    pub(super) case: Option<&'a CaseReport>,
}

pub(super) fn items(html: &mut Html, asked: &[Asked<'_>], closed: &HashSet<ItemId>, in_full: InFull) {
    let open: Vec<&Asked<'_>> = asked.iter().filter(|asked| !closed.contains(&asked.item.item)).collect();
    let left_out = (asked.len() - open.len()) as u32;
    section(html, "Items", |html| {
        if left_out > 0 {
            let stand = if left_out == 1 { "it stands" } else { "they stand" };
            let text = format!("{} left out: {stand} on a mock that has not ended.", count(left_out, "item"));
            note(html, text);
        }
        table(html, "All items in the order in which they were asked.", COLUMNS, |html| {
            open.iter().for_each(|asked| list_row(html, asked));
        });
    });
    let wanted: Vec<&&Asked<'_>> = open.iter().filter(|asked| is_wanted(asked.item, in_full)).collect();
    if in_full == InFull::None {
        return;
    }
    let title = if in_full == InFull::All { "All items in full" } else { "Wrong and unanswered items in full" };
    section(html, title, |html| {
        if wanted.is_empty() {
            html.paragraph("There are none.");
        }
        let mut before = None;
        for asked in wanted {
            let case = asked.case.filter(|case| before != Some(&case.id));
            if let Some(case) = case {
                documents(html, case);
            }
            before = asked.case.map(|case| &case.id);
            full(html, asked);
        }
    });
}

fn is_wanted(item: &ItemReport, in_full: InFull) -> bool {
    match in_full {
        InFull::None => false,
        InFull::Wrong => item.outcome != Outcome::Right,
        InFull::All => true,
    }
}

const COLUMNS: Columns = &[
    ("n", "No."),
    ("", "Task"),
    ("", "Topic"),
    ("", "Result"),
    ("c", "Answer"),
    ("c", "Key"),
    ("n", "Time"),
    ("", "Remarks"),
];

fn list_row(html: &mut Html, asked: &Asked<'_>) {
    let item = asked.item;
    row(html, |html| {
        html.leaf("th", &[("scope", &"row"), ("class", &"n")], item.position);
        cell(html, "", &item.task);
        cell(html, "", &item.topic);
        cell(html, "result", result(item.outcome));
        match &item.coding {
            Some(coding) => {
                cell(html, "c", format!("{} of {}", marks_shown(coding.marks), marks_shown(coding.maximum)));
            }
            None => cell(html, "c", given(item)),
        }
        cell(html, "c", right(item));
        cell(html, "n", if item.shown { time::per_item(item.seconds) } else { "–".to_owned() });
        cell(html, "", asked.remarks.join(", "));
    });
}

fn result(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Right => "✓ right",
        Outcome::Wrong => "✗ wrong",
        Outcome::Unanswered => "○ no answer",
    }
}

/// The documents of a case, before the first of its items.
fn documents(html: &mut Html, case: &CaseReport) {
    html.element("article", &[("class", &"case")], |html| {
        html.leaf("h3", &[], format!("Case: {}", case.title));
        if let Some(policy) = &case.policy {
            html.leaf("p", &[("class", &"about")], policy);
        }
        for document in &case.documents {
            html.leaf("h4", &[], &document.title);
            let about: Vec<&str> =
                [&document.author, &document.date].into_iter().filter_map(Option::as_deref).collect();
            if !about.is_empty() {
                html.leaf("p", &[("class", &"about")], about.join(" · "));
            }
            html.element("div", &[("class", &"document")], |html| written(html, &document.text));
        }
    });
}

fn full(html: &mut Html, asked: &Asked<'_>) {
    let item = asked.item;
    html.element("article", &[], |html| {
        html.leaf("h3", &[], format!("{}. {}", item.position, item.topic));
        let mut about = vec![format!("task {}", item.task), result(item.outcome).to_owned()];
        about.extend(asked.remarks.iter().map(|&remark| remark.to_owned()));
        if let Some(first) = &item.first_answer {
            about.push(format!("first answer {first}"));
        }
        html.element("p", &[("class", &"about")], |html| {
            html.text(about.join(" · ")).text(" · ");
            html.leaf("code", &[], &item.item);
        });
        html.element("div", &[("class", &"stem")], |html| blocks(html, &item.stem));
        html.element("ul", &[("class", &"options")], |html| {
            item.options.iter().for_each(|one| option(html, one));
            item.number.iter().for_each(|one| number(html, one));
            item.steps.iter().for_each(|one| step(html, one));
            item.coding.iter().flat_map(|coding| &coding.codes).for_each(|one| code(html, one));
        });
        html.element("div", &[("class", &"why")], |html| blocks(html, &item.rationale));
        if !item.sources.is_empty() {
            html.element("ul", &[("class", &"sources")], |html| {
                item.sources.iter().for_each(|source| html.leaf("li", &[], cited(source)));
            });
        }
    });
}

fn option(html: &mut Html, option: &OptionReport) {
    let (sign, said) = match (option.key, option.chosen) {
        (true, true) => ("✓", "key, and the answer given"),
        (true, false) => ("✓", "key"),
        (false, true) => ("✗", "the answer given"),
        (false, false) => ("", ""),
    };
    entry(html, sign, &option.letter.to_string(), &option.text, said, &option.why);
}

/// What was given, short enough for a column.
fn given(item: &ItemReport) -> String {
    match &item.number {
        Some(number) => number.given.map_or_else(|| "–".to_owned(), |given| given.to_string()),
        None if !item.steps.is_empty() => order_given(&item.steps),
        None => letters(item, |option| option.chosen),
    }
}

fn right(item: &ItemReport) -> String {
    match &item.number {
        Some(number) => number.right.to_string(),
        None if !item.steps.is_empty() => {
            item.steps.iter().map(|step| step.place.to_string()).collect::<Vec<_>>().join(" ")
        }
        None => letters(item, |option| option.key),
    }
}

/// The number that was given, where it is not the right one, with what is known of it; and the right one.
fn number(html: &mut Html, number: &NumberReport) {
    let is_right = number.given.is_some_and(|given| number.is_right(given));
    if let Some(given) = number.given.filter(|_| !is_right) {
        entry(
            html,
            "✗",
            "",
            &number.shown(given),
            "the answer given",
            number.recognized.as_deref().unwrap_or_default(),
        );
    }
    let said = if is_right { "right, and the answer given" } else { "right" };
    let why = number.given.filter(|given| is_right && *given != number.right);
    let why = why.map(|given| format!("You gave {}.", number.shown(given)));
    let formula = number.formula.as_ref().map(|formula| format!("= {formula}"));
    let why: Vec<String> = why.into_iter().chain(formula).collect();
    entry(html, "✓", "", &number.right_shown(), said, &why.join(" "));
}

/// A step at its right place, and where it was put.
fn step(html: &mut Html, step: &StepReport) {
    let (sign, said) = match step.given {
        Some(given) if given == step.place => ("✓", "put here".to_owned()),
        Some(given) => ("✗", format!("put at {given}")),
        None => ("", String::new()),
    };
    entry(html, sign, &step.place.to_string(), &step.text, &said, &step.why);
}

fn entry(html: &mut Html, sign: &str, name: &str, text: &str, said: &str, why: &str) {
    html.element("li", &[("class", &if sign == "✓" { "key" } else { "" })], |html| {
        html.leaf("span", &[("class", &"sign")], sign);
        html.leaf("span", &[("class", &"letter")], name);
        html.element("div", &[], |html| {
            html.element("p", &[], |html| {
                inline(html, text);
                if !said.is_empty() {
                    html.text(" ");
                    html.leaf("span", &[("class", &"tag")], said);
                }
            });
            if !why.is_empty() {
                html.element("p", &[("class", &"reason")], |html| inline(html, why));
            }
        });
    });
}

fn code(html: &mut Html, code: &CodeReport) {
    let (sign, is_key) = match code.verdict {
        Verdict::Right => ("✓", true),
        Verdict::InPart => ("≈", true),
        Verdict::Missed => ("○", true),
        Verdict::WrongRole | Verdict::WrongPoa => ("✗", true),
        Verdict::NotNeeded => ("✗", false),
        Verdict::Optional => ("·", false),
    };
    let marks = match &code.key {
        Some(key) => format!("{}, {} of {}", code.verdict.name(), marks_shown(code.marks), marks_shown(key.worth)),
        None => format!("{}, {}", code.verdict.name(), marks_shown(code.marks)),
    };
    let poa = code.poa.map_or_else(String::new, |poa| format!(", POA {}", poa.letter()));
    html.element("li", &[("class", &if is_key { "key" } else { "" })], |html| {
        html.leaf("span", &[("class", &"sign")], sign);
        html.leaf("span", &[("class", &"letter")], "");
        html.element("div", &[], |html| {
            html.element("p", &[], |html| {
                html.text(format!("{} {} ({}{poa}) ", code.code, code.title, code.role.title().to_lowercase()));
                html.leaf("span", &[("class", &"tag")], marks);
            });
            html.element("p", &[("class", &"reason")], |html| inline(html, &code.why));
        });
    });
}

fn cited(source: &SourceReport) -> String {
    let mut text = source.cite.clone();
    if let Some(month) = &source.checked {
        text.push_str(&format!(" (read {month})"));
    }
    if let Some(url) = &source.url {
        text.push_str(&format!(" {url}"));
    }
    text
}
