//! One case out of its JSON.

use serde_json::Value;

use super::super::case::{Case, Document, Encounter};
use super::super::finding::Fault;
use super::super::raw::{RawCase, RawDocument};
use super::{ids, owned, read_accept, required};

pub(super) fn read(raw: RawCase<'_>, faults: &mut Vec<Fault>) -> Option<Case> {
    let id = required(raw.id, "id", faults);
    let title = required(raw.title, "title", faults);
    let documents = raw.documents.unwrap_or_default();
    if documents.is_empty() && !faults.iter().any(|fault| fault.place.starts_with("documents")) {
        faults.push(Fault::error("case", "documents", "no document", "a case rests on at least one document"));
    }
    let documents = documents.into_iter().enumerate().filter_map(|(index, raw)| read_document(index, raw, faults));
    let documents = documents.collect();
    let items = ids(raw.items);
    if items.is_empty() && !faults.iter().any(|fault| fault.place.starts_with("items")) {
        faults.push(Fault::error("case", "items", "no item", "list the ids of the items that are asked on this case"));
    }
    let setting = raw.setting.map(owned);
    let encounter = read_encounter(raw.encounter.as_ref());
    let (policy, code_set) = (raw.policy.map(owned), raw.code_set.map(owned));
    let accept = read_accept(raw.accept, faults);
    Some(Case { id: id?, title: title?, setting, policy, code_set, encounter, documents, items, accept })
}

fn read_encounter(raw: Option<&Value>) -> Encounter {
    let text = |name: &str| Some(raw?.get(name)?.as_str()?.to_owned());
    let day = |name: &str| text(name).or_else(|| text("date"));
    Encounter { admitted: day("admitted"), discharged: day("discharged") }
}

pub(super) fn read_document(index: usize, raw: RawDocument<'_>, faults: &mut Vec<Fault>) -> Option<Document> {
    let id = required(raw.id, &format!("documents[{index}].id"), faults);
    let title = required(raw.title, &format!("documents[{index}].title"), faults);
    let text = required(raw.text, &format!("documents[{index}].text"), faults);
    let (author, role, date) = (raw.author.map(owned), raw.role.map(owned), raw.date.map(owned));
    Some(Document { id: id?, title: title?, author, role, date, text: text? })
}
