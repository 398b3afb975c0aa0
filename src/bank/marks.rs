//! What an answer of codes earns: each code by its role, parts for what is nearly right, something off for what is not
//! needed. Codes in, marks out.
//!
//! | | |
//! |---|---|
//! | principal or first-listed diagnosis | 3; in another role 1 |
//! | procedure | 2 |
//! | secondary diagnosis | 1; as the first one 0 |
//! | an accepted code | its share |
//! | wrong present on admission indicator | half; none for Y where the key says N, U or W |
//! | a code that is not needed | -1 |
//!
//! The sum is at least 0, and with a wrong or missing first diagnosis at most half of the maximum.

use serde::Serialize;

use super::coding::{AcceptedCode, Code, CodeRole, CodeRow, Codes, KeyCode, Poa};

const MISPLACED: f64 = 1.0;
const EXTRA: f64 = -1.0;
const WRONG_POA: f64 = 0.5;
const FIRST_WRONG: f64 = 0.5;

/// From this share of its marks on, an answer of codes counts as right where only right or wrong is asked for.
pub const RIGHT_SHARE: f64 = 0.7;

/// What a code turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Right,
    /// An accepted code for part of the marks.
    InPart,
    WrongRole,
    WrongPoa,
    Missed,
    NotNeeded,
    /// Neither asked for nor wrong.
    Optional,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::InPart => "right in part",
            Self::WrongRole => "wrong role",
            Self::WrongPoa => "wrong POA",
            Self::Missed => "missed",
            Self::NotNeeded => "not needed",
            Self::Optional => "optional",
        }
    }
}

/// A code that was typed, or one that was missed, with what it earned.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedCode<'a> {
    /// None for one that was missed.
    pub row: Option<&'a CodeRow>,
    /// The key's code that it stands for.
    pub key: Option<&'a KeyCode>,
    /// Where it stands for the key's code without being it.
    pub accepted: Option<&'a AcceptedCode>,
    pub verdict: Verdict,
    pub marks: f64,
    /// Why a code without a key is not needed or optional; empty where the item has no word on it.
    pub why: &'a str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Marking<'a> {
    /// By the item's roles; in each what was typed, then what was missed.
    pub codes: Vec<MarkedCode<'a>>,
    pub marks: f64,
    pub maximum: f64,
    /// Whether a wrong first diagnosis took marks away.
    pub capped: bool,
}

impl Marking<'_> {
    pub fn share(&self) -> f64 {
        if self.maximum > 0.0 { self.marks / self.maximum } else { 0.0 }
    }

    pub fn is_right(&self) -> bool {
        self.share() >= RIGHT_SHARE - 1e-9
    }
}

/// What a code of the key earns in its role.
pub fn worth(role: CodeRole) -> f64 {
    match role {
        CodeRole::Principal | CodeRole::FirstListed => 3.0,
        CodeRole::Procedure => 2.0,
        CodeRole::Secondary => 1.0,
    }
}

pub fn mark<'a>(codes: &'a Codes, rows: &'a [CodeRow]) -> Marking<'a> {
    let matches = matched(codes, rows);
    let typed = rows.iter().zip(&matches).map(|(row, key)| match key {
        Some(key) => found(codes, row, &codes.key[*key]),
        None => unasked(codes, row),
    });
    let missed = codes.key.iter().enumerate().filter(|(place, _)| !matches.contains(&Some(*place)));
    let missed = missed.map(|(_, key)| MarkedCode {
        row: None,
        key: Some(key),
        accepted: None,
        verdict: Verdict::Missed,
        marks: 0.0,
        why: "",
    });
    let mut marked: Vec<MarkedCode<'a>> = typed.chain(missed).collect();
    let order = |code: &MarkedCode<'_>| {
        let role = code.row.map(|row| row.role).or(code.key.map(|key| key.role));
        codes.fields.iter().position(|field| Some(field.role) == role)
    };
    marked.sort_by_key(order);
    let maximum: f64 = codes.key.iter().map(|key| worth(key.role)).sum();
    let sum = marked.iter().map(|code| code.marks).sum::<f64>().max(0.0);
    let most = if is_first_wrong(codes, &marked) { maximum * FIRST_WRONG } else { maximum };
    Marking { codes: marked, marks: sum.min(most), maximum, capped: sum > most }
}

