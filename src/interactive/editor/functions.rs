//! The functions that `bind` knows by name: commands of the line editor, and our own actions.

use super::events::event;
use super::keys::{Action, Does};
use super::requests::{Ask, Leave};
use super::{
    actions, asking, completing, counting, handy, macros, overwriting, region, shell_words,
    walking, words,
};
use crate::env::bindings;
use crate::interactive::completion::Sort;
use rustyline::{At, Cmd, Event, Movement, Word};

/// What a function does. `None`: it is only known by name.
pub fn function(name: &str) -> Option<Does> {
    use Movement as M;
    let word = |word| M::ForwardWord(1, At::AfterEnd, word);
    let fixed = match name {
        "abort" => Cmd::Abort,
        "accept-line" => Cmd::AcceptLine,
        "backward-byte" | "backward-char" => Cmd::Move(M::BackwardChar(1)),
        "backward-delete-char" => Cmd::Kill(M::BackwardChar(1)),
        "backward-kill-line" => Cmd::Kill(M::BeginningOfLine),
        "backward-kill-word" => Cmd::Kill(M::BackwardWord(1, Word::Emacs)),
        "backward-word" => Cmd::Move(M::BackwardWord(1, Word::Emacs)),
        "beginning-of-line" => Cmd::Move(M::BeginningOfLine),
        "clear-screen" | "clear-display" => Cmd::ClearScreen,
        "delete-char" | "vi-eof-maybe" => Cmd::Kill(M::ForwardChar(1)),
        "forward-search-history" => Cmd::ForwardSearchHistory,
        "kill-line" => Cmd::Kill(M::EndOfLine),
        "kill-whole-line" => Cmd::Kill(M::WholeBuffer),
        "kill-word" => Cmd::Kill(word(Word::Emacs)),
        "quoted-insert" => Cmd::QuotedInsert,
        "redraw-current-line" => Cmd::Repaint,
        "reverse-search-history" => Cmd::ReverseSearchHistory,
        "tab-insert" => Cmd::Insert(1, "\t".to_owned()),
        "display-shell-version" => {
            let command = b"command printf 'tine %s\\n' \"$TINE_VERSION\"";
            return Some(Does::Runs(command.to_vec()));
        }
        "tty-status" => Cmd::Noop,
        "self-insert" => return Some(Does::Own(actions::insert_itself)),
        "universal-argument" => return Some(Does::Counts),
        "dump-functions" => return Some(Does::Runs(b"command bind -p".to_vec())),
        "dump-macros" => return Some(Does::Runs(b"command bind -s".to_vec())),
        "dump-variables" => return Some(Does::Runs(b"command bind -v".to_vec())),
        "emacs-editing-mode" => return Some(Does::Runs(b"set -o emacs".to_vec())),
        "vi-editing-mode" => return Some(Does::Runs(b"set -o vi".to_vec())),
        "vi-unix-word-rubout" => Cmd::Kill(M::BackwardWord(1, Word::Vi)),
        _ => return own(name).map(Does::Function).or_else(|| of_vi(name)),
    };
    Some(Does::Fixed(fixed))
}

