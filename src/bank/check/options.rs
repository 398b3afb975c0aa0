//! Options stand for themselves, mean different things, and numbers among them stand in order.

use super::super::finding::Fault;
use super::super::item::{Choice, Item, OptionOrder};
use super::super::quantity;
use super::super::stats::is_bare;
use super::super::wording::is_forbidden;

/// No two options mean the same.
pub(super) fn twice(item: &Item) -> Vec<Fault> {
    let texts: Vec<String> = item.option_texts().map(plain).collect();
    let again = |index: &usize| texts[..*index].contains(&texts[*index]);
    let fault = |index: usize| {
        let place = format!("options[{index}].text");
        Fault::error("duplicate", place, "an option stands twice", "write another one")
    };
    (0..texts.len()).filter(again).map(fault).collect()
}

/// Small letters without articles, emphasis and signs; what makes numbers differ stays.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().map(|word| {
        word.trim_matches(|c: char| {
            matches!(c, '*' | '_' | '`' | '"' | '\'' | ',' | '.' | ';' | ':' | '(' | ')' | '\u{201c}' | '\u{201d}')
        })
    });
    let words: Vec<&str> = words.filter(|word| !matches!(*word, "" | "a" | "an" | "the")).collect();
    if words.is_empty() { lower.trim().to_owned() } else { words.join(" ") }
}

pub(super) fn about_others(item: &Item) -> Vec<Fault> {
    let options = item.choice().into_iter().flat_map(|choice| &choice.options).enumerate();
    let forbidden = options.filter(|(_, option)| is_forbidden(&option.text));
    let fault = |(index, _)| {
        let hint = "let each option stand for itself; options are shuffled";
        Fault::error("all-of-the-above", format!("options[{index}].text"), "an option about the other options", hint)
    };
    forbidden.map(fault).collect()
}

/// Numbers, dates and bare codes are stored in their order and marked as such.
pub(super) fn order(item: &Item) -> Vec<Fault> {
    let Some(choice) = item.choice() else { return Vec::new() };
    let Some((what, sorted)) = sorted(choice) else { return Vec::new() };
    match (sorted, choice.order) {
        (true, OptionOrder::Natural) => Vec::new(),
        (true, OptionOrder::Shuffled) => {
            let reason = format!("{what} stand in order and would be shuffled");
            vec![Fault::error("order", "order", reason, "write \"order\": \"natural\"")]
        }
        (false, _) => {
            let reason = format!("{what} stand out of order");
            vec![Fault::error("order", "options", reason, "sort the options and write \"order\": \"natural\"")]
        }
    }
}

/// What kind of things with an order the options are, if any, and whether they stand in it.
fn sorted(choice: &Choice) -> Option<(&'static str, bool)> {
    let texts = || choice.options.iter().map(|option| option.text.trim());
    if is_bare(choice) {
        let codes: Vec<&str> = texts().collect();
        return Some(("codes", codes.is_sorted()));
    }
    let values = quantity::values(texts())?;
    let rises = values.is_sorted();
    let falls = values.windows(2).all(|pair| pair[0] >= pair[1]);
    Some(("numbers or dates", rises || falls))
}
