//! Items whose answer is typed: codes in their roles, what the key says of each, and what is neither asked nor wrong.
//!
//! Owns what such an item and an answer to it are. What an answer earns is in [`super::marks`].

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::codebook::{Codebook, FiscalYear, System, bare};

/// What a code stands for on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeRole {
    /// The principal diagnosis of an inpatient stay.
    Principal,
    /// The first-listed diagnosis of an outpatient or emergency visit.
    FirstListed,
    Secondary,
    Procedure,
}

impl CodeRole {
    pub const ALL: [Self; 4] = [Self::Principal, Self::FirstListed, Self::Secondary, Self::Procedure];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::FirstListed => "first_listed",
            Self::Secondary => "secondary",
            Self::Procedure => "procedure",
        }
    }

    /// What stands over the codes in this role.
    pub fn title(self) -> &'static str {
        match self {
            Self::Principal => "Principal diagnosis",
            Self::FirstListed => "First-listed diagnosis",
            Self::Secondary => "Secondary diagnoses",
            Self::Procedure => "Procedures",
        }
    }

    /// One code in this role, in a sentence.
    pub fn one(self) -> &'static str {
        match self {
            Self::Principal => "the principal diagnosis",
            Self::FirstListed => "the first-listed diagnosis",
            Self::Secondary => "a secondary diagnosis",
            Self::Procedure => "a procedure",
        }
    }

    /// Whether it is the one that comes first and decides about the claim.
    pub fn is_first(self) -> bool {
        matches!(self, Self::Principal | Self::FirstListed)
    }

    pub fn system(self) -> System {
        match self {
            Self::Principal | Self::FirstListed | Self::Secondary => System::Icd10Cm,
            Self::Procedure => System::Icd10Pcs,
        }
    }
}

/// Present on admission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Poa {
    #[serde(rename = "Y")]
    Yes,
    #[serde(rename = "N")]
    No,
    /// The documentation does not say.
    #[serde(rename = "U")]
    Unknown,
    /// The provider cannot determine it.
    #[serde(rename = "W")]
    Undetermined,
    /// The code is on the list of those exempt from reporting: left blank, or 1.
    #[serde(rename = "1")]
    Exempt,
}

impl Poa {
    pub const ALL: [Self; 5] = [Self::Yes, Self::No, Self::Unknown, Self::Undetermined, Self::Exempt];

    /// By its letter, or `1`.
    pub fn typed(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|poa| poa.letter() == letter.to_ascii_uppercase())
    }

    pub fn letter(self) -> char {
        match self {
            Self::Yes => 'Y',
            Self::No => 'N',
            Self::Unknown => 'U',
            Self::Undetermined => 'W',
            Self::Exempt => '1',
        }
    }
}

/// A code as tables hold it: one to seven capitals and digits, without its dot. There need be no such code.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

impl Code {
    pub const LONGEST: usize = 7;

    /// Reads a code with its dot or without, in any letters.
    pub fn read(text: &str) -> Option<Self> {
        let code = bare(text);
        let plain = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (plain && (1..=Self::LONGEST).contains(&code.len())).then_some(Self(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people write it: a diagnosis with a dot after its third place.
    pub fn written(&self, system: System) -> String {
        match (system, self.0.split_at_checked(3)) {
            (System::Icd10Cm, Some((head, tail))) if !tail.is_empty() => format!("{head}.{tail}"),
            _ => self.0.clone(),
        }
    }
}

impl TryFrom<String> for Code {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("not one to seven letters and digits")
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

/// One code of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRow {
    pub role: CodeRole,
    pub code: Code,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poa: Option<Poa>,
}

/// A role in which codes are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub role: CodeRole,
    /// Whether each code has a present on admission indicator.
    pub poa: bool,
    /// The most codes that can be typed.
    pub max: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Codes {
    /// The year whose codes are typed.
    pub year: FiscalYear,
    pub fields: Vec<Field>,
    pub key: Vec<KeyCode>,
    pub neutral: Vec<Neutral>,
    pub wrong: Vec<WrongCode>,
}

/// A code that the record asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyCode {
    pub role: CodeRole,
    pub code: Code,
    /// Where the role asks for it.
    pub poa: Option<Poa>,
    pub why: String,
    pub cite: String,
    pub evidence: Vec<Evidence>,
    pub accept: Vec<AcceptedCode>,
}

/// Words of a document that a code rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub document: String,
    pub quote: String,
}

/// A code that earns a part of what the key's code earns.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptedCode {
    pub code: Code,
    pub share: f64,
    pub why: String,
}

