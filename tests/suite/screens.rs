//! Screens of the whole program: as text at three sizes, with their styles, and what keys and clicks make of them.

/// A test for each scene: it looks as its snapshot says.
macro_rules! looks {
    ($($test:ident = $name:literal, $scene:ident;)*) => {
        $(
            #[test]
            fn $test() {
                looks($name, scenes::$scene);
            }
        )*
    };
}

mod book;
mod case;
mod codes;
mod drills;
mod driver;
mod everywhere;
mod exam;
mod history;
mod kinds;
mod query;
mod scenes;
mod scenes_book;
mod scenes_codes;
mod scenes_drill;
mod scenes_history;
mod scenes_kinds;
mod scenes_query;
mod sittings;
mod snapshots;
mod snapshots_drill;
mod standing;

pub(crate) use driver::demo_bank;
