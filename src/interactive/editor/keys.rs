//! Keys that do more than the line editor has for them: the state they share, and which key does what.

use super::config::Config;
use super::counting::{self, Counts};
use super::indent::Indent;
use super::input::Input;
use super::macros::{self, Macros};
use super::menu::Opened;
use super::recall::Recall;
use super::region::{self, Region};
use super::requests::{Leave, Requests};
use super::search::{self, searched};
use super::text::Text;
use super::vi::{Mode, Vi};
use super::{
    actions, asking, bound, completing, functions, indent, meta, overwriting, vi_keys, words,
};
use crate::env::bindings::Keymap;
use crate::signal;
pub(super) use crate::sys::lock;
use crate::sys::typing::{self, Count};
use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};
use std::ops::ControlFlow::{self, Break, Continue};
use std::sync::{Arc, Mutex};

/// What the keys share with the editor around them.
#[derive(Debug, Default)]
pub struct Keys {
    /// What the user has made of the editor.
    pub config: Config,
    /// Keys as they come in.
    pub input: Input,
    /// The count that the key comes with.
    pub count: Counts,
    /// What they recall of the history.
    pub recall: Recall,
    /// What they ask of the code around the editor.
    pub requests: Requests,
    /// The menu that is open.
    pub menu: Option<Opened>,
    /// The line and the place in it for which the user's own functions have been asked last.
    pub asked_of: Option<Text>,
    /// Macros.
    pub macros: Macros,
    /// The line is not the first one of its command, and those before it can be gone back to.
    pub continued: bool,
    /// How the line has begun.
    pub indent: Indent,
    /// The region and what has been killed.
    pub region: Region,
    /// vi, if that is how keys are understood.
    pub vi: Option<Vi>,
    /// Whether the terminal can show the mode by the shape of its cursor.
    pub shapes: bool,
    /// Text that is typed takes the place of other text.
    pub overwrites: bool,
}

impl Keys {
    /// The keymap that keys are looked up in; `None` while they go on with a command of vi.
    pub fn keymap(&self) -> Option<Keymap> {
        match &self.vi {
            None => Some(Keymap::Emacs),
            Some(vi) if vi.waits() => None,
            Some(vi) => Some(match vi.mode {
                Mode::Command => Keymap::ViCommand,
                _ => Keymap::ViInsert,
            }),
        }
    }

    /// Before a line is read, or gone on with.
    pub fn begin(&mut self, text: &Text, resumed: bool) {
        self.requests.leave = None;
        self.requests.rewrite = None;
        self.recall.searching.now = None;
        if !resumed {
            self.recall.way.begin();
            self.region.begin();
            self.input.again.clear();
            self.input.escaped = false;
            self.recall.asking.give_up();
            self.overwrites = false;
            self.count.drop_unknown();
        }
        if let Some(vi) = &mut self.vi {
            if !resumed {
                vi.begin(text);
            }
            let mode = vi.mode;
            vi_keys::show_mode(self, Some(mode));
        }
    }
}

/// The keys, as handlers have them.
pub type SharedKeys = Arc<Mutex<Keys>>;

