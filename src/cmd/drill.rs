//! `drill`: practise, or print what would be practised.

use std::fmt::Write;

use serde_json::json;

use super::{Done, Failure, coach, library, open_terminal, print, print_json, record};
use crate::bank::Credential;
use crate::cli::{Drill as Asked, Global};
use crate::coach::drill::DrillOrder;
use crate::coach::standing::DRILL_ITEMS;
use crate::env::{self, Env};
use crate::study::picker::{Scope, Selection, Wish};
use crate::tui::app::Effect;

pub(super) fn run(asked: &Asked, global: &Global, env: &Env) -> Done {
    let library = library(global)?;
    let credential = library.credential(&asked.credential)?;
    let scope = scope(asked, &credential)?;
    let count = asked.count.unwrap_or(DRILL_ITEMS) as usize;
    let wish = Wish { selection: selection(asked), scope, count };
    let order = DrillOrder { credential: asked.credential.clone(), wish, minutes: asked.minutes, seed: global.seed };
    if asked.plan {
        return plan(&order, asked.json, global, env);
    }
    open_terminal(global, env, vec![Effect::LoadHome, Effect::BeginDrill(Box::new(order))])
}

fn selection(asked: &Asked) -> Selection {
    match asked {
        Asked { due: true, .. } => Selection::Due,
        Asked { missed: true, .. } => Selection::Missed,
        Asked { flagged: true, .. } => Selection::Flagged,
        Asked { new: true, .. } => Selection::New,
        _ => Selection::Weak,
    }
}

fn scope(asked: &Asked, credential: &Credential) -> Result<Scope, Failure> {
    super::known_domains(&asked.domain, credential)?;
    let tasks: Vec<&str> =
        credential.domains.iter().flat_map(|domain| &domain.tasks).map(|task| task.code.as_str()).collect();
    if let Some(unknown) = asked.task.iter().find(|task| !tasks.contains(&task.as_str())) {
        let hint = format!("its tasks are {}", tasks.join(", "));
        return Err(Failure::input(format!("{} has no task '{unknown}'", credential.short), hint));
    }
    Ok(Scope { domains: asked.domain.clone(), tasks: asked.task.clone(), topic: asked.topic.clone() })
}

fn plan(order: &DrillOrder, as_json: bool, global: &Global, env: &Env) -> Done {
    let (store, shelf) = (record(global)?, library(global)?.open(&order.credential)?);
    let coach = coach(&store, &shelf, env);
    let seed = order.seed.unwrap_or_else(env::random);
    let exposure = store.exposure(&order.credential)?;
    let (form, _) = coach.drill(order, &exposure, seed)?.map_err(|none| {
        Failure::input(none.to_string(), "practicum drill asks for what is weak; --new for new items")
    })?;
    if as_json {
        return print_json(&json!({ "version": 1, "form": form }));
    }
    let mut text = format!("{} {}, seed {seed}, {} items\n\n", form.short, form.name, form.slots.len());
    for (index, slot) in form.slots.iter().enumerate() {
        let topic = shelf.bank.entry(&slot.item).map_or("", |entry| &entry.topic);
        let _ = writeln!(text, "{:>4}  {:<16} {:<6} {topic}", index + 1, slot.item, slot.task);
    }
    print(&text)
}
