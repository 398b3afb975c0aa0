//! The parts that charts are drawn of. Colours, strokes and patterns are the style sheet's, by class.

use std::fmt::{self, Display};

use super::html::Html;

/// A length, to a tenth: more digits only make the file longer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Px(pub(super) f64);

impl Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        // -0 is written as 0.
        write!(f, "{}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 })
    }
}

/// A chart's size, and what it says to those who do not see it.
#[derive(Debug)]
pub(super) struct Chart<'a> {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) title: &'a str,
    pub(super) text: &'a str,
}

impl Chart<'_> {
    pub(super) fn draw(&self, html: &mut Html, inside: impl FnOnce(&mut Html)) {
        let (title, text) = (html.id(), html.id());
        let (width, height) = (Px(self.width), Px(self.height));
        let frame = format!("0 0 {width} {height}");
        let names = format!("{title} {text}");
        let attributes: super::html::Attributes<'_> = &[
            ("role", &"img"),
            ("width", &width),
            ("height", &height),
            ("viewBox", &frame),
            ("aria-labelledby", &names),
        ];
        html.element("svg", attributes, |html| {
            html.leaf("title", &[("id", &title)], self.title);
            html.leaf("desc", &[("id", &text)], self.text);
            inside(html);
        });
    }
}

pub(super) fn line(html: &mut Html, class: &'static str, from: (f64, f64), to: (f64, f64)) {
    let (x1, y1, x2, y2) = (Px(from.0), Px(from.1), Px(to.0), Px(to.1));
    html.void("line", &[("class", &class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)]);
}

pub(super) fn bar(html: &mut Html, class: &'static str, at: (f64, f64), size: (f64, f64)) {
    let (x, y, width, height) = (Px(at.0), Px(at.1), Px(size.0.max(0.0)), Px(size.1.max(0.0)));
    html.void("rect", &[("class", &class), ("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
}

pub(super) fn dot(html: &mut Html, class: &'static str, at: (f64, f64), radius: f64) {
    html.void("circle", &[("class", &class), ("cx", &Px(at.0)), ("cy", &Px(at.1)), ("r", &Px(radius))]);
}

/// A line through points, or the area that they go round.
pub(super) fn path(html: &mut Html, tag: &'static str, class: &'static str, points: &[(f64, f64)]) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", Px(*x), Px(*y))).collect();
    html.void(tag, &[("class", &class), ("points", &points.join(" "))]);
}

/// Where a label stands to its point.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

pub(super) fn label(html: &mut Html, class: &'static str, at: (f64, f64), anchor: Anchor, text: impl Display) {
    let (x, y) = (Px(at.0), Px(at.1));
    html.leaf("text", &[("class", &class), ("x", &x), ("y", &y), ("text-anchor", &anchor.name())], text);
    html.text("\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short() {
        assert_eq!([Px(1.0), Px(1.26), Px(-0.01), Px(100.0)].map(|px| px.to_string()), ["1", "1.3", "0", "100"]);
    }
}
