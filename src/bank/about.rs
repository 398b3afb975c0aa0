//! The page about a credential: what its `outline.json` says of it, with the exam itself as the newest outline has it.

use serde::Serialize;

use super::outline::{Books, Confidence, Credential, Outline};

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    pub heading: String,
    pub facts: Vec<Told>,
}

/// A fact, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    pub text: String,
    pub source: String,
    /// As `2026-11`; where an outline says it in its own words, none.
    pub seen: Option<String>,
    /// None where the text says it itself.
    pub confidence: Option<Confidence>,
}

impl Told {
    /// `source, as of 2026-11. How sure: medium.`
    fn standing(&self) -> String {
        let seen = self.seen.as_ref().map(|seen| format!(", as of {seen}")).unwrap_or_default();
        let sure = self.confidence.map(|confidence| format!(" How sure: {}.", confidence.name()));
        format!("{}{seen}.{}", self.source.trim_end_matches('.'), sure.unwrap_or_default())
    }
}

impl Part {
    /// What each fact rests on, said once after the last of those that rest on the same.
    pub fn standings(&self) -> impl Iterator<Item = (&Told, Option<String>)> {
        let differs =
            |at: usize, fact: &Told| self.facts.get(at + 1).is_none_or(|next| next.standing() != fact.standing());
        self.facts.iter().enumerate().map(move |(at, fact)| (fact, differs(at, fact).then(|| fact.standing())))
    }
}

/// What it certifies and who may sit come first, then the exam, then the rest.
pub fn page(credential: &Credential) -> Vec<Part> {
    let mut parts: Vec<Part> = credential.about.iter().map(part).collect();
    if let Some(outline) = credential.outlines.first() {
        let exam = [
            Part { heading: "How the exam runs".to_owned(), facts: exam(outline) },
            Part { heading: "What it covers".to_owned(), facts: coverage(credential, outline) },
        ];
        let place = parts.len().min(BEFORE_THE_EXAM);
        parts.splice(place..place, exam);
    }
    parts
}

/// Parts of `about` that stand before the exam.
const BEFORE_THE_EXAM: usize = 2;

fn part(section: &super::outline::Section) -> Part {
    let told = |fact: &super::outline::Fact| Told {
        text: fact.text.clone(),
        source: fact.source.clone(),
        seen: Some(fact.seen.clone()),
        confidence: Some(fact.confidence),
    };
    Part { heading: section.heading.clone(), facts: section.facts.iter().map(told).collect() }
}

fn of_outline(outline: &Outline, text: String) -> Told {
    Told { text, source: outline.source.clone(), seen: None, confidence: Some(outline.confidence) }
}

fn exam(outline: &Outline) -> Vec<Told> {
    let scale = outline.scale;
    let mut text = format!(
        "{} items, {} of them scored and {} not, in {} minutes. Scale {} to {}, passed from {}.",
        outline.items(),
        outline.scored,
        outline.pretest,
        outline.minutes,
        scale.min,
        scale.max,
        scale.pass
    );
    if let Some(plan) = &outline.cases {
        text += &format!(" {} cases: {}.", plan.count, plan.settings.join(", "));
    }
    text += match outline.books {
        Books::Closed => " Books are closed.",
        Books::Open => " Code books are open.",
        Books::Unsure => " Whether books may be open is not confirmed.",
    };
    let mut facts = vec![of_outline(outline, text)];
    // Notes say how sure each of them is.
    facts.extend(outline.notes.iter().map(|note| Told { confidence: None, ..of_outline(outline, note.clone()) }));
    facts
}

/// A fact for each domain.
fn coverage(credential: &Credential, outline: &Outline) -> Vec<Told> {
    let weight = |weight: &super::outline::Weight| {
        let title = credential.domain(&weight.domain).map_or("", |domain| domain.title.as_str());
        let share = if weight.min == weight.max {
            format!("{}%", weight.max)
        } else {
            format!("{}-{}%", weight.min, weight.max)
        };
        of_outline(outline, format!("{} {title}, {share}", weight.domain))
    };
    outline.weights.iter().map(weight).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credential(about: &str) -> Result<Credential, Vec<super::super::finding::Fault>> {
        Credential::read(&format!(
            r#"{{"format": 1, "credential": "x", "short": "X", "name": "The X", "about": {about},
                "domains": [{{"code": "1", "title": "All", "short": "All", "tasks": []}}],
                "outlines": [{{"id": "a", "title": "Outline", "source": "Made up", "confidence": "low", "scored": 3,
                "pretest": 1, "minutes": 10, "scale": {{"min": 1, "pass": 2, "max": 3}}, "books": "unsure",
                "levels": {{"recall": 20, "application": 50, "analysis": 30}},
                "weights": [{{"domain": "1", "min": 100, "max": 100}}]}}]}}"#
        ))
    }

    #[test]
    fn the_exam_stands_among_what_is_said_of_it() {
        let fact = r#"{"text": "T", "source": "S.", "seen": "2026-11", "confidence": "high"}"#;
        let section = |heading: &str| format!(r#"{{"heading": "{heading}", "facts": [{fact}]}}"#);
        let about = format!("[{}, {}, {}]", section("What"), section("Who"), section("Fee"));
        let parts = page(&credential(&about).unwrap());
        let headings: Vec<&str> = parts.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(headings, ["What", "Who", "How the exam runs", "What it covers", "Fee"]);
        let told: Vec<Option<String>> = parts[0].standings().map(|(_, standing)| standing).collect();
        assert_eq!(told, [Some("S, as of 2026-11. How sure: high.".to_owned())]);
        assert!(parts[2].facts[0].text.ends_with("Whether books may be open is not confirmed."), "{parts:?}");
        assert_eq!(parts[3].facts[0].text, "1 All, 100%");
        assert_eq!(page(&credential("[]").unwrap()).len(), 2);
    }

    #[test]
    fn a_fact_has_a_source_and_a_month() {
        for broken in [r#""source": " ", "seen": "2026-11""#, r#""source": "S", "seen": "November""#] {
            let about = format!(r#"[{{"heading": "H", "facts": [{{"text": "T", {broken}, "confidence": "low"}}]}}]"#);
            assert_eq!(credential(&about).unwrap_err()[0].place, "about[0].facts[0]");
        }
        assert_eq!(credential(r#"[{"heading": "H", "facts": []}]"#).unwrap_err()[0].place, "about[0]");
    }
}
