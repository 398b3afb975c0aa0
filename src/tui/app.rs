//! The model of the whole terminal program, and what a message makes of it.

mod message;
mod screen;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::canvas::{Canvas, Feedback, SMALLEST};
use super::keymap::{Action, Context, action};
use super::screens::code_book::CodeBook;
use super::screens::drill::DrillScreen;
use super::screens::drill_setup::DrillSetup;
use super::screens::exam::Exam;
use super::screens::history::History;
use super::screens::home::Home;
use super::screens::queries::Queries;
use super::screens::ready::ReadyScreen;
use super::screens::setup::Setup;
use super::screens::{help, small};
use super::theme::Theme;
use crate::codebook::FiscalYear;

pub use self::message::{Effect, Msg, Now};
pub use self::screen::Screen;

/// What every screen may look at.
#[derive(Clone, Debug)]
pub struct Surroundings {
    pub theme: Theme,
    pub zone: TimeZone,
    pub now: Now,
    /// Why nothing can be written, if so.
    pub read_only: Option<String>,
    /// What the last drawing found out.
    pub feedback: Feedback,
}

#[derive(Debug)]
pub struct App {
    pub around: Surroundings,
    pub screen: Screen,
    /// Screens to come back to, the nearest last.
    behind: Vec<Screen>,
    help: Option<usize>,
    notice: Option<String>,
    /// The code book as it was left at home.
    book: Option<Box<CodeBook>>,
    /// What was pressed while the clock had something to write first.
    held: Option<Msg>,
}

/// What a screen makes of an action.
#[derive(Debug, Default)]
pub struct Turn {
    pub effects: Vec<Effect>,
    pub notice: Option<String>,
    /// Back to the screen that this one was opened from.
    pub back: bool,
}

impl Turn {
    pub fn none() -> Self {
        Self::default()
    }

    pub fn effect(effect: Effect) -> Self {
        Self { effects: vec![effect], ..Self::default() }
    }

    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    pub fn back() -> Self {
        Self { back: true, ..Self::default() }
    }
}

impl App {
    pub fn new(theme: Theme, zone: TimeZone, now: Now, read_only: Option<String>) -> Self {
        let around = Surroundings { theme, zone, now, read_only, feedback: Feedback::default() };
        let screen = Screen::Home(Home::default());
        Self { around, screen, behind: Vec::new(), help: None, notice: None, book: None, held: None }
    }

