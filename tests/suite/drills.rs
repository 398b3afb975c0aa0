//! Drills as a machine: the log is the drill, whatever the candidate does and wherever it is cut.
#![cfg(test)]

use practicum::bank::OptionSet;
use practicum::bank::load::{Bank, Entry};
use practicum::exam::drill::{Command, Event, Refusal};
use practicum::exam::form::DrillBlueprint;
use practicum::exam::{Certainty, Drill, Ending, Form, Logged};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::made;

fn bank() -> Bank {
    made::bank(&[made::item("made-1", "1.1"), made::multi("made-2", "1.2"), made::item("made-3", "2.1")])
}

/// Three items, the second a multi-select of two.
fn form() -> Form {
    let (bank, credential) = (bank(), made::credential(&[50, 50], 10, 0));
    let blueprint = DrillBlueprint {
        credential: &credential,
        outline: credential.outline(None).unwrap(),
        name: "weak drill",
        minutes: None,
        number: 1,
        seed: 7,
    };
    let entries: Vec<&Entry> = bank.entries.iter().collect();
    Form::of_drill(&blueprint, &bank, &entries).0
}

fn options(options: &[usize]) -> OptionSet {
    options.iter().copied().collect()
}

fn logged(active_ms: u64, event: Event) -> Logged<Event> {
    Logged { active_ms, wall_ms: 1_790_000_000_000 + active_ms.cast_signed(), event }
}

fn lock(chosen: &[usize]) -> Command {
    Command::Lock { given: options(chosen).into(), certainty: Certainty::NotSaid }
}

fn again(drill: &Drill) -> Command {
    let turn = drill.turn().unwrap();
    Command::Again { options: turn.options.iter().rev().copied().collect() }
}

/// A drill and its log, as the shell keeps them: each command after so many milliseconds.
fn drilled(steps: &[(Step, u64)]) -> (Drill, Vec<Logged<Event>>) {
    let mut drill = Drill::new(form());
    let (mut log, mut active_ms) = (Vec::new(), 0);
    for (step, spent) in steps {
        active_ms += spent;
        let command = match step {
            Step::Right => {
                let keys = if drill.slot(drill.current()).unwrap().choose == 2 { &[0, 1][..] } else { &[0] };
                lock(keys)
            }
            Step::Lock(chosen, certainty) => Command::Lock { given: (*chosen).into(), certainty: *certainty },
            Step::Again => again(&drill),
            Step::Show => Command::Show,
            Step::Doubt => Command::Doubt,
            Step::Pass => Command::Pass,
            Step::End => Command::End(Ending::Candidate),
        };
        if let Ok(event) = drill.decide(command) {
            let logged = logged(active_ms, event);
            drill.apply(&logged);
            log.push(logged);
        }
    }
    (drill, log)
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Show,
    Right,
    Lock(OptionSet, Certainty),
    Doubt,
    Again,
    Pass,
    End,
}

fn after(steps: &[Step]) -> Drill {
    drilled(&steps.iter().map(|step| (*step, 1_000)).collect::<Vec<_>>()).0
}

fn certainty() -> impl Strategy<Value = Certainty> {
    prop_oneof![Just(Certainty::Sure), Just(Certainty::Unsure), Just(Certainty::NotSaid)]
}

fn any_options() -> impl Strategy<Value = OptionSet> {
    vec(0usize..8, 0..4).prop_map(|options| options.into_iter().collect())
}

fn steps() -> impl Strategy<Value = Vec<(Step, u64)>> {
    let step = prop_oneof![
        8 => Just(Step::Show),
        6 => Just(Step::Right),
        4 => (any_options(), certainty()).prop_map(|(options, certainty)| Step::Lock(options, certainty)),
        2 => Just(Step::Doubt),
        2 => Just(Step::Again),
        1 => Just(Step::Pass),
        1 => (0u32..6).prop_map(|chance| if chance == 0 { Step::End } else { Step::Show }),
    ];
    vec((step, 0u64..90_000), 0..40)
}

