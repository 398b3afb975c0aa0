//! Sittings with an item whose codes are typed: the answer is in the log, it earns a part of an item, and it joins the
//! log of all answers and no schedule.
#![cfg(test)]

use std::path::Path;

use practicum::bank::coding::{Code, CodeRole, CodeRow, Poa};
use practicum::bank::marks::Verdict;
use practicum::bank::{Item, ItemId, read};
use practicum::exam::form::Wording;
use practicum::exam::report::{Outcome, Report};
use practicum::exam::sitting::ItemState;
use practicum::exam::{Blueprint, Command, Ending, Event, Exposure, Form, Length, Logged, Refusal, Sitting, Timing};
use practicum::library::Library;
use practicum::print::{InFull, MockSheet, Paper};
use practicum::store::{Kind, NewSitting, Store};
use practicum::study::Tempo;
use practicum::study::log::of_mock;
use practicum::tui::desk::summary;
use proptest::prelude::*;

fn ward() -> practicum::library::Shelf {
    Library::only(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coding-banks")).open("ward").unwrap()
}

/// The ward's form: a case of two items, the first of them codes, and two single items.
fn form() -> (Form, Vec<Wording>) {
    let shelf = ward();
    let outline = shelf.credential.outline(None).unwrap();
    let blueprint = Blueprint::new(&shelf.credential, outline, Length::Full, &[], Timing::Exam, None);
    Form::assemble(&blueprint, &shelf.bank, &Exposure::default(), 7).unwrap()
}

fn items() -> Vec<Option<Item>> {
    let (form, wordings) = form();
    let json = |slot: &practicum::exam::Slot| wordings.iter().find(|wording| wording.content == slot.content);
    form.slots.iter().map(|slot| read::item(&json(slot)?.json).0).collect()
}

/// The place of the item whose codes are typed.
fn at(form: &Form) -> usize {
    form.slots.iter().position(|slot| slot.item == ItemId::new("ward-case-1-1")).unwrap()
}

fn row(text: &str) -> CodeRow {
    let mut words = text.split_whitespace();
    let role = match words.next().unwrap() {
        "first" => CodeRole::Principal,
        "second" => CodeRole::Secondary,
        _ => CodeRole::Procedure,
    };
    let code = Code::read(words.next().unwrap()).unwrap();
    CodeRow { role, code, poa: words.next().and_then(|word| Poa::typed(word.chars().next()?)) }
}

/// Rows as `first K80.00 Y, second E87.6 N, procedure 0FT44ZZ`.
fn rows(text: &str) -> Vec<CodeRow> {
    text.split(", ").filter(|row| !row.is_empty()).map(row).collect()
}

const PERFECT: &str =
    "first K80.00 Y, second E11.22 Y, second N18.31 Y, second E87.6 N, second Z79.4, procedure 0FT44ZZ";

pub(crate) fn any_rows() -> impl Strategy<Value = Vec<CodeRow>> {
    let one = prop::sample::select(vec![
        "first K80.00 Y",
        "second E87.6 N",
        "second I10",
        "procedure 0FT44ZZ",
        "first A00.0 1",
    ]);
    prop::collection::vec(one.prop_map(row), 0..4)
}

struct Log {
    sitting: Sitting,
    logged: Vec<Logged>,
}

impl Log {
    /// At the item whose codes are typed.
    fn begun() -> Self {
        let sitting = Sitting::new(form().0);
        let mut log = Self { sitting, logged: Vec::new() };
        log.carry_out(Command::Show(at(log.sitting.form()))).unwrap();
        log
    }

    fn carry_out(&mut self, command: Command) -> Result<(), Refusal> {
        let event = self.sitting.decide(command)?;
        self.take(event);
        Ok(())
    }

    fn take(&mut self, event: Event) {
        let active_ms = self.logged.len() as u64 * 30_000;
        let logged = Logged { active_ms, wall_ms: 1_790_000_000_000 + active_ms.cast_signed(), event };
        self.sitting.apply(&logged);
        self.logged.push(logged);
    }

    fn code(&mut self, text: &str) -> &mut Self {
        self.carry_out(Command::Code(rows(text))).unwrap();
        self
    }

    fn answer(&self) -> &[CodeRow] {
        &self.sitting.response(at(self.sitting.form())).codes
    }

    fn state(&self) -> ItemState {
        self.sitting.state(at(self.sitting.form()))
    }

    fn report(&self) -> Report {
        let items = items();
        Report::of(&self.sitting, |at| items[at].clone())
    }
}

#[test]
fn an_answer_is_complete_with_the_diagnosis_that_comes_first() {
    let mut log = Log::begun();
    assert_eq!(log.state(), ItemState::Incomplete);
    log.code("second E87.6 N");
    assert_eq!(log.state(), ItemState::Incomplete);
    log.code("first K80.00, second E87.6 N");
    assert_eq!((log.state(), log.answer().len()), (ItemState::Complete, 2));
}

#[test]
fn an_answer_is_changed_taken_back_and_cleared() {
    let mut log = Log::begun();
    assert_eq!(log.carry_out(Command::Undo), Err(Refusal::NothingToUndo));
    assert_eq!(log.carry_out(Command::Clear), Err(Refusal::NothingToClear));
    log.code("first K80.00 Y").code("first K81.0 Y");
    log.carry_out(Command::Undo).unwrap();
    assert_eq!(log.answer(), rows("first K80.00 Y"));
    log.carry_out(Command::Clear).unwrap();
    assert_eq!((log.answer(), log.state()), ([].as_slice(), ItemState::Incomplete));
    log.carry_out(Command::Undo).unwrap();
    assert_eq!(log.answer(), rows("first K80.00 Y"));
    assert_eq!(Sitting::replay(form().0, &log.logged), log.sitting);
}

#[test]
fn only_what_the_item_asks_for_is_an_answer() {
    let mut log = Log::begun();
    let code = |text: &str| Command::Code(rows(text));
    assert_eq!(log.carry_out(code("")), Err(Refusal::Idle));
    assert_eq!(log.carry_out(code("first K80.00, first K81.0")), Err(Refusal::FullRole { max: 1 }));
    assert_eq!(log.carry_out(Command::Choose(0)), Err(Refusal::Nowhere));
    assert_eq!(log.carry_out(Command::Strike(0)), Err(Refusal::Nowhere));
    let first_listed = CodeRow { role: CodeRole::FirstListed, ..row("first K80.00") };
    assert_eq!(log.carry_out(Command::Code(vec![first_listed])), Err(Refusal::Nowhere));
    let single = log.sitting.form().slots.iter().position(|slot| slot.case.is_none()).unwrap();
    log.take(Event::Coded { at: single, rows: rows("first K80.00") });
    log.take(Event::Coded { at: at(log.sitting.form()), rows: rows("first K80.00, first K81.0") });
    assert!(log.sitting.responses().iter().all(|response| response.codes.is_empty()));
}

#[test]
fn a_locked_answer_of_codes_stands() {
    let mut log = Log::begun();
    log.code("first K80.00 Y");
    let place = at(log.sitting.form());
    log.carry_out(Command::Lock(place)).unwrap();
    for command in [Command::Code(rows("first I10")), Command::Clear, Command::Undo] {
        assert_eq!(log.carry_out(command), Err(Refusal::Locked));
    }
    log.take(Event::Coded { at: place, rows: Vec::new() });
    assert_eq!(log.answer(), rows("first K80.00 Y"));
}

#[test]
fn an_answer_earns_a_part_of_an_item() {
    #[track_caller]
    fn earns(answer: &str, raw: f64, outcome: Outcome) {
        let mut log = Log::begun();
        if !answer.is_empty() {
            log.code(answer);
        }
        let report = log.report();
        let item = &report.items[at(log.sitting.form())];
        assert_eq!((report.score.raw.value(), item.outcome), (raw, outcome), "{answer}");
        assert_eq!(report.domains[0].right, report.score.raw);
    }
    earns("", 0.0, Outcome::Unanswered);
    earns(PERFECT, 1.0, Outcome::Right);
    earns("second E11.22 Y, procedure 0FT44ZZ", 3.0 / 9.0, Outcome::Unanswered);
    earns("first K80.00 Y, second E11.22 Y, procedure 0FT44ZZ", 6.0 / 9.0, Outcome::Wrong);
    earns("first K80.00 Y, second E11.22 Y, second N18.30 Y, procedure 0FT44ZZ", 6.5 / 9.0, Outcome::Right);
}

#[test]
fn the_report_names_every_code_and_sums_the_kinds() {
    let mut log = Log::begun();
    log.code("first K80.00 Y, second E11.22 Y, second E87.6 Y, second R10.11 Y, procedure 0FT44ZZ");
    let report = log.report();
    let coding = report.items[at(log.sitting.form())].coding.as_ref().unwrap();
    let verdicts: Vec<Verdict> = coding.codes.iter().map(|code| code.verdict).collect();
    use Verdict::{Missed, NotNeeded, Right, WrongPoa};
    assert_eq!(verdicts, [Right, Right, WrongPoa, NotNeeded, Missed, Missed, Right]);
    assert_eq!((coding.marks, coding.maximum, coding.capped), (5.0, 9.0, false));
    let sum = report.coding.unwrap();
    assert_eq!((sum.items, sum.counts.in_order()), (1, [3, 0, 2, 0, 1, 1]));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["items"][at(log.sitting.form())]["coding"]["codes"][2]["verdict"], "wrong-poa");
}

