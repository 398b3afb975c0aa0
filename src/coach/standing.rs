//! Where a candidate stands with a credential: readiness, domains and tasks, what is due, what to do next.

use serde::{Deserialize, Serialize};

use super::Coach;
use super::days::{date_of, days_to};
use crate::bank::Domain;
use crate::exam::score::Estimate;
use crate::store::{ExamResult, Kind, StoreError};
use crate::study::deficit::{Need, shares};
use crate::study::picker::{Candidate, Lack, Moment, TaskLack};
use crate::study::plan::{DomainSituation, Plan, Situation};
use crate::study::readiness::{Band, Verdict};
use crate::study::recollection::DAY_MS;
use crate::study::{Readiness, Recollection};

/// The version of the standing document.
pub const STANDING_VERSION: u32 = 1;
/// The items of a drill that is advised.
pub const DRILL_ITEMS: u32 = 25;
/// So many due items are worth a drill of their own.
const MANY_DUE: u32 = 15;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    pub credential: String,
    pub short: String,
    pub name: String,
    /// Answers so far, of any kind.
    pub answers: u32,
    /// None without answers, or where the bank lacks a domain.
    pub readiness: Option<Readiness>,
    pub exam: Option<ExamDay>,
    pub domains: Vec<DomainStanding>,
    pub counts: Counts,
    pub advice: Advice,
    pub plan: Option<Plan>,
    pub results: Vec<ExamResult>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamDay {
    /// As `2026-12-20`.
    pub day: String,
    pub days_left: i64,
}

/// Items by how the candidate stands with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub items: u32,
    pub unseen: u32,
    pub due: u32,
    pub missed: u32,
    pub flagged: u32,
    pub misconceptions: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DomainStanding {
    pub code: String,
    pub title: String,
    pub short: String,
    /// Its part of the exam.
    pub weight: f64,
    /// The mean rating of its items: the share that the cut asks for.
    pub cut: f64,
    /// The share of its items that would be right now, at first sight; none without answers.
    pub share: Option<Estimate>,
    pub first_answers: f64,
    pub repeats: f64,
    pub counts: Counts,
    pub tasks: Vec<TaskStanding>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TaskStanding {
    pub code: String,
    pub title: String,
    pub share: Option<Estimate>,
    pub counts: Counts,
}

/// What to do next, in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Advice {
    QuickMock,
    FullMock,
    Review { items: u32 },
    Drill { domain: String, short: String, items: u32 },
}

/// What home shows of a credential; kept in the record, so that no bank is read to open the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brief {
    /// The day for which it was made, as `2026-11-22`.
    pub day: String,
    pub answers: u32,
    pub ready: Ready,
    pub exam: Option<ExamDay>,
    pub advice: Advice,
    pub counts: Counts,
}

/// A verdict without its details.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ready {
    NotStarted,
    /// First answers there are, and those that a first band asks for.
    TooFew {
        answers: u32,
        needed: u32,
    },
    Band {
        band: Band,
    },
    Number {
        mean: f64,
        low: f64,
        high: f64,
    },
}

impl Ready {
    fn of(readiness: Option<&Readiness>) -> Self {
        let Some(readiness) = readiness else { return Self::NotStarted };
        match &readiness.verdict {
            Verdict::TooFew { answers_missing, domains_missing } => {
                let answers = readiness.inputs.first_answers.floor() as u32;
                let in_domains: u32 = domains_missing.iter().map(|domain| domain.answers).sum();
                Self::TooFew { answers, needed: answers + (*answers_missing).max(in_domains) }
            }
            Verdict::Band { band } => Self::Band { band: *band },
            Verdict::Number { chance, .. } => Self::Number { mean: chance.mean, low: chance.low, high: chance.high },
        }
    }
}

impl Standing {
    pub fn brief(&self, day: String) -> Brief {
        Brief {
            day,
            answers: self.answers,
            ready: Ready::of(self.readiness.as_ref()),
            exam: self.exam.clone(),
            advice: self.advice.clone(),
            counts: self.counts,
        }
    }
}

impl<'a> Coach<'a> {
    pub fn standing(&self) -> Result<Standing, StoreError> {
        let survey = self.survey()?;
        let readiness = match self.target() {
            Some(target) => self.readiness(&target, self.now_ms)?,
            None => None,
        };
        let exam = self.exam_day()?;
        let domains: Vec<DomainStanding> = self
            .shelf
            .credential
            .domains
            .iter()
            .enumerate()
            .map(|(place, domain)| self.domain(place, domain, readiness.as_ref(), &survey))
            .collect();
        let counts = survey.counts(|_| true);
        let plan = exam.as_ref().and_then(|exam| self.plan(exam, &domains, &survey));
        let advice = self.advice(readiness.as_ref(), &domains, counts)?;
        let credential = &self.shelf.credential;
        Ok(Standing {
            credential: credential.credential.clone(),
            short: credential.short.clone(),
            name: credential.name.clone(),
            answers: survey.answers,
            readiness,
            exam,
            domains,
            counts,
            advice,
            plan,
            results: self.store.results(self.credential())?,
        })
    }

