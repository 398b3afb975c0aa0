//! Forms: exact quotas, no repeats that the bank does not force, nothing left to chance but the seed.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::RangeInclusive;

use practicum::bank::{Bank, ItemId, Level, load};
use practicum::exam::blueprint::Quota;
use practicum::exam::{Blueprint, Exposure, Form, Length, Shortage, Slot, Timing};
use practicum::library::Library;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made;

/// `count` items of a domain; tasks, levels, ratings and lengths vary with the number.
fn items(domain: usize, count: u32) -> Vec<Value> {
    let item = |number: u32| {
        let id = format!("made-{domain}-{number}");
        let task = format!("{domain}.{}", number % 3 + 1);
        let mut item = if number % 5 == 4 { made::multi(&id, &task) } else { made::item(&id, &task) };
        item["level"] = json!(["recall", "application", "analysis"][(number / 3 % 3) as usize]);
        item["angoff"] = json!(f64::from(40 + number * 7 % 50) / 100.0);
        item["topic"] = json!("word ".repeat((number % 4) as usize + 1));
        if number.is_multiple_of(4) {
            item["order"] = json!("natural");
        }
        item
    };
    (0..count).map(item).collect()
}

/// What a test asks for: an outline and the length and seed of a form on it.
#[derive(Clone, Debug)]
struct Asked {
    weights: Vec<u32>,
    scored: u32,
    pretest: u32,
    length: u32,
    seed: u64,
}

impl Asked {
    fn blueprint(&self) -> Blueprint {
        let credential = made::credential(&self.weights, self.scored, self.pretest);
        let outline = credential.outline(None).unwrap();
        Blueprint::new(&credential, outline, Length::Items(self.length), &[], Timing::Exam, None)
    }

    /// As many items of each domain as the form needs, and so many more.
    fn items(&self, more: u32) -> Vec<Value> {
        let quotas = self.blueprint().quotas;
        quotas.iter().enumerate().flat_map(|(index, quota)| items(index + 1, quota.items() + more)).collect()
    }

