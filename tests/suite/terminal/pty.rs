//! A home of its own for a test, and the real program in a pseudo-terminal there.
//!
//! Nothing here sleeps: a thread reads what the program draws, another waits for its end, and both tell a condition
//! variable.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use serde_json::Value;
use tempfile::TempDir;
use vt100::Parser;

const PROGRAM: &str = env!("CARGO_BIN_EXE_practicum");
/// Far longer than anything takes; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Home {
    folder: TempDir,
}

impl Home {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn data_dir(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    /// A program in this home, with nothing else from outside.
    fn command(&self, program: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("HOME", self.folder.path());
        command.env("TERM", "xterm-256color");
        command.cwd(self.folder.path());
        command
    }

    /// The program as a user starts it.
    pub(super) fn practicum(&self) -> CommandBuilder {
        let mut command = self.command(PROGRAM);
        command.args(["--seed", "10", "--data-dir", &self.data_dir()]);
        command
    }

    /// The program under a shell's job control: stopped, it waits for a line and is brought back.
    pub(super) fn practicum_in_a_shell(&self) -> CommandBuilder {
        let script = r#"set -m; "$0" "$@"; echo "the shell is back"; read line; fg; echo "it ended with $?""#;
        let mut command = self.command("/bin/sh");
        command.args(["-c", script, PROGRAM, "--seed", "10", "--data-dir", &self.data_dir()]);
        command
    }

    pub(super) fn open(&self) -> Terminal {
        Terminal::start(self.practicum(), 80, 24)
    }

    /// What a command without a terminal prints, as JSON.
    pub(super) fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.prints(words)).unwrap()
    }

    /// The same as text.
    pub(super) fn prints(&self, words: &[&str]) -> String {
        let mut command = Command::new(PROGRAM);
        command.env_clear().env("HOME", self.folder.path()).args(words).args(["--data-dir", &self.data_dir()]);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    }
}

/// What came out of the program so far.
struct Seen {
    parser: Parser,
    raw: Vec<u8>,
    /// Nothing more will come.
    closed: bool,
    /// The reader is to let go of its end.
    unplugged: bool,
    status: Option<ExitStatus>,
}

impl Seen {
    fn rows(&self) -> Vec<String> {
        let columns = self.parser.screen().size().1.get();
        self.parser.screen().rows(0, columns).map(|row| row.trim_end().to_owned()).collect()
    }
}

struct Watch {
    seen: Mutex<Seen>,
    news: Condvar,
}

impl Watch {
    fn tell(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen.lock().unwrap());
        self.news.notify_all();
    }
}

/// Our end of the pseudo-terminal.
struct Plug {
    keyboard: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    reader: JoinHandle<()>,
}

pub(super) struct Terminal {
    watch: Arc<Watch>,
    plug: Option<Plug>,
    process: u32,
}

impl Terminal {
    pub(super) fn start(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let parser = Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        let seen = Seen { parser, raw: Vec::new(), closed: false, unplugged: false, status: None };
        let watch = Arc::new(Watch { seen: Mutex::new(seen), news: Condvar::new() });
        let mut child = pair.slave.spawn_command(command).unwrap();
        let process = child.process_id().unwrap();
        let reader = thread::spawn({
            let (watch, output) = (Arc::clone(&watch), pair.master.try_clone_reader().unwrap());
            move || read(output, &watch)
        });
        thread::spawn({
            let watch = Arc::clone(&watch);
            move || {
                let status = child.wait().unwrap();
                watch.tell(|seen| seen.status = Some(status));
            }
        });
        let plug = Plug { keyboard: pair.master.take_writer().unwrap(), master: pair.master, reader };
        Self { watch, plug: Some(plug), process }
    }

    pub(super) fn press(&mut self, keys: &str) {
        self.plug.as_mut().unwrap().keyboard.write_all(keys.as_bytes()).unwrap();
    }

