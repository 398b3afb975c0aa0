//! `exam` and `resume`: sit a form, go on with one, or print the one that would be sat.

use std::fmt::Write;

use serde_json::json;

use super::{Done, Failure, data_dir, known_domains, library, open_terminal, print, print_json, record};
use crate::cli::{Exam, Global};
use crate::env::{self, Env};
use crate::exam::blueprint::CodeEntry;
use crate::exam::{Blueprint, Form, Length, Timing};
use crate::library::Shelf;
use crate::store::{SittingId, Store};
use crate::tui::app::Effect;
use crate::tui::desk::Order;

pub(super) fn run(exam: &Exam, global: &Global, env: &Env) -> Done {
    let length = match exam {
        Exam { items: Some(items), .. } => Length::Items(*items),
        Exam { half: true, .. } => Length::Half,
        Exam { quick: true, .. } => Length::Quick,
        _ => Length::Full,
    };
    let timing = match exam {
        Exam { untimed: true, .. } => Timing::Untimed,
        Exam { relaxed: true, .. } => Timing::Relaxed,
        _ => Timing::Exam,
    };
    let library = library(global)?;
    let credential = library.credential(&exam.credential)?;
    known_domains(&exam.domain, &credential)?;
    let Some(outline) = credential.outline(exam.outline.as_deref()) else {
        let known: Vec<&str> = credential.outlines.iter().map(|outline| outline.id.as_str()).collect();
        let hint = format!("its outlines are {}", known.join(", "));
        return Err(Failure::input(format!("{} has no such outline", credential.short), hint));
    };
    let order = Order {
        credential: exam.credential.clone(),
        outline: Some(outline.id.clone()),
        length,
        domains: exam.domain.clone(),
        timing,
        minutes: exam.minutes,
        book: exam.book,
        entry: if exam.pick_codes { CodeEntry::Picked } else { CodeEntry::Typed },
        seed: global.seed,
    };
    if exam.plan {
        let blueprint = order.blueprint(&credential, outline);
        return plan(&library.open(&exam.credential)?, &blueprint, exam.json, global);
    }
    open_terminal(global, env, vec![Effect::LoadHome, Effect::Begin(Box::new(order))])
}

pub(super) fn resume(id: Option<i64>, global: &Global, env: &Env) -> Done {
    let id = match id {
        Some(id) => SittingId(id),
        None => {
            let store = Store::open_read_only(&data_dir(global)?, "only looking".to_owned())?;
            let left = store.unfinished()?;
            let none = || Failure::input("no sitting was left unfinished", "practicum exam rhit begins one");
            left.first().ok_or_else(none)?.id
        }
    };
    open_terminal(global, env, vec![Effect::LoadHome, Effect::Resume(id)])
}

fn plan(shelf: &Shelf, blueprint: &Blueprint, json: bool, global: &Global) -> Done {
    let exposure = record(global)?.exposure(&blueprint.credential)?;
    let seed = global.seed.unwrap_or_else(env::random);
    let (form, _) = Form::assemble(blueprint, &shelf.bank, &exposure, seed)?;
    if json {
        return print_json(&json!({ "version": 1, "form": form }));
    }
    let mut text = format!("{} {}, seed {seed}, outline {}\n", form.short, form.name, form.outline.id);
    let minutes = form.minutes.map_or("no limit".to_owned(), |minutes| format!("{minutes} minutes"));
    let cut: f64 = form.slots.iter().filter(|slot| slot.scored).map(|slot| slot.angoff).sum();
    let _ = writeln!(text, "{} items, {} scored, {minutes}, cut {cut:.1}\n", form.slots.len(), form.scored());
    for quota in &form.quotas {
        let _ = writeln!(text, "  {} {:<48} {:>3} + {}", quota.domain, quota.short, quota.scored, quota.pretest);
    }
    text.push('\n');
    for (index, slot) in form.slots.iter().enumerate() {
        let note = if slot.scored { "" } else { "unscored" };
        let _ = writeln!(text, "{:>4}  {:<16} {:<6} {note}", index + 1, slot.item, slot.task);
    }
    print(&text)
}
