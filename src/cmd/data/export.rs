//! `data export`: the record as one document, on standard output or in a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::{STANDARD, counted};
use crate::cli::Global;
use crate::cmd::{Done, Failure, print, record};
use crate::env::Env;
use crate::store::{DOCUMENT, Exported, Store, TransferError};

pub(super) fn run(file: Option<&Path>, global: &Global, env: &Env) -> Done {
    let store = record(global)?;
    if file.is_some_and(|file| file.as_os_str() == STANDARD) {
        return to_standard_output(&store);
    }
    let today = env.wall().to_zoned(env.zone.clone()).date();
    let file = file.map_or_else(|| PathBuf::from(format!("{DOCUMENT}-{today}.json")), Path::to_owned);
    let exported = to_file(&store, &file)?;
    complain(&exported);
    print(&format!("{}: {}\n", file.display(), counted(exported.sittings, "sitting")))
}

fn to_standard_output(store: &Store) -> Done {
    let mut out = BufWriter::new(io::stdout().lock());
    match store.export(&mut out).and_then(|exported| Ok(out.flush().map(|()| exported)?)) {
        Ok(exported) => complain(&exported),
        Err(TransferError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Written beside its place, and moved there when it is on disk.
fn to_file(store: &Store, file: &Path) -> Result<Exported, Failure> {
    if file.symlink_metadata().is_ok() && !is_an_export(file) {
        let hint = "only an earlier document of data export is written over; name another file";
        return Err(Failure::input(format!("{} is there already", file.display()), hint));
    }
    let unfinished = {
        let mut name = file.as_os_str().to_owned();
        name.push(".unfinished");
        PathBuf::from(name)
    };
    let write = || {
        let mut out = BufWriter::new(File::create(&unfinished)?);
        let exported = store.export(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        fs::rename(&unfinished, file)?;
        Ok::<_, TransferError>(exported)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&unfinished);
        let hint = error.hint();
        match error {
            TransferError::Write(error) => {
                Failure::input(format!("{} could not be written: {error}", file.display()), hint)
            }
            other => other.into(),
        }
    })
}

fn is_an_export(file: &Path) -> bool {
    let start = format!("{{\"document\":\"{DOCUMENT}\"");
    let mut found = vec![0; start.len()];
    File::open(file).and_then(|mut file| file.read_exact(&mut found)).is_ok() && found == start.as_bytes()
}

/// What is not in the document is said where it is no part of it.
fn complain(exported: &Exported) {
    let mut err = io::stderr().lock();
    for left_out in &exported.left_out {
        let _ = writeln!(err, "left out, because this program cannot read it: {left_out}");
    }
}
