//! Making the line editor, and putting it in accordance with the shell before a command is read.

use super::abbreviation::Abbreviation;
use super::assistant::Assistant;
use super::keys::{SharedKeys, lock};
use super::past::Past;
use super::view::View;
use super::{LineEditor, bound, config, keys, usual, vi};
use crate::env::bindings::Bindings;
use crate::env::{Env, Options};
use crate::exec::terminal;
use crate::interactive::completion;
use crate::sys::fd;
use crate::sys::typing::{self, read_keys_singly};
use nix::libc;
use rustyline::config::{BellStyle, Configurer};
use rustyline::{Editor, ExternalPrinter};
use std::collections::BTreeSet;
use std::rc::Rc;

impl LineEditor {
    /// Makes an editor on the terminal: the controlling one, or the one that the shell reads from. `None`
    /// if that cannot be.
    pub fn new(env: &mut Env, controlling: bool) -> Option<Self> {
        let config = config(controlling);
        let keys = SharedKeys::default();
        let past = Past::new(Rc::clone(&env.session.history), SharedKeys::clone(&keys));
        let before: Vec<i32> = (3..64).filter(|&number| fd::is_open(number)).collect();
        let parked: Vec<_> = (0..8)
            .map_while(|_| fd::open(b"/dev/null", libc::O_RDONLY, 0).ok())
            .collect();
        let made = Editor::with_history(config, past).and_then(|mut editor| {
            let printer: Box<dyn ExternalPrinter> = Box::new(editor.create_external_printer()?);
            Ok((editor, printer))
        });
        drop(parked);
        let mut reads_from = 0;
        for number in (3..64).filter(|number| !before.contains(number) && fd::is_open(*number)) {
            let _ = fd::set_cloexec(number, true);
            env.files.registry.reserve(number);
            if fd::is_terminal(number) {
                reads_from = number;
            }
        }
        let (mut editor, printer) = made.ok()?;
        read_keys_singly(Some(reads_from));
        // What is drawn at a key is one small write; three would take longer.
        editor.enable_synchronized_output(false);
        editor.set_helper(Some(Assistant::new(
            View::of(env),
            SharedKeys::clone(&keys),
        )));
        for (event, does) in usual::usual() {
            editor.bind_sequence(event, keys::handler(&keys, does, Vec::new()));
        }
        Some(Self {
            editor,
            _printer: printer,
            keys,
            initial: None,
            resumed: false,
            standing: false,
            entered: None,
            columns: 80,
            steady: false,
            blank: false,
            above: 0,
            offered: None,
            bound: 0,
        })
    }

    /// Before a command is read: looks at the shell.
    pub fn prepare(&mut self, env: &mut Env) {
        self.learn_bindings(&env.session.bindings);
        if let Some(helper) = self.editor.helper_mut() {
            helper.view.renew(env);
            self.columns = helper.view.size.1;
        }
        let history = Rc::clone(&env.session.history);
        self.steady = !env.children.jobs.any_running();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut keys = lock(&self.keys);
        keys.config.abbreviations = env
            .session
            .abbreviations
            .iter()
            .map(|(name, of)| (text(name), Abbreviation::new(of)))
            .collect();
        let history = history.borrow();
        let latest = history.newest_first().next();
        keys.recall.latest = latest.map_or_else(String::new, |entry| text(&entry.text));
        keys.recall.past = history.known();
        // Keys as vi has them are a layer above the line editor's own.
        if !env.has(Options::VI) {
            keys.vi = None;
        } else if keys.vi.is_none() {
            keys.vi = Some(vi::Vi::default());
        }
        typing::escape_is_key(keys.vi.is_some());
        keys.config.completed = if env.has(Options::PROGCOMP) {
            completion::commands(env)
        } else {
            BTreeSet::new()
        };
        keys.shapes = terminal::understands(env);
        if let Some(number) = keys.recall.way.take_next() {
            self.initial = history
                .get(number)
                .map(|entry| (text(&entry.text), String::new()));
        }
    }

    /// Puts what the user has bound and set in force.
    fn learn_bindings(&mut self, bindings: &Bindings) {
        if self.bound == bindings.changes {
            return;
        }
        self.bound = bindings.changes;
        let returns = |keys: &[u8]| keys.iter().any(|key| matches!(key, b'\r' | b'\n'));
        let mut bound = bindings.keys.keys();
        typing::enter_is_newline(!bound.any(|(_, keys)| returns(keys)));
        for (event, handler) in bound::handlers(&self.keys, bindings) {
            self.editor.bind_sequence(event, handler);
        }
        let settings = &bindings.settings;
        lock(&self.keys).config.settings = settings.clone();
        typing::special_characters_are_keys(settings.is_on("bind-tty-special-chars"));
        if let Some(time) = settings.number("keyseq-timeout") {
            let time = u16::try_from(time).ok().filter(|&time| time > 0);
            typing::wait_for_keys(time);
            self.editor.set_keyseq_timeout(time);
        }
        self.editor
            .set_bell_style(match settings.get("bell-style") {
                b"audible" | b"on" => BellStyle::Audible,
                b"visible" => BellStyle::Visible,
                _ => BellStyle::None,
            });
    }
}

/// Whether there is a terminal that the editor can draw on.
pub fn suits(env: &Env) -> bool {
    let term = crate::name::Name::new(b"TERM");
    let term = env.variables.value(term).unwrap_or_default();
    let usable = !matches!(term, b"" | b"dumb" | b"cons25" | b"emacs");
    usable && fd::is_terminal(0) && fd::is_terminal(terminal::descriptor(env))
}
