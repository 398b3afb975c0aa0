//! Home, setting a mock up, sitting it, its report.

use std::collections::HashMap;

use super::data::{Card, HomeData, LastMock, Opened, Order, SetupData};
use super::{Desk, DeskError, describe};
use crate::bank::Credential;
use crate::coach::days::{date_of, days_to, last_days, streak};
use crate::coach::standing::{Advice, Brief, Counts, ExamDay, Ready};
use crate::exam::report::Report;
use crate::exam::{Form, Logged, Sitting};
use crate::store::{Kind, NewSitting, SittingId, SittingRow, Store, StoreError, Stored, Summary, SummaryDomain};
use crate::study::log::of_mock;
use crate::study::readiness::Verdict;
use crate::tui::app::{Msg, Now};
use crate::tui::screens::report::ReportScreen;

impl Desk {
    pub(super) fn home(&mut self, now: Now) -> Result<HomeData, DeskError> {
        let days = last_days(&self.store, None, 366, now.wall_ms, &self.zone)?;
        let mut data = HomeData {
            unfinished: self.store.unfinished()?,
            recent: self.store.recent_credential()?,
            streak: streak(&days),
            week: days[days.len().saturating_sub(7)..].to_vec(),
            ..HomeData::default()
        };
        for name in self.library.credentials() {
            match self.library.credential(&name) {
                Ok(credential) => {
                    let card = self.card(&credential, now)?;
                    data.cards.push(card);
                }
                Err(findings) => data.trouble = Some(describe(&findings)),
            }
        }
        Ok(data)
    }

    fn card(&mut self, credential: &Credential, now: Now) -> Result<Card, DeskError> {
        let last = self.store.last_mock(&credential.credential)?.and_then(|row| {
            let summary = row.summary?;
            let needed = credential.outlines.first().map_or(0, |outline| outline.scale.pass);
            Some(LastMock { scaled: summary.scaled?, needed, pass: summary.passed?, ended_ms: row.ended_ms? })
        });
        Ok(Card {
            credential: credential.credential.clone(),
            short: credential.short.clone(),
            name: credential.name.clone(),
            brief: self.brief(&credential.credential, now)?,
            last,
        })
    }

    /// As it was kept, or made anew: no bank is read where nothing has changed since, or nothing was answered yet.
    fn brief(&mut self, credential: &str, now: Now) -> Result<Option<Brief>, DeskError> {
        let today = date_of(now.wall_ms, &self.zone).to_string();
        let kept = self.store.kept_standing(credential)?;
        let kept: Option<Brief> = kept.and_then(|json| serde_json::from_str(&json).ok());
        if let Some(kept) = kept.filter(|kept| kept.day == today) {
            return Ok(Some(kept));
        }
        if self.store.started_ms(credential)?.is_none() {
            let exam = self.store.exam_day(credential)?.and_then(|day| {
                let days_left = days_to(&day, now.wall_ms, &self.zone)?;
                Some(ExamDay { day, days_left })
            });
            let (ready, advice, counts) = (Ready::NotStarted, Advice::QuickMock, Counts::default());
            return Ok(Some(Brief { day: today, answers: 0, ready, exam, advice, counts }));
        }
        let Ok(coach) = self.coach(credential, now) else { return Ok(None) };
        let brief = coach.standing()?.brief(today);
        self.store.keep_standing(credential, &serde_json::to_string(&brief).unwrap_or_default())?;
        Ok(Some(brief))
    }

    pub(super) fn setup(&mut self, credential: &str) -> Result<SetupData, DeskError> {
        let exposure = self.store.exposure(credential)?;
        let seed = self.seed;
        let shelf = self.shelf(credential)?;
        let mut items: HashMap<String, u32> = HashMap::new();
        for entry in shelf.bank.entries.iter().filter(|entry| entry.drawable) {
            *items.entry(entry.domain.to_string()).or_default() += 1;
        }
        let units = shelf.bank.case_units();
        let in_cases = || units.iter().flatten().copied();
        let alone = shelf.bank.entries.iter().filter(|entry| entry.drawable);
        let unseen = alone.chain(in_cases()).filter(|entry| !exposure.shown.contains_key(&entry.id)).count();
        Ok(SetupData {
            credential: shelf.credential.clone(),
            items,
            cases: units.len() as u32,
            in_cases: in_cases().count() as u32,
            coded: in_cases().filter(|entry| entry.kind == "codes").count() as u32,
            unseen: unseen as u32,
            broken: crate::bank::load::errors(&shelf.findings),
            seed,
        })
    }

    pub(super) fn begin(&mut self, order: &Order, now: Now) -> Result<Opened, DeskError> {
        let exposure = self.store.exposure(&order.credential)?;
        let seed = order.seed.unwrap_or_else(|| (self.random)());
        let uid = self.uid();
        let shelf = self.shelf(&order.credential)?;
        let outline = shelf
            .credential
            .outline(order.outline.as_deref())
            .ok_or_else(|| DeskError::NoOutline(order.outline.clone().unwrap_or_default()))?;
        let blueprint = order.blueprint(&shelf.credential, outline);
        let (form, wordings) = Form::assemble(&blueprint, &shelf.bank, &exposure, seed)?;
        let items = form.slots.iter().map(|slot| shelf.bank.item(shelf.bank.entry(&slot.item)?)).collect();
        let cases = form.cases.iter().map(|case| shelf.bank.cases.iter().find(|one| one.id == case.id).cloned());
        let cases = cases.collect();
        let new = NewSitting { uid, kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: now.wall_ms };
        let id = self.store.begin(&new)?;
        Ok(Opened { id, sitting: Sitting::new(form), items, cases, seq: 0, active_ms: 0, away_ms: None })
    }

