//! Which items stand on a form.
//!
//! Exact domain quotas with enemies inside a domain are a laminar matroid, so a greedy choice by cost is optimal:
//! items of the oldest forms first, inside that the tasks and levels that lack most, inside that the least seen, and
//! last a hash of seed, form number and item id. A hash, and not a shuffle, keeps a form the same when unrelated
//! items are added or files move. The mixer is SipHash-1-3 (Aumasson and Bernstein 2012), keyed by seed and number.

mod case;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hasher;
use std::sync::Arc;

use siphasher::sip::SipHasher13;
use thiserror::Error;

use super::blueprint::{Blueprint, Quota};
use crate::bank::{Bank, Entry, ItemId, Level};

/// What earlier sittings showed, so that a new form prefers what was not seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// How often each item was shown.
    pub shown: HashMap<ItemId, u32>,
    /// The number of the last form that held the item; forms count from 1.
    pub last_form: HashMap<ItemId, u32>,
    /// How many forms there have been.
    pub forms: u32,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("domain {domain} ({title}) needs {needed} items and the bank has {there} that can stand together")]
pub struct Shortage {
    pub domain: String,
    pub title: String,
    pub needed: u32,
    pub there: u32,
}

/// An item that was chosen for a form, and whether it counts.
#[derive(Clone, Copy, Debug)]
pub struct Picked<'a> {
    pub entry: &'a Entry,
    pub scored: bool,
    staleness: Staleness,
}

/// Equal staleness makes two items exchangeable: the last form that held them, and how often they were shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Staleness {
    last_form: u32,
    shown: u32,
}

/// A keyed hash of an item's id: the same for the same seed, form number and purpose, on every machine.
#[derive(Clone, Copy)]
pub(super) struct Mixer {
    seed: u64,
    number: u32,
}

impl Mixer {
    pub(super) fn new(seed: u64, number: u32) -> Self {
        Self { seed, number }
    }

    pub(super) fn of(self, purpose: u8, id: &ItemId) -> u64 {
        let mut hasher = SipHasher13::new_with_keys(self.seed, u64::from(self.number));
        hasher.write_u8(purpose);
        hasher.write(id.as_str().as_bytes());
        hasher.finish()
    }

    /// The order of choice: by chance, but items with enemies rather sooner. Left to the end they would keep each other
    /// out while items that were seen before have to come again.
    fn by_ease(self, entry: &Entry) -> u64 {
        self.of(CHOOSE, &entry.id) / (1 + entry.enemies.len() as u64)
    }
}

const CHOOSE: u8 = 1;
pub(super) const PRETEST: u8 = 2;
pub(super) const PLACE: u8 = 3;
pub(super) const OPTIONS: u8 = 4;

#[derive(Clone)]
struct Candidate<'a> {
    entry: &'a Entry,
    shown: u32,
    hash: u64,
}

impl<'a> Candidate<'a> {
    fn drawn(&self, last_form: u32) -> Drawn<'a> {
        Drawn { entry: self.entry, staleness: Staleness { last_form, shown: self.shown } }
    }
}

/// Chooses the items of a form; a bank that is too small gives an error and never a shorter form.
pub fn pick<'a>(
    blueprint: &Blueprint,
    bank: &'a Bank,
    exposure: &Exposure,
    seed: u64,
) -> Result<Vec<Picked<'a>>, Shortage> {
    let mixer = Mixer::new(seed, exposure.forms + 1);
    let mut by_domain: Vec<Vec<&Entry>> = vec![Vec::new(); blueprint.quotas.len()];
    for entry in bank.entries.iter().filter(|entry| entry.drawable) {
        if let Some(domain) = blueprint.quotas.iter().position(|quota| *quota.domain == *entry.domain) {
            by_domain[domain].push(entry);
        }
    }
    let mut chosen = Chosen::new(blueprint.outline.levels.in_order());
    let units = case::choose(blueprint, bank, exposure, mixer, &by_domain, &mut chosen);
    let mut picked: Vec<Picked<'a>> = Vec::with_capacity(blueprint.items() as usize);
    let staleness = Staleness { last_form: 0, shown: 0 };
    picked.extend(units.into_iter().flatten().map(|entry| Picked { entry, scored: true, staleness }));
    for (quota, entries) in blueprint.quotas.iter().zip(by_domain) {
        let mean = entries.iter().map(|entry| f64::from(entry.angoff)).sum::<f64>() / entries.len().max(1) as f64;
        chosen.aim(mean, quota);
        // Items of cases count, and stand for items that would have stood alone.
        let in_cases =
            picked.iter().filter(|picked| picked.entry.case.is_some() && *picked.entry.domain == *quota.domain);
        let quota = &Quota { scored: quota.scored - in_cases.count() as u32, ..quota.clone() };
        let mut domain = DomainDraw::new(quota, &entries, exposure, mixer);
        let taken = domain.draw(&mut chosen)?;
        picked.extend(unscored_last(taken, quota.scored as usize, mixer));
        chosen.spare.extend(domain.spare);
    }
    balance(&mut picked, &mut chosen);
    Ok(picked)
}

