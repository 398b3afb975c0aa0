//! As much XML as the Tabular List is written in: elements, attributes, text, and the five entities.

use super::Refused;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Open { name: &'a str, attributes: &'a str },
    Close { name: &'a str },
    Text(&'a str),
}

/// Walks over a text, holding open and closing tags together.
pub(super) struct Reader<'a> {
    rest: &'a str,
    pub(super) line: usize,
    open: Vec<&'a str>,
    /// An element that was closed in its own tag.
    closing: Option<&'a str>,
    roots: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1, open: Vec::new(), closing: None, roots: 0 }
    }

    /// The next piece; none at a well-formed end.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Refused> {
        if let Some(name) = self.closing.take() {
            return self.close(name).map(Some);
        }
        loop {
            if self.rest.is_empty() {
                return match self.open.last() {
                    Some(name) => Err(Refused::at(self.line, format!("the file ends inside <{name}>"))),
                    None if self.roots == 0 => Err(Refused::at(self.line, "there is no element")),
                    None => Ok(None),
                };
            }
            let Some(tag) = self.rest.strip_prefix('<') else {
                let text = self.take(self.rest.find('<').unwrap_or(self.rest.len()));
                if text.trim().is_empty() {
                    continue;
                }
                if self.open.is_empty() {
                    return Err(Refused::at(self.line, "text outside of all elements"));
                }
                return Ok(Some(Piece::Text(text)));
            };
            let end = if tag.starts_with("!--") { "-->" } else { ">" };
            let Some(length) = self.rest.find(end) else {
                return Err(Refused::at(self.line, "the file ends inside a tag"));
            };
            let tag = self.take(length + end.len());
            if !tag.starts_with("<!") && !tag.starts_with("<?") {
                return self.tag(&tag[1..tag.len() - 1]).map(Some);
            }
        }
    }

    fn tag(&mut self, tag: &'a str) -> Result<Piece<'a>, Refused> {
        if let Some(name) = tag.strip_prefix('/') {
            return self.close(name.trim());
        }
        let inside = tag.strip_suffix('/').unwrap_or(tag);
        let (name, attributes) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
        if name.is_empty() {
            return Err(Refused::at(self.line, "a tag without a name"));
        }
        if self.open.is_empty() {
            self.roots += 1;
        }
        self.open.push(name);
        self.closing = tag.ends_with('/').then_some(name);
        Ok(Piece::Open { name, attributes })
    }

    fn close(&mut self, name: &'a str) -> Result<Piece<'a>, Refused> {
        match self.open.pop() {
            Some(open) if open == name => Ok(Piece::Close { name }),
            Some(open) => Err(Refused::at(self.line, format!("</{name}> closes <{open}>"))),
            None => Err(Refused::at(self.line, format!("</{name}> closes nothing"))),
        }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
        taken
    }
}

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

/// Text with entities resolved and runs of white space made one.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<usize, Refused> {
        let mut reader = Reader::new(text);
        let mut pieces = 0;
        while reader.next()?.is_some() {
            pieces += 1;
        }
        Ok(pieces)
    }

    #[test]
    fn what_does_not_close_is_told_with_its_line() {
        assert_eq!(walk("<?xml version=\"1.0\"?>\n<a>\n<!-- <x> -->\n<b/>text</a>\n"), Ok(5));
        for (text, line, reason) in [
            ("<a>\n<b>\n</a>", 3, "</a> closes <b>"),
            ("<a>\n<b>", 2, "the file ends inside <b>"),
            ("<a>\n<b", 2, "the file ends inside a tag"),
            ("<a/>\n</a>", 2, "</a> closes nothing"),
            ("<a/>\nx", 2, "text outside of all elements"),
            ("<?xml?>", 1, "there is no element"),
            ("< >", 1, "a tag without a name"),
        ] {
            assert_eq!(walk(text), Err(Refused::at(line, reason)), "{text}");
        }
    }

    #[test]
    fn attributes_and_entities_are_read() {
        assert_eq!(attribute("first=\"A00\" id=\"A00-A09\"", "id"), Some("A00-A09"));
        assert_eq!(attribute("id='A'", "id"), None);
        assert_eq!(plain(" a &lt; b\n &amp;amp; c "), "a < b &amp; c");
    }
}
