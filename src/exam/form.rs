//! One assembled exam: which items, in which order, with which order of options; stored whole with its sitting.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::blueprint::{Blueprint, Quota, Timing};
use super::pick::{self, Exposure, Mixer, Picked, Shortage};
use crate::bank::load::{canonical, content_hash};
use crate::bank::outline::Scale;
use crate::bank::{Bank, Confidence, ContentHash, Credential, Domain, Entry, Item, ItemId, OptionOrder, Outline};

/// The version of the stored form.
pub const FORM_VERSION: u32 = 1;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    pub version: u32,
    pub credential: String,
    pub short: String,
    pub name: String,
    pub outline: OutlineUsed,
    pub seed: u64,
    /// Forms of a credential count from 1.
    pub number: u32,
    pub timing: Timing,
    pub minutes: Option<u32>,
    pub quotas: Vec<Quota>,
    pub slots: Vec<Slot>,
}

/// What of the outline a report needs when the outline itself is long gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineUsed {
    pub id: String,
    pub title: String,
    pub source: String,
    pub confidence: Confidence,
    pub scale: Scale,
    /// Items of the full exam, to say when a form is shorter.
    pub full_items: u32,
}

/// One place on a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    pub item: ItemId,
    pub content: ContentHash,
    pub domain: String,
    pub task: String,
    pub scored: bool,
    pub angoff: f64,
    /// How many options make a complete answer.
    pub choose: u8,
    /// The stored place of each option, in the order shown.
    pub options: Vec<u8>,
    pub words: u16,
}

/// A wording to keep with the sitting: whatever becomes of the bank, the report can show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    pub content: ContentHash,
    pub json: String,
}

impl Form {
    /// Assembles a form: the same bank, exposure and seed give the same form.
    pub fn assemble(
        blueprint: &Blueprint,
        bank: &Bank,
        exposure: &Exposure,
        seed: u64,
    ) -> Result<(Self, Vec<Wording>), Shortage> {
        let picked = pick::pick(blueprint, bank, exposure, seed)?;
        let number = exposure.forms + 1;
        let mixer = Mixer::new(seed, number);
        let mut wordings = Vec::with_capacity(picked.len());
        let mut slots = Vec::with_capacity(picked.len());
        for Picked { entry, scored, .. } in in_order(picked, mixer) {
            if let Some((slot, wording)) = place(bank, entry, scored, mixer) {
                slots.push(slot);
                wordings.push(wording);
            }
        }
        let form = Self {
            version: FORM_VERSION,
            credential: blueprint.credential.clone(),
            short: blueprint.short.clone(),
            name: blueprint.name.clone(),
            outline: OutlineUsed::of(&blueprint.outline),
            seed,
            number,
            timing: blueprint.timing,
            minutes: blueprint.minutes,
            quotas: blueprint.quotas.clone(),
            slots,
        };
        Ok((form, wordings))
    }

    /// The form of a drill: these items in this order, each with an order of options of its own.
    pub fn of_drill(drill: &DrillBlueprint<'_>, bank: &Bank, entries: &[&Entry]) -> (Self, Vec<Wording>) {
        let DrillBlueprint { credential, outline, name, minutes, number, seed } = *drill;
        let mixer = Mixer::new(seed, number);
        let placed = entries.iter().filter_map(|entry| place(bank, entry, true, mixer));
        let (slots, wordings): (Vec<Slot>, Vec<Wording>) = placed.unzip();
        let quota = |domain: &Domain| Quota {
            domain: domain.code.clone(),
            title: domain.title.clone(),
            short: domain.short.clone(),
            scored: slots.iter().filter(|slot| slot.domain == domain.code).count() as u32,
            pretest: 0,
        };
        let form = Self {
            version: FORM_VERSION,
            credential: credential.credential.clone(),
            short: credential.short.clone(),
            name: name.to_owned(),
            outline: OutlineUsed::of(outline),
            seed,
            number,
            timing: Timing::Untimed,
            minutes,
            quotas: credential.domains.iter().map(quota).filter(|quota| quota.scored > 0).collect(),
            slots,
        };
        (form, wordings)
    }

