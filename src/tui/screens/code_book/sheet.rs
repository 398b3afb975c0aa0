//! What stands on a page, before it is known how wide the screen is: blocks of text with links in them.

use ratatui::style::Modifier;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::codebook::{System, dotted};
use crate::store::Bookmark;
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, wrap};

/// Columns at the left, for the cursor.
const MARGIN: usize = 2;

/// A blank at which no line breaks.
pub(super) const GLUE: char = '␣';

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Link {
    Code(System, String),
    Drg(u16),
}

impl Link {
    /// As bookmarks name it.
    pub(super) fn bookmark(&self) -> Bookmark {
        let (system, code) = match self {
            Self::Code(System::Icd10Cm, code) => ("icd10cm", code.clone()),
            Self::Code(System::Icd10Pcs, code) => ("icd10pcs", code.clone()),
            Self::Drg(number) => ("ms-drg", number.to_string()),
        };
        Bookmark { system: system.to_owned(), code }
    }

    pub(super) fn of(bookmark: &Bookmark) -> Option<Self> {
        match bookmark.system.as_str() {
            "icd10cm" => Some(Self::Code(System::Icd10Cm, bookmark.code.clone())),
            "icd10pcs" => Some(Self::Code(System::Icd10Pcs, bookmark.code.clone())),
            "ms-drg" => bookmark.code.parse().ok().map(Self::Drg),
            _ => None,
        }
    }

    /// As people write it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Code(System::Icd10Cm, code) => dotted(code),
            Self::Code(System::Icd10Pcs, code) => code.clone(),
            Self::Drg(number) => format!("DRG {number:03}"),
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Sheet {
    blocks: Vec<Block>,
    /// In the order in which they stand on the page.
    pub(super) links: Vec<Link>,
    /// The code of the page, if it can be reported.
    pub(super) reported: Option<(System, String)>,
}

/// A text that is wrapped under its own beginning.
#[derive(Debug)]
struct Block {
    indent: usize,
    head: Vec<Piece>,
    text: Vec<Piece>,
}

#[derive(Clone, Debug)]
pub(super) struct Piece {
    text: String,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Words(Role),
    /// One word, by its place among the links of the page.
    Link(usize),
}

pub(super) fn words(text: impl Into<String>, role: Role) -> Piece {
    Piece { text: text.into(), kind: Kind::Words(role) }
}

/// A page in lines, and where its links came to stand.
pub(super) struct Laid {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) links: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: u16,
    pub(super) width: u16,
}

impl Sheet {
    /// The text of a link; it has to be put on the page before the next one is made.
    pub(super) fn link(&mut self, system: System, code: &str, text: &str) -> Piece {
        self.link_to(Link::Code(system, code.to_owned()), text)
    }

    pub(super) fn link_to(&mut self, link: Link, text: &str) -> Piece {
        self.links.push(link);
        Piece { text: text.to_owned(), kind: Kind::Link(self.links.len() - 1) }
    }

    pub(super) fn row(&mut self, indent: usize, head: Vec<Piece>, text: Vec<Piece>) {
        self.blocks.push(Block { indent, head, text });
    }

    pub(super) fn text(&mut self, indent: usize, text: impl Into<String>, role: Role) {
        self.row(indent, Vec::new(), vec![words(text, role)]);
    }

    pub(super) fn blank(&mut self) {
        self.text(0, "", Role::Text);
    }

    /// A blank line and a heading.
    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.blank();
        self.text(0, text, Role::Title);
    }

    pub(super) fn laid(&self, canvas: &Canvas<'_>, width: usize, cursor: usize) -> Laid {
        let mut laid = Laid { lines: Vec::new(), links: Vec::new() };
        let span = |piece: &Piece| match piece.kind {
            Kind::Words(role) => canvas.span(piece.text.clone(), role),
            Kind::Link(link) => {
                let on = if link == cursor { Modifier::REVERSED } else { Modifier::empty() };
                let style = canvas.style(Role::Accent).add_modifier(Modifier::UNDERLINED | on);
                Span::styled(piece.text.clone(), style)
            }
        };
        for block in &self.blocks {
            let mut first = vec![Span::raw(" ".repeat(MARGIN + block.indent))];
            first.extend(block.head.iter().map(span));
            let text: Vec<Span<'static>> = block.text.iter().map(span).collect();
            for line in wrap(&text, width, &Indent::hanging(first)) {
                laid.take(line);
            }
        }
        laid
    }
}

impl Laid {
    /// Links are the words that are underlined.
    fn take(&mut self, mut line: Line<'static>) {
        for span in line.spans.iter_mut().filter(|span| span.content.contains(GLUE)) {
            span.content = span.content.replace(GLUE, " ").into();
        }
        let mut column = 0;
        for span in &line.spans {
            let is_link = span.style.add_modifier.contains(Modifier::UNDERLINED);
            for word in span.content.split_inclusive(' ') {
                let text = word.trim_end();
                if is_link && !text.is_empty() {
                    self.links.push(Place { line: self.lines.len(), column, width: text.width() as u16 });
                }
                column += word.width() as u16;
            }
        }
        self.lines.push(line);
    }
}
