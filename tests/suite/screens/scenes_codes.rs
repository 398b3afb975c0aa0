//! The states of an item whose codes are typed, each reached with keys from home.

use std::path::Path;

use practicum::library::Library;
use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::Scene;

pub(super) const ALL: [(&str, Scene); 12] = [
    ("codes-item", item),
    ("codes-typing", typing),
    ("codes-unknown", unknown),
    ("codes-poa", poa),
    ("codes-filled", filled),
    ("codes-locked", locked),
    ("codes-summary", summary),
    ("codes-afterwards", afterwards),
    ("help-codes", help),
    ("setup-codes", setup),
    ("codes-picks", picks),
    ("codes-picked", picked),
];

fn driven(drive: impl FnOnce(&mut Driver) -> &mut Driver) -> Driver {
    let mut driver = begun(Palette::Dark);
    drive(&mut driver);
    driver
}

/// A mock of four items, at the one whose codes are typed.
pub(super) fn begun(palette: Palette) -> Driver {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coding-banks");
    let mut driver = Driver::with(Store::in_memory().unwrap(), Library::only(banks), palette);
    driver.begin().leap_to("ward-case-1-1");
    driver
}

/// A code and its indicator; the cursor goes on.
pub(super) fn row<'a>(driver: &'a mut Driver, code: &str, poa: &str) -> &'a mut Driver {
    driver.types(code).keys("enter").keys(poa).keys("enter")
}

pub(super) fn item() -> Driver {
    driven(|driver| driver)
}

/// In the middle of the first code.
pub(super) fn typing() -> Driver {
    driven(|driver| driver.keys("enter").types("k80.0"))
}

/// A code that there is not, and one that is not complete, above the cursor.
pub(super) fn unknown() -> Driver {
    driven(|driver| {
        row(driver.keys("enter"), "k80.00", "y").types("e87x").keys("down").types("n183").keys("down").types("e11")
    })
}

/// At the indicator of a code.
pub(super) fn poa() -> Driver {
    driven(|driver| row(driver.keys("enter"), "k8000", "y").types("e876").keys("enter"))
}

/// Some right, some wrong, more than a small screen holds; the cursor in the last row.
pub(super) fn filled() -> Driver {
    driven(fill)
}

fn fill(driver: &mut Driver) -> &mut Driver {
    row(driver.keys("enter"), "k8000", "y");
    for (code, poa) in [("e1122", "n"), ("n1830", "y"), ("e876", "y"), ("r1011", "y")] {
        row(driver, code, poa);
    }
    driver.types("z9049").keys("down down").types("0ft44zz")
}

/// The answer stands, and the item after it is open.
pub(super) fn locked() -> Driver {
    driven(|driver| fill(driver).keys("esc right down enter left"))
}

pub(super) fn summary() -> Driver {
    driven(|driver| fill(driver.wait(200)).keys("esc q down down enter down enter"))
}

pub(super) fn afterwards() -> Driver {
    let mut driver = summary();
    driver.keys("w enter");
    driver
}

fn ward() -> Driver {
    let banks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coding-banks");
    Driver::with(Store::in_memory().unwrap(), Library::only(banks), Palette::Dark)
}

/// Codes are to be picked from lists.
pub(super) fn setup() -> Driver {
    let mut driver = ward();
    driver.keys("s down down right");
    driver
}

/// The list of the first diagnosis.
pub(super) fn picks() -> Driver {
    let mut driver = setup();
    driver.keys("enter").leap_to("ward-case-1-1").keys("enter enter");
    driver
}

/// Three codes from the lists, the cursor in the row after them.
pub(super) fn picked() -> Driver {
    let mut driver = picks();
    driver.keys("k enter y enter").keys("enter e enter n enter").keys("enter end enter y enter");
    driver
}

pub(super) fn help() -> Driver {
    driven(|driver| driver.keys("enter ?"))
}
