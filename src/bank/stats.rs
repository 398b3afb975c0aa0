//! What a whole bank shows: whether its keys can be guessed without the subject, and whether it is spread as the exam
//! is. Each measure stands beside its bound, for the bank and for each domain.

mod balance;
mod guess;
mod learned;
mod measure;
mod multi;
mod spread;
mod surface;
mod table;

pub(in crate::bank) use balance::LONGEST_RUN;
pub use measure::{Bounds, ENOUGH, Measure, Unit, Verdict};
pub(in crate::bank) use surface::{is_bare, length};
pub use table::{Count, Named};

use serde::Serialize;

use super::item::{Item, ItemId};
use super::load::{Bank, Entry};
use super::outline::Credential;
use super::similar::{DUPLICATE, LEAST, Pair, pairs};
use measure::Reach;
use surface::Surface;

/// A bank that is read once, for rules and measures alike.
#[derive(Debug)]
pub struct Reading<'a> {
    pub bank: &'a Bank,
    pub items: Vec<Read<'a>>,
    /// Items that say nearly the same, by their place among the items.
    pub similar: Vec<Pair>,
}

#[derive(Debug)]
pub struct Read<'a> {
    pub entry: &'a Entry,
    pub item: Item,
}

impl<'a> Reading<'a> {
    pub fn new(bank: &'a Bank) -> Self {
        let read = |entry| bank.item(entry).map(|item| Read { entry, item });
        let items: Vec<Read<'a>> = bank.entries.iter().filter_map(read).collect();
        // Several items of one case, or of a `codes` kind, share a short instruction; what differs is elsewhere.
        let alone: Vec<usize> = (0..items.len()).filter(|place| items[*place].entry.drilled).collect();
        let texts: Vec<String> = alone.iter().map(|place| text(&items[*place].item)).collect();
        let place = |pair: Pair| Pair { later: alone[pair.later], earlier: alone[pair.earlier], cosine: pair.cosine };
        let similar = pairs(&texts).into_iter().map(place).collect();
        Self { bank, items, similar }
    }

    /// Pairs at 0.90 or more.
    pub(super) fn duplicates(&self) -> impl Iterator<Item = &Pair> {
        self.similar.iter().filter(|pair| pair.cosine >= DUPLICATE)
    }

    /// The pairs of both kinds that no item accepts, as measures count them.
    fn open_pairs(&self) -> (Vec<Pair>, Vec<Pair>) {
        let open = |rule: &'static str| move |pair: &&Pair| !self.items[pair.later].item.accepts(rule);
        let duplicates = self.duplicates().filter(open("duplicate")).copied().collect();
        (duplicates, self.near().filter(open("similar")).copied().collect())
    }

    /// Pairs from 0.70 to 0.90 that a form might hold together.
    pub(super) fn near(&self) -> impl Iterator<Item = &Pair> {
        let near = self.similar.iter().filter(|pair| (LEAST..DUPLICATE).contains(&pair.cosine));
        let on_forms = |pair: &&Pair| [pair.later, pair.earlier].iter().all(|at| self.items[*at].entry.drawable);
        near.filter(on_forms).filter(|pair| !self.are_enemies(pair.later, pair.earlier))
    }

    fn are_enemies(&self, one: usize, other: usize) -> bool {
        let names = |one: usize, other: &ItemId| self.items[one].item.enemies.contains(other);
        names(one, &self.items[other].item.id) || names(other, &self.items[one].item.id)
    }
}

fn text(item: &Item) -> String {
    let mut text = item.stem.clone();
    for option in item.option_texts() {
        text.push(' ');
        text.push_str(option);
    }
    text
}

