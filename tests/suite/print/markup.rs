//! Reads a page as a strict reader would: every tag closed, nothing in it that was not written on purpose.

use std::collections::BTreeSet;

/// What may stand on a page. No link, no picture, no script, nothing that loads anything.
const TAGS: &str = "html head meta title style body header main aside section article h1 h2 h3 p dl div dt dd ul \
    ol li table caption thead tbody tr th td figure figcaption span strong em code pre blockquote br hr svg defs \
    pattern desc line rect circle polygon polyline text";
const ATTRIBUTES: &str = "lang charset http-equiv content name id class role width height viewBox aria-labelledby \
    aria-label aria-hidden aria-current scope start x y x1 y1 x2 y2 cx cy r points text-anchor patternUnits \
    patternTransform";

#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Tags in the order in which they open.
    pub(crate) tags: Vec<String>,
    /// All text, with what was escaped.
    pub(crate) text: String,
}

struct Reader<'a> {
    rest: &'a str,
    open: Vec<String>,
    page: Page,
    ids: BTreeSet<String>,
    names: Vec<String>,
    heading: u8,
}

/// The page, or a panic that says what is wrong with it.
#[track_caller]
pub(crate) fn read(html: &str) -> Page {
    let rest = html.strip_prefix("<!DOCTYPE html>\n").expect("a page begins with its doctype");
    let mut reader =
        Reader { rest, open: Vec::new(), page: Page::default(), ids: BTreeSet::new(), names: Vec::new(), heading: 0 };
    while !reader.rest.is_empty() {
        reader.step();
    }
    assert!(reader.open.is_empty(), "left open: {:?}", reader.open);
    for name in &reader.names {
        assert!(reader.ids.contains(name), "nothing is called {name}");
    }
    reader.page
}

impl Reader<'_> {
    #[track_caller]
    fn step(&mut self) {
        let (text, rest) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
        self.rest = rest;
        let style = self.open.last().is_some_and(|tag| tag == "style");
        if style {
            self.style(text);
        } else {
            self.text(text);
        }
        let Some(rest) = self.rest.strip_prefix('<') else { return };
        let (tag, after) = rest.split_once('>').expect("a tag ends");
        self.rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(self.open.pop().as_deref(), Some(name), "closed out of turn, after {:?}", self.page.tags);
        } else {
            self.tag(tag);
        }
    }

    fn text(&mut self, text: &str) {
        assert!(!text.contains('>'), "a > that is not escaped: {text}");
        for part in text.split('&').skip(1) {
            let entity = ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| part.starts_with(entity));
            assert!(entity, "an & that is not escaped: {text}");
        }
        assert!(!text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "a control character: {text:?}");
        self.page.text.push_str(&plain(text));
    }

    fn style(&self, sheet: &str) {
        // A string of letters, digits and escapes cannot end before its quotation mark.
        let (head, sheet) = sheet.split_once("\"; }\n").expect("the running head ends");
        let head = head.strip_prefix("\n:root { --head: \"").expect("the running head comes first");
        assert!(head.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '\\'), "{head}");
        let sheet = sheet.replace("url(#hatch)", "");
        for word in ["url(", "@import", "expression"] {
            assert!(!sheet.contains(word), "the style sheet has {word}");
        }
    }

    fn tag(&mut self, tag: &str) {
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.split_whitespace().any(|known| known == name), "a tag of nobody: {name}");
        let mut values = attributes;
        let mut scope = false;
        while !values.trim().is_empty() {
            let (key, rest) = values.trim_start().split_once("=\"").expect("an attribute has a value");
            let (value, rest) = rest.split_once('"').expect("a value ends");
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == key), "an attribute of nobody: {key}");
            assert!(!value.contains('<'), "a < in a value");
            match key {
                "id" => assert!(self.ids.insert(value.to_owned()), "{value} stands twice"),
                "aria-labelledby" => self.names.extend(value.split(' ').map(str::to_owned)),
                _ => {}
            }
            scope |= key == "scope";
            values = rest;
        }
        assert!(name != "th" || scope, "a head of nothing");
        if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            assert!(level <= self.heading + 1, "h{level} after h{}", self.heading);
            self.heading = level;
        }
        self.page.tags.push(name.to_owned());
        if !empty {
            self.open.push(name.to_owned());
        }
    }
}

fn plain(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (escaped, c)| text.replace(escaped, c))
}
