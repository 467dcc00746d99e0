//! What the line editor asks for while a line is typed: completion, suggestions, colours.

use super::coloured::Shown;
use super::keys::{SharedKeys, lock};
use super::leaving::end;
use super::menu::Menu;
use super::shown_mode::ShownMode;
use super::suggestion::Suggestions;
use super::text::Text;
use super::tokens::Tokens;
use super::trail::Trail;
use super::view::View;
use super::{caret, drawing, reflow, right, sketch};
use crate::interactive::completion;
use crate::interactive::prompt::Prompt;
use crate::signal;
use crate::sys::{showing, typing};
use rustyline::Helper;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::validate::Validator;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// The helper of the line editor.
pub struct Assistant {
    /// The shell, as it was when the line was begun.
    pub view: View,
    /// The lines before this one of a command that takes several.
    pub before: String,
    /// The line is no command, and is read as it is.
    pub plain: bool,
    /// The prompt as far as it can be seen.
    prompt: String,
    /// What is drawn in front of its last line.
    pub mode: ShownMode,
    /// How wide the terminal was when the line was drawn.
    columns: Cell<usize>,
    /// The line as it is, and the place in it.
    pub line: RefCell<Text>,
    /// What it was before.
    pub trail: RefCell<Trail>,
    /// What is shown in the place of the prompt.
    pub other_prompt: RefCell<Option<String>>,
    /// What is shown behind it.
    pub hint: RefCell<String>,
    /// What goes to the terminal with the prompt, once: a write of its own would take longer.
    pub opening: RefCell<String>,
    pub(super) menu: RefCell<Option<Menu>>,
    pub(super) suggestions: RefCell<Suggestions>,
    pub(super) tokens: RefCell<Tokens>,
    pub(super) coloured: RefCell<String>,
    /// The line as it is drawn, with what it was drawn of.
    shown: RefCell<Shown>,
    pub(super) keys: SharedKeys,
    armed: Cell<bool>,
    pub(super) caches: completion::Caches,
    /// The line that a completion has made, if the next one is to show what there is.
    pub(super) quiet: RefCell<Option<Text>>,
    /// The line that takes the place of this one.
    pub(super) wanted: RefCell<Option<Text>>,
}

impl Assistant {
    /// An assistant.
    pub fn new(view: View, keys: SharedKeys) -> Self {
        Self {
            view,
            before: String::new(),
            plain: false,
            prompt: String::new(),
            mode: ShownMode::default(),
            columns: Cell::new(0),
            line: RefCell::default(),
            trail: RefCell::default(),
            other_prompt: RefCell::default(),
            hint: RefCell::default(),
            opening: RefCell::default(),
            menu: RefCell::default(),
            suggestions: RefCell::default(),
            tokens: RefCell::default(),
            coloured: RefCell::default(),
            shown: RefCell::default(),
            keys,
            armed: Cell::new(false),
            caches: completion::Caches::default(),
            quiet: RefCell::default(),
            wanted: RefCell::default(),
        }
    }

    /// Before a line is read. A menu stays open where a line is gone on with.
    pub fn begin(&mut self, before: &str, prompts: (&Prompt, &Prompt), resumed: bool) {
        let (prompt, right) = prompts;
        before.clone_into(&mut self.before);
        prompt.raw.clone_into(&mut self.prompt);
        self.columns.set(0);
        right::begin(prompt, right, self.view.size.1);
        if !resumed {
            self.close_menu();
        }
        self.hint.take();
        self.other_prompt.take();
        self.shown.take();
        self.suggestions.take();
        self.armed.set(false);
    }

    /// From now on a signal that must not wait interrupts the reading. The line editor's own handlers
    /// are in place when it asks for the first time.
    pub(super) fn arm(&self) {
        let mut keys = lock(&self.keys);
        if self.armed.get() && !std::mem::take(&mut keys.input.pasting) {
            return;
        }
        // What had been interrupted is first brought to where it was.
        let again = std::mem::take(&mut keys.input.again);
        drop(keys);
        if !again.is_empty() {
            // Else the search is over, with what it has found.
            typing::read_before(&again);
        }
        if !typing::reads_again() {
            self.armed.set(true);
            signal::interrupt_on(self.view.urgent);
            if signal::pending()
                .iter()
                .any(|one| self.view.urgent.contains(one))
            {
                signal::interrupt_now();
            }
        }
    }

