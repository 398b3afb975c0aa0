//! Sources are primary ones.

use super::super::cites::prep_site;
use super::super::finding::Fault;
use super::super::item::Item;

pub(super) fn primary(item: &Item) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, source) in item.sources.iter().enumerate() {
        if let Some(words) = prep_site(source) {
            let reason = format!("'{words}' is no primary source");
            let hint = "read the rule's own text and name it, to the paragraph";
            faults.push(Fault::error("primary-source", format!("sources[{index}]"), reason, hint));
        }
    }
    faults
}
