//! Where a candidate stands with a credential: how ready, by domain, what to do until the exam.

mod page;

use ratatui::layout::Rect;

use super::question::warn;
use crate::store::ExamResult;
use crate::tui::app::{Effect, Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::desk::ReadyData;
use crate::tui::keymap::{Action, Context};
use crate::tui::time;
use crate::tui::widgets::input::{Input, Typed};

#[derive(Debug)]
pub struct ReadyScreen {
    data: ReadyData,
    view: View,
    /// The domain under the cursor.
    cursor: usize,
    scroll: usize,
}

#[derive(Debug)]
enum View {
    Page,
    HowMade,
    Date(Input),
    Result(Input),
}

impl ReadyScreen {
    pub fn new(data: ReadyData) -> Self {
        Self { data, view: View::Page, cursor: 0, scroll: 0 }
    }

    pub fn context(&self) -> Context {
        match self.view {
            View::Page => Context::Ready,
            View::HowMade => Context::HowMade,
            View::Date(_) | View::Result(_) => Context::Input,
        }
    }

    fn credential(&self) -> String {
        self.data.standing.credential.clone()
    }

    pub fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        match &mut self.view {
            View::Page => self.act_page(action, around),
            View::HowMade => {
                match action {
                    Action::Back => self.show(View::Page),
                    _ => self.scroll(action, around),
                }
                Turn::none()
            }
            View::Date(input) => match input.act(action) {
                Typed::On => Turn::none(),
                Typed::Left => {
                    self.view = View::Page;
                    Turn::none()
                }
                Typed::Kept(text) => self.keep_date(&text),
            },
            View::Result(input) => match input.act(action) {
                Typed::On => Turn::none(),
                Typed::Left => {
                    self.view = View::Page;
                    Turn::none()
                }
                Typed::Kept(text) => self.keep_result(&text, around),
            },
        }
    }

    fn show(&mut self, view: View) {
        self.view = view;
        self.scroll = 0;
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

    fn act_page(&mut self, action: Action, around: &Surroundings) -> Turn {
        let last = self.data.standing.domains.len().saturating_sub(1);
        match action {
            Action::Up => self.cursor = self.cursor.saturating_sub(1),
            Action::Down => self.cursor = (self.cursor + 1).min(last),
            Action::PageUp | Action::PageDown => self.scroll(action, around),
            Action::Pick(place) if place <= last => {
                self.cursor = place;
                return self.open();
            }
            Action::Accept => return self.open(),
            Action::Drill => return Turn::effect(Effect::LoadDrillSetup { credential: self.credential() }),
            Action::Sit => return Turn::effect(Effect::LoadSetup { credential: self.credential() }),
            Action::HowMade => self.show(View::HowMade),
            Action::Date | Action::Result if around.read_only.is_some() => {
                return Turn::notice("nothing can be written here: another practicum is open, or the folder is closed");
            }
            Action::Date => {
                let day = self.data.standing.exam.as_ref().map_or("", |exam| exam.day.as_str());
                self.view = View::Date(Input::new(day));
            }
            Action::Result => self.view = View::Result(Input::default()),
            Action::Back => return Turn::back(),
            _ => {}
        }
        Turn::none()
    }

    fn open(&self) -> Turn {
        let domain = self.data.standing.domains.get(self.cursor);
        domain.map_or_else(Turn::none, |domain| {
            Turn::effect(Effect::LoadDomain { credential: self.credential(), domain: domain.code.clone() })
        })
    }

    fn keep_date(&mut self, text: &str) -> Turn {
        let day = match text.parse::<jiff::civil::Date>() {
            _ if text.is_empty() => None,
            Ok(day) => Some(day.to_string()),
            Err(_) => return Turn::notice(format!("'{text}' is no date: write it as 2026-12-20")),
        };
        Turn::effect(Effect::SetExamDay { credential: self.credential(), day })
    }

    /// `passed 312 2026-12-20`, in any order; an empty line takes the newest result back.
    fn keep_result(&mut self, text: &str, around: &Surroundings) -> Turn {
        if text.is_empty() {
            let Some(last) = self.data.standing.results.first() else {
                self.view = View::Page;
                return Turn::none();
            };
            return Turn::effect(Effect::RemoveResult { credential: self.credential(), uid: last.uid.clone() });
        }
        let (mut passed, mut scaled) = (None, None);
        let mut day = time::date_of(around.now.wall_ms, &around.zone).to_string();
        for word in text.split_whitespace() {
            match word.to_lowercase().as_str() {
                "passed" | "pass" => passed = Some(true),
                "failed" | "fail" => passed = Some(false),
                word => match (word.parse::<u32>(), word.parse::<jiff::civil::Date>()) {
                    (Ok(score), _) => scaled = Some(score),
                    (_, Ok(date)) => day = date.to_string(),
                    _ => return Turn::notice(format!("'{word}' is neither passed or failed, a score, nor a day")),
                },
            }
        }
        let Some(passed) = passed else { return Turn::notice("say passed or failed") };
        let (uid, credential) = (String::new(), self.credential());
        Turn::effect(Effect::AddResult(ExamResult { uid, credential, day, passed, scaled }))
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        match &self.view {
            View::HowMade => page::draw_how_made(&self.data, self.scroll, canvas, around),
            View::Page | View::Date(_) | View::Result(_) => page::draw(&self.data, self.cursor, self.scroll, canvas),
        }
        match &self.view {
            View::Date(input) => input.draw(canvas, "The day of your exam", "As 2026-12-20. An empty line: no day."),
            View::Result(input) => {
                let hint = "As: passed 312 2026-12-20. The score and the day (today without it) may be left out. An \
                            empty line takes the newest result back.";
                input.draw(canvas, "How the real exam went", hint);
            }
            View::Page | View::HowMade => {}
        }
        if let Some(notice) = notice {
            let body = canvas.body();
            warn(canvas, Rect { y: body.bottom().saturating_sub(1), height: 1, ..body }, notice);
        }
    }
}
