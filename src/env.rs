//! The only caller of clocks, operating system randomness, environment variables and user directories.

use std::path::PathBuf;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rand::TryRng;
use rand::rngs::SysRng;

/// What the program takes from the world around it; made once, in `main`.
#[derive(Debug)]
pub struct Env {
    started: Instant,
    pub zone: TimeZone,
}

impl Env {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads clocks and the time zone")]
    pub fn of_this_process() -> Self {
        Self { started: Instant::now(), zone: TimeZone::system() }
    }

    /// Milliseconds that never go back. While the machine sleeps they stand still on Linux and macOS.
    pub fn monotonic_ms(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
    pub fn wall(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A number that nobody can foresee, for seeds and names of sittings.
pub fn random() -> u64 {
    SysRng.try_next_u64().unwrap_or_else(|_| u64::from(std::process::id()))
}

/// Where sittings are kept unless the user names another place.
pub fn default_data_dir() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "practicum").map(|dirs| dirs.data_dir().to_owned())
}

/// Whether the user asked for no colour (no-color.org: set and not empty).
pub fn no_color() -> bool {
    set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb")
}

/// Whether the terminal says that its background is light (`COLORFGBG`, as rxvt and Konsole set it).
pub fn light_background() -> bool {
    let background = set("COLORFGBG").and_then(|colours| colours.rsplit(';').next().map(str::to_owned));
    matches!(background.as_deref(), Some("7" | "15"))
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads environment variables")]
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
