//! The desk joins what the screens ask for: banks from the library, forms from the exam room, the durable record.
//!
//! One effect in, one message out, at once; nothing here draws or waits for a key.

use std::collections::HashMap;

use super::app::{Effect, Msg, Now};
use super::screens::report::ReportScreen;
use crate::bank::{Credential, Finding, Item};
use crate::exam::report::Report;
use crate::exam::{Blueprint, Form, Length, Logged, Shortage, Sitting, Timing};
use crate::library::{Library, Shelf};
use crate::store::{NewSitting, SittingId, SittingRow, Store, StoreError, Summary, SummaryDomain};

/// What the home screen shows.
#[derive(Clone, Debug, Default)]
pub struct HomeData {
    pub cards: Vec<Card>,
    /// Sittings that were left, the newest first.
    pub unfinished: Vec<SittingRow>,
    /// Something about the banks that the user should know.
    pub trouble: Option<String>,
}

/// A credential on the home screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub credential: String,
    pub short: String,
    pub name: String,
    pub mocks: usize,
    pub last: Option<LastMock>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMock {
    pub scaled: u32,
    /// The score that passes.
    pub needed: u32,
    pub pass: bool,
    pub ended_ms: i64,
}

/// What the setup screen offers.
#[derive(Clone, Debug)]
pub struct SetupData {
    pub credential: Credential,
    /// Items that a form can hold, by domain.
    pub items: HashMap<String, u32>,
    pub unseen: u32,
    pub broken: usize,
    pub seed: Option<u64>,
}

/// A mock exam as the candidate ordered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub credential: String,
    pub outline: Option<String>,
    pub length: Length,
    pub domains: Vec<String>,
    pub timing: Timing,
    pub minutes: Option<u32>,
    pub seed: Option<u64>,
}

/// A sitting on the desk: begun just now, or taken up again.
#[derive(Debug)]
pub struct Opened {
    pub id: SittingId,
    pub sitting: Sitting,
    pub items: Vec<Option<Item>>,
    /// Events on disk.
    pub seq: usize,
    pub active_ms: u64,
    /// When it was taken up again: the time nobody was there.
    pub away_ms: Option<u64>,
}

pub struct Desk {
    store: Store,
    library: Library,
    shelves: HashMap<String, Shelf>,
    seed: Option<u64>,
    random: Box<dyn FnMut() -> u64>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("store", &self.store).finish_non_exhaustive()
    }
}

