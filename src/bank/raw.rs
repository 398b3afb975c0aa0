//! The bank format as it stands in a file: every field optional, text borrowed from the file.
//!
//! Owns the names of the fields and nothing else. Whether a field must be there, and what it may hold,
//! is decided in `read`, so that one fault does not hide the next.

mod query;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

pub(super) use self::query::{RawModel, RawModelParts, RawPart, RawRule, RawSet, RawSlot, RawTest};

/// Text that is borrowed from the file where no escape stands in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Text<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

#[cfg(test)]
impl schemars::JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// One file of a bank; items and cases stay unparsed, so that each can fail alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "BankFile", title = "A file of a practicum bank", description = "Format 1."))]
pub(super) struct RawFile<'a> {
    #[cfg_attr(test, schemars(required, extend("const" = super::load::FORMAT)))]
    pub(super) format: Option<u32>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) credential: Option<Text<'a>>,
    /// Where the file comes from, for its readers.
    #[serde(borrow, default)]
    #[expect(dead_code, reason = "allowed in a file, never read by the program")]
    pub(super) about: Option<Text<'a>>,
    #[serde(borrow, default)]
    #[cfg_attr(test, schemars(with = "Vec<RawItem<'a>>"))]
    pub(super) items: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    #[cfg_attr(test, schemars(with = "Vec<RawCase<'a>>"))]
    pub(super) cases: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Item", transform = super::schema::by_kind))]
#[expect(dead_code, reason = "a field that is known and not looked at is taken in")]
pub(super) struct RawItem<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, regex(pattern = "^[A-Za-z0-9._-]{1,80}$")))]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) domain: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) task: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) topic: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, extend("enum" = ["single", "multi", "numeric", "codes", "query", "order"])))]
    pub(super) kind: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, extend("enum" = ["recall", "application", "analysis"])))]
    pub(super) level: Option<Text<'a>>,
    #[cfg_attr(test, schemars(required, range(min = 0.25, max = 0.95)))]
    pub(super) angoff: Option<f64>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) stem: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) options: Option<Vec<RawOption<'a>>>,
    pub(super) choose: Option<u64>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(extend("enum" = ["natural", null])))]
    pub(super) order: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) rationale: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(super) sources: Option<Vec<RawSource<'a>>>,
    #[serde(borrow)]
    pub(super) calc: Option<OneOrMany<'a>>,
    #[serde(borrow)]
    pub(super) code_set: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) enemies: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(super) case: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) after: Option<Vec<Text<'a>>>,
    /// Rules of `bank check` whose findings here are meant to be so, each with the reason.
    #[serde(borrow)]
    pub(super) accept: Option<BTreeMap<Cow<'a, str>, Text<'a>>>,
    // What `codes` asks for.
    #[serde(borrow)]
    pub(super) fields: Option<Vec<RawField<'a>>>,
    #[serde(borrow)]
    pub(super) key: Option<Vec<RawKeyCode<'a>>>,
    #[serde(borrow)]
    pub(super) neutral: Option<Vec<RawNeutral<'a>>>,
    #[serde(borrow)]
    pub(super) wrong: Option<Vec<RawWrong<'a>>>,
    // What `numeric` asks for, `wrong` too.
    #[serde(borrow)]
    pub(super) answer: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) unit: Option<Text<'a>>,
    #[cfg_attr(test, schemars(range(max = 9)))]
    pub(super) round: Option<u32>,
    #[cfg_attr(test, schemars(range(min = 0)))]
    pub(super) tolerance: Option<f64>,
    // What `query` asks for.
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(extend("enum" = [
            "new_diagnosis", "clinical_validation", "specificity", "conflict", "poa", "cause", "procedure", null
        ]))
    )]
    pub(super) need: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) setting: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) documents: Option<Vec<RawDocument<'a>>>,
    #[serde(borrow)]
    pub(super) slots: Option<Vec<RawSlot<'a>>>,
    #[serde(borrow)]
    pub(super) rules: Option<Vec<RawRule<'a>>>,
    #[serde(borrow)]
    pub(super) models: Option<Vec<RawModel<'a>>>,
    // A field whose name is known, and whose inside is not looked at.
    pub(super) drg: Option<Later>,
}

/// A field that is known and not yet read: any JSON.
pub(super) type Later = serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Field"))]
pub(super) struct RawField<'a> {
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(required, extend("enum" = ["principal", "first_listed", "secondary", "procedure"]))
    )]
    pub(super) role: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, extend("enum" = ["icd10cm", "icd10pcs"])))]
    pub(super) system: Option<Text<'a>>,
    pub(super) poa: Option<bool>,
    #[cfg_attr(test, schemars(required, range(min = 1, max = 99)))]
    pub(super) max: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "KeyCode"))]
pub(super) struct RawKeyCode<'a> {
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(required, extend("enum" = ["principal", "first_listed", "secondary", "procedure"]))
    )]
    pub(super) role: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) code: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(extend("enum" = ["Y", "N", "U", "W", "exempt", null])))]
    pub(super) poa: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) why: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) cite: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(super) evidence: Option<Vec<RawEvidence<'a>>>,
    #[serde(borrow)]
    pub(super) accept: Option<Vec<RawAcceptedCode<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Evidence"))]
pub(super) struct RawEvidence<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) doc: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) quote: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "AcceptedCode"))]
pub(super) struct RawAcceptedCode<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) code: Option<Text<'a>>,
    #[cfg_attr(test, schemars(required, range(min = 0, max = 1)))]
    pub(super) share: Option<f64>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) why: Option<Text<'a>>,
}

/// One code, or all that begin so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Neutral"))]
pub(super) struct RawNeutral<'a> {
    #[serde(borrow)]
    pub(super) code: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) prefix: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) why: Option<Text<'a>>,
}

/// A wrong code, or a wrong number: which of the fields belong there is looked at later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Wrong"))]
pub(super) struct RawWrong<'a> {
    #[serde(borrow)]
    pub(super) code: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) also: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(super) doc: Option<Text<'a>>,
    /// A number, where one is asked for.
    #[serde(borrow)]
    pub(super) answer: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) why: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Option"))]
pub(super) struct RawOption<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) text: Option<Text<'a>>,
    pub(super) key: Option<bool>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) why: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Source"))]
pub(super) struct RawSource<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) cite: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$")))]
    pub(super) checked: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) url: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Calc"))]
pub(super) struct RawCalc<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) expr: Option<Text<'a>>,
    #[cfg_attr(test, schemars(range(max = 9)))]
    pub(super) round: Option<u32>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) answer: Option<Text<'a>>,
    pub(super) option: Option<u64>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(extend("enum" = ["max", "min", null])))]
    pub(super) pick: Option<Text<'a>>,
}

/// One calculation, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Calcs"))]
pub(super) enum OneOrMany<'a> {
    #[serde(borrow)]
    One(RawCalc<'a>),
    #[serde(borrow)]
    Many(Vec<RawCalc<'a>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Case"))]
pub(super) struct RawCase<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) title: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) setting: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) code_set: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) policy: Option<Text<'a>>,
    pub(super) encounter: Option<Later>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(super) documents: Option<Vec<RawDocument<'a>>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(super) items: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(super) accept: Option<BTreeMap<Cow<'a, str>, Text<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Document"))]
pub(super) struct RawDocument<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) id: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) title: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) author: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) role: Option<Text<'a>>,
    #[serde(borrow)]
    pub(super) date: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(super) text: Option<Text<'a>>,
}
