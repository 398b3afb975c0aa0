//! What comes into the model, and what it asks for.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::bank::ItemId;
use crate::bank::query::{Chosen, Judged};
use crate::coach::drill::DrillOrder;
use crate::codebook::FiscalYear;
use crate::exam::clock::Reading;
use crate::exam::{Drill, Logged, Sitting, drill};
use crate::store::{Bookmark, ExamResult, SittingId};
use crate::tui::desk::{
    BookData, ChartsData, DrillOpened, DrillSetupData, DrillWritten, HistoryData, HomeData, Opened, Order, QueriesData,
    QueryOpened, ReadyData, SetupData,
};
use crate::tui::screens::about::About;
use crate::tui::screens::compare::Compare;
use crate::tui::screens::domain::DomainScreen;
use crate::tui::screens::drill_end::DrillEnd;
use crate::tui::screens::item_page::ItemScreen;
use crate::tui::screens::report::ReportScreen;

/// The readings of both clocks that come with every message.
pub type Now = Reading;

#[derive(Debug)]
pub enum Msg {
    Key(KeyEvent),
    Mouse(MouseEvent),
    Tick,
    /// The clock ran while nobody looked (Ctrl-Z, a stopped process).
    Continued,
    Home(HomeData),
    Setup(Box<SetupData>),
    Sitting(Box<Opened>),
    /// Events that are now on disk.
    Written(Vec<Logged>),
    Report(Box<ReportScreen>),
    History(Box<HistoryData>),
    Charts(Box<ChartsData>),
    DrillSetup(Box<DrillSetupData>),
    Drill(Box<DrillOpened>),
    /// Events of a drill that are now on disk.
    DrillWritten(Box<DrillWritten>),
    DrillEnd(Box<DrillEnd>),
    Ready(Box<ReadyData>),
    Domain(Box<DomainScreen>),
    Item(Box<ItemScreen>),
    Compare(Box<Compare>),
    About(Box<About>),
    Book(Box<BookData>),
    /// The places kept in the code book, after a change.
    Bookmarks(Vec<Bookmark>),
    Queries(Box<QueriesData>),
    /// A query to be built.
    Query(Box<QueryOpened>),
    /// What a query came to that is on disk now.
    Judged(Box<Judged>),
    /// A change is on disk and asks for nothing but a word.
    Done(String),
    /// Something could not be done; says what and what to do.
    Failed(String),
}

/// What the shell is to do; its answer comes back as a message.
#[derive(Debug, PartialEq)]
pub enum Effect {
    LoadHome,
    LoadSetup {
        credential: String,
    },
    Begin(Box<Order>),
    Resume(SittingId),
    Append {
        id: SittingId,
        sitting: Box<Sitting>,
        seq: usize,
        events: Vec<Logged>,
    },
    End {
        id: SittingId,
        sitting: Box<Sitting>,
        seq: usize,
        /// What was being typed, and belongs to the answers.
        typed: Option<Logged>,
        ended: Logged,
    },
    Pulse {
        id: SittingId,
        active_ms: u64,
        wall_ms: i64,
    },
    LoadReport(SittingId),
    LoadHistory,
    LoadCharts,
    LoadDrillSetup {
        credential: String,
    },
    BeginDrill(Box<DrillOrder>),
    /// `drill` as it stands before the events.
    AppendDrill {
        id: SittingId,
        drill: Box<Drill>,
        seq: usize,
        events: Vec<Logged<drill::Event>>,
    },
    EndDrill {
        id: SittingId,
        drill: Box<Drill>,
        seq: usize,
        ended: Logged<drill::Event>,
    },
    LoadReady {
        credential: String,
    },
    LoadDomain {
        credential: String,
        domain: String,
    },
    LoadItem {
        credential: String,
        item: ItemId,
    },
    LoadComparison {
        earlier: SittingId,
        later: SittingId,
    },
    LoadQueries {
        credential: String,
    },
    OpenQuery {
        credential: String,
        item: ItemId,
    },
    /// A query that was built: judged, and kept.
    KeepBuild {
        credential: String,
        item: ItemId,
        chosen: Chosen,
    },
    SetFlag {
        credential: String,
        item: ItemId,
        on: bool,
    },
    SetNote {
        credential: String,
        item: ItemId,
        note: String,
    },
    /// `None` takes the day back.
    SetExamDay {
        credential: String,
        day: Option<String>,
    },
    AddResult(ExamResult),
    RemoveResult {
        credential: String,
        uid: String,
    },
    /// The candidate's own name and note for a sitting.
    Describe {
        id: SittingId,
        label: String,
        note: String,
    },
    LoadAbout {
        credential: String,
    },
    LoadBook {
        year: FiscalYear,
    },
    SetBookmark {
        bookmark: Bookmark,
        kept: bool,
    },
    SetDeleted {
        id: SittingId,
        deleted: bool,
    },
    Suspend,
    Quit,
}

impl Effect {
    /// Whether a log grows by it: what comes after it has to wait for its answer.
    pub(super) fn writes_events(&self) -> bool {
        matches!(self, Self::Append { .. } | Self::End { .. } | Self::AppendDrill { .. } | Self::EndDrill { .. })
    }
}
