//! Makes a record of a made-up candidate who practises for some days, to look at screens with:
//! `cargo run --example practise -- DIR DAYS`, then `practicum --data-dir DIR`.

use std::error::Error;
use std::path::Path;

use jiff::tz::TimeZone;
use practicum::bank::{Item, OptionSet};
use practicum::coach::Coach;
use practicum::coach::drill::DrillOrder;
use practicum::coach::outcome;
use practicum::exam::report::Report;
use practicum::exam::{Blueprint, Certainty, Drill, Ending, Event, Form, Length, Logged, Sitting, Timing, drill};
use practicum::library::{Library, Shelf};
use practicum::store::{Kind, NewSitting, Store};
use practicum::study::log::{of_mock, of_turn};
use practicum::study::picker::{Selection, Wish};
use practicum::tui::desk::summary;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

const DAY_MS: i64 = 86_400_000;

struct Candidate {
    store: Store,
    shelf: Shelf,
    chance: ChaCha8Rng,
    now_ms: i64,
    /// Grows from 0 to 1 over the days.
    learnt: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(days)) = (arguments.next(), arguments.next()) else {
        return Err("say a folder and a number of days".into());
    };
    let days: i64 = days.parse()?;
    let shelf = Library::with_folders(Vec::new()).open("rhit").map_err(|_| "the bank cannot be read")?;
    let today = practicum::env::Env::of_this_process().wall().as_millisecond();
    let store = Store::open(Path::new(&folder))?;
    let mut candidate = Candidate { store, shelf, chance: ChaCha8Rng::seed_from_u64(7), now_ms: 0, learnt: 0.0 };
    for day in 0..days {
        candidate.learnt = day as f64 / days.max(1) as f64;
        candidate.now_ms = today - (days - day) * DAY_MS + candidate.chance.random_range(0..7_200_000);
        if day % 7 == 3 {
            candidate.mock(if day % 14 == 3 { Length::Half } else { Length::Quick })?;
        } else if candidate.chance.random_bool(0.7) {
            candidate.drill()?;
        }
    }
    Ok(())
}

impl Candidate {
    fn knows(&mut self, item: &Item) -> bool {
        let by_domain = [0.10, 0.14, -0.10, -0.05, 0.04, 0.12];
        let domain: usize = item.domain.parse().unwrap_or(1);
        let chance = item.angoff + by_domain[(domain - 1) % 6] + 0.25 * self.learnt - 0.05;
        self.chance.random_bool(chance.clamp(0.1, 0.97))
    }

    /// The key, or another choice of as many options.
    fn choice(&mut self, item: &Item) -> OptionSet {
        let Some(choice) = item.choice() else { return OptionSet::EMPTY };
        if self.knows(item) {
            return choice.keys();
        }
        let first = choice.options.iter().position(|option| !option.is_key).unwrap_or(0);
        (0..choice.options.len()).map(|step| (first + step) % choice.options.len()).take(choice.choose).collect()
    }

    fn uid(&mut self) -> String {
        format!("{:032x}", self.chance.random::<u128>())
    }

    fn items(&self, form: &Form) -> Vec<Option<Item>> {
        let bank = &self.shelf.bank;
        form.slots.iter().map(|slot| bank.item(bank.entry(&slot.item)?)).collect()
    }

    fn mock(&mut self, length: Length) -> Result<(), Box<dyn Error>> {
        let exposure = self.store.exposure("rhit")?;
        let outline = self.shelf.credential.outlines.first().ok_or("no outline")?;
        let blueprint = Blueprint::new(&self.shelf.credential, outline, length, &[], Timing::Exam, None);
        let (form, wordings) = Form::assemble(&blueprint, &self.shelf.bank, &exposure, self.chance.random())?;
        let (items, uid) = (self.items(&form), self.uid());
        let new = NewSitting { uid, kind: Kind::Mock, form: &form, wordings: &wordings, wall_ms: self.now_ms };
        let id = self.store.begin(&new)?;
        let mut sitting = Sitting::new(form.clone());
        let (mut log, mut active_ms) = (Vec::new(), 0);
        let started = self.now_ms;
        let at = |active_ms: u64, event| Logged { active_ms, wall_ms: started + active_ms.cast_signed(), event };
        for (place, item) in items.iter().enumerate() {
            let Some(item) = item else { continue };
            log.push(at(active_ms, Event::Shown { at: place }));
            active_ms += self.chance.random_range(20_000..110_000);
            let options = self.choice(item);
            log.push(at(active_ms, Event::Answered { at: place, options }));
        }
        log.iter().for_each(|logged| sitting.apply(logged));
        self.store.append(id, &form, 0, &log)?;
        let ended = at(active_ms, Event::Ended { how: Ending::Candidate });
        sitting.apply(&ended);
        let item_at = |place: usize| items[place].clone();
        let report = Report::of(&sitting, item_at);
        self.store.end(id, &sitting, log.len(), &ended, &summary(&report), &of_mock(&sitting, item_at))?;
        Ok(())
    }

    fn drill(&mut self) -> Result<(), Box<dyn Error>> {
        let selection = [Selection::Weak, Selection::Due, Selection::New][self.chance.random_range(0..3)];
        let wish = Wish { selection, count: self.chance.random_range(8..26), ..Wish::default() };
        let order = DrillOrder { credential: "rhit".into(), wish, minutes: None, seed: None };
        let exposure = self.store.exposure("rhit")?;
        let seed = self.chance.random();
        let coach = Coach { store: &self.store, shelf: &self.shelf, now_ms: self.now_ms, zone: &TimeZone::UTC };
        let Ok((form, wordings)) = coach.drill(&order, &exposure, seed)? else { return Ok(()) };
        let (items, uid) = (self.items(&form), self.uid());
        let new = NewSitting { uid, kind: Kind::Drill, form: &form, wordings: &wordings, wall_ms: self.now_ms };
        let id = self.store.begin(&new)?;
        let mut drill = Drill::new(form);
        let (mut seq, mut active_ms) = (0, 0);
        for (turn, item) in items.iter().enumerate() {
            let Some(item) = item else { continue };
            let at =
                |active_ms: u64, event| Logged { active_ms, wall_ms: self.now_ms + active_ms.cast_signed(), event };
            let shown = at(active_ms, drill::Event::Shown { turn });
            active_ms += self.chance.random_range(15_000..80_000);
            let certainty = [Certainty::NotSaid, Certainty::Sure, Certainty::Unsure][self.chance.random_range(0..3)];
            let options = self.choice(item);
            let at =
                |active_ms: u64, event| Logged { active_ms, wall_ms: self.now_ms + active_ms.cast_signed(), event };
            let events = [shown, at(active_ms, drill::Event::Answered { turn, options, certainty })];
            events.iter().for_each(|logged| drill.apply(logged));
            let marked: Vec<_> = of_turn(&drill, turn, item).into_iter().collect();
            self.store.append_drill(id, &drill, seq, &events, &marked)?;
            seq += events.len();
        }
        let event = drill::Event::Ended { how: Ending::Candidate };
        let ended = Logged { active_ms, wall_ms: self.now_ms + active_ms.cast_signed(), event };
        drill.apply(&ended);
        self.store.end_drill(id, &drill, seq, &ended, &outcome::summary(&drill, &items))?;
        Ok(())
    }
}
