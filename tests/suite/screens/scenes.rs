//! The states of the program that the tests look at, each reached with keys from home.

use practicum::store::Store;
use practicum::tui::Palette;

use super::driver::{Driver, demo_bank};

pub(super) const LONG: &str = "demo-2-week";
pub(super) const TABLE: &str = "demo-3-table";
pub(super) const MULTI: &str = "demo-1-entry";
pub(super) const NUMBERS: &str = "demo-1-order";

pub(super) type Scene = fn() -> Driver;

/// Every scene, for what must hold on all of them.
pub(super) const ALL: [(&str, Scene); 35] = [
    ("about", about),
    ("home-empty", home_empty),
    ("home-resume", home_resume),
    ("home-notice", home_notice),
    ("home-read-only", home_read_only),
    ("setup-read-only", setup_read_only),
    ("setup", setup),
    ("setup-domains", setup_domains),
    ("setup-typed", setup_typed),
    ("outline", outline),
    ("exam-single", exam_single),
    ("exam-multi-full", exam_multi_full),
    ("exam-struck-flagged", exam_struck_flagged),
    ("exam-table", exam_table),
    ("exam-long", exam_long),
    ("exam-30-minutes", exam_30_minutes),
    ("exam-hidden-clock", exam_hidden_clock),
    ("paused", paused),
    ("navigator", navigator),
    ("navigator-incomplete", navigator_incomplete),
    ("calculator", calculator),
    ("end", end),
    ("end-sure", end_sure),
    ("report-passed", report_passed),
    ("report-failed", report_failed),
    ("report-how-made", report_how_made),
    ("items-wrong", items_wrong),
    ("items-all", items_all),
    ("item-wrong", item_wrong),
    ("item-multi", item_multi),
    ("history", history),
    ("history-empty", history_empty),
    ("help-exam", help_exam),
    ("navigator-built-in", navigator_built_in),
    ("setup-built-in", setup_built_in),
];

fn driven(drive: impl FnOnce(&mut Driver) -> &mut Driver) -> Driver {
    let mut driver = Driver::new();
    drive(&mut driver);
    driver
}

/// The page about the made credential.
pub(super) fn about() -> Driver {
    driven(|driver| driver.keys("i"))
}

pub(super) fn home_empty() -> Driver {
    Driver::new()
}

pub(super) fn home_notice() -> Driver {
    driven(|driver| driver.keys("r"))
}

/// A record that cannot be written, and nothing in it.
pub(super) fn home_read_only() -> Driver {
    let home = tempfile::tempdir().unwrap();
    let reason = "practicum is open in another terminal".to_owned();
    Driver::with(Store::open_read_only(home.path(), reason).unwrap(), demo_bank(), Palette::Dark)
}

pub(super) fn setup_read_only() -> Driver {
    let mut driver = home_read_only();
    driver.keys("s enter");
    driver
}

/// One mock failed, one passed, one left at its fifth item.
pub(super) fn home_resume() -> Driver {
    driven(|driver| {
        fail(driver);
        driver.keys("esc").pass(26 * 3600);
        succeed(driver);
        driver.keys("esc").pass(50 * 3600).keys("s 6 enter").wait(600).keys("b right right a right right").wait(45);
        driver.keys("q down enter").pass(20 * 3600).keys("h esc")
    })
}

pub(super) fn setup() -> Driver {
    driven(|driver| driver.keys("s"))
}

pub(super) fn setup_domains() -> Driver {
    driven(|driver| driver.keys("s 4 down down right down down space"))
}

/// A number of items and of minutes, and more items than there are.
pub(super) fn setup_typed() -> Driver {
    driven(|driver| driver.keys("s 4 0 down right 9 0"))
}

pub(super) fn outline() -> Driver {
    driven(|driver| driver.keys("s o"))
}

pub(super) fn exam(driver: &mut Driver) -> &mut Driver {
    driver.begin().wait(40).keys("right").wait(25)
}

pub(super) fn exam_single() -> Driver {
    driven(|driver| exam(driver).keys("b down"))
}

pub(super) fn exam_multi_full() -> Driver {
    driven(|driver| exam(driver).go_to(MULTI).keys("b e f"))
}

