//! Table 5 of the IPPS final rule: MS-DRGs with their weights, as text between tabs. Columns are found by their names,
//! since they change from year to year.

use super::Refused;

/// Which column holds what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// Lines before the first row.
    lines: usize,
    number: usize,
    mdc: usize,
    kind: usize,
    title: usize,
    weight: usize,
    gmlos: usize,
    amlos: usize,
}

/// The line of column names, if one of the first twenty is one.
pub(super) fn head(text: &str) -> Option<Head> {
    text.lines().take(20).enumerate().find_map(|(place, line)| {
        let names: Vec<String> = line.split('\t').map(|name| name.trim().trim_matches('"').to_lowercase()).collect();
        let whole = |wanted: &[&str]| names.iter().position(|name| wanted.contains(&name.as_str()));
        let part = |wanted: &[&str]| names.iter().position(|name| wanted.iter().any(|part| name.contains(part)));
        Some(Head {
            lines: place + 1,
            number: whole(&["ms-drg", "ms_drg", "drg"])?,
            mdc: whole(&["mdc"])?,
            kind: whole(&["type"])?,
            title: part(&["title"])?,
            weight: part(&["weight"])?,
            gmlos: part(&["geometric", "gmlos"])?,
            amlos: part(&["arithmetic", "amlos"])?,
        })
    })
}

/// Lines as the packed book has them: number, MDC, type, weight, lengths of stay, title.
pub(super) fn read(text: &str, head: &Head) -> Result<String, Refused> {
    let mut lines = String::new();
    let mut before = 0;
    for (place, line) in text.lines().enumerate().skip(head.lines) {
        let fields: Vec<&str> = line.split('\t').map(|field| field.trim().trim_matches('"')).collect();
        let first = fields.get(head.number).copied().unwrap_or_default();
        if !first.starts_with(|c: char| c.is_ascii_digit()) {
            // Footnotes and empty lines.
            continue;
        }
        let refuse = |reason: &str| Refused::at(place + 1, reason);
        let number: u16 = first.parse().map_err(|_| refuse("the MS-DRG is no number"))?;
        if number <= before {
            return Err(refuse("the MS-DRG stands after one that it comes before"));
        }
        before = number;
        let field = |column: usize| fields.get(column).copied().ok_or_else(|| refuse("columns are missing"));
        let decimal = |column: usize| {
            let text = field(column)?.replace(',', "");
            let is_none = matches!(text.as_str(), "" | "*" | "**" | "." | "N/A");
            if is_none || text.parse::<f64>().is_ok() {
                Ok(text)
            } else {
                Err(refuse("a weight or length is no number"))
            }
        };
        let (mdc, kind, title) = (field(head.mdc)?, field(head.kind)?, field(head.title)?);
        if title.is_empty() {
            return Err(refuse("the MS-DRG has no title"));
        }
        let (weight, gmlos, amlos) = (decimal(head.weight)?, decimal(head.gmlos)?, decimal(head.amlos)?);
        lines += &format!("{number:03}\t{mdc}\t{kind}\t{weight}\t{gmlos}\t{amlos}\t{title}\n");
    }
    if lines.is_empty() { Err(Refused::at(head.lines, "no MS-DRG follows")) } else { Ok(lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "TABLE 5.\u{2014}LIST OF MS-DRGS\n\
        MS-DRG\tFinal Post-Acute DRG\tSpecial Pay DRG\tMDC\tTYPE\tMS-DRG Title\tWeights\tGeometric mean LOS\tArithmetic mean LOS\n";

    fn of(rows: &str) -> Result<String, Refused> {
        let text = format!("{HEAD}{rows}");
        let head = head(&text).unwrap();
        read(&text, &head)
    }

    #[test]
    fn columns_are_found_by_their_names() {
        let lines = of(
            "001\tNo\tNo\tPRE\tSURG\tHEART TRANSPLANT\t28.0\t25.8\t36.2\n998\tNo\tNo\t**\t**\tPDX INVALID\t0.0\t*\t*\nNotes\n",
        );
        let expected = "001\tPRE\tSURG\t28.0\t25.8\t36.2\tHEART TRANSPLANT\n998\t**\t**\t0.0\t*\t*\tPDX INVALID\n";
        assert_eq!(lines.unwrap(), expected);
    }

    #[test]
    fn a_damaged_table_is_refused_with_its_line() {
        for (rows, line, reason) in [
            ("001\tNo\n", 3, "columns are missing"),
            ("001\tNo\tNo\tPRE\tSURG\tHEART\tx\t1\t1\n", 3, "a weight or length is no number"),
            ("001\tNo\tNo\tPRE\tSURG\t\t1\t1\t1\n", 3, "the MS-DRG has no title"),
            (
                "002\tN\tN\tPRE\tSURG\tA\t1\t1\t1\n001\tN\tN\tPRE\tSURG\tB\t1\t1\t1\n",
                4,
                "the MS-DRG stands after one that it comes before",
            ),
            ("Notes\n", 2, "no MS-DRG follows"),
        ] {
            assert_eq!(of(rows), Err(Refused::at(line, reason)), "{rows}");
        }
    }
}