#[test]
fn a_printed_report_names_every_code() {
    let mut log = Log::begun();
    log.code("first K80.00 Y, second E87.6 Y, second R10.11 Y, second Z90.49");
    let report = log.report();
    let (form, wordings) = form();
    let mut store = Store::in_memory().unwrap();
    let new = NewSitting { uid: "one".into(), kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: 0 };
    let id = store.begin(&new).unwrap();
    let row = store.row(id).unwrap();
    let (closed, effort) = (Default::default(), Tempo::of(&report).effort);
    let sheet = MockSheet { short: "WARD", row: &row, report: &report, effort, closed: &closed, in_full: InFull::All };
    let page = sheet.html(Paper { now_ms: 0, zone: &jiff::tz::TimeZone::UTC });
    for text in [
        "1 right, 4 missed, 1 wrong POA, 1 not needed; 2 of 9 marks",
        "K80.00 Calculus of gallbladder with acute cholecystitis without obstruction (principal diagnosis, POA Y)",
        "wrong POA, 0 of 1",
        "not needed, -1",
        "optional, 0",
        "missed, 0 of 2",
        "Pain is part of the cholecystitis.",
    ] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn a_report_without_codes_says_nothing_of_them() {
    let mut log = Log::begun();
    let single = log.sitting.form().slots.iter().position(|slot| slot.case.is_none()).unwrap();
    log.carry_out(Command::Show(single)).unwrap();
    log.carry_out(Command::Choose(0)).unwrap();
    let json = serde_json::to_value(log.report()).unwrap();
    assert!(json["items"][single].get("coding").is_none());
    assert_eq!(json["score"]["raw"].to_string(), "1");
}

#[test]
fn codes_are_answers_that_cannot_be_guessed_and_are_not_scheduled() {
    let mut log = Log::begun();
    log.code(PERFECT);
    let items = items();
    let marked = of_mock(&log.sitting, |at| items[at].clone());
    assert_eq!((marked.len(), marked[0].right, marked[0].options), (1, true, 0));
    assert_eq!(Tempo::of(&log.report()).effort.answers, 1);
    assert_eq!(practicum::study::target::guess_chance(0, 0), 0.0);

    let (form, wordings) = form();
    let mut store = Store::in_memory().unwrap();
    let new = NewSitting { uid: "one".into(), kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: 0 };
    let id = store.begin(&new).unwrap();
    store.append(id, &form, 0, &log.logged).unwrap();
    let stored = store.sitting(id).unwrap();
    assert_eq!(Sitting::replay(stored.form, &stored.log), log.sitting);
    let wall_ms = 1_790_000_300_000;
    let ended = Logged { active_ms: 300_000, wall_ms, event: Event::Ended { how: Ending::Candidate } };
    let seq = log.logged.len();
    log.sitting.apply(&ended);
    let marked = of_mock(&log.sitting, |at| items[at].clone());
    store.end(id, &log.sitting, seq, &ended, &summary(&log.report()), &marked).unwrap();
    let codes = ItemId::new("ward-case-1-1");
    assert_eq!(store.answers_to("ward", &codes).unwrap().len(), 1);
    assert_eq!(store.recollection("ward", &codes).unwrap(), None);
    assert!(store.rebuild().unwrap().same);
}
