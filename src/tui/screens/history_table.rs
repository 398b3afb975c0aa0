//! The list of sittings: which are shown in which order, and the domains of the one under the cursor.
//!
//! It may be thousands of sittings long: only the rows that are seen are made into lines.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::store::{Kind, SittingId, SittingRow};
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::widgets::cursor::moved;
use crate::tui::widgets::text::{Indent, paragraph};

use super::history_charts::Mock;
use super::history_order::{Filter, Sort, arranged};
use super::history_rows::{self, Columns};

#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<SittingRow>,
    /// Places in `rows` of what the filter lets through, in the order of the list.
    order: Vec<usize>,
    /// A place in `order`.
    cursor: usize,
    sort: Sort,
    filter: Filter,
    /// The mock that another one is to be compared with.
    marked: Option<SittingId>,
    /// Where the cursor goes when the data come anew.
    follow: Option<SittingId>,
}

impl Table {
    pub(super) fn new(rows: Vec<SittingRow>) -> Self {
        let mut table = Self {
            rows,
            order: Vec::new(),
            cursor: 0,
            sort: Sort::default(),
            filter: Filter::default(),
            marked: None,
            follow: None,
        };
        table.arrange();
        table
    }

    /// New data; the cursor stays on its sitting, or in its place where that is gone.
    pub(super) fn renew(&mut self, rows: Vec<SittingRow>) {
        let stay = self.follow.take().or_else(|| self.current().map(|row| row.id));
        self.rows = rows;
        self.marked = self.marked.filter(|marked| self.rows.iter().any(|row| row.id == *marked));
        self.arrange();
        self.go_to(stay);
    }

    pub(super) fn current(&self) -> Option<&SittingRow> {
        self.order.get(self.cursor).and_then(|&place| self.rows.get(place))
    }

    /// All mocks that have ended, the oldest first, for the chart of their scores.
    pub(super) fn mocks(&self) -> Vec<Mock> {
        self.rows.iter().rev().filter_map(Mock::of).collect()
    }

    pub(super) fn has(&self, id: SittingId) -> bool {
        self.rows.iter().any(|row| row.id == id)
    }

    /// The cursor is to go there with the next data.
    pub(super) fn follow(&mut self, id: SittingId) {
        self.follow = Some(id);
    }

    fn arrange(&mut self) {
        self.order = arranged(&self.rows, &self.filter, self.sort);
        self.cursor = self.cursor.min(self.order.len().saturating_sub(1));
    }

