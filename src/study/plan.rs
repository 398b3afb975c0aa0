//! A plan to the day of the exam: how many items a day of which domains, and which mocks when.
//!
//! Owns the arithmetic and no dates: days are counted from today. It asks for what the numbers need and no more; it
//! never scolds and never asks for more than a day can hold.

use serde::Serialize;

use crate::apportion::largest_remainder;

/// More than this in a day is not practice but haste.
const MOST_A_DAY: u32 = 60;
/// The last full mock stands so many days before the exam: near, and not the evening before.
const LAST_MOCK_BEFORE: u32 = 4;
/// Full mocks stand at least so many days apart.
const MOCKS_APART: u32 = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MockLength {
    Full,
    Half,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PlannedMock {
    /// Days from today.
    pub in_days: u32,
    pub length: MockLength,
}

/// Where the candidate stands today.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    pub days_left: u32,
    /// In the outline's order.
    pub domains: Vec<DomainSituation>,
    /// Items on a full mock, and how many full mocks of unseen items the bank still holds.
    pub mock_items: u32,
    pub fresh_mocks: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DomainSituation {
    /// Its share of what there is to gain.
    pub share: f64,
    pub unseen: u32,
    /// Items due today, and those that will fall due before the exam as things stand.
    pub due_now: u32,
    pub due_later: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    pub days_left: u32,
    pub mocks: Vec<PlannedMock>,
    /// New items today, by domain in the outline's order.
    pub new_today: Vec<u32>,
    /// Items to review today, likewise.
    pub review_today: Vec<u32>,
}

impl Plan {
    pub fn of(situation: &Situation) -> Self {
        let mocks = mocks(situation.days_left, situation.fresh_mocks);
        let on_mocks: u32 = mocks.iter().map(|mock| items(mock.length, situation.mock_items)).sum();
        let sum = |of: fn(&DomainSituation) -> u32| situation.domains.iter().map(of).sum::<u32>();
        // The day of a mock is for the mock.
        let days = situation.days_left.saturating_sub(mocks.len() as u32).max(1);
        let review = (sum(|domain| domain.due_now) + sum(|domain| domain.due_later).div_ceil(days)).min(MOST_A_DAY);
        let fresh = sum(|domain| domain.unseen).saturating_sub(on_mocks).div_ceil(days).min(MOST_A_DAY - review);
        let mock_today = mocks.iter().any(|mock| mock.in_days == 0);
        let today = |items: u32, of: fn(&DomainSituation) -> (f64, u32)| {
            let domains: Vec<(f64, u32)> = situation.domains.iter().map(of).collect();
            spread(&domains, if mock_today { 0 } else { items })
        };
        let due = |domain: &DomainSituation| {
            let due = domain.due_now + domain.due_later;
            (f64::from(due), due)
        };
        Self {
            days_left: situation.days_left,
            mocks,
            new_today: today(fresh, |domain| (domain.share, domain.unseen)),
            review_today: today(review, due),
        }
    }

    pub fn today(&self) -> u32 {
        self.review_today.iter().sum::<u32>() + self.new_today.iter().sum::<u32>()
    }
}

fn items(length: MockLength, full: u32) -> u32 {
    match length {
        MockLength::Full => full,
        MockLength::Half => full.div_ceil(2),
    }
}

/// From the last one back, a week apart, as many as there are fresh items for; with none a half mock near the end.
fn mocks(days_left: u32, fresh: u32) -> Vec<PlannedMock> {
    if days_left == 0 {
        return Vec::new();
    }
    let last = days_left.saturating_sub(LAST_MOCK_BEFORE.min(days_left.saturating_sub(1)).min(days_left / 2));
    let length = if fresh == 0 { MockLength::Half } else { MockLength::Full };
    let mut mocks = vec![PlannedMock { in_days: last.min(days_left - 1), length }];
    while (mocks.len() as u32) < fresh {
        let Some(earlier) = mocks[0].in_days.checked_sub(MOCKS_APART) else { break };
        mocks.insert(0, PlannedMock { in_days: earlier, length: MockLength::Full });
    }
    mocks
}

/// Whole items by the shares; no domain gets more than it has, and what that leaves over goes to the others.
fn spread(domains: &[(f64, u32)], total: u32) -> Vec<u32> {
    let mut given = vec![0; domains.len()];
    let mut left = total;
    while left > 0 {
        let open = |index: usize| given[index] < domains[index].1;
        let shares: Vec<f64> =
            domains.iter().enumerate().map(|(index, (share, _))| if open(index) { *share } else { 0.0 }).collect();
        if shares.iter().all(|share| *share <= 0.0) {
            break;
        }
        let parts = largest_remainder(&shares, left);
        let before = left;
        for (index, part) in parts.into_iter().enumerate() {
            let part = part.min(domains[index].1 - given[index]);
            given[index] += part;
            left -= part;
        }
        if left == before {
            break;
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn situation(days_left: u32, fresh_mocks: u32) -> Situation {
        let domain = |share, unseen, due_now, due_later| DomainSituation { share, unseen, due_now, due_later };
        let domains = vec![domain(0.5, 100, 6, 30), domain(0.3, 60, 2, 30), domain(0.2, 40, 0, 0)];
        Situation { days_left, domains, mock_items: 50, fresh_mocks }
    }

    #[track_caller]
    fn mocks_on(days_left: u32, fresh: u32, expected: &[(u32, MockLength)]) {
        let mocks: Vec<_> = mocks(days_left, fresh).iter().map(|mock| (mock.in_days, mock.length)).collect();
        assert_eq!(mocks, expected);
    }

    #[test]
    fn mocks_stand_a_week_apart_and_the_last_some_days_before_the_exam() {
        use MockLength::{Full, Half};
        mocks_on(34, 3, &[(16, Full), (23, Full), (30, Full)]);
        mocks_on(10, 3, &[(6, Full)]);
        mocks_on(11, 3, &[(0, Full), (7, Full)]);
        mocks_on(34, 0, &[(30, Half)]);
        mocks_on(2, 1, &[(1, Full)]);
        mocks_on(1, 1, &[(0, Full)]);
        mocks_on(0, 1, &[]);
    }

    #[test]
    fn new_items_go_by_what_there_is_to_gain_and_reviews_come_first() {
        let plan = Plan::of(&situation(22, 2));
        assert_eq!(plan.mocks.len(), 2);
        assert_eq!(
            (plan.review_today.clone(), plan.new_today.clone(), plan.today()),
            (vec![6, 5, 0], vec![3, 1, 1], 16)
        );
    }

    #[test]
    fn a_day_is_never_filled_beyond_what_it_holds_and_no_domain_beyond_what_it_has() {
        let plan = Plan::of(&situation(3, 0));
        assert!(plan.today() <= MOST_A_DAY, "{plan:?}");
        assert_eq!(spread(&[(0.9, 3), (0.1, 100)], 20), [3, 17]);
        assert_eq!(spread(&[(1.0, 0)], 20), [0]);
    }

    proptest::proptest! {
        #[test]
        fn any_situation_gives_a_plan(
            days_left in 0u32..400, fresh in 0u32..9, due in 0u32..500, unseen in proptest::collection::vec(0u32..300, 1..8)
        ) {
            let domain = |&unseen| DomainSituation { share: 0.3, unseen, due_now: due, due_later: due };
            let domains = unseen.iter().map(domain).collect();
            let plan = Plan::of(&Situation { days_left, domains, mock_items: 150, fresh_mocks: fresh });
            proptest::prop_assert!(plan.today() <= MOST_A_DAY);
            proptest::prop_assert!(plan.mocks.iter().all(|mock| mock.in_days < days_left));
            proptest::prop_assert!(plan.new_today.iter().zip(&unseen).all(|(new, there)| new <= there));
        }
    }
}
