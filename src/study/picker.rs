//! Which items a drill asks, and in which order.
//!
//! Owns the choice among the items it is handed and nothing else: no chance enters but the seed, so the same record,
//! bank and seed give the same drill. What was sure and wrong comes first. Where an item would come back although an
//! unseen one of the same topic is there, that sibling takes its turn: knowing a rule is not knowing an item by heart.

use std::collections::{HashMap, HashSet};
use std::hash::Hasher;

use siphasher::sip::SipHasher13;

use super::deficit::{DomainNeed, Need, Turn, next_turn};
use super::recollection::Recollection;
use crate::bank::{Entry, ItemId};

/// Which items are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Selection {
    /// By what there is to gain: domains and tasks in their turn, what is due before what is new.
    #[default]
    Weak,
    Due,
    /// Wrong when answered last.
    Missed,
    Flagged,
    New,
}

impl Selection {
    pub const ALL: [Self; 5] = [Self::Weak, Self::Due, Self::Missed, Self::Flagged, Self::New];

    pub fn name(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Due => "due",
            Self::Missed => "missed",
            Self::Flagged => "flagged",
            Self::New => "new",
        }
    }
}

/// A part of the outline; empty lists mean all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub domains: Vec<String>,
    pub tasks: Vec<String>,
    pub topic: Option<String>,
}

impl Scope {
    pub fn admits(&self, entry: &Entry) -> bool {
        let within = |codes: &[String], code: &str| codes.is_empty() || codes.iter().any(|one| one == code);
        within(&self.domains, &entry.domain)
            && within(&self.tasks, &entry.task)
            && self.topic.as_ref().is_none_or(|topic| entry.topic.to_lowercase().contains(&topic.to_lowercase()))
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    pub selection: Selection,
    pub scope: Scope,
    pub count: usize,
}

/// How the candidate stands with an item of the bank.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub entry: &'a Entry,
    pub known: Option<&'a Recollection>,
    pub flagged: bool,
}

/// What the outline and mastery say of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskLack {
    pub code: String,
    pub chance: f64,
    pub given: u32,
}

/// What they say of a domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Lack {
    pub code: String,
    pub weight: f64,
    pub chance: f64,
    pub given: u32,
    pub tasks: Vec<TaskLack>,
}

/// The moment a drill is chosen at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub now_ms: i64,
    /// The real exam, where its day is known: nothing is due after it.
    pub exam_ms: Option<i64>,
    pub seed: u64,
}

/// The items of a drill in their order; fewer than wished where there are no more.
pub fn pick<'a>(wish: &Wish, pool: &[Candidate<'a>], lacks: &[Lack], moment: Moment) -> Vec<&'a Entry> {
    let scoped: Vec<Candidate<'a>> = pool.iter().copied().filter(|one| wish.scope.admits(one.entry)).collect();
    let admitted = scoped.iter().copied().filter(|one| one.is_meant(wish.selection, moment)).collect();
    let mut choice = Choice::new(wish, &scoped, moment, admitted);
    choice.take_misconceptions();
    match wish.selection {
        Selection::Weak | Selection::New => choice.take_by_turns(lacks),
        Selection::Due | Selection::Missed | Selection::Flagged => choice.take_in_order(),
    }
    choice.taken
}

impl Candidate<'_> {
    fn is_meant(&self, selection: Selection, moment: Moment) -> bool {
        match selection {
            Selection::Weak => true,
            Selection::Due => self.is_due(moment),
            Selection::Missed => self.known.is_some_and(|known| !known.last_right),
            Selection::Flagged => self.flagged,
            Selection::New => self.known.is_none(),
        }
    }

    fn is_due(&self, moment: Moment) -> bool {
        self.known.is_some_and(|known| known.is_due(moment.now_ms, moment.exam_ms))
    }

    /// Due first, of these what is most likely forgotten; then unseen; then what was answered longest ago.
    fn rank(&self, moment: Moment) -> (u8, u64, u64) {
        let hash = hash(moment.seed, &self.entry.id);
        match self.known {
            Some(known) if self.is_due(moment) => (0, (known.recall(moment.now_ms) * 1e9) as u64, hash),
            None => (1, 0, hash),
            Some(known) => (2, known.last_ms.max(0).cast_unsigned(), hash),
        }
    }
}

fn hash(seed: u64, id: &ItemId) -> u64 {
    let mut hasher = SipHasher13::new_with_keys(seed, 0);
    hasher.write(id.as_str().as_bytes());
    hasher.finish()
}

struct Choice<'a> {
    selection: Selection,
    count: usize,
    /// Meant and not taken, the first in order last.
    left: Vec<Candidate<'a>>,
    /// Unseen items by task and topic, the first in order last: they may stand for a sibling.
    unseen: HashMap<(&'a str, &'a str), Vec<&'a Entry>>,
    ids: HashSet<&'a ItemId>,
    barred: HashSet<&'a ItemId>,
    taken: Vec<&'a Entry>,
}

