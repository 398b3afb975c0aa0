//! Items that only drills ask: a number comes out of its calculation, wrong formulas give other numbers, and the stem
//! says how to round.

use super::super::drilled::Numeric;
use super::super::finding::Fault;
use super::super::item::Item;
use super::super::number::Number;

pub(super) fn numbers(item: &Item) -> Vec<Fault> {
    let Some(numeric) = item.numeric() else { return Vec::new() };
    let mut faults = Vec::new();
    faults.extend(computed(item, numeric));
    faults.extend(apart(numeric));
    faults.extend(rounding(item, numeric));
    faults
}

/// One of the calculations is that of the answer. Whether each comes to what it says is looked at with all others.
fn computed(item: &Item, numeric: &Numeric) -> Option<Fault> {
    if numeric.calculation(&item.calc).is_some() {
        return None;
    }
    let reason = format!("no calculation, rounded to {} decimals, gives the answer {}", numeric.round, numeric.answer);
    Some(Fault::error("calc", "calc", reason, "let answer, round and calc agree"))
}

/// A number stands for one thing: right, or one wrong formula.
fn apart(numeric: &Numeric) -> Vec<Fault> {
    let mut taken: Vec<(Number, String)> = vec![(numeric.answer, "the answer".to_owned())];
    let mut faults = Vec::new();
    for (index, wrong) in numeric.wrong.iter().enumerate() {
        let near = taken.iter().find(|(number, _)| wrong.answer.is_near(*number, numeric.tolerance));
        if let Some((number, what)) = near {
            let reason = format!("{} is not told from {what} {number} by the tolerance", wrong.answer);
            let hint = "take it out, change the numbers, or narrow the tolerance";
            faults.push(Fault::error("wrong-numbers", format!("wrong[{index}].answer"), reason, hint));
        }
        taken.push((wrong.answer, format!("wrong[{index}]")));
    }
    faults
}

const NAMES: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const PLACES: [&str; 4] = ["whole number", "tenth", "hundredth", "thousandth"];

fn rounding(item: &Item, numeric: &Numeric) -> Option<Fault> {
    let round = numeric.round as usize;
    let stem = item.stem.to_lowercase();
    let name = NAMES.get(round)?;
    let place = PLACES.get(round).is_some_and(|place| stem.contains(place));
    let said = place || [*name, &round.to_string()].iter().any(|word| stem.contains(&format!("{word} decimal")));
    if round == 0 || said {
        return None;
    }
    let reason = format!("the stem does not say that the number has {round} decimals");
    Some(Fault::advice("rounding", "stem", reason, "say it in the question, as in \"to two decimals\""))
}
