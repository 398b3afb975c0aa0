//! One assembled exam: which items, in which order, with which order of options; stored whole with its sitting.

use std::collections::HashMap;
use std::sync::Arc;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::blueprint::{Blueprint, CodeEntry, Quota, Timing};
use super::pick::{self, Exposure, Mixer, Picked, Shortage};
use crate::bank::coding::Field;
use crate::bank::item::Body;
use crate::bank::load::{canonical, content_hash};
use crate::bank::outline::Scale;
use crate::bank::{
    Bank, Choice, Confidence, ContentHash, Credential, Domain, Entry, Item, ItemId, OptionOrder, Outline,
};

/// The version of the stored form. Since 2 it can hold cases; an older one is read as a form without any.
pub const FORM_VERSION: u32 = 2;

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
    /// The cases that slots are asked on.
    #[serde(default)]
    pub cases: Vec<FormCase>,
    /// Whether the code book may be opened.
    #[serde(default)]
    pub book: bool,
    #[serde(default)]
    pub entry: CodeEntry,
}

/// A case on a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormCase {
    pub id: String,
    pub content: ContentHash,
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
    /// How many options make a complete answer; see [`Slot::asks`].
    pub choose: u8,
    /// The stored place of each option, in the order shown.
    pub options: Vec<u8>,
    pub words: u16,
    /// The case it is asked on, by its place on the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<usize>,
    /// Places on the form whose answers are locked before this one opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<usize>,
    /// The roles in which codes are typed; none where options are chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// What is asked for in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    Options,
    /// A typed number.
    Number,
    /// All steps, put in order.
    Order,
    Codes,
}

impl Slot {
    /// Follows from the numbers alone: no choice takes all of its options, or one of none.
    pub fn asks(&self) -> Asks {
        match (self.options.len(), usize::from(self.choose)) {
            _ if self.is_coded() => Asks::Codes,
            (0, 1) => Asks::Number,
            (steps, choose) if steps > 1 && steps == choose => Asks::Order,
            _ => Asks::Options,
        }
    }

    /// Whether codes are typed here, and no option is chosen.
    pub fn is_coded(&self) -> bool {
        !self.fields.is_empty()
    }
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
        let mut cases: Vec<FormCase> = Vec::new();
        for Picked { entry, scored, .. } in in_order(picked, mixer) {
            let Some((mut slot, wording)) = place(bank, entry, scored, mixer) else { continue };
            if let Some(case) = &entry.case {
                slot.case = place_of_case(case, bank, &mut cases, &mut wordings);
            }
            slots.push(slot);
            wordings.push(wording);
        }
        open_in_order(&mut slots, bank);
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
            cases,
            book: blueprint.book,
            entry: blueprint.entry,
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
            cases: Vec::new(),
            book: false,
            entry: CodeEntry::Typed,
        };
        (form, wordings)
    }

    /// Another order of the options in a slot, for a turn of a drill that comes again.
    pub fn options_again(&self, slot: &Slot, turn: usize, item: &Item) -> Vec<u8> {
        let again = Mixer::new(self.seed.wrapping_add(turn as u64 + 1), self.number);
        match &item.body {
            Body::Choice(choice) if choice.order == OptionOrder::Shuffled => {
                shuffled(slot.options.clone(), &slot.item, again)
            }
            Body::Order(_) => out_of_order(slot.options.len(), &slot.item, again),
            _ => slot.options.clone(),
        }
    }

    pub fn limit_ms(&self) -> Option<u64> {
        self.minutes.map(|minutes| u64::from(minutes) * 60_000)
    }

    /// Whether it is sat with the code book. Forms of before books were noted had it wherever codes are typed.
    pub fn has_book(&self) -> bool {
        self.book || self.slots.iter().any(Slot::is_coded)
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
    let (options, fields) = match &item.body {
        Body::Choice(choice) => (order_of(choice, &item.id, mixer), Vec::new()),
        Body::Codes(codes) => (Vec::new(), codes.fields.clone()),
        Body::Numeric(_) => (Vec::new(), Vec::new()),
        Body::Order(steps) => (out_of_order(steps.steps.len(), &item.id, mixer), Vec::new()),
        Body::Query(_) => return None,
    };
    let (_, choose) = item.body.options_and_choose();
    let json = canonical(bank.json(entry));
    let content = ContentHash::of(&json);
    let slot = Slot {
        item: item.id.clone(),
        content: content.clone(),
        scored,
        angoff: item.angoff,
        choose: choose as u8,
        options,
        words: entry.words,
        domain: item.domain,
        task: item.task,
        case: None,
        after: Vec::new(),
        fields,
    };
    Some((slot, Wording { content, json }))
}

