//! What a coder waits for in the code book: `cargo bench --bench codebook`. A keystroke is to take under 5 ms, the first
//! search with everything unpacked under 100 ms.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use divan::{Bencher, black_box};
use practicum::codebook::search::index::{Index, build};
use practicum::codebook::{Codebook, FiscalYear, System};

fn main() {
    divan::main();
}

fn year() -> FiscalYear {
    FiscalYear::BUILT_IN
}

fn fresh() -> Codebook {
    Codebook::open(Codebook::built_in_bytes()).unwrap()
}

/// The list of sections: what is paid before anything is looked up.
#[divan::bench]
fn open() -> Codebook {
    fresh()
}

/// Both tables of codes and the MS-DRGs unpacked: what checks of banks need.
#[divan::bench]
fn unpack_the_tables() -> usize {
    let book = fresh();
    book.table(System::Icd10Cm).len() + book.table(System::Icd10Pcs).len() + book.drgs().len()
}

/// A page in a book that was just opened.
#[divan::bench]
fn first_page() -> bool {
    fresh().show(black_box("E11.9"), year()).is_some()
}

/// A search in a book that was just opened: index, tables and notes.
#[divan::bench]
fn first_search() -> usize {
    fresh().search(black_box("chf"), year(), 20).len()
}

/// The index made from titles instead of unpacked.
#[divan::bench(sample_count = 10)]
fn make_the_index(bencher: Bencher<'_, '_>) {
    let texts = Codebook::built_in().ingredients().texts();
    bencher.bench_local(|| Index::read(build(black_box(&texts))).unwrap().terms());
}

/// Every beginning of a search, as it is typed.
#[divan::bench(args = ["diabetis ketoacid", "acute on chronic systolic chf", "fracture of right femur", "bypass coronary", "open approach", "a"])]
fn keystrokes(bencher: Bencher<'_, '_>, typed: &str) {
    let book = Codebook::built_in();
    book.search("x", year(), 1);
    let beginnings: Vec<&str> = (1..=typed.len()).map(|end| &typed[..end]).collect();
    let mut next = beginnings.iter().cycle();
    bencher.bench_local(move || book.search(next.next().unwrap(), year(), 20).len());
}

/// The dearest of them: the whole of a search with words that many titles hold.
#[divan::bench(args = ["insertion of device into open approach percutaneous", "unspecified fracture initial encounter for closed fracture", "diabetis ketoacid", "xqzzyw wqxzzyw qqxzyyw"])]
fn one_keystroke(bencher: Bencher<'_, '_>, typed: &str) {
    let book = Codebook::built_in();
    book.search("x", year(), 1);
    bencher.bench_local(|| book.search(black_box(typed), year(), 20).len());
}

#[divan::bench]
fn look_up_a_code() -> bool {
    Codebook::built_in().find(black_box("T81.42XA")).is_some()
}

#[divan::bench(args = ["E11.9", "T81.42XA", "A00", "0DTN4ZZ", "0DT", "0SR"])]
fn page(code: &str) -> bool {
    Codebook::built_in().show(black_box(code), year()).is_some()
}

#[divan::bench(args = ["", "0", "0D", "0DT", "0DTN4"])]
fn next_axis(prefix: &str) -> usize {
    Codebook::built_in().procedures(year()).next(black_box(prefix)).len()
}
