//! What all pages share: the frame with its style, the head, facts, and what every reader has to be told.

use std::fmt::Display;

use super::Paper;
use super::html::Html;
use crate::time;

/// A page can neither fetch nor run anything, whatever stands in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The pattern of bars that do not reach the cut.
const PATTERNS: &str = "<svg class=\"defs\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\
    <pattern id=\"hatch\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <rect class=\"paper\" width=\"4\" height=\"4\"/><line class=\"stroke\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"4\"/>\
    </pattern></defs></svg>\n";

/// What a page is called, and the day that it is about.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) title: String,
    pub(super) below: String,
}

pub(super) fn page(heading: &Heading, paper: Paper<'_>, body: impl FnOnce(&mut Html)) -> String {
    let mut html = Html::default();
    let title = format!("{}, {}", heading.title, heading.below);
    html.markup("<!DOCTYPE html>\n");
    html.element("html", &[("lang", &"en")], |html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", &"utf-8")]);
            html.void("meta", &[("http-equiv", &"Content-Security-Policy"), ("content", &POLICY)]);
            html.void("meta", &[("name", &"viewport"), ("content", &"width=device-width, initial-scale=1")]);
            html.void("meta", &[("name", &"generator"), ("content", &made_with())]);
            html.leaf("title", &[], &title);
            html.text("\n");
            html.style(include_str!("page.css"), &title);
        });
        html.element("body", &[], |html| {
            html.markup(PATTERNS);
            html.element("header", &[], |html| {
                html.leaf("h1", &[], &heading.title);
                html.leaf("p", &[("class", &"below")], &heading.below);
            });
            html.element("main", &[], |html| {
                plainly(html, paper);
                body(html);
            });
        });
    });
    html.finish()
}

fn made_with() -> String {
    format!("practicum {}", env!("CARGO_PKG_VERSION"))
}

/// Stands first on every page.
fn plainly(html: &mut Html, paper: Paper<'_>) {
    html.element("aside", &[("aria-label", &"What this is")], |html| {
        html.paragraph(
            "For practice. All scores and chances here are estimates. practicum is independent of the examiner; its \
             items are practice items, not the exam's, and no certified professional has reviewed them. Where an item \
             and its source disagree, trust the source.",
        );
        note(html, format!("Made on {} with {}.", time::day(paper.now_ms, paper.zone), made_with()));
    });
}

pub(super) fn section(html: &mut Html, title: &str, inside: impl FnOnce(&mut Html)) {
    let id = html.id();
    html.element("section", &[("aria-labelledby", &id)], |html| {
        html.leaf("h2", &[("id", &id)], title);
        inside(html);
    });
}

/// Names and values.
pub(super) fn facts(html: &mut Html, facts: &[(&'static str, String)]) {
    html.element("dl", &[], |html| {
        for (name, value) in facts {
            html.element("div", &[], |html| {
                html.leaf("dt", &[], name);
                html.leaf("dd", &[], value);
            });
        }
    });
}

/// The class and the name of each column; the class is `n` for numbers and `c` for letters.
pub(super) type Columns = &'static [(&'static str, &'static str)];

/// A table that may run over pages; its head comes again on each.
pub(super) fn table(html: &mut Html, caption: &str, columns: Columns, rows: impl FnOnce(&mut Html)) {
    table_of_class(html, "", caption, columns, rows);
}

/// A table that is short enough for one page.
pub(super) fn whole_table(html: &mut Html, caption: &str, columns: Columns, rows: impl FnOnce(&mut Html)) {
    table_of_class(html, "whole", caption, columns, rows);
}

fn table_of_class(html: &mut Html, class: &'static str, caption: &str, columns: Columns, rows: impl FnOnce(&mut Html)) {
    html.element("table", &[("class", &class)], |html| {
        html.leaf("caption", &[], caption);
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                for (class, name) in columns {
                    html.leaf("th", &[("scope", &"col"), ("class", class)], name);
                }
            });
        });
        html.element("tbody", &[], rows);
    });
}

pub(super) fn row(html: &mut Html, cells: impl FnOnce(&mut Html)) {
    html.element("tr", &[], cells);
}

pub(super) fn row_head(html: &mut Html, text: impl Display) {
    html.leaf("th", &[("scope", &"row")], text);
}

pub(super) fn day_head(html: &mut Html, day: impl Display) {
    html.leaf("th", &[("scope", &"row"), ("class", &"day")], day);
}

pub(super) fn cell(html: &mut Html, class: &'static str, text: impl Display) {
    html.leaf("td", &[("class", &class)], text);
}

pub(super) fn drawn(html: &mut Html, draw: impl FnOnce(&mut Html)) {
    html.element("td", &[("class", &"drawn")], draw);
}

pub(super) fn note(html: &mut Html, text: impl Display) {
    html.leaf("p", &[("class", &"note")], text);
}

/// What must not be overlooked.
pub(super) fn warning(html: &mut Html, text: impl Display) {
    html.leaf("p", &[("class", &"warning")], text);
}
