//! The history: the list of sittings, charts of what they came to, and what is done to a sitting from the list.

use crate::store::SittingId;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::{ChartsData, HistoryData};
use crate::tui::keymap::{Action, Context};
use crate::tui::time;
use crate::tui::widgets::dialog::Dialog;
use crate::tui::widgets::input::{Input, Typed};

use super::history_charts::Charts;
use super::history_table::Table;

#[derive(Debug)]
pub struct History {
    table: Table,
    charts: Charts,
    view: View,
    /// Sittings that were deleted here, the last one last.
    deleted: Vec<SittingId>,
}

#[derive(Debug)]
enum View {
    Table,
    Charts,
    /// Asks before a sitting is deleted.
    Delete {
        sure: bool,
    },
    Typing {
        field: Field,
        input: Input,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Name,
    Note,
}

const CHOICES: [&str; 2] = ["No, keep it", "Yes, delete it"];

impl History {
    pub fn new(data: HistoryData) -> Self {
        Self { table: Table::new(data.rows), charts: Charts::default(), view: View::Table, deleted: Vec::new() }
    }

    /// The same place with new data; charts are made anew when they are looked at.
    pub fn renew(&mut self, data: HistoryData) {
        self.table.renew(data.rows);
        self.charts.forget();
    }

    /// Opens the charts.
    pub fn chart(&mut self, data: ChartsData) {
        self.charts.show(data, self.table.mocks());
        self.view = View::Charts;
    }

    pub fn context(&self) -> Context {
        match self.view {
            View::Table => Context::History,
            View::Charts => Context::Charts,
            View::Delete { .. } => Context::Delete,
            View::Typing { .. } => Context::Input,
        }
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        match &mut self.view {
            View::Table => self.act_table(action, around),
            View::Charts if action == Action::Charts => {
                self.view = View::Table;
                Turn::none()
            }
            View::Charts => self.charts.act(action, around),
            View::Delete { .. } => self.act_delete(action),
            View::Typing { field, input } => {
                let (field, typed) = (*field, input.act(action));
                self.typed(field, typed)
            }
        }
    }

    fn act_table(&mut self, action: Action, around: &Surroundings) -> Turn {
        let writes = matches!(action, Action::Name | Action::Note | Action::Delete | Action::Undo);
        if let (true, Some(reason)) = (writes, &around.read_only) {
            return Turn::notice(format!("{reason}: nothing can be changed here"));
        }
        let row = self.table.current();
        match (action, row) {
            (Action::Charts, _) if !self.charts.is_made() => return Turn::effect(Effect::LoadCharts),
            (Action::Charts, _) => self.view = View::Charts,
            (Action::Name, Some(row)) => self.view = typing(Field::Name, &row.label),
            (Action::Note, Some(row)) => self.view = typing(Field::Note, &row.note),
            (Action::Delete, Some(_)) => self.view = View::Delete { sure: false },
            (Action::Undo, _) => return self.bring_back(),
            (Action::Compare, _) => return self.table.compare(),
            (Action::Back, _) => return Turn::back(),
            _ => return self.table.act(action, around),
        }
        Turn::none()
    }

    fn act_delete(&mut self, action: Action) -> Turn {
        let View::Delete { sure } = &mut self.view else { return Turn::none() };
        match action {
            Action::Up => *sure = false,
            Action::Down => *sure = true,
            Action::Pick(choice) if choice < CHOICES.len() => {
                *sure = choice == 1;
                return self.answered();
            }
            Action::Accept => return self.answered(),
            Action::Back => self.view = View::Table,
            _ => {}
        }
        Turn::none()
    }

    fn answered(&mut self) -> Turn {
        let sure = matches!(self.view, View::Delete { sure: true });
        self.view = View::Table;
        match self.table.current() {
            Some(row) if sure => {
                let (id, notice) = (row.id, format!("{} is deleted; u brings it back", row.title()));
                self.deleted.push(id);
                Turn { effects: vec![Effect::SetDeleted { id, deleted: true }], notice: Some(notice), back: false }
            }
            _ => Turn::none(),
        }
    }

    fn bring_back(&mut self) -> Turn {
        // What could not be deleted is still there.
        self.deleted.retain(|id| !self.table.has(*id));
        match self.deleted.pop() {
            Some(id) => {
                self.table.follow(id);
                Turn::effect(Effect::SetDeleted { id, deleted: false })
            }
            None => Turn::notice("no sitting was deleted from this list"),
        }
    }

    fn typed(&mut self, field: Field, typed: Typed) -> Turn {
        if typed == Typed::On {
            return Turn::none();
        }
        self.view = View::Table;
        let (Typed::Kept(text), Some(row)) = (typed, self.table.current()) else { return Turn::none() };
        let (label, note) = match field {
            Field::Name => (text, row.note.clone()),
            Field::Note => (row.label.clone(), text),
        };
        Turn::effect(Effect::Describe { id: row.id, label, note })
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        if matches!(self.view, View::Charts) {
            return self.charts.draw(canvas, around, notice);
        }
        self.table.draw(canvas, around, self.context(), notice);
        let Some(row) = self.table.current() else { return };
        match &self.view {
            View::Delete { sure } => {
                let title = format!("Delete {} of {}?", row.title(), time::day(row.started_ms, &around.zone));
                let text =
                    "Its answers leave every figure and the schedule. While this list is open, u brings it back.";
                let (text, cursor) = (vec![text.to_owned()], usize::from(*sure));
                canvas.feedback.zones.clear();
                Dialog { title: &title, text, choices: &CHOICES, cursor }.draw(canvas);
                canvas.footer(Context::Delete);
            }
            View::Typing { field, input } => {
                let (title, hint) = match field {
                    Field::Name => ("A name of your own", format!("Empty for the one it came with: {}", row.name)),
                    Field::Note => ("A note of your own", "It stands under the list when the cursor is there.".into()),
                };
                canvas.feedback.zones.clear();
                input.draw(canvas, title, &hint);
            }
            View::Table | View::Charts => {}
        }
    }
}

fn typing(field: Field, text: &str) -> View {
    View::Typing { field, input: Input::new(text) }
}
