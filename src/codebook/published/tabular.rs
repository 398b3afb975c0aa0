//! The ICD-10-CM Tabular List as NCHS publishes it, an XML file (`icd10cm-tabular-2026.xml`).

use std::collections::BTreeMap;

use super::Refused;
use super::xml::{Piece, Reader, attribute, plain};
use crate::codebook::bare;
use crate::codebook::shape;

/// What was read: titles and notes of chapters, sections, categories and codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TabularList {
    /// The year that the file names.
    pub year: Option<i16>,
    /// Chapters, sections, categories and codes, in their order.
    pub nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// `C`hapter, `S`ection or `D`iagnosis, as [`crate::codebook::tabular`] has it.
    pub level: Level,
    /// `1`, `A00-A09`, or a code without its dot.
    pub key: String,
    pub title: String,
    /// The letter of each kind of note (see [`crate::codebook::NoteKind`]) and its text.
    pub notes: Vec<(char, String)>,
    /// What a seventh character means here and below.
    pub seventh: Vec<(char, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    Chapter,
    Section,
    #[default]
    Diagnosis,
}

impl TabularList {
    pub fn diagnoses(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.level == Level::Diagnosis)
    }

    /// By code: the title, and the seventh characters that hold there.
    pub fn headings(&self) -> Headings<'_> {
        Headings(self.diagnoses().map(|node| (node.key.as_str(), node)).collect())
    }
}

#[derive(Debug)]
pub struct Headings<'a>(BTreeMap<&'a str, &'a Node>);

impl Headings<'_> {
    pub fn title(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(|node| node.title.as_str())
    }

    /// A title for a code that has none: that of the nearest heading above, and what its seventh character means.
    pub fn composed(&self, code: &str) -> Option<String> {
        let above = |code: &str| (3..=code.len()).rev().find_map(|end| self.0.get(code.get(..end)?).copied());
        let heading = above(code)?;
        let seventh = code.chars().nth(6).and_then(|last| {
            let stems = (3..=heading.key.len()).rev().filter_map(|end| self.0.get(heading.key.get(..end)?));
            let list = stems.map(|node| &node.seventh).find(|list| !list.is_empty())?;
            list.iter().find(|(character, _)| *character == last).map(|(_, text)| text)
        });
        match seventh {
            Some(seventh) => Some(format!("{}, {seventh}", heading.title)),
            None if heading.key == code => None,
            None => Some(format!("{}, more specific", heading.title)),
        }
    }
}

pub(super) fn read(text: &str) -> Result<TabularList, Refused> {
    let mut reader = Reader::new(text);
    let mut list = Walk::default();
    while let Some(piece) = reader.next()? {
        list.take(piece, reader.line)?;
    }
    let diagnoses = list.done.diagnoses().count();
    if diagnoses == 0 {
        return Err(Refused::at(reader.line, "the tabular list holds no code"));
    }
    Ok(list.done)
}

/// What is open at a place in the file.
#[derive(Default)]
struct Walk {
    done: TabularList,
    /// Places in the list of the nodes that are open.
    open: Vec<usize>,
    path: Vec<String>,
    /// A seventh character whose text comes next.
    character: Option<char>,
}

impl Walk {
    fn take(&mut self, piece: Piece<'_>, line: usize) -> Result<(), Refused> {
        match piece {
            Piece::Open { name, attributes } => {
                if self.path.is_empty() && name != "ICD10CM.tabular" {
                    let reason = format!("<{name}> is not the tabular list of ICD-10-CM (<ICD10CM.tabular>)");
                    return Err(Refused::at(line, reason));
                }
                self.open(name, attributes, line)?;
                self.path.push(name.to_owned());
            }
            Piece::Close { name } => {
                self.path.pop();
                if matches!(name, "chapter" | "section" | "diag") {
                    self.close(line)?;
                }
            }
            Piece::Text(text) => self.text(&plain(text), line)?,
        }
        Ok(())
    }

    fn open(&mut self, name: &str, attributes: &str, line: usize) -> Result<(), Refused> {
        let level = match name {
            "chapter" => Level::Chapter,
            "section" => Level::Section,
            "diag" => Level::Diagnosis,
            "extension" => {
                let character = attribute(attributes, "char").and_then(|value| value.chars().next());
                self.character = Some(character.ok_or_else(|| Refused::at(line, "an <extension> without char"))?);
                return Ok(());
            }
            _ => return Ok(()),
        };
        let key = if level == Level::Section { attribute(attributes, "id").unwrap_or_default() } else { "" };
        if level == Level::Section && key.is_empty() {
            return Err(Refused::at(line, "a <section> without id"));
        }
        self.open.push(self.done.nodes.len());
        self.done.nodes.push(Node { level, key: key.to_owned(), ..Node::default() });
        Ok(())
    }