/// Any event at all, also of another drill or of none.
fn any_logged() -> impl Strategy<Value = Logged<Event>> {
    let turn = || 0usize..8;
    let event = prop_oneof![
        turn().prop_map(|turn| Event::Shown { turn }),
        (turn(), any_options(), certainty()).prop_map(|(turn, options, certainty)| Event::Answered {
            turn,
            options,
            certainty
        }),
        turn().prop_map(|turn| Event::Doubted { turn }),
        (turn(), vec(0u8..6, 0..6)).prop_map(|(turn, options)| Event::Again { turn, options }),
        turn().prop_map(|turn| Event::Passed { turn }),
        any::<Option<u64>>().prop_map(|away_ms| Event::Interrupted { away_ms }),
        prop_oneof![Just(Ending::Candidate), Just(Ending::TimeUp)].prop_map(|how| Event::Ended { how }),
    ];
    (any::<u64>(), any::<i64>(), event).prop_map(|(active_ms, wall_ms, event)| Logged { active_ms, wall_ms, event })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn replay_is_the_drill_wherever_the_log_is_cut(steps in steps()) {
        let (drill, log) = drilled(&steps);
        for cut in 0..=log.len() {
            let (before, rest) = log.split_at(cut);
            let mut resumed = Drill::replay(form(), before);
            rest.iter().for_each(|logged| resumed.apply(logged));
            prop_assert_eq!(&resumed, &drill);
        }
    }

    #[test]
    fn what_is_written_down_is_read_back(logged in any_logged()) {
        let json = serde_json::to_string(&logged).unwrap();
        prop_assert_eq!(serde_json::from_str::<Logged<Event>>(&json).unwrap(), logged);
    }

    #[test]
    fn no_events_break_a_drill(log in vec(any_logged(), 0..60)) {
        let drill = Drill::replay(form(), &log);
        prop_assert!(drill.current() < drill.turns().len() && drill.answered() + drill.left() <= drill.turns().len());
        for (turn, place) in drill.turns().iter().enumerate() {
            let slot = drill.slot(turn).unwrap();
            let mut order = place.options.clone();
            order.sort_unstable();
            prop_assert_eq!(order, (0..slot.options.len() as u8).collect::<Vec<_>>());
            if let Some(answer) = &place.answer {
                prop_assert_eq!(answer.given.options().len(), usize::from(slot.choose));
                prop_assert!(answer.given.options().iter().all(|option| option < slot.options.len()) && !place.passed);
            }
        }
        let _ = (drill.decide(Command::Show), drill.decide(lock(&[0])), drill.decide(again(&drill)));
    }

    #[test]
    fn an_answer_is_given_once_and_stands(steps in steps()) {
        let (_, log) = drilled(&steps);
        let mut drill = Drill::new(form());
        let mut given: Vec<Option<OptionSet>> = Vec::new();
        for logged in &log {
            drill.apply(logged);
            given.resize(drill.turns().len(), None);
            for (given, place) in given.iter_mut().zip(drill.turns()) {
                let options = place.answer.as_ref().map(|answer| answer.given.options());
                prop_assert!(given.is_none() || *given == options);
                *given = options;
            }
        }
    }

    #[test]
    fn what_comes_again_stands_at_the_end_and_once_at_a_time(steps in steps()) {
        let (drill, log) = drilled(&steps);
        let asked_again = log.iter().filter(|logged| matches!(logged.event, Event::Again { .. })).count();
        prop_assert_eq!(drill.turns().len(), 3 + asked_again);
        for slot in 0..3 {
            let open = drill.turns().iter().filter(|place| place.slot == slot && !place.is_done()).count();
            prop_assert!(open <= 1);
        }
        prop_assert!(drill.turns()[..3].iter().all(|place| !place.again));
        prop_assert!(drill.turns()[3..].iter().all(|place| place.again));
    }

    #[test]
    fn time_belongs_to_the_item_that_was_asked(steps in steps()) {
        let (drill, log) = drilled(&steps);
        let spent: u64 = drill.turns().iter().map(|place| place.active_ms).sum();
        prop_assert!(spent <= drill.active_ms());
        prop_assert_eq!(drill.active_ms(), log.last().map_or(0, |logged| logged.active_ms));
    }
}

#[track_caller]
fn refuses(steps: &[Step], command: Command, refusal: Refusal) {
    assert_eq!(after(steps).decide(command), Err(refusal), "{steps:?}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    refuses(&[Step::Show], lock(&[]), Refusal::Incomplete { choose: 1 });
    refuses(&[Step::Show], lock(&[0, 1]), Refusal::Incomplete { choose: 1 });
    refuses(&[Step::Show], lock(&[4]), Refusal::Incomplete { choose: 1 });
    refuses(&[Step::Show, Step::Right, Step::Show], lock(&[0]), Refusal::Incomplete { choose: 2 });
    refuses(&[Step::Show], Command::Doubt, Refusal::Open);
    refuses(&[Step::Show], Command::Again { options: vec![0, 1, 2, 3] }, Refusal::Open);
    refuses(&[Step::Show], Command::Show, Refusal::Idle);
    refuses(&[Step::Show, Step::Right], lock(&[1]), Refusal::Answered);
    refuses(&[Step::Show, Step::Right, Step::Doubt], Command::Doubt, Refusal::Idle);
    refuses(&[Step::Show, Step::Right, Step::Again], Command::Again { options: vec![0] }, Refusal::ComesAgain);
    refuses(&[Step::Show, Step::End], lock(&[0]), Refusal::Ended);
}

#[test]
fn after_the_last_answer_there_is_nothing_to_show() {
    use Step::{Right, Show};
    let done = after(&[Show, Right, Show, Right, Show, Right]);
    assert_eq!((done.left(), done.answered()), (0, 3));
    assert_eq!(done.decide(Command::Show), Err(Refusal::Idle));
}

#[test]
fn an_item_asked_again_comes_last_and_may_come_once_more() {
    use Step::{Again, Right, Show};
    let drill = after(&[Show, Right, Again, Show, Right, Show, Right, Show]);
    assert_eq!((drill.current(), drill.turn().unwrap().slot), (3, 0));
    assert_ne!(drill.turns()[3].options, drill.turns()[0].options);
    let twice = after(&[Show, Right, Again, Show, Right, Show, Right, Show, Right, Again]);
    assert_eq!((twice.turns().len(), twice.left()), (5, 1));
}

#[test]
fn an_item_that_is_passed_over_is_skipped_and_not_answered() {
    use Step::{Pass, Right, Show};
    let drill = after(&[Show, Pass, Show, Right]);
    assert_eq!((drill.current(), drill.answered(), drill.left()), (1, 1, 1));
    assert!(drill.turns()[0].passed && drill.turns()[0].answer.is_none());
    let mut passed_ahead = after(&[Show, Right]);
    passed_ahead.apply(&logged(9_000, Event::Passed { turn: 1 }));
    assert_eq!(passed_ahead.decide(Command::Show), Ok(Event::Shown { turn: 2 }));
}

#[test]
fn reading_the_reasons_is_no_time_of_any_item() {
    use Step::{Right, Show};
    let (drill, _) = drilled(&[(Show, 0), (Right, 40_000), (Show, 300_000), (Right, 25_000)]);
    assert_eq!(drill.turns().iter().map(|turn| turn.active_ms).collect::<Vec<_>>(), [40_000, 25_000, 0]);
    assert_eq!(drill.active_ms(), 365_000);
}
