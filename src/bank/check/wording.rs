//! What the words of a stem must say: a multi-select says how many, a negative question says NOT in capitals.

use super::super::finding::Fault;
use super::super::item::Item;
use super::super::wording::plainly_negative;

const COUNTS: [&str; 7] = ["", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"];

pub(super) fn counts(item: &Item) -> Vec<Fault> {
    let Some(choice) = item.choice().filter(|choice| choice.choose > 1) else { return Vec::new() };
    let count = COUNTS.get(choice.choose).copied().unwrap_or_default();
    let words = || item.stem.split(|c: char| !c.is_alphanumeric());
    let said = words().filter(|word| *word == count).count();
    let other = words().find(|word| *word != count && COUNTS[2..].contains(word));
    let fault = match (said, other) {
        (_, Some(other)) => {
            let reason = format!("the stem says {other}, and {} are to be chosen", choice.choose);
            Fault::error("choose", "stem", reason, "let stem and choose agree")
        }
        (0, None) => {
            let reason = format!("the stem does not say {count}");
            Fault::error("choose", "stem", reason, "ask for the number in capitals, as in Which TWO")
        }
        (1, None) => return Vec::new(),
        _ => {
            let reason = format!("the stem says {count} {said} times");
            Fault::advice("choose", "stem", reason, "say it once")
        }
    };
    vec![fault]
}

pub(super) fn negative(item: &Item) -> Vec<Fault> {
    if !plainly_negative(&item.stem) {
        return Vec::new();
    }
    let hint = "ask for what is so; where that cannot be, write NOT or EXCEPT";
    vec![Fault::error("negative", "stem", "the stem asks for what is not so without saying it in capitals", hint)]
}