    fn close(&mut self, line: usize) -> Result<(), Refused> {
        let node = self.open.pop().and_then(|place| self.done.nodes.get(place));
        match node {
            Some(node) if node.key.is_empty() => Err(Refused::at(line, "an entry without a <name>")),
            Some(node) if node.title.is_empty() => Err(Refused::at(line, format!("{} has no <desc>", node.key))),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str, line: usize) -> Result<(), Refused> {
        let mut path = self.path.iter().rev().map(String::as_str);
        let (Some(inner), Some(outer)) = (path.next(), path.next()) else { return Ok(()) };
        if (inner, outer) == ("version", "ICD10CM.tabular") {
            self.done.year = text.parse().ok();
        }
        let Some(node) = self.open.last().and_then(|place| self.done.nodes.get_mut(*place)) else { return Ok(()) };
        match (inner, outer) {
            ("name", "chapter") => node.key = text.to_owned(),
            ("name", "diag") => {
                node.key = bare(text);
                if !shape::is_icd10cm(text) && !shape::is_icd10cm(&node.key) {
                    return Err(Refused::at(line, format!("{text} is not shaped like a code")));
                }
            }
            ("desc", "chapter" | "section" | "diag") => node.title = text.to_owned(),
            ("extension", "sevenChrDef") => node.seventh.extend(self.character.take().map(|it| (it, text.to_owned()))),
            ("note", kind) => node.notes.extend(letter(kind).map(|letter| (letter, text.to_owned()))),
            _ => {}
        }
        Ok(())
    }
}

fn letter(element: &str) -> Option<char> {
    Some(match element {
        "inclusionTerm" => 't',
        "includes" => 'i',
        "excludes1" => '1',
        "excludes2" => '2',
        "codeFirst" => 'f',
        "useAdditionalCode" => 'u',
        "codeAlso" => 'a',
        "sevenChrNote" => 's',
        "notes" => 'n',
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::codebook::published) const SMALL: &str = r#"<?xml version="1.0"?>
<ICD10CM.tabular><version>2027</version>
<chapter><name>19</name><desc>Injury (S00-T88)</desc>
<section id="T79-T79"><desc>Early complications (T79)</desc>
<diag><name>T79</name><desc>Certain early complications &lt;x&gt;</desc>
<excludes2><note>birth trauma (P10-P15)</note></excludes2>
<sevenChrDef><extension char="A">initial encounter</extension><extension char="S">sequela</extension></sevenChrDef>
<diag><name>T79.0</name><desc>Air embolism</desc><inclusionTerm><note>Gas embolism</note></inclusionTerm></diag>
</diag></section></chapter>
</ICD10CM.tabular>
"#;

    #[test]
    fn the_tabular_list_gives_titles_notes_and_seventh_characters() {
        let list = read(SMALL).unwrap();
        assert_eq!(list.year, Some(2027));
        let keys: Vec<&str> = list.nodes.iter().map(|node| node.key.as_str()).collect();
        assert_eq!(keys, ["19", "T79-T79", "T79", "T790"]);
        assert_eq!(list.nodes[2].notes, [('2', "birth trauma (P10-P15)".to_owned())]);
        let headings = list.headings();
        assert_eq!(headings.title("T79"), Some("Certain early complications <x>"));
        assert_eq!(headings.composed("T790XXS").as_deref(), Some("Air embolism, sequela"));
        assert_eq!(headings.composed("T7951").as_deref(), Some("Certain early complications <x>, more specific"));
        assert_eq!(headings.composed("X00"), None);
    }

    #[test]
    fn a_damaged_list_is_refused_with_its_line() {
        for (from, to, line, reason) in [
            ("</ICD10CM.tabular>", "", 11, "the file ends inside <ICD10CM.tabular>"),
            ("<name>T79.0</name>", "<name>T79?0</name>", 8, "T79?0 is not shaped like a code"),
            ("<name>T79.0</name>", "", 8, "an entry without a <name>"),
            ("<desc>Air embolism</desc>", "", 8, "T790 has no <desc>"),
            (" id=\"T79-T79\"", "", 4, "a <section> without id"),
            (" char=\"S\"", "", 7, "an <extension> without char"),
        ] {
            let text = SMALL.replace(from, to);
            assert_eq!(read(&text), Err(Refused::at(line, reason)), "{from}");
        }
        let other = read("<html>\n</html>").unwrap_err();
        assert_eq!(other, Refused::at(1, "<html> is not the tabular list of ICD-10-CM (<ICD10CM.tabular>)"));
    }
}
