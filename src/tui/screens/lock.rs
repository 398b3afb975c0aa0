//! Before an item of a case opens: the answers before it are locked, and the candidate is told so first.

use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::dialog::Dialog;

use super::exam::Exam;

#[derive(Clone, Copy, Debug)]
pub struct LockDialog {
    /// The item that is to open.
    pub item: usize,
    cursor: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Stay,
    Back,
    Lock,
}

impl LockDialog {
    pub fn new(item: usize) -> Self {
        Self { item, cursor: 0 }
    }

    pub fn act(&mut self, action: Action) -> Choice {
        match action {
            Action::Up => self.cursor = 0,
            Action::Down => self.cursor = 1,
            Action::Back => return Choice::Back,
            Action::Pick(choice) => return if choice == 1 { Choice::Lock } else { Choice::Back },
            Action::Accept => return if self.cursor == 1 { Choice::Lock } else { Choice::Back },
            _ => {}
        }
        Choice::Stay
    }

    pub fn draw(&self, exam: &Exam, canvas: &mut Canvas<'_>) {
        let sitting = &exam.sitting;
        let places: Vec<usize> = sitting.to_lock(self.item).collect();
        let named = |places: &[usize]| {
            let numbers: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
            numbers.join(", ")
        };
        let open = self.item + 1;
        let (what, it) =
            if places.len() == 1 { ("Your answer to item", "it") } else { ("Your answers to items", "them") };
        let mut text = vec![format!(
            "{what} {} cannot be changed once item {open} is open, which tells something of {it}. You can still read \
             {it}.",
            named(&places)
        )];
        let incomplete: Vec<usize> = places
            .into_iter()
            .filter(|&place| sitting.state(place) != crate::exam::sitting::ItemState::Complete)
            .collect();
        if !incomplete.is_empty() {
            text.push(format!("Not answered yet: {}. Locked so, it counts as wrong.", named(&incomplete)));
        }
        let open = format!("Lock and open item {open}");
        let choices = ["Not yet", open.as_str()];
        Dialog { title: "Lock what comes before?", text, choices: &choices, cursor: self.cursor }.draw(canvas);
        canvas.footer(Context::Lock);
    }
}
