//! Lists the question banks, so that they are inside the binary and a new folder needs no code.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "cargo hands its paths over in the environment")]
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let banks = root.join("question-banks");
    println!("cargo::rerun-if-changed={}", banks.display());
    let mut list = String::from("&[\n");
    for folder in sorted(&banks)?.into_iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in sorted(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let credential = name(&folder);
            let (name, path) = (name(&file), file.display().to_string());
            list += &format!("    ({credential:?}, {name:?}, include_str!({path:?})),\n");
        }
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("embedded_banks.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