    /// Takes a message in; what is to be done comes back.
    pub fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        self.around.now = now;
        match msg {
            Msg::Tick | Msg::Continued => self.tick(now),
            Msg::Key(_) | Msg::Mouse(_) => {
                let earlier = self.notice.take();
                let effects = self.tick(now);
                let said = self.notice.clone();
                self.notice = said.clone().or(earlier);
                if effects.iter().any(Effect::writes_events) {
                    self.held = Some(msg);
                    return effects;
                }
                let pressed = self.pressed(msg);
                // What the clock said stands, whatever was pressed at that moment.
                self.notice = said.or(self.notice.take());
                effects.into_iter().chain(pressed).collect()
            }
            answer => {
                let first = self.answered(answer, now);
                let held = self.held.take();
                let after = match &self.screen {
                    Screen::Exam(_) | Screen::Drill(_) => held.map(|held| {
                        let said = self.notice.clone();
                        let pressed = self.pressed(held);
                        self.notice = said.or(self.notice.take());
                        pressed
                    }),
                    // What the key was meant for ended meanwhile.
                    _ => None,
                };
                first.into_iter().chain(after.into_iter().flatten()).collect()
            }
        }
    }

    fn pressed(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => action(self.context(), key).map(|action| self.act(action)).unwrap_or_default(),
            Msg::Mouse(mouse) => self.mouse(mouse),
            _ => Vec::new(),
        }
    }

    /// Takes in what the desk has to say.
    fn answered(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        match msg {
            Msg::Home(data) => match &mut self.screen {
                // Somebody came back to it: the cursor stays.
                Screen::Home(home) => home.renew(data),
                _ => self.show(Screen::Home(Home::new(data))),
            },
            Msg::Setup(data) => self.open(Screen::Setup(Box::new(Setup::new(*data)))),
            Msg::Sitting(opened) => {
                let (exam, first) = Exam::open(*opened, now);
                self.show(Screen::Exam(Box::new(exam)));
                return first;
            }
            Msg::Drill(opened) => {
                let (drill, first) = DrillScreen::open(*opened, now);
                self.show(Screen::Drill(Box::new(drill)));
                return first;
            }
            Msg::DrillWritten(written) => {
                if let Screen::Drill(drill) = &mut self.screen {
                    return drill.written(*written, now);
                }
            }
            Msg::DrillEnd(end) => match self.screen {
                // The drill is over: there is no way back into it.
                Screen::Drill(_) => self.show(Screen::DrillEnd(end)),
                _ => self.open(Screen::DrillEnd(end)),
            },
            Msg::DrillSetup(data) => self.open(Screen::DrillSetup(Box::new(DrillSetup::new(*data)))),
            Msg::Ready(data) => self.open(Screen::Ready(Box::new(ReadyScreen::new(*data)))),
            Msg::Domain(page) => self.open(Screen::Domain(page)),
            Msg::Item(page) => self.open(Screen::Item(page)),
            Msg::Compare(compare) => self.open(Screen::Compare(compare)),
            Msg::About(about) => self.open(Screen::About(about)),
            Msg::Book(data) => match &mut self.screen {
                Screen::CodeBook(book) => book.turn_to(*data),
                Screen::Exam(exam) => exam.turn_book(*data),
                _ => {
                    let mut book = self.book.take().unwrap_or_default();
                    book.turn_to(*data);
                    self.open(Screen::CodeBook(book));
                }
            },
            Msg::Bookmarks(bookmarks) => match &mut self.screen {
                Screen::CodeBook(book) => book.mark(bookmarks),
                Screen::Exam(exam) => exam.mark_book(bookmarks),
                _ => {}
            },
            Msg::Queries(data) => match &mut self.screen {
                // After a build: the cursor stays.
                Screen::Queries(queries) => queries.renew(*data),
                _ => self.open(Screen::Queries(Box::new(Queries::new(*data)))),
            },
            Msg::Query(opened) => {
                if let Screen::Queries(queries) = &mut self.screen {
                    queries.enter(*opened);
                }
            }
            Msg::Judged(judged) => {
                if let Screen::Queries(queries) = &mut self.screen {
                    queries.judged(*judged);
                }
            }
            Msg::Done(text) => {
                match &mut self.screen {
                    Screen::Drill(drill) => drill.kept(),
                    Screen::Item(item) => item.kept(),
                    _ => {}
                }
                self.notice = (!text.is_empty()).then_some(text);
            }
            Msg::Written(events) => {
                if let Screen::Exam(exam) = &mut self.screen {
                    exam.written(&events);
                }
            }
            Msg::Report(report) => match self.screen {
                // The exam is over: there is no way back into it.
                Screen::Exam(_) => self.show(Screen::Report(report)),
                _ => self.open(Screen::Report(report)),
            },
            Msg::History(data) => match &mut self.screen {
                // After a change: cursor and place stay.
                Screen::History(history) => history.renew(*data),
                _ => self.open(Screen::History(Box::new(History::new(*data)))),
            },
            Msg::Charts(data) => {
                if let Screen::History(history) = &mut self.screen {
                    history.chart(*data);
                }
            }
            Msg::Failed(text) => {
                match &mut self.screen {
                    Screen::Exam(exam) => exam.not_written(),
                    Screen::Drill(drill) => drill.not_written(),
                    Screen::Item(item) => item.not_kept(),
                    _ => {}
                }
                self.notice = Some(text);
            }
            Msg::Key(_) | Msg::Mouse(_) | Msg::Tick | Msg::Continued => {}
        }
        Vec::new()
    }

    /// A screen that nothing lies behind.
    fn show(&mut self, screen: Screen) {
        self.behind.clear();
        self.replace(screen);
    }

    /// Another screen in the place of this one. A code book is kept as it was left.
    fn replace(&mut self, screen: Screen) {
        if let Screen::CodeBook(book) = std::mem::replace(&mut self.screen, screen) {
            self.book = Some(book);
        }
    }

    /// A screen over the one that stands; the same page anew takes its own place.
    fn open(&mut self, screen: Screen) {
        let same = std::mem::discriminant(&screen) == std::mem::discriminant(&self.screen);
        let before = std::mem::replace(&mut self.screen, screen);
        if !same {
            self.behind.push(before);
        }
    }

    /// The screen behind this one; home is made anew, for what was done meanwhile shows there.
    fn back(&mut self) -> Vec<Effect> {
        let Some(screen) = self.behind.pop() else {
            return vec![Effect::LoadHome];
        };
        let anew = matches!(screen, Screen::Home(_)).then_some(Effect::LoadHome);
        self.replace(screen);
        anew.into_iter().collect()
    }

    /// Whether the clock is read by itself, every second: while somebody sits or drills.
    pub fn ticks(&self) -> bool {
        matches!(&self.screen, Screen::Exam(_) | Screen::Drill(_))
    }

    /// What is still to be written before a signal ends the program.
    pub fn last_words(&mut self, now: Now) -> Vec<Effect> {
        self.around.now = now;
        match &mut self.screen {
            Screen::Exam(exam) => exam.last_words(now),
            Screen::Drill(drill) => drill.last_words(now),
            _ => Vec::new(),
        }
    }

    fn tick(&mut self, now: Now) -> Vec<Effect> {
        let turn = match &mut self.screen {
            Screen::Exam(exam) => exam.tick(now),
            Screen::Drill(drill) => drill.tick(now),
            _ => return Vec::new(),
        };
        if turn.notice.is_some() {
            self.notice = turn.notice;
        }
        turn.effects
    }

    fn context(&self) -> Context {
        if self.help.is_some() { Context::Help } else { self.screen.context() }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(scroll) = &mut self.help {
            match action {
                Action::Up => *scroll = scroll.saturating_sub(1),
                Action::Down => *scroll = (*scroll + 1).min(self.around.feedback.most_scroll),
                Action::PageUp => *scroll = scroll.saturating_sub(self.around.feedback.page),
                Action::PageDown => {
                    *scroll = (*scroll + self.around.feedback.page).min(self.around.feedback.most_scroll);
                }
                Action::Suspend => return vec![Effect::Suspend],
                _ => self.help = None,
            }
            return Vec::new();
        }
        self.notice = None;
        let action = match (&self.screen, action) {
            // No exam goes on under it here.
            (Screen::CodeBook(_), Action::End) => Action::Quit,
            (_, action) => action,
        };
        match action {
            Action::Help => {
                self.help = Some(0);
                return Vec::new();
            }
            Action::Suspend => return vec![Effect::Suspend],
            Action::Quit => {
                let mut effects = self.last_words(self.around.now);
                effects.push(Effect::Quit);
                return effects;
            }
            _ => {}
        }
        let turn = match &mut self.screen {
            Screen::Home(_) if action == Action::Book => {
                let year = self.book.as_ref().map_or(FiscalYear::BUILT_IN, |book| book.year());
                return vec![Effect::LoadBook { year }];
            }
            screen => screen.act(action, &self.around),
        };
        self.notice = turn.notice;
        let mut effects = turn.effects;
        if turn.back {
            effects.extend(self.back());
        }
        effects
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Vec<Effect> {
        let action = match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.around.feedback.at(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => Some(self.wheel(Action::PageDown, Action::Down)),
            MouseEventKind::ScrollUp => Some(self.wheel(Action::PageUp, Action::Up)),
            _ => None,
        };
        action.map(|action| self.act(action)).unwrap_or_default()
    }

    /// The wheel scrolls a text and moves the cursor of a list.
    fn wheel(&self, scroll: Action, step: Action) -> Action {
        match self.context() {
            Context::Exam
            | Context::ExamWithBook
            | Context::Codes
            | Context::CodesPicked
            | Context::CodesItem
            | Context::Drill => scroll,
            Context::BookPage | Context::QueryBuild => scroll,
            _ => step,
        }
    }

    /// Draws the model: a pure function of the model and the area.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) -> Feedback {
        let mut canvas = Canvas::new(buffer, area, self.around.theme);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            small::draw(&mut canvas, area);
            canvas.feedback.covered = true;
            return canvas.feedback;
        }
        if let Some(scroll) = self.help {
            help::draw(&mut canvas, self.screen.context(), scroll);
            canvas.feedback.covered = true;
            return canvas.feedback;
        }
        self.screen.draw(&mut canvas, &self.around, self.notice.as_deref());
        canvas.feedback
    }

    /// Keeps what the drawing found out, for clicks and scrolling.
    pub fn drawn(&mut self, feedback: Feedback) {
        match &mut self.screen {
            _ if feedback.covered => {}
            Screen::Exam(exam) => exam.drawn(feedback.scroll),
            Screen::Drill(drill) => drill.drawn(feedback.scroll),
            Screen::CodeBook(book) => book.drawn(feedback.scroll),
            Screen::Queries(queries) => queries.drawn(feedback.scroll),
            _ => {}
        }
        self.around.feedback = feedback;
    }
}
