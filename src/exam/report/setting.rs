//! Where in its cases a form was right: by the setting of the case, and for codes by their role and by what they were.

use serde::Serialize;

use super::coding::{CodingSum, Counts};
use super::{CaseReport, ItemReport, Report};
use crate::bank::coding::CodeRole;
use crate::exam::score::Points;

/// The cases of one setting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SettingScore {
    pub setting: String,
    pub cases: u32,
    pub right: Points,
    pub scored: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<CodingSum>,
}

/// The codes of one role, in all items.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RoleCounts {
    pub role: CodeRole,
    #[serde(flatten)]
    pub counts: Counts,
}

/// A line of the table that a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseLine {
    pub name: String,
    /// The name where there is little room.
    pub short: String,
    /// Right of how many scored items.
    pub right: Option<(Points, u32)>,
    /// Codes by what they were, where some were asked for.
    pub counts: Option<Counts>,
}

/// Cases by setting, then codes by role, then all codes together.
pub fn lines(report: &Report) -> Vec<CaseLine> {
    let setting = |setting: &SettingScore| CaseLine {
        name: setting.in_words(),
        short: setting.name(),
        right: Some((setting.right, setting.scored)),
        counts: setting.coding.map(|sum| sum.counts),
    };
    let role = |role: &RoleCounts| CaseLine {
        name: role.role.title().to_owned(),
        short: role.role.title().split([' ', '-']).next().unwrap_or_default().to_owned(),
        right: None,
        counts: Some(role.counts),
    };
    let settings = report.settings.iter().map(setting);
    let all = |sum: CodingSum| {
        let name = "All codes".to_owned();
        CaseLine { short: name.clone(), name, right: None, counts: Some(sum.counts) }
    };
    let all = report.coding.map(all);
    settings.chain(report.roles.iter().map(role)).chain(all).collect()
}

impl SettingScore {
    fn name(&self) -> String {
        let mut letters = self.setting.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect()
    }

    /// `Inpatient, 3 cases`.
    fn in_words(&self) -> String {
        let plural = if self.cases == 1 { "" } else { "s" };
        format!("{}, {} case{plural}", self.name(), self.cases)
    }
}

/// By setting, in the order in which the form has them; cases without one are left out.
pub(super) fn by_setting(items: &[ItemReport], cases: &[CaseReport]) -> Vec<SettingScore> {
    let mut settings: Vec<&str> = Vec::new();
    for setting in cases.iter().filter_map(|case| case.setting.as_deref()) {
        if !settings.contains(&setting) {
            settings.push(setting);
        }
    }
    let score = |setting: &str| {
        let of_setting: Vec<&CaseReport> =
            cases.iter().filter(|case| case.setting.as_deref() == Some(setting)).collect();
        let here = |item: &&ItemReport| of_setting.iter().any(|case| item.case.as_deref() == Some(case.id.as_str()));
        let here: Vec<&ItemReport> = items.iter().filter(here).collect();
        let scored = || here.iter().filter(|item| item.scored);
        SettingScore {
            setting: setting.to_owned(),
            cases: of_setting.len() as u32,
            right: scored().map(|item| item.points()).sum(),
            scored: scored().count() as u32,
            coding: CodingSum::of(here.iter().filter_map(|item| item.coding.as_ref())),
        }
    };
    settings.into_iter().map(score).collect()
}

/// By role, those without a code left out.
pub(super) fn by_role(items: &[ItemReport]) -> Vec<RoleCounts> {
    let codes = || items.iter().filter_map(|item| item.coding.as_ref()).flat_map(|coding| &coding.codes);
    let counts = |role: CodeRole| RoleCounts { role, counts: Counts::of(codes().filter(|code| code.role == role)) };
    CodeRole::ALL.into_iter().map(counts).filter(|role| role.counts != Counts::default()).collect()
}
