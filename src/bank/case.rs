//! A case: the documents that several items are asked on.

use serde::Serialize;

use super::item::{Accept, ItemId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: String,
    pub title: String,
    pub setting: Option<String>,
    pub policy: Option<String>,
    pub code_set: Option<String>,
    pub encounter: Encounter,
    pub documents: Vec<Document>,
    pub items: Vec<ItemId>,
    pub accept: Vec<Accept>,
}

/// What is looked at of an encounter: its days, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encounter {
    pub admitted: Option<String>,
    /// The day by which codes are chosen; of a visit the day itself.
    pub discharged: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    pub id: String,
    pub title: String,
    pub author: Option<String>,
    pub role: Option<String>,
    pub date: Option<String>,
    pub text: String,
}
