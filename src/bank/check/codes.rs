//! Codes that an item quotes: they are valid in its year, complete where they are to be reported, and called by their
//! names.
//!
//! What only may be a code (three places such as `X12`, codes without a dot) is passed over where there is no such
//! code; with a dot, or in seven places, or after "MS-DRG", it is one.

use super::super::finding::Fault;
use super::super::item::Item;
use super::super::stats::is_bare;
use super::title;
use crate::codebook::{Codebook, Entry, FiscalYear, System, bare, shape};

/// The year of the MS-DRG table.
const DRG_YEAR: &str = "FY2026";

/// A code as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mention<'a> {
    pub(super) kind: Kind,
    /// Without a dash at its end.
    pub(super) code: &'a str,
    /// What follows in the text.
    pub(super) rest: &'a str,
    /// Whether it is a code by its shape alone.
    is_certain: bool,
    /// Written as a category, with a dash: `T81.41-`.
    is_open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Code(System),
    Drg,
}

pub(super) fn quoted(book: &Codebook, item: &Item, code_set: Option<&str>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let year = code_set.and_then(FiscalYear::named);
    if let (Some(name), None) = (code_set, year) {
        let reason = format!("'{name}' is no year of codes");
        faults.push(Fault::error("code-set", "code_set", reason, "write the fiscal year, as in FY2026"));
        return faults;
    }
    let bare_options = item.choice().is_some_and(is_bare);
    let mut without_year = None;
    for (place, text) in texts(item) {
        let is_option = place.ends_with(".text");
        for mention in mentions(text) {
            let Some(year) = year else {
                if mention.is_certain && is_known(book, &mention) {
                    without_year.get_or_insert((place.clone(), mention.code));
                }
                continue;
            };
            let fault = match mention.kind {
                Kind::Drg => drg(book, &mention, code_set),
                Kind::Code(system) => code(book, system, &mention, year, bare_options && is_option),
            };
            let fault = fault.or_else(|| title::beside(book, &mention, is_option));
            faults.extend(fault.map(|fault| Fault { place: place.clone(), ..fault }));
        }
    }
    if let Some((place, code)) = without_year {
        let reason = format!("{code} is quoted, and the item does not say of which year");
        faults.push(Fault::error("code-set", place, reason, "write \"code_set\": \"FY2026\", or the year it is from"));
    }
    faults
}

/// Every text of an item with its place.
fn texts(item: &Item) -> Vec<(String, &str)> {
    let mut texts = vec![("stem".to_owned(), item.stem.as_str())];
    for (index, option) in item.choice().into_iter().flat_map(|choice| &choice.options).enumerate() {
        texts.push((format!("options[{index}].text"), &option.text));
        texts.push((format!("options[{index}].why"), &option.why));
    }
    for (index, key) in item.codes().into_iter().flat_map(|table| &table.key).enumerate() {
        texts.push((format!("key[{index}].why"), &key.why));
        let accept = key.accept.iter().enumerate();
        texts.extend(accept.map(|(at, accept)| (format!("key[{index}].accept[{at}].why"), accept.why.as_str())));
    }
    for (index, wrong) in item.codes().into_iter().flat_map(|table| &table.wrong).enumerate() {
        texts.push((format!("wrong[{index}].why"), &wrong.why));
    }
    texts.push(("rationale".to_owned(), &item.rationale));
    texts.extend(item.calc.iter().map(|calc| ("calc".to_owned(), calc.answer.as_str())));
    texts
}

fn is_known(book: &Codebook, mention: &Mention<'_>) -> bool {
    match mention.kind {
        Kind::Drg => mention.code.parse().is_ok_and(|number| book.drg(number).is_some()),
        Kind::Code(system) => book.table(system).below(&bare(mention.code)).next().is_some(),
    }
}

fn drg(book: &Codebook, mention: &Mention<'_>, code_set: Option<&str>) -> Option<Fault> {
    let missing = code_set == Some(DRG_YEAR) && !is_known(book, mention);
    missing.then(|| {
        let reason = format!("there is no MS-DRG {} in version 43", mention.code);
        Fault::error("code", "", reason, "see Table 5 of the year's final rule")
    })
}

