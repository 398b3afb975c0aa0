//! What an item of the kind `codes` asks for, out of its JSON.

use super::super::coding::{
    AcceptedCode, Code, CodeRole, Codes, Evidence, Field, KeyCode, Neutral, NeutralCodes, Poa, WrongCode,
};
use super::super::finding::Fault;
use super::super::raw::{RawAcceptedCode, RawEvidence, RawField, RawKeyCode, RawNeutral, RawWrong, Text};
use super::{listed, owned, required};
use crate::codebook::{FiscalYear, System};

pub(super) struct RawCodes<'a> {
    pub(super) fields: Option<Vec<RawField<'a>>>,
    pub(super) key: Option<Vec<RawKeyCode<'a>>>,
    pub(super) neutral: Option<Vec<RawNeutral<'a>>>,
    pub(super) wrong: Option<Vec<RawWrong<'a>>>,
}

const MOST: u64 = 99;
const NOT_A_CODE: &str = "write one code, as in E11.9 or 0DTN4ZZ";

pub(super) fn read(
    raw: RawCodes<'_>,
    code_set: Option<&Text<'_>>,
    case: Option<&Text<'_>>,
    faults: &mut Vec<Fault>,
) -> Option<Codes> {
    let before = faults.len();
    let year = read_year(code_set, faults);
    if case.is_none() && !faults.iter().any(|fault| fault.place == "case") {
        let hint = "codes are typed from the documents of a case: name it";
        faults.push(Fault::error("missing-field", "case", "missing", hint));
    }
    let fields: Vec<Field> = listed(raw.fields, "fields", faults)
        .enumerate()
        .filter_map(|(index, raw)| read_field(&format!("fields[{index}]"), raw, faults))
        .collect();
    check_fields(&fields, faults);
    let key: Vec<KeyCode> = listed(raw.key, "key", faults)
        .enumerate()
        .filter_map(|(index, raw)| read_key(&format!("key[{index}]"), raw, &fields, faults))
        .collect();
    let neutral = raw.neutral.unwrap_or_default().into_iter().enumerate();
    let neutral = neutral.filter_map(|(index, raw)| read_neutral(&format!("neutral[{index}]"), raw, faults)).collect();
    let wrong = raw.wrong.unwrap_or_default().into_iter().enumerate();
    let wrong = wrong.filter_map(|(index, raw)| read_wrong(&format!("wrong[{index}]"), raw, faults)).collect();
    // A code that could not be read may be the one that is missed.
    if faults.len() == before {
        check_key(&fields, &key, faults);
    }
    (faults.len() == before).then_some(())?;
    Some(Codes { year: year?, fields, key, neutral, wrong })
}

fn read_year(code_set: Option<&Text<'_>>, faults: &mut Vec<Fault>) -> Option<FiscalYear> {
    let hint = "write the fiscal year whose codes are typed, as in FY2026";
    let Some(Text(name)) = code_set else {
        if !faults.iter().any(|fault| fault.place == "code_set") {
            faults.push(Fault::error("missing-field", "code_set", "missing", hint));
        }
        return None;
    };
    let year = FiscalYear::named(name);
    if year.is_none() {
        faults.push(Fault::error("code-set", "code_set", format!("'{name}' is no year of codes"), hint));
    }
    year
}

fn read_role(role: Option<Text<'_>>, place: &str, faults: &mut Vec<Fault>) -> Option<CodeRole> {
    let name = required(role, &format!("{place}.role"), faults)?;
    let role = CodeRole::named(&name);
    if role.is_none() {
        let hint = "use principal, first_listed, secondary or procedure";
        faults.push(Fault::error("role", format!("{place}.role"), format!("'{name}' is no role"), hint));
    }
    role
}

fn read_code(code: Option<Text<'_>>, place: &str, faults: &mut Vec<Fault>) -> Option<Code> {
    let text = required(code, place, faults)?;
    let code = Code::read(&text);
    if code.is_none() {
        faults.push(Fault::error("code", place, format!("'{text}' is no code"), NOT_A_CODE));
    }
    code
}

fn read_field(place: &str, raw: RawField<'_>, faults: &mut Vec<Fault>) -> Option<Field> {
    let role = read_role(raw.role, place, faults);
    let system = required(raw.system, &format!("{place}.system"), faults);
    if let (Some(role), Some(system)) = (role, system) {
        let name = match role.system() {
            System::Icd10Cm => "icd10cm",
            System::Icd10Pcs => "icd10pcs",
        };
        if system != name {
            let reason = format!("'{system}' is no system of this role");
            faults.push(Fault::error("role", format!("{place}.system"), reason, format!("write {name}")));
        }
    }
    let poa = raw.poa.unwrap_or(false);
    if poa && matches!(role, Some(CodeRole::FirstListed | CodeRole::Procedure)) {
        let hint = "only diagnoses of inpatients have an indicator; take it out";
        faults.push(Fault::error("poa", format!("{place}.poa"), "a role without an indicator", hint));
    }
    let most = if role.is_some_and(CodeRole::is_first) { 1 } else { MOST };
    let max = raw.max.filter(|max| (1..=most).contains(max));
    if max.is_none() {
        let hint = format!("say how many codes can be typed: {}", if most == 1 { "1" } else { "1 to 99" });
        faults.push(Fault::error("role", format!("{place}.max"), "missing or not possible", hint));
    }
    Some(Field { role: role?, poa, max: usize::try_from(max?).ok()? })
}

fn check_fields(fields: &[Field], faults: &mut Vec<Fault>) {
    for (index, field) in fields.iter().enumerate() {
        let same = |other: &Field| other.role == field.role || (other.role.is_first() && field.role.is_first());
        if fields[..index].iter().any(same) {
            let hint = "name each role once, and either principal or first_listed";
            faults.push(Fault::error("role", format!("fields[{index}].role"), "a role that is there before", hint));
        }
    }
}

