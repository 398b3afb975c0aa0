//! Which items a drill asks: what comes first, what stays out, what stands for what; nothing left to chance but the
//! seed.
#![cfg(test)]

use std::collections::{HashMap, HashSet};

use practicum::bank::{Bank, Entry};
use practicum::exam::Certainty;
use practicum::study::Recollection;
use practicum::study::picker::{Candidate, Lack, Moment, Scope, Selection, TaskLack, Wish, pick};
use practicum::study::recollection::{DAY_MS, Recalled};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made;

const NOW: i64 = 100 * DAY_MS;

/// How a candidate stands with one item.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Known {
    Unseen,
    /// Answered once, right or wrong, so many days ago.
    Right(i64),
    Wrong(i64),
    SureAndWrong(i64),
}

impl Known {
    fn recollection(self) -> Option<Recollection> {
        let (days, right, certainty) = match self {
            Self::Unseen => return None,
            Self::Right(days) => (days, true, Certainty::NotSaid),
            Self::Wrong(days) => (days, false, Certainty::NotSaid),
            Self::SureAndWrong(days) => (days, false, Certainty::Sure),
        };
        Recollection::of([Recalled { at_ms: NOW - days * DAY_MS, right, certainty }])
    }
}

/// An item of the pool: id, task, topic.
fn item(id: &str, task: &str, topic: &str) -> Value {
    let mut item = made::item(id, task);
    item["topic"] = json!(topic);
    item
}

struct Pool {
    bank: Bank,
    known: HashMap<String, Recollection>,
    flagged: HashSet<String>,
}

impl Pool {
    /// Items in the order given, each with a topic of its own unless one is named behind its task: `1.1 topic`.
    fn of(items: &[(&str, &str, Known)]) -> Self {
        let made: Vec<Value> = items
            .iter()
            .map(|(id, place, _)| match place.split_once(' ') {
                Some((task, topic)) => item(id, task, topic),
                None => item(id, place, id),
            })
            .collect();
        let known = items.iter().filter_map(|(id, _, known)| Some(((*id).to_owned(), known.recollection()?)));
        Self { bank: made::bank(&made), known: known.collect(), flagged: HashSet::new() }
    }

    fn candidates(&self) -> Vec<Candidate<'_>> {
        let entries = self.bank.entries.iter();
        let candidates = entries.map(|entry| {
            let id = entry.id.as_str();
            Candidate { entry, known: self.known.get(id), flagged: self.flagged.contains(id) }
        });
        candidates.collect()
    }

    fn pick(&self, wish: &Wish, lacks: &[Lack], seed: u64) -> Vec<String> {
        let moment = Moment { now_ms: NOW, exam_ms: None, seed };
        pick(wish, &self.candidates(), lacks, moment).iter().map(|entry| entry.id.to_string()).collect()
    }

    #[track_caller]
    fn asks(&self, selection: Selection, expected: &[&str]) {
        let wish = Wish { selection, scope: Scope::default(), count: 25 };
        assert_eq!(self.pick(&wish, &lacks(&[0.5, 0.5]), 7), expected, "{selection:?}");
    }
}

/// Domains 1, 2 and so on of the same weight, with these chances and tasks 1 to 3 alike.
fn lacks(chances: &[f64]) -> Vec<Lack> {
    let domain = |(index, chance): (usize, &f64)| Lack {
        code: (index + 1).to_string(),
        weight: 1.0,
        chance: *chance,
        given: 0,
        tasks: (1..=3)
            .map(|task| TaskLack { code: format!("{}.{task}", index + 1), chance: *chance, given: 0 })
            .collect(),
    };
    chances.iter().enumerate().map(domain).collect()
}

#[test]
fn what_was_sure_and_wrong_comes_first() {
    let pool = Pool::of(&[
        ("made-due", "1.1", Known::Right(60)),
        ("made-wrong", "1.1", Known::Wrong(2)),
        ("made-believed", "2.3", Known::SureAndWrong(1)),
    ]);
    pool.asks(Selection::Missed, &["made-believed", "made-wrong"]);
    pool.asks(Selection::Due, &["made-believed", "made-due", "made-wrong"]);
    let weak = Wish { count: 25, ..Wish::default() };
    assert_eq!(pool.pick(&weak, &lacks(&[0.5, 0.5]), 7)[0], "made-believed");
}

#[test]
fn what_is_due_comes_in_the_order_of_forgetting() {
    let pool = Pool::of(&[
        ("made-a", "1.1", Known::Right(5)),
        ("made-b", "1.1", Known::Right(50)),
        ("made-c", "2.1", Known::Right(20)),
        ("made-fresh", "2.1", Known::Right(1)),
        ("made-unseen", "2.1", Known::Unseen),
    ]);
    pool.asks(Selection::Due, &["made-b", "made-c", "made-a"]);
}

