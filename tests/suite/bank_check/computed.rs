//! Keys and distractors that are computed again.
#![cfg(test)]

use serde_json::{Value, json};

use super::{breaks, keeps, single, with};

/// The item with a computed key: 24 of 835 patients.
pub(super) fn computed(calc: Value) -> Value {
    with(single(), [("/options/0/text", json!("2.87%")), ("/options/1/text", json!("3.68%")), ("/calc", calc)])
}

#[test]
fn a_computed_key_is_computed_again() {
    let rate = "(31 - 7) / (842 - 7) * 100";
    keeps(&computed(json!({ "expr": rate, "round": 2, "answer": "2.87%" })));
    breaks(
        &computed(json!({ "expr": rate, "round": 2, "answer": "2.88%" })),
        "calc: (31 - 7) / (842 - 7) * 100 comes to 2.87, the item says 2.88% [calc]",
    );
    breaks(
        &computed(json!({ "expr": rate, "round": 1, "answer": "2.9%" })),
        "advice: calc: the key does not give the computed answer 2.9% [calc]",
    );
    breaks(&computed(json!({ "expr": "24 / 0", "answer": "1" })), "calc: a division by zero [calc]");
    breaks(&computed(json!({ "expr": "24 over 7", "answer": "1" })), "calc: 'over 7' is not understood [calc]");
    breaks(&computed(json!({ "answer": "2.87%" })), "calc.expr: missing [missing-field]");
    breaks(&computed(json!({ "expr": "1", "answer": "1", "round": 10 })), "calc.round: more than 9 decimals [calc]");
}

#[test]
fn a_distractor_gives_the_answer_of_its_wrong_formula() {
    let key = json!({ "expr": "(31 - 7) / (842 - 7) * 100", "round": 2, "answer": "2.87%", "option": 0 });
    let wrong = |answer: &str| json!({ "expr": "31 / 842 * 100", "round": 2, "answer": answer, "option": 1 });
    keeps(&computed(json!([key, wrong("3.68%")])));
    breaks(
        &computed(json!([key, wrong("3.70%")])),
        "calc[1]: 31 / 842 * 100 comes to 3.68, the item says 3.70% [calc]",
    );
    let elsewhere = json!({ "expr": "2.87", "round": 2, "answer": "2.87%", "option": 3 });
    breaks(&computed(json!([key, elsewhere])), "calc[1]: option 3 says 'Something else', not 2.87% [calc]");
    breaks(&computed(json!({ "expr": "1", "answer": "1", "option": 4 })), "calc.option: there is no option 4 [calc]");
}

#[test]
fn the_largest_or_smallest_value_is_the_key() {
    let value =
        |expr: &str, option: u32, pick: &str| json!({ "expr": expr, "answer": expr, "option": option, "pick": pick });
    keeps(&computed(json!([value("9", 0, "max"), value("8", 1, "max"), value("7", 2, "max")])));
    keeps(&computed(json!([value("7", 0, "min"), value("8", 1, "min")])));
    breaks(
        &computed(json!([value("7", 0, "max"), value("8", 1, "max")])),
        "calc: option 1 has the largest value and is not the key [calc]",
    );
    breaks(
        &computed(json!([value("9", 0, "min"), value("8", 1, "min")])),
        "calc: option 1 has the smallest value and is not the key [calc]",
    );
    breaks(&computed(json!([value("9", 0, "most")])), "calc[0].pick: 'most' is neither max nor min [calc]");
    let day = |expr: &str, answer: &str, option: u32| json!({ "expr": expr, "answer": answer, "option": option, "pick": "min" });
    keeps(&computed(json!([
        day("date(2026,2,27) + 3", "2 March 2026", 0),
        day("date(2025,12,31) + 62", "March 3, 2026", 1),
    ])));
}

#[test]
fn a_date_is_computed_again() {
    let dated = |answer: &str| {
        let calc = json!({ "expr": "date(2026,3,3) + 60", "answer": answer });
        with(single(), [("/options/0/text", json!("By 2 May 2026")), ("/calc", calc)])
    };
    keeps(&dated("2 May 2026"));
    breaks(&dated("1 May 2026"), "calc: date(2026,3,3) + 60 comes to 2 May 2026, the item says 1 May 2026 [calc]");
}
