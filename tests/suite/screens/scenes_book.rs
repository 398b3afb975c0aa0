//! The states of the code book, each reached with keys from home.

use practicum::tui::Palette;

use super::driver::Driver;
use super::scenes::Scene;
use super::scenes_codes;

pub(super) const ALL: [(&str, Scene); 10] = [
    ("book", empty),
    ("book-search", search),
    ("book-diagnosis", diagnosis),
    ("book-category", category),
    ("book-procedure", procedure),
    ("book-table", table),
    ("book-exam", exam),
    ("help-book", help),
    ("book-drg", drg),
    ("book-kept", kept),
];

fn driven(drive: impl FnOnce(&mut Driver) -> &mut Driver) -> Driver {
    let mut driver = Driver::new();
    drive(driver.keys("b"));
    driver
}

pub(super) fn empty() -> Driver {
    driven(|driver| driver)
}

pub(super) fn search() -> Driver {
    driven(|driver| driver.types("acute").keys("space").types("mi").keys("down"))
}

/// Notes of its category, and none of its own but one.
pub(super) fn diagnosis() -> Driver {
    driven(|driver| driver.types("e11.9").keys("enter"))
}

pub(super) fn category() -> Driver {
    driven(|driver| driver.types("n18").keys("enter"))
}

pub(super) fn procedure() -> Driver {
    driven(|driver| driver.types("0dtn4zz").keys("enter"))
}

/// An MS-DRG and those beside it.
pub(super) fn drg() -> Driver {
    driven(|driver| driver.types("drg").keys("space").types("194").keys("enter"))
}

/// Three bookmarks under the empty search.
pub(super) fn kept() -> Driver {
    driven(|driver| {
        driver.types("e11.9").keys("enter m s delete").wait(1).types("0dt").keys("enter m s delete").wait(1);
        driver.types("470").keys("enter m s delete")
    })
}

/// At a value of the fourth place.
pub(super) fn table() -> Driver {
    driven(|driver| driver.types("0dt").keys("enter down"))
}

/// Over a row of codes.
pub(super) fn exam() -> Driver {
    let mut driver = scenes_codes::begun(Palette::Dark);
    driver.wait(65).keys("enter").types("k80.0").keys("ctrl-b").types("e1122").keys("enter");
    driver
}

pub(super) fn help() -> Driver {
    driven(|driver| driver.types("e11").keys("enter ?"))
}
