//! What the editor knows of the shell: taken before each line, so that nothing the editor does can
//! change the shell or depend on its state in the middle of something.

use super::begun::Looked;
use super::far::Far;
use super::programs::Programs;
use super::reflow;
use crate::arith::decimal;
use crate::env::aliases::Aliases;
use crate::env::bindings::Settings;
use crate::env::commands;
use crate::env::functions::Functions;
use crate::env::history::History;
use crate::env::jobs::Job;
use crate::env::listing::Listings;
use crate::env::traps::Action;
use crate::env::variables::Watch;
use crate::env::{Builtin, Env, Options};
use crate::exec::{dispositions, jobs};
use crate::expand::tilde;
use crate::interactive::completion::Likeness;
use crate::interactive::prompt::is_colourless;
use crate::name::Name;
use crate::signal::{Signal, SignalSet};
use crate::sys::strings::Strings;
use crate::sys::terminal;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The shell as the editor sees it.
#[derive(Debug)]
pub struct View {
    /// Functions.
    pub functions: Functions,
    /// Aliases.
    pub aliases: Aliases,
    /// Builtins.
    pub builtins: &'static [Builtin],
    /// Variables with their values, sorted.
    pub variables: Rc<[(String, String)]>,
    /// PATH.
    pub path: Vec<u8>,
    /// CDPATH.
    pub cdpath: Vec<u8>,
    /// HOME.
    pub home: Vec<u8>,
    /// PWD.
    pub directory: Vec<u8>,
    /// Jobs: number, state and command.
    pub jobs: Vec<(usize, String, String)>,
    /// The history.
    pub history: Rc<RefCell<History>>,
    /// Listings of directories.
    pub listings: Rc<RefCell<Listings>>,
    /// The environment that programs get.
    pub environment: Rc<Strings>,
    /// The options that are on.
    pub options: Options,
    /// Colours are wanted.
    pub colours: bool,
    /// `!` is for the history.
    pub bang: bool,
    /// Signals that must not wait until a line has been entered.
    pub urgent: SignalSet,
    /// An interrupt is ignored.
    pub uninterrupted: bool,
    /// The terminal breaks its rows anew when its window changes.
    pub reflows: bool,
    /// Rows and columns.
    pub size: (usize, usize),
    /// The variables of the line editor.
    pub settings: Settings,
    /// What they say of names that are like others.
    pub likeness: Likeness,
    /// How often they had been changed when they were looked at.
    learned: usize,
    /// Where other machines keep files.
    far: Far,
    /// What was looked for last among the names of files.
    pub looked: RefCell<Option<Looked>>,
    pub(super) programs: RefCell<Programs>,
    /// Words of which it is known whether they can be executed.
    pub(super) known: RefCell<HashMap<Vec<u8>, bool>>,
}

impl View {
    /// Looks at the shell.
    pub fn of(env: &mut Env) -> Self {
        let mut view = Self {
            functions: Functions::default(),
            aliases: Aliases::default(),
            builtins: env.hooks.builtins,
            variables: Rc::default(),
            path: Vec::new(),
            cdpath: Vec::new(),
            home: Vec::new(),
            directory: Vec::new(),
            jobs: Vec::new(),
            history: Rc::clone(&env.session.history),
            listings: Rc::clone(&env.caches.listings),
            environment: env.variables.environment(None, None),
            options: env.options,
            colours: false,
            bang: false,
            urgent: SignalSet::default(),
            uninterrupted: false,
            reflows: false,
            size: (0, 0),
            settings: Settings::default(),
            likeness: Likeness::default(),
            learned: usize::MAX,
            far: Far::default(),
            looked: RefCell::default(),
            programs: RefCell::default(),
            known: RefCell::default(),
        };
        env.variables.take_changed(Watch::Any);
        view.look_at_variables(env);
        view.renew(env);
        view
    }

