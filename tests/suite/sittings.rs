//! Sittings: the log is the sitting, whatever the candidate does and wherever it is cut; and the report it comes to.
#![cfg(test)]

use practicum::bank::load::content_hash;
use practicum::bank::outline::Scale;
use practicum::bank::{Confidence, Item, OptionSet, read};
use practicum::exam::blueprint::Quota;
use practicum::exam::form::{FORM_VERSION, OutlineUsed};
use practicum::exam::report::{Ended, Outcome, Report};
use practicum::exam::sitting::{Interruption, ItemState};
use practicum::exam::{Command, Ending, Event, Form, Logged, Refusal, Sitting, Slot, Timing};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made;

/// The items of the form that most tests sit: the third is a multi-select, the last is unscored.
fn items() -> Vec<Value> {
    let mut items = vec![
        made::item("made-1", "1.1"),
        made::item("made-2", "1.2"),
        made::multi("made-3", "1.3"),
        made::item("made-4", "2.1"),
        made::item("made-5", "2.2"),
    ];
    for (item, angoff) in items.iter_mut().zip([0.6, 0.7, 0.5, 0.7, 0.9]) {
        item["angoff"] = json!(angoff);
    }
    items
}

/// A form of these items as they stand, options shown in their stored order; the last item is unscored.
fn form_of(items: &[Value], timing: Timing) -> Form {
    let slot = |(at, item): (usize, &Value)| Slot {
        item: practicum::bank::ItemId::new(item["id"].as_str().unwrap()),
        content: content_hash(&item.to_string()),
        domain: item["domain"].as_str().unwrap().to_owned(),
        task: item["task"].as_str().unwrap().to_owned(),
        scored: at + 1 < items.len(),
        angoff: item["angoff"].as_f64().unwrap(),
        choose: item["choose"].as_u64().unwrap_or(1) as u8,
        options: (0..item["options"].as_array().unwrap().len() as u8).collect(),
        words: 10,
        case: None,
        after: Vec::new(),
        fields: Vec::new(),
    };
    let slots: Vec<Slot> = items.iter().enumerate().map(slot).collect();
    let quota = |domain: &str| {
        let count = |scored| slots.iter().filter(|slot| slot.domain == domain && slot.scored == scored).count() as u32;
        let (title, short) = (format!("Domain {domain}"), "Short".to_owned());
        Quota { domain: domain.to_owned(), title, short, scored: count(true), pretest: count(false) }
    };
    Form {
        version: FORM_VERSION,
        credential: "made".to_owned(),
        short: "MADE".to_owned(),
        name: "mock of 5 items".to_owned(),
        outline: OutlineUsed {
            id: "first".to_owned(),
            title: "The outline".to_owned(),
            source: "A test".to_owned(),
            confidence: Confidence::High,
            scale: Scale { min: 100, pass: 300, max: 400 },
            full_items: 150,
        },
        seed: 7,
        number: 1,
        timing,
        minutes: Some(60),
        quotas: vec![quota("1"), quota("2")],
        slots,
        cases: Vec::new(),
        book: false,
        entry: practicum::exam::blueprint::CodeEntry::Typed,
    }
}

fn form() -> Form {
    form_of(&items(), Timing::Relaxed)
}

fn item_at(items: &[Value], at: usize) -> Option<Item> {
    read::item(&items[at].to_string()).0
}

fn report(sitting: &Sitting) -> Report {
    Report::of(sitting, |at| item_at(&items(), at))
}

fn logged(active_ms: u64, event: Event) -> Logged {
    Logged { active_ms, wall_ms: 1_790_000_000_000 + active_ms.cast_signed(), event }
}

/// A sitting and its log, as the shell keeps them: each command after so many milliseconds.
fn sit(form: Form, steps: &[(Command, u64)]) -> (Sitting, Vec<Logged>) {
    let mut sitting = Sitting::new(form);
    let (mut log, mut active_ms) = (Vec::new(), 0);
    for (command, spent) in steps {
        active_ms += spent;
        if let Ok(event) = sitting.decide(command.clone()) {
            let logged = logged(active_ms, event);
            sitting.apply(&logged);
            log.push(logged);
        }
    }
    (sitting, log)
}

fn after(commands: &[Command]) -> Sitting {
    let steps: Vec<(Command, u64)> = commands.iter().map(|command| (command.clone(), 1_000)).collect();
    sit(form(), &steps).0
}

fn options<const N: usize>(options: [usize; N]) -> OptionSet {
    options.into_iter().collect()
}

