//! Bars and lines of block characters that read without colour.

/// A bar of `share` of `width` columns, in eighths.
pub fn bar(share: f64, width: usize) -> String {
    const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    if !eighths.is_multiple_of(8) {
        bar.push(PARTS[eighths % 8]);
    }
    bar
}

/// A bar with a mark at `mark`: `████┃██▌`, padded to `width` + 1 columns.
pub fn marked(share: f64, mark: f64, width: usize) -> (String, String) {
    let at = ((mark.clamp(0.0, 1.0) * width as f64).round() as usize).min(width);
    let full = bar(share, width);
    let cells: Vec<char> = full.chars().chain(std::iter::repeat(' ')).take(width).collect();
    (cells[..at].iter().collect(), cells[at..].iter().collect())
}

/// A line from 0 to 1 with an interval on it and its middle: `▕░░▒▒▒█▒▒░▏`.
pub fn interval(middle: f64, low: f64, high: f64, width: usize) -> String {
    let place = |share: f64| ((share.clamp(0.0, 1.0) * width as f64) as usize).min(width.saturating_sub(1));
    let (middle, low, high) = (place(middle), place(low), place(high));
    let cell = |at: usize| match at {
        _ if at == middle => '█',
        _ if (low..=high).contains(&at) => '▒',
        _ => '░',
    };
    format!("▕{}▏", (0..width).map(cell).collect::<String>())
}

/// An estimate with its interval on a line from 0 to 1, in two parts: before and after the mark, which takes a column.
pub fn estimate(middle: f64, low: f64, high: f64, mark: f64, width: usize) -> (String, String) {
    let place = |share: f64| ((share.clamp(0.0, 1.0) * width as f64) as usize).min(width.saturating_sub(1));
    let (middle, low, high, mark) = (place(middle), place(low), place(high), place(mark));
    let cell = |at: usize| match at {
        _ if at == middle => '█',
        _ if (low..=high).contains(&at) => '▒',
        _ => '·',
    };
    ((0..mark).map(cell).collect(), (mark + 1..width).map(cell).collect())
}
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One character a value, from lowest to highest, zero at the bottom.
pub fn spark(values: &[f64]) -> String {
    let most = values.iter().copied().fold(0.0, f64::max);
    let level = |value: &f64| if most > 0.0 { ((value / most) * 7.0).round() as usize } else { 0 };
    values.iter().map(|value| LEVELS[level(value).min(7)]).collect()
}

/// One character a value between two fixed ends, so that lines beside each other can be compared.
pub fn spark_within(values: &[f64], low: f64, high: f64) -> String {
    let level = |value: &f64| ((value - low) / (high - low).max(f64::EPSILON)).clamp(0.0, 1.0) * 7.0;
    values.iter().map(|value| LEVELS[(level(value).round() as usize).min(7)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_have_their_length() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(0.56, 4), "██▎");
        assert_eq!(bar(1.7, 4), "████");
        assert_eq!(marked(0.75, 0.5, 8), ("████".into(), "██  ".into()));
        assert_eq!(spark(&[0.0, 50.0, 100.0]), "▁▅█");
        assert_eq!(spark(&[]), "");
        assert_eq!(spark_within(&[0.0, 0.25, 0.63, 1.0, 1.3], 0.25, 1.0), "▁▁▅██");
        assert_eq!(interval(0.5, 0.3, 0.7, 10), "▕░░░▒▒█▒▒░░▏");
        assert_eq!(estimate(0.5, 0.3, 0.7, 0.6, 10), ("···▒▒█".into(), "▒··".into()));
        assert_eq!(interval(1.0, 0.9, 1.0, 5), "▕░░░░█▏");
    }
}
