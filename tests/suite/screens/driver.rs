//! The program without a terminal: keys go in, effects go to the desk as in `run.rs`, screens come out as text.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use practicum::bank::{Choice, Item, OptionSet};
use practicum::exam::report::letter;
use practicum::exam::{Drill, Logged, drill};
use practicum::library::Library;
use practicum::store::{SittingId, Store};
use practicum::tui::app::Effect;
use practicum::tui::desk::{Desk, Opened};
use practicum::tui::{App, Msg, Now, Palette, Theme};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

const START: &str = "2026-11-22T09:00:00Z";
const SEED: u64 = 7;

pub(super) struct Driver {
    app: App,
    desk: Desk,
    now: Now,
    size: (u16, u16),
    /// The items of the sitting that was opened last, in the order shown.
    items: Vec<Shown>,
    /// The drill that was opened last, as the record holds it, and its items.
    drill: Option<(SittingId, Drill, Vec<Option<Item>>)>,
    /// Whether the disk refuses what is written.
    full: bool,
    /// What the desk refused, where a test reckons with it.
    refused: Option<Vec<String>>,
    pub(super) quit: bool,
}

/// An item of the form, and the keys that answer it.
struct Shown {
    id: String,
    right: String,
    wrong: String,
}

pub(crate) fn demo_bank() -> Library {
    Library::only(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/banks"))
}

impl Driver {
    /// At home, with the demo bank and an empty record.
    pub(super) fn new() -> Self {
        Self::with(Store::in_memory().unwrap(), demo_bank(), Palette::Dark)
    }

    pub(super) fn painted(palette: Palette) -> Self {
        Self::with(Store::in_memory().unwrap(), demo_bank(), palette)
    }

    pub(super) fn built_in() -> Self {
        let no_folders: Vec<PathBuf> = Vec::new();
        Self::with(Store::in_memory().unwrap(), Library::with_folders(no_folders), Palette::Dark)
    }

    pub(super) fn with(store: Store, library: Library, palette: Palette) -> Self {
        let wall_ms = START.parse::<Timestamp>().unwrap().as_millisecond();
        let now = Now { monotonic_ms: 5_000_000, wall_ms };
        let mut next = 0;
        let random = Box::new(move || {
            next += 1;
            next
        });
        let books = practicum::shelf::Shelf::new(Path::new("/nowhere"));
        let desk = Desk::new(store, library, books, TimeZone::UTC, Some(SEED), random);
        let app = App::new(Theme::new(palette), TimeZone::UTC, now, desk.read_only());
        let (items, drill, full, refused, quit) = (Vec::new(), None, false, None, false);
        let mut driver = Self { app, desk, now, size: (80, 24), items, drill, full, refused, quit };
        driver.perform(vec![Effect::LoadHome]);
        driver.draw();
        driver
    }

    fn send(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            self.quit |= effect == Effect::Quit;
            let answer = if self.full && writes(&effect) {
                Some(Msg::Failed("the disk is full".to_owned()))
            } else {
                self.desk.perform(effect, self.now)
            };
            let Some(msg) = answer else { continue };
            match &msg {
                Msg::Sitting(opened) => self.items = shown(opened),
                Msg::Drill(opened) => {
                    self.drill = Some((opened.id, opened.drill.clone(), opened.items.clone()));
                }
                Msg::DrillWritten(written) => self.written(&written.events),
                Msg::Failed(text) => match &mut self.refused {
                    _ if self.full => {}
                    // An item of a mock that has not ended has no page, as it should.
                    _ if text.contains("it opens when the mock is over") => {}
                    Some(refused) => refused.push(text.clone()),
                    None => panic!("the desk could not carry an effect out: {text}"),
                },
                _ => {}
            }
            queue.extend(self.app.update(msg, self.now));
        }
    }

    fn written(&mut self, events: &[Logged<drill::Event>]) {
        if let Some((_, drill, _)) = &mut self.drill {
            events.iter().for_each(|logged| drill.apply(logged));
        }
    }

    /// From here on nothing can be written, or everything again.
    pub(super) fn disk_is_full(&mut self, full: bool) -> &mut Self {
        self.full = full;
        self
    }

    /// From here on what the desk refuses is remembered, and no fault of the test.
    pub(super) fn may_be_refused(&mut self) -> &mut Self {
        self.refused = Some(Vec::new());
        self
    }

    /// The drill that was opened last, as the record holds it.
    pub(super) fn drill(&self) -> &Drill {
        &self.drill.as_ref().unwrap().1
    }

    /// The same drill as its log on the disk makes it; none once it has ended.
    pub(super) fn drill_on_disk(&mut self) -> Option<Drill> {
        let id = self.drill.as_ref().unwrap().0;
        match self.desk.perform(Effect::Resume(id), self.now) {
            Some(Msg::Drill(opened)) => Some(opened.drill),
            _ => None,
        }
    }

    /// The keys that answer the item of the drill on the screen rightly.
    pub(super) fn right_keys(&self) -> String {
        self.answer_keys(OptionSet::contains)
    }

    /// The keys that answer it wrongly.
    pub(super) fn wrong_keys(&self) -> String {
        self.answer_keys(|keys, option| !keys.contains(option))
    }

    fn answer_keys(&self, fits: impl Fn(OptionSet, usize) -> bool) -> String {
        let (_, drill, items) = self.drill.as_ref().unwrap();
        let turn = drill.turn().unwrap();
        let keys = items[turn.slot].as_ref().unwrap().choice().unwrap().keys();
        let places = (0..turn.options.len()).filter(|&place| fits(keys, usize::from(turn.options[place])));
        places.take(keys.len()).map(|place| format!("{} ", letter(place).to_ascii_lowercase())).collect()
    }

    /// Presses keys, written as words: `enter b right x`.
    pub(super) fn keys(&mut self, words: &str) -> &mut Self {
        for word in words.split_whitespace() {
            self.send(Msg::Key(key(word)));
            self.draw();
        }
        self
    }

    /// Types a text letter by letter.
    pub(super) fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.keys(&letter.to_string());
        }
        self
    }

    /// Lets time pass as the program does: it reads the clock every second.
    pub(super) fn wait(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            self.pass(1);
            self.send(Msg::Tick);
        }
        self.draw();
        self
    }

    /// Time that passes while nobody reads the clock.
    pub(super) fn pass(&mut self, seconds: u32) -> &mut Self {
        self.now.monotonic_ms += u64::from(seconds) * 1000;
        self.now.wall_ms += i64::from(seconds) * 1000;
        self
    }

    /// Sets up a demo mock as it stands, a full one, and begins it.
    /// At home: the cursor on a credential.
    pub(super) fn on(&mut self, short: &str) -> &mut Self {
        let here = format!("▌ {short} ");
        self.keys(&"up ".repeat(9));
        for _ in 0..9 {
            if self.lines().iter().any(|line| line.contains(&here)) {
                return self;
            }
            self.keys("down");
        }
        panic!("{short} is not at home:\n{}", self.lines().join("\n"))
    }

    pub(super) fn begin(&mut self) -> &mut Self {
        self.keys("s enter")
    }

    pub(super) fn go_to(&mut self, id: &str) -> &mut Self {
        let place = self.items.iter().position(|item| item.id == id).unwrap();
        self.keys("home").keys(&"right ".repeat(place))
    }

    /// By the navigator, without a look at the items between.
    pub(super) fn leap_to(&mut self, id: &str) -> &mut Self {
        let place = self.items.iter().position(|item| item.id == id).unwrap();
        self.keys("g home").keys(&"right ".repeat(place)).keys("enter")
    }

    /// Answers every item in turn: 40 seconds each and right, 65 seconds and wrong for those in `wrong`.
    pub(super) fn answer_all_but(&mut self, wrong: &[&str]) -> &mut Self {
        self.keys("home");
        for place in 0..self.items.len() {
            let item = &self.items[place];
            let is_wrong = wrong.contains(&item.id.as_str());
            let letters = if is_wrong { item.wrong.clone() } else { item.right.clone() };
            self.wait(if is_wrong { 65 } else { 40 }).keys(&letters);
            if place + 1 < self.items.len() {
                self.keys("right");
            }
        }
        self
    }

    /// The keys that answer an item rightly.
    pub(super) fn right(&self, id: &str) -> &str {
        &self.items.iter().find(|item| item.id == id).unwrap().right
    }

    pub(super) fn items(&self) -> usize {
        self.items.len()
    }

    /// Clicks the first place where `text` stands on the screen.
    #[track_caller]
    pub(super) fn click(&mut self, text: &str) -> &mut Self {
        let lines = self.lines();
        let found = lines.iter().enumerate().find_map(|(row, line)| {
            let before = &line[..line.find(text)?];
            Some((before.chars().count() as u16, row as u16))
        });
        let Some((column, row)) = found else { panic!("no '{text}' on\n{}", lines.join("\n")) };
        self.mouse(MouseEventKind::Down(MouseButton::Left), column, row)
    }

    pub(super) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) -> &mut Self {
        self.send(Msg::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
        self.draw();
        self
    }

    pub(super) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.send(Msg::Tick);
        self.draw();
        self
    }

    /// Draws as the loop does after every message.
    fn draw(&mut self) -> Buffer {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        self.draw_in(area, area)
    }

    /// Draws `area` of a buffer that may be larger.
    pub(super) fn draw_in(&mut self, whole: Rect, area: Rect) -> Buffer {
        let mut buffer = Buffer::filled(whole, Cell::new("~"));
        for position in area.positions() {
            buffer[position].reset();
        }
        let feedback = self.app.draw(&mut buffer, area);
        self.app.drawn(feedback);
        buffer
    }

    pub(super) fn buffer(&mut self, width: u16, height: u16) -> Buffer {
        self.resize(width, height).draw()
    }

    pub(super) fn lines(&mut self) -> Vec<String> {
        rows(&self.draw())
    }

    /// The screen at a size, as text in a frame, so that both edges can be seen.
    pub(super) fn screen(&mut self, width: u16, height: u16) -> String {
        let buffer = self.buffer(width, height);
        let framed: Vec<String> = rows(&buffer).iter().map(|line| format!("|{line}|\n")).collect();
        let rule = "-".repeat(usize::from(width));
        format!("+{rule}+ {width} x {height}\n{}+{rule}+\n", framed.concat())
    }

    /// The screen, and the style of every part that has one: `row column..column style "text"`.
    pub(super) fn styled(&mut self) -> String {
        let buffer = self.draw();
        let mut text = rows(&buffer).iter().map(|line| line.trim_end().to_owned() + "\n").collect::<String>();
        text.push('\n');
        for y in 0..buffer.area.height {
            for run in runs(&buffer, y) {
                let words: String = run.clone().map(|x| buffer[(x, y)].symbol()).collect();
                let style = style_of(&buffer[(run.start, y)]);
                if !style.is_empty() && !words.trim().is_empty() {
                    text.push_str(&format!("{y:>2} {:>2}..{:<2} {style:<22} {words:?}\n", run.start, run.end));
                }
            }
        }
        text
    }

    /// Everything on the screen as one line, so that it does not matter where a text is wrapped.
    pub(super) fn words(&mut self) -> String {
        self.lines().iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn shows(&mut self, text: &str) -> bool {
        self.words().contains(text)
    }

    #[track_caller]
    pub(super) fn sees(&mut self, text: &str) -> &mut Self {
        assert!(self.words().contains(text), "'{text}' is not on the screen:\n{}", self.lines().join("\n"));
        self
    }

    #[track_caller]
    pub(super) fn sees_no(&mut self, text: &str) -> &mut Self {
        assert!(!self.words().contains(text), "'{text}' is on the screen:\n{}", self.lines().join("\n"));
        self
    }
}

