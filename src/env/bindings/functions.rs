//! The functions of the line editor: their names, and the keys that call them until the user binds others. What they do
//! is known above, in the editor.

use super::keymap::Keymap;
use super::sequence::sequence;

/// A function.
pub struct Function {
    /// Its readline name.
    pub name: &'static str,
    /// The keys that call it while the line is edited as in emacs, or while vi puts text in.
    pub keys: &'static [&'static str],
    /// Characters that call it as commands of vi.
    pub commands: &'static str,
}

impl Function {
    /// The keys that call it in a keymap.
    pub fn usual_keys(&self, keymap: Keymap) -> Vec<Vec<u8>> {
        let keys = self.keys.iter().map(|keys| sequence(keys.as_bytes()));
        if keymap != Keymap::ViCommand {
            return keys.collect();
        }
        // What no command of vi is does there what it does elsewhere.
        let control = |keys: &Vec<u8>| keys.first().is_some_and(u8::is_ascii_control);
        let alone = |keys: &Vec<u8>| keys.len() == 1 || keys.starts_with(b"\x1b[");
        let commands = self.commands.bytes().map(|command| vec![command]);
        commands
            .chain(keys.filter(|keys| control(keys) && alone(keys)))
            .collect()
    }
}

const fn function(
    name: &'static str,
    keys: &'static [&'static str],
    commands: &'static str,
) -> Function {
    Function {
        name,
        keys,
        commands,
    }
}

