//! `bank check`: every finding, and an exit code that scripts can go by.

use std::fmt::Write;
use std::process::ExitCode;

use serde_json::json;

use super::super::{Done, library, print, print_json};
use super::targets::Targets;
use crate::bank::check;
use crate::bank::load::{errors, in_file_order};
use crate::bank::stats::{Reading, measure};
use crate::cli::Global;

pub(super) fn check(targets: &[String], as_json: bool, global: &Global) -> Done {
    let targets = Targets::open(targets, &library(global)?)?;
    let (mut items, mut findings) = (0, targets.findings);
    for target in &targets.banks {
        items += target.bank.entries.len();
        let reading = Reading::new(&target.bank);
        findings.extend(check::items(target.around(), &reading).findings);
        findings.extend(check::whole(&measure(target.credential.as_ref(), &reading), target.strictness()));
        if let Some(credential) = target.credential.as_ref().filter(|_| target.is_shelf) {
            findings.extend(check::forms(credential, &target.bank));
        }
    }
    in_file_order(&mut findings, &targets.files);
    let errors = errors(&findings);
    let advice = findings.len() - errors;
    let done = if as_json {
        print_json(&json!({
            "version": 1, "items": items, "errors": errors, "advice": advice, "findings": findings
        }))
    } else {
        let mut text: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
        let _ = writeln!(text, "{items} items, {errors} errors, {advice} pieces of advice");
        print(&text)
    };
    done.map(|code| if errors > 0 { ExitCode::from(3) } else { code })
}