/// An error and what to do about it, as one text.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("{0}; {hint}", hint = .0.hint())]
    Store(#[from] StoreError),
    #[error("{0}; choose fewer items or other domains, or add items with --bank-dir")]
    Shortage(#[from] Shortage),
    #[error("{}", describe(.0))]
    Bank(Vec<Finding>),
    #[error("there is no outline '{0}' of this credential; choose one with o")]
    NoOutline(String),
}

fn describe(findings: &[Finding]) -> String {
    match findings.first() {
        Some(first) => format!("{}: {}; {}", first.file, first.reason, first.hint),
        None => "the bank could not be read".to_owned(),
    }
}

impl Desk {
    pub fn new(store: Store, library: Library, seed: Option<u64>, random: Box<dyn FnMut() -> u64>) -> Self {
        Self { store, library, shelves: HashMap::new(), seed, random }
    }

    pub fn read_only(&self) -> Option<String> {
        self.store.read_only().map(str::to_owned)
    }

    /// Carries an effect out. `Suspend` and `Quit` are the terminal's and give nothing here.
    pub fn perform(&mut self, effect: Effect, now: Now) -> Option<Msg> {
        let done = match effect {
            Effect::LoadHome => self.home().map(Msg::Home),
            Effect::LoadSetup { credential } => self.setup(&credential).map(|data| Msg::Setup(Box::new(data))),
            Effect::Begin(order) => self.begin(&order, now).map(|opened| Msg::Sitting(Box::new(opened))),
            Effect::Resume(id) => self.resume(id, now),
            Effect::Append { id, sitting, seq, events } => {
                self.store.append(id, sitting.form(), seq, &events).map(|()| Msg::Written(events)).map_err(Into::into)
            }
            Effect::End { id, sitting, seq, ended } => self.end(id, *sitting, seq, ended),
            Effect::Pulse { id, active_ms, wall_ms } => {
                return match self.store.pulse(id, active_ms, wall_ms) {
                    Ok(()) => None,
                    Err(error) => Some(Msg::Failed(DeskError::from(error).to_string())),
                };
            }
            Effect::LoadReport(id) => self.report(id).map(|report| Msg::Report(Box::new(report))),
            Effect::LoadHistory => self.store.sittings(None).map(Msg::History).map_err(Into::into),
            Effect::Suspend | Effect::Quit => return None,
        };
        Some(done.unwrap_or_else(|error: DeskError| Msg::Failed(error.to_string())))
    }

    fn home(&mut self) -> Result<HomeData, DeskError> {
        let rows = self.store.sittings(None)?;
        let mut data = HomeData { unfinished: self.store.unfinished()?, ..HomeData::default() };
        for name in self.library.credentials() {
            match self.library.credential(&name) {
                Ok(credential) => data.cards.push(card(&credential, &rows)),
                Err(findings) => data.trouble = Some(describe(&findings)),
            }
        }
        Ok(data)
    }

    fn shelf(&mut self, credential: &str) -> Result<&Shelf, DeskError> {
        if !self.shelves.contains_key(credential) {
            let shelf = self.library.open(credential).map_err(DeskError::Bank)?;
            self.shelves.insert(credential.to_owned(), shelf);
        }
        self.shelves.get(credential).ok_or_else(|| DeskError::Bank(Vec::new()))
    }

    fn setup(&mut self, credential: &str) -> Result<SetupData, DeskError> {
        let exposure = self.store.exposure(credential)?;
        let seed = self.seed;
        let shelf = self.shelf(credential)?;
        let mut items: HashMap<String, u32> = HashMap::new();
        let mut unseen = 0;
        for entry in shelf.bank.entries.iter().filter(|entry| entry.drawable) {
            *items.entry(entry.domain.to_string()).or_default() += 1;
            unseen += u32::from(!exposure.shown.contains_key(&entry.id));
        }
        let broken = crate::bank::load::errors(&shelf.findings);
        Ok(SetupData { credential: shelf.credential.clone(), items, unseen, broken, seed })
    }

    fn begin(&mut self, order: &Order, now: Now) -> Result<Opened, DeskError> {
        let exposure = self.store.exposure(&order.credential)?;
        let seed = order.seed.unwrap_or_else(|| (self.random)());
        let uid = format!("{:016x}{:016x}", (self.random)(), (self.random)());
        let shelf = self.shelf(&order.credential)?;
        let outline = shelf
            .credential
            .outline(order.outline.as_deref())
            .ok_or_else(|| DeskError::NoOutline(order.outline.clone().unwrap_or_default()))?;
        let blueprint =
            Blueprint::new(&shelf.credential, outline, order.length, &order.domains, order.timing, order.minutes);
        let (form, wordings) = Form::assemble(&blueprint, &shelf.bank, &exposure, seed)?;
        let items = form.slots.iter().map(|slot| shelf.bank.item(shelf.bank.entry(&slot.item)?)).collect();
        let new = NewSitting { uid, form: &form, wordings: &wordings, wall_ms: now.wall_ms };
        let id = self.store.begin(&new)?;
        Ok(Opened { id, sitting: Sitting::new(form), items, seq: 0, active_ms: 0, away_ms: None })
    }

    fn resume(&mut self, id: SittingId, now: Now) -> Result<Msg, DeskError> {
        if let Some(reason) = self.store.read_only() {
            return Err(StoreError::ReadOnly { reason: reason.to_owned() }.into());
        }
        let stored = self.store.sitting(id)?;
        if stored.row.ended_ms.is_some() {
            return self.report(id).map(|report| Msg::Report(Box::new(report)));
        }
        let sitting = Sitting::replay(stored.form, &stored.log);
        let active_ms = stored.row.active_ms.max(sitting.active_ms());
        let away = now.wall_ms.saturating_sub(stored.row.alive_ms).max(0).cast_unsigned();
        let away_ms = (!stored.log.is_empty()).then_some(away);
        let seq = stored.log.len();
        Ok(Msg::Sitting(Box::new(Opened { id, sitting, items: stored.items, seq, active_ms, away_ms })))
    }

    fn end(&mut self, id: SittingId, mut sitting: Sitting, seq: usize, ended: Logged) -> Result<Msg, DeskError> {
        let stored = self.store.sitting(id)?;
        sitting.apply(&ended);
        let report = Report::of(&sitting, |at| stored.items.get(at).cloned().flatten());
        self.store.end(id, sitting.form(), seq, &ended, &summary(&report))?;
        let row = SittingRow { ended_ms: Some(ended.wall_ms), ..stored.row };
        Ok(Msg::Report(Box::new(ReportScreen::new(report, &row))))
    }

    fn report(&mut self, id: SittingId) -> Result<ReportScreen, DeskError> {
        let (report, row) = report_of(&self.store, id)?;
        Ok(ReportScreen::new(report, &row))
    }
}

/// The report of a stored sitting, made anew from its log.
pub fn report_of(store: &Store, id: SittingId) -> Result<(Report, SittingRow), StoreError> {
    let stored = store.sitting(id)?;
    let sitting = Sitting::replay(stored.form, &stored.log);
    let report = Report::of(&sitting, |at| stored.items.get(at).cloned().flatten());
    Ok((report, stored.row))
}

/// A report's figures, as lists show them.
pub fn summary(report: &Report) -> Summary {
    let domains = report.domains.iter().map(|domain| SummaryDomain {
        code: domain.code.clone(),
        short: domain.short.clone(),
        right: domain.right,
        scored: domain.scored,
    });
    Summary {
        version: 1,
        raw: report.score.raw,
        scored: report.score.scored,
        cut: report.score.cut,
        scaled: report.scaled_shown,
        passed: report.score.passed,
        unanswered: report.unanswered,
        interruptions: report.interruptions.len() as u32,
        domains: domains.collect(),
    }
}

fn card(credential: &Credential, rows: &[SittingRow]) -> Card {
    let ended = |row: &&SittingRow| row.credential == credential.credential && row.ended_ms.is_some();
    let last = rows.iter().filter(ended).find_map(|row| {
        let summary = row.summary.as_ref()?;
        let needed = credential.outlines.first().map_or(0, |outline| outline.scale.pass);
        Some(LastMock { scaled: summary.scaled, needed, pass: summary.passed, ended_ms: row.ended_ms? })
    });
    Card {
        credential: credential.credential.clone(),
        short: credential.short.clone(),
        name: credential.name.clone(),
        mocks: rows.iter().filter(ended).count(),
        last,
    }
}