    pub fn exam_day(&self) -> Result<Option<ExamDay>, StoreError> {
        let day = self.store.exam_day(self.credential())?;
        Ok(day.and_then(|day| {
            let days_left = days_to(&day, self.now_ms, self.zone)?;
            Some(ExamDay { day, days_left })
        }))
    }

    /// Today as the record's documents write it.
    pub fn today(&self) -> String {
        date_of(self.now_ms, self.zone).to_string()
    }

    pub(super) fn moment(&self, seed: u64) -> Result<Moment, StoreError> {
        Ok(Moment { now_ms: self.now_ms, exam_ms: self.exam_ms()?, seed })
    }

    /// When the exam is to be sat, where that is known and still to come.
    pub fn exam_ms(&self) -> Result<Option<i64>, StoreError> {
        let exam = self.exam_day()?.filter(|exam| exam.days_left >= 0);
        Ok(exam.map(|exam| self.now_ms + exam.days_left * DAY_MS))
    }

    fn domain(
        &self,
        place: usize,
        domain: &Domain,
        readiness: Option<&Readiness>,
        survey: &Survey<'a>,
    ) -> DomainStanding {
        let ready = readiness.and_then(|readiness| readiness.domains.get(place));
        let entries: Vec<f64> =
            self.entries().filter(|entry| *entry.domain == *domain.code).map(|entry| f64::from(entry.angoff)).collect();
        let task = |(place, task): (usize, &crate::bank::outline::TaskTitle)| TaskStanding {
            code: task.code.clone(),
            title: task.title.clone(),
            share: ready.and_then(|ready| ready.tasks.get(place).copied()),
            counts: survey.counts(|one| *one.entry.task == *task.code),
        };
        DomainStanding {
            code: domain.code.clone(),
            title: domain.title.clone(),
            short: domain.short.clone(),
            weight: self.weight(&domain.code),
            cut: entries.iter().sum::<f64>() / entries.len().max(1) as f64,
            share: ready.map(|ready| ready.share),
            first_answers: ready.map_or(0.0, |ready| ready.first_answers),
            repeats: ready.map_or(0.0, |ready| ready.repeats),
            counts: survey.counts(|one| *one.entry.domain == *domain.code),
            tasks: domain.tasks.iter().enumerate().map(task).collect(),
        }
    }

    /// Domains and tasks as the deficit counter takes them; without answers all are alike.
    pub(super) fn lacks(&self) -> Result<Vec<Lack>, StoreError> {
        let readiness = match self.target() {
            Some(target) => self.readiness(&target, self.now_ms)?,
            None => None,
        };
        let recent = self.store.evidence(self.credential(), self.now_ms)?;
        let mut recent: Vec<_> = recent.iter().filter(|one| !one.timed).collect();
        recent.sort_by_key(|one| std::cmp::Reverse(one.at_ms));
        recent.truncate(RECENT_PRACTICE);
        let given = |task: &str| recent.iter().filter(|one| one.task == task).count() as u32;
        let domains = self.shelf.credential.domains.iter().enumerate().map(|(place, domain)| {
            let ready = readiness.as_ref().and_then(|readiness| readiness.domains.get(place));
            let tasks: Vec<TaskLack> = domain
                .tasks
                .iter()
                .enumerate()
                .map(|(place, task)| TaskLack {
                    code: task.code.clone(),
                    chance: ready.and_then(|ready| ready.tasks.get(place)).map_or(0.5, |task| task.share),
                    given: given(&task.code),
                })
                .collect();
            Lack {
                code: domain.code.clone(),
                weight: self.weight(&domain.code),
                chance: ready.map_or(0.5, |ready| ready.share.share),
                given: tasks.iter().map(|task| task.given).sum(),
                tasks,
            }
        });
        Ok(domains.collect())
    }