    /// Another order of the options in a slot, for a turn of a drill that comes again.
    pub fn options_again(&self, slot: &Slot, turn: usize, item: &Item) -> Vec<u8> {
        let mut options = slot.options.clone();
        if item.choice().is_some_and(|choice| choice.order == OptionOrder::Shuffled) {
            let again = Mixer::new(self.seed.wrapping_add(turn as u64 + 1), self.number);
            options.shuffle(&mut ChaCha8Rng::seed_from_u64(again.of(pick::OPTIONS, &slot.item)));
        }
        options
    }

    pub fn limit_ms(&self) -> Option<u64> {
        self.minutes.map(|minutes| u64::from(minutes) * 60_000)
    }

    pub fn scored(&self) -> usize {
        self.slots.iter().filter(|slot| slot.scored).count()
    }

    /// Whether `content` is still the wording of that item in the bank.
    pub fn is_current(slot: &Slot, bank: &Bank) -> bool {
        bank.entry(&slot.item).is_some_and(|entry| content_hash(bank.json(entry)) == slot.content)
    }
}

/// What a drill's form is made of, besides its items.
#[derive(Clone, Copy, Debug)]
pub struct DrillBlueprint<'a> {
    pub credential: &'a Credential,
    pub outline: &'a Outline,
    pub name: &'a str,
    /// When the drill ends by itself; none for never.
    pub minutes: Option<u32>,
    pub number: u32,
    pub seed: u64,
}

impl OutlineUsed {
    fn of(outline: &Outline) -> Self {
        Self {
            id: outline.id.clone(),
            title: outline.title.clone(),
            source: outline.source.clone(),
            confidence: outline.confidence,
            scale: outline.scale,
            full_items: outline.items(),
        }
    }
}

/// An item on a form, with the wording to keep. An entry stands for an item that was read when the bank was loaded.
fn place(bank: &Bank, entry: &Entry, scored: bool, mixer: Mixer) -> Option<(Slot, Wording)> {
    let item = bank.item(entry)?;
    let choice = item.choice()?;
    let mut options: Vec<u8> = (0..choice.options.len() as u8).collect();
    if choice.order == OptionOrder::Shuffled {
        options.shuffle(&mut ChaCha8Rng::seed_from_u64(mixer.of(pick::OPTIONS, &item.id)));
    }
    let json = canonical(bank.json(entry));
    let content = ContentHash::of(&json);
    let slot = Slot {
        item: item.id.clone(),
        content: content.clone(),
        scored,
        angoff: item.angoff,
        choose: choice.choose as u8,
        options,
        words: entry.words,
        domain: item.domain,
        task: item.task,
    };
    Some((slot, Wording { content, json }))
}

/// All domains mixed, by hash; unscored items one to each equal stretch of the form, at a place that chance gives.
fn in_order(mut picked: Vec<Picked<'_>>, mixer: Mixer) -> Vec<Picked<'_>> {
    picked.sort_by_key(|picked| mixer.of(pick::PLACE, &picked.entry.id));
    let total = picked.len();
    let (scored, pretest): (Vec<_>, Vec<_>) = picked.into_iter().partition(|picked| picked.scored);
    let stretches = pretest.len();
    let mut places = vec![false; total];
    for (stretch, unscored) in pretest.iter().enumerate() {
        let (start, end) = (stretch * total / stretches, (stretch + 1) * total / stretches);
        let chance = mixer.of(pick::PRETEST, &unscored.entry.id);
        let offset = (chance % (end - start) as u64) as usize;
        places[start + offset] = true;
    }
    let (mut scored, mut pretest) = (scored.into_iter(), pretest.into_iter());
    let place = |is_pretest: bool| if is_pretest { pretest.next() } else { scored.next() };
    places.into_iter().filter_map(place).collect()
}
