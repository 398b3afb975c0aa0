//! The report of a sitting: made from its form, its log and the wordings kept with it, and from nothing else.

pub mod coding;
pub mod given;
pub mod setting;

use serde::Serialize;

use self::coding::{CodingReport, CodingSum};
use self::given::{NumberReport, StepReport};
use self::setting::{RoleCounts, SettingScore, by_role, by_setting};
use super::blueprint::CodeEntry;
use super::form::{Form, OutlineUsed, Slot};
use super::score::{Estimate, Points, SCORING, Score, shrunk};
use super::sitting::{Ending, Interruption, Response, Sitting};
use crate::bank::case::{Case, Document};
use crate::bank::item::Source;
use crate::bank::marks::mark;
use crate::bank::{Confidence, Item, ItemId, Level, OptionSet};

/// What a form whose codes were picked does not say.
pub const PICKED: &str = "Codes were picked from lists. That is easier than to type them, and the cut of this form is \
     made for typed codes: take the score as a little high.";

/// The version of the report document.
pub const REPORT_VERSION: u32 = 1;

/// How the scaled score was made; shown wherever it is.
pub const HOW_SCALED: &str = "The scaled score is an estimate. The cut is the sum of this form's Angoff ratings: \
     the number of scored items that a minimally qualified candidate is expected to get right, as judged by the \
     writers of the items. Scaled is 100 at none right, 300 at the cut and 400 at all right, straight between. The \
     examiner's own conversion is not published, and practice items are not the exam's.";

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

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemReport {
    /// From 1, as the candidate saw it.
    pub position: u32,
    pub item: ItemId,
    pub domain: String,
    pub task: String,
    pub topic: String,
    pub level: Level,
    pub scored: bool,
    pub outcome: Outcome,
    pub flagged: bool,
    pub shown: bool,
    pub seconds: f64,
    /// Words in stem and options: what the time that it was expected to take is made of.
    pub words: u32,
    /// The case it was asked on, by its id.
    pub case: Option<String>,
    pub choose: u32,
    pub stem: String,
    pub options: Vec<OptionReport>,
    /// In place of options, where a number is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberReport>,
    /// In place of options, where steps are put in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepReport>,
    /// In place of options, where codes are typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingReport>,
    pub rationale: String,
    pub sources: Vec<SourceReport>,
    /// Letters of the first complete answer, where it was another one.
    pub first_answer: Option<String>,
    pub change: Option<Change>,
}

impl ItemReport {
    /// What it earned of the one item that it counts.
    pub fn points(&self) -> Points {
        match &self.coding {
            Some(coding) => (coding.marks / coding.maximum.max(1.0)).into(),
            None => u32::from(self.outcome == Outcome::Right).into(),
        }
    }

    /// Letters of the answer that stands; empty for none.
    pub fn last_answer(&self) -> String {
        self.options.iter().filter(|option| option.chosen).map(|option| option.letter).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseReport {
    pub id: String,
    pub title: String,
    pub setting: Option<String>,
    pub policy: Option<String>,
    pub documents: Vec<Document>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Right,
    Wrong,
    Unanswered,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionReport {
    pub letter: char,
    pub text: String,
    pub key: bool,
    pub chosen: bool,
    pub struck: bool,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceReport {
    pub cite: String,
    pub checked: Option<String>,
    pub url: Option<String>,
}

/// The letter under which the option in that place was shown.
pub fn letter(place: usize) -> char {
    char::from(b'A' + u8::try_from(place.min(25)).unwrap_or(25))
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

impl CaseReport {
    fn of(case: &Case) -> Self {
        let Case { id, title, setting, policy, documents, .. } = case.clone();
        Self { id, title, setting, policy, documents }
    }
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

fn is_right(item: Option<&Item>, answer: OptionSet) -> bool {
    item.and_then(Item::choice).is_some_and(|choice| choice.is_right(answer))
}

/// An answer, marked.
struct Answer {
    complete: bool,
    right: bool,
    /// What it earned of the one item that it counts.
    points: Points,
    coding: Option<CodingReport>,
}

impl Answer {
    fn of(item: Option<&Item>, response: &Response, slot: &Slot) -> Self {
        let complete = response.is_complete(slot);
        let Some(codes) = item.and_then(Item::codes) else {
            let right = is_right(item, response.answer);
            return Self { complete, right, points: u32::from(right).into(), coding: None };
        };
        let marking = mark(codes, &response.codes);
        let (right, points) = (complete && marking.is_right(), marking.share().into());
        Self { complete, right, points, coding: Some(CodingReport::of(codes, &response.codes)) }
    }

    fn outcome(&self) -> Outcome {
        match (self.complete, self.right) {
            (_, true) => Outcome::Right,
            (true, false) => Outcome::Wrong,
            (false, false) => Outcome::Unanswered,
        }
    }
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

fn item_reports(form: &Form, responses: &[Response], items: &[Option<Item>], answers: Vec<Answer>) -> Vec<ItemReport> {
    let places = form.slots.iter().zip(responses).zip(items).zip(answers).enumerate();
    let report =
        |(at, (((slot, response), item), answer))| item_report(at, slot, response, Option::as_ref(item), answer);
    places.map(report).collect()
}

fn item_report(at: usize, slot: &Slot, response: &Response, item: Option<&Item>, answer: Answer) -> ItemReport {
    let first = response.first.filter(|first| *first != response.answer);
    let text = |of: fn(&Item) -> &String| item.map(of).cloned().unwrap_or_default();
    ItemReport {
        position: at as u32 + 1,
        item: slot.item.clone(),
        domain: slot.domain.clone(),
        task: slot.task.clone(),
        topic: text(|item| &item.topic),
        level: item.map_or(Level::Recall, |item| item.level),
        scored: slot.scored,
        outcome: answer.outcome(),
        flagged: response.flagged,
        shown: response.shown,
        seconds: seconds(response.active_ms),
        words: u32::from(slot.words),
        case: None,
        choose: u32::from(slot.choose),
        stem: text(|item| &item.stem),
        options: options(item, &slot.options, response.answer, response.struck),
        number: None,
        steps: Vec::new(),
        coding: answer.coding,
        rationale: text(|item| &item.rationale),
        sources: item.map(sources).unwrap_or_default(),
        first_answer: first.map(|first| letters(first, &slot.options)),
        change: first.map(|first| change(first, item, answer.right)),
    }
}

/// Options as they were shown, with key, answer and reason.
pub fn options(item: Option<&Item>, order: &[u8], answer: OptionSet, struck: OptionSet) -> Vec<OptionReport> {
    let Some(choice) = item.and_then(Item::choice) else { return Vec::new() };
    let shown = order.iter().enumerate().filter_map(|(place, &stored)| {
        let stored = usize::from(stored);
        Some((place, stored, choice.options.get(stored)?))
    });
    let report = shown.map(|(place, stored, option)| OptionReport {
        letter: letter(place),
        text: option.text.clone(),
        key: option.is_key,
        chosen: answer.contains(stored),
        struck: struck.contains(stored),
        why: option.why.clone(),
    });
    report.collect()
}

pub fn sources(item: &Item) -> Vec<SourceReport> {
    let source = |source: &Source| SourceReport {
        cite: source.cite.clone(),
        checked: source.checked.clone(),
        url: source.url.clone(),
    };
    item.sources.iter().map(source).collect()
}

/// The letters under which these options were shown.
pub fn letters(answer: OptionSet, order: &[u8]) -> String {
    let shown = order.iter().enumerate().filter(|(_, stored)| answer.contains(usize::from(**stored)));
    shown.map(|(place, _)| letter(place)).collect()
}
