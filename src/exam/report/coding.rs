//! What a report says of answers of codes: each code with what it was, what it earned and why; and all of them summed.

use serde::Serialize;

use crate::bank::coding::{CodeRole, CodeRow, Codes, Poa};
use crate::bank::marks::{MarkedCode, Marking, Verdict, mark, worth};
use crate::codebook::Codebook;

/// The answer to an item whose codes are typed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodingReport {
    pub marks: f64,
    pub maximum: f64,
    /// Whether a wrong or missing first diagnosis took marks away.
    pub capped: bool,
    /// By the item's roles; in each what was typed, then what was missed.
    pub codes: Vec<CodeReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CodeReport {
    /// Where it was typed, or belongs.
    pub role: CodeRole,
    /// With its dot.
    pub code: String,
    /// Empty where there is no such code.
    pub title: String,
    pub verdict: Verdict,
    /// As it was typed.
    pub poa: Option<Poa>,
    pub key: Option<KeyReport>,
    pub marks: f64,
    pub why: String,
}

/// The code of the key that a code stands for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KeyReport {
    pub role: CodeRole,
    pub code: String,
    pub poa: Option<Poa>,
    pub worth: f64,
    pub cite: String,
}

/// Codes by what they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub right: u32,
    pub in_part: u32,
    pub missed: u32,
    pub wrong_role: u32,
    pub wrong_poa: u32,
    pub not_needed: u32,
}

/// All codes of a form's items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct CodingSum {
    pub items: u32,
    pub marks: f64,
    pub maximum: f64,
    #[serde(flatten)]
    pub counts: Counts,
}

impl CodingReport {
    pub fn of(codes: &Codes, rows: &[CodeRow]) -> Self {
        let Marking { codes: marked, marks, maximum, capped } = mark(codes, rows);
        Self { marks, maximum, capped, codes: marked.iter().filter_map(code_report).collect() }
    }
}

impl Counts {
    /// What can be said of a code, in the order in which it is shown.
    pub const VERDICTS: [Verdict; 6] =
        [Verdict::Right, Verdict::InPart, Verdict::Missed, Verdict::WrongRole, Verdict::WrongPoa, Verdict::NotNeeded];

    pub fn of<'a>(codes: impl Iterator<Item = &'a CodeReport>) -> Self {
        let mut counts = Self::default();
        for code in codes {
            let count = match code.verdict {
                Verdict::Right => &mut counts.right,
                Verdict::InPart => &mut counts.in_part,
                Verdict::Missed => &mut counts.missed,
                Verdict::WrongRole => &mut counts.wrong_role,
                Verdict::WrongPoa => &mut counts.wrong_poa,
                Verdict::NotNeeded => &mut counts.not_needed,
                Verdict::Optional => continue,
            };
            *count += 1;
        }
        counts
    }

    /// The number of each, in the order of [`Counts::VERDICTS`].
    pub fn in_order(&self) -> [u32; 6] {
        [self.right, self.in_part, self.missed, self.wrong_role, self.wrong_poa, self.not_needed]
    }
}

impl CodingSum {
    pub fn of<'a>(reports: impl Iterator<Item = &'a CodingReport> + Clone) -> Option<Self> {
        let sum = Self {
            items: reports.clone().count() as u32,
            marks: reports.clone().map(|report| report.marks).sum(),
            maximum: reports.clone().map(|report| report.maximum).sum(),
            counts: Counts::of(reports.flat_map(|report| &report.codes)),
        };
        (sum.items > 0).then_some(sum)
    }

    /// `12 right, 3 missed, 1 not needed; 15.5 of 23 marks`.
    pub fn in_words(&self) -> String {
        let all = Counts::VERDICTS.into_iter().zip(self.counts.in_order()).filter(|(_, count)| *count > 0);
        let counts: Vec<String> = all.map(|(verdict, count)| format!("{count} {}", verdict.name())).collect();
        let marks = format!("{} of {} marks", marks_shown(self.marks), marks_shown(self.maximum));
        if counts.is_empty() { marks } else { format!("{}; {marks}", counts.join(", ")) }
    }
}