fn steps() -> impl Strategy<Value = Vec<(Command, u64)>> {
    let command = prop_oneof![
        6 => (0usize..6).prop_map(Command::Show),
        12 => (0usize..6).prop_map(Command::Choose),
        1 => Just(Command::Clear),
        4 => Just(Command::Undo),
        3 => (0usize..6).prop_map(Command::Strike),
        3 => Just(Command::Flag),
        1 => Just(Command::Pause),
        2 => Just(Command::Resume),
        1 => (0u32..20).prop_map(|chance| if chance == 0 { Command::End } else { Command::Show(0) }),
    ];
    vec((command, 0u64..90_000), 0..40)
}

/// Any event at all, also of another form or of none.
fn any_event() -> impl Strategy<Value = Event> {
    let at = || 0usize..8;
    let options = || vec(0usize..8, 0..8).prop_map(|options| options.into_iter().collect::<OptionSet>());
    prop_oneof![
        at().prop_map(|at| Event::Shown { at }),
        (at(), options()).prop_map(|(at, options)| Event::Answered { at, options }),
        at().prop_map(|at| Event::Undone { at }),
        (at(), crate::coding::any_rows()).prop_map(|(at, rows)| Event::Coded { at, rows }),
        (at(), options()).prop_map(|(at, options)| Event::Struck { at, options }),
        (at(), any::<bool>()).prop_map(|(at, on)| Event::Flagged { at, on }),
        Just(Event::Paused),
        Just(Event::Resumed),
        any::<Option<u64>>().prop_map(|away_ms| Event::Interrupted { away_ms }),
        prop_oneof![Just(Ending::Candidate), Just(Ending::TimeUp)].prop_map(|how| Event::Ended { how }),
    ]
}

fn any_logged() -> impl Strategy<Value = Logged> {
    (any::<u64>(), any::<i64>(), any_event()).prop_map(|(active_ms, wall_ms, event)| Logged {
        active_ms,
        wall_ms,
        event,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn replay_is_the_sitting_wherever_the_log_is_cut(steps in steps()) {
        let (sitting, log) = sit(form(), &steps);
        for cut in 0..=log.len() {
            let (before, rest) = log.split_at(cut);
            let mut resumed = Sitting::replay(form(), before);
            rest.iter().for_each(|logged| resumed.apply(logged));
            prop_assert_eq!(&resumed, &sitting);
        }
    }

    #[test]
    fn what_is_written_down_is_read_back(logged in any_logged()) {
        let json = serde_json::to_string(&logged).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Logged>(&json).unwrap(), &logged);
        let event = serde_json::to_string(&logged.event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&event).unwrap(), logged.event);
    }

    #[test]
    fn answers_stay_within_what_an_item_asks_for(steps in steps()) {
        let (sitting, _) = sit(form(), &steps);
        for (at, (response, slot)) in sitting.responses().iter().zip(&sitting.form().slots).enumerate() {
            let places = slot.options.len();
            prop_assert!(response.answer.len() <= usize::from(slot.choose));
            prop_assert!(response.answer.iter().chain(response.struck.iter()).all(|option| option < places));
            let complete = sitting.state(at) == ItemState::Complete;
            prop_assert_eq!(complete, response.answer.len() == usize::from(slot.choose));
            prop_assert_eq!(sitting.state(at) == ItemState::Unseen, !complete && !response.shown);
        }
        let states = [ItemState::Unseen, ItemState::Incomplete, ItemState::Complete];
        prop_assert_eq!(states.map(|state| sitting.count(state)).iter().sum::<usize>(), 5);
    }

    #[test]
    fn undo_brings_back_the_answer_before_and_changes_are_counted_from_the_first(steps in steps()) {
        let (sitting, log) = sit(form(), &steps);
        let mut answers = vec![vec![OptionSet::EMPTY]; 5];
        let mut firsts = [None; 5];
        for logged in &log {
            match logged.event {
                Event::Answered { at, options } => {
                    answers[at].push(options);
                    if options.len() == usize::from(sitting.form().slots[at].choose) {
                        firsts[at].get_or_insert(options);
                    }
                }
                Event::Undone { at } => drop(answers[at].pop()),
                _ => {}
            }
        }
        let (mut better, mut worse, mut other) = (0, 0, 0);
        for (at, answers) in answers.iter().enumerate() {
            let last = *answers.last().unwrap();
            prop_assert_eq!(sitting.response(at).answer, last);
            prop_assert_eq!(sitting.response(at).first, firsts[at]);
            let key = if at == 2 { options([0, 1]) } else { options([0]) };
            match firsts[at] {
                Some(first) if first != last && last == key => better += 1,
                Some(first) if first != last && first == key => worse += 1,
                Some(first) if first != last => other += 1,
                _ => {}
            }
        }
        let changed = report(&sitting).changed;
        prop_assert_eq!((changed.wrong_to_right, changed.right_to_wrong, changed.wrong_to_wrong), (better, worse, other));
        prop_assert_eq!(changed.total(), better + worse + other);
    }

    #[test]
    fn time_is_spent_on_the_item_that_is_shown(steps in steps()) {
        let (sitting, log) = sit(form(), &steps);
        let first_shown = log.iter().find(|logged| matches!(logged.event, Event::Shown { .. }));
        let before = first_shown.map_or(sitting.active_ms(), |logged| logged.active_ms);
        let spent: u64 = sitting.responses().iter().map(|response| response.active_ms).sum();
        prop_assert_eq!(spent, sitting.active_ms() - before);
    }

    #[test]
    fn no_event_makes_a_sitting_or_its_report_panic(log in vec(any_logged(), 0..40)) {
        let sitting = Sitting::replay(form(), &log);
        let report = report(&sitting);
        prop_assert!((100.0..=400.0).contains(&report.score.scaled));
        prop_assert_eq!(report.items.len(), 5);
    }

    #[test]
    fn nothing_is_decided_after_the_end(steps in steps(), later in steps()) {
        let (mut sitting, _) = sit(form(), &steps);
        sitting.apply(&logged(sitting.active_ms(), Event::Ended { how: Ending::TimeUp }));
        for (command, _) in later {
            prop_assert_eq!(sitting.decide(command), Err(Refusal::Ended));
        }
    }
}