    pub(super) fn resize(&self, columns: u16, rows: u16) {
        let resized = |seen: &mut Seen| seen.parser.set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.watch.tell(resized);
        self.plug.as_ref().unwrap().master.resize(size(columns, rows)).unwrap();
    }

    /// The rows of the first screen that says `text`, wherever its lines break.
    #[track_caller]
    pub(super) fn wait_for(&self, text: &str) -> Vec<String> {
        self.wait_until(text, |rows| one_line(rows).contains(text))
    }

    /// The rows of the first screen that `good` holds for.
    #[track_caller]
    pub(super) fn wait_until(&self, what: &str, good: impl Fn(&[String]) -> bool) -> Vec<String> {
        self.wait(what, |seen| good(&seen.rows()), Seen::rows)
    }

    /// How the program ended, after all that it drew was read.
    #[track_caller]
    pub(super) fn wait_for_end(&self) -> ExitStatus {
        let ended = |seen: &Seen| seen.status.is_some() && (seen.closed || seen.unplugged);
        self.wait("the end", ended, |seen| seen.status.clone().unwrap())
    }

    #[track_caller]
    fn wait<T>(&self, what: &str, done: impl Fn(&Seen) -> bool, take: impl FnOnce(&Seen) -> T) -> T {
        let over = |seen: &Seen| seen.closed && seen.status.is_some();
        let seen = self.watch.seen.lock().unwrap();
        let waiting = self.watch.news.wait_timeout_while(seen, PATIENCE, |seen| !(done(seen) || over(seen)));
        let (seen, _) = waiting.unwrap();
        let (screen, status) = (seen.rows().join("\n"), seen.status.clone());
        let found = done(&seen).then(|| take(&seen));
        drop(seen);
        assert!(found.is_some(), "waited for {what:?} in vain; ended: {status:?}; on the screen:\n{screen}");
        found.unwrap()
    }

    /// Sends a signal by its name, as `TERM`.
    #[track_caller]
    pub(super) fn signal(&self, name: &str) {
        assert!(self.send(name), "no process to send {name} to");
    }

    fn send(&self, name: &str) -> bool {
        let mut kill = Command::new("/bin/sh");
        kill.args(["-c", r#"kill -s "$0" "$1""#, name, &self.process.to_string()]);
        kill.output().is_ok_and(|output| output.status.success())
    }

    /// Closes the window. The program must still be drawing, so that the reader wakes up and lets go: a clock will do.
    pub(super) fn hang_up(&mut self) {
        let Plug { keyboard, master, reader } = self.plug.take().unwrap();
        self.watch.tell(|seen| seen.unplugged = true);
        reader.join().unwrap();
        drop((keyboard, master));
    }

    /// Everything the program wrote.
    pub(super) fn raw(&self) -> String {
        String::from_utf8_lossy(&self.watch.seen.lock().unwrap().raw).into_owned()
    }

    /// Whether the user's own screen is there, the cursor on it and the mouse free.
    pub(super) fn is_given_back(&self) -> bool {
        let seen = self.watch.seen.lock().unwrap();
        let screen = seen.parser.screen();
        let mouse_is_free = screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        !screen.alternate_screen() && !screen.hide_cursor() && mouse_is_free
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let running = self.watch.seen.lock().is_ok_and(|seen| seen.status.is_none());
        if running {
            // It may end by itself just now: then there is nothing to do.
            self.send("KILL");
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, ..PtySize::default() }
}

fn read(mut output: Box<dyn Read + Send>, watch: &Watch) {
    let mut buffer = [0; 4096];
    loop {
        let count = output.read(&mut buffer).unwrap_or(0);
        watch.tell(|seen| {
            seen.parser.process(&buffer[..count]);
            seen.raw.extend(&buffer[..count]);
            seen.closed = count == 0;
        });
        let seen = watch.seen.lock().unwrap();
        if seen.closed || seen.unplugged {
            return;
        }
    }
}

/// A screen as one line, with one space between words.
fn one_line(rows: &[String]) -> String {
    rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ")
}
