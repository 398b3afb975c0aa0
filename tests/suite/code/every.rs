//! What must hold for every code of the year.

use std::collections::HashSet;

use practicum::codebook::{Codebook, FiscalYear, Shown, Standing, System, dotted};
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear::BUILT_IN;

fn valid(system: System) -> Vec<String> {
    let entries = Codebook::built_in().table(system).iter();
    entries.filter(|entry| entry.is_billable() && entry.is_valid_in(YEAR)).map(|entry| entry.code).collect()
}

#[test]
fn every_valid_code_can_be_looked_up() {
    let book = Codebook::built_in();
    for system in [System::Icd10Cm, System::Icd10Pcs] {
        for code in valid(system) {
            let (found, entry) = book.find(&code).unwrap();
            assert!(found == system && entry.code == code && !entry.title.is_empty(), "{entry:?}");
        }
    }
}

/// One code in 50 has its whole page made: that is enough to come by every chapter and every table.
#[test]
fn every_page_stands_in_a_chapter_or_has_its_places() {
    let book = Codebook::built_in();
    let code = |code: &String| match book.show(code, YEAR) {
        Some(Shown::Page(page)) => *page,
        other => panic!("{code}: {other:?}"),
    };
    for page in valid(System::Icd10Cm).iter().step_by(50).map(code) {
        let above: Vec<&str> = page.above.iter().map(|above| above.name.as_str()).collect();
        assert!(page.standing == Standing::Reported && above[0].starts_with("Chapter ") && above.len() > 1, "{page:?}");
        assert!(page.above.iter().all(|above| !above.title.is_empty()), "{page:?}");
        if let Some(seventh) = page.seventh.as_ref().filter(|_| page.entry.code.len() == 7) {
            let last = page.entry.code.chars().last();
            assert!(seventh.meanings.iter().any(|(character, _)| Some(*character) == last), "{page:?}");
        }
    }
    for page in valid(System::Icd10Pcs).iter().step_by(50).map(code) {
        assert!(page.places.len() == 7 && page.places.iter().all(|place| !place.label.is_empty()), "{page:?}");
    }
}

#[test]
fn tables_hold_every_procedure_and_no_other() {
    let procedures = Codebook::built_in().procedures(YEAR);
    let mut built: HashSet<String> = HashSet::new();
    for three in procedures.tables() {
        let table = procedures.table(&three).unwrap();
        assert!(table.head.iter().all(|value| !value.is_derived), "{three}: {:?}", table.head);
        for row in table.rows {
            let [parts, approaches, devices, qualifiers] = row.0;
            for part in &parts {
                for approach in &approaches {
                    for device in &devices {
                        for qualifier in &qualifiers {
                            let four = [part, approach, device, qualifier].map(|value| value.value);
                            assert!(built.insert(format!("{three}{}", String::from_iter(four))));
                        }
                    }
                }
            }
        }
    }
    let valid: HashSet<String> = valid(System::Icd10Pcs).into_iter().collect();
    assert_eq!(built.len(), valid.len());
    assert_eq!(built, valid);
}

/// Whether a code can be reached, choosing at each place from what is offered.
fn is_built(code: &str) -> bool {
    let procedures = Codebook::built_in().procedures(YEAR);
    (0..7).all(|place| {
        let offered = procedures.next(&code[..place]);
        offered.iter().any(|value| code[place..].starts_with(value.value))
    })
}

#[test]
fn every_procedure_can_be_built_axis_by_axis() {
    // Prefixes are walked once each; what is offered at the end is exactly what there is.
    let procedures = Codebook::built_in().procedures(YEAR);
    let mut stems = vec![String::new()];
    for place in 0..6 {
        let longer = stems.iter().flat_map(|stem| {
            let next = procedures.next(stem);
            assert!(!next.is_empty(), "{stem} leads nowhere at {place}");
            next.into_iter().map(move |value| format!("{stem}{}", value.value))
        });
        stems = longer.collect();
        if place == 3 {
            break;
        }
    }
    let all = valid(System::Icd10Pcs);
    let four: HashSet<&str> = all.iter().map(|code| &code[..4]).collect();
    assert_eq!(stems.iter().map(String::as_str).collect::<HashSet<&str>>(), four);
    assert!(all.iter().step_by(200).all(|code| is_built(code)));
}

#[test]
fn every_code_is_found_by_its_own_letters() {
    let book = Codebook::built_in();
    for code in valid(System::Icd10Cm).iter().step_by(997).chain(valid(System::Icd10Pcs).iter().step_by(997)) {
        for typed in [code.clone(), dotted(code).to_lowercase()] {
            assert_eq!(book.search(&typed, YEAR, 1)[0].code, *code);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_is_typed_a_search_gives_what_is_valid(typed in ".{0,24}", words in "[a-z]{1,9}( [a-z0-9]{1,9}){0,3}") {
        let book = Codebook::built_in();
        for typed in [typed, words] {
            let hits = book.search(&typed, YEAR, 8);
            let codes: HashSet<_> = hits.iter().map(|hit| (hit.system.name(), &hit.code)).collect();
            prop_assert!(hits.len() <= 8 && codes.len() == hits.len());
            for hit in &hits {
                prop_assert!(book.show_in(hit.system, &hit.code, YEAR).is_some());
            }
        }
    }

    #[test]
    fn whatever_is_asked_for_a_page_is_made_or_not(code in ".{0,9}", like in "[A-Z0-9]{0,8}") {
        let book = Codebook::built_in();
        let _ = (book.show(&code, YEAR), book.show(&like, YEAR));
        let procedures = book.procedures(YEAR);
        let _ = (procedures.next(&code), procedures.table(&like), procedures.places(&code));
    }

    /// Bent bytes give an error, a book that lacks something, or wrong words; never a panic.
    #[test]
    fn no_bytes_make_the_opener_panic(at in 0_usize..2_000_000, byte: u8, cut in 0_usize..2_000_000) {
        let whole = Codebook::built_in_bytes();
        let mut bent = whole.to_vec();
        bent[at % whole.len()] = byte;
        // The list of sections is small, and bent as often.
        let mut head = whole.to_vec();
        head[at % 80] = byte;
        for bytes in [bent, head, whole[..cut % whole.len()].to_vec()] {
            let Ok(book) = Codebook::open(bytes) else { continue };
            let _ = (book.about(), book.show("E11.9", YEAR), book.show("0DT", YEAR), book.search("chf", YEAR, 3));
            let _ = (book.drgs().len(), book.operations().len(), book.checked().is_ok());
        }
    }
}
