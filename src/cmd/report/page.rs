//! `report --html`: gathers what a page is made of, has it made, and writes it.

use std::path::Path;

use super::write::write;
use super::{Told, told};
use crate::bank::Item;
use crate::cli::Global;
use crate::cmd::{Done, library};
use crate::coach::Coach;
use crate::coach::days::last_days;
use crate::env::Env;
use crate::exam::Sitting;
use crate::exam::report::Report;
use crate::print::{DrillSheet, InFull, MockSheet, Paper, ProgressSheet};
use crate::store::{Kind, SittingRow, Store};
use crate::study::log::{effort, of_mock};

/// Days on the calendar: a year and the week it began in.
const DAYS: u32 = 371;
/// Moments on a line of mastery over time.
const POINTS: u32 = 16;

fn paper(env: &Env) -> Paper<'_> {
    Paper { now_ms: env.wall().as_millisecond(), zone: &env.zone }
}

pub(super) fn sitting(
    store: &Store,
    row: SittingRow,
    in_full: InFull,
    file: &Path,
    global: &Global,
    env: &Env,
) -> Done {
    let closed = store.closed_items(&row.credential)?;
    let page = match row.kind {
        Kind::Mock => {
            let stored = store.sitting(row.id)?;
            let sitting = Sitting::replay(stored.form, &stored.log);
            let item_at = |place: usize| -> Option<Item> { stored.items.get(place).cloned().flatten() };
            let report = Report::of(&sitting, item_at).with_cases(sitting.form(), &stored.cases);
            let effort = effort(&of_mock(&sitting, item_at));
            let short = &sitting.form().short;
            MockSheet { short, row: &row, report: &report, effort, closed: &closed, in_full }.html(paper(env))
        }
        Kind::Drill => {
            let Told { row, drill, items, outcome } = told(store, row, global, env)?;
            DrillSheet { row: &row, outcome: &outcome, drill: &drill, items: &items, closed: &closed, in_full }
                .html(paper(env))
        }
    };
    write(file, &page)
}

pub(super) fn progress(store: &Store, credential: &str, file: &Path, global: &Global, env: &Env) -> Done {
    let shelf = library(global)?.open(credential)?;
    let Paper { now_ms, zone } = paper(env);
    let coach = Coach { store, shelf: &shelf, now_ms, zone };
    let mut mocks = store.sittings(Some(credential))?;
    mocks.retain(|row| row.kind == Kind::Mock && row.ended_ms.is_some());
    let sheet = ProgressSheet {
        standing: &coach.standing()?,
        outline: shelf.credential.outline(None),
        trend: &coach.trend(POINTS)?,
        days: &last_days(store, Some(credential), DAYS, now_ms, zone)?,
        mocks: &mocks,
        predictions: &store.predictions(credential)?,
    };
    write(file, &sheet.html(paper(env)))
}
