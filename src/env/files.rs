//! The open files of the shell execution environment (XCU 2.13), as a table of its own.
//!
//! A redirection changes the table, not the descriptors of the process: builtins read and write their
//! targets directly, and only a new process gets real descriptors (`Files::moves`). Descriptors that
//! the shell keeps for the table are close-on-exec and none of the standard ones. They never meet the
//! numbers a script uses, since those are only entries here; where a script wants a number for good
//! (`exec`), the shell makes way.

use super::capture::Capture;
use super::heredoc::TextInput;
use super::incoming::Incoming;
use super::input::Peek;
pub use super::open_file::OpenFile;
use super::registry::Registry;
use crate::sys::fd;
use std::cell::RefCell;
use std::io;
use std::os::fd::{AsRawFd, RawFd};
use std::rc::Rc;

/// What a descriptor number of the language stands for.
#[derive(Debug, Clone, Default)]
pub enum Target {
    /// The descriptor of the process with the same number, open or not.
    #[default]
    Inherited,
    /// Nothing.
    Closed,
    /// A file that the shell opened.
    File(Rc<OpenFile>),
    /// Output that is gathered in memory.
    Capture(Rc<Capture>),
    /// Input that is in memory: a here-document.
    Text(Rc<TextInput>),
    /// A descriptor of the process, for as long as nothing can close it.
    Borrowed(RawFd),
}

/// How long a redirection lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// As long as one builtin reads or writes something: a descriptor need not be copied.
    Brief,
    /// The same, where all that happens to standard output is that a text is written.
    Text,
    /// As long as anything may run.
    Long,
}

/// The table.
#[derive(Debug)]
pub struct Files {
    pub(super) entries: Vec<Target>,
    /// Per descriptor: how many redirections are waiting to be undone.
    pub(super) saves: Vec<u32>,
    /// Here-documents that come back when a redirection is taken back.
    pub(super) covered: Vec<Rc<TextInput>>,
    /// The shell's own descriptors.
    pub registry: Rc<Registry>,
    pub(super) null: Option<Rc<OpenFile>>,
    /// How pipes are looked into.
    pub peek: Rc<RefCell<Peek>>,
    /// Files that have been read ahead.
    pub ahead: Vec<Rc<OpenFile>>,
    /// A file whose truncation is due, until the first text is written to it.
    pub uncut: Option<Rc<OpenFile>>,
    /// All that is written now goes to that file as one text: the builtin that it comes from.
    pub gathering: Option<&'static str>,
    /// Standard error as it is around the program that is waited for, where that has redirections.
    pub outside: Option<Target>,
    /// What the commands come from, if it is standard input.
    pub commands: Rc<RefCell<Incoming>>,
}

impl Default for Files {
    fn default() -> Self {
        let registry = Rc::default();
        Self {
            entries: Vec::new(),
            saves: Vec::new(),
            covered: Vec::new(),
            peek: Rc::new(RefCell::new(Peek::new(&registry))),
            registry,
            null: None,
            ahead: Vec::new(),
            uncut: None,
            gathering: None,
            outside: None,
            commands: Rc::default(),
        }
    }
}

impl Files {
    /// What `descriptor` stands for.
    #[inline]
    pub fn get(&self, descriptor: u32) -> &Target {
        self.entries
            .get(descriptor as usize)
            .unwrap_or(&Target::Inherited)
    }

    /// Whether a script uses this descriptor for nothing.
    pub fn is_free(&self, descriptor: u32) -> bool {
        match self.get(descriptor) {
            Target::Closed => true,
            Target::Inherited => {
                let real = descriptor as RawFd;
                self.registry.contains(real) || fd::stat(real).is_err()
            }
            _ => false,
        }
    }

    /// Redirects until the end of the subshell; the answer is what was there.
    pub fn place(&mut self, descriptor: u32, target: Target) -> Target {
        let index = descriptor as usize;
        if index >= self.entries.len() {
            if matches!(target, Target::Inherited) {
                return Target::Inherited;
            }
            self.entries.resize(index + 1, Target::Inherited);
        }
        let old = self
            .entries
            .get_mut(index)
            .map(|entry| std::mem::replace(entry, target))
            .unwrap_or_default();
        while matches!(self.entries.last(), Some(Target::Inherited)) {
            self.entries.pop();
        }
        old
    }

    /// Redirects for a while: the answer is for [`Files::restore`].
    pub fn redirect(&mut self, descriptor: u32, target: Target) -> Target {
        let index = descriptor as usize;
        if index >= self.saves.len() {
            self.saves.resize(index + 1, 0);
        }
        if let Some(count) = self.saves.get_mut(index) {
            *count += 1;
        }
        let before = self.place(descriptor, target);
        if let Target::Text(text) = &before {
            self.covered.push(Rc::clone(text));
        }
        before
    }

    /// Takes a redirection back.
    pub fn restore(&mut self, descriptor: u32, target: Target) {
        if let Some(count) = self.saves.get_mut(descriptor as usize) {
            *count = count.saturating_sub(1);
        }
        if let Target::Text(_) = target {
            self.covered.pop();
        }
        self.place(descriptor, target);
        self.let_go();
    }

