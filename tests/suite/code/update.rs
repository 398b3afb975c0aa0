//! `code update` end to end, with files as NCHS and CMS publish them, made from the built-in book.

use std::fmt::Write;
use std::fs;

use practicum::codebook::{Codebook, FiscalYear, System};

use crate::commands::{Home, home};

/// An order file of the codes that are valid in FY2027, one more and one less.
fn order_file(system: System) -> String {
    let next = FiscalYear::named("FY2027").unwrap();
    let mut rows: Vec<(String, u8, String)> = Vec::new();
    for entry in Codebook::built_in().table(system).iter().filter(|entry| entry.is_valid_in(next)) {
        let title = if entry.title.is_empty() { "Newly titled".to_owned() } else { entry.title.clone() };
        rows.push((entry.code.clone(), u8::from(entry.is_billable()), title));
    }
    let (new, gone) = match system {
        System::Icd10Cm => ("A0010", "A009"),
        System::Icd10Pcs => ("001607Z", "0016070"),
    };
    rows.retain(|(code, ..)| code != gone);
    rows.push((new.to_owned(), 1, "Something quite new".to_owned()));
    rows.sort();
    let mut text = String::new();
    for (number, (code, flag, title)) in rows.iter().enumerate() {
        let short: String = title.chars().take(60).collect();
        let _ = write!(text, "{:05} {code:<7} {flag} {short:<60} {title}\r\n", (number + 1) % 100_000);
    }
    text
}

fn with_books(home: Home) -> Home {
    home.write("icd10cm-order-2027.txt", &order_file(System::Icd10Cm));
    let text = home.prints("code update icd10cm-order-2027.txt");
    assert!(text.starts_with("icd10cm-order-2027.txt: 74879 codes of ICD-10-CM, "), "{text}");
    home
}

#[test]
fn a_new_year_stands_beside_the_old_one() {
    let home = with_books(home());
    assert!(home.path().join("data/codebook-FY2027.bin").is_file());
    let show = |line: &str| home.prints(line);
    assert!(
        show("code --year FY2027 show A00.10")
            .starts_with("A00.10  Something quite new\n  Can be reported; valid since 1 October 2026.")
    );
    assert!(
        show("code --year FY2027 show A00.9")
            .contains("Not valid in FY2027; valid from 1 October 2015 to 30 September 2026.")
    );
    assert!(show("code --year FY2027 search something quite new").starts_with("A00.10"));
    assert!(show("code show A00.9").contains("Can be reported"));
    assert!(
        show("code books")
            .contains("FY2027  in your data folder\n  ICD-10-CM codes    FY2027\n  ICD-10-CM notes    April 2026\n")
    );

    // A second file joins what the year's book has so far.
    home.write("table5-2027.txt", &table5());
    home.prints("code update table5-2027.txt");
    assert_eq!(home.json("code --year FY2027 drg 291 --json")["drg"]["weight"], 1.5);
    assert!(show("code --year FY2027 show A00.10").starts_with("A00.10  Something quite new"));
    assert!(home.json("code drg 291 --json")["drg"]["weight"].as_f64().unwrap() < 1.5);
}

fn table5() -> String {
    let mut text =
        "TABLE 5\nMS-DRG\tMDC\tTYPE\tMS-DRG Title\tWeights\tGeometric mean LOS\tArithmetic mean LOS\n".to_owned();
    for drg in Codebook::built_in().drgs() {
        let _ = writeln!(text, "{:03}\t{}\tMED\t{}\t1.5\t2.0\t3.0", drg.number, drg.mdc, drg.title);
    }
    text
}

#[test]
fn a_wrong_file_is_refused_with_its_line_and_the_old_book_stays() {
    let home = home();
    home.write("table5-2027.txt", &table5());
    let (book, before) = (home.path().join("data/codebook-FY2027.bin"), Codebook::built_in_bytes());
    fs::create_dir(home.path().join("data")).unwrap();
    fs::write(&book, before).unwrap();
    let order = order_file(System::Icd10Pcs);
    let lines: Vec<&str> = order.lines().collect();
    let hint = "nothing was changed; practicum code update takes the files as CMS and NCHS publish them, unpacked";
    home.write("gap-2027.txt", &(lines[..4].join("\n") + "\n" + lines[5]));
    home.fails(
        "code update gap-2027.txt",
        1,
        &format!("practicum: gap-2027.txt:5: order number 6 comes after 4: lines are missing\n  {hint}"),
    );
    home.write("cut-2027.txt", &lines[..40_000].join("\n"));
    let ran = home.run("code update cut-2027.txt");
    assert!(ran.code == 1 && ran.err.contains("it has 40000 codes, and the book before has 79"), "{ran:?}");
    home.write("page.xml", "<html>\n</html>");
    home.fails(
        "code update table5-2027.txt page.xml",
        1,
        &format!("practicum: page.xml:1: <html> is not the tabular list of ICD-10-CM (<ICD10CM.tabular>)\n  {hint}"),
    );
    home.fails(
        "code --year FY2028 update table5-2027.txt",
        1,
        "practicum: table5-2027.txt: the file is of FY2027 and not of FY2028\n  nothing was changed",
    );
    home.write("table.txt", &table5());
    home.fails("code update table.txt", 2, "practicum: the files do not say of which year they are\n  name it: practicum code --year FY2027 update FILE...");
    assert_eq!(fs::read(&book).unwrap(), before);
    assert!(fs::read_dir(home.path().join("data")).unwrap().count() == 1);
}

#[test]
fn a_damaged_book_is_named() {
    let home = home();
    home.write("data/codebook-FY2027.bin", "PCBK and then nothing");
    let ran = home.run("code --year FY2027 show A00.0");
    assert!(
        ran.code == 1
            && ran.err.starts_with("practicum: HOME/data/codebook-FY2027.bin: the code book cannot be read: "),
        "{ran:?}"
    );
}
