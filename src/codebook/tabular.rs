//! The notes of the Tabular List: what stands at a chapter, a section, a category or a code.
//!
//! Packed as text, a line each: `C`, `S` or `D` with key and title begins a node (titles of diagnoses stand in the
//! table of codes and not here), `7` with a character and its meaning, or the letter of a [`NoteKind`] and the note.
//! Diagnoses without any are left out.

use std::collections::HashMap;
use std::fmt::Write;

use super::published::tabular::{Level, TabularList};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// Another name of what the code stands for.
    Inclusion,
    Includes,
    Excludes1,
    Excludes2,
    CodeFirst,
    UseAdditional,
    CodeAlso,
    SeventhCharacter,
    /// Any other note.
    Note,
}

impl NoteKind {
    const ALL: [(Self, char, &'static str, &'static str); 9] = [
        (Self::Inclusion, 't', "inclusion_term", "Also called"),
        (Self::Includes, 'i', "includes", "Includes"),
        (Self::Excludes1, '1', "excludes1", "Excludes1"),
        (Self::Excludes2, '2', "excludes2", "Excludes2"),
        (Self::CodeFirst, 'f', "code_first", "Code first"),
        (Self::UseAdditional, 'u', "use_additional", "Use additional"),
        (Self::CodeAlso, 'a', "code_also", "Code also"),
        (Self::SeventhCharacter, 's', "seventh_character", "7th character"),
        (Self::Note, 'n', "note", "Note"),
    ];

    fn of(letter: char) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.1 == letter).map(|kind| kind.0)
    }

    /// As machine output names it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|kind| kind.0 == self).map_or("note", |kind| kind.2)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        Self::ALL.iter().find(|kind| kind.0 == self).map_or("Note", |kind| kind.3)
    }
}

/// A chapter, a section, or a category or code that has notes of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub level: Level,
    /// `1`, `A00-A09`, `A00`.
    pub key: String,
    /// Of chapters and sections, without the range of codes at its end.
    pub title: String,
    /// The first and last category of a chapter or section.
    pub range: Option<(String, String)>,
    pub notes: Vec<(NoteKind, String)>,
    pub seventh: Vec<(char, String)>,
}

#[derive(Debug, Default)]
pub struct Tabular {
    nodes: Vec<Node>,
    by_code: HashMap<String, usize>,
    /// Places of chapters and sections.
    above: Vec<usize>,
}

impl Tabular {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut nodes: Vec<Node> = Vec::new();
        for line in text.lines() {
            let Some((kind, rest)) = line.split_once('\t') else { continue };
            let level = match kind {
                "C" => Level::Chapter,
                "S" => Level::Section,
                "D" => Level::Diagnosis,
                _ => {
                    if let Some(node) = nodes.last_mut() {
                        node.take(kind, rest);
                    }
                    continue;
                }
            };
            nodes.push(Node::new(level, rest));
        }
        let is_code = |place: &usize| nodes[*place].level == Level::Diagnosis;
        let (codes, above): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(is_code);
        let by_code = codes.into_iter().map(|place| (nodes[place].key.clone(), place)).collect();
        Self { nodes, by_code, above }
    }

    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// What stands at a category or code, if anything does.
    pub fn at(&self, code: &str) -> Option<&Node> {
        self.by_code.get(code).map(|place| &self.nodes[*place])
    }

    /// The chapter and sections that hold a code, the chapter first.
    pub fn above<'a>(&'a self, code: &'a str) -> impl DoubleEndedIterator<Item = &'a Node> + 'a {
        let category = code.get(..3).unwrap_or(code);
        self.above.iter().map(|place| &self.nodes[*place]).filter(move |node| {
            let range = node.range.as_ref();
            range.is_some_and(|(first, last)| first.as_str() <= category && category <= last.as_str())
        })
    }
}

impl Node {
    fn new(level: Level, rest: &str) -> Self {
        let (key, title) = rest.split_once('\t').unwrap_or((rest, ""));
        let (title, brackets) = match title.rsplit_once(" (") {
            Some((title, range)) if range.ends_with(')') && level != Level::Diagnosis => (title, range),
            _ => (title, ""),
        };
        // A chapter's key is its number: its range stands behind its title.
        let range = if level == Level::Section { key } else { brackets.trim_end_matches(')') };
        let range = (level != Level::Diagnosis).then(|| range.split_once('-').unwrap_or((range, range)));
        let range = range.map(|(first, last)| (first.to_owned(), last.to_owned()));
        let (notes, seventh) = (Vec::new(), Vec::new());
        Self { level, key: key.to_owned(), title: title.to_owned(), range, notes, seventh }
    }

    fn take(&mut self, kind: &str, rest: &str) {
        if kind == "7" {
            let meaning = rest.split_once('\t').and_then(|(character, text)| Some((character.chars().next()?, text)));
            self.seventh.extend(meaning.map(|(character, text)| (character, text.to_owned())));
        } else {
            let kind = kind.chars().next().and_then(NoteKind::of);
            self.notes.extend(kind.map(|kind| (kind, rest.to_owned())));
        }
    }
}

/// The packed text of a list.
pub fn packed(list: &TabularList) -> String {
    let mut text = String::new();
    for node in &list.nodes {
        let (letter, title) = match node.level {
            Level::Chapter => ('C', node.title.as_str()),
            Level::Section => ('S', node.title.as_str()),
            Level::Diagnosis if node.notes.is_empty() && node.seventh.is_empty() => continue,
            Level::Diagnosis => ('D', ""),
        };
        let _ = writeln!(text, "{letter}\t{}\t{title}", node.key);
        for (kind, note) in &node.notes {
            let _ = writeln!(text, "{kind}\t{note}");
        }
        for (character, meaning) in &node.seventh {
            let _ = writeln!(text, "7\t{character}\t{meaning}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_text_is_read_as_it_was_written() {
        let node = |level, key: &str, title: &str| crate::codebook::published::tabular::Node {
            level,
            key: key.to_owned(),
            title: title.to_owned(),
            notes: vec![('1', "not this (B20)".to_owned())],
            seventh: vec![('A', "initial encounter".to_owned())],
        };
        let nodes = vec![
            node(Level::Chapter, "1", "Certain diseases (A00-B99)"),
            node(Level::Section, "A00-A09", "Intestinal diseases (A00-A09)"),
            node(Level::Diagnosis, "A00", "Cholera"),
        ];
        let tabular = Tabular::read(packed(&TabularList { year: None, nodes }).as_bytes());
        let above: Vec<&str> = tabular.above("A001").map(|node| node.title.as_str()).collect();
        assert_eq!(above, ["Certain diseases", "Intestinal diseases"]);
        assert_eq!(tabular.above("C00").count(), 0);
        let node = tabular.at("A00").unwrap();
        assert_eq!(node.notes, [(NoteKind::Excludes1, "not this (B20)".to_owned())]);
        assert_eq!(node.seventh, [('A', "initial encounter".to_owned())]);
    }
}
