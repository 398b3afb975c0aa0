//! Packs the code tables: `cargo run --release --example build-codesets -- DIR [FILE]`.
//!
//! DIR holds the files that `assets/README.md` names; FILE is `assets/codesets.bin` unless another is given. The
//! program is built from the packed file, so that this is run only when a new release of the tables is taken in.

#![expect(clippy::print_stdout, reason = "it is a tool of the workshop")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use miniz_oxide::inflate::decompress_to_vec;
use practicum::codebook::make::{self, Ingredients};
use practicum::codebook::pack::{self, Row};
use practicum::codebook::published::{self, Published};
use practicum::codebook::table::{CATEGORY, CC, DERIVED, MCC};
use practicum::codebook::{About, FiscalYear};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [dir, rest @ ..] = arguments.as_slice() else { return Err("name the folder of the tables".into()) };
    let out = rest.first().map_or("assets/codesets.bin", String::as_str);
    let dir = Path::new(dir);
    let Published::Tabular(list) = published::read(&unzipped(&dir.join("icd10cm-tabular-2026-04.xml.gz"))?)? else {
        return Err("the tabular list is another file".into());
    };
    let codes = diagnoses(&unzipped(&dir.join("icd10cm-codes.tsv.gz"))?)?;
    let (diagnoses, tabular) = make::with_headings(codes, &list);
    let procedures = procedures(&unzipped(&dir.join("icd10pcs-codes.tsv.gz"))?)?;
    let below_head = |file: &str| {
        Ok::<String, Box<dyn Error>>(
            unzipped(&dir.join(file))?.lines().skip(1).map(|line| format!("{line}\n")).collect(),
        )
    };
    let (operations, drgs) = (below_head("icd10pcs-root-operations.tsv.gz")?, below_head("ms-drg-v43.tsv.gz")?);
    let part = |part: &str, release: &str| (part.to_owned(), release.to_owned());
    let parts = vec![
        part("ICD-10-CM codes", "FY2026"),
        part("ICD-10-CM notes", "April 2026"),
        part("ICD-10-PCS codes", "FY2026"),
        part("MS-DRG", "v43, FY2026"),
        part("CC and MCC", "MS-DRG v43, FY2026"),
    ];
    let about = About { year: FiscalYear::BUILT_IN, parts };
    let mut book = Ingredients { about, diagnoses, procedures, tabular, operations, drgs };
    book.compose_titles(Some(&list));
    for (name, rows) in [("ICD-10-CM", &book.diagnoses), ("ICD-10-PCS", &book.procedures)] {
        let count = |flag: u8| rows.iter().filter(|row| row.flags & flag != 0).count();
        let untitled = rows.iter().filter(|row| row.title.is_empty()).count();
        println!(
            "{name}: {} codes, {} categories, {} titles composed, {untitled} missing",
            rows.len() - count(CATEGORY),
            count(CATEGORY),
            count(DERIVED)
        );
    }
    let bytes = book.packed();
    fs::write(out, &bytes)?;
    println!("{out}: {} bytes", bytes.len());
    for (kind, packed, unpacked) in pack::sizes(&bytes) {
        println!("  section {kind}: {packed} bytes, {unpacked} unpacked");
    }
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

fn diagnoses(tsv: &str) -> Fallible<Vec<Row>> {
    let mut rows = Vec::new();
    for line in tsv.lines().skip(1) {
        let [code, from, to, severity, title] = fields(line)?;
        let flags = match severity {
            "MCC" => MCC,
            "CC" => CC,
            _ => 0,
        };
        let (code, title) = (code.to_owned(), title.to_owned());
        rows.push(Row { code, from: from.parse()?, to: to.parse()?, flags, title });
    }
    Ok(rows)
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
