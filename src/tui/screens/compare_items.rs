//! The items that stood on both of two forms: right or wrong in each.

use std::collections::HashMap;

use ratatui::text::Line;

use crate::bank::ItemId;
use crate::exam::report::{ItemReport, Outcome, Report};
use crate::tui::canvas::Canvas;
use crate::tui::theme::Role;
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::items::sign;

pub(super) fn lines(earlier: &Report, later: &Report, canvas: &Canvas<'_>, width: usize) -> Vec<Line<'static>> {
    let both = both(earlier, later);
    let mut lines = vec![Line::from(canvas.span("Items on both forms", Role::Title))];
    let texts = if both.is_empty() {
        vec!["No item stood on both.".to_owned()]
    } else {
        vec![
            counts(&both),
            "An item that was met before is easier: this says less of learning than it seems.".to_owned(),
        ]
    };
    for text in texts {
        lines.extend(paragraph(&text, canvas.style(Role::Text), width, &Indent::default()));
    }
    lines.extend(both.iter().map(|(before, after)| line(before, after, canvas, width)));
    lines
}

/// Those that turned out otherwise first, each group in the later form's order.
fn both<'a>(earlier: &'a Report, later: &'a Report) -> Vec<(&'a ItemReport, &'a ItemReport)> {
    let before: HashMap<&ItemId, &ItemReport> = earlier.items.iter().map(|item| (&item.item, item)).collect();
    let mut both: Vec<(&ItemReport, &ItemReport)> =
        later.items.iter().filter_map(|item| Some((*before.get(&item.item)?, item))).collect();
    both.sort_by_key(|(before, after)| match (is_right(before), is_right(after)) {
        (false, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (true, true) => 3,
    });
    both
}

fn is_right(item: &ItemReport) -> bool {
    item.outcome == Outcome::Right
}

fn counts(both: &[(&ItemReport, &ItemReport)]) -> String {
    let count = |earlier: bool, later: bool| {
        both.iter().filter(|(before, after)| (is_right(before), is_right(after)) == (earlier, later)).count()
    };
    format!(
        "{}: right both times {}, only later {}, only earlier {}, never {}.",
        both.len(),
        count(true, true),
        count(false, true),
        count(true, false),
        count(false, false)
    )
}

fn line(before: &ItemReport, after: &ItemReport, canvas: &Canvas<'_>, width: usize) -> Line<'static> {
    let ((first, first_role), (last, last_role)) = (sign(before.outcome), sign(after.outcome));
    Line::from(vec![
        canvas.span(format!("  {first}"), first_role),
        canvas.span(" → ", Role::Muted),
        canvas.span(format!("{last}  "), last_role),
        canvas.span(format!("{:<5} ", after.task), Role::Muted),
        canvas.span(cut(&after.topic, width.saturating_sub(16)), Role::Text),
    ])
}