/// Marks without needless decimals: `3`, `0.5`, `1.25`.
pub fn marks_shown(marks: f64) -> String {
    let text = format!("{marks:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `N`, `1 or blank`, `blank`.
pub fn poa_shown(poa: Option<Poa>) -> String {
    poa.map_or_else(|| "blank".to_owned(), |poa| poa.letter().to_string())
}

/// None for what is neither of the key nor of an answer, which there is not.
fn code_report(marked: &MarkedCode<'_>) -> Option<CodeReport> {
    let MarkedCode { row, key, verdict, marks, .. } = *marked;
    let (role, code) = match (row, key) {
        (Some(row), _) => (row.role, &row.code),
        (None, Some(key)) => (key.role, &key.code),
        (None, None) => return None,
    };
    let entry = Codebook::built_in().table(role.system()).find(code.as_str());
    let key_report = key.map(|key| KeyReport {
        role: key.role,
        code: key.code.written(key.role.system()),
        poa: key.poa,
        worth: worth(key.role),
        cite: key.cite.clone(),
    });
    Some(CodeReport {
        role,
        code: code.written(role.system()),
        title: entry.map(|entry| entry.title).unwrap_or_default(),
        verdict,
        poa: row.and_then(|row| row.poa),
        key: key_report,
        marks,
        why: why(marked),
    })
}

/// What was wrong first, then the item's own reason.
fn why(marked: &MarkedCode<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(key) = marked.key {
        let code = key.code.written(key.role.system());
        if let Some(accepted) = marked.accepted {
            parts.push(format!("The key is {code}. {}", accepted.why));
        }
        match marked.verdict {
            Verdict::WrongRole => parts.push(format!("It is {}.", key.role.one())),
            Verdict::WrongPoa => {
                let right = match key.poa {
                    Some(Poa::Exempt) => "it is exempt, so that it stays blank or is 1".to_owned(),
                    poa => format!("right is {}", poa_shown(poa)),
                };
                parts.push(format!("POA {}: {right}.", poa_shown(marked.row.and_then(|row| row.poa))));
            }
            _ => {}
        }
        parts.push(key.why.clone());
    } else if marked.why.is_empty() {
        parts.push("Nothing in the record asks for it.".to_owned());
    } else {
        parts.push(marked.why.to_owned());
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::coding::Code;
    use crate::bank::read;

    const WARD: &str = include_str!("../../../tests/fixtures/coding-banks/ward/items.json");

    fn reported(rows: &[(CodeRole, &str, Option<Poa>)]) -> CodingReport {
        let file: serde_json::Value = serde_json::from_str(WARD).unwrap();
        let item = read::item(&file["items"][0].to_string()).0.unwrap();
        let rows: Vec<CodeRow> = rows
            .iter()
            .map(|(role, code, poa)| CodeRow { role: *role, code: Code::read(code).unwrap(), poa: *poa })
            .collect();
        CodingReport::of(item.codes().unwrap(), &rows)
    }

    #[test]
    fn every_code_has_its_reason() {
        use CodeRole::{Principal, Secondary};
        let report = reported(&[
            (Principal, "E11.22", Some(Poa::Yes)),
            (Secondary, "K80.00", Some(Poa::Yes)),
            (Secondary, "E87.6", Some(Poa::Yes)),
            (Secondary, "N18.30", Some(Poa::Yes)),
            (Secondary, "R10.11", None),
            (Secondary, "A00.0", None),
            (Secondary, "Z79.4", Some(Poa::No)),
        ]);
        let told = |code: &CodeReport| format!("{} {} {}: {}", code.code, code.verdict.name(), code.marks, code.why);
        assert_eq!(
            report.codes.iter().map(told).collect::<Vec<_>>(),
            [
                "E11.22 wrong role 0: It is a secondary diagnosis. Diabetes and chronic kidney disease are presumed linked.",
                "K80.00 wrong role 1: It is the principal diagnosis. Stones and acute inflammation of the gallbladder share \
             one code, and they brought the patient in.",
                "E87.6 wrong POA 0: POA Y: right is N. Low potassium arose on the second day, was named by the physician \
             and treated.",
                "N18.30 right in part 0.5: The key is N18.31. The stage is documented as 3a. The combination code asks for \
             the stage as well.",
                "R10.11 not needed -1: Pain is part of the cholecystitis.",
                "A00.0 not needed -1: Nothing in the record asks for it.",
                "Z79.4 wrong POA 0.5: POA N: it is exempt, so that it stays blank or is 1. Insulin is a long-term drug here.",
                "0FT44ZZ missed 0: All of the gallbladder was taken out through the endoscope.",
            ]
        );
        assert_eq!(report.codes[0].title, "Type 2 diabetes mellitus with diabetic chronic kidney disease");
        let sum = CodingSum::of([&report, &report].into_iter()).unwrap();
        assert_eq!((sum.items, sum.counts.in_order()), (2, [0, 2, 2, 4, 4, 4]));
        assert_eq!(sum.in_words(), "2 right in part, 2 missed, 4 wrong role, 4 wrong POA, 4 not needed; 0 of 18 marks");
        assert_eq!(CodingSum::of(std::iter::empty()), None);
    }

    #[test]
    fn marks_have_no_needless_decimals() {
        assert_eq!([0.0, 3.0, 0.5, 10.25, -1.0].map(marks_shown).join(" "), "0 3 0.5 10.25 -1");
    }
}
