//! A credential's outlines: what the exam covers, how long it is, how sure we are of each fact.

use serde::{Deserialize, Serialize};

use super::finding::Fault;

/// A credential as its `outline.json` gives it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Credential {
    pub format: u32,
    /// The folder's name, as `rhit`.
    pub credential: String,
    /// What people call it, as `RHIT`.
    pub short: String,
    pub name: String,
    /// What to know of the credential besides its exam: who may sit, fees, renewal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<Section>,
    pub domains: Vec<Domain>,
    /// The newest first: the first is used unless another is chosen.
    pub outlines: Vec<Outline>,
}

/// A part of the page about a credential.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Section {
    pub heading: String,
    pub facts: Vec<Fact>,
}

/// A fact with where it is from, when that was read, and how sure it is.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fact {
    pub text: String,
    pub source: String,
    /// The month in which the source was read, as `2026-11`.
    pub seen: String,
    pub confidence: Confidence,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Domain {
    pub code: String,
    pub title: String,
    /// The title where there is little room.
    pub short: String,
    pub tasks: Vec<TaskTitle>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TaskTitle {
    pub code: String,
    pub title: String,
}

/// One dated specification of the exam.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Outline {
    pub id: String,
    pub title: String,
    pub source: String,
    pub confidence: Confidence,
    /// What to know about the parts that are less sure.
    #[serde(default)]
    pub notes: Vec<String>,
    pub scored: u32,
    pub pretest: u32,
    pub minutes: u32,
    pub scale: Scale,
    pub levels: LevelShares,
    pub weights: Vec<Weight>,
    /// Cases on the full exam, where it has a fixed number of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cases: Option<CasePlan>,
    #[serde(default)]
    pub books: Books,
}

/// How many cases the full exam has, and of which settings in equal parts.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CasePlan {
    pub count: u32,
    pub settings: Vec<String>,
}

/// Whether code books may be open in the exam.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Books {
    #[default]
    Closed,
    Open,
    /// Not known for sure: the candidate chooses.
    Unsure,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Confidence {
    High,
    Medium,
    Low,
}

impl Confidence {
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Scale {
    pub min: u32,
    pub pass: u32,
    pub max: u32,
}

/// Percent of the items at each cognitive level.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelShares {
    pub recall: u32,
    pub application: u32,
    pub analysis: u32,
}

impl LevelShares {
    pub fn in_order(self) -> [u32; 3] {
        [self.recall, self.application, self.analysis]
    }
}

/// A domain's share of the scored items, in percent, as the range that is published.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Weight {
    pub domain: String,
    pub min: f64,
    pub max: f64,
}

impl Weight {
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.min, self.max)
    }
}

fn is_month(text: &str) -> bool {
    text.len() == 7 && format!("{text}-01").parse::<jiff::civil::Date>().is_ok()
}

impl CasePlan {
    fn is_sound(&self, items: u32) -> bool {
        let twice = |(index, setting): (usize, &String)| self.settings[..index].contains(setting);
        (1..=items).contains(&self.count) && !self.settings.is_empty() && !self.settings.iter().enumerate().any(twice)
    }
}

impl Outline {
    pub fn items(&self) -> u32 {
        self.scored.saturating_add(self.pretest)
    }
}

impl Credential {
    /// Reads an `outline.json`; the faults are all there are, the value is there when none is.
    pub fn read(json: &str) -> Result<Self, Vec<Fault>> {
        let credential: Self = serde_json::from_str(json)
            .map_err(|error| vec![Fault::error("outline", "", error.to_string(), "mend outline.json at this line")])?;
        let faults = credential.faults();
        if faults.is_empty() { Ok(credential) } else { Err(faults) }
    }

