//! What `check` and `stats` are asked about: credentials, files and folders, opened as banks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::Failure;
use crate::bank::check::{Around, Strictness};
use crate::bank::load::{BankText, load};
use crate::bank::{Bank, Credential, Finding};
use crate::codebook::Codebook;
use crate::library::{Library, read_files};

/// One bank that was asked for.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) name: String,
    pub(super) credential: Option<Credential>,
    pub(super) bank: Bank,
    /// Whether the bank is a credential's as practicum reads it, and not only some files.
    pub(super) is_shelf: bool,
    /// For some files alone: the bank of their credential, whose items they may name.
    elsewhere: Option<Bank>,
}

impl Target {
    /// Whether everything in it came with the program.
    pub(super) fn strictness(&self) -> Strictness {
        let built_in = self.is_shelf && self.bank.file_names().all(|name| name.starts_with("built-in "));
        if built_in { Strictness::BuiltIn } else { Strictness::Own }
    }

    pub(super) fn around(&self) -> Around<'_> {
        let (credential, elsewhere) = (self.credential.as_ref(), self.elsewhere.as_ref());
        Around { credential, elsewhere, codebook: Codebook::built_in() }
    }
}

/// Every bank that was asked for, with what loading found.
#[derive(Debug, Default)]
pub(super) struct Targets {
    pub(super) banks: Vec<Target>,
    pub(super) files: Vec<String>,
    pub(super) findings: Vec<Finding>,
}

impl Targets {
    pub(super) fn open(names: &[String], library: &Library) -> Result<Self, Failure> {
        let known = library.credentials();
        let mut targets = Self::default();
        let names: Vec<String> = if names.is_empty() { known.clone() } else { names.to_vec() };
        let mut paths = Vec::new();
        for name in &names {
            if known.contains(name) {
                targets.credential(library, name);
            } else if Path::new(name).exists() {
                paths.extend(item_files(Path::new(name)));
            } else {
                let hint = format!("name a credential ({}), a file or a folder", known.join(", "));
                return Err(Failure::input(format!("there is no '{name}'"), hint));
            }
        }
        targets.paths(library, &paths);
        Ok(targets)
    }

    fn credential(&mut self, library: &Library, name: &str) {
        match library.open(name) {
            Err(findings) => self.findings.extend(findings),
            Ok(shelf) => {
                self.files.extend(shelf.files);
                self.findings.extend(shelf.findings);
                let (credential, bank) = (Some(shelf.credential), shelf.bank);
                let name = name.to_owned();
                self.banks.push(Target { name, credential, bank, is_shelf: true, elsewhere: None });
            }
        }
    }

    fn paths(&mut self, library: &Library, paths: &[PathBuf]) {
        let is_outline = |path: &&PathBuf| path.file_name().is_some_and(|name| name == "outline.json");
        let (outlines, files): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_outline);
        let mut own = self.outlines(&outlines);
        let (texts, unread) = read_files(&files.into_iter().cloned().collect::<Vec<_>>());
        self.findings.extend(unread);
        let mut by_credential: BTreeMap<String, Vec<BankText>> = BTreeMap::new();
        for text in texts {
            self.files.push(text.name.clone());
            by_credential.entry(credential_of(&text.text)).or_default().push(text);
        }
        for (name, texts) in by_credential {
            let credential = own.remove(&name).or_else(|| library.credential(&name).ok());
            let (bank, findings) = load(&name, texts);
            self.findings.extend(findings);
            let elsewhere = library.open(&name).ok().map(|shelf| shelf.bank);
            self.banks.push(Target { name, credential, bank, is_shelf: false, elsewhere });
        }
    }

    fn outlines(&mut self, paths: &[&PathBuf]) -> BTreeMap<String, Credential> {
        let mut own = BTreeMap::new();
        for path in paths {
            let (texts, unread) = read_files(std::slice::from_ref(path));
            self.findings.extend(unread);
            for BankText { name, text } in texts {
                match Credential::read(&text) {
                    Ok(credential) => drop(own.insert(credential.credential.clone(), credential)),
                    Err(faults) => {
                        self.findings.extend(faults.into_iter().map(|fault| Finding::in_file(&name, fault)));
                    }
                }
            }
        }
        own
    }
}

/// The item files of a folder and of the folders in it, or the file itself.
fn item_files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let keep = |entry: &PathBuf| entry.is_dir() || entry.extension().is_some_and(|end| end == "json");
    entries.iter().filter(|entry| keep(entry)).flat_map(|entry| item_files(entry)).collect()
}

/// The credential that a file says it is for; a file that cannot be parsed is reported when it is loaded.
fn credential_of(text: &str) -> String {
    #[derive(serde::Deserialize)]
    struct Header {
        credential: String,
    }
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_or_else(|_| String::new(), |header: Header| header.credential)
}
