//! Writes a page where the user wants it: whole or not at all, and never over what cannot be replaced.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::cmd::{Done, Failure, print};
use crate::env;

/// A file that is there is replaced: it was asked for by name. `-` is standard output.
pub(super) fn write(file: &Path, page: &str) -> Done {
    if file == Path::new("-") {
        return print(page);
    }
    match fs::metadata(file) {
        Ok(there) if there.is_dir() => {
            let hint = "name a file in it, as report.html";
            return Err(Failure::input(format!("{} is a folder", file.display()), hint));
        }
        Ok(there) if there.is_file() && there.permissions().readonly() => {
            let hint = "name another file, or make this one writable";
            return Err(Failure::input(format!("{} is write-protected", file.display()), hint));
        }
        // A pipe or a terminal is written to and not replaced.
        Ok(there) if !there.is_file() => {
            let straight =
                OpenOptions::new().write(true).open(file).and_then(|mut open| open.write_all(page.as_bytes()));
            straight.map_err(|error| failure(&error, file))?;
        }
        _ => replace(file, page).map_err(|error| failure(&error, file))?,
    }
    print(&format!("{} is written; open it in a browser to read or print it\n", file.display()))
}

/// Beside it first, so that what was there stays until the new one is whole.
fn replace(file: &Path, page: &str) -> io::Result<()> {
    // Through a link, what it leads to is replaced.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let beside = beside(&file)?;
    let mut open = File::create_new(&beside)?;
    let done = open.write_all(page.as_bytes()).and_then(|()| open.sync_all());
    drop(open);
    let done = done.and_then(|()| fs::rename(&beside, &file));
    if done.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    done
}

fn beside(file: &Path) -> io::Result<PathBuf> {
    let name = file.file_name().ok_or(ErrorKind::InvalidFilename)?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{:016x}", env::random()));
    Ok(file.with_file_name(beside))
}

fn failure(error: &io::Error, file: &Path) -> Failure {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (file, folder) = (file.display(), parent.display());
    match error.kind() {
        ErrorKind::NotFound => {
            Failure::input(format!("there is no folder {folder}"), "make it first, or name a file somewhere else")
        }
        ErrorKind::NotADirectory => {
            Failure::input(format!("{folder} is no folder"), "name a file in a folder that is there")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::input(
            format!("{file} may not be written: {error}"),
            "name a file in a folder that is yours, or - for standard output",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Failure::input(format!("{file} could not be written: the disk is full"), "free some space and try again")
        }
        _ => Failure::input(format!("{file} could not be written: {error}"), "name another file"),
    }
}
