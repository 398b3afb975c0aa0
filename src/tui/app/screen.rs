//! Which screen stands, and what is said to it.

use super::{Surroundings, Turn};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::{Action, Context};
use crate::tui::screens::about::About;
use crate::tui::screens::code_book;
use crate::tui::screens::code_book::CodeBook;
use crate::tui::screens::compare::Compare;
use crate::tui::screens::domain::DomainScreen;
use crate::tui::screens::drill::DrillScreen;
use crate::tui::screens::drill_end::DrillEnd;
use crate::tui::screens::drill_setup::DrillSetup;
use crate::tui::screens::exam::Exam;
use crate::tui::screens::history::History;
use crate::tui::screens::home::Home;
use crate::tui::screens::item_page::ItemScreen;
use crate::tui::screens::queries::Queries;
use crate::tui::screens::ready::ReadyScreen;
use crate::tui::screens::report::ReportScreen;
use crate::tui::screens::setup::Setup;

#[derive(Debug)]
pub enum Screen {
    Home(Home),
    About(Box<About>),
    Setup(Box<Setup>),
    Exam(Box<Exam>),
    Report(Box<ReportScreen>),
    History(Box<History>),
    DrillSetup(Box<DrillSetup>),
    Drill(Box<DrillScreen>),
    DrillEnd(Box<DrillEnd>),
    Ready(Box<ReadyScreen>),
    Domain(Box<DomainScreen>),
    Item(Box<ItemScreen>),
    Compare(Box<Compare>),
    CodeBook(Box<CodeBook>),
    Queries(Box<Queries>),
}

impl Screen {
    pub(super) fn context(&self) -> Context {
        match self {
            Self::Home(_) => Context::Home,
            Self::About(_) => Context::About,
            Self::Setup(setup) => setup.context(),
            Self::Exam(exam) => exam.context(),
            Self::Report(report) => report.context(),
            Self::History(history) => history.context(),
            Self::DrillSetup(setup) => setup.context(),
            Self::Drill(drill) => drill.context(),
            Self::DrillEnd(_) => Context::DrillEnd,
            Self::Ready(ready) => ready.context(),
            Self::Domain(_) => Context::Domain,
            Self::Item(item) => item.context(),
            Self::Compare(_) => Context::Compare,
            Self::CodeBook(book) => book.context(),
            Self::Queries(queries) => queries.context(),
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, around: &Surroundings, notice: Option<&str>) {
        match self {
            Self::Home(home) => home.draw(canvas, around, notice),
            Self::About(about) => about.draw(canvas),
            Self::Setup(setup) => setup.draw(canvas, notice),
            Self::Exam(exam) => exam.draw(canvas, notice),
            Self::Report(report) => report.draw(canvas, around, notice),
            Self::History(history) => history.draw(canvas, around, notice),
            Self::DrillSetup(setup) => setup.draw(canvas, around, notice),
            Self::Drill(drill) => drill.draw(canvas, around, notice),
            Self::DrillEnd(end) => end.draw(canvas, around, notice),
            Self::Ready(ready) => ready.draw(canvas, around, notice),
            Self::Domain(domain) => domain.draw(canvas, around, notice),
            Self::Item(item) => item.draw(canvas, around, notice),
            Self::Compare(compare) => compare.draw(canvas, around, notice),
            Self::CodeBook(book) => code_book::draw_alone(book, canvas, notice),
            Self::Queries(queries) => queries.draw(canvas, around, notice),
        }
    }

    pub(super) fn act(&mut self, action: Action, around: &Surroundings) -> Turn {
        match self {
            Self::Home(home) => home.act(action, around),
            Self::About(about) => about.act(action, around),
            Self::Setup(setup) => setup.act(action, around),
            Self::Exam(exam) => exam.act(action, around),
            Self::Report(report) => report.act(action, around),
            Self::History(history) => history.act(action, around),
            Self::DrillSetup(setup) => setup.act(action, around),
            Self::Drill(drill) => drill.act(action, around),
            Self::DrillEnd(end) => end.act(action, around),
            Self::Ready(ready) => ready.act(action, around),
            Self::Domain(domain) => domain.act(action, around),
            Self::Item(item) => item.act(action, around),
            Self::Compare(compare) => compare.act(action, around),
            Self::CodeBook(book) => book.turn(action, around),
            Self::Queries(queries) => queries.act(action, around),
        }
    }
}
