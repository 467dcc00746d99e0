//! Saving and putting back what an in-process subshell may change.

use super::Env;
use super::files::Target;
use super::frames::{Kind, Saved, Subshell};
use super::variables::Watch;
use crate::sys::host::set_umask;
use std::cell::Cell;

/// Steps that a stage may take before the stages behind it have waited long enough.
const FUEL: u32 = 2000;

impl Env {
    /// Makes what a pipeline gives standard input.
    pub fn feed(&mut self, input: Target) {
        self.files.place(0, input);
        self.context.fed = true;
    }

    /// Opens an in-process subshell; returns its number.
    pub fn open_subshell(&mut self, kind: Kind) -> usize {
        // What is pending from an assignment to OPTIND happens now, so that what is seen of it at the
        // end is the putting back only.
        if self.variables.take_changed(Watch::Optind) {
            self.variables.getopts = 0;
        }
        let saved = Saved {
            variables: self.variables.begin(),
            functions: self.functions.clone(),
            aliases: self.aliases.clone(),
            options: self.options,
            positional: self.positional.clone(),
            traps: self.traps.clone(),
            getopts: self.variables.getopts,
            locations: self.locations.clone(),
            files: self.files.snapshot(),
            context: self.context,
            last_async: self.children.last_async,
            line: self.line,
            last: std::mem::take(&mut self.outcome.last),
            limits: self.hosted.limits.clone(),
            umask: self.hosted.umask,
            jobs: None,
            directory: None,
        };
        let captures = self.frames.captures.len();
        self.frames.list.push(Subshell {
            kind,
            detached: None,
            unable: false,
            captures,
            group: self.children.stage_group.filter(|_| kind == Kind::Stage),
            fuel: Cell::new(FUEL),
            fresh: false,
            again: false,
            saved,
        });
        self.traps.enter_subshell(self.options);
        // It shares the shell's process group, where nobody could continue it.
        if kind == Kind::Substitution && self.has(super::Options::MONITOR) {
            self.traps.ignore_stop();
        }
        // The subshell is not the action of the trap: its `exit` gives its own last status.
        self.context.trap_status = None;
        self.context.exiting = false;
        self.context.subshell = true;
        self.context.guarded = false;
        self.context.monitoring = false;
        self.frames.list.len() - 1
    }

    /// Closes the innermost in-process subshell: everything but `$?` is as before.
    pub fn close_subshell(&mut self) -> Option<Subshell> {
        let mut frame = self.frames.list.pop()?;
        let saved = &mut frame.saved;
        self.variables.roll_back(saved.variables);
        self.functions = std::mem::take(&mut saved.functions);
        self.aliases = std::mem::take(&mut saved.aliases);
        self.set_options(saved.options);
        self.positional = std::mem::take(&mut saved.positional);
        self.traps = std::mem::take(&mut saved.traps);
        self.variables.take_changed(Watch::Optind);
        self.variables.getopts = saved.getopts;
        self.locations = std::mem::take(&mut saved.locations);
        self.files.reset(std::mem::take(&mut saved.files));
        self.context = saved.context;
        self.children.last_async = saved.last_async;
        self.line = saved.line;
        let last = std::mem::take(&mut saved.last);
        self.give_command(last);
        if self.hosted.umask != saved.umask {
            let before = self.hosted.umask.map(|masks| masks.0);
            if let Some(mask) = saved.umask.map(|masks| masks.1).or(before) {
                set_umask(mask);
            }
            self.hosted.umask = saved.umask;
        }
        if !self.process.sole {
            self.close_in_host(&mut frame);
        }
        Some(frame)
    }

    /// What a process of its own would have had for itself.
    fn close_in_host(&mut self, frame: &mut Subshell) {
        let saved = &mut frame.saved;
        self.hosted.limits = std::mem::take(&mut saved.limits);
        if let Some(jobs) = saved.jobs.take() {
            let own = std::mem::replace(&mut self.children.jobs, jobs);
            self.hosted.adopt(own.running());
        }
    }

    /// Before an in-process subshell starts a job: from now on it has jobs of its own.
    pub fn own_jobs(&mut self) {
        if !self.process.sole
            && self.frames.in_process()
            && let Some(frame) = self.frames.list.last_mut()
            && frame.saved.jobs.is_none()
        {
            frame.saved.jobs = Some(self.children.jobs.clone());
            self.children.jobs.inherit();
        }
    }
}
