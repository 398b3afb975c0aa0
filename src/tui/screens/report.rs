//! The report of a sitting: its summary, how it was made, its items, one item with why.

use ratatui::layout::Rect;

use crate::exam::report::{ItemReport, Outcome, Report};
use crate::store::SittingRow;
use crate::study::Tempo;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::record::RecordView;

use super::question::warn;
use super::{item, items, pace, summary};

#[derive(Debug)]
pub struct ReportScreen {
    pub(super) report: Report,
    pub(super) tempo: Tempo,
    pub(super) started_ms: i64,
    view: View,
    pub(super) domain: usize,
    pub(super) scroll: usize,
    pub(super) filter: Filter,
    /// The item under the cursor of the list, among those that the filter lets through.
    pub(super) cursor: usize,
    /// The documents of the item's case, while they are open.
    pub(super) record: Option<RecordView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Summary,
    HowMade,
    Pace,
    Items,
    Item,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    All,
    Wrong,
    Unanswered,
    Flagged,
    /// Those whose first complete answer is not the last.
    Changed,
    Domain(String),
}

impl Filter {
    pub fn title(&self) -> String {
        match self {
            Self::All => "all items".to_owned(),
            Self::Wrong => "wrong items".to_owned(),
            Self::Unanswered => "unanswered items".to_owned(),
            Self::Flagged => "flagged items".to_owned(),
            Self::Changed => "changed answers".to_owned(),
            Self::Domain(code) => format!("items of domain {code}"),
        }
    }

    fn admits(&self, item: &ItemReport) -> bool {
        match self {
            Self::All => true,
            Self::Wrong => item.outcome == Outcome::Wrong,
            Self::Unanswered => item.outcome == Outcome::Unanswered,
            Self::Flagged => item.flagged,
            Self::Changed => item.change.is_some(),
            Self::Domain(code) => item.domain == *code,
        }
    }
}

impl ReportScreen {
    pub fn new(report: Report, row: &SittingRow) -> Self {
        Self {
            tempo: Tempo::of(&report),
            report,
            started_ms: row.started_ms,
            view: View::Summary,
            domain: 0,
            scroll: 0,
            filter: Filter::All,
            cursor: 0,
            record: None,
        }
    }

    pub fn context(&self) -> Context {
        match self.view {
            View::Summary => Context::Report,
            View::HowMade => Context::HowMade,
            View::Pace => Context::Pace,
            View::Items => Context::Items,
            View::Item => Context::Item,
        }
    }

    pub(super) fn filtered(&self) -> Vec<&ItemReport> {
        self.report.items.iter().filter(|item| self.filter.admits(item)).collect()
    }

    fn show(&mut self, view: View) {
        self.view = view;
        self.scroll = 0;
        self.record = None;
    }

    /// The documents of a case: opened and closed, turned, scrolled. Whether the action was for them.
    fn act_record(&mut self, action: Action, around: &Surroundings) -> bool {
        let case = self.filtered().get(self.cursor).and_then(|item| self.report.case(item));
        let documents = case.map(|case| RecordView::of(&case.documents));
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match (action, &mut self.record) {
            (Action::Pane, None) => self.record = documents,
            (Action::Pane | Action::Back, Some(_)) => self.record = None,
            (Action::PreviousDocument | Action::NextDocument | Action::Document(_), Some(record)) => record.act(action),
            (Action::Up, Some(record)) => record.set_scroll(record.scroll().saturating_sub(1)),
            (Action::Down, Some(record)) => record.set_scroll((record.scroll() + 1).min(most)),
            (Action::PageUp, Some(record)) => record.set_scroll(record.scroll().saturating_sub(page)),
            (Action::PageDown, Some(record)) => record.set_scroll((record.scroll() + page).min(most)),
            _ => return false,
        }
        true
    }

    fn list(&mut self, filter: Filter) {
        self.filter = filter;
        self.cursor = 0;
        self.show(View::Items);
    }

    fn scroll(&mut self, action: Action, around: &Surroundings) {
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        self.scroll = match action {
            Action::Up => self.scroll.saturating_sub(1),
            Action::Down => (self.scroll + 1).min(most),
            Action::PageUp => self.scroll.saturating_sub(page),
            Action::PageDown => (self.scroll + page).min(most),
            _ => self.scroll,
        };
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        match action {
            Action::Wrong => self.list(Filter::Wrong),
            Action::Unanswered => self.list(Filter::Unanswered),
            Action::Flagged => self.list(Filter::Flagged),
            Action::All => self.list(Filter::All),
            _ => match self.view {
                View::Summary => return self.act_summary(action, around),
                View::HowMade | View::Pace if action == Action::Back => self.show(View::Summary),
                View::HowMade | View::Pace => self.scroll(action, around),
                View::Items => self.act_items(action, around),
                View::Item => return self.act_item(action, around),
            },
        }
        Turn::none()
    }

    fn act_summary(&mut self, action: Action, around: &Surroundings) -> Turn {
        let domains = &self.report.domains;
        match action {
            Action::Up => self.domain = self.domain.saturating_sub(1),
            Action::Down => self.domain = (self.domain + 1).min(domains.len().saturating_sub(1)),
            Action::Pick(index) if index < domains.len() => self.list(Filter::Domain(domains[index].code.clone())),
            Action::Accept => {
                if let Some(domain) = domains.get(self.domain) {
                    self.list(Filter::Domain(domain.code.clone()));
                }
            }
            Action::HowMade => self.show(View::HowMade),
            Action::Pace => self.show(View::Pace),
            Action::Changed => self.list(Filter::Changed),
            Action::PageUp | Action::PageDown => self.scroll(action, around),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn act_items(&mut self, action: Action, around: &Surroundings) {
        let last = self.filtered().len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(around.feedback.page),
            Action::PageDown => self.cursor = (self.cursor + around.feedback.page).min(last),
            Action::First => self.cursor = 0,
            Action::Last => self.cursor = last,
            Action::Pick(index) if index <= last => {
                self.cursor = index;
                self.show(View::Item);
            }
            Action::Accept if !self.filtered().is_empty() => self.show(View::Item),
            Action::Back => self.show(View::Summary),
            _ => {}
        }
    }

    fn act_item(&mut self, action: Action, around: &Surroundings) -> Turn {
        if self.act_record(action, around) {
            return Turn::none();
        }
        self.record = None;
        let last = self.filtered().len().saturating_sub(1);
        match action {
            Action::Next if self.cursor == last => return Turn::notice("the last of these items"),
            Action::Next => {
                self.cursor += 1;
                self.scroll = 0;
            }
            Action::Previous => {
                self.cursor = self.cursor.saturating_sub(1);
                self.scroll = 0;
            }
            Action::Answers => {
                let item = self.filtered().get(self.cursor).map(|item| item.item.clone());
                let credential = self.report.credential.clone();
                return item.map_or_else(Turn::none, |item| Turn::effect(Effect::LoadItem { credential, item }));
            }
            Action::Back => self.show(View::Items),
            _ => self.scroll(action, around),
        }
        Turn::none()
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        match self.view {
            View::Summary => summary::draw(self, canvas, around),
            View::HowMade => summary::draw_how_made(self, canvas),
            View::Pace => pace::draw(self, canvas),
            View::Items => items::draw(self, canvas),
            View::Item => item::draw(self, canvas),
        }
        if let Some(notice) = notice {
            let body = canvas.body();
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
    }
}
