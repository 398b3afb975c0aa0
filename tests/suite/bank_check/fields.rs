//! What one item must hold to be read.
#![cfg(test)]

use serde_json::{Value, json};

use super::{breaks, check, findings, keeps, lines, multi, option, single, with};
use crate::made;

#[test]
fn sound_items_have_no_finding() {
    keeps(&single());
    keeps(&multi());
}

#[test]
fn a_field_that_is_missing_or_empty_is_named() {
    for field in ["id", "domain", "task", "topic", "kind", "level", "stem", "rationale"] {
        let pointer = format!("/{field}");
        breaks(&with(single(), [(&pointer, Value::Null)]), &format!("{field}: missing [missing-field]"));
        if field != "id" {
            breaks(&with(single(), [(&pointer, json!(" "))]), &format!("{field}: empty [missing-field]"));
        }
    }
    breaks(&with(single(), [("/angoff", Value::Null)]), "angoff: missing [missing-field]");
    breaks(&with(single(), [("/options", Value::Null)]), "options: missing [missing-field]");
    breaks(&with(multi(), [("/choose", Value::Null)]), "choose: missing [missing-field]");
    breaks(&with(single(), [("/options/2/why", Value::Null)]), "options[2].why: missing [missing-field]");
    breaks(&with(single(), [("/options/0/text", json!(""))]), "options[0].text: empty [missing-field]");
    breaks(&with(single(), [("/sources/0/cite", Value::Null)]), "sources[0].cite: missing [missing-field]");
}

#[test]
fn a_value_of_the_wrong_type_is_named_with_its_place() {
    breaks(
        &with(single(), [("/angoff", json!("high"))]),
        "angoff: invalid type: string \"high\", expected f64 [field-type]",
    );
    breaks(&with(single(), [("/stem", json!(7))]), "stem: invalid type: integer `7`, expected a string [field-type]");
    breaks(
        &with(single(), [("/options", json!("none"))]),
        "options: invalid type: string \"none\", expected a sequence [field-type]",
    );
    breaks(
        &with(single(), [("/options/1/why", json!(["a", "b"]))]),
        "options[1].why: invalid type: sequence, expected a string [field-type]",
    );
    breaks(&with(multi(), [("/choose", json!(-2))]), "choose: invalid value: integer `-2`, expected u64 [field-type]");
}

#[test]
fn what_cannot_be_read_is_one_fault_and_not_the_cause_of_more() {
    breaks(&json!("an item"), "not a JSON object [field-type]");
    let places = [("/options/0", json!(1)), ("/options/2", json!(2))];
    breaks(&with(single(), places), "options[0]: invalid type: integer `1`, expected struct RawOption [field-type]");
    breaks(
        &with(single(), [("/options/0/key", json!("yes"))]),
        "options[0].key: invalid type: string \"yes\", expected a boolean [field-type]",
    );
}

#[test]
fn a_field_that_stands_twice_is_named() {
    let twice = made::file(&[single()]).replace("\"angoff\":0.65", "\"angoff\":0.65,\"angoff\":0.7");
    assert_eq!(
        lines(&findings(&[("made.json", twice)])),
        ["made.json:2: error: made-1: duplicate field `angoff` [duplicate-field]"]
    );
}

#[test]
fn a_field_with_an_unknown_name_is_named_with_its_place() {
    breaks(&with(single(), [("/angof", json!(0.5))]), "angof: unknown field `angof` [unknown-field]");
    breaks(
        &with(single(), [("/options/3/reason", json!("It is no answer."))]),
        "options[3].reason: unknown field `reason` [unknown-field]",
    );
    breaks(&with(single(), [("/sources/0/page", json!(4))]), "sources[0].page: unknown field `page` [unknown-field]");
}

#[test]
fn one_fault_does_not_hide_the_next() {
    breaks(
        &with(
            single(),
            [("/level", json!("hard")), ("/angoff", json!(2)), ("/options/1/why", Value::Null), ("/note", json!("x"))],
        ),
        "note: unknown field `note` [unknown-field]\n\
         level: 'hard' is no level [level]\n\
         angoff: 2 lies outside 0.25 to 0.95 [angoff]\n\
         options[1].why: missing [missing-field]",
    );
    breaks(
        &with(single(), [("/topic", json!(1)), ("/stem", json!([])), ("/sources", json!([]))]),
        "stem: invalid type: sequence, expected a string [field-type]\n\
         topic: invalid type: integer `1`, expected a string [field-type]\n\
         sources: no source [source]",
    );
}

