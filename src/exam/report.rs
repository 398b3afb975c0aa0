//! The report of a sitting: made from its form, its log and the wordings kept with it, and from nothing else.

pub mod coding;
pub mod given;
mod item;
pub mod setting;

use serde::Serialize;

use self::coding::CodingSum;
use self::item::{Answer, is_right, item_reports};
pub use self::item::{CaseReport, ItemReport, OptionReport, Outcome, SourceReport, letter, letters, options, sources};
use self::setting::{RoleCounts, SettingScore, by_role, by_setting};
use super::blueprint::CodeEntry;
use super::form::{Form, OutlineUsed, Slot};
use super::score::{Estimate, Points, SCORING, Score, shrunk};
use super::sitting::{Ending, Interruption, Response, Sitting};
use crate::bank::case::Case;
use crate::bank::{Confidence, Item, OptionSet};

/// What a form whose codes were picked does not say.
pub const PICKED: &str = "Codes were picked from lists. That is easier than to type them, and the cut of this form is \
     made for typed codes: take the score as a little high.";

/// The version of the report document.
pub const REPORT_VERSION: u32 = 1;

/// How the scaled score was made; shown wherever it is.
pub const HOW_SCALED: &str = "The scaled score is an estimate. The cut is the sum of this form's Angoff ratings: \
     the number of scored items that a minimally qualified candidate is expected to get right, as judged by those \
     who wrote and read the items. Scaled is 100 at none right, 300 at the cut and 400 at all right, straight between. \
     The examiner's own conversion is not published, and practice items are not the exam's.";

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub version: u32,
    pub scoring: u32,
    pub credential: String,
    pub name: String,
    pub outline: OutlineUsed,
    pub seed: u64,
    pub form: u32,
    pub score: Score,
    pub scaled_shown: u32,
    pub how_scaled: &'static str,
    pub ended: Ended,
    pub minutes: Option<u32>,
    /// How codes were given, where the form asked for some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<CodeEntry>,
    pub active_seconds: f64,
    pub interruptions: Vec<Interruption>,
    pub pretest_items: u32,
    pub unanswered: u32,
    pub flagged: u32,
    pub domains: Vec<DomainScore>,
    pub changed: Changed,
    pub pace: Pace,
    /// Codes that were typed, where the form asked for some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingSum>,
    /// The same by role.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleCounts>,
    /// Cases by their setting.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<SettingScore>,
    pub items: Vec<ItemReport>,
    /// The cases that items were asked on.
    pub cases: Vec<CaseReport>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    ByCandidate,
    TimeUp,
    NotYet,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainScore {
    pub code: String,
    pub title: String,
    pub short: String,
    pub right: Points,
    pub scored: u32,
    /// The share of this domain's items that the cut asks for.
    pub cut: f64,
    /// What the domain's few items support, in the light of the whole.
    pub estimate: Estimate,
    pub seconds_per_item: f64,
}

/// Items whose first complete answer is not the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changed {
    pub wrong_to_right: u32,
    pub right_to_wrong: u32,
    pub wrong_to_wrong: u32,
}

impl Changed {
    pub fn total(self) -> u32 {
        self.wrong_to_right + self.right_to_wrong + self.wrong_to_wrong
    }
}

/// What the change of an answer did to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    WrongToRight,
    RightToWrong,
    WrongToWrong,
}