    pub fn domain(&self, code: &str) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.code == code)
    }

    pub fn has_task(&self, code: &str) -> bool {
        self.domains.iter().flat_map(|domain| &domain.tasks).any(|task| task.code == code)
    }

    /// The outline of that id, or the newest.
    pub fn outline(&self, id: Option<&str>) -> Option<&Outline> {
        match id {
            None => self.outlines.first(),
            Some(id) => self.outlines.iter().find(|outline| outline.id == id),
        }
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |place: String, reason: String, hint: &str| {
            faults.push(Fault::error("outline", place, reason, hint));
        };
        if self.format != super::load::FORMAT {
            fault("format".into(), format!("format {} is not known", self.format), "write \"format\": 1");
        }
        if self.domains.is_empty() || self.outlines.is_empty() {
            fault(String::new(), "no domain or no outline".into(), "a credential has both");
        }
        for (index, section) in self.about.iter().enumerate() {
            let place = format!("about[{index}]");
            if section.heading.trim().is_empty() || section.facts.is_empty() {
                fault(place.clone(), "a part without a heading or without facts".into(), "give both");
            }
            for (at, fact) in section.facts.iter().enumerate() {
                let blank = [&fact.text, &fact.source].into_iter().any(|text| text.trim().is_empty());
                if blank || !is_month(&fact.seen) {
                    let reason = "no text, no source, or no month in which it was seen".into();
                    fault(format!("{place}.facts[{at}]"), reason, "write the month as 2026-11");
                }
            }
        }
        for (index, domain) in self.domains.iter().enumerate() {
            if self.domains[..index].iter().any(|other| other.code == domain.code) {
                fault(format!("domains[{index}].code"), format!("{} stands twice", domain.code), "codes are unique");
            }
            if let Some(task) = domain.tasks.iter().find(|task| task.code.split('.').next() != Some(&domain.code)) {
                let place = format!("domains[{index}].tasks");
                fault(place, format!("task {} is not of domain {}", task.code, domain.code), "as in 2.4 for domain 2");
            }
        }
        for (index, outline) in self.outlines.iter().enumerate() {
            let place = format!("outlines[{index}]");
            if self.outlines[..index].iter().any(|other| other.id == outline.id) {
                fault(format!("{place}.id"), format!("{} stands twice", outline.id), "ids are unique");
            }
            if outline.scored == 0 || !(1..=1_000).contains(&outline.minutes) || outline.items() > 1_000 {
                fault(
                    place.clone(),
                    "no scored items, no minutes, or over 1,000 of them".into(),
                    "give the exam's numbers",
                );
            }
            let Scale { min, pass, max } = outline.scale;
            if !(min < pass && pass < max) {
                fault(format!("{place}.scale"), format!("{min}, {pass}, {max} do not rise"), "min < pass < max");
            }
            if outline.cases.as_ref().is_some_and(|plan| !plan.is_sound(outline.items())) {
                let reason = "no cases, more than items, no setting, or one that stands twice".into();
                fault(format!("{place}.cases"), reason, "give the number of cases and each setting once");
            }
            if outline.levels.in_order().map(u64::from).iter().sum::<u64>() != 100 {
                fault(format!("{place}.levels"), "shares do not add up to 100".into(), "give percent");
            }
            for domain in &self.domains {
                let weights = outline.weights.iter().filter(|weight| weight.domain == domain.code);
                if weights.count() != 1 {
                    let reason = format!("domain {} has not exactly one weight", domain.code);
                    fault(format!("{place}.weights"), reason, "give each domain one weight");
                }
            }
            for weight in &outline.weights {
                let sound =
                    weight.min.is_finite() && weight.min > 0.0 && weight.max >= weight.min && weight.max <= 100.0;
                if self.domain(&weight.domain).is_none() || !sound {
                    let reason = format!("the weight of domain {} is not sound", weight.domain);
                    fault(format!("{place}.weights"), reason, "0 < min <= max <= 100, for a domain that is there");
                }
            }
            let sum = |part: fn(&Weight) -> f64| outline.weights.iter().map(part).sum::<f64>();
            if sum(|weight| weight.min) > 100.5 || sum(|weight| weight.max) < 99.5 {
                fault(
                    format!("{place}.weights"),
                    "the ranges cannot add up to 100".into(),
                    "check the published ranges",
                );
            }
        }
        faults
    }
}
