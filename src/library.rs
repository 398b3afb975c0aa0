//! Where banks come from: the ones inside the binary, then the user's folders. The only reader of bank files.
//!
//! A user's broken file is reported and left out; it never takes a built-in bank down.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bank::finding::{Fault, Finding};
use crate::bank::load::{BankText, load};
use crate::bank::{Bank, Credential};

/// Credential folder, file name and text of every built-in file.
static EMBEDDED: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded_banks.rs"));

const OUTLINE: &str = "outline.json";

#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Folders that hold a folder for each credential.
    folders: Vec<PathBuf>,
    builtin: bool,
}

/// A credential with everything there is to practise on.
#[derive(Debug)]
pub struct Shelf {
    pub credential: Credential,
    /// Every item file, also one that could not be used.
    pub files: Vec<String>,
    pub bank: Bank,
    pub findings: Vec<Finding>,
}

impl Library {
    pub fn with_folders(folders: Vec<PathBuf>) -> Self {
        Self { folders, builtin: true }
    }

    /// Only what stands in `folder`: for tests and for checking a bank by itself.
    pub fn only(folder: PathBuf) -> Self {
        Self { folders: vec![folder], builtin: false }
    }

    /// The names of all credential folders.
    pub fn credentials(&self) -> Vec<String> {
        let mut names: BTreeSet<String> = self.embedded().map(|(credential, ..)| (*credential).to_owned()).collect();
        for folder in &self.folders {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let named = entries.filter(|entry| entry.path().join(OUTLINE).is_file());
            names.extend(named.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.into_iter().collect()
    }

    fn embedded(&self) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
        EMBEDDED.iter().filter(|_| self.builtin)
    }

    /// A credential's outline alone: what the home screen needs, without reading any item.
    ///
    /// The last folder that has one wins; a broken one is passed over, and [`Library::open`] reports it.
    pub fn credential(&self, name: &str) -> Result<Credential, Vec<Finding>> {
        self.outline(name).0.ok_or_else(|| {
            let findings = self.outline(name).1;
            if !findings.is_empty() {
                return findings;
            }
            let hint = format!("known are: {}", self.credentials().join(", "));
            vec![Finding::in_file(name, Fault::error("credential", "", "no such credential", hint))]
        })
    }

    /// The first outline that is sound, and what is wrong with those before it.
    fn outline(&self, name: &str) -> (Option<Credential>, Vec<Finding>) {
        let own = self.folders.iter().rev().map(|folder| folder.join(name).join(OUTLINE));
        let own = own.filter(|path| path.is_file()).map(|path| {
            let text = read(&path).map(Cow::Owned).map_err(|finding| vec![*finding]);
            (path.display().to_string(), text)
        });
        let builtin = self.embedded().filter(|(credential, file, _)| *credential == name && *file == OUTLINE);
        let builtin = builtin.map(|(_, _, text)| (format!("built-in {name}/{OUTLINE}"), Ok(Cow::Borrowed(*text))));
        let mut findings = Vec::new();
        for (file, text) in own.chain(builtin) {
            match text.and_then(|text| sound_outline(name, &file, &text)) {
                Ok(credential) => return (Some(credential), findings),
                Err(faults) => findings.extend(faults),
            }
        }
        (None, findings)
    }

    /// Everything of one credential, read now.
    pub fn open(&self, name: &str) -> Result<Shelf, Vec<Finding>> {
        let credential = self.credential(name)?;
        let mut findings = self.outline(name).1;
        let mut texts: Vec<BankText> = self
            .embedded()
            .filter(|(credential, file, _)| *credential == name && *file != OUTLINE)
            .map(|(_, file, text)| BankText { name: format!("built-in {name}/{file}"), text: Cow::Borrowed(text) })
            .collect();
        for folder in &self.folders {
            let (own, unread) = read_folder(&folder.join(name));
            texts.extend(own);
            findings.extend(unread);
        }
        let files = texts.iter().map(|text| text.name.clone()).collect();
        let (bank, faults) = load(name, texts);
        findings.extend(faults);
        Ok(Shelf { credential, files, bank, findings })
    }
}

fn sound_outline(name: &str, file: &str, text: &str) -> Result<Credential, Vec<Finding>> {
    let wrap = |fault| Finding::in_file(file, fault);
    let credential = Credential::read(text).map_err(|faults| faults.into_iter().map(wrap).collect::<Vec<_>>())?;
    if credential.credential == name {
        return Ok(credential);
    }
    let reason = format!("the file is for '{}', its folder for '{name}'", credential.credential);
    Err(vec![wrap(Fault::error("credential", "credential", reason, "rename one of the two"))])
}

/// Every item file of a folder, sorted by name, and what could not be read.
pub fn read_folder(folder: &Path) -> (Vec<BankText>, Vec<Finding>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_item_file(path)).collect();
    paths.sort();
    read_files(&paths)
}

pub fn read_files(paths: &[PathBuf]) -> (Vec<BankText>, Vec<Finding>) {
    let (mut texts, mut findings) = (Vec::new(), Vec::new());
    for path in paths {
        match read(path) {
            Ok(text) => texts.push(BankText { name: path.display().to_string(), text: Cow::Owned(text) }),
            Err(finding) => findings.push(*finding),
        }
    }
    (texts, findings)
}

fn is_item_file(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "json") && path.file_name().is_none_or(|name| name != OUTLINE)
}

fn read(path: &Path) -> Result<String, Box<Finding>> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| {
        let fault = Fault::error("file", "", format!("cannot be read: {error}"), "check the path and its permissions");
        Box::new(Finding::in_file(&file, fault))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        let fault = Fault::error("file", "", format!("not UTF-8 at byte {at}"), "save the file as UTF-8");
        Box::new(Finding { line, ..Finding::in_file(&file, fault) })
    })
}