fn code(book: &Codebook, system: System, mention: &Mention<'_>, year: FiscalYear, is_bare: bool) -> Option<Fault> {
    let (table, code) = (book.table(system), bare(mention.code));
    let entry = table.find(&code);
    let billable = entry.as_ref().is_some_and(|entry| entry.is_billable() && entry.is_valid_in(year));
    let heading = || table.is_heading_in(&code, year);
    let shown = mention.code;
    let year = format!("FY{}", year.number());
    if billable && !mention.is_open {
        return None;
    }
    if heading() {
        let incomplete = is_bare && !mention.is_open;
        return incomplete.then(|| {
            let hint = "give it all its places, or write the category with a dash";
            Fault::error("code", "", format!("{shown} is a category and no code to report in {year}"), hint)
        });
    }
    if billable {
        let reason = format!("{shown}- is written as a category, and {shown} is a complete code in {year}");
        return Some(Fault::error("code", "", reason, "take the dash away"));
    }
    match entry.filter(Entry::is_billable) {
        Some(entry) => {
            let reason = format!("{shown} is not valid in {year} (it is from {} to {})", entry.from, entry.to);
            Some(Fault::error("code", "", reason, "use the code of the item's year, or another year"))
        }
        None if mention.is_certain || is_bare => {
            let hint = "look it up in the year's code book";
            Some(Fault::error("code", "", format!("there is no code {shown} in {year}"), hint))
        }
        None => None,
    }
}

/// Codes in a text, in their order.
pub(super) fn mentions(text: &str) -> Vec<Mention<'_>> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let mut at = 0;
    let mut drgs = false;
    while let Some(start) = text[at..].find(is_part).map(|start| at + start) {
        let end = text[start..].find(|c: char| !is_part(c)).map_or(text.len(), |length| start + length);
        let word = &text[start..end];
        drgs = match word {
            "MS-DRG" | "MS-DRGs" | "DRG" | "DRGs" => true,
            "and" | "or" | "to" | "vs." | "versus" => drgs,
            _ => {
                let core = word.trim_end_matches('.');
                let is_number = drgs && core.len() == 3 && core.bytes().all(|byte| byte.is_ascii_digit());
                if is_number {
                    let rest = &text[start + core.len()..];
                    found.push(Mention { kind: Kind::Drg, code: core, rest, is_certain: true, is_open: false });
                } else {
                    found.extend(mention(core, &text[start + core.len()..]));
                }
                // A list of numbers goes on, and ends with the sentence.
                is_number && core.len() == word.len() && !text[end..].starts_with([';', '(', ')'])
            }
        };
        at = end;
    }
    found
}

fn mention<'a>(word: &'a str, rest: &'a str) -> Option<Mention<'a>> {
    if !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let code = word.trim_end_matches('-').trim_end_matches('.');
    let is_open = code.len() < word.len();
    let of = |system, is_certain| Mention { kind: Kind::Code(system), code, rest, is_certain, is_open };
    if shape::is_icd10cm(code) {
        // HCPCS codes look like diagnoses without their dot.
        let dotted = code.contains('.');
        return (!shape::is_hcpcs(code)).then(|| of(System::Icd10Cm, dotted));
    }
    shape::is_icd10pcs(code).then(|| of(System::Icd10Pcs, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, codes: &[&str]) {
        let certain = mentions(text).into_iter().filter(|mention| mention.is_certain);
        assert_eq!(certain.map(|mention| mention.code).collect::<Vec<_>>(), codes, "{text}");
    }

    #[test]
    fn codes_are_seen_in_their_texts() {
        finds("Assign N39.0 and T81.41-, then E11.9.", &["N39.0", "T81.41", "E11.9"]);
        finds("MS-DRGs 193 and 194, MS-DRG 470; then 125 beds", &["193", "194", "470"]);
        finds("From MS-DRG 690 to 689. The other 300 stays", &["690", "689"]);
        finds("0DTN4ZZ (Resection) or 0DBN0ZZ", &["0DTN4ZZ", "0DBN0ZZ"]);
    }

    #[test]
    fn what_only_looks_like_one_is_passed_over() {
        for text in [
            "UB-04, W-2 and form CMS-1500",
            "vitamin B12 and T4",
            "an X12 837 file",
            "room A40 to A44",
            "J1885 and G0463",
            "APR-DRG 194-2",
            "account 1000000",
            "45 CFR 164.524(b)(2)",
            "3.14%",
            "version 43.1",
            "a DRG with 194 stays",
        ] {
            finds(text, &[]);
        }
    }
}
