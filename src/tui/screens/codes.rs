//! The table in which codes are typed: its cursor, the row that is being typed, and the answer that keys make of it.
//!
//! What is typed is a draft until its row is complete or left: then the whole answer goes to the disk, and the draft
//! is let go when it is there. Where the disk refuses, the draft stands, so nothing that was typed is lost on the way.

mod draw;
mod exam;
mod known;
mod picks;

pub(super) use draw::lines;
pub(super) use picks::{PickList, Picked};

use crate::bank::coding::{Code, CodeRole, CodeRow, Field, Poa};
use crate::codebook::System;
use crate::exam::blueprint::CodeEntry;
use crate::tui::keymap::{Action, Context};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CodeTable {
    entry: CodeEntry,
    focus: Focus,
    /// The row under the cursor, by its place among [`places`].
    place: usize,
    column: Column,
    /// What is typed in that row and not yet given.
    draft: Option<Draft>,
    /// Where the cursor goes when the answer is on disk.
    then: Option<Step>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    /// Keys are for the item: arrows go to other items.
    #[default]
    Item,
    Table,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Column {
    #[default]
    Code,
    Poa,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Draft {
    code: String,
    poa: Option<Poa>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Column(Column),
    Place(usize),
    Out,
}

/// A row of the table: a code of the answer, or where the next one of its role is typed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place<'a> {
    field: &'a Field,
    row: Option<&'a CodeRow>,
    /// Among the codes of its role.
    index: usize,
}

/// What a key comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Nothing,
    Answer(Vec<CodeRow>),
    Say(String),
}

/// Every row on the screen, by roles.
fn places<'a>(fields: &'a [Field], rows: &'a [CodeRow]) -> Vec<Place<'a>> {
    let of_field = |field: &'a Field| {
        let given = rows.iter().filter(move |row| row.role == field.role).map(Some);
        let count = given.clone().count();
        let blank = (count < field.max).then_some(None);
        given.chain(blank).enumerate().map(move |(index, row)| Place { field, row, index })
    };
    fields.iter().flat_map(of_field).collect()
}

impl CodeTable {
    pub(super) fn of(entry: CodeEntry) -> Self {
        Self { entry, ..Self::default() }
    }

    pub(super) fn context(&self) -> Context {
        match (self.focus, self.entry) {
            (Focus::Item, _) => Context::CodesItem,
            (Focus::Table, CodeEntry::Typed) => Context::Codes,
            (Focus::Table, CodeEntry::Picked) => Context::CodesPicked,
        }
    }

    pub(super) fn has_focus(&self) -> bool {
        self.focus == Focus::Table
    }

    /// The row whose code is to be picked from a list, where an action asks for that.
    fn to_pick<'a>(&self, action: Action, fields: &'a [Field], rows: &'a [CodeRow]) -> Option<Place<'a>> {
        let place = places(fields, rows).into_iter().nth(self.place)?;
        let asks = match action {
            _ if self.entry == CodeEntry::Typed => false,
            Action::Key(_) => self.column == Column::Code,
            Action::Accept => self.column == Column::Code && !self.has_code(&place),
            _ => false,
        };
        asks.then_some(place)
    }

    /// The least scrolling that keeps the row under the cursor on the screen, where the text follows it.
    pub(super) fn follow(&self, follows: bool, scroll: usize, rows: &[(usize, usize)], height: u16) -> usize {
        let height = usize::from(height);
        match self.cursor().filter(|_| follows).and_then(|place| rows.get(place)) {
            Some(&(from, _)) if from < scroll => from,
            Some(&(_, to)) if to > scroll + height => to - height,
            _ => scroll,
        }
    }

    fn cursor(&self) -> Option<usize> {
        (self.focus == Focus::Table).then_some(self.place)
    }

    /// Takes the keys, at that row or where the cursor stood.
    pub(super) fn enter(&mut self, place: Option<usize>, fields: &[Field], rows: &[CodeRow]) -> Wish {
        self.focus = Focus::Table;
        self.leave_for(Step::Place(place.unwrap_or(self.place)), fields, rows)
    }

    /// The answer with what is typed: what is kept when the row is left, or when the time is over.
    pub(super) fn answer(&self, fields: &[Field], rows: &[CodeRow]) -> Option<Vec<CodeRow>> {
        let draft = self.draft.as_ref()?;
        let places = places(fields, rows);
        let place = places.get(self.place)?;
        let code = Code::read(&draft.code);
        let typed = code.map(|code| CodeRow { role: place.field.role, code, poa: draft.poa });
        let mut columns = by_role(fields, rows);
        let column = columns.iter_mut().find(|(role, _)| *role == place.field.role).map(|(_, column)| column)?;
        match (typed, place.row) {
            (Some(typed), Some(_)) => *column.get_mut(place.index)? = typed,
            (Some(typed), None) => column.push(typed),
            (None, Some(_)) => drop(column.remove(place.index)),
            (None, None) => {}
        }
        let answer = flat(columns);
        (answer != rows).then_some(answer)
    }