/// The measures of the bank, or of one of its domains.
#[derive(Clone, Debug, Serialize)]
pub struct Scope {
    /// The domain's code; none for the whole bank.
    pub domain: Option<String>,
    pub items: usize,
    pub measures: Vec<Measure>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Stats {
    pub credential: String,
    pub items: usize,
    pub cases: usize,
    /// The whole bank first, then its domains in the outline's order.
    pub scopes: Vec<Scope>,
    pub kinds: Vec<Count>,
    pub levels: Vec<Count>,
    pub letters: Vec<Count>,
    pub tasks: Vec<Count>,
    /// The commonest topics first.
    pub topics: Vec<Count>,
    /// Items behind the measures that name single items.
    pub named: Vec<Named>,
}

impl Stats {
    pub fn whole(&self) -> Option<&Scope> {
        self.scopes.first()
    }
}

/// An item with what its surface shows; the surface is there for single items.
struct Seen<'a> {
    item: &'a Item,
    file: &'a str,
    surface: Option<Surface>,
    /// The expected hit of the learned guesser, where it had something to go by.
    learned: Option<f64>,
}

/// Every measure of a bank. Items of cases count like others, and are left out of what looks for near-duplicates.
pub fn measure(credential: Option<&Credential>, reading: &Reading<'_>) -> Stats {
    let mut seen: Vec<Seen<'_>> = Vec::with_capacity(reading.items.len());
    for Read { entry, item } in &reading.items {
        seen.push(Seen { item, file: reading.bank.file(entry), surface: Surface::of(item), learned: None });
    }
    learn(&mut seen);
    let all: Vec<&Seen<'_>> = seen.iter().collect();
    let mut scopes = vec![scope(None, &all, credential, Some(reading))];
    for domain in credential.into_iter().flat_map(|credential| &credential.domains) {
        let of: Vec<&Seen<'_>> = seen.iter().filter(|seen| seen.item.domain == domain.code).collect();
        scopes.push(scope(Some(&domain.code), &of, credential, None));
    }
    Stats {
        credential: credential.map_or_else(String::new, |credential| credential.credential.clone()),
        items: seen.len(),
        cases: reading.bank.cases.len(),
        scopes,
        kinds: table::kinds(&all),
        levels: table::levels(&all),
        letters: table::letters(&all),
        tasks: table::tasks(credential, &all),
        topics: table::topics(&all),
        named: table::named(reading, &all),
    }
}

fn learn(seen: &mut [Seen<'_>]) {
    let with_surface: Vec<usize> = (0..seen.len()).filter(|place| seen[*place].surface.is_some()).collect();
    let surfaces: Vec<(&str, &Surface)> = with_surface
        .iter()
        .filter_map(|place| Some((seen[*place].item.id.as_str(), seen[*place].surface.as_ref()?)))
        .collect();
    let hits = learned::hits(&surfaces);
    for (place, hit) in with_surface.into_iter().zip(hits) {
        seen[place].learned = hit;
    }
}

fn scope(
    domain: Option<&str>,
    seen: &[&Seen<'_>],
    credential: Option<&Credential>,
    whole: Option<&Reading<'_>>,
) -> Scope {
    let items = seen.len();
    // What no form or drill asks has no part in how well forms can be made.
    let asked: Vec<&Seen<'_>> = seen.iter().copied().filter(|seen| seen.item.query().is_none()).collect();
    let seen = asked.as_slice();
    let reach = Reach { items: seen.len(), is_domain: domain.is_some() };
    let mut measures = balance::lengths(seen, reach);
    measures.extend(balance::guesses(seen, reach));
    measures.extend(multi::shared_word(seen, reach));
    measures.extend(balance::letters(seen, reach));
    measures.extend(spread::wording(seen, reach));
    if let Some(reading) = whole {
        measures.extend(spread::similar(reading));
        measures.extend(spread::tasks_and_topics(credential, seen, reach));
    }
    measures.extend(spread::levels(credential, seen, reach));
    measures.extend(spread::kinds(seen, reach));
    measures.extend(spread::ratings(seen, reach));
    measures.extend(spread::sources(seen));
    Scope { domain: domain.map(str::to_owned), items, measures }
}