fn unscored_last(mut taken: Vec<Drawn<'_>>, scored: usize, mixer: Mixer) -> impl Iterator<Item = Picked<'_>> {
    taken.sort_by_key(|drawn| mixer.of(PRETEST, &drawn.entry.id));
    let numbered = taken.into_iter().enumerate();
    numbered.map(move |(index, Drawn { entry, staleness })| Picked { entry, scored: index < scored, staleness })
}

/// What all domains together hold so far.
struct Chosen<'a> {
    ids: HashSet<&'a ItemId>,
    /// Items that items on the form name as their enemies, and how many do.
    barred: HashMap<&'a ItemId, u32>,
    level_shares: [f64; 3],
    levels: [f64; 3],
    wanted: f64,
    /// Sum of the mean ratings that the scored items would have if every domain were drawn like its bank.
    aim: f64,
    scored: u32,
    spare: Vec<Drawn<'a>>,
}

impl<'a> Chosen<'a> {
    fn new(level_percent: [u32; 3]) -> Self {
        Self {
            ids: HashSet::new(),
            barred: HashMap::new(),
            level_shares: level_percent.map(|percent| f64::from(percent) / 100.0),
            levels: [0.0; 3],
            wanted: 0.0,
            aim: 0.0,
            scored: 0,
            spare: Vec::new(),
        }
    }

    fn aim(&mut self, domain_mean: f64, quota: &Quota) {
        self.aim += domain_mean * f64::from(quota.scored);
        self.scored += quota.scored;
        self.wanted += f64::from(quota.items());
    }

    fn admits(&self, entry: &Entry) -> bool {
        !self.barred.contains_key(&entry.id) && !entry.enemies.iter().any(|enemy| self.ids.contains(enemy))
    }

    fn take(&mut self, entry: &'a Entry) {
        self.ids.insert(&entry.id);
        for enemy in &entry.enemies {
            *self.barred.entry(enemy).or_default() += 1;
        }
        self.levels[entry.level as usize] += 1.0;
    }

    fn give_back(&mut self, entry: &'a Entry) {
        self.ids.remove(&entry.id);
        for enemy in &entry.enemies {
            if let Some(count) = self.barred.get_mut(enemy).filter(|count| **count > 1) {
                *count -= 1;
            } else {
                self.barred.remove(enemy);
            }
        }
        self.levels[entry.level as usize] -= 1.0;
    }

    fn level_lack(&self, level: Level) -> f64 {
        self.level_shares[level as usize] * self.wanted - self.levels[level as usize]
    }
}

#[derive(Clone, Copy)]
struct Drawn<'a> {
    entry: &'a Entry,
    staleness: Staleness,
}

/// The draw inside one domain.
struct DomainDraw<'a, 'q> {
    quota: &'q Quota,
    there: u32,
    /// By the form that last held them: 0 for none, then the oldest.
    tiers: BTreeMap<u32, Tier<'a>>,
    /// Items taken of each task.
    task_taken: Vec<u32>,
    /// Candidates whose enemies were on the form.
    turned_away: Vec<Drawn<'a>>,
    spare: Vec<Drawn<'a>>,
}

/// Candidates of equal age, the cheapest last, in a bucket for each task and level.
type Tier<'a> = Vec<Vec<Candidate<'a>>>;

const LEVELS: usize = Level::ALL.len();

/// Unchosen items kept at hand, of each task and level, for the balancing swaps.
const SPARE_KEPT: usize = 6;