/// Those that are actions of our own.
const OWN: &[(&str, Action)] = &[
    ("alias-expand-line", |keys, _| {
        actions::ask(keys, Ask::Aliases { history: false })
    }),
    ("history-and-alias-expand-line", |keys, _| {
        actions::ask(keys, Ask::Aliases { history: true })
    }),
    ("call-last-kbd-macro", macros::call),
    ("capitalize-word", words::capitalize),
    ("character-search", words::find_forward),
    ("character-search-backward", words::find_backward),
    ("copy-backward-word", words::copy_backward),
    ("copy-forward-word", words::copy_forward),
    ("complete-command", |keys, at| {
        actions::complete_as(keys, at, Sort::Command)
    }),
    ("complete-hostname", |keys, at| {
        actions::complete_as(keys, at, Sort::Host)
    }),
    ("complete-into-braces", actions::braces),
    ("complete-username", |keys, at| {
        actions::complete_as(keys, at, Sort::User)
    }),
    ("complete-variable", |keys, at| {
        actions::complete_as(keys, at, Sort::Variable)
    }),
    ("dabbrev-expand", |keys, at| {
        actions::complete_as(keys, at, Sort::Past)
    }),
    ("dynamic-complete-history", |keys, at| {
        actions::complete_as(keys, at, Sort::Past)
    }),
    ("complete-filename", actions::redo),
    ("digit-argument", counting::digit),
    ("delete-char-or-list", completing::delete_or_list),
    ("delete-horizontal-space", actions::horizontal_space),
    ("downcase-word", handy::downcase_or_list),
    ("edit-and-execute-command", actions::open_editor_and_run),
    ("edit-command-line", actions::open_editor),
    ("end-kbd-macro", macros::end),
    ("end-of-line", actions::line_end_always),
    ("exchange-point-and-mark", region::exchange),
    ("complete", |keys, at| {
        completing::tab(keys, at).or(Some(Cmd::Complete))
    }),
    ("possible-completions", completing::list),
    ("glob-list-expansions", |keys, at| {
        actions::ask(keys, Ask::List(at.pos()))
    }),
    ("possible-command-completions", |keys, at| {
        actions::list_as(keys, at, Sort::Command)
    }),
    ("possible-filename-completions", |keys, at| {
        actions::list_as(keys, at, Sort::File)
    }),
    ("possible-hostname-completions", |keys, at| {
        actions::list_as(keys, at, Sort::Host)
    }),
    ("possible-username-completions", |keys, at| {
        actions::list_as(keys, at, Sort::User)
    }),
    ("possible-variable-completions", |keys, at| {
        actions::list_as(keys, at, Sort::Variable)
    }),
    ("beginning-of-history", |keys, _| {
        actions::ask(keys, Ask::Fetch { number: None })
    }),
    ("end-of-history", |keys, _| {
        actions::ask(keys, Ask::ComeBack)
    }),
    ("re-read-init-file", |keys, _| {
        actions::leave(keys, Leave::ReadBindings)
    }),
    ("fetch-history", |keys, _| {
        let number = keys.count.typed;
        actions::ask(keys, Ask::Fetch { number })
    }),
    ("forward-byte", actions::forward_always),
    ("forward-char", actions::forward_always),
    ("forward-word", actions::word_right_always),
    ("history-expand-line", actions::expand_history),
    ("history-search-backward", walking::search_back),
    ("history-substring-search-backward", walking::search_back),
    ("history-search-forward", walking::search_forward),
    ("history-substring-search-forward", walking::search_forward),
    ("insert-comment", actions::comment),
    ("insert-completions", completing::insert_all),
    ("glob-complete-word", |keys, at| {
        actions::complete_as(keys, at, Sort::File)
    }),
    ("glob-expand-word", |keys, at| {
        actions::ask(keys, Ask::Files(at.pos()))
    }),
    ("insert-newline", handy::newline),
    ("insert-last-argument", words::last_word),
    ("yank-last-arg", words::last_word),
    ("copy-region-as-kill", region::copy),
    ("forward-backward-delete-char", region::delete_char),
    ("kill-region", region::kill_region),
    ("magic-space", actions::magic_space),
    ("menu-complete", walking::next_always),
    ("old-menu-complete", walking::next_always),
    ("menu-complete-backward", walking::back_always),
    ("next-history", walking::down),
    ("nextd-or-forward-word", handy::next_directory),
    (
        "non-incremental-forward-search-history",
        asking::ask_forward,
    ),
    ("non-incremental-reverse-search-history", asking::ask_back),
    ("next-screen-line", |keys, _| {
        let rows = keys.count.signed();
        actions::ask(keys, Ask::Screen { rows })
    }),
    ("previous-screen-line", |keys, _| {
        let rows = -keys.count.signed();
        actions::ask(keys, Ask::Screen { rows })
    }),
    (
        "non-incremental-forward-search-history-again",
        asking::again_forward,
    ),
    (
        "non-incremental-reverse-search-history-again",
        asking::again_back,
    ),
    ("overwrite-mode", overwriting::switch),
    ("print-last-kbd-macro", macros::print),
    ("operate-and-get-next", actions::operate_and_next),
    ("paginate", handy::page),
    ("prevd-or-backward-word", handy::previous_directory),
    ("previous-history", walking::up),
    ("revert-line", actions::revert),
    ("run-help", handy::manual),
    ("set-mark", region::set_mark),
    ("shell-backward-kill-word", shell_words::backward_kill),
    ("shell-backward-word", shell_words::backward),
    ("shell-forward-word", shell_words::forward),
    ("shell-kill-word", shell_words::kill),
    ("shell-transpose-words", shell_words::transpose),
    ("shell-expand-line", actions::expand_shell),
    ("spell-correct-word", |keys, at| {
        actions::ask(keys, Ask::Respell(at.pos()))
    }),
    ("start-kbd-macro", macros::start),
    ("sudo-command", actions::sudo),
    ("tilde-expand", actions::expand_tilde),
    ("transpose-chars", words::transpose_letters),
    ("transpose-words", shell_words::transpose_plain),
    ("undo", actions::undo),
    ("unix-filename-rubout", words::rubout_part),
    ("unix-line-discard", words::discard),
    ("unix-word-rubout", words::rubout_big),
    ("upcase-word", words::upcase),
    ("what-is", handy::what_is),
    ("yank", region::yank),
    ("yank-nth-arg", words::first_word),
    ("yank-pop", region::yank_pop),
    ("vi-yank-pop", region::yank_pop),
];

