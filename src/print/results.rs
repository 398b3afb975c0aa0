//! Results of the real exam, and what had been said before each: a prediction is held against what came.

use jiff::tz::TimeZone;
use serde_json::Value;

use super::html::Html;
use super::page::{Columns, cell, day_head, note, row, whole_table};
use super::readiness::{band_words, chance_words};
use super::words::written_day;
use crate::store::{ExamResult, Prediction};
use crate::study::readiness::Band;
use crate::time;

const COLUMNS: Columns =
    &[("", "Day"), ("", "Result"), ("n", "Scaled"), ("", "Said last before it"), ("", "How that fared")];

/// `predictions` are the newest first.
pub(super) fn results(html: &mut Html, results: &[ExamResult], predictions: &[Prediction], zone: &TimeZone) {
    whole_table(html, "Results as the candidate entered them.", COLUMNS, |html| {
        for result in results {
            let said = last_before(result, predictions, zone);
            row(html, |html| {
                day_head(html, written_day(&result.day));
                cell(html, "", if result.passed { "✓ passed" } else { "✗ not passed" });
                cell(html, "n", result.scaled.map_or_else(|| "–".to_owned(), |scaled| scaled.to_string()));
                cell(html, "", said.as_ref().map_or_else(|| "nothing".to_owned(), Said::words));
                cell(html, "", said.map_or_else(String::new, |said| said.fared(result.passed)));
            });
        }
    });
    note(
        html,
        "The error of a chance is its distance from what came, squared: 0 is the best, 0.25 is a coin toss, 1 the \
         worst. One result says little of a model; many together say how far to trust it.",
    );
}

/// What was said, and when.
struct Said {
    what: What,
    day: String,
}

enum What {
    Band(Band),
    Chance { mean: f64, low: f64, high: f64 },
}

fn last_before(result: &ExamResult, predictions: &[Prediction], zone: &TimeZone) -> Option<Said> {
    // Days are written so that their order is that of their letters.
    let before = |one: &&Prediction| time::date_of(one.at_ms, zone).to_string() <= result.day;
    let prediction = predictions.iter().find(before)?;
    let what = What::read(&prediction.json)?;
    Some(Said { what, day: time::day(prediction.at_ms, zone) })
}

impl What {
    fn read(json: &str) -> Option<Self> {
        let document: Value = serde_json::from_str(json).ok()?;
        let verdict = document.get("verdict")?;
        match verdict.get("kind")?.as_str()? {
            "band" => serde_json::from_value(verdict.get("band")?.clone()).ok().map(Self::Band),
            "number" => {
                let part = |name: &str| verdict.get("chance")?.get(name)?.as_f64();
                Some(Self::Chance { mean: part("mean")?, low: part("low")?, high: part("high")? })
            }
            _ => None,
        }
    }
}

impl Said {
    fn words(&self) -> String {
        let what = match self.what {
            What::Band(band) => band_words(band).to_owned(),
            What::Chance { mean, low, high } => {
                format!("{} ({} to {})", chance_words(mean), chance_words(low), chance_words(high))
            }
        };
        format!("{what}, on {}", self.day)
    }

    fn fared(&self, passed: bool) -> String {
        match self.what {
            What::Band(Band::Borderline) => "it left both open".to_owned(),
            What::Band(band) if (band == Band::LikelyAbove) == passed => "it agrees".to_owned(),
            What::Band(_) => "it was wrong".to_owned(),
            What::Chance { mean, .. } => {
                let came = if passed { 1.0 } else { 0.0 };
                format!("error {:.2}", (mean - came).powi(2))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prediction(day: &str, json: &str) -> Prediction {
        let at_ms = format!("{day}T12:00:00Z").parse::<jiff::Timestamp>().unwrap().as_millisecond();
        Prediction { at_ms, json: json.to_owned() }
    }

    #[track_caller]
    fn fares(json: &str, passed: bool, said: &str, fared: &str) {
        let day = "2026-12-20".to_owned();
        let result = ExamResult { uid: String::new(), credential: String::new(), day, passed, scaled: None };
        let predictions = [prediction("2026-12-21", "{}"), prediction("2026-12-18", json)];
        let last = last_before(&result, &predictions, &TimeZone::UTC).unwrap();
        assert_eq!((last.words().as_str(), last.fared(passed).as_str()), (said, fared));
    }

    #[test]
    fn the_last_word_before_a_result_is_held_against_it() {
        let number = r#"{"verdict":{"kind":"number","chance":{"mean":0.8,"low":0.5,"high":0.995}}}"#;
        fares(number, true, "80% (50% to over 99%), on 18 Dec 2026", "error 0.04");
        fares(number, false, "80% (50% to over 99%), on 18 Dec 2026", "error 0.64");
        let band = r#"{"verdict":{"kind":"band","band":"likely-above"}}"#;
        fares(band, true, "likely above the pass mark, on 18 Dec 2026", "it agrees");
        fares(band, false, "likely above the pass mark, on 18 Dec 2026", "it was wrong");
    }
}
