//! The code books there are: the one in the binary, and those that the user put into the data folder, a file a year.
//! The only reader and writer of book files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::codebook::{Broken, Codebook, FiscalYear};

/// The first year whose codes the built-in book has.
const FIRST: i16 = 2016;

#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
}

/// A book, open.
#[derive(Clone, Debug)]
pub enum Book {
    BuiltIn(&'static Codebook),
    Own(Arc<Codebook>),
}

impl Default for Book {
    fn default() -> Self {
        Self::BuiltIn(Codebook::built_in())
    }
}

impl std::ops::Deref for Book {
    type Target = Codebook;

    fn deref(&self) -> &Codebook {
        match self {
            Self::BuiltIn(book) => book,
            Self::Own(book) => book,
        }
    }
}

#[derive(Debug, Error)]
pub enum ShelfError {
    #[error("there is no code book for {0}")]
    None(FiscalYear),
    #[error("{}: {broken}", path.display())]
    Broken { path: PathBuf, broken: Broken },
    #[error("{}: {error}", path.display())]
    Disk { path: PathBuf, error: io::Error },
}

impl Shelf {
    /// Books lie in the data folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Years with a book of the user's own, in their order.
    pub fn own(&self) -> Vec<FiscalYear> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let year = |name: &str| FiscalYear::named(name.strip_prefix("codebook-")?.strip_suffix(".bin")?);
        let mut years: Vec<FiscalYear> = files.filter_map(|file| year(file.file_name().to_str()?)).collect();
        years.sort_unstable();
        years
    }

    /// Every year that can be opened, in its order.
    pub fn years(&self) -> Vec<FiscalYear> {
        let built_in = (FIRST..=FiscalYear::BUILT_IN.number()).filter_map(FiscalYear::numbered);
        let mut years: Vec<FiscalYear> = built_in.chain(self.own()).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The book of a year: the user's own before the built-in one, which knows earlier years by the days on which
    /// codes were valid.
    pub fn open(&self, year: FiscalYear) -> Result<Book, ShelfError> {
        let path = self.path(year);
        match fs::read(&path) {
            Ok(bytes) => {
                let opened = Codebook::open(bytes).and_then(Codebook::checked);
                opened.map(|book| Book::Own(Arc::new(book))).map_err(|broken| ShelfError::Broken { path, broken })
            }
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(ShelfError::Disk { path, error }),
            Err(_) if (FIRST..=FiscalYear::BUILT_IN.number()).contains(&year.number()) => {
                Ok(Book::BuiltIn(Codebook::built_in()))
            }
            Err(_) => Err(ShelfError::None(year)),
        }
    }

    /// Puts a book on the shelf: written beside its place, onto the disk, and then moved there, so that the old one
    /// stays until the new one is whole.
    pub fn put(&self, year: FiscalYear, bytes: &[u8]) -> Result<PathBuf, ShelfError> {
        let path = self.path(year);
        let beside = path.with_extension("new");
        let written = fs::create_dir_all(&self.folder).and_then(|()| {
            let mut file = File::create(&beside)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            drop(file);
            fs::rename(&beside, &path)
        });
        match written {
            Ok(()) => Ok(path),
            Err(error) => {
                // What was written so far is of no use to anybody.
                let _ = fs::remove_file(&beside);
                Err(ShelfError::Disk { path, error })
            }
        }
    }

    fn path(&self, year: FiscalYear) -> PathBuf {
        self.folder.join(format!("codebook-{year}.bin"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(name: &str) -> FiscalYear {
        FiscalYear::named(name).unwrap()
    }

    #[test]
    fn years_lie_side_by_side() {
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(&home.path().join("data"));
        assert!(shelf.own().is_empty());
        assert!(matches!(shelf.open(year("FY2026")), Ok(Book::BuiltIn(_))));
        assert!(matches!(shelf.open(year("FY2027")), Err(ShelfError::None(_))));
        shelf.put(year("FY2027"), Codebook::built_in_bytes()).unwrap();
        assert_eq!(shelf.own(), [year("FY2027")]);
        assert_eq!((shelf.years().first(), shelf.years().last()), (Some(&year("FY2016")), Some(&year("FY2027"))));
        assert!(matches!(shelf.open(year("FY2027")), Ok(Book::Own(_))));
    }

    #[test]
    fn a_damaged_book_is_named_and_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(home.path());
        let whole = Codebook::built_in_bytes();
        let mut bent = whole.to_vec();
        bent[whole.len() - 5_000] ^= 255;
        for bytes in [&b"PCBK"[..], &whole[..whole.len() / 2], &bent] {
            let path = shelf.put(year("FY2027"), bytes).unwrap();
            assert!(matches!(shelf.open(year("FY2027")), Err(ShelfError::Broken { .. })));
            assert_eq!(fs::read(path).unwrap(), bytes);
        }
    }
}
