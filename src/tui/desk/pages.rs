//! Pages to look things up on, and the candidate's own words and marks.

use super::data::{ChartsData, CredentialHistory, HistoryData, ReadyData};
use super::{Desk, DeskError};
use crate::coach::days::last_days;
use crate::store::ExamResult;
use crate::tui::app::{Effect, Msg, Now};
use crate::tui::screens::about::About;
use crate::tui::screens::compare::Compare;
use crate::tui::screens::domain::DomainScreen;
use crate::tui::screens::item_page::ItemScreen;

/// Days that a heat strip can show: a year and the week it began in.
const DAYS: u32 = 371;
/// Moments on a line of mastery over time.
const POINTS: u32 = 16;

impl Desk {
    pub(super) fn page(&mut self, effect: Effect, now: Now) -> Result<Msg, DeskError> {
        match effect {
            Effect::LoadReady { credential } => self.ready(&credential, now),
            Effect::LoadDomain { credential, domain } => {
                let page = self.coach(&credential, now)?.domain_page(&domain)?;
                Ok(page.map_or_else(
                    || Msg::Done(String::new()),
                    |page| Msg::Domain(Box::new(DomainScreen::new(credential, page))),
                ))
            }
            Effect::LoadItem { credential, item } => {
                let page = self.coach(&credential, now)?.item_page(&item)??;
                Ok(Msg::Item(Box::new(ItemScreen::new(credential, page))))
            }
            Effect::LoadComparison { earlier, later } => {
                let (earlier, later) = (super::report_of(&self.store, earlier)?, super::report_of(&self.store, later)?);
                Ok(Msg::Compare(Box::new(Compare::new(earlier, later))))
            }
            Effect::SetFlag { credential, item, on } => {
                self.store.set_flag(&credential, &item, on, now.wall_ms)?;
                Ok(Msg::Done(String::new()))
            }
            Effect::SetNote { credential, item, note } => {
                self.store.set_note(&credential, &item, &note, now.wall_ms)?;
                Ok(Msg::Done(String::new()))
            }
            Effect::LoadAbout { credential } => {
                let credential = self.library.credential(&credential).map_err(DeskError::Bank)?;
                Ok(Msg::About(Box::new(About::new(credential))))
            }
            Effect::LoadBook { year } => self.book(year),
            Effect::SetBookmark { bookmark, kept } => {
                self.store.set_bookmark(&bookmark, kept, now.wall_ms)?;
                Ok(Msg::Bookmarks(self.store.bookmarks()?))
            }
            Effect::SetExamDay { credential, day } => {
                self.store.set_exam_day(&credential, day.as_deref(), now.wall_ms)?;
                self.ready(&credential, now)
            }
            Effect::AddResult(result) => {
                let uid = if result.uid.is_empty() { self.uid() } else { result.uid.clone() };
                let result = ExamResult { uid, ..result };
                self.store.add_result(&result, now.wall_ms)?;
                self.ready(&result.credential, now)
            }
            Effect::RemoveResult { credential, uid } => {
                self.store.remove_result(&uid, now.wall_ms)?;
                self.ready(&credential, now)
            }
            Effect::Describe { id, label, note } => {
                self.store.describe(id, &label, &note, now.wall_ms)?;
                self.history()
            }
            Effect::SetDeleted { id, deleted } => {
                self.store.set_deleted(id, deleted, now.wall_ms)?;
                self.history()
            }
            _ => Ok(Msg::Done(String::new())),
        }
    }

    fn ready(&mut self, credential: &str, now: Now) -> Result<Msg, DeskError> {
        let coach = self.coach(credential, now)?;
        let (standing, foresights) = (coach.standing()?, coach.foresights()?);
        let predictions = self.store.predictions(credential)?;
        Ok(Msg::Ready(Box::new(ReadyData { standing, predictions, foresights })))
    }

    pub(super) fn history(&self) -> Result<Msg, DeskError> {
        Ok(Msg::History(Box::new(HistoryData { rows: self.store.sittings(None)? })))
    }

    pub(super) fn charts(&mut self, now: Now) -> Result<ChartsData, DeskError> {
        let days = last_days(&self.store, None, DAYS, now.wall_ms, &self.zone)?;
        let mut data = ChartsData { credentials: Vec::new(), days };
        for name in self.library.credentials() {
            if self.store.started_ms(&name)?.is_none() {
                continue;
            }
            // A bank that cannot be read has no chart; the list of sittings shows what was sat.
            let Ok(coach) = self.coach(&name, now) else { continue };
            let standing = coach.standing()?;
            let known = coach.store.recollections(&name)?;
            let answers = |code: &str| {
                let within = known.values().filter(|known| known.domain == code);
                within.map(|known| known.recollection.answers).sum()
            };
            data.credentials.push(CredentialHistory {
                credential: name,
                short: standing.short.clone(),
                scale: coach.shelf.credential.outlines.first().map(|outline| outline.scale),
                answers: standing.domains.iter().map(|domain| answers(&domain.code)).collect(),
                domains: standing
                    .domains
                    .iter()
                    .map(|domain| (domain.code.clone(), domain.short.clone(), domain.cut))
                    .collect(),
                trend: coach.trend(POINTS)?,
                counts: standing.counts,
            });
        }
        Ok(data)
    }
}