/// Which key each row stands for: its own code in its role first, then its code elsewhere, then accepted ones. A key
/// is taken once.
fn matched(codes: &Codes, rows: &[CodeRow]) -> Vec<Option<usize>> {
    let is_key = |row: &CodeRow, key: &KeyCode| row.code == key.code;
    let is_accepted = |row: &CodeRow, key: &KeyCode| accepted(row, key).is_some();
    let in_role = |row: &CodeRow, key: &KeyCode| row.role == key.role;
    let mut matches: Vec<Option<usize>> = vec![None; rows.len()];
    let mut pass = |fits: &dyn Fn(&CodeRow, &KeyCode) -> bool| {
        for (place, row) in rows.iter().enumerate() {
            if matches[place].is_none() {
                let free = |key: &usize| !matches.contains(&Some(*key)) && fits(row, &codes.key[*key]);
                matches[place] = (0..codes.key.len()).find(free);
            }
        }
    };
    pass(&|row, key| is_key(row, key) && in_role(row, key));
    pass(&is_key);
    pass(&|row, key| is_accepted(row, key) && in_role(row, key));
    pass(&is_accepted);
    matches
}

fn accepted<'a>(row: &CodeRow, key: &'a KeyCode) -> Option<&'a AcceptedCode> {
    key.accept.iter().find(|accept| accept.code == row.code)
}

fn found<'a>(codes: &Codes, row: &'a CodeRow, key: &'a KeyCode) -> MarkedCode<'a> {
    let accepted = accepted(row, key).filter(|_| row.code != key.code);
    let in_role = row.role == key.role;
    let base = match (in_role, key.role.is_first()) {
        (true, _) => worth(key.role),
        (false, true) => MISPLACED,
        (false, false) => 0.0,
    };
    let asked = codes.field(row.role).is_some_and(|field| field.poa);
    let poa = key.poa.filter(|_| asked).map_or(1.0, |poa| poa_kept(poa, row.poa));
    let verdict = match (in_role, poa < 1.0, accepted) {
        (false, ..) => Verdict::WrongRole,
        (true, true, _) => Verdict::WrongPoa,
        (true, false, Some(_)) => Verdict::InPart,
        (true, false, None) => Verdict::Right,
    };
    let marks = base * accepted.map_or(1.0, |accept| accept.share) * poa;
    MarkedCode { row: Some(row), key: Some(key), accepted, verdict, marks, why: "" }
}

/// What is kept of a code's marks with this indicator.
fn poa_kept(key: Poa, given: Option<Poa>) -> f64 {
    match (key, given) {
        (Poa::Exempt, None) => 1.0,
        (key, Some(given)) if key == given => 1.0,
        (Poa::No | Poa::Unknown | Poa::Undetermined, Some(Poa::Yes)) => 0.0,
        _ => WRONG_POA,
    }
}

fn unasked<'a>(codes: &'a Codes, row: &'a CodeRow) -> MarkedCode<'a> {
    let of_key = codes.key.iter().find_map(|key| {
        let why = accepted(row, key).map(|accept| accept.why.as_str());
        why.or_else(|| (key.code == row.code).then_some("It stands on the claim already."))
    });
    let of_wrong = || Some(codes.wrong.iter().find(|wrong| wrong.codes().any(|code| *code == row.code))?.why.as_str());
    let neutral = codes.neutral.iter().find(|neutral| neutral.holds(&row.code));
    let (verdict, marks, why) = match (of_key.or_else(of_wrong), neutral) {
        (Some(why), _) => (Verdict::NotNeeded, EXTRA, why),
        (None, Some(neutral)) => (Verdict::Optional, 0.0, neutral.why.as_str()),
        (None, None) => (Verdict::NotNeeded, EXTRA, ""),
    };
    MarkedCode { row: Some(row), key: None, accepted: None, verdict, marks, why }
}