    fn plan(&self, exam: &ExamDay, domains: &[DomainStanding], survey: &Survey<'a>) -> Option<Plan> {
        let outline = self.outline()?;
        let days_left = u32::try_from(exam.days_left).ok()?;
        let needs: Vec<Need> = domains
            .iter()
            .map(|domain| Need {
                weight: domain.weight,
                chance: domain.share.map_or(0.5, |share| share.share),
                given: 0,
            })
            .collect();
        let shares = shares(&needs);
        let unseen = |domain: &DomainStanding| domain.counts.unseen;
        let fresh_mocks = domains.iter().map(|domain| {
            let on_a_form = (domain.weight / 100.0 * f64::from(outline.items())).round().max(1.0) as u32;
            unseen(domain) / on_a_form
        });
        let situation = |(share, domain): (f64, &DomainStanding)| DomainSituation {
            share,
            unseen: unseen(domain),
            due_now: domain.counts.due,
            due_later: survey.due_between(&domain.code, self.now_ms, days_left),
        };
        Some(Plan::of(&Situation {
            days_left,
            domains: shares.into_iter().zip(domains).map(situation).collect(),
            mock_items: outline.items(),
            fresh_mocks: fresh_mocks.min().unwrap_or(0),
        }))
    }

    fn advice(
        &self,
        readiness: Option<&Readiness>,
        domains: &[DomainStanding],
        counts: Counts,
    ) -> Result<Advice, StoreError> {
        let Some(readiness) = readiness.filter(|readiness| readiness.inputs.first_answers >= 20.0) else {
            return Ok(Advice::QuickMock);
        };
        if counts.due >= MANY_DUE {
            return Ok(Advice::Review { items: counts.due.min(DRILL_ITEMS) });
        }
        let enough = readiness.inputs.first_answers >= 150.0;
        let rested = self.store.sittings_since(self.credential(), Kind::Mock, self.now_ms - MOCK_PAUSE_MS)? == 0;
        if enough && rested {
            return Ok(Advice::FullMock);
        }
        let weakest = domains.get(readiness.moves_most.domain);
        Ok(weakest.map_or(Advice::QuickMock, |domain| Advice::Drill {
            domain: domain.code.clone(),
            short: domain.short.clone(),
            items: DRILL_ITEMS,
        }))
    }
}

/// The deficit counter looks back on so many answers in practice.
const RECENT_PRACTICE: usize = 300;
/// A mock a week shows what drills have moved.
const MOCK_PAUSE_MS: i64 = 7 * DAY_MS;

/// Every item of the bank, with how the candidate stands with it.
pub(super) struct Survey<'a> {
    pub(super) items: Vec<Surveyed<'a>>,
    pub(super) moment: Moment,
    pub(super) answers: u32,
}

pub(super) struct Surveyed<'a> {
    pub(super) entry: &'a crate::bank::Entry,
    pub(super) known: Option<Recollection>,
    pub(super) flagged: bool,
}

impl Surveyed<'_> {
    pub(super) fn candidate(&self) -> Candidate<'_> {
        Candidate { entry: self.entry, known: self.known.as_ref(), flagged: self.flagged }
    }
}

impl<'a> Coach<'a> {
    pub(super) fn survey(&self) -> Result<Survey<'a>, StoreError> {
        let known = self.store.recollections(self.credential())?;
        let marks = self.store.marks(self.credential())?;
        let answers = known.values().map(|known| known.recollection.answers).sum();
        let items = self.drilled().map(|entry| Surveyed {
            entry,
            known: known.get(&entry.id).map(|known| known.recollection),
            flagged: marks.get(&entry.id).is_some_and(|mark| mark.flagged),
        });
        Ok(Survey { items: items.collect(), moment: self.moment(0)?, answers })
    }
}

impl Survey<'_> {
    pub(super) fn counts(&self, within: impl Fn(&Surveyed<'_>) -> bool) -> Counts {
        let mut counts = Counts::default();
        for one in self.items.iter().filter(|one| within(one)) {
            let known = one.known.as_ref();
            counts.items += 1;
            counts.unseen += u32::from(known.is_none());
            counts.due += u32::from(known.is_some_and(|known| known.is_due(self.moment.now_ms, self.moment.exam_ms)));
            counts.missed += u32::from(known.is_some_and(|known| !known.last_right));
            counts.misconceptions += u32::from(known.is_some_and(|known| known.misconception));
            counts.flagged += u32::from(one.flagged);
        }
        counts
    }

    /// Items that fall due after today and before so many days are over.
    fn due_between(&self, domain: &str, now_ms: i64, days: u32) -> u32 {
        let due = |known: &Recollection| (1..i64::from(days)).contains(&known.due_in(now_ms, self.moment.exam_ms));
        let within = self.items.iter().filter(|one| *one.entry.domain == *domain);
        within.filter(|one| one.known.as_ref().is_some_and(due)).count() as u32
    }
}