    pub(super) fn act(&mut self, action: Action, fields: &[Field], rows: &[CodeRow]) -> Wish {
        let places = places(fields, rows);
        let last = places.len().saturating_sub(1);
        let Some(place) = places.get(self.place) else {
            self.place = last;
            return Wish::Nothing;
        };
        match action {
            Action::Key(c) => return self.typed(c, place),
            // A code that was picked is whole or not there.
            Action::Erase if self.entry == CodeEntry::Picked && self.column == Column::Code => {
                return self.remove(place, fields, rows);
            }
            Action::Erase => self.erased(place),
            Action::Left => return self.leave_for(Step::Column(Column::Code), fields, rows),
            Action::Right if place.field.poa => return self.leave_for(Step::Column(Column::Poa), fields, rows),
            Action::Accept if self.column == Column::Code && place.field.poa && self.has_code(place) => {
                return self.leave_for(Step::Column(Column::Poa), fields, rows);
            }
            Action::Accept | Action::Down => {
                return self.leave_for(Step::Place((self.place + 1).min(last + 1)), fields, rows);
            }
            Action::Up => return self.leave_for(Step::Place(self.place.saturating_sub(1)), fields, rows),
            Action::First => return self.leave_for(Step::Place(0), fields, rows),
            Action::Last => return self.leave_for(Step::Place(last), fields, rows),
            Action::Pick(to) => return self.leave_for(Step::Place(to.min(last)), fields, rows),
            Action::Back => return self.leave_for(Step::Out, fields, rows),
            Action::AddRow => return self.add(place.field, fields, rows),
            Action::RemoveRow => return self.remove(place, fields, rows),
            Action::MoveUp => return self.moved(Direction::Up, place.field.role, place.index, fields, rows),
            Action::MoveDown => return self.moved(Direction::Down, place.field.role, place.index, fields, rows),
            _ => {}
        }
        Wish::Nothing
    }

    /// What stands in a row, typed or given.
    fn shown(&self, at: usize, place: &Place<'_>) -> Draft {
        let given = || place.row.map(|row| Draft { code: row.code.as_str().to_owned(), poa: row.poa });
        let typed = self.draft.clone().filter(|_| at == self.place);
        typed.or_else(given).unwrap_or_default()
    }

    fn has_code(&self, place: &Place<'_>) -> bool {
        !self.shown(self.place, place).code.is_empty()
    }

    fn typed(&mut self, c: char, place: &Place<'_>) -> Wish {
        let mut draft = self.shown(self.place, place);
        match self.column {
            Column::Code if c == '.' || draft.code.len() >= Code::LONGEST => return Wish::Nothing,
            Column::Code => draft.code.push(c.to_ascii_uppercase()),
            Column::Poa => match Poa::typed(c) {
                Some(poa) => draft.poa = Some(poa),
                None => return Wish::Say("Present on admission is Y, N, U, W or 1.".to_owned()),
            },
        }
        self.draft = Some(draft);
        Wish::Nothing
    }

    fn erased(&mut self, place: &Place<'_>) {
        let mut draft = self.shown(self.place, place);
        match self.column {
            Column::Code => drop(draft.code.pop()),
            Column::Poa => draft.poa = None,
        }
        self.draft = Some(draft);
    }

    /// Types a whole code into the row under the cursor, in place of what stands there.
    pub(super) fn put(&mut self, system: System, code: &str, fields: &[Field], rows: &[CodeRow]) -> Wish {
        let places = places(fields, rows);
        let Some(place) = places.get(self.place) else { return Wish::Nothing };
        if place.field.role.system() != system {
            return Wish::Say(format!("{} belongs into another row than this one.", system.name()));
        }
        let mut draft = self.shown(self.place, place);
        code.clone_into(&mut draft.code);
        (self.draft, self.column) = (Some(draft), Column::Code);
        Wish::Nothing
    }

    /// Gives what is typed, if it changes the answer, and goes on when it is on disk.
    pub(super) fn leave_row(&mut self, fields: &[Field], rows: &[CodeRow]) -> Wish {
        self.leave_for(Step::Place(self.place), fields, rows)
    }

    fn leave_for(&mut self, step: Step, fields: &[Field], rows: &[CodeRow]) -> Wish {
        match self.answer(fields, rows) {
            Some(answer) => {
                // A row that was emptied goes, and those below it move up.
                let step = match step {
                    Step::Place(to) if to > self.place && answer.len() < rows.len() => Step::Place(to - 1),
                    step => step,
                };
                self.give(answer, step)
            }
            None => {
                self.draft = None;
                self.take(step, fields, rows);
                Wish::Nothing
            }
        }
    }

