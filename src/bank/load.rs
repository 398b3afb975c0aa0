//! Files to a bank: an index of what forms need to know of every item; an item's text is parsed when it is drawn.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde_json::value::RawValue;

use super::case::Case;
use super::finding::{Fault, Finding, Severity};
use super::item::{ContentHash, Item, ItemId, Level};
use super::raw::{RawFile, Text};
use super::read;

/// The version of the bank format that this program writes and the newest it reads.
pub const FORMAT: u32 = 1;

/// One file of a bank, as it was read.
#[derive(Clone, Debug)]
pub struct BankText {
    pub name: String,
    pub text: Cow<'static, str>,
}

/// What forms and lists need to know of an item, without its words.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: ItemId,
    /// Codes are shared among the entries of a bank, so that comparing them costs nothing.
    pub domain: Arc<str>,
    pub task: Arc<str>,
    pub topic: Arc<str>,
    pub level: Level,
    pub angoff: f32,
    pub words: u16,
    /// How many options it has, and how many of them are to be chosen. All of them are where steps are put in order; one
    /// of none where a number is typed; none of none where codes are.
    pub options: u8,
    pub choose: u8,
    pub kind: &'static str,
    /// Whether a form can hold the item by itself: a choice that stands alone.
    pub drawable: bool,
    /// Whether a drill can ask it: what a form can hold by itself, and the kinds that are for drills alone.
    pub drilled: bool,
    /// The case it is asked on.
    pub case: Option<Arc<str>>,
    pub enemies: Box<[ItemId]>,
    file: u16,
    span: Range<u32>,
}

impl Entry {
    /// Whether forms ask items of its kind.
    fn is_asked(&self) -> bool {
        matches!(self.kind, "single" | "multi" | "codes")
    }
}

/// The items and cases of one credential, from all its files.
#[derive(Debug, Default)]
pub struct Bank {
    pub entries: Vec<Entry>,
    pub cases: Vec<Case>,
    files: Vec<BankText>,
    /// File, line and text of each case.
    case_places: Vec<(u16, usize, Range<u32>)>,
    by_id: HashMap<ItemId, u32>,
    /// Where the lines of each file end; found when a line is first asked for.
    line_ends: OnceLock<Vec<Vec<u32>>>,
}

impl Bank {
    pub fn entry(&self, id: &ItemId) -> Option<&Entry> {
        self.by_id.get(id).map(|&index| &self.entries[index as usize])
    }

    pub fn file(&self, entry: &Entry) -> &str {
        &self.files[usize::from(entry.file)].name
    }

    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// The file and line where a case begins, by its place among the cases.
    pub fn case_place(&self, case: usize) -> (&str, usize) {
        let (file, line, _) = self.case_places[case];
        (&self.files[usize::from(file)].name, line)
    }

    /// The case's JSON as its file has it, by its place among the cases.
    pub fn case_json(&self, case: usize) -> &str {
        let (file, _, span) = &self.case_places[case];
        &self.files[usize::from(*file)].text[span.start as usize..span.end as usize]
    }

    /// The items of each case that a form can hold: all of them there, of a kind that is asked, and of this case.
    pub fn case_units(&self) -> Vec<Vec<&Entry>> {
        let unit = |case: &Case| {
            let entries: Option<Vec<&Entry>> = case.items.iter().map(|id| self.entry(id)).collect();
            let sound = |entry: &&Entry| entry.is_asked() && entry.case.as_deref() == Some(case.id.as_str());
            entries.filter(|entries| !entries.is_empty() && entries.iter().all(sound))
        };
        self.cases.iter().filter_map(unit).collect()
    }

    /// The line of its file on which an item begins, from 1.
    pub fn line(&self, entry: &Entry) -> usize {
        let ends = self.line_ends.get_or_init(|| self.files.iter().map(|file| line_ends(&file.text)).collect());
        ends[usize::from(entry.file)].partition_point(|end| *end < entry.span.start) + 1
    }