    /// Looks at the shell again: at what may have become another.
    pub fn renew(&mut self, env: &mut Env) {
        self.programs.borrow_mut().doubt();
        self.known.borrow_mut().clear();
        self.far = Far::default();
        self.looked.take();
        if env.variables.take_changed(Watch::Any) {
            self.look_at_variables(env);
        }
        let bindings = &env.session.bindings;
        if self.learned != bindings.changes {
            self.learned = bindings.changes;
            self.settings = bindings.settings.clone();
            self.likeness = Likeness::of(&self.settings);
        }
        self.functions = env.functions.clone();
        self.aliases = env.aliases.clone();
        let job = |job: &Job| {
            (
                job.number,
                jobs::state_text(job.state()),
                text(&job.command),
            )
        };
        self.jobs.clear();
        self.jobs.extend(env.children.jobs.iter().map(job));
        self.options = env.options;
        self.bang = env.has(Options::HISTEXPAND) && !env.has(Options::POSIX);
        self.urgent = urgent(env);
        self.uninterrupted = env.traps.get(Signal::INT.number()) == Some(&Action::Ignore)
            || dispositions::stays_ignored(env, Signal::INT);
    }

    fn look_at_variables(&mut self, env: &mut Env) {
        self.environment = env.variables.environment(None, None);
        let env = &*env;
        let value = |name: Name| env.variables.value(name).unwrap_or_default().to_vec();
        let number = |name| env.variables.value(name).and_then(decimal::<usize>);
        self.variables = variables(env);
        self.path = commands::path(&env.variables).to_vec();
        self.cdpath = value(Name::CDPATH);
        self.home = value(Name::HOME);
        self.directory = env.variables.directory().to_vec();
        self.colours = !is_colourless(env);
        self.reflows = reflow::happens(env);
        self.size = match (number(Name::LINES), number(Name::COLUMNS)) {
            (Some(rows), Some(columns)) => (rows.max(2), columns.max(10)),
            _ => terminal::room(2),
        };
    }

    /// The value of a variable.
    pub fn variable(&self, name: &str) -> Option<&str> {
        let at = self
            .variables
            .binary_search_by(|(other, _)| other.as_str().cmp(name))
            .ok()?;
        self.variables.get(at).map(|(_, value)| value.as_str())
    }

    /// Whether another machine keeps what has this path, so that it is not to be asked with every key.
    pub fn is_far(&self, path: &[u8]) -> bool {
        self.far.holds(path, &self.directory)
    }

    /// A path with its tilde prefix replaced.
    pub fn untilde(&self, path: &[u8]) -> Vec<u8> {
        let (name, rest) = match path {
            [b'~', b'+', rest @ ..] => ("PWD", rest),
            [b'~', b'-', rest @ ..] => ("OLDPWD", rest),
            _ => return tilde::of_path(path, Some(&self.home)),
        };
        match self.variable(name) {
            Some(value) if matches!(rest, [] | [b'/', ..]) => [value.as_bytes(), rest].concat(),
            _ => path.to_vec(),
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Variables with their values, sorted.
fn variables(env: &Env) -> Rc<[(String, String)]> {
    let mut variables: Vec<(String, String)> = env
        .variables
        .names()
        .into_iter()
        .filter_map(|name| Some((text(name.as_bytes()), text(env.variables.value(name)?))))
        .collect();
    variables.sort();
    variables.into()
}

/// Signals whose traps run at once, and those that end the shell.
fn urgent(env: &Env) -> SignalSet {
    let trapped = env
        .traps
        .commands()
        .into_iter()
        .filter_map(Signal::from_number);
    let mut set = trapped
        .fold(SignalSet::default(), SignalSet::with)
        .with(Signal::HUP);
    if env.variables.patience().is_some() {
        set = set.with(Signal::ALRM);
    }
    // The rest of a stopped command waits to be told how what it waits for has ended.
    let waiting = env
        .children
        .jobs
        .iter()
        .any(|job| job.continuation.is_some());
    if env.has(Options::NOTIFY) || waiting {
        set = set.with(Signal::CHLD);
    }
    set
}
