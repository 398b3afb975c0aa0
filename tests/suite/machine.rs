//! A candidate at one of several machines: sits, drills, changes the mind, and takes documents from the others.
#![cfg(test)]

use std::sync::LazyLock;

use practicum::bank::load::canonical;
use practicum::bank::{Bank, ContentHash, Credential, Item, ItemId};
use practicum::coach::outcome;
use practicum::exam::form::DrillBlueprint;
use practicum::exam::report::Report;
use practicum::exam::{Blueprint, Certainty, Command, Drill, Ending, Form, Length, Logged, Sitting, Timing, drill};
use practicum::store::{
    Bookmark, Build, ExamResult, Imported, Kind, NewSitting, SittingId, Store, Summary, TransferError,
};
use practicum::study::log::{of_mock, of_turn};
use practicum::tui::desk::summary;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::made;

/// 1 November 2026, 09:00 UTC.
pub(crate) const MORNING: i64 = 1_793_523_600_000;
pub(crate) const ITEMS: [&str; 6] = ["made-1", "made-2", "made-3", "made-4", "made-5", "made-6"];

static SHELF: LazyLock<(Credential, Bank)> = LazyLock::new(|| {
    let items = [
        made::item(ITEMS[0], "1.1"),
        made::item(ITEMS[1], "1.2"),
        made::multi(ITEMS[2], "1.3"),
        made::item(ITEMS[3], "2.1"),
        made::multi(ITEMS[4], "2.2"),
        made::item(ITEMS[5], "2.3"),
    ];
    (made::credential(&[60, 40], 4, 1), made::bank(&items))
});

pub(crate) struct Machine {
    pub(crate) store: Store,
    name: String,
    pub(crate) wall_ms: i64,
    begun: u32,
}

/// What a candidate does.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// Items answered in turn with these options, of which some are right.
    Mock {
        answers: Vec<u8>,
        ends: bool,
    },
    Drill {
        answers: Vec<(u8, Certainty)>,
        ends: bool,
    },
    /// Goes on with the sitting that was left last.
    GoOn {
        answers: Vec<u8>,
        ends: bool,
    },
    Describe {
        sitting: usize,
        label: String,
    },
    Delete {
        sitting: usize,
        deleted: bool,
    },
    Flag {
        item: usize,
        on: bool,
    },
    Note {
        item: usize,
        note: String,
    },
    ExamDay(Option<u8>),
    Result {
        number: u8,
        passed: bool,
        removed: bool,
    },
    Predict(u8),
    Build {
        item: usize,
        percent: u8,
    },
    Bookmark {
        code: u8,
        kept: bool,
    },
    Wait(u32),
}

pub(crate) fn deed() -> impl Strategy<Value = Deed> {
    let certainty = prop_oneof![Just(Certainty::Sure), Just(Certainty::Unsure), Just(Certainty::NotSaid)];
    prop_oneof![
        3 => (vec(0u8..4, 0..5), any::<bool>()).prop_map(|(answers, ends)| Deed::Mock { answers, ends }),
        3 => (vec((0u8..4, certainty), 0..8), any::<bool>()).prop_map(|(answers, ends)| Deed::Drill { answers, ends }),
        2 => (vec(0u8..4, 0..3), any::<bool>()).prop_map(|(answers, ends)| Deed::GoOn { answers, ends }),
        1 => (0usize..8, "[ab]{0,2}").prop_map(|(sitting, label)| Deed::Describe { sitting, label }),
        2 => (0usize..8, any::<bool>()).prop_map(|(sitting, deleted)| Deed::Delete { sitting, deleted }),
        1 => (0usize..6, any::<bool>()).prop_map(|(item, on)| Deed::Flag { item, on }),
        1 => (0usize..6, "[ab]{0,2}").prop_map(|(item, note)| Deed::Note { item, note }),
        1 => proptest::option::of(1u8..28).prop_map(Deed::ExamDay),
        1 => (0u8..3, any::<bool>(), any::<bool>())
            .prop_map(|(number, passed, removed)| Deed::Result { number, passed, removed }),
        1 => (0u8..4).prop_map(Deed::Predict),
        1 => (0usize..6, 0u8..=100).prop_map(|(item, percent)| Deed::Build { item, percent }),
        1 => (0u8..3, any::<bool>()).prop_map(|(code, kept)| Deed::Bookmark { code, kept }),
        1 => (0u32..100_000).prop_map(Deed::Wait),
    ]
}

impl Machine {
    pub(crate) fn new(name: &str) -> Self {
        Self::with(Store::in_memory().unwrap(), name)
    }

    pub(crate) fn with(store: Store, name: &str) -> Self {
        Self { store, name: name.to_owned(), wall_ms: MORNING, begun: 0 }
    }