/// Whether the first diagnosis is asked for and is not what stands there.
fn is_first_wrong(codes: &Codes, marked: &[MarkedCode<'_>]) -> bool {
    let first = codes.key.iter().find(|key| key.role.is_first());
    let stands = |first: &KeyCode| {
        let in_place = |code: &MarkedCode<'_>| code.row.is_some_and(|row| row.role == first.role);
        marked.iter().any(|code| in_place(code) && code.key == Some(first))
    };
    first.is_some_and(|first| !stands(first))
}

/// What answers that nobody should give would earn, beside the perfect one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Simulated {
    pub maximum: f64,
    pub perfect: f64,
    /// Every indicator Y, exempt codes blank; none where none is asked for.
    pub all_yes: Option<f64>,
    /// A wrong diagnosis first, all else perfect; none where no diagnosis comes first.
    pub first_wrong: Option<f64>,
    /// The perfect answer, and every wrong code of the record with it.
    pub everything: f64,
}

pub fn simulate(codes: &Codes) -> Simulated {
    let given = |poa: Option<Poa>| poa.filter(|poa| *poa != Poa::Exempt);
    let perfect: Vec<CodeRow> =
        codes.key.iter().map(|key| CodeRow { role: key.role, code: key.code.clone(), poa: given(key.poa) }).collect();
    let marks = |rows: &[CodeRow]| mark(codes, rows).marks;
    let all_yes = || {
        let yes = perfect.iter().map(|row| CodeRow { poa: row.poa.map(|_| Poa::Yes), ..row.clone() });
        marks(&yes.collect::<Vec<_>>())
    };
    let first_wrong = || {
        let mut rows = perfect.clone();
        match (rows.iter_mut().find(|row| row.role.is_first()), codes.wrong.first()) {
            (Some(first), Some(wrong)) => first.code = wrong.code.clone(),
            _ => rows.retain(|row| !row.role.is_first()),
        }
        marks(&rows)
    };
    let everything = || {
        let extra = |code: &Code| CodeRow { role: CodeRole::Secondary, code: code.clone(), poa: None };
        let wrong = codes.wrong.iter().map(|wrong| extra(&wrong.code));
        marks(&perfect.iter().cloned().chain(wrong).collect::<Vec<_>>())
    };
    Simulated {
        maximum: mark(codes, &perfect).maximum,
        perfect: marks(&perfect),
        all_yes: codes.fields.iter().any(|field| field.poa).then(all_yes),
        first_wrong: codes.fields.iter().any(|field| field.role.is_first()).then(first_wrong),
        everything: everything(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::coding::{Evidence, Field, Neutral, NeutralCodes, WrongCode};
    use super::*;
    use crate::codebook::FiscalYear;

    fn code(text: &str) -> Code {
        Code::read(text).unwrap()
    }

    fn key(role: CodeRole, text: &str, poa: Option<Poa>) -> KeyCode {
        let evidence = vec![Evidence { document: "note".into(), quote: "words".into() }];
        let (why, cite) = ("The record says so.".into(), "A rule".into());
        KeyCode { role, code: code(text), poa, why, cite, evidence, accept: Vec::new() }
    }

    /// A stay with a principal diagnosis, nine others of which two arose in the hospital and two are exempt, and a
    /// procedure; thirteen codes to fall for.
    fn stay() -> Codes {
        use Poa::{Exempt, No, Yes};
        let field = |role, poa, max| Field { role, poa, max };
        let secondary = |text: &str, poa| key(CodeRole::Secondary, text, Some(poa));
        let mut keys = vec![
            key(CodeRole::Principal, "K80.00", Some(Yes)),
            secondary("E11.22", Yes),
            secondary("N18.31", Yes),
            secondary("I10", Yes),
            secondary("J44.9", Yes),
            secondary("E66.01", Yes),
            secondary("D62", No),
            secondary("K91.89", No),
            secondary("Z79.4", Exempt),
            secondary("Z88.0", Exempt),
            key(CodeRole::Procedure, "0FT44ZZ", None),
        ];
        keys[2].accept = vec![AcceptedCode { code: code("N18.30"), share: 0.5, why: "The stage is known.".into() }];
        keys[0].accept = vec![AcceptedCode { code: code("K80.10"), share: 0.5, why: "It is acute.".into() }];
        let wrong = |text: &str| {
            let (document, why) = ("note".into(), "The record does not say it.".into());
            WrongCode { code: code(text), also: Vec::new(), document, why }
        };
        let tempting = ["K81.0", "E11.9", "N17.9", "R10.11", "E78.5", "F32.A", "J18.9", "Z87.11", "D64.9", "N39.0"];
        let mut wrongs: Vec<WrongCode> = tempting.into_iter().map(wrong).collect();
        wrongs.extend(["0FB44ZX", "0FT40ZZ", "BF10YZZ"].into_iter().map(wrong));
        wrongs[0].also = vec![code("K81.9")];
        Codes {
            year: FiscalYear::named("FY2026").unwrap(),
            fields: vec![
                field(CodeRole::Principal, true, 1),
                field(CodeRole::Secondary, true, 24),
                field(CodeRole::Procedure, false, 6),
            ],
            key: keys,
            neutral: vec![
                Neutral { codes: NeutralCodes::Beginning(code("Y92")), why: "The place is optional.".into() },
                Neutral { codes: NeutralCodes::One(code("Z90.49")), why: "Absence is optional.".into() },
            ],
            wrong: wrongs,
        }
    }

    fn role_of(name: &str) -> CodeRole {
        match name {
            "first" => CodeRole::Principal,
            "procedure" => CodeRole::Procedure,
            _ => CodeRole::Secondary,
        }
    }

    /// Rows as `first K80.00 Y, D62 N, procedure 0FT44ZZ`.
    fn rows(text: &str) -> Vec<CodeRow> {
        let row = |words: &str| {
            let mut words: Vec<&str> = words.split_whitespace().collect();
            let role = if ["first", "procedure"].contains(&words[0]) { words.remove(0) } else { "" };
            let poa = words.get(1).map(|letter| Poa::typed(letter.chars().next().unwrap()).unwrap());
            CodeRow { role: role_of(role), code: code(words[0]), poa }
        };
        text.split(',').filter(|row| !row.trim().is_empty()).map(row).collect()
    }

    /// What an answer earns, and what its codes turned out to be; those that were missed are left out.
    #[track_caller]
    fn earns(answer: &str, marks: f64, verdicts: &[Verdict]) {
        let (codes, rows) = (stay(), rows(answer));
        let marking = mark(&codes, &rows);
        let typed = marking.codes.iter().filter(|code| code.row.is_some());
        assert_eq!(typed.map(|code| code.verdict).collect::<Vec<_>>(), verdicts, "{answer}");
        assert!((marking.marks - marks).abs() < 1e-9, "{answer} earns {}", marking.marks);
    }

    #[test]
    fn simulated_answers_earn_what_they_should() {
        let expected =
            Simulated { maximum: 14.0, perfect: 14.0, all_yes: Some(12.0), first_wrong: Some(7.0), everything: 1.0 };
        assert_eq!(simulate(&stay()), expected);
    }

    #[test]
    fn each_role_has_its_worth() {
        use Verdict::{Missed, Right, WrongRole};
        earns("", 0.0, &[]);
        earns("first K80.00 Y", 3.0, &[Right]);
        earns("first K80.00 Y, E11.22 Y, procedure 0FT44ZZ", 6.0, &[Right; 3]);
        earns("K80.00 Y", 1.0, &[WrongRole]);
        earns("first I10 Y, K80.00 Y, D62 N", 2.0, &[WrongRole, WrongRole, Right]);
        let codes = stay();
        let missed = mark(&codes, &[]).codes.iter().filter(|code| code.verdict == Missed).count();
        assert_eq!(missed, 11);
    }

    #[test]
    fn an_indicator_that_is_wrong_costs_half_and_a_false_y_all() {
        use Verdict::{Right, WrongPoa};
        for (poa, marks, verdict) in
            [("N", 4.0, Right), ("Y", 3.0, WrongPoa), ("U", 3.5, WrongPoa), ("", 3.5, WrongPoa)]
        {
            earns(&format!("first K80.00 Y, D62 {poa}"), marks, &[Right, verdict]);
        }
        earns("first K80.00 N", 1.5, &[WrongPoa]);
        earns("first K80.00 Y, Z79.4, Z88.0 1", 5.0, &[Right; 3]);
        earns("first K80.00 Y, Z79.4 Y", 3.5, &[Right, WrongPoa]);
        earns("first K80.00 Y, I10 1", 3.5, &[Right, WrongPoa]);
    }

    #[test]
    fn what_is_nearly_right_earns_its_share_once() {
        use Verdict::{InPart, NotNeeded, Right, WrongPoa};
        earns("first K80.00 Y, N18.30 Y", 3.5, &[Right, InPart]);
        earns("first K80.00 Y, N18.30 N", 3.25, &[Right, WrongPoa]);
        earns("first K80.00 Y, N18.30 Y, N18.31 Y", 3.0, &[Right, NotNeeded, Right]);
        earns("first K80.10 Y, E11.22 Y", 2.5, &[InPart, Right]);
    }

    #[test]
    fn what_is_not_needed_costs_a_mark_and_never_more_than_there_is() {
        use Verdict::{NotNeeded, Optional, Right};
        earns("first K80.00 Y, K81.9 Y, Y92.009, Z90.49", 2.0, &[Right, NotNeeded, Optional, Optional]);
        earns("first K80.00 Y, I10 Y, I10 Y", 3.0, &[Right, Right, NotNeeded]);
        earns("first N39.0 Y, E78.5 Y", 0.0, &[NotNeeded; 2]);
        earns("first K80.00 Y, A00.0 Y", 2.0, &[Right, NotNeeded]);
    }

    #[test]
    fn reasons_are_those_of_the_item() {
        let (codes, rows) = (stay(), rows("K81.9, N18.30, N18.31, A00.0, Y92.009"));
        let whys = mark(&codes, &rows).codes.into_iter().filter(|code| code.key.is_none()).map(|code| code.why);
        let whys: Vec<&str> = whys.collect();
        assert_eq!(whys, ["The record does not say it.", "The stage is known.", "", "The place is optional."]);
    }

    #[test]
    fn without_a_first_diagnosis_nothing_is_capped() {
        let mut codes = stay();
        codes.fields.remove(0);
        codes.key.remove(0);
        let simulated = simulate(&codes);
        assert_eq!((simulated.maximum, simulated.perfect, simulated.first_wrong), (11.0, 11.0, None));
    }

    fn any_row() -> impl proptest::strategy::Strategy<Value = CodeRow> {
        use proptest::prelude::*;
        let all = stay();
        let codes: Vec<Code> =
            all.key.iter().map(|key| key.code.clone()).chain(all.wrong[0].codes().cloned()).collect();
        let role = prop::sample::select(vec![CodeRole::Principal, CodeRole::Secondary, CodeRole::Procedure]);
        let poa = prop::option::of(prop::sample::select(Poa::ALL.to_vec()));
        (role, prop::sample::select(codes), poa).prop_map(|(role, code, poa)| CodeRow { role, code, poa })
    }

    proptest::proptest! {
        #[test]
        fn marks_stay_in_range_and_no_code_is_lost(rows in proptest::collection::vec(any_row(), 0..20)) {
            let codes = stay();
            let marking = mark(&codes, &rows);
            proptest::prop_assert!((0.0..=14.0).contains(&marking.marks));
            proptest::prop_assert_eq!(marking.codes.iter().filter(|code| code.row.is_some()).count(), rows.len());
            let mut keys: Vec<&Code> = marking.codes.iter().filter_map(|code| Some(&code.key?.code)).collect();
            keys.sort();
            let mut expected: Vec<&Code> = codes.key.iter().map(|key| &key.code).collect();
            expected.sort();
            proptest::prop_assert_eq!(keys, expected);
        }
    }
}