fn own(name: &str) -> Option<Action> {
    let (_, action) = OWN.iter().find(|(known, _)| *known == name)?;
    Some(*action)
}

/// The commands of vi: by the letters that call them there, or those of another one that does the same.
fn of_vi(name: &str) -> Option<Does> {
    let letters = match name {
        "vi-back-to-indent" => "^",
        "vi-bWord" | "vi-backward-bigword" => "B",
        "vi-backward-word" | "vi-bword" => "b",
        "vi-eWord" | "vi-end-bigword" => "E",
        "vi-eword" => "e",
        "vi-fWord" | "vi-forward-bigword" => "W",
        "vi-forward-word" | "vi-fword" => "w",
        "vi-movement-mode" => "\x1b",
        "vi-overstrike" => "R",
        "vi-rubout" => "X",
        _ => {
            bindings::FUNCTIONS
                .iter()
                .find(|of| of.name == name)?
                .commands
        }
    };
    (!letters.is_empty()).then_some(Does::Vi(letters))
}

/// What a key that nobody has bound does with a negative count.
pub fn backwards(key: &Event) -> Cmd {
    let is = |keys: &&str| event(&bindings::sequence(keys.as_bytes())).as_ref() == Some(key);
    let mut all = bindings::FUNCTIONS.iter();
    let name = all.find(|of| of.keys.iter().any(is)).map(|of| of.name);
    match name.and_then(function) {
        _ if name == Some("forward-char") => Cmd::Move(Movement::BackwardChar(1)),
        Some(Does::Fixed(command)) => turned(command),
        _ => Cmd::Noop,
    }
}

/// A command of the line editor with a negative count: the other way.
pub fn turned(command: Cmd) -> Cmd {
    let other = |movement| match movement {
        Movement::ForwardWord(count, _, word) => Movement::BackwardWord(count, word),
        Movement::BackwardWord(count, word) => Movement::ForwardWord(count, At::AfterEnd, word),
        Movement::ForwardChar(count) => Movement::BackwardChar(count),
        Movement::BackwardChar(count) => Movement::ForwardChar(count),
        Movement::EndOfLine => Movement::BeginningOfLine,
        Movement::BeginningOfLine => Movement::EndOfLine,
        movement => movement,
    };
    match command {
        Cmd::Move(Movement::BeginningOfLine | Movement::EndOfLine) => command,
        Cmd::Kill(movement) => Cmd::Kill(other(movement)),
        Cmd::Move(movement) => Cmd::Move(other(movement)),
        command => command,
    }
}
