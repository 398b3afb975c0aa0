//! What coders write short, and everyday words for what titles say otherwise. The table is ours: a line each, what
//! is typed (several ways between commas), what titles say (several ways between bars), and, where one is usually
//! meant, the codes or tables that lead the results.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::words;

static TABLE: &str = include_str!("shorthand.tsv");

/// Words that a shorthand can have.
const LONGEST: usize = 4;

#[derive(Debug, Default)]
struct Short {
    spelled: Vec<Vec<String>>,
    leads: Vec<String>,
}

fn table() -> &'static HashMap<String, Short> {
    static READ: OnceLock<HashMap<String, Short>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut table: HashMap<String, Short> = HashMap::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (typed, spelled, leads) = (fields.next(), fields.next(), fields.next());
            for key in typed.unwrap_or_default().split(',') {
                let short = table.entry(words::split(key).join(" ")).or_default();
                let ways = spelled.unwrap_or_default().split('|').map(words::split);
                short.spelled.extend(ways.filter(|words| !words.is_empty()));
                short.leads.extend(leads.unwrap_or_default().split_whitespace().map(super::super::bare));
            }
        }
        table
    })
}

/// The codes that lead when nothing but a shorthand is typed, or one of some length that is misspelled.
pub fn leads(typed: &str) -> Vec<String> {
    let typed = words::split(typed).join(" ");
    let most = match typed.len() {
        0..8 => 0,
        8..10 => 1,
        _ => 2,
    };
    let near = || {
        let edits = |key: &str| words::edits(typed.as_bytes(), key.as_bytes(), most, false);
        let keys = table().keys().filter(|key| most > 0 && key.len().abs_diff(typed.len()) <= most);
        keys.filter_map(|key| Some((edits(key)?, key))).min().and_then(|(_, key)| table().get(key))
    };
    table().get(&typed).or_else(near).map(|short| short.leads.clone()).unwrap_or_default()
}

/// The words as they are, and with what is written short spelled out, up to so many ways.
pub fn spellings(typed: &[String], most: usize) -> Vec<Vec<String>> {
    let mut spellings: Vec<Vec<String>> = vec![typed.to_vec()];
    let mut spelled: Vec<Vec<String>> = vec![Vec::new()];
    let mut at = 0;
    while at < typed.len() {
        let longest = (1..=LONGEST.min(typed.len() - at)).rev();
        let short = longest.filter_map(|count| Some((count, table().get(&typed[at..at + count].join(" "))?))).next();
        let short = short.filter(|(_, short)| !short.spelled.is_empty());
        let (count, ways) = match short {
            Some((count, short)) => (count, short.spelled.clone()),
            None => (1, vec![vec![typed[at].clone()]]),
        };
        let mut longer = Vec::new();
        for way in &ways {
            longer.extend(spelled.iter().map(|before| [before.as_slice(), way].concat()));
        }
        longer.truncate(most);
        spelled = longer;
        at += count;
    }
    spellings.extend(spelled.into_iter().filter(|words| words != typed));
    spellings.truncate(most);
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_short_is_spelled_out() {
        let of = |text: &str| -> Vec<String> {
            spellings(&words::split(text), 4).iter().map(|words| words.join(" ")).collect()
        };
        assert_eq!(of("CHF"), ["chf", "heart failure"]);
        assert_eq!(of("acute CHF, DM2")[1], "acute heart failure type 2 diabetes mellitus");
        assert_eq!(of("cholera"), ["cholera"]);
        assert_eq!(leads("chf"), ["I509"]);
        assert!(leads("acute chf").is_empty());
        assert_eq!(leads("hypertention"), ["I10"]);
    }

    #[test]
    fn every_line_says_something_once() {
        let mut seen = std::collections::HashSet::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!((2..=3).contains(&fields.len()), "{line}");
            for key in fields[0].split(',') {
                let key = words::split(key);
                assert!((1..=LONGEST).contains(&key.len()), "{line}");
                assert!(seen.insert(key.join(" ")), "twice: {line}");
            }
        }
    }
}