#[test]
fn a_kind_asks_what_it_names_and_nothing_else() {
    let mut pool = Pool::of(&[
        ("made-unseen", "1.1", Known::Unseen),
        ("made-right", "1.2", Known::Right(1)),
        ("made-wrong", "1.3", Known::Wrong(0)),
    ]);
    pool.flagged.insert("made-right".to_owned());
    pool.asks(Selection::New, &["made-unseen"]);
    pool.asks(Selection::Flagged, &["made-right"]);
    pool.asks(Selection::Missed, &["made-wrong"]);
    pool.asks(Selection::Due, &[]);
}

#[test]
fn an_unseen_sibling_stands_for_an_item_but_not_for_a_flagged_or_a_believed_one() {
    let mut pool = Pool::of(&[
        ("made-seen", "1.1 bills", Known::Wrong(9)),
        ("made-sibling", "1.1 bills", Known::Unseen),
        ("made-cousin", "1.2 bills", Known::Unseen),
    ]);
    pool.asks(Selection::Missed, &["made-sibling"]);
    pool.asks(Selection::Due, &["made-sibling"]);
    pool.flagged.insert("made-seen".to_owned());
    pool.asks(Selection::Flagged, &["made-seen"]);
    let believed =
        Pool::of(&[("made-seen", "1.1 bills", Known::SureAndWrong(9)), ("made-sibling", "1.1 bills", Known::Unseen)]);
    believed.asks(Selection::Missed, &["made-seen"]);
}

#[test]
fn a_sibling_stands_for_one_item_only() {
    let pool = Pool::of(&[
        ("made-one", "1.1 bills", Known::Wrong(9)),
        ("made-two", "1.1 bills", Known::Wrong(20)),
        ("made-sibling", "1.1 bills", Known::Unseen),
    ]);
    let wish = Wish { selection: Selection::Missed, scope: Scope::default(), count: 25 };
    let asked = pool.pick(&wish, &lacks(&[0.5]), 7);
    assert_eq!(asked.iter().collect::<HashSet<_>>().len(), asked.len());
    assert_eq!(asked, ["made-sibling", "made-one"]);
}

#[test]
fn a_scope_is_kept_and_a_topic_is_found_by_a_part_of_it() {
    let pool = Pool::of(&[
        ("made-a", "1.1 Breach notice", Known::Unseen),
        ("made-b", "1.2 fees", Known::Unseen),
        ("made-c", "2.1 a breach", Known::Unseen),
    ]);
    let asked = |domains: &[&str], tasks: &[&str], topic: Option<&str>| {
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
        let scope = Scope { domains: owned(domains), tasks: owned(tasks), topic: topic.map(str::to_owned) };
        let wish = Wish { selection: Selection::New, scope, count: 25 };
        let mut asked = pool.pick(&wish, &lacks(&[0.5, 0.5]), 7);
        asked.sort_unstable();
        asked
    };
    assert_eq!(asked(&["1"], &[], None), ["made-a", "made-b"]);
    assert_eq!(asked(&[], &["1.2", "2.1"], None), ["made-b", "made-c"]);
    assert_eq!(asked(&[], &[], Some("BREACH")), ["made-a", "made-c"]);
    assert_eq!(asked(&["2"], &[], Some("fees")), Vec::<String>::new());
}

#[test]
fn the_weaker_domain_gets_more_and_every_domain_its_part() {
    let ids: Vec<(String, String)> =
        (0..60).map(|n| (format!("made-{n}"), format!("{}.{}", n % 2 + 1, n / 2 % 3 + 1))).collect();
    let items: Vec<(&str, &str, Known)> =
        ids.iter().map(|(id, task)| (id.as_str(), task.as_str(), Known::Unseen)).collect();
    let pool = Pool::of(&items);
    let wish = Wish { count: 16, ..Wish::default() };
    let asked = pool.pick(&wish, &lacks(&[0.4, 0.8]), 7);
    let task: HashMap<&str, &str> = ids.iter().map(|(id, task)| (id.as_str(), task.as_str())).collect();
    let of = |code: &str| asked.iter().filter(|id| task[id.as_str()].starts_with(code)).count();
    // Shares of 0.6875 and 0.3125: what there is to gain, and a quarter by weight.
    assert_eq!((of("1"), of("2")), (11, 5), "{asked:?}");
    assert!(["1.1", "1.2", "1.3"].map(of).iter().all(|items| (3..=4).contains(items)), "{asked:?}");
}

fn any_known() -> impl Strategy<Value = Known> {
    prop_oneof![
        3 => Just(Known::Unseen),
        3 => (0i64..90).prop_map(Known::Right),
        2 => (0i64..90).prop_map(Known::Wrong),
        1 => (0i64..90).prop_map(Known::SureAndWrong),
    ]
}