    fn go_to(&mut self, id: Option<SittingId>) {
        let place = self.order.iter().position(|&place| Some(self.rows[place].id) == id);
        self.cursor = place.unwrap_or(self.cursor);
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.order.len().saturating_sub(1);
        let page = around.feedback.page;
        if let Some(cursor) = moved(action, self.cursor, last, page) {
            self.cursor = cursor;
            return Turn::none();
        }
        match action {
            Action::Sort => {
                self.sort = self.sort.next();
                self.arrange();
                self.cursor = 0;
            }
            Action::Filter => {
                let stay = self.current().map(|row| row.id);
                self.filter = self.filter.next(&self.rows);
                self.arrange();
                self.cursor = 0;
                self.go_to(stay);
            }
            Action::Pick(index) if index <= last => {
                self.cursor = index;
                return self.open(around);
            }
            Action::Accept => return self.open(around),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self, around: &Surroundings) -> Turn {
        match (self.current(), &around.read_only) {
            (None, _) => Turn::none(),
            (Some(row), _) if row.ended_ms.is_some() => Turn::effect(Effect::LoadReport(row.id)),
            (Some(_), Some(reason)) => Turn::notice(format!("{reason}: this sitting cannot go on here")),
            (Some(row), None) => Turn::effect(Effect::Resume(row.id)),
        }
    }

    /// Marks the mock under the cursor, or opens it beside the one that is marked.
    pub(super) fn compare(&mut self) -> Turn {
        let Some(row) = self.current() else { return Turn::none() };
        if row.kind != Kind::Mock || row.ended_ms.is_none() {
            return Turn::notice("only mocks that have ended can be compared");
        }
        let marked = self.rows.iter().find(|other| Some(other.id) == self.marked);
        let (id, turn) = match marked {
            None => (Some(row.id), Turn::notice("marked: now c on another mock, or c again to take the mark away")),
            Some(marked) if marked.id == row.id => (None, Turn::none()),
            Some(marked) if marked.credential != row.credential => {
                (Some(marked.id), Turn::notice("these are mocks of two credentials: they share no domain"))
            }
            Some(marked) => {
                let (earlier, later) =
                    if marked.started_ms <= row.started_ms { (marked.id, row.id) } else { (row.id, marked.id) };
                (None, Turn::effect(Effect::LoadComparison { earlier, later }))
            }
        };
        self.marked = id;
        turn
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, context: Context, notice: Option<&str>) {
        let title = format!("history{}", self.filter.title());
        let right = self.counts();
        canvas.header(Line::from(canvas.span(title, Role::Title)), Line::from(canvas.span(right, Role::Muted)));
        let body = canvas.body();
        if self.order.is_empty() {
            let style = canvas.style(Role::Muted);
            let lines = paragraph(self.filter.nothing(), style, usize::from(body.width), &Indent::default());
            canvas.scrolled(body, &lines, 0);
        } else {
            let below = self.current().map(|row| history_rows::below(row, canvas, body)).unwrap_or_default();
            let list = Rect { height: body.height - below.len() as u16, ..body };
            self.draw_list(canvas, around, list);
            for (y, line) in (list.bottom()..).zip(&below) {
                canvas.line(body.x, y, body.width, line);
            }
        }
        if let Some(notice) = notice {
            super::question::warn(canvas, Rect { y: body.bottom() - 1, height: 1, ..body }, notice);
        }
        canvas.footer(context);
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, around: &Surroundings, area: Rect) {
        let several = self.rows.windows(2).any(|pair| pair[0].credential != pair[1].credential);
        let columns = Columns::fitting(usize::from(area.width), several);
        canvas.text(area.x, area.y, area.width, &columns.head(self.sort), Role::Muted);
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let total = self.order.len();
        let height = Canvas::window(list, total, 0).len();
        let window = Canvas::window(list, total, self.cursor.saturating_sub(height / 2));
        let line = |place: usize| {
            let row = &self.rows[self.order[place]];
            let standing = history_rows::Standing { here: place == self.cursor, marked: self.marked == Some(row.id) };
            columns.line(row, standing, canvas, &around.zone)
        };
        let lines: Vec<Line<'static>> = window.clone().map(line).collect();
        canvas.excerpt(list, &lines, window.start, total);
        for (y, place) in (list.y..).zip(window) {
            canvas.zone(Rect { y, height: 1, ..list }, Action::Pick(place));
        }
    }

    fn counts(&self) -> String {
        let ended = |kind: Kind| self.rows.iter().filter(|row| row.kind == kind && row.ended_ms.is_some()).count();
        let (mocks, drills) = (ended(Kind::Mock), ended(Kind::Drill));
        let left = self.rows.len() - mocks - drills;
        let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        let mut parts = vec![plural(mocks, "mock"), plural(drills, "drill")];
        if left > 0 {
            parts.push(format!("{left} unfinished"));
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Summary;

    fn row(id: i64, kind: Kind, credential: &str, raw: Option<u32>) -> SittingRow {
        let summary = raw.map(|raw| Summary {
            version: 1,
            raw: raw.into(),
            scored: 10,
            cut: 6.0,
            scaled: (kind == Kind::Mock).then_some(raw * 40),
            passed: (kind == Kind::Mock).then_some(raw >= 6),
            unanswered: 0,
            interruptions: 0,
            rapid: 0,
            domains: Vec::new(),
        });
        SittingRow {
            id: SittingId(id),
            uid: id.to_string(),
            credential: credential.to_owned(),
            kind,
            name: format!("sitting {id}"),
            items: 10,
            started_ms: 1_000 * id,
            active_ms: 10 * (id.unsigned_abs() % 3),
            alive_ms: 0,
            ended_ms: raw.map(|_| 1_000 * id + 500),
            summary,
            label: String::new(),
            note: String::new(),
        }
    }

    /// The newest first, as the record gives them.
    fn table() -> Table {
        Table::new(vec![
            row(6, Kind::Mock, "ccs", None),
            row(5, Kind::Drill, "rhit", Some(9)),
            row(4, Kind::Mock, "rhit", Some(7)),
            row(3, Kind::Mock, "rhit", Some(5)),
            row(2, Kind::Drill, "rhit", Some(4)),
            row(1, Kind::Mock, "ccs", Some(8)),
        ])
    }

    fn ids(table: &Table) -> Vec<i64> {
        table.order.iter().map(|&place| table.rows[place].id.0).collect()
    }

    fn around() -> Surroundings {
        Surroundings {
            theme: crate::tui::Theme::default(),
            zone: jiff::tz::TimeZone::UTC,
            now: crate::tui::Now::default(),
            read_only: None,
            feedback: crate::tui::canvas::Feedback::default(),
        }
    }

    #[test]
    fn sorting_goes_over_day_score_and_time_and_then_turns_round() {
        let mut table = table();
        let mut sorted = || {
            table.act(Action::Sort, &around());
            ids(&table)
        };
        assert_eq!(sorted(), [1, 4, 3, 5, 2, 6], "score");
        assert_eq!(sorted(), [5, 2, 4, 1, 6, 3], "time");
        assert_eq!(sorted(), [1, 2, 3, 4, 5, 6], "day, the oldest first");
        assert_eq!(sorted(), [3, 4, 1, 2, 5, 6], "score, the lowest first");
        assert_eq!(sorted(), [6, 3, 4, 1, 5, 2], "time, the shortest first");
        assert_eq!(sorted(), [6, 5, 4, 3, 2, 1], "day");
    }

    #[test]
    fn filters_go_over_kinds_and_credentials_and_the_cursor_stays_on_its_sitting() {
        let mut table = table();
        table.act(Action::Down, &around());
        table.act(Action::Down, &around());
        let mut filtered = || {
            table.act(Action::Filter, &around());
            (ids(&table), table.current().map(|row| row.id.0))
        };
        assert_eq!(filtered(), (vec![6, 4, 3, 1], Some(4)));
        assert_eq!(filtered(), (vec![5, 2], Some(5)));
        assert_eq!(filtered(), (vec![6], Some(6)));
        assert_eq!(filtered(), (vec![6, 1], Some(6)));
        assert_eq!(filtered(), (vec![5, 4, 3, 2], Some(5)));
        assert_eq!(filtered().0.len(), 6);
    }

    #[test]
    fn new_data_leave_the_cursor_where_it_was() {
        let mut table = table();
        table.act(Action::Down, &around());
        let without = |gone: i64| -> Vec<SittingRow> {
            super::tests::table().rows.into_iter().filter(|row| row.id.0 != gone).collect()
        };
        table.renew(without(6));
        assert_eq!(table.current().map(|row| row.id.0), Some(5));
        table.renew(without(5));
        assert_eq!(table.current().map(|row| row.id.0), Some(6), "the place of one that is gone");
        table.follow(SittingId(5));
        table.renew(without(1));
        assert_eq!(table.current().map(|row| row.id.0), Some(5));
    }

    #[test]
    fn thousands_of_sittings_are_drawn_by_the_screenful() {
        let mut table = Table::new((1..=6_000).rev().map(|id| row(id, Kind::Mock, "rhit", Some(7))).collect());
        let mut text = |keys: &[Action]| {
            keys.iter().for_each(|&key| drop(table.act(key, &around())));
            let area = Rect::new(0, 0, 80, 24);
            let mut buffer = ratatui::buffer::Buffer::empty(area);
            let mut canvas = Canvas::new(&mut buffer, area, crate::tui::Theme::default());
            table.draw(&mut canvas, &around(), Context::History, None);
            let zones = canvas.feedback.zones.len();
            (buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>(), zones)
        };
        let (first, zones) = text(&[]);
        assert!(first.contains("sitting 6000") && first.contains("6000 mocks") && zones < 40, "{first}");
        let (last, _) = text(&[Action::Last]);
        assert!(last.contains("sitting 1 ") && last.contains("↑ more"), "{last}");
        assert!(text(&[Action::Up]).0.contains("sitting 2 "));
    }

    #[test]
    fn two_mocks_are_compared_the_earlier_first() {
        let mut table = table();
        let mut press = |keys: &[Action]| {
            keys.iter().for_each(|&key| drop(table.act(key, &around())));
            let turn = table.compare();
            (turn.effects, turn.notice.unwrap_or_default())
        };
        assert!(press(&[]).1.contains("only mocks"), "not ended");
        assert!(press(&[Action::Down]).1.contains("only mocks"), "a drill");
        assert!(press(&[Action::Down]).1.contains("marked"));
        assert!(press(&[Action::Last]).1.contains("two credentials"));
        let (earlier, later) = (SittingId(3), SittingId(4));
        assert_eq!(press(&[Action::Up, Action::Up]).0, [Effect::LoadComparison { earlier, later }]);
        assert!(press(&[]).1.contains("marked"), "the mark is gone after a comparison");
        assert_eq!(press(&[]), (vec![], String::new()), "and again takes it away");
    }
}
