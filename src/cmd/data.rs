//! `data`: where things are kept; the record out, in, copied, and made anew from its log.

mod export;

use std::fmt::Write;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::{Done, Failure, data_dir, print, record};
use crate::cli::{Data, Global};
use crate::env::Env;
use crate::store::{Store, TransferError};

/// Standard input or output, where a file could be named.
const STANDARD: &str = "-";

pub(super) fn run(command: &Data, global: &Global, env: &Env) -> Done {
    match command {
        Data::Path => print(&format!("{}\n", data_dir(global)?.display())),
        Data::Export { file } => export::run(file.as_deref(), global, env),
        Data::Import { file } => import(file, global),
        Data::Backup { file } => backup(file.as_deref(), global, env),
        Data::Rebuild => rebuild(global),
    }
}

fn import(file: &Path, global: &Global) -> Done {
    let bytes = read(file).map_err(|error| {
        Failure::input(format!("{} cannot be read: {error}", file.display()), "check the path and its permissions")
    })?;
    let imported = Store::open(&data_dir(global)?)?.import(&bytes)?;
    let mut text =
        format!("Sittings: {} new, {} replaced, {} unchanged.\n", imported.new, imported.replaced, imported.unchanged);
    if imported.others > 0 {
        let what = "Flags, notes, exam days, results, predictions, queries and bookmarks";
        let _ = writeln!(text, "{what}: {} new or changed.", imported.others);
    }
    if let Some(copy) = imported.copy {
        let _ = writeln!(text, "The record as it was before stands in {}.", copy.display());
    }
    print(&text)
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file.as_os_str() != STANDARD {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn backup(file: Option<&Path>, global: &Global, env: &Env) -> Done {
    let dated = || {
        let now = env.wall().to_zoned(env.zone.clone());
        Ok::<_, Failure>(data_dir(global)?.join(format!("practicum-{}.db", now.strftime("%Y-%m-%d-%H%M%S"))))
    };
    let file = file.map_or_else(dated, |file| Ok(file.to_owned()))?;
    record(global)?.backup(&file).map_err(TransferError::from)?;
    print(&format!("{}\n", file.display()))
}

fn rebuild(global: &Global) -> Done {
    let rebuilt = Store::open(&data_dir(global)?)?.rebuild().map_err(TransferError::from)?;
    let mut text = format!(
        "{}, {} and what is known of {} were made anew from the log.\n",
        counted(rebuilt.sittings, "sitting"),
        counted(rebuilt.answers, "answer"),
        counted(rebuilt.items, "item"),
    );
    text += match rebuilt.same {
        true => "Everything is as it was before.\n",
        false => "It is not what was there before: the record now holds what the log says.\n",
    };
    if rebuilt.unreadable > 0 {
        let sittings = counted(rebuilt.unreadable, "sitting");
        let _ =
            writeln!(text, "{sittings} cannot be read by this program; they stay in the record and give no answers.");
    }
    print(&text)
}

fn counted(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
