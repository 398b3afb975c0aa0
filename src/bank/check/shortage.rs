//! A bank has enough items in each domain for a full form of the outline in force.

use std::collections::HashMap;

use super::super::finding::Fault;
use super::super::outline::Credential;
use super::Report;
use crate::apportion::largest_remainder;

pub(super) fn forms(credential: &Credential, report: &mut Report<'_>) {
    let mut there: HashMap<&str, u32> = HashMap::new();
    for entry in report.bank.entries.iter().filter(|entry| entry.drawable) {
        *there.entry(&entry.domain).or_default() += 1;
    }
    let mut short = Vec::new();
    for outline in &credential.outlines {
        let middles: Vec<f64> = outline.weights.iter().map(super::super::outline::Weight::middle).collect();
        let scored = largest_remainder(&middles, outline.scored);
        let pretest = largest_remainder(&middles, outline.pretest);
        for ((weight, scored), pretest) in outline.weights.iter().zip(scored).zip(pretest) {
            let (need, have) = (scored + pretest, there.get(weight.domain.as_str()).copied().unwrap_or(0));
            if have < need {
                short.push(format!("domain {} has {have} of {need} (outline {})", weight.domain, outline.id));
            }
        }
    }
    if !short.is_empty() {
        let reason = format!("too few items for a full form: {}", short.join("; "));
        let hint = "shorter forms still work; add items to these domains for a full one";
        report.outline(Fault::advice("shortage", "", reason, hint));
    }
}
