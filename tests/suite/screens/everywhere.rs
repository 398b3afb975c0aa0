//! What holds on every screen: at every size, for every palette, whatever is pressed and however often it is drawn.

use crossterm::event::{MouseButton, MouseEventKind};
use practicum::tui::Palette;
use proptest::prelude::*;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::driver::{Driver, rows};
use super::scenes::{self, Scene};
use super::{scenes_book, scenes_codes, scenes_drill, scenes_history, scenes_kinds, scenes_query, standing};

/// The corners, the usual terminal, and steps over all widths and heights between.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    let steps = (0..11).map(|step| (60 + 8 * step, 15 + 11 * step % 36));
    [(60, 15), (140, 15), (60, 50), (140, 50), (80, 24)].into_iter().chain(steps)
}

fn all_scenes() -> impl Iterator<Item = (&'static str, Scene)> {
    let all = scenes::ALL.into_iter().chain(scenes_drill::ALL).chain(scenes_history::ALL);
    let all = all.chain(standing::ALL).chain(scenes_codes::ALL).chain(scenes_book::ALL);
    all.chain(scenes_kinds::ALL).chain(scenes_query::ALL)
}

#[test]
fn every_screen_at_every_size_stays_in_its_area_names_the_help_and_is_drawn_the_same_again() {
    for (name, scene) in all_scenes() {
        let mut driver = scene();
        for (width, height) in sizes() {
            let area = Rect::new(1, 1, width, height);
            let whole = Rect::new(0, 0, width + 2, height + 2);
            let buffer = driver.draw_in(whole, area);
            let lines = rows(&buffer);
            let at = format!("{name} at {width} x {height}:\n{}", lines.join("\n"));
            let outside = "~".repeat(usize::from(whole.width));
            assert!(lines[0] == outside && lines[lines.len() - 1] == outside, "{at}");
            assert!(lines.iter().all(|line| line.starts_with('~') && line.ends_with('~')), "{at}");
            // Help stands over a screen, and a typed line takes every letter.
            let has_no_help = name.starts_with("help") || name.starts_with("typing") || name.ends_with("typing");
            assert!(lines[usize::from(height)].contains("? help") || has_no_help, "{at}");
            assert_eq!(driver.draw_in(whole, area), buffer, "{at}");
        }
    }
}

#[test]
fn a_screen_that_is_too_small_says_so_down_to_nothing() {
    for (_, scene) in all_scenes().step_by(5) {
        let mut driver = scene();
        for (width, height) in [(59, 24), (80, 14), (40, 5), (20, 2), (3, 1), (1, 1), (0, 0)] {
            driver.buffer(width, height);
        }
        driver.resize(40, 5).sees("is too small");
    }
}

#[test]
fn the_same_keys_lead_to_the_same_screen() {
    for (name, scene) in all_scenes().step_by(3) {
        assert_eq!(scene().buffer(80, 24), scene().buffer(80, 24), "{name}");
    }
}

/// A walk over every screen.
const WALK: &str = "b e 1 1 down enter down enter pagedown left esc h esc s o right esc down right down right up enter a m right x k 1 / 3 = k g m a esc t ? esc p p q \
                    down down enter down enter w esc i esc a enter right i esc esc esc esc h down enter ? esc esc esc \
                    d down right t x backspace enter up enter b s u x k 1 esc enter u r m o y enter enter q esc a b enter \
                    pagedown q down down enter enter pagedown m esc p esc d esc ?";

#[test]
fn the_plain_palette_has_no_colour_anywhere() {
    let mut driver = Driver::painted(Palette::Plain);
    for word in WALK.split_whitespace() {
        let buffer = driver.keys(word).buffer(80, 24);
        for cell in &buffer.content {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{cell:?} after {word}");
        }
    }
}

#[test]
fn no_palette_paints_a_background() {
    for palette in [Palette::Dark, Palette::Light] {
        let mut driver = Driver::painted(palette);
        for word in WALK.split_whitespace() {
            let buffer = driver.keys(word).buffer(80, 24);
            assert!(buffer.content.iter().all(|cell| cell.bg == Color::Reset), "{palette:?} after {word}");
        }
    }
}

#[test]
fn every_item_of_the_built_in_banks_can_be_shown() {
    let mut driver = Driver::built_in();
    driver.resize(60, 15).keys("s 1 5 0 enter");
    for _ in 1..driver.items() {
        driver.keys("right");
        if driver.shows("Lock what comes before?") {
            driver.keys("down enter");
        }
    }
    driver.sees("150 of 150");
}

/// What somebody may do at any moment.
#[derive(Clone, Debug)]
enum Deed {
    Key(&'static str),
    Click(u16, u16),
    Wheel(MouseEventKind),
    Wait(u32),
    /// The machine sleeps.
    Sleep(u32),
    Resize(u16, u16),
}

const KEYS: &str = "tab f y a b c e g h i k m n o p q r s t u w x 1 5 0 / = ? enter esc space backspace up down left right \
                    pageup pagedown home end ctrl-c";
const WHEELS: &[MouseEventKind] = &[MouseEventKind::ScrollUp, MouseEventKind::ScrollDown];

fn deed() -> impl Strategy<Value = Deed> {
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    prop_oneof![
        8 => prop::sample::select(keys).prop_map(Deed::Key),
        4 => Just(Deed::Key("enter")),
        2 => Just(Deed::Key("down")),
        3 => (0u16..90, 0u16..30).prop_map(|(column, row)| Deed::Click(column, row)),
        1 => prop::sample::select(WHEELS).prop_map(Deed::Wheel),
        1 => (0u32..1200).prop_map(Deed::Wait),
        1 => (0u32..9000).prop_map(Deed::Sleep),
        1 => (1u16..130, 1u16..45).prop_map(|(width, height)| Deed::Resize(width, height)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing panics, and nothing that the program asks of the record is refused.
    #[test]
    fn whatever_is_done_the_program_goes_on(deeds in prop::collection::vec(deed(), 1..60), start in 0..3) {
        let mut driver = match start {
            0 => scenes_codes::typing(),
            1 => scenes_query::list(),
            _ => Driver::new(),
        };
        for deed in deeds {
            match deed {
                Deed::Key(key) => driver.keys(key),
                Deed::Click(column, row) => driver.mouse(MouseEventKind::Down(MouseButton::Left), column, row),
                Deed::Wheel(wheel) => driver.mouse(wheel, 20, 8),
                Deed::Wait(seconds) => driver.wait(seconds),
                Deed::Sleep(seconds) => driver.pass(seconds),
                Deed::Resize(width, height) => driver.resize(width, height),
            };
        }
    }
}
