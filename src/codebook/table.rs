//! One classification: its codes in their order, read block by block where they are asked for.

use jiff::civil::Date;

use super::Broken;
use super::make::number;
use super::pack::{BLOCK, Reader, Row};
use super::year::FiscalYear;

/// A complication or comorbidity in MS-DRG v43.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    None,
    Cc,
    Mcc,
}

pub const CC: u8 = 1;
pub const MCC: u8 = 2;
/// The title was composed, not published.
pub const DERIVED: u8 = 4;
/// A heading over codes, not a code to report.
pub const CATEGORY: u8 = 8;

/// A code, or a category of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Without its dot.
    pub code: String,
    /// Empty where none is known.
    pub title: String,
    pub from: Date,
    pub to: Date,
    flags: u8,
}

impl Entry {
    /// Whether the code can be reported, and is not a heading over others.
    pub fn is_billable(&self) -> bool {
        self.flags & CATEGORY == 0
    }

    /// Whether the title was put together from others and is not the published one.
    pub fn is_title_derived(&self) -> bool {
        self.flags & DERIVED != 0
    }

    pub fn severity(&self) -> Severity {
        match self.flags & (CC | MCC) {
            MCC => Severity::Mcc,
            CC => Severity::Cc,
            _ => Severity::None,
        }
    }

    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    pub(super) fn row(self) -> Row {
        Row { from: number(self.from), to: number(self.to), code: self.code, flags: self.flags, title: self.title }
    }

    /// Whether it is valid on some day of the year.
    pub fn is_valid_in(&self, year: FiscalYear) -> bool {
        self.from <= year.last() && year.first() <= self.to
    }
}

#[derive(Debug, Default)]
pub struct Table {
    bytes: Vec<u8>,
    ranges: Vec<(Date, Date)>,
    entries: usize,
    /// Where each block begins.
    blocks: Vec<usize>,
}

impl Table {
    /// Walks over the entries once, to know where blocks begin and that they are whole.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, Broken> {
        let mut reader = Reader::new(&bytes);
        let ranges = (0..reader.u16()?).map(|_| Ok((day(reader.u32()?)?, day(reader.u32()?)?)));
        let ranges: Vec<(Date, Date)> = ranges.collect::<Result<_, Broken>>()?;
        let entries = reader.u32()? as usize;
        let mut blocks = Vec::new();
        for place in 0..entries {
            if place % BLOCK == 0 {
                blocks.push(reader.at);
            }
            let head = reader.take(4)?;
            if usize::from(head[0]) >= ranges.len() {
                return Err(Broken("an entry has no range"));
            }
            reader.take(usize::from(head[3]))?;
            reader.take(2)?;
            let middle = usize::from(reader.u16()?);
            reader.take(middle)?;
        }
        Ok(Self { bytes, ranges, entries, blocks })
    }

    /// Codes and categories.
    pub fn len(&self) -> usize {
        self.entries
    }

    /// The last day that any code is valid on: where a code ends then, no end is known.
    pub fn last_day(&self) -> Option<Date> {
        self.ranges.iter().map(|(_, to)| *to).max()
    }

    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    pub fn iter(&self) -> Entries<'_> {
        self.entries_at(0)
    }

    /// The entry at a place, as `iter` counts.
    pub fn at(&self, place: usize) -> Option<Entry> {
        self.entries_at(place / BLOCK).nth(place % BLOCK)
    }

    /// A code or category by its letters and digits, without a dot.
    pub fn find(&self, code: &str) -> Option<Entry> {
        self.onwards(code).next().filter(|entry| entry.code == code)
    }

    /// Every entry whose code begins so, the category itself among them.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = Entry> + 'a {
        self.onwards(prefix).take_while(move |entry| entry.code.starts_with(prefix))
    }

    /// Whether codes that can be reported in that year begin so: a category, and not itself such a code.
    pub fn is_heading_in(&self, prefix: &str, year: FiscalYear) -> bool {
        self.below(prefix).any(|entry| entry.code != prefix && entry.is_billable() && entry.is_valid_in(year))
    }

    /// The entries from this code on.
    fn onwards<'a>(&'a self, code: &'a str) -> impl Iterator<Item = Entry> + 'a {
        let after = self.blocks.partition_point(|block| self.first_code(*block) <= code.as_bytes());
        self.entries_at(after.saturating_sub(1)).skip_while(move |entry| entry.code.as_str() < code)
    }

    fn first_code(&self, block: usize) -> &[u8] {
        let length = usize::from(self.bytes[block + 3]);
        &self.bytes[block + 4..block + 4 + length]
    }

    fn entries_at(&self, block: usize) -> Entries<'_> {
        let mut reader = Reader::new(&self.bytes);
        reader.at = self.blocks.get(block).copied().unwrap_or(self.bytes.len());
        Entries { table: self, reader, place: block * BLOCK, code: Vec::new(), title: Vec::new() }
    }
}

fn day(number: u32) -> Result<Date, Broken> {
    let part = |value: u32| i8::try_from(value % 100).unwrap_or(0);
    let year = i16::try_from(number / 10_000).map_err(|_| Broken("a date is none"))?;
    Date::new(year, part(number / 100), part(number)).map_err(|_| Broken("a date is none"))
}

/// Entries in the order of their codes.
pub struct Entries<'a> {
    table: &'a Table,
    reader: Reader<'a>,
    place: usize,
    code: Vec<u8>,
    title: Vec<u8>,
}

impl std::fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entries").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.place >= self.table.entries {
            return None;
        }
        self.place += 1;
        let (range, flags) = (self.reader.u8().ok()?, self.reader.u8().ok()?);
        let (shared, length) = (usize::from(self.reader.u8().ok()?), usize::from(self.reader.u8().ok()?));
        self.code.truncate(shared);
        self.code.extend(self.reader.take(length).ok()?);
        let (front, back) = (usize::from(self.reader.u8().ok()?), usize::from(self.reader.u8().ok()?));
        let length = usize::from(self.reader.u16().ok()?);
        let middle = self.reader.take(length).ok()?;
        let tail = self.title.len().checked_sub(back)?;
        let title = [self.title.get(..front)?, middle, &self.title[tail..]].concat();
        self.title = title;
        let (from, to) = *self.table.ranges.get(usize::from(range))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some(Entry { code: text(&self.code), title: text(&self.title), from, to, flags })
    }
}
