//! The loop: waits for a key, a signal or the next second, updates, carries effects out, draws what changed.
//!
//! Keys and signals come from threads of their own; the loop itself never polls. The terminal comes back whole after a
//! quit, a panic, a signal or Ctrl-Z.

use std::io::{self, Write};
use std::panic;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{DisableMouseCapture, EnableMouseCapture, Event, KeyEventKind, read};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::app::{App, Effect, Msg, Now};
use super::desk::Desk;
use crate::env::Env;

/// What the threads report.
enum Input {
    Terminal(Event),
    /// A signal that ends the program, by its number.
    Ended(i32),
    /// The program was stopped and goes on.
    Continued,
    /// The window has another size. crossterm says so too, but only once its first read has begun.
    Resized,
    /// The terminal is gone.
    Gone,
}

/// The signal that a terminal sends when its window closes.
const HANGUP: i32 = 1;

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Quit,
    Signal(i32),
}

/// Holds the terminal in the state that screens need; puts it back when dropped.
struct Screen;

impl Screen {
    fn enter() -> io::Result<Self> {
        take_over().inspect_err(|_| give_back())?;
        Ok(Self)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn take_over() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableMouseCapture, cursor::Hide)
}

/// Raw mode off, the user's screen and cursor back. Says nothing of errors: the terminal may be gone.
fn give_back() {
    let _ = execute!(io::stdout(), DisableMouseCapture, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

/// Runs the program until the user quits or a signal ends it.
pub fn run(mut app: App, mut desk: Desk, env: &Env, first: Vec<Effect>) -> io::Result<Exit> {
    let earlier = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        earlier(info);
    }));
    let (sender, inputs) = mpsc::channel();
    watch_signals(sender.clone())?;
    let screen = Screen::enter()?;
    watch_terminal(sender);
    let exit = event_loop(&mut app, &mut desk, env, &inputs, first);
    drop(screen);
    exit
}

fn watch_terminal(sender: Sender<Input>) {
    thread::spawn(move || {
        loop {
            let input = read().map_or(Input::Gone, Input::Terminal);
            let gone = matches!(input, Input::Gone);
            if sender.send(input).is_err() || gone {
                return;
            }
        }
    });
}

#[cfg(unix)]
fn watch_signals(sender: Sender<Input>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT, SIGWINCH])?;
    thread::spawn(move || {
        for signal in &mut signals {
            let input = match signal {
                SIGCONT => Input::Continued,
                SIGWINCH => Input::Resized,
                signal => Input::Ended(signal),
            };
            if sender.send(input).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_sender: Sender<Input>) -> io::Result<()> {
    Ok(())
}

fn event_loop(
    app: &mut App,
    desk: &mut Desk,
    env: &Env,
    inputs: &Receiver<Input>,
    first: Vec<Effect>,
) -> io::Result<Exit> {
    let now = || Now { monotonic_ms: env.monotonic_ms(), wall_ms: env.wall().as_millisecond() };
    let mut effects = first;
    let mut shown = Shown::default();
    loop {
        let (quit, suspend) = perform(app, desk, effects, &now);
        if quit {
            return Ok(Exit::Quit);
        }
        if suspend {
            stop_this_process()?;
            shown = Shown::default();
        }
        if shown.draw(app).is_err() {
            return Ok(last_words(app, desk, &now, HANGUP));
        }
        let input = if app.ticks() {
            // The next full second of the clock.
            let wait = 1_000 - env.monotonic_ms() % 1_000;
            inputs.recv_timeout(Duration::from_millis(wait + 1))
        } else {
            inputs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        let msg = match input {
            Ok(Input::Terminal(Event::Key(key))) if key.kind != KeyEventKind::Release => Msg::Key(key),
            Ok(Input::Terminal(Event::Mouse(mouse))) => Msg::Mouse(mouse),
            Ok(Input::Terminal(_) | Input::Resized) | Err(RecvTimeoutError::Timeout) => Msg::Tick,
            Ok(Input::Continued) => {
                take_over()?;
                shown = Shown::default();
                Msg::Continued
            }
            Ok(Input::Ended(signal)) => return Ok(last_words(app, desk, &now, signal)),
            Ok(Input::Gone) | Err(RecvTimeoutError::Disconnected) => return Ok(last_words(app, desk, &now, HANGUP)),
        };
        effects = app.update(msg, now());
    }
}

/// Carries effects out, and those that their answers bring, until none is left.
fn perform(app: &mut App, desk: &mut Desk, effects: Vec<Effect>, now: &impl Fn() -> Now) -> (bool, bool) {
    let (mut quit, mut suspend) = (false, false);
    let mut queue = std::collections::VecDeque::from(effects);
    while let Some(effect) = queue.pop_front() {
        match effect {
            Effect::Quit => quit = true,
            Effect::Suspend => suspend = true,
            effect => {
                if let Some(msg) = desk.perform(effect, now()) {
                    queue.extend(app.update(msg, now()));
                }
            }
        }
    }
    (quit, suspend)
}

/// Before a signal ends the program the clock is written down; every answer already is.
fn last_words(app: &mut App, desk: &mut Desk, now: &impl Fn() -> Now, signal: i32) -> Exit {
    let effects = app.last_words(now());
    perform(app, desk, effects, now);
    Exit::Signal(signal)
}

/// What is on the screen: only cells that changed are written, and nothing when nothing changed.
#[derive(Default)]
struct Shown {
    buffer: Option<Buffer>,
}

impl Shown {
    fn draw(&mut self, app: &mut App) -> io::Result<()> {
        let mut backend = CrosstermBackend::new(io::stdout());
        let size = backend.size()?;
        let area = Rect::new(0, 0, size.width, size.height);
        let mut buffer = Buffer::empty(area);
        let feedback = app.draw(&mut buffer, area);
        app.drawn(feedback);
        let before = match self.buffer.take() {
            Some(before) if before == buffer => {
                self.buffer = Some(before);
                return Ok(());
            }
            Some(before) if before.area == area => before,
            _ => {
                execute!(io::stdout(), Clear(ClearType::All))?;
                Buffer::empty(area)
            }
        };
        backend.draw(before.diff(&buffer).into_iter())?;
        Backend::flush(&mut backend)?;
        self.buffer = Some(buffer);
        Ok(())
    }
}

/// Ctrl-Z: the terminal goes back to the shell, the process stops, and comes back here when it goes on.
#[cfg(unix)]
fn stop_this_process() -> io::Result<()> {
    give_back();
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    take_over()
}

#[cfg(not(unix))]
fn stop_this_process() -> io::Result<()> {
    Ok(())
}