fn read_key(place: &str, raw: RawKeyCode<'_>, fields: &[Field], faults: &mut Vec<Fault>) -> Option<KeyCode> {
    let role = read_role(raw.role, place, faults);
    let field = fields.iter().find(|field| Some(field.role) == role);
    if let (Some(role), None) = (role, field) {
        let reason = format!("{} is no role among the fields", role.name());
        faults.push(Fault::error("role", format!("{place}.role"), reason, "add the role to fields, or correct it"));
    }
    let code = read_code(raw.code, &format!("{place}.code"), faults);
    let poa = read_poa(raw.poa, field, &format!("{place}.poa"), faults);
    let why = required(raw.why, &format!("{place}.why"), faults);
    let cite = required(raw.cite, &format!("{place}.cite"), faults);
    let evidence: Vec<Evidence> = listed(raw.evidence, &format!("{place}.evidence"), faults)
        .enumerate()
        .filter_map(|(index, raw)| read_evidence(&format!("{place}.evidence[{index}]"), raw, faults))
        .collect();
    let accept = raw.accept.unwrap_or_default().into_iter().enumerate();
    let accept = accept.filter_map(|(index, raw)| read_accepted(&format!("{place}.accept[{index}]"), raw, faults));
    let accept = accept.collect();
    Some(KeyCode { role: role?, code: code?, poa, why: why?, cite: cite?, evidence, accept })
}

fn read_poa(raw: Option<Text<'_>>, field: Option<&Field>, place: &str, faults: &mut Vec<Fault>) -> Option<Poa> {
    let hint = "write Y, N, U, W or exempt where the role asks for an indicator, and nothing elsewhere";
    let (reason, poa) = match (raw.map(owned).as_deref(), field.map(|field| field.poa)) {
        (Some("exempt"), Some(true)) => return Some(Poa::Exempt),
        (Some(letter @ ("Y" | "N" | "U" | "W")), Some(true)) => return letter.chars().next().and_then(Poa::typed),
        (None, Some(false) | None) | (_, None) => return None,
        (Some(other), Some(true)) => (format!("'{other}' is no indicator"), None),
        (Some(_), Some(false)) => ("an indicator where none is asked for".to_owned(), None),
        (None, Some(true)) => ("missing".to_owned(), None),
    };
    faults.push(Fault::error("poa", place, reason, hint));
    poa
}

fn read_evidence(place: &str, raw: RawEvidence<'_>, faults: &mut Vec<Fault>) -> Option<Evidence> {
    let document = required(raw.doc, &format!("{place}.doc"), faults);
    let quote = required(raw.quote, &format!("{place}.quote"), faults);
    Some(Evidence { document: document?, quote: quote? })
}

fn read_accepted(place: &str, raw: RawAcceptedCode<'_>, faults: &mut Vec<Fault>) -> Option<AcceptedCode> {
    let code = read_code(raw.code, &format!("{place}.code"), faults);
    let share = raw.share.filter(|share| *share > 0.0 && *share <= 1.0);
    if share.is_none() {
        let hint = "give the part of the marks that it earns, above 0 and up to 1";
        faults.push(Fault::error("key", format!("{place}.share"), "missing or not possible", hint));
    }
    let why = required(raw.why, &format!("{place}.why"), faults);
    Some(AcceptedCode { code: code?, share: share?, why: why? })
}

fn read_neutral(place: &str, raw: RawNeutral<'_>, faults: &mut Vec<Fault>) -> Option<Neutral> {
    let codes = match (raw.code, raw.prefix) {
        (code @ Some(_), None) => read_code(code, &format!("{place}.code"), faults).map(NeutralCodes::One),
        (None, prefix @ Some(_)) => read_code(prefix, &format!("{place}.prefix"), faults).map(NeutralCodes::Beginning),
        _ => {
            faults.push(Fault::error("code", place, "not one of code and prefix", "name a code, or how codes begin"));
            None
        }
    };
    let why = required(raw.why, &format!("{place}.why"), faults);
    Some(Neutral { codes: codes?, why: why? })
}

fn read_wrong(place: &str, raw: RawWrong<'_>, faults: &mut Vec<Fault>) -> Option<WrongCode> {
    if raw.answer.is_some() {
        let hint = "a wrong code has code, doc and why";
        faults.push(Fault::error("unknown-field", format!("{place}.answer"), "answer belongs to numeric", hint));
    }
    let code = read_code(raw.code, &format!("{place}.code"), faults);
    let also = raw.also.unwrap_or_default().into_iter().enumerate();
    let also = also.filter_map(|(index, text)| read_code(Some(text), &format!("{place}.also[{index}]"), faults));
    let also = also.collect();
    let document = required(raw.doc, &format!("{place}.doc"), faults);
    let why = required(raw.why, &format!("{place}.why"), faults);
    Some(WrongCode { code: code?, also, document: document?, why: why? })
}

/// Every role has its codes, the first one exactly one, and none more than can be typed.
fn check_key(fields: &[Field], key: &[KeyCode], faults: &mut Vec<Fault>) {
    for field in fields {
        let count = key.iter().filter(|key| key.role == field.role).count();
        let name = field.role.name();
        if field.role.is_first() && count != 1 {
            let hint = "a claim has one diagnosis that comes first";
            faults.push(Fault::error("key", "key", format!("{count} codes as {name}"), hint));
        } else if count > field.max {
            let reason = format!("{count} codes as {name}, where {} can be typed", field.max);
            faults.push(Fault::error("key", "key", reason, "raise max"));
        }
    }
}