#[track_caller]
fn refuses(before: &[Command], command: Command, refusal: Refusal) {
    assert_eq!(after(before).decide(command), Err(refusal));
}

#[track_caller]
fn decides(before: &[Command], command: Command, event: Event) {
    assert_eq!(after(before).decide(command), Ok(event));
}

#[test]
fn what_cannot_be_done_is_refused_with_its_reason() {
    use Command::{Choose, Clear, End, Flag, Pause, Resume, Show, Undo};
    refuses(&[Show(0)], Show(0), Refusal::Idle);
    refuses(&[], Show(5), Refusal::Nowhere);
    refuses(&[Show(0)], Choose(4), Refusal::Nowhere);
    refuses(&[Show(0)], Command::Strike(4), Refusal::Nowhere);
    refuses(&[Show(0), Choose(1)], Choose(1), Refusal::Idle);
    refuses(&[Show(2), Choose(0), Choose(3)], Choose(4), Refusal::Full { choose: 2 });
    refuses(&[Show(0)], Clear, Refusal::NothingToClear);
    refuses(&[Show(0)], Undo, Refusal::NothingToUndo);
    refuses(&[Show(0)], Resume, Refusal::Idle);
    refuses(&[Show(0), Pause], Flag, Refusal::Paused);
    refuses(&[Show(0), End], Show(1), Refusal::Ended);
    let exam = Sitting::new(form_of(&items(), Timing::Exam));
    assert_eq!(exam.decide(Pause), Err(Refusal::NoPause));
}

#[test]
fn what_can_be_done_becomes_an_event() {
    use Command::{Choose, Clear, End, Flag, Pause, Resume, Show, Strike, Undo};
    decides(&[], Show(0), Event::Shown { at: 0 });
    decides(&[Show(1), Choose(3)], Choose(0), Event::Answered { at: 1, options: options([0]) });
    decides(&[Show(2), Choose(3)], Choose(0), Event::Answered { at: 2, options: options([0, 3]) });
    decides(&[Show(2), Choose(3), Choose(0)], Choose(3), Event::Answered { at: 2, options: options([0]) });
    decides(&[Show(1), Choose(3)], Clear, Event::Answered { at: 1, options: OptionSet::EMPTY });
    decides(&[Show(1), Choose(3), Clear], Undo, Event::Undone { at: 1 });
    decides(&[Show(1), Strike(2)], Strike(0), Event::Struck { at: 1, options: options([0, 2]) });
    decides(&[Show(1), Strike(2)], Strike(2), Event::Struck { at: 1, options: OptionSet::EMPTY });
    decides(&[Show(1)], Flag, Event::Flagged { at: 1, on: true });
    decides(&[Show(1), Flag], Flag, Event::Flagged { at: 1, on: false });
    decides(&[Show(1)], Pause, Event::Paused);
    decides(&[Show(1), Pause], Resume, Event::Resumed);
    decides(&[Show(1), Pause], End, Event::Ended { how: Ending::Candidate });
}