impl Change {
    pub fn name(self) -> &'static str {
        match self {
            Self::WrongToRight => "wrong to right",
            Self::RightToWrong => "right to wrong",
            Self::WrongToWrong => "wrong to wrong",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pace {
    /// Seconds an item, over up to twenty equal stretches of the form.
    pub stretches: Vec<f64>,
    pub seconds_per_item: f64,
}

impl Report {
    /// `item_at` gives the wording that stood at a place of the form; a wording that is lost counts as wrong.
    pub fn of(sitting: &Sitting, item_at: impl Fn(usize) -> Option<Item>) -> Self {
        let form = sitting.form();
        let items: Vec<Option<Item>> = (0..form.slots.len()).map(item_at).collect();
        let answers: Vec<Answer> = items
            .iter()
            .zip(sitting.responses())
            .zip(&form.slots)
            .map(|((item, response), slot)| Answer::of(item.as_ref(), response, slot))
            .collect();
        let marks: Vec<(f64, Points)> = form
            .slots
            .iter()
            .zip(&answers)
            .filter(|(slot, _)| slot.scored)
            .map(|(slot, answer)| (slot.angoff, answer.points))
            .collect();
        let score = Score::of(&marks, form.outline.scale);
        let unanswered = answers.iter().filter(|answer| !answer.complete).count();
        let points: Vec<Points> = answers.iter().map(|answer| answer.points).collect();
        let reports = item_reports(form, sitting.responses(), &items, answers);
        Self {
            version: REPORT_VERSION,
            scoring: SCORING,
            credential: form.credential.clone(),
            name: form.name.clone(),
            outline: form.outline.clone(),
            seed: form.seed,
            form: form.number,
            score,
            scaled_shown: score.scaled_shown(),
            how_scaled: HOW_SCALED,
            ended: match sitting.ended() {
                Some(Ending::Candidate) => Ended::ByCandidate,
                Some(Ending::TimeUp) => Ended::TimeUp,
                None => Ended::NotYet,
            },
            minutes: form.minutes,
            entry: form.slots.iter().any(Slot::is_coded).then_some(form.entry),
            active_seconds: seconds(sitting.active_ms()),
            interruptions: sitting.interruptions().to_vec(),
            pretest_items: (form.slots.len() - form.scored()) as u32,
            unanswered: unanswered as u32,
            flagged: sitting.flagged() as u32,
            domains: domains(form, sitting.responses(), &points, score),
            changed: changed(&reports),
            pace: pace(sitting.responses()),
            coding: CodingSum::of(reports.iter().filter_map(|item| item.coding.as_ref())),
            roles: by_role(&reports),
            settings: Vec::new(),
            items: reports,
            cases: Vec::new(),
        }
    }
}

impl Report {
    /// With the cases of its form: `cases` in the form's order, none for one whose words are lost.
    #[must_use]
    pub fn with_cases(mut self, form: &Form, cases: &[Option<Case>]) -> Self {
        for (item, slot) in self.items.iter_mut().zip(&form.slots) {
            item.case = slot.case.and_then(|place| form.cases.get(place)).map(|case| case.id.clone());
        }
        self.cases = cases.iter().flatten().map(CaseReport::of).collect();
        self.settings = by_setting(&self.items, &self.cases);
        self
    }

    /// What is to be said of the outline where it is not sure.
    pub fn unconfirmed(&self) -> Option<String> {
        let confidence = self.outline.confidence;
        (confidence != Confidence::High).then(|| {
            let how = confidence.name();
            format!("The outline behind this form is not confirmed in all parts; how sure it is: {how}.")
        })
    }

    /// Whether the score is on the high side because codes were picked.
    pub fn is_picked(&self) -> bool {
        self.entry == Some(CodeEntry::Picked)
    }

    /// The case that an item was asked on.
    pub fn case(&self, item: &ItemReport) -> Option<&CaseReport> {
        self.cases.iter().find(|case| item.case.as_deref() == Some(case.id.as_str()))
    }
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

fn domains(form: &Form, responses: &[Response], points: &[Points], score: Score) -> Vec<DomainScore> {
    let of_domain = |code: &str| {
        let places = form.slots.iter().zip(responses).zip(points);
        places.filter(|((slot, _), _)| slot.domain == code).collect::<Vec<_>>()
    };
    let domain = |quota: &super::blueprint::Quota| {
        let places = of_domain(&quota.domain);
        let scored: Vec<_> = places.iter().filter(|((slot, _), _)| slot.scored).collect();
        let right: Points = scored.iter().map(|(_, points)| **points).sum();
        let cut: f64 = scored.iter().map(|((slot, _), _)| slot.angoff).sum();
        let time: u64 = places.iter().map(|((_, response), _)| response.active_ms).sum();
        let shown = places.iter().filter(|((_, response), _)| response.shown).count();
        let count = scored.len() as u32;
        DomainScore {
            code: quota.domain.clone(),
            title: quota.title.clone(),
            short: quota.short.clone(),
            right,
            scored: count,
            cut: cut / f64::from(count.max(1)),
            estimate: shrunk(right, count, score.share(), score.scored),
            seconds_per_item: seconds(time) / shown.max(1) as f64,
        }
    };
    form.quotas.iter().filter(|quota| quota.items() > 0).map(domain).collect()
}

fn changed(items: &[ItemReport]) -> Changed {
    let count = |change: Change| items.iter().filter(|item| item.change == Some(change)).count() as u32;
    Changed {
        wrong_to_right: count(Change::WrongToRight),
        right_to_wrong: count(Change::RightToWrong),
        wrong_to_wrong: count(Change::WrongToWrong),
    }
}

fn change(first: OptionSet, item: Option<&Item>, right: bool) -> Change {
    match (is_right(item, first), right) {
        (false, true) => Change::WrongToRight,
        (true, false) => Change::RightToWrong,
        _ => Change::WrongToWrong,
    }
}

fn pace(responses: &[Response]) -> Pace {
    const MOST_STRETCHES: usize = 20;
    let per_item = |part: &[Response]| {
        let shown = part.iter().filter(|response| response.shown).count().max(1);
        seconds(part.iter().map(|response| response.active_ms).sum()) / shown as f64
    };
    let count = responses.len();
    let stretches = count.min(MOST_STRETCHES);
    let stretch = |index: usize| &responses[index * count / stretches..(index + 1) * count / stretches];
    Pace {
        stretches: (0..stretches).map(|index| per_item(stretch(index))).collect(),
        seconds_per_item: per_item(responses),
    }
}
