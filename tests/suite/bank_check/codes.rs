//! Codes that items quote.
#![cfg(test)]

use serde_json::{Value, json};

use super::{breaks, keeps, of_options, with};

/// An item of a year that quotes this in its rationale.
fn quoting(text: &str) -> Value {
    with(super::single(), [("/code_set", json!("FY2026")), ("/rationale", json!(format!("The rule says so: {text}")))])
}

#[test]
fn a_quoted_code_is_valid_in_the_items_year() {
    for sound in [
        "N39.0 and N17.9.",
        "T81.41- comes first, then A41.51.",
        "the categories N18 and I50.2-",
        "0DTN4ZZ, not 0DBN4ZZ",
        "MS-DRG 470",
        "MS-DRGs 193, 194 and 195",
        "M80.051A",
        "I50.2 is a category",
    ] {
        keeps(&quoting(sound));
    }
    breaks(&quoting("N39.01 alone"), "rationale: there is no code N39.01 in FY2026 [code]");
    breaks(&quoting("0DTN4ZX alone"), "rationale: there is no code 0DTN4ZX in FY2026 [code]");
    breaks(&quoting("MS-DRG 472 alone"), "");
    breaks(&quoting("MS-DRGs 193 and 196 to 007, 015"), "rationale: there is no MS-DRG 015 in version 43 [code]");
    breaks(
        &quoting("N39.0- alone"),
        "rationale: N39.0- is written as a category, and N39.0 is a complete code in FY2026 [code]",
    );
    breaks(
        &quoting("H81.41 alone"),
        "rationale: H81.41 is not valid in FY2026 (it is from 2015-10-01 to 2019-09-30) [code]",
    );
    keeps(&with(quoting("H81.41 alone"), [("/code_set", json!("FY2019"))]));
}

#[test]
fn options_of_bare_codes_are_complete() {
    let item = |texts| with(of_options(texts), [("/code_set", json!("FY2026")), ("/order", json!("natural"))]);
    keeps(&item(["N30.00", "N30.01", "N39.0", "R30.0"]));
    keeps(&item(["N300-", "N301-", "N39.0", "R30.0"]));
    breaks(
        &item(["N30.0", "N30.01", "N39.0", "R30.0"]),
        "options[0].text: N30.0 is a category and no code to report in FY2026 [code]",
    );
    breaks(&item(["N30.00", "N30.01", "N39.00", "R30.0"]), "options[2].text: there is no code N39.00 in FY2026 [code]");
    keeps(&item(["99213", "99214", "99215", "G0463"]));
}

#[test]
fn an_item_that_quotes_codes_names_their_year() {
    let undated = |text: &str| with(quoting(text), [("/code_set", Value::Null)]);
    for passed_over in [
        "form UB-04 and W-2",
        "vitamin B12, T4 and A1c",
        "an X12 837 file",
        "room A40",
        "J1885 and 99213",
        "account 1000000",
        "45 CFR 164.524(b)(2)",
        "APR-DRG 194-2",
        "tower B12.5",
        "the category N18",
    ] {
        keeps(&undated(passed_over));
    }
    for (text, code) in
        [("N39.0 alone", "N39.0"), ("MS-DRG 470", "470"), ("0DTN4ZZ alone", "0DTN4ZZ"), ("T81.4-", "T81.4")]
    {
        let expected = format!("rationale: {code} is quoted, and the item does not say of which year [code-set]");
        breaks(&undated(text), &expected);
    }
    for (name, sound) in [("FY2026", true), ("2026", false), ("FY26", false)] {
        let item = with(super::single(), [("/code_set", json!(name))]);
        let fault = format!("code_set: '{name}' is no year of codes [code-set]");
        breaks(&item, if sound { "" } else { &fault });
    }
}

#[test]
fn a_title_beside_a_code_is_its_title() {
    keeps(&quoting("N18.4 (chronic kidney disease, stage 4) or N18.5 (CKD stage 5)."));
    keeps(&quoting("MS-DRG 193 (simple pneumonia and pleurisy w MCC)"));
    keeps(&quoting("A41.51 (the organism) and N39.0 (the infected site)"));
    breaks(
        &quoting("N18.4 (CKD stage 5)"),
        "rationale: 'CKD stage 5' is N185 (Chronic kidney disease, stage 5); N18.4 is Chronic kidney disease, stage 4 \
         (severe) [code-title]",
    );
    let [right, wrong] = ["Acute cystitis without hematuria", "Acute cystitis with hematuria"];
    let option = |title: &str| {
        let texts = [
            &format!("N30.00 {title}"),
            "N30.10 Interstitial cystitis",
            "N30.90 Cystitis",
            "N30.20 Other chronic cystitis without hematuria",
        ];
        with(of_options(texts.map(|text| text as &str)), [("/code_set", json!("FY2026"))])
    };
    keeps(&option(right));
    breaks(
        &option(wrong),
        "options[0].text: 'Acute cystitis with hematuria' is N3001 (Acute cystitis with hematuria); N30.00 is Acute \
         cystitis without hematuria [code-title]",
    );
}

#[test]
fn an_item_takes_the_year_of_its_case() {
    use super::{findings, lines};
    let item = with(quoting("N39.01 alone"), [("/code_set", Value::Null), ("/case", json!("stay"))]);
    let file = |year: Value| {
        let document = json!({ "id": "note", "title": "A note", "text": "word ".repeat(150) });
        let case = json!({
            "id": "stay", "title": "A stay", "items": ["made-1"], "code_set": year, "documents": [document]
        });
        json!({ "format": 1, "credential": "made", "items": [item], "cases": [case] }).to_string()
    };
    assert_eq!(
        lines(&findings(&[("made.json", file(json!("FY2026")))])),
        ["made.json:1: error: made-1: rationale: there is no code N39.01 in FY2026 [code]"]
    );
    assert_eq!(lines(&findings(&[("made.json", file(Value::Null))])), [""; 0]);
}
