//! Scenes of drills that ask for a number and for an order of steps.

use std::path::{Path, PathBuf};

use practicum::library::Library;
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::Scene;

pub(super) const ALL: [(&str, Scene); 9] = [
    ("drill-number", number),
    ("drill-number-calculator", number_calculator),
    ("drill-number-right", number_right),
    ("drill-number-recognized", number_recognized),
    ("drill-order", order),
    ("drill-order-wrong", order_wrong),
    ("drill-order-right", order_right),
    ("help-drill-number", help_number),
    ("help-drill-order", help_order),
];

pub(super) fn banks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drill-banks")
}

/// At the item whose stem has these words, of a drill of both.
pub(super) fn at(words: &str) -> Driver {
    at_in(&banks(), words)
}

/// The same with the banks of another folder.
pub(super) fn at_in(banks: &Path, words: &str) -> Driver {
    let library = Library::only(banks.to_owned());
    let mut driver = Driver::with(Store::in_memory().unwrap(), library, Palette::Dark);
    driver.keys("d enter");
    if !driver.words().contains(words) {
        // Past the other one, answered somehow.
        let keys = if driver.words().contains("842 books") { "1 enter enter" } else { "> enter enter" };
        driver.wait(30).keys(keys);
    }
    driver.wait(40);
    driver
}

pub(super) fn number() -> Driver {
    let mut driver = at("842 books");
    driver.keys("2 . 8 s");
    driver
}

pub(super) fn number_calculator() -> Driver {
    let mut driver = at("842 books");
    driver.keys("2 k 2 4 / 8 3 5");
    driver
}

pub(super) fn number_right() -> Driver {
    let mut driver = at("842 books");
    driver.keys("2 . 8 6 u enter");
    driver
}

pub(super) fn number_recognized() -> Driver {
    let mut driver = at("842 books");
    driver.keys("3 . 6 8 enter");
    driver
}

pub(super) fn order() -> Driver {
    let mut driver = at("nobody has read");
    driver.keys("> down u");
    driver
}

/// Sorts the steps as they should stand, by the words that each begins with.
pub(super) fn sort(driver: &mut Driver) -> &mut Driver {
    for (place, begins) in ["It is ordered", "It gets", "It is lent", "It comes back"].into_iter().enumerate() {
        for row in 0..4 {
            let number = format!("{}  {begins}", row + 1);
            if driver.lines().iter().any(|line| line.contains(&number)) {
                driver.keys("home").keys(&"down ".repeat(row)).keys(&"< ".repeat(row - place));
                break;
            }
        }
    }
    driver
}

pub(super) fn order_wrong() -> Driver {
    let mut driver = at("nobody has read");
    sort(&mut driver).keys("end < enter");
    driver
}

pub(super) fn order_right() -> Driver {
    let mut driver = at("nobody has read");
    sort(&mut driver).keys("s enter");
    driver
}

pub(super) fn help_number() -> Driver {
    let mut driver = at("842 books");
    driver.keys("?");
    driver
}

pub(super) fn help_order() -> Driver {
    let mut driver = at("nobody has read");
    driver.keys("?");
    driver
}
