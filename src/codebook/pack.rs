//! The packed file, and how it is written.
//!
//! ```text
//! file     = "PCBK" version:u8 count:u8 { kind:u8 packed:u32 unpacked:u32 } data
//! data     = the sections one after another, each a zlib stream
//! table    = ranges:u16 { from:u32 to:u32 } entries:u32 { entry }          from and to as 20251001
//! entry    = range:u8 flags:u8 code title
//! code     = shared:u8 length:u8 bytes                  shared: bytes in common with the entry before
//! title    = before:u8 after:u8 length:u16 bytes        bytes in common at both ends with the title before
//! ```
//!
//! Numbers are little-endian. Every 64th entry shares nothing, so that reading can begin there. Flags are those
//! of [`super::table`]. Other sections are described where they are read: the index is numbers, the others are text.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::Broken;

pub const ICD10CM: u8 = 1;
pub const ICD10PCS: u8 = 2;
pub const MS_DRG: u8 = 3;
pub const ABOUT: u8 = 4;
pub const TABULAR: u8 = 5;
pub const PCS_LABELS: u8 = 6;
pub const OPERATIONS: u8 = 7;
pub const INDEX: u8 = 8;

/// Entries between two places where reading can begin.
pub(super) const BLOCK: usize = 64;

const MAGIC: &[u8; 4] = b"PCBK";
const VERSION: u8 = 1;
/// More than any section unpacks to.
const LARGEST: usize = 64 << 20;

/// Where a section lies in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    pub(super) kind: u8,
    start: usize,
    packed: usize,
    unpacked: usize,
}

pub(super) fn sections(bytes: &[u8]) -> Result<Vec<Section>, Broken> {
    let mut reader = Reader::new(bytes);
    if reader.take(4)? != MAGIC {
        return Err(Broken("it is no code book"));
    }
    if reader.u8()? != VERSION {
        return Err(Broken("its version is not known"));
    }
    let count = usize::from(reader.u8()?);
    let mut start = 6 + count * 9;
    let mut sections = Vec::new();
    for _ in 0..count {
        let (kind, packed, unpacked) = (reader.u8()?, reader.u32()? as usize, reader.u32()? as usize);
        sections.push(Section { kind, start, packed, unpacked });
        start = start.checked_add(packed).ok_or(Broken("it is cut off"))?;
    }
    if start > bytes.len() { Err(Broken("it is cut off")) } else { Ok(sections) }
}

/// Kind, packed and unpacked size of each section.
pub fn sizes(bytes: &[u8]) -> Vec<(u8, usize, usize)> {
    let sections = sections(bytes).unwrap_or_default();
    sections.iter().map(|section| (section.kind, section.packed, section.unpacked)).collect()
}

impl Section {
    pub(super) fn unpacked(self, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
        let packed = bytes.get(self.start..self.start + self.packed).ok_or(Broken("it is cut off"))?;
        decompress_to_vec_zlib_with_limit(packed, self.unpacked.min(LARGEST))
            .map_err(|_| Broken("a section cannot be unpacked"))
    }
}

/// Reads numbers and bytes from the front.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Broken> {
        let end = self.at.checked_add(count).ok_or(Broken("it is cut off"))?;
        let part = self.bytes.get(self.at..end).ok_or(Broken("it is cut off"))?;
        self.at = end;
        Ok(part)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Broken> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn u16(&mut self) -> Result<u16, Broken> {
        let bytes = self.take(2)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Broken> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }
}

/// A code to be packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub code: String,
    /// As 20251001, both included.
    pub from: u32,
    pub to: u32,
    pub flags: u8,
    pub title: String,
}

/// A table of codes, sorted by code. Codes have up to 7 bytes and titles up to 65,535; there are up to 256 ranges.
pub fn table(rows: &[Row]) -> Vec<u8> {
    let mut ranges: Vec<(u32, u32)> = rows.iter().map(|row| (row.from, row.to)).collect();
    ranges.sort_unstable();
    ranges.dedup();
    let mut bytes = (ranges.len() as u16).to_le_bytes().to_vec();
    for (from, to) in &ranges {
        bytes.extend(from.to_le_bytes());
        bytes.extend(to.to_le_bytes());
    }
    bytes.extend((rows.len() as u32).to_le_bytes());
    let (mut code, mut title): (&[u8], &[u8]) = (&[], &[]);
    for (place, row) in rows.iter().enumerate() {
        if place % BLOCK == 0 {
            (code, title) = (&[], &[]);
        }
        let range = ranges.binary_search(&(row.from, row.to)).unwrap_or_default();
        bytes.extend([range as u8, row.flags]);
        let shared = common(code, row.code.as_bytes());
        let rest = &row.code.as_bytes()[shared..];
        bytes.extend([shared as u8, rest.len() as u8]);
        bytes.extend(rest);
        push_title(&mut bytes, title, row.title.as_bytes());
        (code, title) = (row.code.as_bytes(), row.title.as_bytes());
    }
    bytes
}

fn push_title(bytes: &mut Vec<u8>, before: &[u8], title: &[u8]) {
    let front = common(before, title).min(255);
    let (before, rest) = (&before[front..], &title[front..]);
    let back = before.iter().rev().zip(rest.iter().rev()).take_while(|(one, other)| one == other).count().min(255);
    let middle = &rest[..rest.len() - back];
    bytes.extend([front as u8, back as u8]);
    bytes.extend((middle.len() as u16).to_le_bytes());
    bytes.extend(middle);
}

fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// The whole file, from what its sections hold.
pub fn file(sections: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let packed: Vec<Vec<u8>> = sections.iter().map(|(_, bytes)| compress_to_vec_zlib(bytes, 10)).collect();
    let mut bytes = MAGIC.to_vec();
    bytes.extend([VERSION, sections.len() as u8]);
    for ((kind, unpacked), packed) in sections.iter().zip(&packed) {
        bytes.push(*kind);
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend((unpacked.len() as u32).to_le_bytes());
    }
    bytes.extend(packed.into_iter().flatten());
    bytes
}
