//! What a candidate waits for: `cargo bench`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up has nothing to say")]

use std::borrow::Cow;
use std::path::Path;

use divan::{Bencher, black_box};
use jiff::tz::TimeZone;
use practicum::bank::load::{BankText, load};
use practicum::bank::{Bank, Credential};
use practicum::exam::{Blueprint, Exposure, Form, Length, Timing};
use practicum::library::Library;
use practicum::shelf::Shelf;
use practicum::store::Store;
use practicum::tui::app::{App, Msg, Now};
use practicum::tui::desk::Desk;
use practicum::tui::{Effect, Palette, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

fn rhit() -> Credential {
    Library::with_folders(Vec::new()).credential("rhit").unwrap()
}

/// A bank file of `count` items over RHIT's domains and tasks, each about as long as a real one.
fn synthetic(count: usize) -> String {
    let credential = rhit();
    let tasks: Vec<&str> = credential.domains.iter().flat_map(|d| &d.tasks).map(|task| task.code.as_str()).collect();
    let mut text = String::from("{\"format\":1,\"credential\":\"rhit\",\"items\":[");
    for number in 0..count {
        let task = tasks[number % tasks.len()];
        let level = ["recall", "application", "application", "analysis"][number % 4];
        let angoff = 0.4 + (number % 50) as f64 / 100.0;
        let comma = if number == 0 { "" } else { "," };
        let domain = &task[..1];
        text += &format!(
            "{comma}{{\"id\":\"made-{number}\",\"domain\":\"{domain}\",\"task\":\"{task}\",\"topic\":\"topic {}\",\
             \"kind\":\"single\",\"level\":\"{level}\",\"angoff\":{angoff},\"stem\":\"In case {number} a hospital asks \
             what its policy has to say on the record of a patient who left before the visit was complete. What does it \
             do first?\",\"options\":[{{\"text\":\"Keep the record as it is\",\"key\":true,\"why\":\"The record shows \
             what was done.\"}},{{\"text\":\"Delete the visit\",\"why\":\"Nothing is deleted.\"}},{{\"text\":\"Merge it \
             with another\",\"why\":\"It stands alone.\"}},{{\"text\":\"Send it away\",\"why\":\"Nobody asked for \
             it.\"}}],\"rationale\":\"A record of a visit that was not completed is kept.\",\"sources\":[{{\"cite\":\
             \"Policy {number}\"}}]}}",
            number % 997
        );
    }
    text + "]}"
}

fn bank(count: usize) -> Bank {
    let texts = vec![BankText { name: "made.json".into(), text: Cow::Owned(synthetic(count)) }];
    let (bank, findings) = load("rhit", texts);
    assert!(findings.is_empty(), "{findings:?}");
    bank
}

#[divan::bench(args = [2_000, 100_000], sample_count = 10)]
fn load_items(bencher: Bencher<'_, '_>, count: usize) {
    let text = synthetic(count);
    bencher.with_inputs(|| vec![BankText { name: "made.json".into(), text: Cow::Owned(text.clone()) }]).bench_values(
        |texts| {
            let (bank, _) = load("rhit", texts);
            assert_eq!(bank.entries.len(), count);
            bank
        },
    );
}

#[divan::bench(args = [500, 2_000, 100_000])]
fn pick_150_items(bencher: Bencher<'_, '_>, count: usize) {
    let (bank, credential) = (bank(count), rhit());
    let outline = credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&credential, outline, Length::Full, &[], Timing::Exam, None);
    let exposure = Exposure::default();
    let mut seed = 0;
    bencher.bench_local(|| {
        seed += 1;
        practicum::exam::pick::pick(black_box(&blueprint), &bank, &exposure, seed).unwrap().len()
    });
}

#[divan::bench(args = [500, 2_000, 100_000])]
fn assemble_form(bencher: Bencher<'_, '_>, count: usize) {
    let (bank, credential) = (bank(count), rhit());
    let outline = credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&credential, outline, Length::Full, &[], Timing::Exam, None);
    let exposure = Exposure::default();
    let mut seed = 0;
    bencher.bench_local(|| {
        seed += 1;
        Form::assemble(black_box(&blueprint), &bank, &exposure, seed).unwrap().0.slots.len()
    });
}

/// Home, as it comes up on an empty record: what lies between the start of the program and its first frame.
#[divan::bench]
fn first_frame(bencher: Bencher<'_, '_>) {
    let area = Rect::new(0, 0, 120, 40);
    bencher.bench_local(|| {
        let (app, _) = opened(Vec::new());
        let mut buffer = Buffer::empty(area);
        app.draw(&mut buffer, area);
        buffer
    });
}

#[divan::bench]
fn key_to_frame(bencher: Bencher<'_, '_>) {
    let (mut app, mut desk) = opened(vec![Effect::LoadSetup { credential: "rhit".into() }]);
    key(&mut app, &mut desk, crossterm::event::KeyCode::Enter);
    let area = Rect::new(0, 0, 120, 40);
    let mut down = true;
    bencher.bench_local(|| {
        let code = if down { crossterm::event::KeyCode::Down } else { crossterm::event::KeyCode::Up };
        down = !down;
        key(&mut app, &mut desk, code);
        let mut buffer = Buffer::empty(area);
        let feedback = app.draw(&mut buffer, area);
        app.drawn(feedback);
        buffer
    });
}

fn opened(effects: Vec<Effect>) -> (App, Desk) {
    let mut next = 0;
    let random = Box::new(move || {
        next += 1;
        next
    });
    let mut desk = Desk::new(
        Store::in_memory().unwrap(),
        Library::with_folders(Vec::new()),
        Shelf::new(Path::new("/nowhere")),
        TimeZone::UTC,
        Some(7),
        random,
    );
    let mut app = App::new(Theme::new(Palette::Dark), TimeZone::UTC, Now::default(), None);
    perform(&mut app, &mut desk, std::iter::once(Effect::LoadHome).chain(effects).collect());
    (app, desk)
}

fn perform(app: &mut App, desk: &mut Desk, effects: Vec<Effect>) {
    let mut queue = std::collections::VecDeque::from(effects);
    while let Some(effect) = queue.pop_front() {
        if let Some(msg) = desk.perform(effect, Now::default()) {
            queue.extend(app.update(msg, Now::default()));
        }
    }
}

fn key(app: &mut App, desk: &mut Desk, code: crossterm::event::KeyCode) {
    let effects = app.update(Msg::Key(code.into()), Now::default());
    perform(app, desk, effects);
}
