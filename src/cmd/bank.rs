//! `bank`: list, check, show.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::{Done, Failure, library, print, print_json};
use crate::bank::load::{BankText, errors, in_file_order, load};
use crate::bank::{Credential, Finding, Item, check};
use crate::cli::{Bank as Command, Global};
use crate::library::{Library, read_files};

pub(super) fn run(command: Command, global: &Global) -> Done {
    match command {
        Command::List { credentials, json } => list(&credentials, json, global),
        Command::Check { targets, json } => check_all(&targets, json, global),
        Command::Show { id, json } => show(&id, json, global),
    }
}

fn list(credentials: &[String], as_json: bool, global: &Global) -> Done {
    let library = library(global)?;
    let names = if credentials.is_empty() { library.credentials() } else { credentials.to_vec() };
    let (mut text, mut documents) = (String::new(), Vec::new());
    for name in names {
        let shelf = match library.open(&name) {
            Err(findings) if credentials.is_empty() => {
                documents.push(json!({ "credential": name, "errors": errors(&findings) }));
                let _ = writeln!(text, "{name:<6} cannot be read: practicum bank check {name} says why\n");
                continue;
            }
            shelf => shelf?,
        };
        let credential = &shelf.credential;
        let count = |code: &str| shelf.bank.entries.iter().filter(|entry| *entry.domain == *code).count();
        let domains: Vec<_> = credential.domains.iter().map(|domain| (domain, count(&domain.code))).collect();
        documents.push(json!({
            "credential": credential.credential,
            "name": credential.name,
            "items": shelf.bank.entries.len(),
            "cases": shelf.bank.cases.len(),
            "errors": errors(&shelf.findings),
            "outlines": credential.outlines,
            "domains": domains.iter().map(|(domain, items)| json!({
                "code": domain.code, "title": domain.title, "items": items
            })).collect::<Vec<_>>(),
        }));
        let _ = writeln!(text, "{:<6} {}, {} items", credential.credential, credential.name, shelf.bank.entries.len());
        for (domain, items) in domains {
            let _ = writeln!(text, "  {:<3} {:<56} {items:>5}", domain.code, domain.title);
        }
        for outline in &credential.outlines {
            let confidence = outline.confidence.name();
            let _ = writeln!(text, "  outline {:<10} {}; confidence {confidence}", outline.id, outline.title);
        }
        text.push('\n');
    }
    if as_json { print_json(&json!({ "version": 1, "credentials": documents })) } else { print(&text) }
}

/// What was checked, and what was found.
#[derive(Default)]
struct Checked {
    files: Vec<String>,
    items: usize,
    findings: Vec<Finding>,
}

fn check_all(targets: &[String], as_json: bool, global: &Global) -> Done {
    let library = library(global)?;
    let known = library.credentials();
    let mut checked = Checked::default();
    let names: Vec<String> = if targets.is_empty() { known.clone() } else { targets.to_vec() };
    let mut paths = Vec::new();
    for target in &names {
        if known.contains(target) {
            check_credential(&library, target, &mut checked);
        } else if Path::new(target).exists() {
            paths.extend(item_files(Path::new(target)));
        } else {
            let hint = format!("name a credential ({}), a file or a folder", known.join(", "));
            return Err(Failure::input(format!("there is no '{target}'"), hint));
        }
    }
    check_paths(&library, &paths, &mut checked);
    in_file_order(&mut checked.findings, &checked.files);
    let errors = errors(&checked.findings);
    let done = if as_json {
        print_json(&json!({
            "version": 1, "items": checked.items, "errors": errors,
            "advice": checked.findings.len() - errors, "findings": checked.findings
        }))
    } else {
        let mut text: String = checked.findings.iter().map(|finding| format!("{finding}\n")).collect();
        let advice = checked.findings.len() - errors;
        let _ = writeln!(text, "{} items, {errors} errors, {advice} pieces of advice", checked.items);
        print(&text)
    };
    done.map(|code| if errors > 0 { ExitCode::from(3) } else { code })
}

fn check_credential(library: &Library, name: &str, checked: &mut Checked) {
    match library.open(name) {
        Err(findings) => checked.findings.extend(findings),
        Ok(shelf) => {
            checked.items += shelf.bank.entries.len();
            checked.files.extend(shelf.files);
            checked.findings.extend(shelf.findings);
            checked.findings.extend(check::items(Some(&shelf.credential), &shelf.bank));
            checked.findings.extend(check::forms(&shelf.credential, &shelf.bank));
        }
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

fn check_paths(library: &Library, paths: &[PathBuf], checked: &mut Checked) {
    let is_outline = |path: &&PathBuf| path.file_name().is_some_and(|name| name == "outline.json");
    let (outlines, files): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(is_outline);
    let mut own: BTreeMap<String, Credential> = BTreeMap::new();
    for path in outlines {
        let (texts, unread) = read_files(std::slice::from_ref(path));
        checked.findings.extend(unread);
        for BankText { name, text } in texts {
            match Credential::read(&text) {
                Ok(credential) => drop(own.insert(credential.credential.clone(), credential)),
                Err(faults) => {
                    checked.findings.extend(faults.into_iter().map(|fault| Finding::in_file(&name, fault)));
                }
            }
        }
    }
    let (texts, unread) = read_files(&files.into_iter().cloned().collect::<Vec<_>>());
    checked.findings.extend(unread);
    let mut by_credential: BTreeMap<String, Vec<BankText>> = BTreeMap::new();
    for text in texts {
        checked.files.push(text.name.clone());
        by_credential.entry(credential_of(&text.text)).or_default().push(text);
    }
    for (name, texts) in by_credential {
        let credential = own.remove(&name).or_else(|| library.credential(&name).ok());
        let (bank, findings) = load(&name, texts);
        checked.items += bank.entries.len();
        checked.findings.extend(findings);
        checked.findings.extend(check::items(credential.as_ref(), &bank));
    }
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

fn show(id: &str, as_json: bool, global: &Global) -> Done {
    let library = library(global)?;
    let wanted = crate::bank::ItemId::new(id);
    for name in library.credentials() {
        let Ok(shelf) = library.open(&name) else { continue };
        let Some(entry) = shelf.bank.entry(&wanted) else { continue };
        let json = shelf.bank.json(entry);
        let hash = crate::bank::load::content_hash(json);
        let file = format!("{}:{}", shelf.bank.file(entry), shelf.bank.line(entry));
        if as_json {
            let item: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
            return print_json(&json!({ "version": 1, "file": file, "content": hash, "item": item }));
        }
        let Some(item) = shelf.bank.item(entry) else { continue };
        return print(&item_text(&item, &file, hash.as_str()));
    }
    Err(Failure::input(
        format!("no bank has an item '{id}'"),
        "ids look like rhit-2-014; the report of a sitting names them",
    ))
}

fn item_text(item: &Item, file: &str, hash: &str) -> String {
    let mut text = format!(
        "{}  {} {} · {} · {} · angoff {}\n{file}  wording {hash}\n\n{}\n\n",
        item.id,
        item.body.kind(),
        item.task,
        item.topic,
        item.level.name(),
        item.angoff,
        item.stem
    );
    for option in item.choice().into_iter().flat_map(|choice| &choice.options) {
        let mark = if option.is_key { "✓" } else { " " };
        let _ = writeln!(text, "{mark} {}\n    {}", option.text, option.why);
    }
    let _ = writeln!(text, "\n{}\n", item.rationale);
    for source in &item.sources {
        let checked = source.checked.as_ref().map_or_else(String::new, |month| format!(" (read {month})"));
        let _ = writeln!(text, "Source: {}{checked}", source.cite);
    }
    text
}
