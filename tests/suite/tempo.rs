//! The time of a mock, as its report tells it, against the log of all answers.
#![cfg(test)]

use practicum::exam::Length;
use practicum::store::Store;
use practicum::study::Tempo;
use practicum::tui::desk::report_of;

use crate::practice::{Candidate, DAY_MS, Manner};
use crate::screens::demo_bank;

#[test]
fn a_report_finds_the_rapid_answers_that_the_log_found() {
    let mut store = Store::in_memory().unwrap();
    let mut candidate = Candidate::new(&mut store, &demo_bank(), "demo", (0, 12 * DAY_MS), 3);
    let manner = |day: i64| if day % 2 == 0 { Manner::Rushed } else { Manner::Steady };
    let ids: Vec<_> = (0..12).map(|day| candidate.mock(day * DAY_MS, Length::Full, manner(day))).collect();
    let mut rushed = 0;
    for (day, id) in (0..).zip(ids) {
        let (report, row) = report_of(&store, id).unwrap();
        let tempo = Tempo::of(&report);
        assert_eq!(tempo.effort.rapid, row.summary.unwrap().rapid, "day {day}");
        assert_eq!(tempo.effort.answers + report.unanswered, 12, "day {day}");
        rushed += u32::from(tempo.is_rushed());
        assert!(manner(day) == Manner::Rushed || !tempo.is_rushed(), "day {day}");
        let slowest = tempo.slowest(3);
        assert!(slowest.is_sorted_by(|a, b| a.seconds >= b.seconds) && slowest.len() == 3);
        // What the log took out counts for nothing.
        let counting = (0..12).filter(|at| {
            let item = &report.items[*at].item;
            store.answers_to("demo", item).unwrap().iter().any(|answer| answer.sitting == id && answer.counts)
        });
        assert_eq!(counting.count() == 0, tempo.is_rushed(), "day {day}");
    }
    assert!(rushed >= 4, "{rushed}");
}
