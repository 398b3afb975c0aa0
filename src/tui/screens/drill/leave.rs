//! Leaving a drill: for now, or for good.

use crate::exam::form::Asks;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::dialog::Dialog;

use super::DrillScreen;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeaveDialog {
    cursor: usize,
}

#[derive(Debug)]
pub(super) enum Choice {
    Stay,
    Back,
    Leave,
    End,
}

const CHOICES: [&str; 3] = ["Go on with the drill", "Leave for now, go on later", "End the drill here"];

impl LeaveDialog {
    pub(super) fn act(&mut self, action: Action) -> Choice {
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(CHOICES.len() - 1),
            Action::Back => return Choice::Back,
            Action::Pick(choice) if choice < CHOICES.len() => {
                self.cursor = choice;
                return self.take();
            }
            Action::Accept => return self.take(),
            _ => {}
        }
        Choice::Stay
    }

    fn take(&self) -> Choice {
        match self.cursor {
            0 => Choice::Back,
            1 => Choice::Leave,
            _ => Choice::End,
        }
    }

    pub(super) fn draw(&self, screen: &DrillScreen, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let answered = match screen.drill.answered() {
            0 => "Nothing is answered yet.".to_owned(),
            1 => "One item is answered, and its answer is saved.".to_owned(),
            answered => format!("{answered} items are answered, and every answer is saved."),
        };
        let open = !screen.draft.is_empty() && !screen.is_done();
        let done = match screen.asks() {
            Asks::Number => "typed",
            Asks::Order => "moved",
            Asks::Options | Asks::Codes => "chosen",
        };
        let open = if open {
            format!(" What you have {done} here is not answered yet and is not kept.")
        } else {
            String::new()
        };
        let mut text = vec![format!("{answered}{open}")];
        text.extend(notice.map(str::to_owned));
        Dialog { title: "Leave the drill?", text, choices: &CHOICES, cursor: self.cursor }.draw(canvas);
        canvas.footer(Context::DrillLeave);
    }
}
