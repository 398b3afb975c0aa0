//! `data`: where things are kept.

use super::{Done, data_dir, print};
use crate::cli::{Data, Global};

pub(super) fn run(command: &Data, global: &Global) -> Done {
    match command {
        Data::Path => print(&format!("{}\n", data_dir(global)?.display())),
    }
}