    /// The item's JSON as its file has it.
    pub fn json(&self, entry: &Entry) -> &str {
        &self.files[usize::from(entry.file)].text[entry.span.start as usize..entry.span.end as usize]
    }

    /// The item with all its words. An entry stands for an item that was read once, so it can be read again.
    pub fn item(&self, entry: &Entry) -> Option<Item> {
        read::item(self.json(entry)).0
    }
}

/// An item's JSON with sorted fields and no blanks: what is hashed and archived.
pub fn canonical(json: &str) -> String {
    serde_json::from_str::<serde_json::Value>(json).map_or_else(|_| json.to_owned(), |value| value.to_string())
}

/// The fingerprint of an item's wording.
pub fn content_hash(json: &str) -> ContentHash {
    ContentHash::of(&canonical(json))
}

/// Reads every file of `credential`; what is wrong is in the findings, what is sound is in the bank.
pub fn load(credential: &str, files: Vec<BankText>) -> (Bank, Vec<Finding>) {
    let mut loader = Loader { credential, bank: Bank::default(), codes: HashSet::new(), findings: Vec::new() };
    for file in files {
        loader.file(file);
    }
    (loader.bank, loader.findings)
}

struct Loader<'a> {
    credential: &'a str,
    bank: Bank,
    codes: HashSet<Arc<str>>,
    findings: Vec<Finding>,
}