pub(super) fn exam_struck_flagged() -> Driver {
    driven(|driver| exam(driver).keys("x down down x up b m"))
}

pub(super) fn exam_table() -> Driver {
    driven(|driver| exam(driver).go_to(TABLE))
}

pub(super) fn exam_long() -> Driver {
    driven(|driver| exam(driver).go_to(LONG))
}

pub(super) fn exam_30_minutes() -> Driver {
    driven(|driver| driver.begin().keys("c").wait(30 * 60 + 1))
}

pub(super) fn exam_hidden_clock() -> Driver {
    driven(|driver| exam(driver).keys("t"))
}

pub(super) fn paused() -> Driver {
    driven(|driver| driver.keys("s down right enter").wait(70).keys("p"))
}

/// Some items answered, some seen, some flagged, and some that were never shown.
pub(super) fn visited(driver: &mut Driver) -> &mut Driver {
    driver.begin();
    for keys in ["b", "a m", "", "d", "m", "c"] {
        driver.wait(33).keys(keys).keys("right");
    }
    driver.keys("left left")
}

pub(super) fn navigator() -> Driver {
    driven(|driver| visited(driver).keys("g right"))
}

pub(super) fn navigator_incomplete() -> Driver {
    driven(|driver| visited(driver).keys("g i"))
}

pub(super) fn calculator() -> Driver {
    driven(|driver| exam(driver).keys("k 1 2 / 7"))
}

pub(super) fn end() -> Driver {
    driven(|driver| visited(driver).keys("q"))
}

pub(super) fn end_sure() -> Driver {
    driven(|driver| visited(driver).keys("q down down enter"))
}

/// Sits a whole mock and passes it; the report is on the screen then.
pub(super) fn succeed(driver: &mut Driver) -> &mut Driver {
    driver.begin().answer_all_but(&["demo-2-due", "demo-3-mean"]).keys("q down down enter down enter")
}

/// Sits a whole mock with most answers wrong, one changed, one flagged, one left out and an interruption.
pub(super) fn fail(driver: &mut Driver) -> &mut Driver {
    let wrong = ["demo-1-damp", "demo-1-twins", NUMBERS, LONG, "demo-2-queue", "demo-3-report", MULTI];
    driver.begin().answer_all_but(&wrong).pass(3600).wait(1);
    driver.go_to("demo-2-lost").keys("backspace").go_to("demo-3-report").keys("m");
    let right = driver.right("demo-1-damp").to_owned();
    driver.go_to("demo-1-damp").keys(&right).keys("q down down enter down enter")
}

pub(super) fn report_passed() -> Driver {
    driven(|driver| succeed(driver))
}

pub(super) fn report_failed() -> Driver {
    driven(|driver| fail(driver).keys("down"))
}

pub(super) fn report_how_made() -> Driver {
    driven(|driver| fail(driver).keys("i"))
}

pub(super) fn items_wrong() -> Driver {
    driven(|driver| fail(driver).keys("w down down"))
}

pub(super) fn items_all() -> Driver {
    driven(|driver| fail(driver).keys("a"))
}

pub(super) fn item_wrong() -> Driver {
    driven(|driver| fail(driver).keys("w enter"))
}

pub(super) fn item_multi() -> Driver {
    driven(|driver| {
        fail(driver).keys("a enter");
        while !driver.lines()[0].contains("what an entry says") {
            driver.keys("right");
        }
        driver
    })
}

pub(super) fn history() -> Driver {
    let mut driver = home_resume();
    driver.keys("h down");
    driver
}

pub(super) fn history_empty() -> Driver {
    driven(|driver| driver.keys("h"))
}

pub(super) fn help_exam() -> Driver {
    driven(|driver| exam(driver).keys("?"))
}

/// The full form of a real exam, past its middle, with the cursor on an item that was not seen.
pub(super) fn navigator_built_in() -> Driver {
    let mut driver = Driver::built_in();
    driver.on("RHIT").keys("s 1 5 0 enter");
    for flag in ["m", "", "", ""].repeat(24) {
        driver.keys(flag).keys("right");
    }
    driver.keys("g right");
    driver
}

pub(super) fn setup_built_in() -> Driver {
    let mut driver = Driver::built_in();
    driver.keys("s");
    driver
}
