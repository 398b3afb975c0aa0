//! Wordings that items do not use: negative stems, "all of the above".

/// Options that are about the other options.
pub(super) fn is_forbidden(option: &str) -> bool {
    // Few options are so short, and none of these are longer.
    if option.len() > 40 {
        return false;
    }
    let words: Vec<String> = super::words::words(option).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "the").collect();
    let letter = |word: &str| word.len() == 1 && ("a"..="f").contains(&word);
    let about_others = |words: &[&str]| match words {
        [one] => matches!(*one, "above" | "these" | "others"),
        [one, other] => {
            matches!(*one, "above" | "these" | "other" | "following")
                && matches!(*other, "options" | "answers" | "choices")
        }
        _ => false,
    };
    match words.as_slice() {
        ["all" | "none" | "any" | "both" | "neither", "of", rest @ ..] => about_others(rest),
        ["all" | "none" | "both" | "neither", "above" | "these"] => true,
        ["both" | "neither" | "either", one, "and" | "or" | "nor", other] => letter(one) && letter(other),
        [one, "and" | "or", other] | [one, "and" | "or", other, "only"] => letter(one) && letter(other),
        _ => false,
    }
}

/// Whether the question asks for what is not so, in capitals or without.
pub(super) fn is_negative(stem: &str) -> bool {
    stem.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "NOT" | "EXCEPT")) || plainly_negative(stem)
}

/// Whether the question asks for what is not so without saying it in capitals.
pub(super) fn plainly_negative(stem: &str) -> bool {
    let question = question(stem);
    let words: Vec<String> = super::words::words(question).collect();
    let first = |word: &str| words.iter().position(|other| other == word);
    if question.trim_end_matches([':', '?', '.', ' ']).ends_with(" except") {
        return true;
    }
    // "Which of these is not ...", "Which document does not ...", but not "Which change keeps what is not signed ...".
    let asks = first("which").or_else(|| first("who")).or_else(|| first("what"));
    let (Some(asks), Some(not)) = (asks, first("not").or_else(|| first("cannot"))) else { return false };
    if asks > not || question.contains("NOT") {
        return false;
    }
    let between = &words[asks + 1..not];
    let verb = |word: &String| {
        matches!(
            word.as_str(),
            "is" | "are"
                | "was"
                | "were"
                | "does"
                | "do"
                | "did"
                | "would"
                | "should"
                | "may"
                | "can"
                | "must"
                | "need"
                | "will"
                | "has"
                | "have"
        )
    };
    let clause = |word: &String| {
        matches!(
            word.as_str(),
            "that" | "who" | "which" | "what" | "when" | "if" | "why" | "so" | "and" | "as" | "handled"
        )
    };
    let at_verb = words[not] == "cannot" || [between.first(), between.last()].into_iter().flatten().any(verb);
    at_verb && between.len() <= 8 && !between.iter().any(clause)
}

/// The last sentence that asks.
fn question(stem: &str) -> &str {
    let end = stem.trim_end();
    let body = end.trim_end_matches(['?', ':', '.']);
    let start = body.rfind(['.', '?', '!', '\n']).map_or(0, |place| place + 1);
    end.get(start..).unwrap_or(end).trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_about_options_are_forbidden() {
        for option in [
            "All of the above",
            "none of the above.",
            "Both A and B",
            "A and C only",
            "B or D",
            "All of these options",
            "None of these",
            "Neither A nor B",
            "All the above",
            "Any of the above",
        ] {
            assert!(is_forbidden(option), "{option}");
        }
        for option in [
            "All of the record",
            "Both of her parents",
            "A and the family",
            "Both a query and a note",
            "None",
            "All of these records",
            "Neither hospital",
            "Vitamins A and D",
        ] {
            assert!(!is_forbidden(option), "{option}");
        }
    }

    #[test]
    fn a_negative_question_is_seen_with_and_without_capitals() {
        for stem in [
            "A clerk has five tasks. Which of these is not hers?",
            "Which document does not belong to the legal health record?",
            "All of the following are identifiers except:",
            "What must the hospital not disclose?",
            "Who cannot sign?",
        ] {
            assert!(plainly_negative(stem), "{stem}");
            assert!(is_negative(stem), "{stem}");
        }
        for stem in [
            "She has not signed. Which act comes first?",
            "Why can the registry not supply the figure?",
            "Which TWO count toward days in discharged not final billed (DNFB)?",
            "Which change should the director advise so that the practice does not interfere with access?",
            "Which is NOT an identifier?",
            "",
        ] {
            assert!(!plainly_negative(stem), "{stem}");
        }
        assert!(is_negative("Which is NOT an identifier?"));
    }
}