    #[track_caller]
    fn form(&self, items: &[Value]) -> Form {
        assemble(&self.blueprint(), &made::bank(items), &Exposure::default(), self.seed)
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    (vec(5u32..40, 1..4), 1u32..30, 0u32..8, 1u32..45, any::<u64>())
        .prop_map(|(weights, scored, pretest, length, seed)| Asked { weights, scored, pretest, length, seed })
}

#[track_caller]
fn assemble(blueprint: &Blueprint, bank: &Bank, exposure: &Exposure, seed: u64) -> Form {
    Form::assemble(blueprint, bank, exposure, seed).unwrap().0
}

fn ids(form: &Form) -> BTreeSet<ItemId> {
    form.slots.iter().map(|slot| slot.item.clone()).collect()
}

fn of_domain(form: &Form, domain: &str) -> BTreeSet<ItemId> {
    form.slots.iter().filter(|slot| slot.domain == domain).map(|slot| slot.item.clone()).collect()
}

fn count(form: &Form, keep: impl Fn(&Slot) -> bool) -> u32 {
    form.slots.iter().filter(|slot| keep(slot)).count() as u32
}

/// Takes a form as sat: every item was shown.
fn sit(exposure: &mut Exposure, form: &Form) {
    exposure.forms = form.number;
    for slot in &form.slots {
        *exposure.shown.entry(slot.item.clone()).or_default() += 1;
        exposure.last_form.insert(slot.item.clone(), form.number);
    }
}

#[track_caller]
fn holds_its_quotas(form: &Form) {
    for Quota { domain, scored, pretest, .. } in &form.quotas {
        assert_eq!(count(form, |slot| slot.domain == *domain && slot.scored), *scored, "scored of {domain}");
        assert_eq!(count(form, |slot| slot.domain == *domain && !slot.scored), *pretest, "pretest of {domain}");
    }
    assert_eq!(ids(form).len(), form.slots.len(), "an item stands twice");
}

#[track_caller]
fn has_no_enemies(form: &Form, pairs: impl Iterator<Item = (ItemId, ItemId)>) {
    let on_form = ids(form);
    for (one, other) in pairs {
        assert!(!(on_form.contains(&one) && on_form.contains(&other)), "{one} and {other} are enemies");
    }
}

fn declared(bank: &Bank) -> impl Iterator<Item = (ItemId, ItemId)> {
    bank.entries.iter().flat_map(|entry| entry.enemies.iter().map(|enemy| (entry.id.clone(), enemy.clone())))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn quotas_are_exact_and_no_item_stands_twice(asked in asked(), more in 0u32..9) {
        let form = asked.form(&asked.items(more));
        holds_its_quotas(&form);
        prop_assert_eq!(form.slots.len() as u32, asked.length);
        let sum: u32 = asked.weights.iter().sum();
        let (scored, total) = (form.scored() as f64, f64::from(sum));
        for (quota, weight) in form.quotas.iter().zip(&asked.weights) {
            prop_assert!((f64::from(quota.scored) - scored * f64::from(*weight) / total).abs() < 1.0);
        }
        let share = f64::from(asked.scored) / f64::from(asked.scored + asked.pretest);
        prop_assert!((scored - f64::from(asked.length) * share).abs() < 1.0);
    }

    #[test]
    fn options_are_permuted_and_a_natural_order_is_kept(asked in asked()) {
        let bank = made::bank(&asked.items(3));
        let form = assemble(&asked.blueprint(), &bank, &Exposure::default(), asked.seed);
        for slot in &form.slots {
            let json: Value = serde_json::from_str(bank.json(bank.entry(&slot.item).unwrap())).unwrap();
            let stored: Vec<u8> = (0..json["options"].as_array().unwrap().len() as u8).collect();
            let mut sorted = slot.options.clone();
            sorted.sort_unstable();
            prop_assert_eq!(&sorted, &stored);
            if json["order"] == "natural" {
                prop_assert_eq!(&slot.options, &stored);
            }
        }
    }

    #[test]
    fn unscored_items_lie_one_in_each_equal_stretch(asked in asked()) {
        let form = asked.form(&asked.items(2));
        let pretest = form.slots.len() - form.scored();
        for stretch in 0..pretest {
            let bounds = stretch * form.slots.len() / pretest..(stretch + 1) * form.slots.len() / pretest;
            prop_assert_eq!(form.slots[bounds].iter().filter(|slot| !slot.scored).count(), 1);
        }
    }

    #[test]
    fn enemies_never_meet_whoever_declares_them(
        asked in asked(), pairs in vec((any::<usize>(), any::<usize>()), 0..12)
    ) {
        let mut items = asked.items(pairs.len() as u32);
        for (one, other) in pairs {
            let (one, other) = (one % items.len(), other % items.len());
            if one != other {
                let enemy = items[other]["id"].clone();
                items[one]["enemies"] = json!([enemy]);
            }
        }
        let bank = made::bank(&items);
        let form = assemble(&asked.blueprint(), &bank, &Exposure::default(), asked.seed);
        holds_its_quotas(&form);
        has_no_enemies(&form, declared(&bank));
    }

    #[test]
    fn the_same_seed_gives_the_same_form_wherever_the_items_stand(asked in asked(), cut in any::<usize>()) {
        let mut items = asked.items(5);
        let form = asked.form(&items);
        prop_assert_eq!(&asked.form(&items), &form);
        items.reverse();
        let (first, second) = items.split_at(cut % items.len());
        let files = vec![made::text("a.json", made::file(first)), made::text("b.json", made::file(second))];
        let (bank, findings) = load("made", files);
        prop_assert!(findings.is_empty());
        prop_assert_eq!(assemble(&asked.blueprint(), &bank, &Exposure::default(), asked.seed), form);
    }

    #[test]
    fn items_of_a_domain_that_is_not_asked_for_change_nothing(asked in asked(), more in 1u32..20) {
        let mut items = asked.items(5);
        let form = asked.form(&items);
        items.extend(self::items(asked.weights.len() + 1, more));
        prop_assert_eq!(asked.form(&items), form);
    }

    #[test]
    fn equal_items_that_are_added_only_push_out_what_they_replace(asked in asked(), more in 1u32..20) {
        let alike = |domain: usize, numbers: std::ops::Range<u32>| {
            numbers.map(move |number| made::item(&format!("made-{domain}-{number}"), &format!("{domain}.1")))
        };
        let mut items: Vec<Value> = (1..=asked.weights.len()).flat_map(|domain| alike(domain, 0..50)).collect();
        let before = asked.form(&items);
        items.extend(alike(1, 50..50 + more));
        let after = asked.form(&items);
        for quota in before.quotas.iter().skip(1) {
            prop_assert_eq!(of_domain(&before, &quota.domain), of_domain(&after, &quota.domain));
        }
        let added: BTreeSet<ItemId> = (50..50 + more).map(|number| ItemId::new(&format!("made-1-{number}"))).collect();
        let kept: BTreeSet<ItemId> = of_domain(&after, "1").difference(&added).cloned().collect();
        prop_assert!(kept.is_subset(&of_domain(&before, "1")));
    }

    #[test]
    fn tasks_of_a_domain_differ_by_at_most_one_on_a_fresh_bank(asked in asked()) {
        let form = asked.form(&asked.items(asked.length));
        for quota in form.quotas.iter().filter(|quota| quota.items() > 0) {
            let of_task = |task: usize| count(&form, |slot| slot.task == format!("{}.{task}", quota.domain));
            let tasks = [of_task(1), of_task(2), of_task(3)];
            prop_assert!(tasks.iter().max().unwrap() - tasks.iter().min().unwrap() <= 1, "{tasks:?}");
        }
    }

    #[test]
    fn a_task_has_fewer_items_than_another_only_where_the_bank_has_no_more(
        there in vec(1u32..8, 3), length in 1u32..20, seed in any::<u64>()
    ) {
        let length = length.min(there.iter().sum());
        let of_task = |task: usize| move |number: u32| made::item(&format!("made-{task}-{number}"), &format!("1.{task}"));
        let items = there.iter().enumerate().flat_map(|(index, count)| (0..*count).map(of_task(index + 1)));
        let form = Asked { weights: vec![1], scored: 1, pretest: 0, length, seed }.form(&items.collect::<Vec<_>>());
        let taken = [1, 2, 3].map(|task| count(&form, |slot| slot.task == format!("1.{task}")));
        let most = *taken.iter().max().unwrap();
        for (taken, there) in taken.iter().zip(&there) {
            prop_assert!(taken + 1 >= most || taken == there, "{taken} of {there} where another has {most}");
        }
    }

    #[test]
    fn an_item_that_many_call_their_enemy_does_not_make_a_bank_too_small(others in 2u32..7, seed in any::<u64>()) {
        let mut items: Vec<Value> = (0..=others).map(|n| made::item(&format!("made-1-{n}"), "1.1")).collect();
        for item in &mut items[1..] {
            item["enemies"] = json!(["made-1-0"]);
        }
        let asked = Asked { weights: vec![1], scored: 1, pretest: 0, length: others, seed };
        prop_assert!(!ids(&asked.form(&items)).contains(&ItemId::new("made-1-0")));
    }

    #[test]
    fn levels_are_near_the_shares_of_the_outline(asked in asked()) {
        let bank = made::bank(&asked.items(20 + asked.length));
        let form = assemble(&asked.blueprint(), &bank, &Exposure::default(), asked.seed);
        let shares = asked.blueprint().outline.levels.in_order();
        for (level, share) in Level::ALL.into_iter().zip(shares) {
            let there = count(&form, |slot| bank.entry(&slot.item).unwrap().level == level);
            let wanted = f64::from(share) / 100.0 * f64::from(asked.length);
            prop_assert!((f64::from(there) - wanted).abs() <= 1.0, "{} {there} of {wanted}", level.name());
        }
    }

    #[test]
    fn the_mean_rating_is_the_banks(asked in asked(), length in 30u32..60) {
        let asked = Asked { length, ..asked };
        let bank = made::bank(&asked.items(60));
        let form = assemble(&asked.blueprint(), &bank, &Exposure::default(), asked.seed);
        let rating = |slot: &&Slot| slot.scored.then_some(slot.angoff);
        let mean = form.slots.iter().filter_map(|slot| rating(&slot)).sum::<f64>() / form.scored() as f64;
        let of_bank = |domain: &str| {
            let ratings = bank.entries.iter().filter(|entry| *entry.domain == *domain);
            let (sum, count) = ratings.fold((0.0, 0.0), |(sum, n), entry| (sum + f64::from(entry.angoff), n + 1.0));
            sum / count
        };
        let weighted = form.quotas.iter().map(|quota| f64::from(quota.scored) * of_bank(&quota.domain));
        let aim = weighted.sum::<f64>() / form.scored() as f64;
        prop_assert!((mean - aim).abs() <= 0.02, "{mean} where the bank has {aim}");
    }

    #[test]
    fn repeats_are_those_that_the_bank_forces_and_no_more(asked in asked(), more in vec(0u32..40, 5)) {
        let blueprint = asked.blueprint();
        let there: Vec<u32> = blueprint.quotas.iter().zip(&more).map(|(quota, more)| quota.items() + more).collect();
        let items: Vec<Value> =
            there.iter().enumerate().flat_map(|(index, count)| self::items(index + 1, *count)).collect();
        let bank = made::bank(&items);
        let mut exposure = Exposure::default();
        let forms: Vec<Form> = (0..4)
            .map(|number| {
                let form = assemble(&blueprint, &bank, &exposure, asked.seed ^ number);
                sit(&mut exposure, &form);
                form
            })
            .collect();
        // Against the last k forms: sum over domains of max(0, (k + 1) q - N), at most q each.
        let forced = |k: u32| -> u32 {
            let of = |(quota, there): (&Quota, &u32)| ((k + 1) * quota.items()).saturating_sub(*there).min(quota.items());
            blueprint.quotas.iter().zip(&there).map(of).sum()
        };
        for k in 1..=2 {
            for window in forms.windows(k + 1) {
                let earlier: BTreeSet<ItemId> = window[..k].iter().flat_map(ids).collect();
                let repeats = ids(&window[k]).intersection(&earlier).count() as u32;
                prop_assert_eq!(repeats, forced(k as u32));
            }
        }
    }

    #[test]
    fn a_bank_that_is_too_small_names_the_domain_and_the_numbers(asked in asked(), fewer in 1u32..5) {
        let blueprint = asked.blueprint();
        let largest = blueprint.quotas.iter().max_by_key(|quota| quota.items()).unwrap();
        let there = largest.items().saturating_sub(fewer);
        let mut items = asked.items(2);
        let mut kept = 0;
        items.retain(|item| {
            kept += u32::from(item["domain"] == *largest.domain);
            item["domain"] != *largest.domain || kept <= there
        });
        let shortage = Form::assemble(&blueprint, &made::bank(&items), &Exposure::default(), asked.seed).unwrap_err();
        let Shortage { domain, title, needed, there: found } = shortage;
        prop_assert_eq!((&domain, &title), (&largest.domain, &largest.title));
        prop_assert_eq!((needed, found), (largest.items(), there));
    }
}

#[test]
fn enemies_count_once_where_the_bank_is_too_small() {
    let mut items = items(1, 10);
    for pair in items.chunks_mut(2) {
        pair[0]["enemies"] = json!([pair[1]["id"]]);
    }
    let bank = made::bank(&items);
    let asked = |length| Asked { weights: vec![1], scored: 10, pretest: 0, length, seed: 1 }.blueprint();
    assert_eq!(assemble(&asked(5), &bank, &Exposure::default(), 1).slots.len(), 5);
    let shortage = Form::assemble(&asked(6), &bank, &Exposure::default(), 1).unwrap_err();
    assert_eq!(shortage.to_string(), "domain 1 (Domain 1) needs 6 items and the bank has 5 that can stand together");
}

#[test]
fn items_of_cases_and_of_kinds_that_no_form_draws_are_left_out() {
    let mut items = items(1, 6);
    items[1]["case"] = json!("made-case");
    items[2] = made::order("made-1-2", "1.1");
    let bank = made::bank(&items);
    let asked = Asked { weights: vec![1], scored: 4, pretest: 0, length: 4, seed: 1 };
    let form = assemble(&asked.blueprint(), &bank, &Exposure::default(), 1);
    assert_eq!(ids(&form), [0, 3, 4, 5].map(|number| ItemId::new(&format!("made-1-{number}"))).into());
}

#[test]
fn what_was_shown_most_often_comes_last_among_items_of_one_form() {
    let items: Vec<Value> = (0..6).map(|number| made::item(&format!("made-1-{number}"), "1.1")).collect();
    let bank = made::bank(&items);
    let id = |number: u32| ItemId::new(&format!("made-1-{number}"));
    let shown: HashMap<ItemId, u32> = (0..6).map(|number| (id(number), 1 + number % 2)).collect();
    let last_form = (0..6).map(|number| (id(number), 3)).collect();
    let exposure = Exposure { shown, last_form, forms: 3 };
    let asked = Asked { weights: vec![1], scored: 3, pretest: 0, length: 3, seed: 5 };
    let form = assemble(&asked.blueprint(), &bank, &exposure, 5);
    assert_eq!(ids(&form), [id(0), id(2), id(4)].into());
    assert_eq!(form.number, 4);
}

#[track_caller]
fn the_rhit_outline_gives(outline: &str, scored: [u32; 6], pretest: [u32; 6]) {
    let shelf = Library::with_folders(Vec::new()).open("rhit").unwrap();
    let outline = shelf.credential.outline(Some(outline)).unwrap();
    let blueprint = Blueprint::new(&shelf.credential, outline, Length::Full, &[], Timing::Exam, None);
    let quotas: Vec<(u32, u32)> = blueprint.quotas.iter().map(|quota| (quota.scored, quota.pretest)).collect();
    assert_eq!(quotas, scored.into_iter().zip(pretest).collect::<Vec<_>>());
    for seed in 0..8 {
        let form = assemble(&blueprint, &shelf.bank, &Exposure::default(), seed);
        holds_its_quotas(&form);
        has_no_enemies(&form, declared(&shelf.bank));
    }
}

#[test]
fn both_rhit_outlines_give_their_known_quotas_on_the_built_in_bank() {
    the_rhit_outline_gives("2026", [29, 21, 19, 28, 19, 14], [5, 3, 3, 4, 3, 2]);
    the_rhit_outline_gives("earlier", [34, 18, 21, 21, 19, 17], [5, 3, 3, 3, 3, 3]);
}

#[test]
fn forms_of_one_seed_and_another_number_differ() {
    let asked = Asked { weights: vec![1, 1], scored: 10, pretest: 2, length: 12, seed: 9 };
    let bank = made::bank(&asked.items(30));
    let later = Exposure { forms: 1, ..Exposure::default() };
    let first = assemble(&asked.blueprint(), &bank, &Exposure::default(), 9);
    let second = assemble(&asked.blueprint(), &bank, &later, 9);
    assert_ne!(ids(&first), ids(&second));
}

#[test]
fn a_domain_that_a_short_form_leaves_out_may_be_empty() {
    let asked = Asked { weights: vec![5, 16], scored: 1, pretest: 0, length: 1, seed: 0 };
    let form = assemble(&asked.blueprint(), &made::bank(&asked.items(0)), &Exposure::default(), asked.seed);
    holds_its_quotas(&form);
}

#[test]
fn places_and_options_spread_over_seeds() {
    let asked = Asked { weights: vec![1], scored: 8, pretest: 0, length: 8, seed: 0 };
    let bank = made::bank(&asked.items(0));
    let forms = (0..100).map(|seed| assemble(&asked.blueprint(), &bank, &Exposure::default(), seed));
    let mut first_items = HashSet::new();
    let mut keys: BTreeMap<u8, u32> = BTreeMap::new();
    for form in forms {
        first_items.insert(form.slots[0].item.clone());
        for slot in form.slots.iter().filter(|slot| slot.item.as_str() == "made-1-1") {
            *keys.entry(slot.options.iter().position(|&option| option == 0).unwrap() as u8).or_default() += 1;
        }
    }
    assert_eq!(first_items.len(), 8);
    assert_eq!(keys.len(), 4);
}

#[test]
fn the_rhit_bank_holds_three_full_forms_with_no_item_twice_and_cases_on_each() {
    hold_full_forms("rhit", 3, 2..=4);
}

#[test]
fn the_ccs_bank_holds_two_full_forms_with_no_item_twice_and_cases_on_each() {
    hold_full_forms("ccs", 2, 8..=8);
}

#[test]
fn the_cdip_bank_holds_two_full_forms_with_no_item_twice_and_cases_on_each() {
    hold_full_forms("cdip", 2, 3..=8);
}

#[test]
fn no_seed_leaves_a_cdip_form_short() {
    let shelf = Library::with_folders(Vec::new()).open("cdip").unwrap();
    let outline = shelf.credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&shelf.credential, outline, Length::Full, &[], Timing::Exam, None);
    for seed in 0..1_000 {
        let form = assemble(&blueprint, &shelf.bank, &Exposure::default(), seed);
        assert_eq!((form.slots.len(), form.scored()), (140, 106), "seed {seed}");
    }
}