    /// Everything that this machine has recorded.
    pub(crate) fn document(&self) -> String {
        let mut out = Vec::new();
        let exported = self.store.export(&mut out).unwrap();
        assert_eq!(exported.left_out, Vec::<String>::new());
        String::from_utf8(out).unwrap()
    }

    pub(crate) fn import(&mut self, document: &str) -> Result<Imported, TransferError> {
        self.store.import(document.as_bytes())
    }

    #[track_caller]
    pub(crate) fn takes(&mut self, document: &str) -> &mut Self {
        self.import(document).unwrap();
        self
    }

    pub(crate) fn does(&mut self, deed: &Deed) {
        let sittings = self.store.sittings(None).unwrap();
        let at = |place: usize| sittings.get(place % sittings.len().max(1)).map(|row| (row.id, row.note.clone()));
        let now = self.wall_ms;
        match deed {
            Deed::Mock { answers, ends } => {
                let id = self.begin_mock();
                self.answer(id, answers, *ends);
            }
            Deed::Drill { answers, ends } => {
                let id = self.begin_drill();
                self.drill(id, answers, *ends);
            }
            Deed::GoOn { answers, ends } => match self.store.unfinished().unwrap().first() {
                Some(row) if row.kind == Kind::Mock => self.answer(row.id, answers, *ends),
                Some(row) => {
                    let answers: Vec<_> = answers.iter().map(|&answer| (answer, Certainty::NotSaid)).collect();
                    self.drill(row.id, &answers, *ends);
                }
                None => {}
            },
            Deed::Describe { sitting, label } => {
                if let Some((id, note)) = at(*sitting) {
                    self.store.describe(id, label, &note, now).unwrap();
                }
            }
            Deed::Delete { sitting, deleted } => {
                if let Some((id, _)) = at(*sitting) {
                    self.store.set_deleted(id, *deleted, now).unwrap();
                }
            }
            Deed::Flag { item, on } => self.store.set_flag("made", &ItemId::new(ITEMS[*item]), *on, now).unwrap(),
            Deed::Note { item, note } => self.store.set_note("made", &ItemId::new(ITEMS[*item]), note, now).unwrap(),
            Deed::ExamDay(day) => {
                let day = day.map(|day| format!("2026-12-{day:02}"));
                self.store.set_exam_day("made", day.as_deref(), now).unwrap();
            }
            Deed::Result { number, removed: true, .. } => {
                self.store.remove_result(&format!("result-{number}"), now).unwrap();
            }
            Deed::Result { number, passed, .. } => {
                let (uid, day) = (format!("result-{number}"), "2026-12-20".to_owned());
                let result = ExamResult { uid, credential: "made".to_owned(), day, passed: *passed, scaled: None };
                self.store.add_result(&result, now).unwrap();
            }
            Deed::Predict(mean) => {
                self.store.predict("made", now, &format!("{{\"mean\":{mean}.5,\"band\":\"{}\"}}", self.name)).unwrap();
            }
            Deed::Build { item, percent } => self.build(*item, u32::from(*percent)),
            Deed::Bookmark { code, kept } => {
                let bookmark = Bookmark { system: "icd10cm".to_owned(), code: format!("E11{code}") };
                self.store.set_bookmark(&bookmark, *kept, now).unwrap();
            }
            Deed::Wait(ms) => self.wall_ms += i64::from(*ms),
        }
    }

    fn build(&mut self, item: usize, percent: u32) {
        let (_, bank) = &*SHELF;
        let item = ItemId::new(ITEMS[item]);
        let json = canonical(bank.json(bank.entry(&item).unwrap()));
        let parts = vec!["to1".to_owned(), "q2".to_owned()];
        let (uid, credential, at_ms) = (self.uid(), "made".to_owned(), self.wall_ms);
        let build = Build { uid, credential, item, at_ms, parts, percent, compliant: percent > 70 };
        self.store.add_build(&build, &ContentHash::of(&json), &json).unwrap();
    }

    fn uid(&mut self) -> String {
        self.begun += 1;
        format!("{}-{}", self.name, self.begun)
    }

    pub(crate) fn begin_mock(&mut self) -> SittingId {
        let (credential, bank) = &*SHELF;
        let outline = credential.outline(None).unwrap();
        let blueprint = Blueprint::new(credential, outline, Length::Full, &[], Timing::Relaxed, Some(10));
        let exposure = self.store.exposure("made").unwrap();
        let (form, wordings) = Form::assemble(&blueprint, bank, &exposure, u64::from(self.begun)).unwrap();
        let (uid, wall_ms) = (self.uid(), self.wall_ms);
        let new = NewSitting { uid, kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms };
        self.store.begin(&new).unwrap()
    }

