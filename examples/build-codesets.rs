//! Packs the code tables: `cargo run --release --example build-codesets -- DIR [FILE]`.
//!
//! DIR holds the files that `assets/README.md` names; FILE is `assets/codesets.bin` unless another is given. The
//! program is built from the packed file, so that this is run only when a new release of the tables is taken in.

#![expect(clippy::print_stdout, reason = "it is a tool of the workshop")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use miniz_oxide::inflate::decompress_to_vec;
use practicum::codebook::pack::{self, Row};
use practicum::codebook::table::{CATEGORY, CC, DERIVED, MCC};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [dir, rest @ ..] = arguments.as_slice() else { return Err("name the folder of the tables".into()) };
    let out = rest.first().map_or("assets/codesets.bin", String::as_str);
    let dir = Path::new(dir);
    let tabular = Tabular::read(&unzipped(&dir.join("icd10cm-tabular-2026-04.xml.gz"))?);
    let diagnoses = diagnoses(&unzipped(&dir.join("icd10cm-codes.tsv.gz"))?, &tabular)?;
    let procedures = procedures(&unzipped(&dir.join("icd10pcs-codes.tsv.gz"))?)?;
    let drgs = unzipped(&dir.join("ms-drg-v43.tsv.gz"))?;
    let drgs: String = drgs.lines().skip(1).map(|line| format!("{line}\n")).collect();
    for (name, rows) in [("ICD-10-CM", &diagnoses), ("ICD-10-PCS", &procedures)] {
        let count = |flag: u8| rows.iter().filter(|row| row.flags & flag != 0).count();
        let untitled = rows.iter().filter(|row| row.title.is_empty()).count();
        println!(
            "{name}: {} codes, {} categories, {} titles composed, {untitled} missing",
            rows.len() - count(CATEGORY),
            count(CATEGORY),
            count(DERIVED)
        );
    }
    let sections = [
        (pack::ICD10CM, pack::table(&diagnoses)),
        (pack::ICD10PCS, pack::table(&procedures)),
        (pack::MS_DRG, drgs.into_bytes()),
    ];
    let bytes = pack::file(&sections);
    fs::write(out, &bytes)?;
    println!("{out}: {} bytes, {} unpacked", bytes.len(), sections.iter().map(|(_, part)| part.len()).sum::<usize>());
    Ok(())
}

/// The text of a gzip file (RFC 1952) with no field in its head but, perhaps, a name.
fn unzipped(path: &Path) -> Fallible<String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let flags = *bytes.get(3).ok_or("too short for a gzip file")?;
    let named = flags & 8 != 0;
    let name = if named { bytes[10..].iter().position(|byte| *byte == 0).map_or(0, |end| end + 1) } else { 0 };
    if !bytes.starts_with(&[0x1f, 0x8b, 8]) || flags & !8 != 0 {
        return Err(format!("{}: not a plain gzip file", path.display()).into());
    }
    let text = decompress_to_vec(&bytes[10 + name..bytes.len() - 8]).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(text)?)
}

/// What the Tabular List says of a code or category.
#[derive(Clone, Debug, Default)]
struct Heading {
    title: String,
    /// The meanings of a seventh character here and below.
    seventh: BTreeMap<char, String>,
}

#[derive(Default)]
struct Tabular(BTreeMap<String, Heading>);

impl Tabular {
    /// Reads the few elements that are wanted, in the order in which the published file has them.
    fn read(xml: &str) -> Self {
        let mut tabular = Self::default();
        let mut open: Vec<String> = Vec::new();
        for part in xml.split('<').skip(1) {
            let Some((tag, text)) = part.split_once('>') else { continue };
            match tag.split_whitespace().next().unwrap_or_default() {
                "diag" => open.push(String::new()),
                "/diag" => drop(open.pop()),
                "name" => {
                    if let Some(code) = open.last_mut().filter(|code| code.is_empty()) {
                        *code = text.trim().replace('.', "");
                        let above = open.iter().rev().nth(1).and_then(|above| tabular.0.get(above));
                        let seventh = above.map(|above| above.seventh.clone()).unwrap_or_default();
                        let code = open.last().cloned().unwrap_or_default();
                        tabular.0.insert(code, Heading { title: String::new(), seventh });
                    }
                }
                "desc" => {
                    let heading = open.last().and_then(|code| tabular.0.get_mut(code));
                    if let Some(heading) = heading.filter(|heading| heading.title.is_empty()) {
                        heading.title = plain(text);
                    }
                }
                "sevenChrDef" => {
                    if let Some(heading) = open.last().and_then(|code| tabular.0.get_mut(code)) {
                        heading.seventh.clear();
                    }
                }
                "extension" => {
                    let character = tag.split('"').nth(1).and_then(|value| value.chars().next());
                    let heading = open.last().and_then(|code| tabular.0.get_mut(code));
                    if let (Some(character), Some(heading)) = (character, heading) {
                        heading.seventh.insert(character, plain(text));
                    }
                }
                _ => {}
            }
        }
        tabular
    }

    /// A title for a code of seven places whose category is still there: its title and the seventh character's.
    fn composed(&self, code: &str) -> Option<String> {
        let (stem, last) = code.split_at_checked(6)?;
        let heading = self.0.get(stem.trim_end_matches('X'))?;
        let seventh = heading.seventh.get(&last.chars().next()?)?;
        Some(format!("{}, {seventh}", heading.title))
    }
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    text.replace("&amp;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn diagnoses(tsv: &str, tabular: &Tabular) -> Fallible<Vec<Row>> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for line in tsv.lines().skip(1) {
        let [code, from, to, severity, title] = fields(line)?;
        let mut flags = match severity {
            "MCC" => MCC,
            "CC" => CC,
            _ => 0,
        };
        let composed = if title.is_empty() { tabular.composed(code) } else { None };
        if composed.is_some() {
            flags |= DERIVED;
        }
        let title = composed.unwrap_or_else(|| title.to_owned());
        rows.insert(code.to_owned(), Row { code: code.to_owned(), from: from.parse()?, to: to.parse()?, flags, title });
    }
    for (code, heading) in &tabular.0 {
        let ends = rows.range(code.clone()..).take_while(|(below, _)| below.starts_with(code)).map(|(_, row)| row);
        let (from, to) = ends.fold((u32::MAX, 0), |(from, to), row| (row.from.min(from), row.to.max(to)));
        if !rows.contains_key(code) && to > 0 {
            let title = heading.title.clone();
            rows.insert(code.clone(), Row { code: code.clone(), from, to, flags: CATEGORY, title });
        }
    }
    Ok(rows.into_values().collect())
}

fn procedures(tsv: &str) -> Fallible<Vec<Row>> {
    let mut rows = Vec::new();
    for line in tsv.lines().skip(1) {
        let [code, from, to, title] = fields(line)?;
        let (code, title) = (code.to_owned(), title.to_owned());
        rows.push(Row { code, from: from.parse()?, to: to.parse()?, flags: 0, title });
    }
    rows.sort_by(|one, other| one.code.cmp(&other.code));
    Ok(rows)
}

fn fields<const N: usize>(line: &str) -> Fallible<[&str; N]> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    fields.try_into().map_err(|_| format!("not {N} fields: {line}").into())
}
