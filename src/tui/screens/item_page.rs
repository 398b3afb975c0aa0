//! The page of an item: its key and reasons, all the candidate's answers to it, when it is due, a flag and a note.

use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::coach::pages::ItemPage;
use crate::exam::Certainty;
use crate::exam::report::letters;
use crate::store::{AnswerRow, Mark};
use crate::study::Recollection;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::theme::Role;
use crate::tui::time;
use crate::tui::widgets::input::{Input, Typed};
use crate::tui::widgets::text::{Indent, cut, paragraph};

use super::item::{due_again, note_lines, told};
use super::question::warn;

#[derive(Debug)]
pub struct ItemScreen {
    credential: String,
    page: ItemPage,
    /// A note that is being typed.
    note: Option<Input>,
    scroll: usize,
    /// A flag or a note that is on its way to the disk.
    pending: Option<Mark>,
}

impl ItemScreen {
    pub fn new(credential: String, page: ItemPage) -> Self {
        Self { credential, page, note: None, scroll: 0, pending: None }
    }

    pub fn context(&self) -> Context {
        if self.note.is_some() { Context::Input } else { Context::ItemPage }
    }

    /// The flag or the note is on disk now.
    pub fn kept(&mut self) {
        if let Some(mark) = self.pending.take() {
            self.page.mark = mark;
        }
    }

