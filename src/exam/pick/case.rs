//! Which cases stand on a form: whole or not at all, in the bank's own proportion, and no staler than the single items
//! that would stand there instead.

use std::collections::HashMap;

use super::{Chosen, Exposure, Mixer, PLACE};
use crate::bank::{Bank, Entry};
use crate::exam::blueprint::Blueprint;

/// The items of a case, in its order.
pub(super) type Unit<'a> = Vec<&'a Entry>;

/// Chooses cases and takes their items. `singles` are the items that stand alone, by the blueprint's domains.
pub(super) fn choose<'a>(
    blueprint: &Blueprint,
    bank: &'a Bank,
    exposure: &Exposure,
    mixer: Mixer,
    singles: &[Vec<&Entry>],
    chosen: &mut Chosen<'a>,
) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> =
        bank.case_units().into_iter().filter(|unit| room(unit, blueprint).is_some()).collect();
    let in_cases: usize = units.iter().map(Vec::len).sum();
    let alone: usize = singles.iter().map(Vec::len).sum();
    let share = in_cases as f64 / (in_cases + alone).max(1) as f64;
    let wanted = (f64::from(blueprint.items()) * share).round() as usize;
    let stalest = Stalest::of(blueprint, singles, exposure);
    units.sort_by_cached_key(|unit| {
        let shown: u32 = unit.iter().map(|entry| exposure.shown.get(&entry.id).copied().unwrap_or(0)).sum();
        (last_form(unit, exposure), shown, mixer.of(PLACE, &unit[0].id))
    });
    let (mut taken, mut count) = (Vec::new(), 0);
    let mut left: Vec<u32> = blueprint.quotas.iter().map(|quota| quota.scored).collect();
    for unit in units {
        // Near enough is nearer than one more.
        if count + unit.len() / 2 > wanted || count >= wanted {
            continue;
        }
        let Some(needs) = room(&unit, blueprint) else { continue };
        let fits = needs.iter().zip(&left).all(|(need, left)| need <= left);
        let fresh = stalest.admits(&unit, &needs, last_form(&unit, exposure));
        if fits && fresh && unit.iter().all(|entry| chosen.admits(entry)) {
            left.iter_mut().zip(&needs).for_each(|(left, need)| *left -= need);
            count += unit.len();
            unit.iter().for_each(|entry| chosen.take(entry));
            taken.push(unit);
        }
    }
    taken
}

fn last_form(unit: &[&Entry], exposure: &Exposure) -> u32 {
    unit.iter().filter_map(|entry| exposure.last_form.get(&entry.id).copied()).max().unwrap_or(0)
}

/// How many items of each of the blueprint's domains a case asks for; none where it has one of another domain.
fn room(unit: &[&Entry], blueprint: &Blueprint) -> Option<Vec<u32>> {
    let mut needs = vec![0; blueprint.quotas.len()];
    for entry in unit {
        needs[blueprint.quotas.iter().position(|quota| *quota.domain == *entry.domain)?] += 1;
    }
    Some(needs)
}

/// The last form of the stalest single items that a domain would have to take.
struct Stalest(HashMap<usize, u32>);

impl Stalest {
    fn of(blueprint: &Blueprint, singles: &[Vec<&Entry>], exposure: &Exposure) -> Self {
        let domains = blueprint.quotas.iter().zip(singles).enumerate();
        let stalest = domains.filter_map(|(domain, (quota, entries))| {
            let mut forms: Vec<u32> =
                entries.iter().map(|entry| exposure.last_form.get(&entry.id).copied().unwrap_or(0)).collect();
            let last = (quota.items() as usize).checked_sub(1)?;
            // Too few single items admit any case.
            (last < forms.len()).then(|| (domain, *forms.select_nth_unstable(last).1))
        });
        Self(stalest.collect())
    }

    fn admits(&self, unit: &[&Entry], needs: &[u32], last_form: u32) -> bool {
        let domains = needs.iter().enumerate().filter(|(_, need)| **need > 0);
        !unit.is_empty()
            && domains.into_iter().all(|(domain, _)| self.0.get(&domain).is_none_or(|form| last_form <= *form))
    }
}
