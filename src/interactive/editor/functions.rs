//! The functions that `bind` knows by name: commands of the line editor, and our own actions.

use super::keys::{Action, Does};
use super::{actions, handy, words};
use rustyline::{Anchor, At, Cmd, Movement, Word};

/// Functions whose usual keys mean nothing to the line editor.
pub const ADDED: &[&str] = &[
    "call-last-kbd-macro",
    "capitalize-word",
    "character-search",
    "character-search-backward",
    "complete-command",
    "complete-filename",
    "complete-hostname",
    "complete-username",
    "complete-variable",
    "delete-horizontal-space",
    "downcase-word",
    "edit-and-execute-command",
    "end-kbd-macro",
    "exchange-point-and-mark",
    "glob-complete-word",
    "glob-expand-word",
    "glob-list-expansions",
    "history-expand-line",
    "insert-comment",
    "insert-completions",
    "insert-last-argument",
    "insert-newline",
    "kill-word",
    "nextd-or-forward-word",
    "operate-and-get-next",
    "paginate",
    "possible-completions",
    "prevd-or-backward-word",
    "revert-line",
    "run-help",
    "set-mark",
    "shell-backward-word",
    "shell-expand-line",
    "shell-forward-word",
    "shell-kill-word",
    "start-kbd-macro",
    "sudo-command",
    "tilde-expand",
    "undo",
    "upcase-word",
    "what-is",
    "yank-nth-arg",
];

/// What a function does. `None`: it is only known by name.
pub fn function(name: &str) -> Option<Does> {
    use Movement as M;
    let word = |word| M::ForwardWord(1, At::AfterEnd, word);
    let fixed = match name {
        "abort" => Cmd::Abort,
        "accept-line" => Cmd::AcceptLine,
        "backward-char" => Cmd::Move(M::BackwardChar(1)),
        "backward-delete-char" => Cmd::Kill(M::BackwardChar(1)),
        "backward-kill-line" | "unix-line-discard" => Cmd::Kill(M::BeginningOfLine),
        "backward-kill-word" => Cmd::Kill(M::BackwardWord(1, Word::Emacs)),
        "backward-word" => Cmd::Move(M::BackwardWord(1, Word::Emacs)),
        "beginning-of-history" => Cmd::BeginningOfHistory,
        "beginning-of-line" => Cmd::Move(M::BeginningOfLine),
        "clear-screen" | "clear-display" => Cmd::ClearScreen,
        "complete"
        | "complete-command"
        | "complete-hostname"
        | "complete-username"
        | "complete-variable"
        | "glob-complete-word"
        | "glob-list-expansions"
        | "menu-complete"
        | "possible-completions" => Cmd::Complete,
        "delete-char" | "delete-char-or-list" => Cmd::Kill(M::ForwardChar(1)),
        "end-of-history" => Cmd::EndOfHistory,
        "forward-search-history" => Cmd::ForwardSearchHistory,
        "kill-line" => Cmd::Kill(M::EndOfLine),
        "kill-whole-line" => Cmd::Kill(M::WholeBuffer),
        "kill-word" => Cmd::Kill(word(Word::Emacs)),
        "quoted-insert" => Cmd::QuotedInsert,
        "redraw-current-line" => Cmd::Repaint,
        "reverse-search-history" => Cmd::ReverseSearchHistory,
        "shell-backward-word" => Cmd::Move(M::BackwardWord(1, Word::Big)),
        "shell-forward-word" => Cmd::Move(word(Word::Big)),
        "shell-kill-word" => Cmd::Kill(word(Word::Big)),
        "transpose-chars" => Cmd::TransposeChars,
        "transpose-words" => Cmd::TransposeWords(1),
        "unix-filename-rubout" => Cmd::Kill(M::BackwardWord(1, Word::Vi)),
        "unix-word-rubout" => Cmd::Kill(M::BackwardWord(1, Word::Big)),
        "yank" => Cmd::Yank(1, Anchor::Before),
        "yank-pop" => Cmd::YankPop,
        _ => return own(name).map(Does::Own),
    };
    Some(Does::Fixed(fixed))
}

fn own(name: &str) -> Option<Action> {
    Some(match name {
        "call-last-kbd-macro" => actions::call_macro,
        "capitalize-word" => words::capitalize,
        "character-search" => words::find_forward,
        "character-search-backward" => words::find_backward,
        "complete-filename" => actions::redo,
        "delete-horizontal-space" => actions::horizontal_space,
        "downcase-word" => handy::downcase_or_list,
        "edit-and-execute-command" => actions::open_editor,
        "end-kbd-macro" => actions::end_macro,
        "end-of-line" => actions::line_end_always,
        "exchange-point-and-mark" => actions::exchange,
        "forward-char" => actions::forward_always,
        "forward-word" => actions::word_right_always,
        "history-and-alias-expand-line" | "history-expand-line" => actions::expand_history,
        "history-search-backward" | "history-substring-search-backward" => actions::search_back,
        "history-search-forward" | "history-substring-search-forward" => actions::search_forward,
        "insert-comment" => actions::comment,
        "glob-expand-word" | "insert-completions" => actions::insert_all,
        "insert-newline" => handy::newline,
        "insert-last-argument" | "yank-last-arg" => words::last_word,
        "kill-region" => actions::kill_region,
        "magic-space" => actions::magic_space,
        "menu-complete-backward" => actions::back_always,
        "next-history" => actions::down,
        "nextd-or-forward-word" => handy::next_directory,
        "operate-and-get-next" => actions::operate_and_next,
        "paginate" => handy::page,
        "prevd-or-backward-word" => handy::previous_directory,
        "previous-history" => actions::up,
        "revert-line" => actions::revert,
        "run-help" => handy::manual,
        "set-mark" => actions::set_mark,
        "shell-expand-line" => actions::expand_shell,
        "start-kbd-macro" => actions::start_macro,
        "sudo-command" => actions::sudo,
        "tilde-expand" => actions::expand_tilde,
        "undo" => actions::undo,
        "upcase-word" => words::upcase,
        "what-is" => handy::what_is,
        "yank-nth-arg" => words::first_word,
        _ => return None,
    })
}
