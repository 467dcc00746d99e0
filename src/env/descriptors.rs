//! The table of open files as another process has it: in real descriptors.

use super::files::{Files, Target};
use super::heredoc::TextInput;
use crate::sys::fd;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::rc::Rc;

/// Descriptors to move in a new process: from, to.
pub type Moves = Vec<(RawFd, RawFd)>;

impl Files {
    /// Before a fork: a here-document gets a descriptor, so that what one process reads is not there for the other.
    pub fn share(&self) -> io::Result<()> {
        let shared = |text: &Rc<TextInput>| text.descriptor(&self.registry).map(drop);
        self.covered.iter().try_for_each(shared)?;
        let mut texts = self.entries.iter().filter_map(|target| match target {
            Target::Text(text) => Some(text),
            _ => None,
        });
        texts.try_for_each(shared)
    }

    /// What a new process needs: moves `(from, to)`, and descriptors to close.
    pub fn moves(&self) -> io::Result<(Moves, Vec<RawFd>)> {
        let (mut moves, mut close) = (Vec::new(), Vec::new());
        for (number, target) in self.entries.iter().enumerate() {
            match target {
                Target::Inherited => {}
                Target::Closed => close.push(number as RawFd),
                _ => moves.push((self.real(target)?, number as RawFd)),
            }
        }
        Ok((moves, close))
    }

    /// In a forked child that never comes back to the redirections around it: the table becomes the
    /// real descriptors, and everything else that the shell had open is closed.
    pub fn flatten(&mut self) -> io::Result<()> {
        let (mut moves, close) = self.moves()?;
        let is_target = |raw: RawFd| moves.iter().any(|&(from, to)| to == raw && from != raw);
        // Copies keep one move from overwriting the source of another.
        let mut copies = Vec::new();
        if moves.iter().any(|&(from, _)| is_target(from)) {
            let top = self.entries.len() as RawFd;
            for (from, _) in &mut moves {
                let copy = fd::dup_above(*from, top.max(3))?;
                *from = copy.as_raw_fd();
                copies.push(copy);
            }
        }
        for &(from, to) in &moves {
            fd::dup_to(from, to)?;
        }
        for raw in self.registry.take() {
            if moves.iter().all(|&(_, to)| to != raw) {
                fd::close(raw);
            }
        }
        self.peek.borrow_mut().forget();
        close.into_iter().for_each(fd::close);
        self.entries.clear();
        self.saves.clear();
        self.covered.clear();
        self.ahead.clear();
        self.null = None;
        Ok(())
    }
}
