//! A case: the documents that several items are asked on. Loaded and checked; no form draws cases yet.

use super::item::{Accept, ItemId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: String,
    pub title: String,
    pub setting: Option<String>,
    pub policy: Option<String>,
    pub code_set: Option<String>,
    pub documents: Vec<Document>,
    pub items: Vec<ItemId>,
    pub accept: Vec<Accept>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub title: String,
    pub author: Option<String>,
    pub role: Option<String>,
    pub date: Option<String>,
    pub text: String,
}