/// What a key does.
pub type Action = fn(&mut Keys, &EventContext<'_>) -> Option<Cmd>;

/// What a handler does.
#[derive(Clone)]
pub enum Does {
    /// What the line editor always does.
    Usual,
    /// One of our own actions; `None` lets the line editor do what it always does.
    Own(Action),
    /// As [`Does::Own`], on a key that the line editor does nothing with: `None` is nothing. It would wait for another key.
    Function(Action),
    /// A count for the next key is asked for.
    Counts,
    /// A command of the line editor.
    Fixed(Cmd),
    /// A command of vi: the one of these letters that has been pressed, or else the first.
    Vi(&'static str),
    /// A text is typed.
    Types(String),
    /// A command of the shell works on the line.
    Runs(Vec<u8>),
}

struct Handler {
    keys: SharedKeys,
    does: Does,
    /// What the user has made of it in some keymaps.
    bound: Vec<(Keymap, Does)>,
}

impl ConditionalEventHandler for Handler {
    fn handle(
        &self,
        event: &Event,
        count: RepeatCount,
        positive: bool,
        context: &EventContext,
    ) -> Option<Cmd> {
        if event.get(0) == Some(&KeyEvent(KeyCode::Char(typing::DRAW_ANEW), Modifiers::NONE)) {
            typing::key_taken();
            return Some(Cmd::Repaint);
        }
        let mut keys = lock(&self.keys);
        let several = event.get(1).is_some();
        let before = region::marked(&mut keys, context, several);
        let turned = keys.count.begin(count.into(), positive, several);
        keys.input.pressed = last_byte(event);
        let key = event.get(0).copied();
        typing::key_taken();
        typing::count_typed(Count::None);
        if key == Some(KeyEvent(KeyCode::BracketedPasteStart, Modifiers::NONE))
            && let Break(answer) = pasted(&mut keys, context)
        {
            return answer;
        }
        if let Some(finding) = keys.input.finding.take()
            && let Some(KeyEvent(KeyCode::Char(letter), Modifiers::NONE)) = key
        {
            return words::find(&mut keys, context, letter, finding);
        }
        if let Some(key) = key.filter(|_| !several) {
            if let Break(answer) = self.taken(&mut keys, key, context) {
                return answer;
            }
            if key == KeyEvent::ctrl('V') {
                typing::next_is_literal();
            }
        }
        // On an empty line it ends the input, whatever it is bound to.
        let ends = !several && key == Some(KeyEvent::ctrl('D')) && context.line().is_empty();
        let answer = if ends {
            None
        } else {
            self.done(&mut keys, context)
        };
        let answer = answer.or_else(|| turned.then(|| functions::backwards(event)));
        if answer.is_none() && !several && key == Some(KeyEvent::ctrl('X')) {
            typing::key_goes_on();
        }
        keys.requests.left_at = context.pos();
        bound::listen(&keys);
        let before = before.unwrap_or_else(|| context.line().to_owned());
        region::note(&mut keys, key, answer.as_ref(), before);
        answer
    }
}

/// The key, or the last one of several, as a byte.
fn last_byte(event: &Event) -> u8 {
    let last = (0..).map_while(|at| event.get(at)).last();
    last.map_or(0, |&key| completing::byte(key))
}

/// A text is pasted: it must come as a whole, or the rest of it would be typed.
fn pasted(keys: &mut Keys, context: &EventContext<'_>) -> Taken {
    signal::interrupt_on(signal::SignalSet::default());
    if let Break(answer) = search::pasted(keys) {
        bound::listen(keys);
        return Break(answer);
    }
    keys.input.pasting = true;
    typing::paste(actions::is_quoted(context));
    Continue(())
}

/// Whether a key has been taken, and what it is for then.
pub type Taken = ControlFlow<Option<Cmd>>;

impl Handler {
    /// What the user has made of it in a keymap.
    fn bound_in(&self, keymap: Option<Keymap>) -> Option<&Does> {
        let found = self.bound.iter().find(|(map, _)| Some(*map) == keymap)?;
        Some(&found.1)
    }

    /// A key goes to what waits for one, before it does anything by itself.
    fn taken(&self, keys: &mut Keys, key: KeyEvent, context: &EventContext<'_>) -> Taken {
        asking::key(keys, key, context)?;
        searched(keys, key, context)?;
        let own = self.bound_in(keys.keymap());
        meta::key(keys, key, own.is_some())?;
        counting::key(keys, key, matches!(own, Some(Does::Counts)))?;
        if own.is_some() {
            return Continue(());
        }
        overwriting::key(keys, key, context)?;
        vi_keys::key(keys, key, context)?;
        if keys.indent.line > 0
            && let Some(command) = indent::key(keys, key, context)
        {
            return Break(Some(command));
        }
        Continue(())
    }

    /// What the key does.
    fn done(&self, keys: &mut Keys, context: &EventContext<'_>) -> Option<Cmd> {
        let bound = self.bound_in(keys.keymap());
        if let (Some(_), Some(vi)) = (bound, &mut keys.vi) {
            keys.count.times = vi.take_count().unwrap_or(keys.count.times);
        }
        match bound.unwrap_or(&self.does) {
            Does::Usual => None,
            Does::Own(action) => action(keys, context),
            Does::Function(action) => action(keys, context).or(Some(Cmd::Noop)),
            Does::Counts => Some(counting::universal(keys)),
            Does::Fixed(command) if keys.count.backwards => {
                Some(functions::turned(command.clone()))
            }
            Does::Fixed(command) => Some(command.clone()),
            Does::Vi(letters) => vi_keys::one_of(keys, context, letters),
            Does::Types(text) => macros::typed(keys, context, text),
            Does::Runs(command) => actions::leave(keys, Leave::Run(command.clone())),
        }
    }
}

/// What calls what a key does, `bound` in some keymaps.
pub fn handler(keys: &SharedKeys, does: Does, bound: Vec<(Keymap, Does)>) -> EventHandler {
    EventHandler::Conditional(Box::new(Handler {
        keys: Arc::clone(keys),
        does,
        bound,
    }))
}