/// All of them, sorted.
pub const FUNCTIONS: &[Function] = &[
    function("abort", &["\\C-g", "\\C-x\\C-g", "\\e\\C-g"], ""),
    function("accept-line", &["\\C-j", "\\C-m"], ""),
    function("alias-expand-line", &[], ""),
    function("arrow-key-prefix", &[], ""),
    function("backward-byte", &[], ""),
    function("backward-char", &["\\C-b", "\\e[D"], "h"),
    function("backward-delete-char", &["\\C-h", "\\C-?"], ""),
    function("backward-kill-line", &["\\C-x\\C-?"], ""),
    function("backward-kill-word", &["\\e\\C-?"], ""),
    function("backward-word", &["\\eb", "\\e[1;5D"], ""),
    function("beginning-of-history", &["\\e<"], ""),
    function("beginning-of-line", &["\\C-a", "\\e[H", "\\e[1;5H"], "0"),
    function("bracketed-paste-begin", &[], ""),
    function("call-last-kbd-macro", &["\\C-xe"], ""),
    function("capitalize-word", &["\\ec"], ""),
    function("character-search", &["\\C-]"], ""),
    function("character-search-backward", &["\\e\\C-]"], ""),
    function("clear-display", &["\\e\\C-l"], ""),
    function("clear-screen", &["\\C-l"], ""),
    function("complete", &["\\C-i"], ""),
    function("complete-command", &["\\e!"], ""),
    function("complete-filename", &["\\e/"], ""),
    function("complete-hostname", &["\\e@"], ""),
    function("complete-into-braces", &["\\e{"], ""),
    function("complete-username", &["\\e~"], ""),
    function("complete-variable", &["\\e$"], ""),
    function("copy-backward-word", &[], ""),
    function("copy-forward-word", &[], ""),
    function("copy-region-as-kill", &[], ""),
    function("dabbrev-expand", &[], ""),
    function("delete-char", &["\\C-d", "\\e[3~"], ""),
    function("delete-char-or-list", &[], ""),
    function("delete-horizontal-space", &["\\e\\\\"], ""),
    function(
        "digit-argument",
        &[
            "\\e-", "\\e0", "\\e1", "\\e2", "\\e3", "\\e4", "\\e5", "\\e6", "\\e7", "\\e8", "\\e9",
        ],
        "",
    ),
    function("display-shell-version", &["\\C-x\\C-v"], ""),
    function("do-lowercase-version", &[], ""),
    function("downcase-word", &["\\el"], ""),
    function("dump-functions", &[], ""),
    function("dump-macros", &[], ""),
    function("dump-variables", &[], ""),
    function("dynamic-complete-history", &["\\e\\C-i"], ""),
    function("edit-and-execute-command", &["\\C-x\\C-e"], ""),
    function("edit-command-line", &["\\ee", "\\ev"], ""),
    function("emacs-editing-mode", &[], ""),
    function("end-kbd-macro", &["\\C-x)"], ""),
    function("end-of-history", &["\\e>"], ""),
    function("end-of-line", &["\\C-e", "\\e[F", "\\e[1;5F"], "$"),
    function("exchange-point-and-mark", &["\\C-x\\C-x"], ""),
    function("fetch-history", &[], ""),
    function("forward-backward-delete-char", &[], ""),
    function("forward-byte", &[], ""),
    function("forward-char", &["\\C-f", "\\e[C"], "l "),
    function("forward-search-history", &["\\C-s"], ""),
    function("forward-word", &["\\ef", "\\e[1;5C"], ""),
    function("glob-complete-word", &["\\eg"], ""),
    function("glob-expand-word", &["\\C-x*"], ""),
    function("glob-list-expansions", &["\\C-xg"], ""),
    function("history-and-alias-expand-line", &[], ""),
    function("history-expand-line", &["\\e^"], ""),
    function("history-search-backward", &["\\e[5~"], ""),
    function("history-search-forward", &["\\e[6~"], ""),
    function("history-substring-search-backward", &[], ""),
    function("history-substring-search-forward", &[], ""),
    function("insert-comment", &["\\e#"], "#"),
    function("insert-completions", &["\\e*"], ""),
    function("insert-last-argument", &["\\e.", "\\e_"], ""),
    function("insert-newline", &["\\e\\C-m", "\\e\\C-j"], ""),
    function("kill-line", &["\\C-k"], ""),
    function("kill-region", &[], ""),
    function("kill-whole-line", &[], ""),
    function("kill-word", &["\\ed", "\\e[3;5~", "\\e[3;3~"], ""),
    function("magic-space", &[], ""),
    function("menu-complete", &[], ""),
    function("menu-complete-backward", &["\\e[Z"], ""),
    function("next-history", &["\\C-n", "\\e[B"], "j+"),
    function("next-screen-line", &[], ""),
    function("nextd-or-forward-word", &["\\e[1;3C"], ""),
    function("non-incremental-forward-search-history", &["\\en"], ""),
    function("non-incremental-forward-search-history-again", &[], ""),
    function("non-incremental-reverse-search-history", &["\\ep"], ""),
    function("non-incremental-reverse-search-history-again", &[], ""),
    function("old-menu-complete", &[], ""),
    function("operate-and-get-next", &["\\C-o"], ""),
    function("overwrite-mode", &["\\e[2~"], ""),
    function("paginate", &["\\eP"], ""),
    function("possible-command-completions", &["\\C-x!"], ""),
    function("possible-completions", &["\\e?", "\\e="], ""),
    function("possible-filename-completions", &["\\C-x/"], ""),
    function("possible-hostname-completions", &["\\C-x@"], ""),
    function("possible-username-completions", &["\\C-x~"], ""),
    function("possible-variable-completions", &["\\C-x$"], ""),
    function("prevd-or-backward-word", &["\\e[1;3D"], ""),
    function("previous-history", &["\\C-p", "\\e[A"], "k-"),
    function("previous-screen-line", &[], ""),
    function("print-last-kbd-macro", &[], ""),
    function("quoted-insert", &["\\C-q", "\\C-v"], ""),
    function("re-read-init-file", &["\\C-x\\C-r"], ""),
    function("redraw-current-line", &[], ""),
    function("reverse-search-history", &["\\C-r"], ""),
    function("revert-line", &["\\er", "\\e\\C-r"], ""),
    function("run-help", &["\\eh"], ""),
    function("self-insert", &[], ""),
    function("set-mark", &["\\C-@", "\\e "], ""),
    function("shell-backward-kill-word", &[], ""),
    function("shell-backward-word", &["\\e\\C-b"], ""),
    function("shell-expand-line", &["\\e\\C-e"], ""),
    function("shell-forward-word", &["\\e\\C-f"], ""),
    function("shell-kill-word", &["\\e\\C-d"], ""),
    function("shell-transpose-words", &["\\e\\C-t"], ""),
    function("skip-csi-sequence", &[], ""),
    function("spell-correct-word", &["\\C-xs"], ""),
    function("start-kbd-macro", &["\\C-x("], ""),
    function("sudo-command", &["\\es"], ""),
    function("tab-insert", &[], ""),
    function("tilde-expand", &["\\e&"], ""),
    function("transpose-chars", &["\\C-t"], ""),
    function("transpose-words", &["\\et"], ""),
    function("tty-status", &[], ""),
    function("undo", &["\\C-x\\C-u", "\\C-_"], ""),
    function("universal-argument", &[], ""),
    function("unix-filename-rubout", &[], ""),
    function("unix-line-discard", &["\\C-u"], ""),
    function("unix-word-rubout", &["\\C-w"], ""),
    function("upcase-word", &["\\eu"], ""),
    function("vi-append-eol", &[], "A"),
    function("vi-append-mode", &[], "a"),
    function("vi-arg-digit", &[], "123456789"),
    function("vi-bWord", &[], ""),
    function("vi-back-to-indent", &[], ""),
    function("vi-backward-bigword", &[], ""),
    function("vi-backward-word", &[], ""),
    function("vi-bword", &[], ""),
    function("vi-change-case", &[], "~"),
    function("vi-change-char", &[], "r"),
    function("vi-change-to", &[], "cC"),
    function("vi-char-search", &[], "fFtT;,"),
    function("vi-column", &[], "|"),
    function("vi-complete", &[], "\\*="),
    function("vi-delete", &[], "xX"),
    function("vi-delete-to", &[], "dD"),
    function("vi-eWord", &[], ""),
    function("vi-edit-and-execute-command", &[], "v"),
    function("vi-editing-mode", &[], ""),
    function("vi-end-bigword", &[], ""),
    function("vi-end-word", &[], "eE"),
    function("vi-eof-maybe", &[], ""),
    function("vi-eword", &[], ""),
    function("vi-fWord", &[], ""),
    function("vi-fetch-history", &[], "G"),
    function("vi-first-print", &[], "^"),
    function("vi-forward-bigword", &[], ""),
    function("vi-forward-word", &[], ""),
    function("vi-fword", &[], ""),
    function("vi-goto-mark", &[], "`"),
    function("vi-insert-beg", &[], "I"),
    function("vi-insertion-mode", &[], "i"),
    function("vi-match", &[], "%"),
    function("vi-movement-mode", &[], ""),
    function("vi-next-word", &[], "wW"),
    function("vi-overstrike", &[], ""),
    function("vi-overstrike-delete", &[], ""),
    function("vi-prev-word", &[], "bB"),
    function("vi-put", &[], "pP"),
    function("vi-redo", &[], "."),
    function("vi-replace", &[], "R"),
    function("vi-rubout", &[], ""),
    function("vi-search", &[], "/?"),
    function("vi-search-again", &[], "nN"),
    function("vi-set-mark", &[], "m"),
    function("vi-subst", &[], "sS"),
    function("vi-tilde-expand", &[], "&"),
    function("vi-undo", &[], "uU"),
    function("vi-unix-word-rubout", &[], ""),
    function("vi-yank-arg", &[], "_"),
    function("vi-yank-pop", &[], ""),
    function("vi-yank-to", &[], "yY"),
    function("what-is", &["\\ew"], ""),
    function("yank", &["\\C-y"], ""),
    function("yank-last-arg", &[], ""),
    function("yank-nth-arg", &["\\e\\C-y"], ""),
    function("yank-pop", &["\\ey"], ""),
];

/// The name of the function of this name, whatever the case of its letters.
pub fn named(name: &[u8]) -> Option<&'static str> {
    let exactly = FUNCTIONS.iter().find(|known| known.name.as_bytes() == name);
    let mut all = FUNCTIONS.iter();
    let found =
        exactly.or_else(|| all.find(|known| known.name.as_bytes().eq_ignore_ascii_case(name)))?;
    Some(found.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(FUNCTIONS.is_sorted_by_key(|function| function.name));
        assert_eq!(named(b"Yank-Pop"), Some("yank-pop"));
        assert_eq!(named(b"vi-fWord"), Some("vi-fWord"));
        assert_eq!(named(b"vi-fword"), Some("vi-fword"));
        assert_eq!(named(b"nosuch"), None);
    }
}
