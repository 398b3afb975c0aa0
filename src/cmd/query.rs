//! `query`: the room where queries are built, at the list or at one of them.

use super::{Done, Failure, library, open_terminal};
use crate::bank::ItemId;
use crate::cli::{Global, Query};
use crate::env::Env;
use crate::tui::app::Effect;

pub(super) fn run(asked: Query, global: &Global, env: &Env) -> Done {
    let Query { credential, id } = asked;
    let shelf = library(global)?.open(&credential)?;
    let short = &shelf.credential.short;
    let queries: Vec<&ItemId> =
        shelf.bank.entries.iter().filter(|entry| entry.kind == "query").map(|entry| &entry.id).collect();
    let Some(first) = queries.first() else {
        let hint = "practicum bank list shows which credentials there are";
        return Err(Failure::input(format!("the bank of {short} has no queries to build"), hint));
    };
    let item = id.map(|id| ItemId::new(&id));
    if let Some(unknown) = item.as_ref().filter(|item| !queries.contains(item)) {
        let hint = format!("ids look like {first}; practicum query {credential} lists them all");
        return Err(Failure::input(format!("{short} has no query '{unknown}'"), hint));
    }
    let mut first = vec![Effect::LoadHome, Effect::LoadQueries { credential: credential.clone() }];
    first.extend(item.map(|item| Effect::OpenQuery { credential, item }));
    open_terminal(global, env, first)
}