impl<'a> Choice<'a> {
    fn new(wish: &Wish, scoped: &[Candidate<'a>], moment: Moment, mut left: Vec<Candidate<'a>>) -> Self {
        left.sort_by_cached_key(|one| std::cmp::Reverse(one.rank(moment)));
        let mut fresh: Vec<&'a Entry> = scoped.iter().filter(|one| one.known.is_none()).map(|one| one.entry).collect();
        fresh.sort_by_cached_key(|entry| std::cmp::Reverse(hash(moment.seed, &entry.id)));
        let mut unseen: HashMap<(&str, &str), Vec<&Entry>> = HashMap::new();
        for entry in fresh {
            unseen.entry((&entry.task, &entry.topic)).or_default().push(entry);
        }
        let Wish { selection, count, .. } = *wish;
        let (ids, barred) = (HashSet::new(), HashSet::new());
        Self { selection, count, left, unseen, ids, barred, taken: Vec::new() }
    }

    fn is_full(&self) -> bool {
        self.taken.len() >= self.count
    }

    /// No item twice, and none that another's reasons have just given away.
    fn admits(&self, entry: &Entry) -> bool {
        !self.ids.contains(&entry.id)
            && !self.barred.contains(&entry.id)
            && !entry.enemies.iter().any(|enemy| self.ids.contains(enemy))
    }

    fn take(&mut self, entry: &'a Entry) {
        self.ids.insert(&entry.id);
        self.barred.extend(&entry.enemies);
        self.taken.push(entry);
    }

    fn take_misconceptions(&mut self) {
        let wrong: Vec<&'a Entry> = self
            .left
            .iter()
            .rev()
            .filter(|one| one.known.is_some_and(|known| known.misconception))
            .map(|one| one.entry)
            .collect();
        for entry in wrong {
            if !self.is_full() && self.admits(entry) {
                self.take(entry);
            }
        }
    }

    /// The item itself, or an unseen one of its topic in its place.
    fn take_or_sibling(&mut self, one: Candidate<'a>) {
        let known = one.known.is_some() && self.selection != Selection::Flagged;
        let sibling = if known { self.sibling(one.entry) } else { None };
        self.take(sibling.unwrap_or(one.entry));
    }

    fn sibling(&mut self, entry: &'a Entry) -> Option<&'a Entry> {
        let key: (&str, &str) = (&entry.task, &entry.topic);
        let mut siblings = self.unseen.remove(&key)?;
        let found = std::iter::from_fn(|| siblings.pop()).find(|sibling| self.admits(sibling));
        self.unseen.insert(key, siblings);
        found
    }

    fn take_in_order(&mut self) {
        while let Some(one) = self.left.pop() {
            if self.is_full() {
                return;
            }
            if self.admits(one.entry) {
                self.take_or_sibling(one);
            }
        }
    }

    /// Domain by domain and task by task as the deficit counter says, among those that have something to give.
    fn take_by_turns(&mut self, lacks: &[Lack]) {
        let mut queues: HashMap<&'a str, Vec<Candidate<'a>>> = HashMap::new();
        for one in std::mem::take(&mut self.left) {
            queues.entry(&one.entry.task).or_default().push(one);
        }
        let mut needs: Vec<(DomainNeed, &Lack)> = lacks.iter().map(|lack| (need(lack), lack)).collect();
        for entry in &self.taken {
            give(&mut needs, &entry.task);
        }
        while !self.is_full() {
            let open = |task: &TaskLack| queues.get(task.code.as_str()).is_some_and(|queue| !queue.is_empty());
            let (places, offered) = offered(&needs, open);
            let Some(Turn { domain, task }) = next_turn(&offered) else { return };
            let (domain, tasks) = &places[domain];
            let code = needs[*domain].1.tasks[tasks[task]].code.as_str();
            let Some(one) = queues.get_mut(code).and_then(Vec::pop) else { return };
            if self.admits(one.entry) {
                self.take_or_sibling(one);
                give(&mut needs, code);
            }
        }
    }
}

fn need(lack: &Lack) -> DomainNeed {
    let task = |task: &TaskLack| Need { weight: 1.0, chance: task.chance, given: task.given };
    DomainNeed {
        whole: Need { weight: lack.weight, chance: lack.chance, given: lack.given },
        tasks: lack.tasks.iter().map(task).collect(),
    }
}

fn give(needs: &mut [(DomainNeed, &Lack)], code: &str) {
    for (need, lack) in needs {
        if let Some(task) = lack.tasks.iter().position(|task| task.code == code) {
            need.whole.given += 1;
            need.tasks[task].given += 1;
        }
    }
}

/// The needs of domains and tasks that have items, with their places in the whole list.
fn offered(
    needs: &[(DomainNeed, &Lack)],
    open: impl Fn(&TaskLack) -> bool,
) -> (Vec<(usize, Vec<usize>)>, Vec<DomainNeed>) {
    let domains = needs.iter().enumerate().filter_map(|(place, (need, lack))| {
        let tasks: Vec<usize> = (0..lack.tasks.len()).filter(|&task| open(&lack.tasks[task])).collect();
        let offered = DomainNeed { whole: need.whole, tasks: tasks.iter().map(|&task| need.tasks[task]).collect() };
        (!tasks.is_empty()).then_some(((place, tasks), offered))
    });
    domains.unzip()
}
