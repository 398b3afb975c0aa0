//! The states of drills and of an item's page, each reached with keys from home.

use super::driver::Driver;
use super::scenes::{self, Scene};

pub(super) const ALL: [(&str, Scene); 22] = [
    ("drill-setup", setup),
    ("drill-setup-known", setup_known),
    ("drill-setup-read-only", setup_read_only),
    ("typing-topic", typing_topic),
    ("drill-question", question),
    ("drill-sure", sure),
    ("drill-multi", multi),
    ("drill-minutes", minutes),
    ("drill-time-over", time_over),
    ("drill-right", right),
    ("drill-wrong", wrong),
    ("drill-wrong-end", wrong),
    ("drill-again", again),
    ("drill-calculator", calculator),
    ("typing-note", typing_note),
    ("drill-leave", leave),
    ("drill-last", last),
    ("drill-end", end),
    ("drill-end-nothing", end_nothing),
    ("item-page", item_page),
    ("drill-built-in", built_in),
    ("help-drill", help),
];

fn driven(drive: impl FnOnce(&mut Driver) -> &mut Driver) -> Driver {
    let mut driver = Driver::new();
    drive(&mut driver);
    driver
}

/// Answers the item on the screen rightly after a while.
pub(super) fn rightly(driver: &mut Driver) -> &mut Driver {
    let keys = driver.wait(40).right_keys();
    driver.keys(&keys).keys("enter")
}

pub(super) fn wrongly(driver: &mut Driver) -> &mut Driver {
    let keys = driver.wait(50).wrong_keys();
    driver.keys(&keys).keys("enter")
}

/// Answers the item on the screen wrongly, and sure of it.
pub(super) fn surely_wrongly(driver: &mut Driver) -> &mut Driver {
    driver.keys("s");
    wrongly(driver)
}

/// A weak drill of all there is, at its first item.
pub(super) fn begun(driver: &mut Driver) -> &mut Driver {
    driver.keys("d enter x x")
}

pub(super) fn setup() -> Driver {
    driven(|driver| driver.keys("d"))
}

/// After a mock, some days later, with domains chosen one by one.
pub(super) fn setup_known() -> Driver {
    driven(|driver| {
        scenes::fail(driver).keys("esc").pass(4 * 86_400);
        driver.keys("d right right t p a p e r enter down right down down space")
    })
}

pub(super) fn setup_read_only() -> Driver {
    let mut driver = scenes::home_read_only();
    driver.keys("d enter");
    driver
}

pub(super) fn typing_topic() -> Driver {
    driven(|driver| driver.keys("d t b r e a c h"))
}

/// As it begins: with fewer items than were asked for.
pub(super) fn question() -> Driver {
    driven(|driver| driver.keys("d enter"))
}

pub(super) fn sure() -> Driver {
    driven(|driver| rightly(begun(driver)).keys("enter b s down x m"))
}

/// The item that asks for two options.
pub(super) fn multi() -> Driver {
    driven(|driver| {
        begun(driver);
        while !driver.words().contains("Choose 2") {
            rightly(driver).keys("enter");
        }
        driver.keys("a c u")
    })
}

pub(super) fn minutes() -> Driver {
    driven(|driver| rightly(driver.keys("d down right right right enter")).keys("enter").wait(20))
}

pub(super) fn time_over() -> Driver {
    driven(|driver| rightly(driver.keys("d down right right right enter")).keys("enter").wait(600).keys("a"))
}

pub(super) fn right() -> Driver {
    driven(|driver| rightly(begun(driver)).keys("u"))
}

/// Sure and wrong, on an item with a flag and a note.
pub(super) fn wrong() -> Driver {
    driven(|driver| surely_wrongly(begun(driver)).keys("m o p a g e space 4 enter"))
}

pub(super) fn again() -> Driver {
    driven(|driver| wrongly(begun(driver)).keys("r"))
}

pub(super) fn calculator() -> Driver {
    driven(|driver| begun(driver).keys("b k 1 2 / 7"))
}

pub(super) fn typing_note() -> Driver {
    driven(|driver| wrongly(begun(driver)).keys("o p a g e"))
}

pub(super) fn leave() -> Driver {
    driven(|driver| rightly(begun(driver)).keys("enter b esc down"))
}

/// All twelve items, the first two wrong and sure, the third wrong.
fn to_the_last(driver: &mut Driver) -> &mut Driver {
    begun(driver);
    for place in 0..12 {
        match place {
            0 | 1 => surely_wrongly(driver),
            2 => wrongly(driver),
            _ => rightly(driver),
        };
        if place < 11 {
            driver.keys("enter");
        }
    }
    driver
}

pub(super) fn last() -> Driver {
    driven(to_the_last)
}

/// The second drill of two on two days: some items went better, some slipped.
pub(super) fn end() -> Driver {
    driven(|driver| {
        to_the_last(driver).keys("enter esc").pass(26 * 3600);
        begun(driver);
        for place in 0..8 {
            match place {
                2 | 4 => wrongly(driver),
                5 => surely_wrongly(driver),
                _ => rightly(driver),
            };
            driver.keys("enter");
        }
        driver.keys("esc down down enter down")
    })
}

pub(super) fn end_nothing() -> Driver {
    driven(|driver| begun(driver).keys("esc down down enter"))
}

/// The page of an item that was answered in a drill, in a mock, and too fast in another drill.
pub(super) fn item_page() -> Driver {
    driven(|driver| {
        surely_wrongly(begun(driver)).keys("m o p a g e space 4 enter esc down down enter esc").pass(80_000);
        scenes::succeed(driver).keys("esc").pass(80_000);
        driver.keys("d right right right enter x x");
        let keys = driver.right_keys();
        driver.keys(&keys).keys("u enter esc down down enter").pass(80_000);
        driver.keys("esc d right right right enter x x");
        wrongly(driver).keys("esc down down enter enter")
    })
}

/// A drill on a real bank.
pub(super) fn built_in() -> Driver {
    let mut driver = Driver::built_in();
    driver.keys("down");
    wrongly(begun(&mut driver));
    driver
}

pub(super) fn help() -> Driver {
    driven(|driver| begun(driver).keys("?"))
}
