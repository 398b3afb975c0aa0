//! The code book as JSON; `docs/json-output.md` describes it.

use serde_json::{Value, json};

use super::{hit_kind, kind, severity, written_in};
use crate::codebook::page::{Note, Page};
use crate::codebook::pcs::{self, PcsTable, axes};
use crate::codebook::published::tabular::Level;
use crate::codebook::{Codebook, Drg, Entry, FiscalYear, Hit, Shown, Standing, System, bare, dotted};
use crate::shelf::Book;

pub(super) fn shown(book: &Codebook, year: FiscalYear, code: &str, shown: &Shown) -> Value {
    let mut document = match shown {
        Shown::Page(page) => page_of(book, year, page),
        Shown::Table(table) => table_of(book, &bare(code), table),
        Shown::Beginning { places, next } => {
            let next_axis = axes::axes(bare(code).chars().next().unwrap_or('0'))[places.len().min(6)];
            json!({
                "kind": "beginning",
                "system": System::Icd10Pcs.name(),
                "code": bare(code),
                "places": places_of(&bare(code), places),
                "next": { "axis": next_axis, "values": next.iter().map(value_of).collect::<Vec<_>>() },
            })
        }
    };
    document["version"] = json!(1);
    document["year"] = json!(year.to_string());
    document
}

fn page_of(book: &Codebook, year: FiscalYear, page: &Page) -> Value {
    let entry = &page.entry;
    let last = book.table(page.system).last_day();
    let operation = page.operation.as_ref().map(|operation| {
        json!({
            "name": operation.name,
            "definition": operation.definition,
            "explanation": operation.explanation,
            "examples": operation.examples,
        })
    });
    let seventh = page.seventh.as_ref().map(|seventh| {
        let meanings =
            seventh.meanings.iter().map(|(character, meaning)| json!({ "character": character, "meaning": meaning }));
        json!({ "stands_at": seventh.stands_at, "meanings": meanings.collect::<Vec<_>>() })
    });
    json!({
        "kind": if page.standing == Standing::Category || !entry.is_billable() { "category" } else { "code" },
        "system": page.system.name(),
        "code": written_in(page.system, &entry.code),
        "title": entry.title,
        "title_derived": entry.is_title_derived(),
        "billable": page.standing == Standing::Reported,
        "valid": page.standing != Standing::Gone,
        "valid_from": entry.from.to_string(),
        "valid_to": (Some(entry.to) != last).then(|| entry.to.to_string()),
        "severity": severity(entry),
        "above": page.above.iter().map(|above| json!({
            "level": level(above.level), "name": above.name, "title": above.title,
        })).collect::<Vec<_>>(),
        "notes": page.notes.iter().map(note).collect::<Vec<_>>(),
        "seventh_characters": seventh,
        "below": page.below.iter().map(|below| json!({
            "code": dotted(&below.code),
            "title": below.title,
            "billable": book.standing(page.system, below, year) == Standing::Reported,
        })).collect::<Vec<_>>(),
        "places": places_of(&entry.code, &page.places),
        "operation": operation,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Chapter => "chapter",
        Level::Section => "section",
        Level::Diagnosis => "category",
    }
}

fn note(note: &Note) -> Value {
    let codes = note.codes.iter().map(|it| {
        let until = it.until.as_deref().map(dotted);
        json!({ "code": dotted(&it.code), "until": until, "start": it.start, "end": it.end })
    });
    json!({
        "kind": note.kind.name(),
        "text": note.text,
        "stands_at": note.stands_at,
        "inherited": note.is_inherited,
        "codes": codes.collect::<Vec<_>>(),
    })
}

fn table_of(book: &Codebook, code: &str, table: &PcsTable) -> Value {
    let values = |values: &Vec<pcs::Value>| values.iter().map(value_of).collect::<Vec<_>>();
    let operation = book.operation(code).map(|operation| operation.definition.as_str());
    let axes = axes::axes(code.chars().next().unwrap_or('0'));
    json!({
        "kind": "table",
        "system": System::Icd10Pcs.name(),
        "code": code,
        "places": places_of(code, &table.head),
        "definition": operation,
        "axes": &axes[3..],
        "rows": table.rows.iter().map(|row| row.0.iter().map(values).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}

fn places_of(code: &str, places: &[pcs::Value]) -> Vec<Value> {
    let axes = axes::axes(code.chars().next().unwrap_or('0'));
    let named = places.iter().zip(axes);
    named.map(|(place, axis)| {
        json!({ "axis": axis, "value": place.value, "label": place.label, "derived": place.is_derived })
    }).collect()
}

fn value_of(value: &pcs::Value) -> Value {
    json!({ "value": value.value, "label": value.label, "derived": value.is_derived })
}

pub(super) fn hits(year: FiscalYear, words: &str, hits: &[Hit]) -> Value {
    let hits = hits.iter().map(|hit| {
        json!({
            "system": hit.system.name(),
            "code": written_in(hit.system, &hit.code),
            "title": hit.title,
            "kind": hit_kind(hit),
            "found_as": hit.found_as,
        })
    });
    json!({ "version": 1, "year": year.to_string(), "search": words, "hits": hits.collect::<Vec<_>>() })
}

pub(super) fn drg(year: FiscalYear, drg: &Drg, entries: &[Entry]) -> Value {
    let codes = entries.iter().map(|entry| {
        json!({
            "code": dotted(&entry.code),
            "title": entry.title,
            "valid": entry.is_valid_in(year),
            "severity": severity(entry),
        })
    });
    json!({
        "version": 1,
        "year": year.to_string(),
        "drg": {
            "number": drg.number,
            "title": drg.title,
            "mdc": drg.mdc,
            "type": kind(drg),
            "weight": drg.weight,
            "gmlos": drg.gmlos,
            "amlos": drg.amlos,
        },
        "codes": codes.collect::<Vec<_>>(),
    })
}

pub(super) fn books(books: &[(FiscalYear, Book)]) -> Value {
    let books = books.iter().map(|(year, book)| {
        let parts = book.about().map(|about| about.parts.as_slice()).unwrap_or_default();
        let parts = parts.iter().map(|(part, release)| json!({ "part": part, "release": release }));
        json!({
            "year": year.to_string(),
            "built_in": matches!(book, Book::BuiltIn(_)),
            "parts": parts.collect::<Vec<_>>(),
        })
    });
    json!({ "version": 1, "books": books.collect::<Vec<_>>() })
}
