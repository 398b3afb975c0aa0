//! The fields of a `query` item.

use serde::Deserialize;

use super::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Slot"))]
pub(in crate::bank) struct RawSlot<'a> {
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(required, extend("enum" = ["to", "title", "indicators", "question", "choices", "closing"]))
    )]
    pub(in crate::bank) id: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) label: Option<Text<'a>>,
    #[cfg_attr(test, schemars(required, range(max = 99)))]
    pub(in crate::bank) min: Option<u64>,
    #[cfg_attr(test, schemars(required, range(min = 1, max = 99)))]
    pub(in crate::bank) max: Option<u64>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(in crate::bank) parts: Option<Vec<RawPart<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Part"))]
pub(in crate::bank) struct RawPart<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) id: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) text: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) why: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(inner(regex(
            pattern = "^(leading|impact|misquoted|interpretation|prior_encounter|irrelevant|wrong_addressee)$"
        )))
    )]
    pub(in crate::bank) flags: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(in crate::bank) doc: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) quote: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(extend("enum" = ["open", "choice", "yes_no", null])))]
    pub(in crate::bank) form: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(extend("enum" = ["diagnosis", "other", "undetermined", "yes", "no", null])))]
    pub(in crate::bank) role: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) supported_by: Option<Vec<Text<'a>>>,
}

/// A rule of the library by its id, with what is the item's own; or a whole rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Rule"))]
pub(in crate::bank) struct RawRule<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) id: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) of: Option<Vec<Text<'a>>>,
    pub(in crate::bank) min: Option<u64>,
    #[serde(borrow)]
    pub(in crate::bank) sets: Option<Vec<RawSet<'a>>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(inner(regex(pattern = "^(open|choice|yes_no)$"))))]
    pub(in crate::bank) allowed: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(in crate::bank) text: Option<Text<'a>>,
    #[cfg_attr(test, schemars(range(min = 1, max = 9)))]
    pub(in crate::bank) points: Option<u64>,
    pub(in crate::bank) fatal: Option<bool>,
    #[serde(borrow)]
    pub(in crate::bank) test: Option<RawTest<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) fail: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) source: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) when: Option<RawWhen<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "When"))]
pub(in crate::bank) struct RawWhen<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, inner(regex(pattern = "^(open|choice|yes_no)$"))))]
    pub(in crate::bank) form: Option<Vec<Text<'a>>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Test"))]
pub(in crate::bank) struct RawTest<'a> {
    #[serde(borrow)]
    #[cfg_attr(
        test,
        schemars(extend("enum" = ["cites", "cites_each", "clean", "form_in", "choices_fit", "supported", null]))
    )]
    pub(in crate::bank) op: Option<Text<'a>>,
    /// A slot, or `*` for all.
    #[serde(borrow)]
    pub(in crate::bank) slot: Option<Text<'a>>,
    #[serde(borrow)]
    pub(in crate::bank) of: Option<Vec<Text<'a>>>,
    pub(in crate::bank) min: Option<u64>,
    #[serde(borrow)]
    pub(in crate::bank) sets: Option<Vec<RawSet<'a>>>,
    #[serde(borrow)]
    pub(in crate::bank) allowed: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(in crate::bank) flags: Option<Vec<Text<'a>>>,
    #[serde(borrow)]
    pub(in crate::bank) none_flag: Option<Vec<Text<'a>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Set"))]
pub(in crate::bank) struct RawSet<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) label: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required, length(min = 1)))]
    pub(in crate::bank) of: Option<Vec<Text<'a>>>,
    #[cfg_attr(test, schemars(required, range(min = 1, max = 99)))]
    pub(in crate::bank) min: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "Model"))]
pub(in crate::bank) struct RawModel<'a> {
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) name: Option<Text<'a>>,
    #[serde(borrow)]
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) parts: Option<RawModelParts<'a>>,
    #[cfg_attr(test, schemars(required))]
    pub(in crate::bank) compliant: Option<bool>,
    #[serde(borrow)]
    pub(in crate::bank) fails: Option<Vec<Text<'a>>>,
    pub(in crate::bank) percent: Option<u64>,
}

/// Ids of parts, or `ALL` of them.
#[derive(Deserialize)]
#[serde(untagged)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename = "ModelParts"))]
pub(in crate::bank) enum RawModelParts<'a> {
    #[serde(borrow)]
    All(Text<'a>),
    #[serde(borrow)]
    Listed(Vec<Text<'a>>),
}
