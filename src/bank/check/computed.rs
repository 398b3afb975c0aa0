//! Computed keys are computed again, and so are the distractors that name their wrong formula.

use super::super::calc;
use super::super::finding::Fault;
use super::super::item::{Item, Pick};

pub(super) fn keys(item: &Item) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut picked: Vec<(usize, f64, Pick)> = Vec::new();
    for (index, calc) in item.calc.iter().enumerate() {
        let place = if item.calc.len() == 1 { "calc".to_owned() } else { format!("calc[{index}]") };
        let value = match calc::verify(calc) {
            Ok(value) => value,
            Err(reason) => {
                let hint = "correct the expression, its rounding or the answer";
                faults.push(Fault::error("calc", place, reason, hint));
                continue;
            }
        };
        let Some(choice) = item.choice() else { continue };
        if let (Some(option), Some(pick)) = (calc.option, calc.pick) {
            picked.push((option, value.rank(), pick));
        } else if let Some(option) = calc.option {
            let text = choice.options.get(option).map_or("", |option| option.text.as_str());
            if !text.contains(&calc.answer) {
                let reason = format!("option {option} says '{text}', not {}", calc.answer);
                faults.push(Fault::error("calc", place, reason, "let the option give the computed answer"));
            }
        } else if item.calc.len() == 1
            && !choice.options.iter().any(|option| option.is_key && option.text.contains(&calc.answer))
        {
            let reason = format!("the key does not give the computed answer {}", calc.answer);
            let hint = "let the key give it, or name the option it belongs to with \"option\"";
            faults.push(Fault::advice("calc", place, reason, hint));
        }
    }
    faults.extend(largest_is_key(item, &picked));
    faults
}

fn largest_is_key(item: &Item, picked: &[(usize, f64, Pick)]) -> Option<Fault> {
    let &(_, _, pick) = picked.first()?;
    let choice = item.choice()?;
    let by_value = |a: &&(usize, f64, Pick), b: &&(usize, f64, Pick)| a.1.total_cmp(&b.1);
    let best = match pick {
        Pick::Max => picked.iter().max_by(by_value),
        Pick::Min => picked.iter().min_by(by_value),
    };
    let &(option, _, _) = best?;
    if choice.options.get(option).is_some_and(|option| option.is_key) {
        return None;
    }
    let word = if pick == Pick::Max { "largest" } else { "smallest" };
    let reason = format!("option {option} has the {word} value and is not the key");
    Some(Fault::error("calc", "calc", reason, "correct the numbers or the key"))
}