/// An event at the very moment of the last one, so that no time passes with it.
#[track_caller]
fn passes_over(before: &[Command], event: Event) {
    let sitting = after(before);
    let mut same = sitting.clone();
    same.apply(&logged(sitting.active_ms(), event));
    assert_eq!(same, sitting);
}

#[test]
fn an_event_that_does_not_fit_is_passed_over() {
    use Command::{Choose, End, Show};
    let before = [Show(0), Choose(1), Show(2), Choose(0)];
    passes_over(&before, Event::Shown { at: 5 });
    passes_over(&before, Event::Answered { at: 5, options: options([0]) });
    passes_over(&before, Event::Undone { at: 5 });
    passes_over(&before, Event::Undone { at: 1 });
    passes_over(&before, Event::Struck { at: 5, options: options([0]) });
    passes_over(&before, Event::Flagged { at: usize::MAX, on: true });
    passes_over(&before, Event::Answered { at: 0, options: options([4]) });
    passes_over(&before, Event::Answered { at: 0, options: options([0, 1]) });
    passes_over(&before, Event::Answered { at: 2, options: options([0, 1, 2]) });
    passes_over(&before, Event::Struck { at: 0, options: options([0, 4]) });
    let ended = [Show(0), Choose(1), End];
    passes_over(&ended, Event::Ended { how: Ending::TimeUp });
    passes_over(&ended, Event::Answered { at: 0, options: options([0]) });
    passes_over(&ended, Event::Paused);
    passes_over(&ended, Event::Shown { at: 1 });
}

#[test]
fn a_clock_that_goes_back_takes_no_time_away() {
    let mut sitting = after(&[Command::Show(0), Command::Choose(1)]);
    sitting.apply(&logged(500, Event::Flagged { at: 0, on: true }));
    assert_eq!(sitting.active_ms(), 2_000);
    sitting.apply(&logged(2_500, Event::Flagged { at: 0, on: false }));
    assert_eq!(sitting.response(0).active_ms, 1_500);
}

#[test]
fn interruptions_keep_their_place_and_cost_no_time() {
    let mut sitting = after(&[Command::Show(3)]);
    sitting.apply(&logged(1_000, Event::Interrupted { away_ms: Some(7_200_000) }));
    sitting.apply(&logged(1_400, Event::Interrupted { away_ms: None }));
    let first = Interruption { at: 3, active_ms: 1_000, away_ms: Some(7_200_000) };
    let second = Interruption { at: 3, active_ms: 1_400, away_ms: None };
    assert_eq!(sitting.interruptions(), [first, second]);
    assert_eq!(sitting.response(3).active_ms, 400);
}

/// Four scored items of which two end up right; the multi-select is left half answered.
fn sat_by_hand() -> Sitting {
    use Command::{Choose, Flag, Show, Strike};
    let steps = [
        (Show(0), 0),
        (Choose(1), 10_000),
        (Choose(0), 5_000),
        (Show(1), 5_000),
        (Strike(3), 1_000),
        (Choose(0), 9_000),
        (Show(2), 0),
        (Choose(0), 40_000),
        (Flag, 1_000),
        (Show(3), 9_000),
        (Choose(0), 10_000),
        (Choose(2), 10_000),
        (Show(0), 5_000),
    ];
    let (mut sitting, _) = sit(form(), &steps);
    sitting.apply(&logged(115_000, Event::Interrupted { away_ms: None }));
    sitting.apply(&logged(120_000, Event::Ended { how: Ending::TimeUp }));
    sitting
}

#[test]
fn a_sitting_made_by_hand_has_the_figures_worked_out_by_hand() {
    let report = report(&sat_by_hand());
    assert_eq!((report.score.raw, report.score.scored, report.score.needed()), (2.into(), 4, 3));
    assert!((report.score.cut - 2.5).abs() < 1e-9);
    assert!((report.score.scaled - 260.0).abs() < 1e-9);
    assert_eq!((report.scaled_shown, report.score.passed), (260, false));
    assert_eq!((report.ended, report.minutes), (Ended::TimeUp, Some(60)));
    assert_eq!((report.pretest_items, report.unanswered, report.flagged), (1, 2, 1));
    assert_eq!(report.interruptions.len(), 1);
    let changed = report.changed;
    assert_eq!((changed.wrong_to_right, changed.right_to_wrong, changed.wrong_to_wrong), (1, 1, 0));
    let outcomes: Vec<Outcome> = report.items.iter().map(|item| item.outcome).collect();
    use Outcome::{Right, Unanswered, Wrong};
    assert_eq!(outcomes, [Right, Right, Unanswered, Wrong, Unanswered]);
}

