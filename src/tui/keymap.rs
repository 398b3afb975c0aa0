//! Every key of every screen: one table, from which keys are looked up, hints drawn and the help made.
//!
//! A key has one action in its context. Letters are taken small, so that caps lock changes nothing.

mod action;
mod context;
mod rows;

use crossterm::event::KeyCode as K;
use crossterm::event::{KeyEvent, KeyModifiers};

pub use self::action::Action;
use self::action::Action as A;
pub use self::context::Context;
use self::rows::{Row, rows};

/// What a key does in a context.
pub fn action(context: Context, key: KeyEvent) -> Option<Action> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            K::Char('c' | 'C') if is_sitting(context) => Some(A::End),
            K::Char('c' | 'C') => Some(A::Quit),
            K::Char('z' | 'Z') => Some(A::Suspend),
            K::Char('b' | 'B') => book(context),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    if let (Context::Input | Context::Find, K::Char(c)) = (context, key.code) {
        return Some(A::Key(c));
    }
    if let (Context::DrillOrder, true) = (context, key.modifiers.contains(KeyModifiers::SHIFT)) {
        match key.code {
            K::Up => return Some(A::MoveUp),
            K::Down => return Some(A::MoveDown),
            _ => {}
        }
    }
    let code = match key.code {
        K::Char(c) => K::Char(c.to_ascii_lowercase()),
        code => code,
    };
    let listed = rows(context).iter().flat_map(|row| row.keys).find(|(listed, _)| *listed == code);
    match (listed, context, code) {
        (Some((_, action)), ..) => Some(*action),
        (None, Context::Calculator | Context::BookSearch, K::Char(c)) => Some(A::Key(c)),
        (None, Context::DrillNumber, K::Char(c)) if c.is_ascii_digit() || matches!(c, '.' | ',' | '-') => {
            Some(A::Key(c))
        }
        (None, Context::Codes | Context::CodesPicked | Context::Picks, K::Char(c))
            if c.is_ascii_alphanumeric() || c == '.' =>
        {
            Some(A::Key(c))
        }
        _ => None,
    }
}

/// Whether somebody sits or drills, so that ending the program asks first.
fn is_sitting(context: Context) -> bool {
    let item = matches!(context, Context::Exam | Context::ExamWithBook | Context::Find | Context::Paused);
    let codes = matches!(context, Context::Codes | Context::CodesPicked | Context::Picks | Context::CodesItem);
    let over = matches!(context, Context::Navigator | Context::Calculator | Context::BookSearch | Context::BookPage);
    let drill = matches!(context, Context::Drill | Context::DrillNumber | Context::DrillOrder | Context::DrillAnswered);
    item || codes || over || drill
}

/// Ctrl-b opens the book over an item that may be answered with it, and closes it.
fn book(context: Context) -> Option<Action> {
    match context {
        Context::ExamWithBook | Context::Codes | Context::CodesPicked | Context::CodesItem => Some(A::Book),
        Context::BookSearch | Context::BookPage => Some(A::Back),
        _ => None,
    }
}

/// What the last line of a screen says.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    pub keys: &'static str,
    pub label: &'static str,
    /// What a click on the hint does, where it is one thing.
    pub action: Option<Action>,
}

/// The hints of a context, the most likely first, the way to all keys last.
pub fn hints(context: Context) -> Vec<Hint> {
    let rows = rows(context).iter().filter(|row| !row.hint.is_empty());
    let hint = |row: &Row| {
        let one = row.keys.first().filter(|(_, first)| row.keys.iter().all(|(_, action)| action == first));
        Hint { keys: row.show, label: row.hint, action: one.map(|(_, action)| *action) }
    };
    rows.map(hint).collect()
}

/// Every key of a context and what it does.
pub fn help(context: Context) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(context).iter().map(|row| (row.show, row.help))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn every_key_has_one_action() {
        for context in Context::ALL {
            let mut seen = HashMap::new();
            for (code, action) in rows(context).iter().flat_map(|row| row.keys) {
                assert_eq!(seen.insert(code, action), None, "{code} in {context:?}");
            }
        }
    }

    #[test]
    fn every_screen_can_be_left_and_explains_itself() {
        for context in Context::ALL {
            assert!(action(context, KeyEvent::from(K::Esc)).is_some(), "no way out of {context:?}");
            assert!(help(context).count() > 1, "{context:?}");
            assert!(hints(context).len() > 1, "{context:?}");
        }
    }

    #[test]
    fn caps_lock_changes_nothing() {
        assert_eq!(action(Context::Exam, KeyEvent::from(K::Char('B'))), Some(A::Letter(1)));
    }
}
