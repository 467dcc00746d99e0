//! How a program is started: what it gets of the shell, and the ways to start it.

use super::{dispositions, jobs};
use crate::env::frames::StageGroup;
use crate::env::{Env, Fields, Flow, Options, flow};
use crate::signal::Signal;
use crate::sys::child::host_minds_children;
use crate::sys::flight::Flight;
use crate::sys::plan::Order;
use crate::sys::spawn::{self, SpawnError, Step};
use crate::sys::strings::Strings;
use std::ffi::CStr;
use std::io;
use std::ops::ControlFlow::Continue;
use std::rc::Rc;

/// Orders a program, and starts it `by` that.
pub(super) fn start<T>(
    env: &mut Env,
    path: &CStr,
    fields: &Fields,
    how: StageGroup,
    by: impl FnOnce(&mut Env, Order) -> Result<T, SpawnError>,
) -> Result<T, SpawnError> {
    let mut order = order(env, path, fields).map_err(|error| SpawnError {
        errno: error.raw_os_error().unwrap_or(0),
        step: Step::Fork,
    })?;
    order.group = how.group;
    if how.foreground && how.group.is_some() {
        order.terminal = jobs::terminal_to_give(env);
    }
    if how.background {
        order.ignore = order.ignore.with(Signal::INT).with(Signal::QUIT);
        order.default = order.default.difference(order.ignore);
    }
    let terminal = order.terminal;
    let started = by(env, order);
    if started.is_err() && terminal.is_some() && how.group == Some(0) {
        // The group that had it died with the child.
        env.terminal.take();
    }
    started
}

/// What every program of the shell starts with. A file without a format that the system knows is a script for this
/// shell (XCU 2.9.1.6), and for bash if that is what runs.
fn order(env: &mut Env, path: &CStr, fields: &Fields) -> io::Result<Order> {
    let (moves, close) = env.files.moves()?;
    let envp = environment(env, path);
    let (default, ignore) = dispositions::for_programs(env);
    let name: &[u8] = if env.is_bash() { b"bash" } else { b"sh" };
    let script = [name, b"--", path.to_bytes()];
    let script = script.into_iter().chain(fields.iter_from(1));
    let shell = env.process.executable.as_deref();
    Ok(Order {
        interpreter: shell.map(|shell| (shell.into(), Strings::new(script))),
        moves,
        close,
        default,
        ignore,
        // No handler of a host program runs in the child.
        default_caught: !env.process.sole,
        mask: env.process.entry_mask,
        limits: env.hosted.limits.clone(),
        ..Order::new(path, Strings::new(fields.iter()), envp)
    })
}

/// The environment of a program: as in other shells, `_` is its path.
fn environment(env: &mut Env, path: &CStr) -> Rc<Strings> {
    if env.outcome.bare {
        return Rc::new(Strings::new([b""; 0]));
    }
    let told = !env.has(Options::POSIX);
    env.variables
        .environment(env.functions.entries(), told.then_some(path))
}

/// Starts it, and does not wait until it is there; in a host that reaps, with what gets its status back.
pub(super) fn launch(env: &mut Env, order: Order, fields: &Fields) -> Result<i32, SpawnError> {
    if env.process.sole {
        env.land_some();
        let flight = Flight::depart(order)?;
        return env.leave_on_its_way(flight, fields.at(0));
    }
    if !host_minds_children() {
        return spawn::spawn(&order.plan());
    }
    let (pid, pidfd) = spawn::spawn_with_pidfd(&order.plan())?;
    env.hosted.keep(pid, pidfd);
    Ok(pid)
}

/// Becomes a program in place. Comes back only with an error, which has been reported.
pub fn replace(env: &mut Env, path: &CStr, fields: &Fields) -> Flow {
    env.land();
    let Ok(order) = order(env, path, fields) else {
        env.report(fields.at(0), "its descriptors cannot be set up");
        env.status = flow::NOT_EXECUTABLE;
        return Continue(());
    };
    let error = spawn::exec(&order.plan());
    dispositions::reinstate(env);
    env.not_started(fields.at(0), &error);
    Continue(())
}
