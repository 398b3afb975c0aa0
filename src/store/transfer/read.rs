//! A document's text, taken apart: the small parts read and checked, the sittings found and named.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::check::{self, Fault};
use super::rows::{BookmarkRow, BuildRow, GoalRow, Joining, MarkRow, PredictionRow, ResultRow, WordingRow};
use super::sitting::{Happening, SittingPart};
use super::{DOCUMENT, DOCUMENT_VERSION, Refusal, TransferError};
use crate::store::sittings::Kind;

/// What is read first, whatever else the document holds.
#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow)]
    document: Option<Cow<'a, str>>,
    version: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    #[serde(borrow)]
    #[expect(dead_code, reason = "the header has read it; here it only is no unknown field")]
    document: &'a RawValue,
    #[serde(borrow)]
    #[expect(dead_code, reason = "the header has read it; here it only is no unknown field")]
    version: &'a RawValue,
    #[serde(borrow)]
    sittings: Vec<&'a RawValue>,
    #[serde(borrow)]
    wordings: Vec<&'a RawValue>,
    #[serde(borrow)]
    marks: Vec<&'a RawValue>,
    #[serde(borrow)]
    goals: Vec<&'a RawValue>,
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
    #[serde(borrow)]
    predictions: Vec<&'a RawValue>,
    // Documents of version 1 have neither.
    #[serde(borrow)]
    builds: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    bookmarks: Option<Vec<&'a RawValue>>,
}

/// What a sitting is called and what it is, before the rest of it is read.
#[derive(Deserialize)]
struct Naming<'a> {
    #[serde(borrow)]
    uid: Cow<'a, str>,
    kind: Kind,
}

/// A document; its sittings are read one by one when they are asked for, so that a long record needs no second place.
pub(super) struct Document<'a> {
    text: &'a str,
    pub(super) sittings: Vec<Unread<'a>>,
    pub(super) wordings: Vec<WordingRow>,
    pub(super) marks: Vec<MarkRow>,
    pub(super) goals: Vec<GoalRow>,
    pub(super) results: Vec<ResultRow>,
    pub(super) predictions: Vec<PredictionRow>,
    pub(super) builds: Vec<BuildRow>,
    pub(super) bookmarks: Vec<BookmarkRow>,
}

/// A sitting that is not read yet.
pub(super) struct Unread<'a> {
    pub(super) uid: String,
    pub(super) kind: Kind,
    json: &'a RawValue,
}

impl<'a> Document<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, TransferError> {
        let text = str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            TransferError::NotUtf8 { line: before.iter().filter(|&&byte| byte == b'\n').count() + 1 }
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let version = header(text)?;
        let whole: Whole<'a> = serde_json::from_str(text).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            Refusal { line: error.line().max(1), part: "the document".to_owned(), place: String::new(), reason }
        })?;
        let lists = [("builds", &whole.builds), ("bookmarks", &whole.bookmarks)];
        if let Some((name, _)) = lists.into_iter().find(|(_, list)| list.is_some() != (version >= 2)) {
            let reason = if version >= 2 { "missing" } else { "not of this version" };
            let (part, place) = ("the document".to_owned(), name.to_owned());
            return Err(Refusal { line: 1, part, place, reason: reason.to_owned() }.into());
        }
        Ok(Self {
            text,
            sittings: sittings(text, &whole.sittings)?,
            wordings: rows(text, &whole.wordings)?,
            marks: rows(text, &whole.marks)?,
            goals: rows(text, &whole.goals)?,
            results: rows(text, &whole.results)?,
            predictions: rows(text, &whole.predictions)?,
            builds: rows(text, &whole.builds.unwrap_or_default())?,
            bookmarks: rows(text, &whole.bookmarks.unwrap_or_default())?,
        })
    }

    /// Reads a sitting; whether a record can hold it is not asked here.
    pub(super) fn sitting<E: Happening>(&self, unread: &Unread<'a>) -> Result<SittingPart<E>, Refusal> {
        check::read(unread.json.get()).map_err(|fault| self.refusal(unread, fault))
    }

    pub(super) fn refusal(&self, unread: &Unread<'a>, fault: Fault) -> Refusal {
        refusal(self.text, unread.json, format!("sitting {}", unread.uid), fault)
    }
}

/// The version of the document.
fn header(text: &str) -> Result<u64, TransferError> {
    let header: Header<'_> = serde_json::from_str(text).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => TransferError::NotAnExport,
        _ => TransferError::NotJson { reason: error.to_string() },
    })?;
    match (header.document.as_deref(), header.version) {
        (Some(DOCUMENT), Some(version)) if (1..=u64::from(DOCUMENT_VERSION)).contains(&version) => Ok(version),
        (Some(DOCUMENT), Some(found)) if found > u64::from(DOCUMENT_VERSION) => Err(TransferError::Newer { found }),
        _ => Err(TransferError::NotAnExport),
    }
}

fn sittings<'a>(text: &str, raw: &[&'a RawValue]) -> Result<Vec<Unread<'a>>, Refusal> {
    let mut taken = HashSet::new();
    let unread = raw.iter().enumerate().map(|(at, json)| {
        let part = || format!("sitting {}", at + 1);
        let naming: Naming<'_> = serde_json::from_str(json.get()).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            refusal(text, json, part(), Fault::new("", reason))
        })?;
        let uid = naming.uid.into_owned();
        if !taken.insert(uid.clone()) {
            return Err(refusal(text, json, part(), Fault::new("uid", format!("'{uid}' stands twice"))));
        }
        Ok(Unread { uid, kind: naming.kind, json })
    });
    unread.collect()
}

fn rows<R: Joining>(text: &str, raw: &[&RawValue]) -> Result<Vec<R>, Refusal> {
    let row = |(at, json): (usize, &&RawValue)| {
        let row: R =
            check::read(json.get()).map_err(|fault| refusal(text, json, format!("{} {}", R::PART, at + 1), fault))?;
        let row = row.settled();
        row.check().map_err(|fault| refusal(text, json, format!("{} {}", R::PART, row.title()), fault))?;
        Ok(row)
    };
    raw.iter().enumerate().map(row).collect()
}

fn refusal(text: &str, json: &RawValue, part: String, fault: Fault) -> Refusal {
    let position = (json.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len());
    let line = text.as_bytes()[..position].iter().filter(|&&byte| byte == b'\n').count() + 1;
    Refusal { line, part, place: fault.place, reason: fault.reason }
}
