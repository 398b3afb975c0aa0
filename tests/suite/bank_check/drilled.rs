//! Items that only drills ask: what they are made of, and what is checked of them.
#![cfg(test)]

use serde_json::{Value, json};

use super::{breaks, keeps, with};
use crate::made;

fn numeric() -> Value {
    made::numeric("made-1", "1.1")
}

fn order() -> Value {
    made::order("made-1", "1.1")
}

#[test]
fn a_sound_number_and_a_sound_order_have_no_findings() {
    keeps(&numeric());
    keeps(&with(numeric(), [("/unit", Value::Null), ("/tolerance", Value::Null), ("/wrong", Value::Null)]));
    keeps(&order());
    let fifth = json!({ "text": "A fifth step", "why": "It comes at the end." });
    keeps(&with(order(), [("/options/-", fifth)]));
}

#[test]
fn a_number_has_an_answer_with_its_decimals_and_a_calculation() {
    breaks(&with(numeric(), [("/answer", Value::Null)]), "answer: missing [missing-field]");
    breaks(&with(numeric(), [("/answer", json!("1,240"))]), "answer: '1,240' is no number [answer]");
    breaks(&with(numeric(), [("/answer", json!("2.87%"))]), "answer: '2.87%' is no number [answer]");
    breaks(&with(numeric(), [("/answer", json!("2.9"))]), "answer: 2.9 has 1 decimals, round says 2 [answer]");
    breaks(
        &with(numeric(), [("/answer", json!(2.87))]),
        "answer: invalid type: floating point `2.87`, expected a string [field-type]",
    );
    breaks(&with(numeric(), [("/unit", json!(" "))]), "unit: empty [missing-field]");
    breaks(&with(numeric(), [("/calc", Value::Null)]), "calc: missing [missing-field]");
    breaks(&with(numeric(), [("/rationale", Value::Null)]), "rationale: missing [missing-field]");
    breaks(&with(numeric(), [("/round", json!(10))]), "round: more than 9 decimals [answer]");
    breaks(&with(numeric(), [("/tolerance", json!(-0.1))]), "tolerance: -0.1 is no tolerance [answer]");
    breaks(&with(numeric(), [("/tolerance", json!(1e-12))]), "tolerance: 0.000000000001 is no tolerance [answer]");
    breaks(&with(numeric(), [("/case", json!("made-case"))]), "case: a kind that stands alone [kind]");
}

#[test]
fn a_wrong_number_has_its_answer_and_its_reason_and_nothing_of_codes() {
    breaks(&with(numeric(), [("/wrong/0/why", Value::Null)]), "wrong[0].why: missing [missing-field]");
    breaks(&with(numeric(), [("/wrong/0/answer", json!("a lot"))]), "wrong[0].answer: 'a lot' is no number [answer]");
    breaks(
        &with(numeric(), [("/wrong/0/code", json!("E11.9")), ("/wrong/0/doc", json!("note"))]),
        "wrong[0].code: code belongs to codes [unknown-field]\n\
         wrong[0].doc: doc belongs to codes [unknown-field]",
    );
}

#[test]
fn a_number_is_computed_again() {
    breaks(
        &with(numeric(), [("/calc/0/answer", json!("2.88"))]),
        "calc[0]: 24 / 835 * 100 comes to 2.87, the item says 2.88 [calc]\n\
         calc: no calculation, rounded to 2 decimals, gives the answer 2.87 [calc]",
    );
    breaks(
        &with(numeric(), [("/answer", json!("2.80"))]),
        "calc: no calculation, rounded to 2 decimals, gives the answer 2.80 [calc]",
    );
}

#[test]
fn wrong_numbers_are_told_from_the_answer_and_from_each_other() {
    let wrong = |answer: &str| json!({ "answer": answer, "why": "By another wrong formula." });
    breaks(
        &with(numeric(), [("/wrong/0/answer", json!("2.88"))]),
        "wrong[0].answer: 2.88 is not told from the answer 2.87 by the tolerance [wrong-numbers]",
    );
    keeps(&with(numeric(), [("/wrong/-", wrong("2.83"))]));
    breaks(
        &with(numeric(), [("/wrong/-", wrong("2.84"))]),
        "wrong[1].answer: 2.84 is not told from wrong[0] 2.85 by the tolerance [wrong-numbers]",
    );
    breaks(
        &with(numeric(), [("/tolerance", json!(0)), ("/wrong/-", wrong("2.85"))]),
        "wrong[1].answer: 2.85 is not told from wrong[0] 2.85 by the tolerance [wrong-numbers]",
    );
}

#[test]
fn the_stem_says_how_to_round() {
    let asks = |how: &str| {
        let stem = format!("In a week a small clinic lost 24 of the 835 slips in its drawer. What share was it{how}?");
        with(numeric(), [("/stem", json!(stem))])
    };
    keeps(&asks(", in percent to two decimals"));
    keeps(&asks(", in percent to the nearest hundredth"));
    let expected = "advice: stem: the stem does not say that the number has 2 decimals [rounding]";
    breaks(&asks(""), expected);
    breaks(&asks(", in percent to one decimal"), expected);
}

#[test]
fn an_order_has_four_to_six_steps_without_keys() {
    breaks(&with(order(), [("/options/3", Value::Null)]), "options: 3 options, not four to six [options]");
    breaks(&with(order(), [("/options", Value::Null)]), "options: missing [missing-field]");
    breaks(&with(order(), [("/options/0/why", Value::Null)]), "options[0].why: missing [missing-field]");
    breaks(&with(order(), [("/options/0/key", json!(true))]), "options[0].key: a key among steps [key]");
    breaks(&with(order(), [("/case", json!("made-case"))]), "case: a kind that stands alone [kind]");
    breaks(
        &with(order(), [("/options/1/text", json!("the first step."))]),
        "options[1].text: an option stands twice [duplicate]",
    );
}