    pub(super) fn resume(&mut self, id: SittingId, now: Now) -> Result<Msg, DeskError> {
        if let Some(reason) = self.store.read_only() {
            return Err(StoreError::ReadOnly { reason: reason.to_owned() }.into());
        }
        let row = self.store.row(id)?;
        match (row.ended_ms, row.kind) {
            (Some(_), _) => self.report(id, now),
            (None, Kind::Drill) => self.resume_drill(id, now).map(|opened| Msg::Drill(Box::new(opened))),
            (None, Kind::Mock) => self.resume_mock(id, now).map(|opened| Msg::Sitting(Box::new(opened))),
        }
    }

    fn resume_mock(&mut self, id: SittingId, now: Now) -> Result<Opened, DeskError> {
        let stored = self.store.sitting(id)?;
        let sitting = Sitting::replay(stored.form.clone(), &stored.log);
        let active_ms = stored.row.active_ms.max(sitting.active_ms());
        let away_ms = away(&stored.row, now).filter(|_| !stored.log.is_empty());
        let Stored { items, cases, log, .. } = stored;
        Ok(Opened { id, sitting, items, cases, seq: log.len(), active_ms, away_ms })
    }

    /// What was typed when the end came is an answer too.
    pub(super) fn end_with(
        &mut self,
        id: SittingId,
        mut sitting: Sitting,
        seq: usize,
        typed: Option<Logged>,
        ended: Logged,
    ) -> Result<Msg, DeskError> {
        let Some(typed) = typed else { return self.end(id, sitting, seq, ended) };
        self.store.append(id, sitting.form(), seq, std::slice::from_ref(&typed))?;
        sitting.apply(&typed);
        self.end(id, sitting, seq + 1, ended)
    }

    fn end(&mut self, id: SittingId, mut sitting: Sitting, seq: usize, ended: Logged) -> Result<Msg, DeskError> {
        let stored = self.store.sitting(id)?;
        sitting.apply(&ended);
        let item_at = |place: usize| stored.items.get(place).cloned().flatten();
        let report = Report::of(&sitting, item_at).with_cases(sitting.form(), &stored.cases);
        let marked = of_mock(&sitting, item_at);
        let rapid = marked.iter().filter(|marked| marked.rapid).count() as u32;
        let summary = Summary { rapid, ..summary(&report) };
        self.store.end(id, &sitting, seq, &ended, &summary, &marked)?;
        let wall_ms = ended.wall_ms;
        self.predict(&sitting.form().credential.clone(), Now { wall_ms, ..Now::default() })?;
        let row = SittingRow { ended_ms: Some(wall_ms), summary: Some(summary), ..stored.row };
        Ok(Msg::Report(Box::new(ReportScreen::new(report, &row))))
    }

    /// Keeps what may be said of readiness now, so that a result can be held against it.
    pub(super) fn predict(&mut self, credential: &str, now: Now) -> Result<(), DeskError> {
        // A bank that is gone since the sitting began is no reason to lose the sitting's end.
        let Ok(coach) = self.coach(credential, now) else { return Ok(()) };
        let Some(readiness) = coach.standing()?.readiness else { return Ok(()) };
        if !matches!(readiness.verdict, Verdict::TooFew { .. }) {
            let json = serde_json::to_string(&readiness).unwrap_or_default();
            self.store.predict(credential, now.wall_ms, &json)?;
        }
        Ok(())
    }

    /// The report of a mock, or what a drill came to.
    pub(super) fn report(&mut self, id: SittingId, now: Now) -> Result<Msg, DeskError> {
        if self.store.row(id)?.kind == Kind::Drill {
            return self.drill_end(id, now);
        }
        let (report, row) = report_of(&self.store, id)?;
        Ok(Msg::Report(Box::new(ReportScreen::new(report, &row))))
    }
}

/// The time since the last sign of life.
pub(super) fn away(row: &SittingRow, now: Now) -> Option<u64> {
    Some(now.wall_ms.saturating_sub(row.alive_ms).max(0).cast_unsigned())
}

/// The report of a stored sitting, made anew from its log.
pub fn report_of(store: &Store, id: SittingId) -> Result<(Report, SittingRow), StoreError> {
    let stored = store.sitting(id)?;
    let sitting = Sitting::replay(stored.form, &stored.log);
    let report = Report::of(&sitting, |at| stored.items.get(at).cloned().flatten());
    Ok((report.with_cases(sitting.form(), &stored.cases), stored.row))
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
        scaled: Some(report.scaled_shown),
        passed: Some(report.score.passed),
        unanswered: report.unanswered,
        interruptions: report.interruptions.len() as u32,
        rapid: 0,
        domains: domains.collect(),
    }
}