impl<'a, 'q> DomainDraw<'a, 'q> {
    fn new(quota: &'q Quota, entries: &[&'a Entry], exposure: &Exposure, mixer: Mixer) -> Self {
        let tasks = tasks_of(entries);
        let buckets = tasks.len() * LEVELS;
        let mut tiers: BTreeMap<u32, Tier<'_>> = BTreeMap::new();
        let fresh = exposure.shown.is_empty() && exposure.last_form.is_empty();
        for &entry in entries {
            let look = |map: &HashMap<ItemId, u32>| if fresh { 0 } else { map.get(&entry.id).copied().unwrap_or(0) };
            let candidate = Candidate { entry, shown: look(&exposure.shown), hash: mixer.by_ease(entry) };
            let tier = tiers.entry(look(&exposure.last_form)).or_insert_with(|| vec![Vec::new(); buckets]);
            tier[place_of(&tasks, &entry.task) * LEVELS + entry.level as usize].push(candidate);
        }
        let keep = quota.items() as usize + SPARE_KEPT;
        for bucket in tiers.values_mut().flatten() {
            // Only the cheapest can be drawn, unless enemies bar them: keep some more for that.
            if bucket.len() > 4 * keep {
                bucket.select_nth_unstable_by_key(4 * keep, |candidate| (candidate.shown, candidate.hash));
                bucket.truncate(4 * keep);
            }
            bucket.sort_unstable_by_key(|candidate| std::cmp::Reverse((candidate.shown, candidate.hash)));
        }
        let there = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        Self { quota, there, tiers, task_taken: vec![0; tasks.len()], turned_away: Vec::new(), spare: Vec::new() }
    }

    fn draw(&mut self, chosen: &mut Chosen<'a>) -> Result<Vec<Drawn<'a>>, Shortage> {
        let needed = self.quota.items() as usize;
        if self.there == 0 && needed == 0 {
            return Ok(Vec::new());
        }
        let mut taken: Vec<Drawn<'a>> = Vec::with_capacity(needed);
        for (tier, mut buckets) in std::mem::take(&mut self.tiers) {
            while taken.len() < needed {
                let Some(drawn) = self.next(tier, &mut buckets, chosen) else { break };
                taken.push(drawn);
            }
            // Before a staler item is taken, room is made for the fresher ones that enemies kept out.
            while taken.len() < needed && self.exchange(&mut taken, chosen) {}
            let left = buckets.iter().flat_map(|bucket| bucket.iter().rev().take(SPARE_KEPT));
            self.spare.extend(left.map(|candidate| candidate.drawn(tier)));
            if taken.len() == needed {
                return Ok(taken);
            }
        }
        let there = if (self.there as usize) < needed { self.there } else { u32::try_from(taken.len()).unwrap_or(0) };
        let Quota { domain, title, .. } = self.quota;
        Err(Shortage { domain: domain.clone(), title: title.clone(), needed: self.quota.items(), there })
    }

    /// The next item of a tier: from the task with the fewest, then the level that lacks most.
    fn next(&mut self, tier: u32, buckets: &mut Tier<'a>, chosen: &mut Chosen<'a>) -> Option<Drawn<'a>> {
        loop {
            let taken = |place: usize| self.task_taken[place / LEVELS];
            let lack = |place: usize| chosen.level_lack(Level::ALL[place % LEVELS]);
            let filled = buckets.iter().enumerate().filter_map(|(place, bucket)| Some((place, bucket.last()?)));
            let (place, _) = filled.max_by(|(a, first), (b, second)| {
                taken(*b).cmp(&taken(*a)).then(lack(*a).total_cmp(&lack(*b))).then(second.hash.cmp(&first.hash))
            })?;
            let candidate = buckets[place].pop()?;
            if chosen.admits(candidate.entry) {
                chosen.take(candidate.entry);
                self.task_taken[place / LEVELS] += 1;
                return Some(candidate.drawn(tier));
            }
            self.turned_away.push(candidate.drawn(tier));
        }
    }

    /// Where enemies leave too few: one item makes room for two that were turned away because of it.
    fn exchange(&mut self, taken: &mut Vec<Drawn<'a>>, chosen: &mut Chosen<'a>) -> bool {
        if let Some(place) = self.turned_away.iter().position(|drawn| chosen.admits(drawn.entry)) {
            let free = self.turned_away.swap_remove(place);
            chosen.take(free.entry);
            taken.push(free);
            return true;
        }
        for out in taken.iter_mut() {
            chosen.give_back(out.entry);
            let mut into = Vec::new();
            for (place, drawn) in self.turned_away.iter().enumerate() {
                if into.len() < 2 && chosen.admits(drawn.entry) {
                    chosen.take(drawn.entry);
                    into.push(place);
                }
            }
            if let [first, second] = into[..] {
                let other = self.turned_away.swap_remove(second);
                std::mem::swap(out, &mut self.turned_away[first]);
                taken.push(other);
                return true;
            }
            into.iter().for_each(|&place| chosen.give_back(self.turned_away[place].entry));
            chosen.take(out.entry);
        }
        false
    }
}

