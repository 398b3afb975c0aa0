//! HTML as it is written: tags are words of this program, everything else is text and is escaped.
//!
//! There is no way to add markup that was made while the program ran, so nothing in a bank can break out of a page.

use std::fmt::{self, Display, Write};

/// Attributes of an element: a name of ours, and a value that is escaped.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

/// After these a line goes on; after all others it ends, so that the file can be read too.
const INLINE: [&str; 8] = ["span", "strong", "em", "code", "title", "desc", "text", "b"];

#[derive(Debug, Default)]
pub(super) struct Html {
    written: String,
    ids: u32,
}

impl Html {
    pub(super) fn finish(self) -> String {
        self.written
    }

    /// A name that no other element of this page has.
    pub(super) fn id(&mut self) -> String {
        self.ids += 1;
        format!("n{}", self.ids)
    }

    /// Text; what has a meaning in HTML is escaped.
    pub(super) fn text(&mut self, text: impl Display) -> &mut Self {
        // Writing to a string does not fail.
        let _ = write!(Escaped(&mut self.written), "{text}");
        self
    }

    /// Markup that stands in this program's source.
    pub(super) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.written.push_str(markup);
        self
    }

    /// An element with what `inside` writes.
    pub(super) fn element(&mut self, tag: &'static str, attributes: Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.begin(tag, attributes);
        self.written.push('>');
        inside(self);
        self.written.push_str("</");
        self.written.push_str(tag);
        self.written.push('>');
        self.line_after(tag);
    }

    /// An element that holds only text.
    pub(super) fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: impl Display) {
        self.element(tag, attributes, |html| {
            html.text(text);
        });
    }

    /// An element that holds nothing.
    pub(super) fn void(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.begin(tag, attributes);
        self.written.push_str("/>");
        self.line_after(tag);
    }

    pub(super) fn paragraph(&mut self, text: impl Display) {
        self.leaf("p", &[], text);
    }

    /// A style sheet of ours, with one text as the value of `--head`, for the head of each printed page.
    pub(super) fn style(&mut self, sheet: &'static str, head: &str) {
        self.written.push_str("<style>\n:root { --head: \"");
        head.chars().for_each(|c| push_css(&mut self.written, c));
        self.written.push_str("\"; }\n");
        self.written.push_str(sheet);
        self.written.push_str("</style>\n");
    }

    fn begin(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.written.push('<');
        self.written.push_str(tag);
        for (name, value) in attributes {
            let before = self.written.len();
            for part in [" ", name, "=\""] {
                self.written.push_str(part);
            }
            let start = self.written.len();
            self.text(value);
            if *name == "class" && self.written.len() == start {
                self.written.truncate(before);
            } else {
                self.written.push('"');
            }
        }
    }

    fn line_after(&mut self, tag: &str) {
        if !INLINE.contains(&tag) {
            self.written.push('\n');
        }
    }
}

struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // HTML has no place for control characters, not even escaped.
                c if is_forbidden(c) => self.0.push('\u{fffd}'),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

/// Inside a CSS string everything but letters, digits and spaces is written by its number.
fn push_css(sheet: &mut String, c: char) {
    match c {
        ' ' => sheet.push(c),
        c if c.is_ascii_alphanumeric() => sheet.push(c),
        c if is_forbidden(c) => sheet.push_str("\\fffd "),
        c => {
            let _ = write!(sheet, "\\{:x} ", u32::from(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped() {
        let mut html = Html::default();
        html.element("p", &[("class", &"a\"b")], |html| {
            html.text("<b> & 'c' \u{0}\u{1b}[0m");
        });
        assert_eq!(html.finish(), "<p class=\"a&quot;b\">&lt;b&gt; &amp; &#39;c&#39; \u{fffd}\u{fffd}[0m</p>\n");
    }

    #[test]
    fn a_running_head_cannot_end_its_string_or_its_sheet() {
        let mut html = Html::default();
        html.style("", "a\"; } </style>");
        assert_eq!(html.finish(), "<style>\n:root { --head: \"a\\22 \\3b  \\7d  \\3c \\2f style\\3e \"; }\n</style>\n");
    }
}