    /// It could not be written: the page stands as it did.
    pub fn not_kept(&mut self) {
        self.pending = None;
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        if let Some(input) = &mut self.note {
            match input.act(action) {
                Typed::On => return Turn::none(),
                Typed::Left => self.note = None,
                Typed::Kept(note) => {
                    self.note = None;
                    let (credential, item) = (self.credential.clone(), self.page.item.id.clone());
                    self.pending = Some(Mark { note: note.clone(), ..self.page.mark.clone() });
                    return Turn::effect(Effect::SetNote { credential, item, note });
                }
            }
            return Turn::none();
        }
        let (page, most) = (around.feedback.page, around.feedback.most_scroll);
        match action {
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(most),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(page),
            Action::PageDown => self.scroll = (self.scroll + page).min(most),
            Action::Flag => {
                let on = !self.page.mark.flagged;
                let (credential, item) = (self.credential.clone(), self.page.item.id.clone());
                self.pending = Some(Mark { flagged: on, ..self.page.mark.clone() });
                return Turn::effect(Effect::SetFlag { credential, item, on });
            }
            Action::Note => self.note = Some(Input::new(&self.page.mark.note)),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        self.header(canvas);
        let body = canvas.body();
        canvas.scrolled(body, &self.lines(canvas, around, usize::from(body.width)), self.scroll);
        if let Some(notice) = notice {
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
        match &self.note {
            Some(input) => input.draw(canvas, "A note of your own", "An empty note takes it away."),
            None => canvas.footer(Context::ItemPage),
        }
    }

    fn header(&self, canvas: &mut Canvas<'_>) {
        let ItemPage { item, known, mark, answers, .. } = &self.page;
        let standing = match known {
            Some(known) => format!("{} of {} right", known.right, known.answers),
            None if answers.is_empty() => "not answered yet".to_owned(),
            // Typed answers are not scheduled.
            None => {
                format!("{} of {} right", answers.iter().filter(|answer| answer.right).count(), answers.len())
            }
        };
        let flag = if mark.flagged { "   ⚑ flagged" } else { "" };
        let right = Line::from(vec![canvas.span(standing, Role::Text), canvas.span(flag, Role::Flag)]);
        let room = usize::from(canvas.page.width).saturating_sub(right.width() + 4);
        let title = cut(&format!("{} · {}", item.task, item.topic), room);
        canvas.header(Line::from(canvas.span(title, Role::Title)), right);
    }

    fn lines(&self, canvas: &Canvas<'_>, around: &Surroundings, width: usize) -> Vec<Line<'static>> {
        let ItemPage { item, known, due_in, answers, mark } = &self.page;
        let order = stored_order(item.choice().map_or(0, |choice| choice.options.len()));
        let mut lines = told(item, &order, None, "", canvas, width);
        if !mark.note.is_empty() {
            lines.push(Line::default());
            lines.extend(note_lines(&mark.note, canvas, width));
        }
        lines.push(Line::default());
        lines.push(Line::from(canvas.span("Your answers", Role::Title)));
        if answers.is_empty() {
            let text = "You have not answered this item yet.";
            lines.extend(paragraph(text, canvas.style(Role::Muted), width, &Indent::default()));
        }
        lines.extend(answers.iter().map(|answer| row(answer, &order, canvas, around, width)));
        for text in remarks(answers, *known, *due_in) {
            lines.push(Line::default());
            lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
        }
        lines.push(Line::default());
        let text = format!("Item {}, {}.", item.id, item.level.name());
        lines.extend(paragraph(&text, canvas.style(Role::Muted), width, &Indent::default()));
        lines
    }
}

/// Options as the bank keeps them; on sittings they come in other orders.
fn stored_order(options: usize) -> Vec<u8> {
    (0..options as u8).collect()
}

/// Day, sitting, letters, right or wrong, how sure, time. A narrow screen leaves the year out.
fn row(answer: &AnswerRow, order: &[u8], canvas: &Canvas<'_>, around: &Surroundings, width: usize) -> Line<'static> {
    let date = time::date_of(answer.at_ms, &around.zone);
    let day = if width >= 66 { date.strftime("%-d %b %Y") } else { date.strftime("%-d %b") }.to_string();
    let day_width = if width >= 66 { 13 } else { 8 };
    let letters = letters(answer.chosen, order);
    let (sign, role) = if answer.right { ("✓ right", Role::Correct) } else { ("✗ wrong", Role::Wrong) };
    let sure = match answer.certainty {
        Certainty::Sure => "sure",
        Certainty::Unsure => "unsure",
        Certainty::NotSaid => "",
    };
    let spent = time::per_item(answer.seconds);
    let star = if answer.counts { " " } else { "*" };
    let name_width = width.saturating_sub(day_width + 33).min(40);
    Line::from(vec![
        canvas.span(format!("{day:<day_width$}"), Role::Muted),
        canvas.span(format!("{:<name_width$}  ", cut(&answer.sitting_name, name_width)), Role::Text),
        canvas.span(format!("{letters:<5}"), Role::Text),
        canvas.span(format!("{sign}  "), role),
        canvas.span(format!("{sure:<6} "), Role::Text),
        canvas.span(format!("{spent:>9}{star}"), Role::Muted),
    ])
}

/// What the answers come to, in plain words.
fn remarks(answers: &[AnswerRow], known: Option<Recollection>, due_in: Option<i64>) -> Vec<String> {
    let mut remarks = Vec::new();
    if answers.iter().any(|answer| !answer.counts) {
        remarks.push(
            "* Not counted in mastery: faster than the item can be read, or part of a mock without effort.".to_owned(),
        );
    }
    if let (Some(known), Some(due_in)) = (known, due_in) {
        let first =
            if known.misconception { " You were sure and wrong: it comes first in your next drill." } else { "" };
        remarks.push(format!("{} {}{first}", capital(&due_again(due_in)), memory(&known)));
    }
    remarks
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// How long it stays in memory.
fn memory(known: &Recollection) -> String {
    match known.memory.stability().round() as i64 {
        ..=0 => "By then it is likely to be forgotten.".to_owned(),
        1 => "A day after the last answer you would remember it nine times in ten.".to_owned(),
        days => format!("{days} days after the last answer you would remember it nine times in ten."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::recollection::Recalled;

    fn known(rights: &[bool]) -> Recollection {
        let answers = rights.iter().enumerate().map(|(day, &right)| Recalled {
            at_ms: day as i64 * 3 * crate::study::recollection::DAY_MS,
            right,
            certainty: Certainty::NotSaid,
        });
        Recollection::of(answers).unwrap()
    }

    #[test]
    fn memory_is_told_in_days() {
        assert_eq!(memory(&known(&[false])), "By then it is likely to be forgotten.");
        assert_eq!(memory(&known(&[true])), "2 days after the last answer you would remember it nine times in ten.");
    }

    #[test]
    fn an_item_without_answers_has_nothing_to_remark() {
        assert_eq!(remarks(&[], None, None), Vec::<String>::new());
        let told = remarks(&[], Some(known(&[true])), Some(2));
        assert!(told[0].starts_with("Due again in 2 days. 2 days after"), "{told:?}");
    }
}