/// Codes that are neither asked for nor wrong: optional by the facility's policy, or harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neutral {
    pub codes: NeutralCodes,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NeutralCodes {
    One(Code),
    /// Every code that begins so.
    Beginning(Code),
}

impl Neutral {
    pub fn holds(&self, code: &Code) -> bool {
        match &self.codes {
            NeutralCodes::One(one) => one == code,
            NeutralCodes::Beginning(prefix) => code.as_str().starts_with(prefix.as_str()),
        }
    }
}

/// A code that the record tempts to, and others that stand for the same mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongCode {
    pub code: Code,
    pub also: Vec<Code>,
    pub document: String,
    pub why: String,
}

impl WrongCode {
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        std::iter::once(&self.code).chain(&self.also)
    }
}

impl Codes {
    /// What there is to pick from where codes are not typed: the key's, those that earn a part, and all that tempt.
    pub fn choices(&self, system: System) -> Vec<&Code> {
        let of_system = |role: CodeRole| role.system() == system;
        let key = self.key.iter().filter(|key| of_system(key.role));
        let right = key.flat_map(|key| std::iter::once(&key.code).chain(key.accept.iter().map(|other| &other.code)));
        let optional = self.neutral.iter().filter_map(|neutral| match &neutral.codes {
            NeutralCodes::One(code) => Some(code),
            NeutralCodes::Beginning(_) => None,
        });
        // These do not say which system they are of.
        let table = Codebook::built_in().table(system);
        let tempting = self.wrong.iter().flat_map(WrongCode::codes).chain(optional);
        let tempting = tempting.filter(|code| table.find(code.as_str()).is_some_and(|entry| entry.is_billable()));
        let all: BTreeSet<&Code> = right.chain(tempting).collect();
        all.into_iter().collect()
    }

    pub fn field(&self, role: CodeRole) -> Option<&Field> {
        self.fields.iter().find(|field| field.role == role)
    }
}

/// Whether a table of these roles is answered: it has the diagnosis that comes first, or any code where none does.
pub fn is_answered(fields: &[Field], rows: &[CodeRow]) -> bool {
    match fields.iter().find(|field| field.role.is_first()) {
        Some(first) => rows.iter().any(|row| row.role == first.role),
        None => !rows.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for (typed, written) in [("m80.051a", "M80.051A"), ("D62", "D62"), ("i10", "I10"), ("E119", "E11.9")] {
            assert_eq!(Code::read(typed).unwrap().written(System::Icd10Cm), written);
        }
        assert_eq!(Code::read("0srr019").unwrap().written(System::Icd10Pcs), "0SRR019");
        for other in ["", ".", "M80.051AB", "D6-2", "é10"] {
            assert_eq!(Code::read(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_written_of_a_row_is_read_back() {
        let row = CodeRow { role: CodeRole::FirstListed, code: Code::read("D62").unwrap(), poa: Some(Poa::Exempt) };
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(json, r#"{"role":"first_listed","code":"D62","poa":"1"}"#);
        assert_eq!(serde_json::from_str::<CodeRow>(&json).unwrap(), row);
        assert!(serde_json::from_str::<CodeRow>(r#"{"role":"principal","code":"12345678"}"#).is_err());
    }

    #[test]
    fn the_list_to_pick_from_is_sorted_and_holds_the_key_and_what_tempts() {
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/fixtures/coding-banks/ward/items.json")).unwrap();
        let item = crate::bank::read::item(&file["items"][0].to_string()).0.unwrap();
        let codes = item.codes().unwrap();
        let written = |system| codes.choices(system).into_iter().map(|code| code.written(system)).collect::<Vec<_>>();
        let diagnoses = written(System::Icd10Cm);
        assert!(diagnoses.is_sorted() && diagnoses.len() > 10, "{diagnoses:?}");
        for code in ["K80.00", "E11.22", "N18.31", "N18.30", "E87.6", "Z79.4", "R10.11"] {
            assert!(diagnoses.iter().any(|one| one == code), "{code}");
        }
        assert!(!diagnoses.iter().any(|code| code == "0FT44ZZ"));
        assert!(written(System::Icd10Pcs).iter().any(|code| code == "0FT44ZZ"));
    }

    #[test]
    fn indicators_have_their_letters() {
        assert_eq!(
            "ynuw1Q".chars().map(|c| Poa::typed(c).map(Poa::letter)).collect::<Vec<_>>(),
            [Some('Y'), Some('N'), Some('U'), Some('W'), Some('1'), None]
        );
    }
}