/// The codes of all tasks, sorted, so that a form does not depend on the order of files.
fn tasks_of<'a>(entries: &[&'a Entry]) -> Vec<&'a Arc<str>> {
    let mut tasks: Vec<&Arc<str>> = Vec::new();
    for entry in entries {
        if !tasks.iter().any(|task| Arc::ptr_eq(task, &entry.task)) {
            tasks.push(&entry.task);
        }
    }
    tasks.sort();
    tasks
}

/// A bank shares the codes of its entries, so one pointer stands for one task.
fn place_of(tasks: &[&Arc<str>], task: &Arc<str>) -> usize {
    tasks.iter().position(|one| Arc::ptr_eq(one, task)).unwrap_or(0)
}

/// How far a form is from what it should be: mean rating within 0.02 of the bank's, expected time within 3%.
struct Deviation {
    rating: f64,
    time: f64,
}

impl Deviation {
    fn size(&self) -> f64 {
        (self.rating.abs() / 0.02).max(self.time.abs() / 0.03)
    }
}

/// 20 seconds and 200 words a minute (Rasch.org 2009 gives 54 s for an item on first pass).
fn expected_seconds(entry: &Entry) -> f64 {
    20.0 + f64::from(entry.words) * 0.3
}

/// Swaps equals (same domain, task, level, staleness) until the scored items' mean rating and time fit.
fn balance<'a>(picked: &mut [Picked<'a>], chosen: &mut Chosen<'a>) {
    const ROUNDS: usize = 40;
    let n = f64::from(chosen.scored.max(1));
    let pool = picked.iter().map(|picked| picked.entry).chain(chosen.spare.iter().map(|spare| spare.entry));
    let (count, seconds) = pool.fold((0.0, 0.0), |(count, sum), entry| (count + 1.0, sum + expected_seconds(entry)));
    let usual = if count > 0.0 { seconds / count } else { 1.0 };
    let scored = |picked: &[Picked<'_>]| -> Vec<usize> {
        picked.iter().enumerate().filter(|(_, picked)| picked.scored).map(|(index, _)| index).collect()
    };
    for _ in 0..ROUNDS {
        let places = scored(picked);
        let rating: f64 = places.iter().map(|&index| f64::from(picked[index].entry.angoff)).sum();
        let time: f64 = places.iter().map(|&index| expected_seconds(picked[index].entry)).sum();
        let deviation =
            |rating: f64, time: f64| Deviation { rating: (rating - chosen.aim) / n, time: (time / n - usual) / usual };
        let now = deviation(rating, time).size();
        if now <= 0.5 {
            return;
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for &index in places.iter().filter(|&&index| picked[index].entry.case.is_none()) {
            let Picked { entry: out, staleness, .. } = picked[index];
            for (spare_index, spare) in chosen.spare.iter().enumerate() {
                let into = spare.entry;
                let equal = spare.staleness == staleness && into.task == out.task && into.level == out.level;
                if !equal || !chosen.admits(into) {
                    continue;
                }
                let changed = deviation(
                    rating - f64::from(out.angoff) + f64::from(into.angoff),
                    time - expected_seconds(out) + expected_seconds(into),
                );
                if best.as_ref().is_none_or(|(size, ..)| changed.size() < *size) {
                    best = Some((changed.size(), index, spare_index));
                }
            }
        }
        match best {
            Some((size, index, spare)) if size < now - 1e-9 => swap(picked, index, spare, chosen),
            _ => return,
        }
    }
}

fn swap<'a>(picked: &mut [Picked<'a>], index: usize, spare: usize, chosen: &mut Chosen<'a>) {
    let out = picked[index].entry;
    let into = chosen.spare[spare].entry;
    picked[index].entry = into;
    chosen.spare[spare].entry = out;
    chosen.give_back(out);
    chosen.take(into);
}
