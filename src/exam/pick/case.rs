//! Which cases stand on a form: whole or not at all.
//!
//! Where the outline says how many and of which settings, so many of each; otherwise in the bank's own proportion, and
//! no staler than the single items that would stand there instead. The longest unseen come first either way.

use std::collections::HashMap;

use super::{Chosen, Exposure, Mixer, PLACE};
use crate::apportion::largest_remainder;
use crate::bank::outline::CasePlan;
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
    units.sort_by_cached_key(|unit| {
        let shown: u32 = unit.iter().map(|entry| exposure.shown.get(&entry.id).copied().unwrap_or(0)).sum();
        (last_form(unit, exposure), shown, mixer.of(PLACE, &unit[0].id))
    });
    let left = blueprint.quotas.iter().map(|quota| quota.scored).collect();
    let mut draw = Draw { blueprint, chosen, left, taken: Vec::new() };
    match (&blueprint.outline.cases, blueprint.cases) {
        (Some(plan), Some(count)) => draw.planned(units, bank, plan, count as usize, exposure.forms),
        _ => draw.in_proportion(units, exposure, singles),
    }
    draw.taken
}

struct Draw<'a, 'c, 'b> {
    blueprint: &'b Blueprint,
    chosen: &'c mut Chosen<'a>,
    /// Scored items that each domain still has room for.
    left: Vec<u32>,
    taken: Vec<Unit<'a>>,
}

impl<'a> Draw<'a, '_, '_> {
    /// So many cases, the settings in equal parts; what does not divide goes round from form to form.
    fn planned(&mut self, units: Vec<Unit<'a>>, bank: &Bank, plan: &CasePlan, count: usize, forms: u32) {
        let parts = largest_remainder(&vec![1.0; plan.settings.len()], count as u32);
        let mut settings: Vec<&str> = plan.settings.iter().map(String::as_str).collect();
        settings.rotate_left(forms as usize % plan.settings.len());
        let mut wanted: HashMap<&str, u32> = settings.into_iter().zip(parts).collect();
        let setting_of: HashMap<&str, &str> =
            bank.cases.iter().filter_map(|case| Some((case.id.as_str(), case.setting.as_deref()?))).collect();
        let mut others = Vec::new();
        for unit in units {
            let setting = unit[0].case.as_deref().and_then(|case| setting_of.get(case));
            match setting.and_then(|setting| wanted.get_mut(setting)).filter(|wanted| **wanted > 0) {
                Some(wanted) if self.fits(&unit) => {
                    *wanted -= 1;
                    self.take(unit);
                }
                _ => others.push(unit),
            }
        }
        // A setting that the bank has too little of gives its places to the others.
        for unit in others {
            if self.taken.len() < count && self.fits(&unit) {
                self.take(unit);
            }
        }
    }

    fn in_proportion(&mut self, units: Vec<Unit<'a>>, exposure: &Exposure, singles: &[Vec<&Entry>]) {
        let in_cases: usize = units.iter().map(Vec::len).sum();
        let alone: usize = singles.iter().map(Vec::len).sum();
        let share = in_cases as f64 / (in_cases + alone).max(1) as f64;
        let wanted = (f64::from(self.blueprint.items()) * share).round() as usize;
        let stalest = Stalest::of(self.blueprint, singles, exposure);
        let mut count = 0;
        for unit in units {
            // Near enough is nearer than one more.
            if count + unit.len() / 2 > wanted || count >= wanted {
                continue;
            }
            if self.fits(&unit) && stalest.admits(&unit, self.blueprint, last_form(&unit, exposure)) {
                count += unit.len();
                self.take(unit);
            }
        }
    }

    fn fits(&self, unit: &Unit<'a>) -> bool {
        let needs = room(unit, self.blueprint);
        needs.is_some_and(|needs| needs.iter().zip(&self.left).all(|(need, left)| need <= left))
            && unit.iter().all(|entry| self.chosen.admits(entry))
    }

    fn take(&mut self, unit: Unit<'a>) {
        let needs = room(&unit, self.blueprint).unwrap_or_default();
        self.left.iter_mut().zip(needs).for_each(|(left, need)| *left -= need);
        unit.iter().for_each(|entry| self.chosen.take(entry));
        self.taken.push(unit);
    }
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

    fn admits(&self, unit: &[&Entry], blueprint: &Blueprint, last_form: u32) -> bool {
        let needs = room(unit, blueprint).unwrap_or_default().into_iter().enumerate();
        let mut domains = needs.filter(|(_, need)| *need > 0).map(|(domain, _)| domain);
        domains.all(|domain| self.0.get(&domain).is_none_or(|form| last_form <= *form))
    }
}
