//! The states of a query that is built, each reached with keys from home.

use std::path::Path;

use practicum::library::Library;
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::Scene;

pub(super) const ALL: [(&str, Scene); 10] = [
    ("queries", list),
    ("queries-built", list_built),
    ("query-build", begun),
    ("query-chosen", chosen),
    ("query-short", short),
    ("query-record", record),
    ("query-compliant", compliant),
    ("query-not-compliant", not_compliant),
    ("help-query", help),
    ("queries-none", none),
];

/// Parts that make a compliant multiple-choice query.
const COMPLIANT: [&str; 13] = [
    "B. Sorel, MD, attending",
    "Clarification: anemia",
    "Hemoglobin 10.9",
    "Hemoglobin 7.6",
    "One unit of red cells",
    "'Anemia', progress note",
    "CKD stage 4",
    "Which of these describes",
    "Acute blood loss anemia$",
    "Anemia in chronic kidney disease",
    "Other, please specify",
    "Unable to determine",
    "Please answer in your next note",
];

pub(super) fn library() -> Library {
    Library::only(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/query-banks"))
}

pub(super) fn list() -> Driver {
    let mut driver = Driver::with(Store::in_memory().unwrap(), library(), Palette::Dark);
    driver.keys("w");
    driver
}

pub(super) fn begun() -> Driver {
    let mut driver = list();
    driver.keys("enter");
    driver
}

/// Moves the cursor to the part that begins so, and takes it in; one that ends in `$` ends there.
#[track_caller]
pub(super) fn choose<'a>(driver: &'a mut Driver, text: &str) -> &'a mut Driver {
    driver.keys("home");
    for _ in 0..60 {
        let lines = driver.lines();
        let here = lines.iter().find_map(|line| Some(line.rsplit_once('▌')?.1.trim_start_matches([' ', '●']).trim()));
        let fits = here.is_some_and(|here| match text.strip_suffix('$') {
            Some(whole) => here == whole,
            None => here.starts_with(text),
        });
        if fits {
            return driver.keys("space");
        }
        driver.keys("down");
    }
    panic!("no part '{text}' on\n{}", driver.lines().join("\n"))
}

/// A query of which a few parts are chosen, one of them in the place of another.
pub(super) fn chosen() -> Driver {
    let mut driver = begun();
    for part in ["The blood bank", "B. Sorel", "Clarification", "Hemoglobin 6.7", "CKD stage 4", "Potassium"] {
        choose(&mut driver, part);
    }
    driver
}

/// What lacks is said.
pub(super) fn short() -> Driver {
    let mut driver = chosen();
    driver.keys("enter");
    driver
}

pub(super) fn record() -> Driver {
    let mut driver = chosen();
    driver.keys("] ]");
    driver
}

pub(super) fn compliant() -> Driver {
    let mut driver = begun();
    for part in COMPLIANT {
        choose(&mut driver, part);
    }
    driver.keys("enter");
    driver
}

/// An unsupported choice, a wrong addressee, a missing way out, an audit named.
pub(super) fn not_compliant() -> Driver {
    let mut driver = begun();
    for part in COMPLIANT {
        choose(&mut driver, part);
    }
    for part in ["The nurse", "Iron deficiency", "Unable to determine", "Please answer today, the stay", "Estimated"] {
        choose(&mut driver, part);
    }
    driver.keys("enter");
    driver
}

/// After a compliant build of the first, two days ago, and a bad one of the second.
pub(super) fn list_built() -> Driver {
    let mut driver = compliant();
    driver.keys("esc").pass(2 * 86_400).keys("down enter");
    for part in
        ["The wound nurse", "Sacral pressure", "The injury arose", "The sacral injury came", "Please answer before"]
    {
        choose(&mut driver, part);
    }
    driver.keys("enter esc");
    driver
}

pub(super) fn help() -> Driver {
    let mut driver = begun();
    driver.keys("?");
    driver
}

/// At home, for a credential without queries.
pub(super) fn none() -> Driver {
    let mut driver = Driver::new();
    driver.keys("w");
    driver
}