fn order_of(choice: &Choice, item: &ItemId, mixer: Mixer) -> Vec<u8> {
    let options: Vec<u8> = (0..choice.options.len() as u8).collect();
    if choice.order == OptionOrder::Shuffled { shuffled(options, item, mixer) } else { options }
}

fn shuffled(mut options: Vec<u8>, item: &ItemId, mixer: Mixer) -> Vec<u8> {
    options.shuffle(&mut ChaCha8Rng::seed_from_u64(mixer.of(pick::OPTIONS, item)));
    options
}

/// Steps in any order but the right one.
fn out_of_order(steps: usize, item: &ItemId, mixer: Mixer) -> Vec<u8> {
    let mut order = shuffled((0..steps as u8).collect(), item, mixer);
    if order.is_sorted() {
        order.rotate_left(1);
    }
    order
}

/// The place of a case among those of the form; its words are kept once.
fn place_of_case(id: &str, bank: &Bank, cases: &mut Vec<FormCase>, wordings: &mut Vec<Wording>) -> Option<usize> {
    if let Some(place) = cases.iter().position(|case| case.id == id) {
        return Some(place);
    }
    let json = canonical(bank.case_json(bank.cases.iter().position(|case| case.id == id)?));
    let content = ContentHash::of(&json);
    cases.push(FormCase { id: id.to_owned(), content: content.clone() });
    wordings.push(Wording { content, json });
    Some(cases.len() - 1)
}

/// Notes which answers have to be locked before an item of a case opens.
fn open_in_order(slots: &mut [Slot], bank: &Bank) {
    let places: HashMap<ItemId, usize> =
        slots.iter().enumerate().map(|(place, slot)| (slot.item.clone(), place)).collect();
    for (place, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| slot.case.is_some()) {
        let item = bank.entry(&slot.item).and_then(|entry| bank.item(entry));
        let before = item.into_iter().flat_map(|item| item.after).filter_map(|id| places.get(&id).copied());
        // An item never waits for one that comes later: then neither could open.
        slot.after = before.filter(|before| *before < place).collect();
    }
}

/// All domains mixed, by hash, cases whole; unscored items one to each equal stretch of the form, at a place that
/// chance gives, or right after the case that stands there.
fn in_order(mut picked: Vec<Picked<'_>>, mixer: Mixer) -> Vec<Picked<'_>> {
    // Items of a case go by its first: they keep their order, and stay together.
    let mut first_of: HashMap<Arc<str>, u64> = HashMap::new();
    let mut key = |picked: &Picked<'_>| {
        let own = mixer.of(pick::PLACE, &picked.entry.id);
        picked.entry.case.as_ref().map_or(own, |case| *first_of.entry(Arc::clone(case)).or_insert(own))
    };
    let keys: Vec<u64> = picked.iter().map(&mut key).collect();
    let mut keyed: Vec<(u64, Picked<'_>)> = keys.into_iter().zip(picked.drain(..)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    let total = keyed.len();
    let (scored, pretest): (Vec<_>, Vec<_>) = keyed.into_iter().map(|(_, picked)| picked).partition(|one| one.scored);
    let stretches = pretest.len();
    let mut places = vec![false; total];
    for (stretch, unscored) in pretest.iter().enumerate() {
        let (start, end) = (stretch * total / stretches, (stretch + 1) * total / stretches);
        let chance = mixer.of(pick::PRETEST, &unscored.entry.id);
        let offset = (chance % (end - start) as u64) as usize;
        places[start + offset] = true;
    }
    let (mut ordered, mut placed) = (Vec::with_capacity(total), 0);
    let mut pretest = pretest.into_iter();
    let mut before: Option<Arc<str>> = None;
    for one in scored {
        let inside = one.entry.case.is_some() && one.entry.case == before;
        while !inside && placed < places[..=ordered.len().min(total - 1)].iter().filter(|place| **place).count() {
            ordered.extend(pretest.next());
            placed += 1;
        }
        before.clone_from(&one.entry.case);
        ordered.push(one);
    }
    ordered.extend(pretest);
    ordered
}