impl Loader<'_> {
    fn file(&mut self, file: BankText) {
        let text: &str = file.text.trim_start_matches('\u{feff}');
        let offset = file.text.len() - text.len();
        let raw: RawFile<'_> = match serde_json::from_str(text) {
            Ok(raw) => raw,
            Err(error) => {
                let reason = error.to_string();
                let hint = "no item of this file is used; mend the JSON at this line";
                let fault = Fault::error("json", "", reason, hint);
                self.findings.push(finding(&file.name, error.line().max(1), None, fault));
                return;
            }
        };
        if !self.header(&file.name, &raw) {
            return;
        }
        let Ok(number) = u16::try_from(self.bank.files.len()) else {
            let fault = Fault::error("file", "", "too many files in one bank", "put items together in fewer files");
            self.findings.push(finding(&file.name, 1, None, fault));
            return;
        };
        if u32::try_from(file.text.len()).is_err() {
            let fault = Fault::error("file", "", "larger than 4 GiB", "split the file");
            self.findings.push(finding(&file.name, 1, None, fault));
            return;
        }
        for item in &raw.items {
            self.item(&file, number, offset, item);
        }
        for case in &raw.cases {
            self.case(&file, number, case);
        }
        drop(raw);
        self.bank.files.push(file);
    }

    fn header(&mut self, name: &str, raw: &RawFile<'_>) -> bool {
        let mut faults = Vec::new();
        match raw.format {
            Some(FORMAT) => {}
            Some(newer) if newer > FORMAT => faults.push(Fault::error(
                "format",
                "format",
                format!("format {newer} is newer than this program, which reads {FORMAT}"),
                "install a newer practicum",
            )),
            _ => faults.push(Fault::error("format", "format", "missing or unknown", "write \"format\": 1")),
        }
        match &raw.credential {
            Some(Text(credential)) if credential == self.credential => {}
            Some(Text(other)) => faults.push(Fault::error(
                "credential",
                "credential",
                format!("the file is for '{other}', its folder for '{}'", self.credential),
                "move the file to its credential's folder",
            )),
            None => faults.push(Fault::error(
                "credential",
                "credential",
                "missing",
                match self.credential {
                    "" => "name the credential that the file is for, as in \"credential\": \"rhit\"".to_owned(),
                    name => format!("write \"credential\": \"{name}\""),
                },
            )),
        }
        let sound = faults.is_empty();
        self.findings.extend(faults.into_iter().map(|fault| finding(name, 1, None, fault)));
        sound
    }

    fn item(&mut self, file: &BankText, number: u16, offset: usize, raw: &RawValue) {
        let json = raw.get();
        let start = position(&file.text[offset..], json) + offset;
        let (item, faults) = read::item(json);
        if !faults.is_empty() {
            let line = line_at(&file.text, start);
            let id = item.as_ref().map(|item| item.id.to_string()).or_else(|| id_of(json));
            self.findings.extend(faults.into_iter().map(|fault| finding(&file.name, line, id.clone(), fault)));
        }
        let Some(item) = item else { return };
        if let Some(&first) = self.bank.by_id.get(&item.id) {
            let first = &self.bank.entries[first as usize];
            let at = match self.bank.files.get(usize::from(first.file)) {
                Some(other) => format!("{}:{}", other.name, line_at(&other.text, first.span.start as usize)),
                None => format!("{}:{}", file.name, line_at(&file.text, first.span.start as usize)),
            };
            let fault = Fault::error("id", "id", format!("used before, at {at}"), "give this item an id of its own");
            let line = line_at(&file.text, start);
            self.findings.push(finding(&file.name, line, Some(item.id.to_string()), fault));
            return;
        }
        let Ok(index) = u32::try_from(self.bank.entries.len()) else { return };
        self.bank.by_id.insert(item.id.clone(), index);
        let span = start as u32..(start + json.len()) as u32;
        let (domain, task, topic) = (self.code(&item.domain), self.code(&item.task), self.code(&item.topic));
        let case = item.case.as_deref().map(|case| self.code(case));
        let (options, choose) = item.body.options_and_choose();
        self.bank.entries.push(Entry {
            words: u16::try_from(item.words()).unwrap_or(u16::MAX),
            kind: item.body.kind(),
            drawable: item.choice().is_some() && item.case.is_none(),
            drilled: item.case.is_none() && choose > 0,
            case,
            id: item.id,
            domain,
            task,
            topic,
            options: options as u8,
            choose: choose as u8,
            level: item.level,
            angoff: item.angoff as f32,
            enemies: item.enemies.into(),
            file: number,
            span,
        });
    }

    fn code(&mut self, code: &str) -> Arc<str> {
        if let Some(known) = self.codes.get(code) {
            return Arc::clone(known);
        }
        let code: Arc<str> = code.into();
        self.codes.insert(Arc::clone(&code));
        code
    }

    fn case(&mut self, file: &BankText, number: u16, raw: &RawValue) {
        let json = raw.get();
        let start = position(&file.text, json);
        let line = line_at(&file.text, start);
        let span = start as u32..(start + json.len()) as u32;
        let (case, faults) = read::case(json);
        if !faults.is_empty() {
            let id = case.as_ref().map(|case| case.id.clone()).or_else(|| id_of(json));
            self.findings.extend(faults.into_iter().map(|fault| finding(&file.name, line, id.clone(), fault)));
        }
        self.bank.case_places.extend(case.iter().map(|_| (number, line, span.clone())));
        self.bank.cases.extend(case);
    }
}

fn finding(file: &str, line: usize, item: Option<String>, fault: Fault) -> Finding {
    Finding { line, item, ..Finding::in_file(file, fault) }
}

/// Where a part that was borrowed from `text` begins.
fn position(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

fn line_at(text: &str, position: usize) -> usize {
    text.as_bytes()[..position.min(text.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn line_ends(text: &str) -> Vec<u32> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(place, _)| place as u32).collect()
}

fn id_of(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    Some(value.get("id")?.as_str()?.chars().take(80).collect())
}

/// Findings in the order of the files and their lines; those of other files come after, each file by itself.
pub fn in_file_order(findings: &mut [Finding], files: &[String]) {
    let mut order = files.to_vec();
    for finding in findings.iter() {
        if !order.contains(&finding.file) {
            order.push(finding.file.clone());
        }
    }
    let rank = |finding: &Finding| order.iter().position(|file| *file == finding.file);
    findings.sort_by_key(|finding| (rank(finding), finding.line));
}

/// How many findings keep an item or a file out.
pub fn errors(findings: &[Finding]) -> usize {
    findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}
