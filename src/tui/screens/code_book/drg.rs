//! The page of an MS-DRG: its line of Table 5, and the groups that differ from it in complications.

use super::sheet::{Link, Sheet, words};
use crate::codebook::{Codebook, Drg};
use crate::tui::theme::Role;

pub(super) fn write(book: &Codebook, drg: &Drg, sheet: &mut Sheet) {
    let head = vec![words(format!("MS-DRG {:03}  ", drg.number), Role::Accent)];
    sheet.row(0, head, vec![words(&drg.title, Role::Title)]);
    let release = book.about().and_then(|about| about.parts.iter().find(|(part, _)| part == "MS-DRG"));
    let release = release.map(|(_, release)| format!(" · {release}")).unwrap_or_default();
    sheet.text(0, format!("{}{release}", kind(drg)), Role::Muted);
    sheet.blank();
    figure(sheet, "relative weight", format!("{:.4}", drg.weight));
    figure(sheet, "geometric mean LOS", format!("{:.1} days", drg.gmlos));
    figure(sheet, "arithmetic mean LOS", format!("{:.1} days", drg.amlos));
    let family: Vec<&Drg> = book.drgs().iter().filter(|other| other.base() == drg.base()).collect();
    if family.len() < 2 {
        return;
    }
    sheet.heading("With and without complications");
    for other in family {
        let number = format!("{:03}", other.number);
        let weight = words(format!("  {:>8.4}  ", other.weight), Role::Text);
        let link = sheet.link_to(Link::Drg(other.number), &number);
        sheet.row(2, vec![link, weight], vec![words(&other.title, Role::Text)]);
    }
}

fn figure(sheet: &mut Sheet, name: &str, value: String) {
    sheet.row(0, vec![words(format!("{name:<22}"), Role::Muted)], vec![words(value, Role::Text)]);
}

fn kind(drg: &Drg) -> String {
    let mdc = match drg.mdc.as_str() {
        "PRE" => "pre-MDC".to_owned(),
        mdc if mdc.starts_with(|c: char| c.is_ascii_digit()) => format!("MDC {mdc}"),
        _ => return "no MDC".to_owned(),
    };
    format!("{mdc}, {}", if drg.is_surgical { "surgical" } else { "medical" })
}
