//! Setting a drill up, going through it, what it came to.

use std::collections::HashMap;

use super::data::{DrillOpened, DrillSetupData, DrillWritten, Known};
use super::sittings::away;
use super::{Desk, DeskError};
use crate::bank::ItemId;
use crate::coach::drill::DrillOrder;
use crate::coach::outcome::summary;
use crate::exam::drill::Event;
use crate::exam::{Drill, Logged};
use crate::store::{Kind, NewSitting, SittingId, SittingRow};
use crate::study::Marked;
use crate::study::log::of_turn;
use crate::tui::app::{Msg, Now};
use crate::tui::screens::drill_end::DrillEnd;

impl Desk {
    pub(super) fn drill_setup(&mut self, credential: &str, now: Now) -> Result<DrillSetupData, DeskError> {
        let seed = self.seed;
        let coach = self.coach(credential, now)?;
        Ok(DrillSetupData { credential: coach.shelf.credential.clone(), standing: coach.standing()?, seed })
    }

    pub(super) fn begin_drill(&mut self, order: &DrillOrder, now: Now) -> Result<DrillOpened, DeskError> {
        let exposure = self.store.exposure(&order.credential)?;
        let seed = order.seed.unwrap_or_else(|| (self.random)());
        let uid = self.uid();
        let (form, wordings) = self.coach(&order.credential, now)?.drill(order, &exposure, seed)??;
        let new = NewSitting { uid, kind: Kind::Drill, form: &form, wordings: &wordings, wall_ms: now.wall_ms };
        let id = self.store.begin(&new)?;
        let stored = self.store.drill(id)?;
        let opened = self.opened(id, Drill::new(form), stored.items, 0, now)?;
        let wished = order.minutes.is_none().then_some(order.wish.count);
        Ok(DrillOpened { wished, ..opened })
    }

    pub(super) fn resume_drill(&mut self, id: SittingId, now: Now) -> Result<DrillOpened, DeskError> {
        let stored = self.store.drill(id)?;
        let mut drill = Drill::replay(stored.form, &stored.log);
        let mut seq = stored.log.len();
        let away_ms = away(&stored.row, now).filter(|_| seq > 0);
        // What stands on a mock that was begun meanwhile stays closed until it has ended.
        let closed = self.store.closed_items(&stored.row.credential)?;
        let turns = drill.turns().iter().enumerate().filter(|(turn, place)| {
            !place.is_done() && drill.slot(*turn).is_some_and(|slot| closed.contains(&slot.item))
        });
        let (active_ms, wall_ms) = (drill.active_ms(), now.wall_ms);
        let passed: Vec<_> =
            turns.map(|(turn, _)| Logged { active_ms, wall_ms, event: Event::Passed { turn } }).collect();
        self.store.append_drill(id, &drill, seq, &passed, &[])?;
        passed.iter().for_each(|logged| drill.apply(logged));
        seq += passed.len();
        let shows_closed = drill.slot(drill.current()).is_some_and(|slot| closed.contains(&slot.item));
        let opened = self.opened(id, drill, stored.items, seq, now)?;
        // A sign of life may be later than the last event.
        let active_ms = opened.active_ms.max(stored.row.active_ms);
        Ok(DrillOpened { away_ms, active_ms, closed: shows_closed, ..opened })
    }

    fn opened(
        &mut self,
        id: SittingId,
        drill: Drill,
        items: Vec<Option<crate::bank::Item>>,
        seq: usize,
        now: Now,
    ) -> Result<DrillOpened, DeskError> {
        let credential = drill.form().credential.clone();
        let marks = self.store.marks(&credential)?;
        let coach = self.coach(&credential, now)?;
        let exam_ms = coach.exam_ms()?;
        let known = coach.store.recollections(&credential)?;
        let known: HashMap<ItemId, Known> = drill
            .form()
            .slots
            .iter()
            .filter_map(|slot| {
                let recollection = known.get(&slot.item)?.recollection;
                let due_in = recollection.due_in(now.wall_ms, exam_ms);
                Some((slot.item.clone(), Known { recollection, due_in }))
            })
            .collect();
        let active_ms = drill.active_ms();
        let (away_ms, wished, closed) = (None, None, false);
        Ok(DrillOpened { id, drill, items, known, marks, seq, active_ms, away_ms, wished, closed })
    }

    pub(super) fn append_drill(
        &mut self,
        id: SittingId,
        before: Drill,
        seq: usize,
        events: Vec<Logged<Event>>,
        now: Now,
    ) -> Result<Msg, DeskError> {
        let mut after = before;
        events.iter().for_each(|logged| after.apply(logged));
        let turns = events.iter().filter_map(|logged| match logged.event {
            Event::Answered { turn, .. }
            | Event::Typed { turn, .. }
            | Event::Ordered { turn, .. }
            | Event::Doubted { turn } => Some(turn),
            _ => None,
        });
        let mut marked: Vec<Marked> = Vec::new();
        for turn in turns {
            let Some(slot) = after.slot(turn) else { continue };
            let item = self.store.wording(&slot.content)?;
            marked.extend(item.and_then(|item| of_turn(&after, turn, &item)));
        }
        self.store.append_drill(id, &after, seq, &events, &marked)?;
        let known = match marked.pop() {
            None => None,
            Some(Marked { item, .. }) => {
                let credential = after.form().credential.clone();
                let exam_ms = self.coach(&credential, now)?.exam_ms()?;
                let recollection = self.store.recollection(&credential, &item)?;
                recollection.map(|recollection| {
                    let due_in = recollection.due_in(now.wall_ms, exam_ms);
                    (item, Known { recollection, due_in })
                })
            }
        };
        Ok(Msg::DrillWritten(Box::new(DrillWritten { events, known })))
    }

    pub(super) fn end_drill(
        &mut self,
        id: SittingId,
        mut drill: Drill,
        seq: usize,
        ended: Logged<Event>,
        now: Now,
    ) -> Result<Msg, DeskError> {
        drill.apply(&ended);
        let items = self.store.drill(id)?.items;
        self.store.end_drill(id, &drill, seq, &ended, &summary(&drill, &items))?;
        self.predict(&drill.form().credential.clone(), now)?;
        self.drill_end(id, now)
    }

    /// What a drill came to.
    pub(super) fn drill_end(&mut self, id: SittingId, now: Now) -> Result<Msg, DeskError> {
        let stored = self.store.drill(id)?;
        let drill = Drill::replay(stored.form, &stored.log);
        let SittingRow { started_ms, ref credential, .. } = stored.row;
        let outcome = self.coach(credential, now)?.outcome(id, started_ms, &drill, &stored.items)?;
        Ok(Msg::DrillEnd(Box::new(DrillEnd::new(outcome, drill, stored.items, stored.row))))
    }
}