    /// Before the line is drawn again because the window has become narrower or wider: where the terminal has
    /// broken the rows anew, that is made up for.
    pub(super) fn follow_window(&self) {
        right::clear_rest();
        if !self.view.reflows {
            return;
        }
        let (_, columns) = showing::room();
        let from = self.columns.replace(columns);
        if from == columns || from == 0 {
            return;
        }
        let text = self.line.borrow();
        let (left, right) = text.halves();
        let drawn = right::filled(&self.prompt, self.drawn(left), from);
        let behind = [right, &*self.hint.borrow()].concat();
        if !right::is_shown()
            && reflow::is_right((&drawn, &behind), columns)
            && drawing::leave_standing(columns)
        {
            return;
        }
        drawing::beside(&reflow::undone((&drawn, &behind), (from, columns)));
    }

    /// What is drawn of the line, with no wide character at the end of a row that has no room for it.
    fn padded(&self, text: &str) -> Option<String> {
        if text.is_ascii() {
            return None;
        }
        let columns = showing::room().1;
        sketch::padded(text, end(&self.drawn(""), columns).1, columns)
    }

    /// The prompt, and a text behind it.
    fn drawn(&self, text: &str) -> String {
        let other = self.other_prompt.borrow();
        [other.as_deref().unwrap_or(&self.prompt), text].concat()
    }

    /// Looks at the line.
    pub(super) fn see(&self, line: &str, pos: usize) {
        let mut seen = self.line.borrow_mut();
        if seen.line == line {
            seen.pos = pos;
            return;
        }
        let before = std::mem::replace(&mut *seen, Text::new(line, pos));
        let searching = lock(&self.keys).recall.searching.now.is_some();
        self.trail
            .borrow_mut()
            .changed(before, line, pos, searching);
    }

    pub(super) fn close_menu(&self) {
        self.menu.take();
        let mut keys = lock(&self.keys);
        keys.menu = None;
        keys.requests.step = None;
    }
}

impl Highlighter for Assistant {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, own: bool) -> Cow<'b, str> {
        self.other_prompt.replace((!own).then(|| prompt.to_owned()));
        let count = prompt.strip_prefix("(arg: ").filter(|_| !own);
        if let Some((count, _)) = count.and_then(|rest| rest.split_once(')')) {
            typing::count_shown(count.starts_with('-'));
            lock(&self.keys).count.show(count.parse().ok());
        }
        if let Some(search) = &mut lock(&self.keys).recall.searching.now
            && own
        {
            search.follow_window();
        }
        let line = &self.line.borrow().line;
        let right = right::beside_line(own, &self.prompt, line, &self.hint.borrow());
        let opening = self.opening.take();
        let prompt = if own && self.mode.is_shown() {
            Cow::Owned(self.mode.put_into(prompt, &lock(&self.keys)))
        } else {
            Cow::Borrowed(prompt)
        };
        if opening.is_empty() && right.is_empty() {
            prompt
        } else {
            Cow::Owned([&*opening, &*prompt, &*right].concat())
        }
    }

    fn highlight<'l>(&self, line: &'l str, pos: usize) -> Cow<'l, str> {
        if self.plain {
            let text = caret::drawn(line);
            return self.padded(&text).map_or(text, Cow::Owned);
        }
        let mut shown = self.shown.borrow_mut();
        if shown.line != line || shown.pos != pos {
            shown.draw(&self.view, &self.before, line, pos);
        }
        let text = &shown.drawing.text;
        Cow::Owned(self.padded(text).unwrap_or_else(|| text.clone()))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if hint.starts_with('\n') && self.menu.borrow().is_some() {
            return Cow::Owned(self.coloured.borrow().clone());
        }
        let shown = caret::drawn(hint);
        // Without colours it is fainter: it must never be taken for what has been typed.
        let look = if self.view.colours { 90 } else { 2 };
        Cow::Owned(format!("\x1b[{look}m{shown}\x1b[0m"))
    }

    fn highlight_char(&self, line: &str, pos: usize, kind: CmdKind) -> bool {
        self.see(line, pos);
        if kind == CmdKind::ForcedRefresh {
            self.hint.take();
        }
        let crowded = right::is_moved(&self.prompt, &self.line.borrow(), &self.hint.borrow());
        let mut shown = self.shown.borrow_mut();
        if kind == CmdKind::MoveCursor || !self.view.colours || self.plain {
            let before = line.get(..pos).unwrap_or_default();
            return crowded
                || before.ends_with(caret::is_stand_in)
                || self.view.colours
                    && !self.plain
                    && shown.go_to(&self.view, &self.before, line, pos);
        }
        !shown.add(&self.view, &self.before, line, pos) || crowded
    }
}

impl Validator for Assistant {}

impl Helper for Assistant {}