    /// Whether something outside is going to have a descriptor back.
    pub fn is_redirected(&self, descriptor: u32) -> bool {
        let count = self.saves.get(descriptor as usize);
        count.is_some_and(|&count| count > 0)
    }

    /// Redirects for good, as `exec` does: the real descriptor changes too, unless something outside
    /// is still going to have it back.
    pub fn establish(
        &mut self,
        descriptor: u32,
        target: Target,
        in_process: bool,
    ) -> io::Result<()> {
        self.commands.borrow_mut().settle();
        let saved = self.is_redirected(descriptor);
        let real = descriptor as RawFd;
        let kept = saved || in_process;
        match &target {
            Target::File(file) if !kept && self.registry.cede(file, real)? => {}
            // What the shell has there and cannot move, such as the terminal, stays.
            _ if kept || self.make_way(&target, real).is_err() => {
                self.place(descriptor, target);
                return Ok(());
            }
            Target::Inherited => {}
            Target::Closed => fd::close(real),
            _ => fd::dup_to(self.real(&target)?, real)?,
        }
        self.place(descriptor, Target::Inherited);
        Ok(())
    }

    /// Makes way for a descriptor that is to be a copy of a target.
    fn make_way(&self, target: &Target, descriptor: RawFd) -> io::Result<()> {
        if let Target::Capture(_) | Target::Text(_) = target {
            // What is in memory gets a descriptor now, which may be that one.
            self.real(target)?;
        }
        self.registry.vacate(descriptor)
    }

    /// The table as a subshell leaves it behind.
    pub fn snapshot(&self) -> Vec<Target> {
        self.entries.clone()
    }

    /// Puts a table back.
    pub fn reset(&mut self, entries: Vec<Target>) {
        self.entries = entries;
        self.let_go();
    }

    /// Closes what has been read ahead and is not in the table any more: whoever writes to it is to see that.
    fn let_go(&mut self) {
        if !self.ahead.is_empty() {
            self.ahead.retain(|file| Rc::strong_count(file) > 1);
        }
    }

    /// A real descriptor for a target that is none of the process's own.
    pub(super) fn real(&self, target: &Target) -> io::Result<RawFd> {
        match target {
            Target::File(file) => {
                file.private.set(false);
                Ok(file.raw())
            }
            Target::Capture(capture) => capture.descriptor(&self.registry),
            Target::Text(text) => text.descriptor(&self.registry),
            Target::Borrowed(raw) => Ok(*raw),
            Target::Inherited | Target::Closed => {
                Err(io::Error::from_raw_os_error(nix::libc::EBADF))
            }
        }
    }

    /// The real descriptor behind a number, if it is open.
    pub fn descriptor(&self, descriptor: u32) -> io::Result<RawFd> {
        match self.get(descriptor) {
            Target::Inherited if !self.registry.contains(descriptor as RawFd) => {
                Ok(descriptor as RawFd)
            }
            target => self.real(target),
        }
    }

    /// `/dev/null` for writing; it stays open for the next time.
    pub fn null(&mut self) -> io::Result<Rc<OpenFile>> {
        if let Some(file) = &self.null {
            return Ok(Rc::clone(file));
        }
        let descriptor = fd::open_high(
            b"/dev/null",
            nix::libc::O_WRONLY | nix::libc::O_CREAT | nix::libc::O_TRUNC,
            0o666,
        )?;
        // A file of that name in some odd root directory is not the device.
        let null = fd::stat(descriptor.as_raw_fd())?.is_null();
        let file = OpenFile::make(descriptor, &self.registry, null);
        if null {
            self.null = Some(Rc::clone(&file));
        }
        Ok(file)
    }

    /// Opens a pair of connected descriptors for the shell's own use: reading end, writing end.
    pub fn pipe(&self) -> io::Result<(Rc<OpenFile>, Rc<OpenFile>)> {
        let (read, write) = fd::pipe()?;
        Ok((
            OpenFile::new(read, &self.registry)?,
            OpenFile::new(write, &self.registry)?,
        ))
    }

    /// Gives back what was read ahead, so that another process finds its input where the script is.
    pub fn settle(&mut self) {
        self.commands.borrow_mut().settle();
        for file in std::mem::take(&mut self.ahead) {
            file.ahead.borrow_mut().settle(file.raw());
        }
    }

    /// Writes to a descriptor of the language, until a signal interrupts it (`EINTR`): `bytes` is what
    /// has not been written then.
    pub fn write_on(&self, descriptor: u32, bytes: &mut &[u8]) -> io::Result<()> {
        match self.get(descriptor) {
            Target::File(file) if file.null => Ok(()),
            Target::File(file) => fd::write_on(file.raw(), bytes),
            Target::Capture(capture) => capture.write_on(bytes),
            _ => fd::write_on(self.descriptor(descriptor)?, bytes),
        }
    }
}
