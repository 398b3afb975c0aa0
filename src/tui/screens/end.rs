//! Ending the exam: what is unanswered and flagged, leave or end, and asked twice before it is over.

use crate::exam::Timing;
use crate::exam::sitting::ItemState;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::widgets::dialog::Dialog;

use super::exam::Exam;

#[derive(Clone, Copy, Debug, Default)]
pub struct EndDialog {
    cursor: usize,
    /// Whether the end was chosen once.
    sure: bool,
}

#[derive(Debug)]
pub enum Choice {
    Stay,
    Back,
    Leave,
    End,
}

const FIRST: [&str; 3] = ["Go on with the exam", "Leave for now, go on later", "End the exam and see the report"];
const SECOND: [&str; 2] = ["No, go on with the exam", "Yes, end it now"];

impl EndDialog {
    pub fn act(&mut self, action: Action) -> Choice {
        let choices = if self.sure { SECOND.len() } else { FIRST.len() };
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(choices - 1),
            Action::Back => return Choice::Back,
            Action::Pick(choice) if choice < choices => {
                self.cursor = choice;
                return self.take();
            }
            Action::Accept => return self.take(),
            _ => {}
        }
        Choice::Stay
    }

    fn take(&mut self) -> Choice {
        match (self.sure, self.cursor) {
            (_, 0) => Choice::Back,
            (false, 1) => Choice::Leave,
            (false, _) => {
                (self.sure, self.cursor) = (true, 0);
                Choice::Stay
            }
            (true, _) => Choice::End,
        }
    }

    pub fn draw(&self, exam: &Exam, canvas: &mut Canvas<'_>, notice: Option<&str>) {
        let sitting = &exam.sitting;
        let total = sitting.responses().len();
        let unanswered = total - sitting.count(ItemState::Complete);
        let flagged = sitting.flagged();
        let standing = match (unanswered, flagged) {
            (0, 0) => format!("All {total} items are answered."),
            (0, flagged) => format!("All {total} items are answered; still flagged: {flagged}."),
            (unanswered, 0) => format!("{unanswered} of {total} items are not answered. A guess costs nothing."),
            (unanswered, flagged) => {
                format!("{unanswered} of {total} items are not answered; flagged: {flagged}. A guess costs nothing.")
            }
        };
        let mut text = vec![standing];
        if self.sure {
            text.push("After the end no answer can be changed.".to_owned());
        } else {
            let clock = match sitting.form().timing {
                Timing::Untimed => "Leaving keeps everything.",
                Timing::Exam | Timing::Relaxed => {
                    "Leaving keeps everything and stops the clock; the report will name the interruption."
                }
            };
            text.push(clock.to_owned());
        }
        if let Some(notice) = notice {
            text.push(notice.to_owned());
        }
        let title = if self.sure { "Really end the exam?" } else { "End the exam?" };
        let choices: &[&str] = if self.sure { &SECOND } else { &FIRST };
        Dialog { title, text, choices, cursor: self.cursor }.draw(canvas);
        canvas.footer(Context::End);
    }
}
