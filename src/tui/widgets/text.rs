//! Wrapping of styled text by the columns it takes.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text before the first line of a paragraph, and before each of the others.
#[derive(Clone, Debug, Default)]
pub struct Indent {
    pub first: Vec<Span<'static>>,
    pub rest: Vec<Span<'static>>,
}

impl Indent {
    /// The same blank columns before every line.
    pub fn blank(columns: usize) -> Self {
        let blank = || if columns == 0 { Vec::new() } else { vec![Span::raw(" ".repeat(columns))] };
        Self { first: blank(), rest: blank() }
    }

    /// A marker before the first line, blanks of its width before the others.
    pub fn hanging(first: Vec<Span<'static>>) -> Self {
        let width: usize = first.iter().map(Span::width).sum();
        Self { first, rest: vec![Span::raw(" ".repeat(width))] }
    }
}

#[derive(Clone, Debug)]
struct Word {
    text: String,
    style: Style,
    /// Whether a blank stands before it.
    spaced: bool,
}

/// Breaks spans into lines of at most `width` columns, at blanks; a longer word is cut.
pub fn wrap(spans: &[Span<'_>], width: usize, indent: &Indent) -> Vec<Line<'static>> {
    let columns = |spans: &[Span<'_>]| spans.iter().map(Span::width).sum::<usize>();
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let mut line = indent.first.clone();
    let mut used = columns(&line);
    let mut fresh = true;
    for group in groups(words(spans)) {
        let size: usize = group.iter().map(|word| word.text.width()).sum();
        let space = usize::from(!fresh && group[0].spaced);
        if !fresh && used + space + size > width {
            lines.push(std::mem::replace(&mut line, indent.rest.clone()));
            used = columns(&line);
            fresh = true;
        }
        if !fresh && group[0].spaced {
            push(&mut line, " ", group[0].style);
            used += 1;
        }
        for word in group {
            for part in parts(&word.text, width.saturating_sub(columns(&indent.rest)).max(1)) {
                if !fresh && used + part.width() > width {
                    lines.push(std::mem::replace(&mut line, indent.rest.clone()));
                    used = columns(&line);
                }
                push(&mut line, part, word.style);
                used += part.width();
                fresh = false;
            }
        }
    }
    lines.push(line);
    lines.into_iter().map(Line::from).collect()
}

/// Plain text, wrapped.
pub fn paragraph(text: &str, style: Style, width: usize, indent: &Indent) -> Vec<Line<'static>> {
    wrap(&[Span::styled(text.to_owned(), style)], width, indent)
}

fn push(line: &mut Vec<Span<'static>>, text: &str, style: Style) {
    match line.last_mut() {
        Some(last) if last.style == style => last.content.to_mut().push_str(text),
        _ => line.push(Span::styled(text.to_owned(), style)),
    }
}

fn words(spans: &[Span<'_>]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut spaced = false;
    for span in spans {
        let mut rest = span.content.as_ref();
        while !rest.is_empty() {
            let trimmed = rest.trim_start();
            spaced |= trimmed.len() < rest.len();
            let end = trimmed.find(char::is_whitespace).unwrap_or(trimmed.len());
            if end > 0 {
                words.push(Word { text: trimmed[..end].to_owned(), style: span.style, spaced });
                spaced = false;
            }
            rest = &trimmed[end..];
        }
    }
    words
}

/// Words without a blank between them (as `*word*,`) stay together.
fn groups(words: Vec<Word>) -> Vec<Vec<Word>> {
    let mut groups: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match groups.last_mut() {
            Some(group) if !word.spaced => group.push(word),
            _ => groups.push(vec![word]),
        }
    }
    groups
}

fn parts(word: &str, width: usize) -> Vec<&str> {
    if word.width() <= width {
        return vec![word];
    }
    let (mut parts, mut start, mut used) = (Vec::new(), 0, 0);
    for (at, c) in word.char_indices() {
        let size = c.width().unwrap_or(0);
        if used + size > width && at > start {
            parts.push(&word[start..at]);
            (start, used) = (at, 0);
        }
        used += size;
    }
    parts.push(&word[start..]);
    parts
}

/// Cut to `width` columns, with a sign that it was cut.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + c.width().unwrap_or(0) + 1 > width {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

/// `1,904`.
pub fn thousands(number: u32) -> String {
    match (number / 1000, number % 1000) {
        (0, rest) => rest.to_string(),
        (above, rest) => format!("{},{rest:03}", thousands(above)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn wraps(text: &str, width: usize, expected: &[&str]) {
        let lines = paragraph(text, Style::new(), width, &Indent::default());
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn text_breaks_at_blanks() {
        wraps("one two three", 8, &["one two", "three"]);
        wraps("", 8, &[""]);
        wraps("  spare   blanks ", 20, &["spare blanks"]);
        wraps("pneumonoultramicroscopic x", 10, &["pneumonoul", "tramicrosc", "opic x"]);
    }

    #[test]
    fn wide_letters_count_double() {
        wraps("病歴 病歴 病歴", 9, &["病歴 病歴", "病歴"]);
    }

    #[test]
    fn emphasis_and_comma_stay_together() {
        let spans = [Span::raw("the "), Span::styled("key", Style::new().bold()), Span::raw(", then")];
        let lines: Vec<String> = wrap(&spans, 8, &Indent::default()).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["the key,", "then"]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(cut("Data content, structure", 12), "Data conten…");
        assert_eq!(cut("short", 12), "short");
    }

    #[test]
    fn large_numbers_have_commas() {
        assert_eq!([7, 999, 1904, 1_002_003].map(thousands), ["7", "999", "1,904", "1,002,003"]);
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_wider_than_asked_and_no_letter_is_lost(text in "[ a-z病é]{0,80}", width in 4usize..30) {
            let lines = paragraph(&text, Style::new(), width, &Indent::default());
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = lines.iter().map(ToString::to_string).collect();
            proptest::prop_assert_eq!(letters(&joined), letters(&text));
            for line in lines {
                proptest::prop_assert!(line.width() <= width, "{line}");
            }
        }
    }
}
