//! Queries to build: which there are, one with its parts in an order of its own, what a build came to.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::data::{QueriesData, QueryOpened, QueryRow};
use super::{Desk, DeskError};
use crate::bank::load::canonical;
use crate::bank::query::{Chosen, judge};
use crate::bank::{ContentHash, Item, ItemId, Query};
use crate::store::Build;
use crate::tui::app::{Msg, Now};

impl Desk {
    pub(super) fn queries(&mut self, credential: &str) -> Result<Msg, DeskError> {
        let builds = self.store.builds(credential)?;
        let shelf = self.shelf(credential)?;
        let queries = shelf.bank.entries.iter().filter(|entry| entry.kind == "query");
        let row = |item: Item| {
            let need = item.query()?.need;
            let own = || builds.iter().filter(|build| build.item == item.id);
            let best = own()
                .map(|build| (build.percent, build.compliant))
                .max_by_key(|(percent, compliant)| (*compliant, *percent));
            let last_ms = own().map(|build| build.at_ms).max();
            Some(QueryRow { need, best, last_ms, topic: item.topic, item: item.id })
        };
        let rows: Vec<QueryRow> = queries.filter_map(|entry| shelf.bank.item(entry)).filter_map(row).collect();
        let short = shelf.credential.short.clone();
        if rows.is_empty() {
            return Ok(Msg::Done(format!("The bank of {short} has no queries to build.")));
        }
        Ok(Msg::Queries(Box::new(QueriesData { credential: credential.to_owned(), short, rows })))
    }

    pub(super) fn query(&mut self, credential: &str, id: &ItemId) -> Result<Msg, DeskError> {
        let (item, query, _) = self.asked(credential, id)?;
        let mut chance = ChaCha8Rng::seed_from_u64((self.random)());
        let shuffled = |parts: usize| {
            let mut places: Vec<usize> = (0..parts).collect();
            places.shuffle(&mut chance);
            places
        };
        let order = query.slots.iter().map(|slot| slot.parts.len()).map(shuffled).collect();
        Ok(Msg::Query(Box::new(QueryOpened { item, query, order })))
    }

    /// Judges a build and keeps it with its wording.
    pub(super) fn keep_build(
        &mut self,
        credential: &str,
        id: &ItemId,
        chosen: &Chosen,
        now: Now,
    ) -> Result<Msg, DeskError> {
        let (item, query, json) = self.asked(credential, id)?;
        let judged = judge(&query, chosen);
        let build = Build {
            uid: self.uid(),
            credential: credential.to_owned(),
            item: item.id,
            at_ms: now.wall_ms,
            parts: chosen.iter().cloned().collect(),
            percent: judged.percent,
            compliant: judged.compliant,
        };
        self.store.add_build(&build, &ContentHash::of(&json), &json)?;
        Ok(Msg::Judged(Box::new(judged)))
    }

    /// A query of the bank, with its wording.
    fn asked(&mut self, credential: &str, id: &ItemId) -> Result<(Item, Query, String), DeskError> {
        let bank = &self.shelf(credential)?.bank;
        let found = bank.entry(id).and_then(|entry| {
            let item = bank.item(entry)?;
            let query = item.query()?.clone();
            Some((item, query, canonical(bank.json(entry))))
        });
        found.ok_or_else(|| DeskError::NoQuery(id.to_string()))
    }
}