    pub(crate) fn begin_drill(&mut self) -> SittingId {
        let (credential, bank) = &*SHELF;
        let outline = credential.outline(None).unwrap();
        let number = self.store.exposure("made").unwrap().forms + 1;
        let seed = u64::from(self.begun);
        let blueprint = DrillBlueprint { credential, outline, name: "weak drill", minutes: None, number, seed };
        let entries: Vec<_> = bank.entries.iter().collect();
        let (form, wordings) = Form::of_drill(&blueprint, bank, &entries);
        let (uid, wall_ms) = (self.uid(), self.wall_ms);
        let new = NewSitting { uid, kind: Kind::Drill, form: &form, wordings: &wordings, wall_ms };
        self.store.begin(&new).unwrap()
    }

    /// The next item takes this long.
    fn pass(&mut self, active_ms: u64) -> u64 {
        self.wall_ms += 20_000;
        active_ms + 20_000
    }

    fn answer(&mut self, id: SittingId, answers: &[u8], ends: bool) {
        let stored = self.store.sitting(id).unwrap();
        let (form, mut seq) = (stored.form.clone(), stored.log.len());
        let mut sitting = Sitting::replay(stored.form, &stored.log);
        let first = sitting.form().slots.len() - sitting.count(practicum::exam::sitting::ItemState::Unseen);
        let mut commands = Vec::new();
        for (place, &answer) in (first..form.slots.len()).zip(answers) {
            commands.push(Command::Show(place));
            if answer == 3 {
                commands.push(Command::Flag);
            }
            let choose = usize::from(form.slots[place].choose);
            commands.extend((0..choose).map(|more| Command::Choose((usize::from(answer) + more) % 4)));
        }
        let mut active_ms = sitting.active_ms();
        for command in commands {
            active_ms = self.pass(active_ms);
            let Ok(event) = sitting.decide(command) else { continue };
            let logged = Logged { active_ms, wall_ms: self.wall_ms, event };
            sitting.apply(&logged);
            self.store.append(id, &form, seq, &[logged]).unwrap();
            seq += 1;
        }
        if ends {
            let event = sitting.decide(Command::End).unwrap();
            let ended = Logged { active_ms, wall_ms: self.wall_ms, event };
            sitting.apply(&ended);
            let item_at = |place: usize| stored.items[place].clone();
            let summary: Summary = summary(&Report::of(&sitting, item_at));
            self.store.end(id, &sitting, seq, &ended, &summary, &of_mock(&sitting, item_at)).unwrap();
        }
    }

    pub(crate) fn drill(&mut self, id: SittingId, answers: &[(u8, Certainty)], ends: bool) {
        let stored = self.store.drill(id).unwrap();
        let (items, mut seq) = (stored.items, stored.log.len());
        let mut drill = Drill::replay(stored.form, &stored.log);
        for &(answer, certainty) in answers {
            if let Ok(event) = drill.decide(drill::Command::Show) {
                seq = self.drill_event(id, &mut drill, &items, seq, event);
            }
            let Some(turn) = drill.turn().cloned() else { continue };
            let choose = usize::from(drill.form().slots[turn.slot].choose);
            let options: practicum::bank::OptionSet =
                (0..choose).map(|more| (usize::from(answer) + more) % 4).collect();
            let then = match answer {
                0 => Some(drill::Command::Doubt),
                1 => Some(drill::Command::Again { options: turn.options }),
                _ => None,
            };
            for command in std::iter::once(drill::Command::Lock { given: options.into(), certainty }).chain(then) {
                let Ok(event) = drill.decide(command) else { continue };
                seq = self.drill_event(id, &mut drill, &items, seq, event);
            }
        }
        if ends {
            let event = drill.decide(drill::Command::End(Ending::Candidate)).unwrap();
            let ended = Logged { active_ms: drill.active_ms(), wall_ms: self.wall_ms, event };
            drill.apply(&ended);
            self.store.end_drill(id, &drill, seq, &ended, &outcome::summary(&drill, &items)).unwrap();
        }
    }

    /// Writes an event as the desk does: with the answer that it locks or changes.
    pub(crate) fn drill_event(
        &mut self,
        id: SittingId,
        drill: &mut Drill,
        items: &[Option<Item>],
        seq: usize,
        event: drill::Event,
    ) -> usize {
        let active_ms = self.pass(drill.active_ms());
        let logged = Logged { active_ms, wall_ms: self.wall_ms, event };
        drill.apply(&logged);
        let turn = match logged.event {
            drill::Event::Answered { turn, .. } | drill::Event::Doubted { turn } => Some(turn),
            _ => None,
        };
        let marked = turn.and_then(|turn| of_turn(drill, turn, items[drill.turns()[turn].slot].as_ref()?));
        self.store.append_drill(id, drill, seq, &[logged], marked.as_slice()).unwrap();
        seq + 1
    }
}
