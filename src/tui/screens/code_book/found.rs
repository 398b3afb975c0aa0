//! What stands in the list under the search line: what was found, or what was kept where nothing is typed.

use crate::codebook::{Codebook, FiscalYear, Hit, System};
use crate::store::Bookmark;

use super::sheet::Link;

/// More are not looked through by anybody.
pub(super) const MOST: usize = 100;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) link: Link,
    pub(super) title: String,
    /// The words by which it was found, where the title has others.
    pub(super) found_as: Option<String>,
    /// What it is, where it is no code to report.
    pub(super) what: &'static str,
}

/// MS-DRGs come first: nobody types their number or name for anything else.
pub(super) fn search(book: &Codebook, year: FiscalYear, typed: &str) -> Vec<Found> {
    let drgs = book.search_drgs(typed).into_iter().map(|drg| Found {
        link: Link::Drg(drg.number),
        title: drg.title.clone(),
        found_as: None,
        what: "",
    });
    drgs.chain(book.search(typed, year, MOST).into_iter().map(of_hit)).take(MOST).collect()
}

/// Places that are kept, as far as the book has them.
pub(super) fn kept(book: &Codebook, bookmarks: &[Bookmark]) -> Vec<Found> {
    let found = |bookmark: &Bookmark| {
        let link = Link::of(bookmark)?;
        let (title, what) = match &link {
            Link::Drg(number) => (book.drg(*number)?.title.clone(), ""),
            Link::Code(system, code) => match book.table(*system).find(code) {
                Some(entry) => (entry.title.clone(), if entry.is_billable() { "" } else { "  category" }),
                None => (String::new(), "  table"),
            },
        };
        Some(Found { link, title, found_as: None, what })
    };
    bookmarks.iter().filter_map(found).collect()
}

fn of_hit(hit: Hit) -> Found {
    let what = match (hit.is_billable, hit.system) {
        (true, _) => "",
        (false, System::Icd10Cm) => "  category",
        (false, System::Icd10Pcs) => "  table",
    };
    Found { link: Link::Code(hit.system, hit.code), title: hit.title, found_as: hit.found_as, what }
}
