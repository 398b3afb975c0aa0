//! The notes of the Tabular List inside a key: no two of its codes exclude each other, and none stands before the code
//! that its note puts first.
//!
//! What a note leaves to the record (use additional, code also, "if applicable") is not for a program to say.

use super::super::coding::{CodeRole, Codes, KeyCode};
use super::super::finding::Fault;
use crate::codebook::page::Note;
use crate::codebook::quoted::Quoted;
use crate::codebook::{Codebook, NoteKind, Shown, System};

pub(super) fn kept(book: &Codebook, table: &Codes) -> Vec<Fault> {
    let diagnoses: Vec<(usize, &KeyCode)> =
        table.key.iter().enumerate().filter(|(_, key)| key.role != CodeRole::Procedure).collect();
    let mut faults = Vec::new();
    for (index, key) in &diagnoses {
        let Some(Shown::Page(page)) = book.show_in(System::Icd10Cm, key.code.as_str(), table.year) else { continue };
        let named = |kind: NoteKind| {
            let notes = page.notes.iter().filter(move |note| note.kind == kind);
            let others = diagnoses.iter().filter(|(other, _)| other != index);
            others.filter_map(move |(_, other)| Some((other, notes.clone().find(|note| names(note, other))?)))
        };
        for (other, note) in named(NoteKind::Excludes1) {
            let reason = format!("{} excludes {} ({})", written(key), written(other), at(note));
            let hint = "one of them, or, where the two have nothing to do with each other, accept it with the reason";
            faults.push(Fault::error("excludes1", format!("key[{index}].code"), reason, hint));
        }
        if key.role.is_first()
            && let Some((other, note)) = named(NoteKind::CodeFirst).next()
        {
            let reason = format!("{} is to stand before {} ({})", written(other), written(key), at(note));
            faults.push(Fault::error("code-first", format!("key[{index}].code"), reason, "put that code first"));
        }
    }
    faults
}

fn written(key: &KeyCode) -> String {
    key.code.written(System::Icd10Cm)
}

fn at(note: &Note) -> String {
    format!("{} at {}", note.kind.title(), note.stands_at)
}

/// Whether a note has this code, by itself, by its beginning or in a range.
fn names(note: &Note, key: &KeyCode) -> bool {
    let code = key.code.as_str();
    let holds = |quoted: &Quoted| match &quoted.until {
        Some(last) => quoted.code.as_str() <= code && (code <= last.as_str() || code.starts_with(last.as_str())),
        None => code.starts_with(&quoted.code),
    };
    note.codes.iter().any(holds)
}
