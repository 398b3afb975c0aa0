//! What a built query comes to.
#![cfg(test)]

use std::path::Path;

use practicum::bank::query::{Chosen, Flag, Judged, judge};
use practicum::bank::{ItemId, Query};
use practicum::library::Library;
use proptest::prelude::*;

fn query(id: &str) -> Query {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/query-banks");
    let shelf = Library::only(banks).open("cdi").unwrap();
    assert_eq!(shelf.findings, []);
    let item = shelf.bank.item(shelf.bank.entry(&ItemId::new(id)).unwrap()).unwrap();
    item.query().unwrap().clone()
}

fn chosen(ids: &str) -> Chosen {
    ids.split_whitespace().map(str::to_owned).collect()
}

/// Percent, compliant or not, and the rules that are broken.
#[track_caller]
fn comes_to(ids: &str, expected: (u32, bool, &[&str])) -> Judged {
    let judged = judge(&query("cdi-q-001"), &chosen(ids));
    assert_eq!((judged.percent, judged.compliant, judged.fails().collect::<Vec<_>>().as_slice()), expected);
    judged
}

const OPEN: &str = "to1 t1 i1 i2 i4 i5 i6 n1";
const WAYS_OUT: &str = "c6 c7";

#[test]
fn rules_are_judged_one_by_one() {
    comes_to(&format!("{OPEN} q2"), (100, true, &[]));
    comes_to(&format!("{OPEN} q1 c1 c2 {WAYS_OUT}"), (100, true, &[]));
    // 15 of 16 points, and 14 of them at 0.4.
    comes_to(&format!("{OPEN} q2 i10"), (94, true, &["relevant"]));
    comes_to(&format!("{OPEN} q3"), (35, false, &["question"]));
    comes_to(&format!("{OPEN} q2 c1"), (94, true, &["ways_out"]));
    comes_to("", (24, false, &["addressee", "subject", "indicators", "both_sides", "form"]));
}

#[test]
fn what_breaks_a_rule_is_named_and_what_is_missing_too() {
    let judged = comes_to(&format!("{OPEN} q1 c1 c4 c6"), (32, false, &["ways_out", "supported", "alternatives"]));
    let of = |rule: &str| judged.verdicts.iter().find(|verdict| verdict.rule == rule).unwrap();
    assert_eq!((of("ways_out").missing.as_slice(), of("ways_out").offending.len()), (&["c7".to_owned()][..], 0));
    assert_eq!(of("supported").offending, ["c4"]);
    assert_eq!(of("alternatives").missing, ["c2"]);
    let judged = comes_to("to2 t1 i1 i2 i3 i5 i6 q2 n1", (88, true, &["addressee", "treatment"]));
    assert_eq!(judged.verdicts[0].offending, ["to2"]);
}

#[test]
fn rules_that_do_not_apply_earn_and_cost_nothing() {
    let judged = comes_to(&format!("{OPEN} q2"), (100, true, &[]));
    let idle: Vec<&str> =
        judged.verdicts.iter().filter(|verdict| !verdict.applies).map(|verdict| verdict.rule.as_str()).collect();
    assert_eq!(idle, ["supported", "alternatives"]);
    assert_eq!((judged.points, judged.possible), (16, 16));
}

/// Some parts of a query, in some order.
fn builds(query: &Query) -> impl Strategy<Value = Vec<String>> + use<> {
    let ids: Vec<String> = query.parts().map(|part| part.id.clone()).collect();
    let most = ids.len();
    prop::sample::subsequence(ids, 0..=most).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_build_is_judged_alike_whatever_the_order(ids in builds(&query("cdi-q-001"))) {
        let mut query = query("cdi-q-001");
        let forwards = judge(&query, &ids.iter().cloned().collect());
        prop_assert!(forwards.percent <= 100 && forwards.points <= forwards.possible);
        prop_assert_eq!(&forwards, &judge(&query, &ids.iter().rev().cloned().collect()));
        // Where at most one question is asked the order of the parts in the item is no matter either.
        let questions = ids.iter().filter(|id| id.starts_with('q')).count();
        query.slots.iter_mut().for_each(|slot| slot.parts.reverse());
        let backwards = judge(&query, &ids.into_iter().collect());
        prop_assert!(questions > 1 || (backwards.percent, backwards.compliant) == (forwards.percent, forwards.compliant));
    }

    #[test]
    fn a_part_with_a_fatal_flag_never_makes_a_query_compliant(ids in builds(&query("cdi-q-002"))) {
        let query = query("cdi-q-002");
        let before: Chosen = ids.into_iter().collect();
        for part in query.parts().filter(|part| part.flags.iter().any(|flag| is_fatal(*flag))) {
            let mut after = before.clone();
            after.insert(part.id.clone());
            let is_title = part.id.starts_with('t');
            prop_assert!(is_title || !judge(&query, &after).compliant, "{}", part.id);
            prop_assert!(judge(&query, &before).compliant || !judge(&query, &after).compliant, "{}", part.id);
        }
    }
}

/// Flags that no compliant query has, outside its title.
fn is_fatal(flag: Flag) -> bool {
    matches!(flag, Flag::Leading | Flag::Impact | Flag::Misquoted | Flag::Interpretation)
}
