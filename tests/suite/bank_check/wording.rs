//! What stems, options, reasons and sources say.
#![cfg(test)]

use serde_json::{Value, json};

use super::{asked, breaks, keeps, multi, of_options, option, single, with};

#[test]
fn the_stem_of_a_multi_says_how_many_once() {
    let stem = |stem: &str| with(multi(), [("/stem", json!(asked(stem)))]);
    keeps(&stem("Which TWO are right?"));
    breaks(&stem("Which two are right?"), "stem: the stem does not say TWO [choose]");
    breaks(&stem("Of TWO clerks, which TWO are right?"), "advice: stem: the stem says TWO 2 times [choose]");
    breaks(&stem("Which THREE are right?"), "stem: the stem says THREE, and 2 are to be chosen [choose]");
    breaks(&stem("Which TWO, or THREE?"), "stem: the stem says THREE, and 2 are to be chosen [choose]");
}

#[test]
fn a_negative_question_says_so_in_capitals() {
    let stem = |stem: &str| with(single(), [("/stem", json!(asked(stem)))]);
    keeps(&stem("Which of these is NOT hers?"));
    keeps(&stem("It is not signed. What comes first?"));
    let expected = "stem: the stem asks for what is not so without saying it in capitals [negative]";
    breaks(&stem("Which of these is not hers?"), expected);
    breaks(&stem("All of these are hers except:"), expected);
}

#[test]
fn no_option_is_about_the_other_options() {
    for text in ["All of the above", "any of these", "Both A and B", "A and C"] {
        breaks(
            &with(single(), [("/options/3/text", json!(text))]),
            "options[3].text: an option about the other options [all-of-the-above]",
        );
    }
    keeps(&with(single(), [("/options/3/text", json!("Both of them"))]));
}

#[test]
fn no_two_options_mean_the_same() {
    for text in ["the  Opposite", "The *opposite*.", "An opposite"] {
        breaks(
            &with(single(), [("/options/2/text", json!(text))]),
            "options[2].text: an option stands twice [duplicate]",
        );
    }
    keeps(&with(single(), [("/options/2/text", json!("The opposites"))]));
}

/// The item with its options in natural order.
fn natural(item: Value) -> Value {
    with(item, [("/order", json!("natural"))])
}

#[test]
fn numbers_dates_and_codes_stand_in_order() {
    for rising in [
        ["30 days", "60 days", "90 days", "1 year"],
        ["2 April", "27 April", "2 May", "1 June"],
        ["$960", "$1,240.50", "$1,300", "$10,000"],
        ["98.1%", "94.4%", "92.5%", "55.0%"],
        ["99213", "99214", "99215", "G0463"],
    ] {
        keeps(&natural(of_options(rising)));
        let what = if rising[0] == "99213" { "codes" } else { "numbers or dates" };
        let shuffled = format!("order: {what} stand in order and would be shuffled [order]");
        breaks(&of_options(rising), &shuffled);
        let [a, b, c, d] = rising;
        let mixed = format!("options: {what} stand out of order [order]");
        breaks(&natural(of_options([b, a, c, d])), &mixed);
        breaks(&of_options([a, c, b, d]), &mixed);
    }
    keeps(&of_options(["30 days", "60 beds", "90 days", "5 clerks"]));
}

#[test]
fn reasons_say_something_and_stay_short() {
    keeps(&with(single(), [("/options/1/why", json!("It is wrong."))]));
    breaks(
        &with(single(), [("/options/1/why", json!("Plainly wrong."))]),
        "advice: options[1].why: 2 words [why-length]",
    );
    let words = |count: usize| json!("word ".repeat(count));
    keeps(&with(single(), [("/options/1/why", words(60))]));
    breaks(&with(single(), [("/options/1/why", words(61))]), "advice: options[1].why: 61 words [why-length]");
    keeps(&with(single(), [("/rationale", words(120))]));
    breaks(&with(single(), [("/rationale", words(121))]), "advice: rationale: 121 words [rationale-length]");
    breaks(&with(single(), [("/rationale", words(3))]), "advice: rationale: 3 words [rationale-length]");
}

#[test]
fn a_level_fits_its_stem() {
    let level = |level: &str, words: usize| {
        with(single(), [("/level", json!(level)), ("/stem", json!("fewer ".repeat(words)))])
    };
    keeps(&level("recall", 4));
    keeps(&level("recall", 80));
    breaks(&level("recall", 81), "advice: level: a recall item with a stem of 81 words [level]");
    keeps(&level("application", 10));
    breaks(&level("analysis", 9), "advice: level: no situation in the 9 words of the stem [level]");
}

#[test]
fn a_source_is_a_primary_one() {
    keeps(&with(single(), [("/sources/0/url", json!("https://www.ecfr.gov/current/title-45"))]));
    breaks(
        &with(single(), [("/sources/0/cite", json!("Quizlet, RHIT set 4"))]),
        "sources[0]: 'quizlet' is no primary source [primary-source]",
    );
    breaks(
        &with(single(), [("/sources/-", json!({ "cite": "The rule", "url": "https://en.wikipedia.org/wiki/HIPAA" }))]),
        "sources[1]: 'wikipedia' is no primary source [primary-source]",
    );
}

#[test]
fn a_sixth_option_is_one_of_a_multi() {
    keeps(&with(multi(), [("/options/-", option("A sixth"))]));
}