#[test]
fn an_id_has_letters_digits_and_three_signs() {
    keeps(&with(single(), [("/id", json!("Made_1.a-b"))]));
    keeps(&with(single(), [("/id", json!("x".repeat(80)))]));
    breaks(&with(single(), [("/id", json!("made 1"))]), "id: 'made 1' is no id [id]");
    breaks(&with(single(), [("/id", json!("größe"))]), "id: 'größe' is no id [id]");
    let long = "x".repeat(81);
    let finding = check(&with(single(), [("/id", json!(long))])).join("\n");
    assert!(finding.ends_with(&format!("id: '{long}' is no id [id]")), "{finding}");
}

#[test]
fn a_level_and_a_kind_have_known_names() {
    keeps(&with(single(), [("/level", json!("recall"))]));
    breaks(&with(single(), [("/level", json!("Recall"))]), "level: 'Recall' is no level [level]");
    breaks(&with(single(), [("/kind", json!("essay"))]), "kind: 'essay' is no kind [kind]");
}

#[test]
fn a_rating_lies_between_a_quarter_and_nineteen_twentieths() {
    keeps(&with(single(), [("/angoff", json!(0.25))]));
    keeps(&with(single(), [("/angoff", json!(0.95))]));
    breaks(&with(single(), [("/angoff", json!(0.24))]), "angoff: 0.24 lies outside 0.25 to 0.95 [angoff]");
    breaks(&with(single(), [("/angoff", json!(0.96))]), "angoff: 0.96 lies outside 0.25 to 0.95 [angoff]");
    breaks(&with(single(), [("/angoff", json!(65))]), "angoff: 65 lies outside 0.25 to 0.95 [angoff]");
}

#[test]
fn a_single_has_four_options_and_a_multi_five_or_six() {
    breaks(&with(single(), [("/options/3", Value::Null)]), "options: 3 options, not four [options]");
    breaks(&with(single(), [("/options/-", option("A fifth"))]), "options: 5 options, not four [options]");
    keeps(&with(multi(), [("/options/-", option("A sixth"))]));
    breaks(&with(multi(), [("/options/4", Value::Null)]), "options: 4 options, not five or six [options]");
    breaks(
        &with(multi(), [("/options/-", option("A sixth")), ("/options/-", option("A seventh"))]),
        "options: 7 options, not five or six [options]",
    );
    let nine: Vec<Value> = (0..9).map(|number| option(&number.to_string())).collect();
    breaks(&with(single(), [("/options", json!(nine))]), "options: 9 options, not four [options]");
}

#[test]
fn there_are_as_many_keys_as_are_to_be_chosen() {
    breaks(&with(single(), [("/options/0/key", json!(false))]), "options: 0 keys where 1 are to be chosen [key]");
    breaks(&with(single(), [("/options/1/key", json!(true))]), "options: 2 keys where 1 are to be chosen [key]");
    keeps(&with(single(), [("/options/1/key", json!(false)), ("/choose", json!(1))]));
    breaks(&with(single(), [("/choose", json!(2))]), "choose: a single item has one key [choose]");
    breaks(&with(multi(), [("/choose", json!(3))]), "options: 2 keys where 3 are to be chosen [key]");
    breaks(
        &with(multi(), [("/choose", json!(1)), ("/options/1/key", json!(false))]),
        "options: 1 keys of 5 options [key]",
    );
    let all_right = [2, 3, 4].map(|index| format!("/options/{index}/key"));
    let [third, fourth, fifth] = all_right.each_ref().map(|pointer| (pointer.as_str(), json!(true)));
    breaks(&with(multi(), [("/choose", json!(5)), third, fourth, fifth]), "options: 5 keys of 5 options [key]");
}

#[test]
fn an_order_is_natural_or_not_given() {
    keeps(&with(single(), [("/order", json!("natural"))]));
    breaks(&with(single(), [("/order", json!("fixed"))]), "order: 'fixed' is no order [order]");
}

#[test]
fn an_item_has_a_source_and_its_month_is_a_month() {
    breaks(&with(single(), [("/sources", Value::Null)]), "sources: no source [source]");
    breaks(&with(single(), [("/sources", json!([]))]), "sources: no source [source]");
    for sound in ["2026-01", "2026-12"] {
        keeps(&with(single(), [("/sources/0/checked", json!(sound))]));
    }
    for wrong in ["2026-13", "2026-00", "2026", "2026-1", "26-01", "2026-11-03", "2026-¹"] {
        breaks(
            &with(single(), [("/sources/0/checked", json!(wrong))]),
            &format!("sources[0].checked: '{wrong}' is no month [source]"),
        );
    }
}