/// Items of six tasks and few topics, some of them enemies of a later one.
fn any_pool() -> impl Strategy<Value = Pool> {
    let one = (0usize..2, 1usize..4, 0usize..3, any_known(), any::<bool>(), 0usize..9);
    vec(one, 1..40).prop_map(|items| {
        let id = |n: usize| format!("made-{n}");
        let mut enemies: Vec<Vec<String>> = vec![Vec::new(); items.len()];
        for (n, (.., step)) in items.iter().enumerate().filter(|(_, (.., step))| *step > 6) {
            if n + step < items.len() {
                enemies[n].push(id(n + step));
                enemies[n + step].push(id(n));
            }
        }
        let made: Vec<Value> = items
            .iter()
            .enumerate()
            .map(|(n, (domain, task, topic, ..))| {
                let task = format!("{}.{task}", domain + 1);
                let mut item = item(&id(n), &task, &format!("topic {topic}"));
                if !enemies[n].is_empty() {
                    item["enemies"] = json!(enemies[n]);
                }
                item
            })
            .collect();
        let known = items.iter().enumerate();
        let known = known.filter_map(|(n, (.., known, _, _))| Some((id(n), known.recollection()?))).collect();
        let flagged = items.iter().enumerate().filter(|(_, (.., flagged, _))| *flagged).map(|(n, _)| id(n)).collect();
        Pool { bank: made::bank(&made), known, flagged }
    })
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").field("entries", &self.bank.entries).field("known", &self.known).finish()
    }
}

fn any_wish() -> impl Strategy<Value = Wish> {
    (prop::sample::select(&Selection::ALL[..]), 0usize..30, prop::option::of(0usize..2), prop::option::of(0usize..3))
        .prop_map(|(selection, count, domain, topic)| {
            let domains = domain.map(|domain| (domain + 1).to_string()).into_iter().collect();
            let topic = topic.map(|topic| format!("topic {topic}"));
            Wish { selection, scope: Scope { domains, tasks: Vec::new(), topic }, count }
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_drill_keeps_its_scope_repeats_nothing_and_parts_enemies(
        pool in any_pool(), wish in any_wish(), chances in vec(0.05f64..0.95, 2), seed in any::<u64>(),
    ) {
        let candidates = pool.candidates();
        let moment = Moment { now_ms: NOW, exam_ms: None, seed };
        let asked = pick(&wish, &candidates, &lacks(&chances), moment);
        prop_assert!(asked.len() <= wish.count);
        prop_assert!(asked.iter().all(|entry| wish.scope.admits(entry)));
        let ids: HashSet<_> = asked.iter().map(|entry| &entry.id).collect();
        prop_assert_eq!(ids.len(), asked.len());
        prop_assert!(asked.iter().all(|entry| entry.enemies.iter().all(|enemy| !ids.contains(enemy))));
        let known = |entry: &Entry| pool.known.get(entry.id.as_str());
        for entry in &asked {
            let meant = match wish.selection {
                Selection::Weak => true,
                // The item itself, or an unseen sibling in its place.
                Selection::Due => known(entry).is_none_or(|known| known.is_due(NOW, None)),
                Selection::Missed => known(entry).is_none_or(|known| !known.last_right),
                Selection::Flagged => pool.flagged.contains(entry.id.as_str()),
                Selection::New => known(entry).is_none(),
            };
            prop_assert!(meant, "{:?} in {:?}", entry.id, wish.selection);
        }
        let believed = |entry: &&Entry| known(entry).is_some_and(|known| known.misconception);
        let first = asked.iter().position(|entry| !believed(entry)).unwrap_or(asked.len());
        prop_assert!(!asked[first..].iter().any(believed), "what was sure and wrong comes first");
    }

    #[test]
    fn the_same_seed_gives_the_same_drill_whatever_the_order_of_the_bank(
        pool in any_pool(), wish in any_wish(), seed in any::<u64>(),
    ) {
        let moment = Moment { now_ms: NOW, exam_ms: None, seed };
        let mut candidates = pool.candidates();
        let ids = |candidates: &[Candidate<'_>]| {
            let asked = pick(&wish, candidates, &lacks(&[0.5, 0.7]), moment);
            asked.iter().map(|entry| entry.id.clone()).collect::<Vec<_>>()
        };
        let asked = ids(&candidates);
        candidates.reverse();
        prop_assert_eq!(ids(&candidates), asked);
    }

    #[test]
    fn a_weak_drill_takes_all_there_is_before_it_is_short(pool in any_pool(), seed in any::<u64>()) {
        let wish = Wish { count: 100, ..Wish::default() };
        let asked: HashSet<String> = pool.pick(&wish, &lacks(&[0.5, 0.5]), seed).into_iter().collect();
        for entry in &pool.bank.entries {
            let barred = entry.enemies.iter().any(|enemy| asked.contains(enemy.as_str()));
            let stood_for = pool.known.contains_key(entry.id.as_str());
            prop_assert!(asked.contains(entry.id.as_str()) || barred || stood_for, "{}", entry.id);
        }
    }
}
