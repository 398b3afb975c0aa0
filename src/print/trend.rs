//! Mastery over time: a small chart for each domain, all on the same axes, so that they can be held against each other.

use jiff::tz::TimeZone;

use super::html::Html;
use super::svg::{Anchor, Chart, label, line, path};
use super::words::percent;
use crate::coach::standing::DomainStanding;
use crate::coach::trend::Point;
use crate::exam::score::Estimate;
use crate::time;

const SIZE: (f64, f64) = (320.0, 128.0);
const LEFT: f64 = 36.0;
const RIGHT: f64 = 278.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 104.0;

pub(super) fn trend(html: &mut Html, domains: &[DomainStanding], points: &[Point], zone: &TimeZone) {
    html.element("div", &[("class", &"multiples")], |html| {
        for (place, domain) in domains.iter().enumerate() {
            let line: Vec<(i64, Estimate)> =
                points.iter().filter_map(|point| Some((point.at_ms, *point.domains.get(place)?))).collect();
            html.element("figure", &[], |html| {
                html.leaf("figcaption", &[], format!("{} {}", domain.code, domain.short));
                if domain.first_answers + domain.repeats > 0.0 {
                    draw(html, domain, &line, zone);
                } else {
                    html.paragraph("no answers yet");
                }
            });
        }
    });
}

fn draw(html: &mut Html, domain: &DomainStanding, points: &[(i64, Estimate)], zone: &TimeZone) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let span = (last.0 - first.0).max(1) as f64;
    let x = |at_ms: i64| LEFT + (at_ms - first.0) as f64 / span * (RIGHT - LEFT);
    let y = |share: f64| BOTTOM - share.clamp(0.0, 1.0) * (BOTTOM - TOP);
    let title = format!("{} {} over time", domain.code, domain.short);
    let said: Vec<String> = points
        .iter()
        .map(|(at_ms, estimate)| format!("{} {}", time::day(*at_ms, zone), percent(estimate.share)))
        .collect();
    let text = format!("The cut is {}. {}.", percent(domain.cut), said.join(", "));
    Chart { width: SIZE.0, height: SIZE.1, title: &title, text: &text }.draw(html, |html| {
        let up = points.iter().map(|(at, estimate)| (x(*at), y(estimate.high)));
        let down = points.iter().rev().map(|(at, estimate)| (x(*at), y(estimate.low)));
        path(html, "polygon", "band", &up.chain(down).collect::<Vec<_>>());
        for share in [0.0, 0.5, 1.0] {
            line(html, "rule", (LEFT, y(share)), (RIGHT, y(share)));
            label(html, "label", (LEFT - 5.0, y(share) + 4.0), Anchor::End, percent(share));
        }
        line(html, "dashed-cut", (LEFT, y(domain.cut)), (RIGHT, y(domain.cut)));
        let middle: Vec<(f64, f64)> = points.iter().map(|(at, estimate)| (x(*at), y(estimate.share))).collect();
        path(html, "polyline", "line", &middle);
        label(html, "strong-label", (RIGHT + 5.0, y(last.1.share) + 4.0), Anchor::Start, percent(last.1.share));
        label(html, "label", (LEFT, BOTTOM + 17.0), Anchor::Start, time::day(first.0, zone));
        label(html, "label", (RIGHT, BOTTOM + 17.0), Anchor::End, time::day(last.0, zone));
    });
}