#[test]
fn the_cases_of_a_ccs_form_are_of_each_setting_alike() {
    let shelf = Library::with_folders(Vec::new()).open("ccs").unwrap();
    let outline = shelf.credential.outline(None).unwrap();
    for (length, sizes) in [(Length::Full, [2, 3, 3]), (Length::Half, [1, 1, 2])] {
        let blueprint = Blueprint::new(&shelf.credential, outline, length, &[], Timing::Exam, None);
        let mut short = BTreeSet::new();
        for number in 0..12 {
            let exposure = Exposure { forms: number, ..Exposure::default() };
            let form = assemble(&blueprint, &shelf.bank, &exposure, u64::from(number));
            let count = |setting: &String| {
                let of_setting = |id: &str| {
                    shelf.bank.cases.iter().any(|case| case.id == id && case.setting.as_ref() == Some(setting))
                };
                form.cases.iter().filter(|case| of_setting(&case.id)).count()
            };
            let settings = &outline.cases.as_ref().unwrap().settings;
            let mut counts: Vec<(usize, &String)> = settings.iter().map(|setting| (count(setting), setting)).collect();
            counts.sort();
            assert_eq!(counts.iter().map(|(count, _)| *count).collect::<Vec<_>>(), sizes, "form {number}");
            short.insert(counts[0].1.clone());
        }
        assert!(short.len() > 1, "what does not divide goes round");
    }
}

#[track_caller]
fn hold_full_forms(credential: &str, forms: u64, wanted: RangeInclusive<usize>) {
    let shelf = Library::with_folders(Vec::new()).open(credential).unwrap();
    let outline = shelf.credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&shelf.credential, outline, Length::Full, &[], Timing::Exam, None);
    for seed in 0..40 {
        let mut exposure = Exposure::default();
        let mut seen = BTreeSet::new();
        for number in 1..=forms {
            let form = assemble(&blueprint, &shelf.bank, &exposure, seed * 10 + number);
            holds_its_quotas(&form);
            let cases = form.cases.len();
            assert!(wanted.contains(&cases), "{cases} cases on form {number} of seed {seed}");
            let again: Vec<_> = ids(&form).intersection(&seen).cloned().collect();
            assert!(again.is_empty(), "form {number} of seed {seed} repeats {again:?}");
            seen.extend(ids(&form));
            sit(&mut exposure, &form);
        }
    }
}