    fn give(&mut self, answer: Vec<CodeRow>, step: Step) -> Wish {
        self.then = Some(step);
        Wish::Answer(answer)
    }

    fn take(&mut self, step: Step, fields: &[Field], rows: &[CodeRow]) {
        match step {
            Step::Column(column) => self.column = column,
            Step::Place(place) => {
                self.place = place.min(places(fields, rows).len().saturating_sub(1));
                self.column = Column::Code;
            }
            Step::Out => (self.focus, self.column) = (Focus::Item, Column::Code),
        }
    }

    /// The answer is on disk.
    pub(super) fn written(&mut self, fields: &[Field], rows: &[CodeRow]) {
        self.draft = None;
        let step = self.then.take().unwrap_or(Step::Place(self.place));
        self.take(step, fields, rows);
    }

    /// It could not be written: what was typed stays.
    pub(super) fn not_written(&mut self) {
        self.then = None;
    }

    /// To the blank row of the role.
    fn add(&mut self, field: &Field, fields: &[Field], rows: &[CodeRow]) -> Wish {
        let answer = self.answer(fields, rows).unwrap_or_else(|| rows.to_vec());
        let blank = places(fields, &answer).iter().position(|place| place.field == field && place.row.is_none());
        match blank {
            Some(blank) => self.leave_for(Step::Place(blank), fields, rows),
            None => Wish::Say(format!("There is room for {} here: take one away first.", field.max)),
        }
    }

    fn remove(&mut self, place: &Place<'_>, fields: &[Field], rows: &[CodeRow]) -> Wish {
        self.draft = None;
        self.column = Column::Code;
        if place.row.is_none() {
            return Wish::Nothing;
        }
        let mut columns = by_role(fields, rows);
        if let Some((_, column)) = columns.iter_mut().find(|(role, _)| *role == place.field.role) {
            column.remove(place.index);
        }
        self.give(flat(columns), Step::Place(self.place))
    }

    /// Moves a code among those of its role, or over the edge into the role beside it, in exchange where that is full.
    fn moved(
        &mut self,
        direction: Direction,
        role: CodeRole,
        index: usize,
        fields: &[Field],
        rows: &[CodeRow],
    ) -> Wish {
        let answer = self.answer(fields, rows).unwrap_or_else(|| rows.to_vec());
        let mut columns = by_role(fields, &answer);
        let Some(at) = fields.iter().position(|field| field.role == role) else { return Wish::Nothing };
        if index >= columns[at].1.len() {
            return Wish::Nothing;
        }
        let beside = match direction {
            Direction::Up if index > 0 => {
                columns[at].1.swap(index, index - 1);
                return self.give(flat(columns), Step::Place(self.place - 1));
            }
            Direction::Down if index + 1 < columns[at].1.len() => {
                columns[at].1.swap(index, index + 1);
                return self.give(flat(columns), Step::Place(self.place + 1));
            }
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1),
        };
        let same_system = |other: &usize| fields.get(*other).is_some_and(|field| field.role.system() == role.system());
        let Some(other) = beside.filter(same_system) else { return Wish::Nothing };
        let mut row = columns[at].1.remove(index);
        row.role = fields[other].role;
        let full = columns[other].1.len() >= fields[other].max;
        let (edge, to) = match direction {
            Direction::Up => (columns[other].1.len().saturating_sub(usize::from(full)), self.place.saturating_sub(1)),
            Direction::Down => (0, self.place + 1),
        };
        if full && edge < columns[other].1.len() {
            let mut back = columns[other].1.remove(edge);
            back.role = role;
            let place = index.min(columns[at].1.len());
            columns[at].1.insert(place, back);
        }
        columns[other].1.insert(edge, row);
        // From the first diagnosis into a list with room: the one that stood there first takes its place.
        if direction == Direction::Down && !full && columns[at].1.is_empty() && columns[other].1.len() > 1 {
            let mut back = columns[other].1.remove(1);
            back.role = role;
            columns[at].1.push(back);
        }
        self.give(flat(columns), Step::Place(to))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

fn by_role(fields: &[Field], rows: &[CodeRow]) -> Vec<(CodeRole, Vec<CodeRow>)> {
    let of_role = |role| rows.iter().filter(|row| row.role == role).cloned().collect();
    fields.iter().map(|field| (field.role, of_role(field.role))).collect()
}

fn flat(columns: Vec<(CodeRole, Vec<CodeRow>)>) -> Vec<CodeRow> {
    columns.into_iter().flat_map(|(_, column)| column).collect()
}

#[cfg(test)]
mod tests;