fn writes(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Append { .. }
            | Effect::End { .. }
            | Effect::AppendDrill { .. }
            | Effect::EndDrill { .. }
            | Effect::Pulse { .. }
            | Effect::SetFlag { .. }
            | Effect::SetNote { .. }
            | Effect::KeepBuild { .. }
    )
}

fn shown(opened: &Opened) -> Vec<Shown> {
    let slots = opened.sitting.form().slots.iter().zip(&opened.items);
    let keys = |set: OptionSet, order: &[u8]| {
        let places = (0..order.len()).filter(|&place| set.contains(usize::from(order[place])));
        places.map(|place| format!("{} ", letter(place).to_ascii_lowercase())).collect::<String>()
    };
    slots
        .map(|(slot, item)| {
            // What is typed has no keys.
            let right = item.as_ref().and_then(Item::choice).map_or(OptionSet::EMPTY, Choice::keys);
            let wrong = (0..slot.options.len()).filter(|&option| !right.contains(option));
            let wrong = wrong.take(right.len()).collect();
            let (right, wrong) = (keys(right, &slot.options), keys(wrong, &slot.options));
            Shown { id: slot.item.to_string(), right, wrong }
        })
        .collect()
}

fn key(word: &str) -> KeyEvent {
    let code = match word {
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "space" => KeyCode::Char(' '),
        "backspace" => KeyCode::Backspace,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "delete" => KeyCode::Delete,
        "ctrl-b" => return KeyEvent::new(KeyCode::Char('b'), KeyModifiers::CONTROL),
        "ctrl-c" => return KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL),
        one => {
            let mut letters = one.chars();
            let first = letters.next().unwrap();
            assert!(letters.next().is_none(), "'{one}' is no key");
            KeyCode::Char(first)
        }
    };
    KeyEvent::from(code)
}

pub(super) fn rows(buffer: &Buffer) -> Vec<String> {
    let Rect { x, y, width, height } = buffer.area;
    let row = |y: u16| (x..x + width).map(|x| buffer[Position::new(x, y)].symbol()).collect();
    (y..y + height).map(row).collect()
}

/// The stretches of a row that are drawn in one style.
fn runs(buffer: &Buffer, y: u16) -> Vec<std::ops::Range<u16>> {
    let mut runs: Vec<std::ops::Range<u16>> = Vec::new();
    for x in 0..buffer.area.width {
        match runs.last_mut() {
            Some(run) if buffer[(run.start, y)].style() == buffer[(x, y)].style() => run.end = x + 1,
            _ => runs.push(x..x + 1),
        }
    }
    runs
}

fn style_of(cell: &Cell) -> String {
    let plain = Cell::default();
    let mut words = Vec::new();
    if cell.fg != plain.fg {
        words.push(cell.fg.to_string());
    }
    if cell.bg != plain.bg {
        words.push(format!("on {}", cell.bg));
    }
    if !cell.modifier.is_empty() {
        words.push(format!("{:?}", cell.modifier).to_lowercase());
    }
    words.join(" ")
}