#[test]
fn pace_is_the_time_on_items_that_were_shown() {
    let report = report(&sat_by_hand());
    assert!((report.active_seconds - 120.0).abs() < 1e-9);
    assert_eq!(report.items.iter().map(|item| item.seconds).collect::<Vec<_>>(), [35.0, 10.0, 50.0, 25.0, 0.0]);
    assert_eq!(report.pace.stretches, [35.0, 10.0, 50.0, 25.0, 0.0]);
    assert_eq!(report.pace.seconds_per_item, 30.0);
    let domains: Vec<(f64, f64, u32)> =
        report.domains.iter().map(|domain| (domain.seconds_per_item, domain.right.value(), domain.scored)).collect();
    assert_eq!(domains, [(95.0 / 3.0, 2.0, 3), (25.0, 0.0, 1)]);
    assert!((report.domains[0].cut - 0.6).abs() < 1e-9);
}

#[test]
fn an_item_reports_what_was_chosen_struck_and_chosen_first() {
    let report = report(&sat_by_hand());
    let marks = |at: usize| -> Vec<(char, bool, bool, bool)> {
        let options = report.items[at].options.iter();
        options.map(|option| (option.letter, option.key, option.chosen, option.struck)).collect()
    };
    let struck =
        [('A', true, true, false), ('B', false, false, false), ('C', false, false, false), ('D', false, false, true)];
    assert_eq!(marks(1), struck);
    assert_eq!(report.items[0].first_answer.as_deref(), Some("B"));
    assert_eq!(report.items[3].first_answer.as_deref(), Some("A"));
    assert_eq!(report.items[1].first_answer, None);
    assert_eq!((report.items[2].position, report.items[2].choose), (3, 2));
    assert_eq!(report.items[4].sources[0].checked.as_deref(), Some("2026-11"));
}

#[test]
fn letters_follow_the_order_in_which_options_were_shown() {
    let mut form = form();
    form.slots[0].options = vec![2, 0, 3, 1];
    let steps = [(Command::Show(0), 0), (Command::Choose(1), 0), (Command::Choose(0), 0)];
    let report = report(&sit(form, &steps).0);
    let shown: Vec<(char, bool)> =
        report.items[0].options.iter().map(|option| (option.letter, option.chosen)).collect();
    assert_eq!(shown, [('A', false), ('B', true), ('C', false), ('D', false)]);
    assert_eq!(report.items[0].first_answer.as_deref(), Some("D"));
}

#[test]
fn the_cut_is_passed_by_one_more_right_answer() {
    use Command::{Choose, End, Show};
    let report = report(&after(&[Show(0), Choose(0), Show(1), Choose(0), Show(3), Choose(0), End]));
    assert_eq!((report.score.raw, report.scaled_shown, report.score.passed), (3.into(), 333, true));
    assert_eq!(report.ended, Ended::ByCandidate);
}

#[test]
fn an_unscored_item_counts_for_nothing() {
    use Command::{Choose, Show};
    let report = report(&after(&[Show(4), Choose(0)]));
    assert_eq!((report.score.raw, report.score.scored, report.scaled_shown), (0.into(), 4, 100));
    assert_eq!(report.items[4].outcome, Outcome::Right);
    assert_eq!(report.ended, Ended::NotYet);
}

#[test]
fn a_wording_that_is_lost_counts_as_wrong_and_the_rest_stands() {
    use Command::{Choose, Show};
    let sitting = after(&[Show(0), Choose(0), Show(1), Choose(0)]);
    let report = Report::of(&sitting, |at| (at != 0).then(|| item_at(&items(), at)).flatten());
    assert_eq!((report.score.raw, report.items[0].outcome), (1.into(), Outcome::Wrong));
    assert!(report.items[0].options.is_empty());
}

#[test]
fn a_long_form_has_twenty_stretches() {
    let items: Vec<Value> = (0..50).map(|number| made::item(&format!("made-{number}"), "1.1")).collect();
    let steps: Vec<(Command, u64)> = (0..50).map(|at| (Command::Show(at), 4_000)).collect();
    let sitting = sit(form_of(&items, Timing::Untimed), &steps).0;
    let pace = Report::of(&sitting, |at| item_at(&items, at)).pace;
    assert_eq!(pace.stretches.len(), 20);
    assert_eq!(pace.stretches[..19], [4.0; 19]);
}
