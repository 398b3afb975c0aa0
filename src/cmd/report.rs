//! `report`: the report of a sitting, for people, as JSON, or as a page to print; and the page of one's progress.

mod page;
mod text;
mod write;

use serde_json::json;

use super::{Done, Failure, library, print, print_json, record};
use crate::bank::Item;
use crate::cli::{Global, Report as Asked};
use crate::coach::Coach;
use crate::coach::outcome::Outcome;
use crate::env::Env;
use crate::exam::Drill;
use crate::exam::drilled::drilled;
use crate::store::{Kind, SittingId, SittingRow, Store};
use crate::study::Tempo;
use crate::tui::desk::report_of;

pub(super) fn run(asked: &Asked, global: &Global, env: &Env) -> Done {
    let store = record(global)?;
    if let (Some(credential), Some(file)) = (&asked.progress, &asked.html) {
        return page::progress(&store, credential, file, global, env);
    }
    let row = ended(&store, asked.id)?;
    if let Some(file) = &asked.html {
        return page::sitting(&store, row, asked.items.unwrap_or_default(), file, global, env);
    }
    match row.kind {
        Kind::Mock => {
            let (report, row) = report_of(&store, row.id)?;
            if asked.json {
                let tempo = Tempo::of(&report);
                return print_json(&json!({ "version": 1, "sitting": row, "report": report, "tempo": tempo }));
            }
            print(&text::mock(&report, &row, env))
        }
        Kind::Drill => {
            let told = told(&store, row, global, env)?;
            if asked.json {
                let items = drilled(&told.drill, &told.items);
                return print_json(
                    &json!({ "version": 1, "sitting": told.row, "outcome": told.outcome, "items": items }),
                );
            }
            print(&text::drill(&told, env))
        }
    }
}

/// The sitting of that number, or the last one; it has to be over.
fn ended(store: &Store, id: Option<i64>) -> Result<SittingRow, Failure> {
    let row = match id {
        Some(id) => store.row(SittingId(id))?,
        None => {
            let ended = store.sittings(None)?.into_iter().find(|row| row.ended_ms.is_some());
            ended.ok_or_else(|| Failure::input("no sitting has ended yet", "practicum history lists what there is"))?
        }
    };
    if row.ended_ms.is_none() {
        let id = row.id;
        return Err(Failure::input(
            format!("sitting {id} has not ended, and its answers stay closed until then"),
            format!("practicum resume {id} goes on with it; the report comes at the end"),
        ));
    }
    Ok(row)
}

/// A drill, and what it came to.
struct Told {
    row: SittingRow,
    drill: Drill,
    items: Vec<Option<Item>>,
    outcome: Outcome,
}

fn told(store: &Store, row: SittingRow, global: &Global, env: &Env) -> Result<Told, Failure> {
    let stored = store.drill(row.id)?;
    let drill = Drill::replay(stored.form, &stored.log);
    let shelf = library(global)?.open(&row.credential)?;
    let coach = Coach { store, shelf: &shelf, now_ms: env.wall().as_millisecond(), zone: &env.zone };
    let outcome = coach.outcome(row.id, row.started_ms, &drill, &stored.items)?;
    Ok(Told { row, drill, items: stored.items, outcome })
}
