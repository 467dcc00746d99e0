//! The processes that the shell has started.

use super::coprocesses::Coprocesses;
use super::frames::StageGroup;
use super::jobs::Jobs;
use super::launches::Launch;
use super::open_file::OpenFile;
use std::rc::Rc;

/// The processes that the shell has started, and what ties it to them.
#[derive(Debug, Default)]
pub struct Children {
    /// The jobs that they are.
    pub jobs: Jobs,
    /// Those that may not be the programs yet that they are to be.
    pub launches: Vec<Launch>,
    /// `$!`
    pub last_async: Option<i32>,
    /// The process group of the pipeline whose stages are being started.
    pub stage_group: Option<StageGroup>,
    /// Commands that run beside the shell.
    pub coprocesses: Coprocesses,
    /// The pipes of process substitutions, each with its number.
    pub connections: Vec<(u32, Rc<OpenFile>)>,
}

impl Children {
    /// In a child of the shell, which has none yet: they are its parent's.
    pub fn inherit(&mut self) {
        self.coprocesses.close();
        self.jobs.inherit();
        self.stage_group = None;
    }
}
