//! Which sittings the history lists, and in which order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::store::{Kind, SittingRow};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    Day,
    Score,
    Time,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    pub(super) by: By,
    /// The oldest, lowest or shortest first.
    pub(super) turned: bool,
}

impl Sort {
    pub(super) fn next(self) -> Self {
        match self.by {
            By::Day => Self { by: By::Score, ..self },
            By::Score => Self { by: By::Time, ..self },
            By::Time => Self { by: By::Day, turned: !self.turned },
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    Mocks,
    Drills,
    Unfinished,
    Credential(String),
}

impl Filter {
    fn admits(&self, row: &SittingRow) -> bool {
        match self {
            Self::All => true,
            Self::Mocks => row.kind == Kind::Mock,
            Self::Drills => row.kind == Kind::Drill,
            Self::Unfinished => row.ended_ms.is_none(),
            Self::Credential(credential) => row.credential == *credential,
        }
    }

    /// Credentials take their turns where there is more than one.
    pub(super) fn next(&self, rows: &[SittingRow]) -> Self {
        let credentials: BTreeSet<&str> = rows.iter().map(|row| row.credential.as_str()).collect();
        let credential_after = |before: Option<&str>| {
            let next = credentials.iter().find(|&&one| before.is_none_or(|before| one > before));
            next.filter(|_| credentials.len() > 1).map_or(Self::All, |one| Self::Credential((*one).to_owned()))
        };
        match self {
            Self::All => Self::Mocks,
            Self::Mocks => Self::Drills,
            Self::Drills => Self::Unfinished,
            Self::Unfinished => credential_after(None),
            Self::Credential(credential) => credential_after(Some(credential)),
        }
    }

    pub(super) fn title(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Mocks => " · mocks".to_owned(),
            Self::Drills => " · drills".to_owned(),
            Self::Unfinished => " · unfinished".to_owned(),
            Self::Credential(credential) => format!(" · {}", credential.to_uppercase()),
        }
    }

    pub(super) fn nothing(&self) -> &'static str {
        match self {
            Self::Mocks => "No mock exam so far. f goes on to the next part of the list.",
            Self::Drills => "No drill so far. f goes on to the next part of the list.",
            Self::Unfinished => "Nothing was left unfinished. f goes on to the next part of the list.",
            Self::All | Self::Credential(_) => {
                "No sitting yet. Go back with esc: s sits a mock exam, d drills. What it came to will stand here."
            }
        }
    }
}

/// The places of the rows that the filter lets through, in order. The rows are the newest first.
pub(super) fn arranged(rows: &[SittingRow], filter: &Filter, sort: Sort) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).filter(|&place| filter.admits(&rows[place])).collect();
    let Sort { by, turned } = sort;
    let turn = |ordering: Ordering| if turned { ordering.reverse() } else { ordering };
    order.sort_by(|&a, &b| match by {
        By::Day => turn(a.cmp(&b)),
        By::Score => by_score(&rows[a], &rows[b], turned).then(a.cmp(&b)),
        By::Time => turn(rows[b].active_ms.cmp(&rows[a].active_ms)).then(a.cmp(&b)),
    });
    order
}

/// Mocks by their scaled scores, then drills by their shares, then what has no score yet.
fn by_score(a: &SittingRow, b: &SittingRow, turned: bool) -> Ordering {
    let score = |row: &SittingRow| {
        let summary = row.summary.as_ref().filter(|_| row.ended_ms.is_some())?;
        let share = f64::from(summary.raw) / f64::from(summary.scored.max(1));
        Some((summary.scaled.is_some(), summary.scaled.map_or(share, f64::from)))
    };
    match (score(a), score(b)) {
        (Some((a_scaled, a)), Some((b_scaled, b))) => {
            let ordering = if turned { a.total_cmp(&b) } else { b.total_cmp(&a) };
            b_scaled.cmp(&a_scaled).then(ordering)
        }
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
