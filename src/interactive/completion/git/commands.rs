//! The commands of git, and the words that some of them take.

/// Its commands.
pub const COMMANDS: &[(&str, &str)] = &[
    ("add", "put files into the index"),
    ("am", "apply patches from mails"),
    ("apply", "apply a patch"),
    ("archive", "make an archive of a tree"),
    ("bisect", "search for the commit that brought a bug"),
    ("blame", "who changed each line last"),
    ("branch", "list, make or delete branches"),
    ("checkout", "switch branches or restore files"),
    ("cherry-pick", "apply existing commits"),
    ("clean", "remove untracked files"),
    ("clone", "copy a repository"),
    ("commit", "record changes"),
    ("config", "read or set options"),
    ("describe", "name a commit after a tag"),
    ("diff", "show changes"),
    ("fetch", "get objects and refs from elsewhere"),
    ("format-patch", "make patches for mail"),
    ("gc", "tidy the repository"),
    ("grep", "search in tracked files"),
    ("init", "make a repository"),
    ("log", "show commits"),
    ("ls-files", "list tracked files"),
    ("ls-tree", "list a tree"),
    ("merge", "join histories"),
    ("mv", "move or rename a file"),
    ("notes", "add notes to objects"),
    ("pull", "fetch and join"),
    ("push", "send refs and objects elsewhere"),
    ("range-diff", "compare two ranges of commits"),
    ("rebase", "apply commits on top of another base"),
    ("reflog", "where refs have been"),
    ("remote", "manage other repositories"),
    ("reset", "set HEAD to another state"),
    ("restore", "restore files"),
    ("revert", "undo commits by new ones"),
    ("rev-parse", "turn names into object ids"),
    ("rm", "remove files"),
    ("shortlog", "summarize log output"),
    ("show", "show objects"),
    ("stash", "put changes aside"),
    ("status", "show the state of the working tree"),
    ("submodule", "manage submodules"),
    ("switch", "switch branches"),
    ("tag", "list, make or delete tags"),
    ("worktree", "manage several working trees"),
];

/// What some of its options may be set to.
pub const VALUES: &[(&[&str], &str)] = &[
    (
        &["--pretty", "--format"],
        "oneline short medium full fuller reference email raw format: tformat:",
    ),
    (&["--color", "--color-words"], "always never auto"),
    (&["--decorate"], "short full auto no"),
    (
        &["--date"],
        "relative local iso iso-strict rfc short raw human unix default format:",
    ),
    (&["--diff-algorithm"], "patience minimal histogram myers"),
    (&["--cleanup"], "strip whitespace verbatim scissors default"),
    (&["--untracked-files"], "no normal all"),
    (
        &["--strategy"],
        "ort recursive resolve octopus ours subtree",
    ),
    (&["--recurse-submodules"], "check on-demand only no yes"),
    (&["--conflict"], "merge diff3 zdiff3"),
    (&["--rebase"], "false true merges interactive"),
];

/// The commands of some of its commands.
pub const SUBCOMMANDS: &[(&str, &str)] = &[
    (
        "bisect",
        "start bad good new old terms skip reset visualize replay log run",
    ),
    ("bundle", "create verify list-heads unbundle"),
    ("maintenance", "run start stop register unregister"),
    (
        "notes",
        "add append copy edit get-ref list merge prune remove show",
    ),
    ("reflog", "show expire delete exists"),
    (
        "remote",
        "add get-url prune remove rename set-branches set-head set-url show update",
    ),
    (
        "sparse-checkout",
        "add check-rules disable init list reapply set",
    ),
    (
        "stash",
        "apply branch clear create drop list pop push show store",
    ),
    (
        "submodule",
        "absorbgitdirs add deinit foreach init set-branch set-url status summary sync update",
    ),
    ("worktree", "add list lock move prune remove repair unlock"),
];

/// A name and what it means.
type Told = (&'static str, &'static str);

/// Options that the help of these commands leaves to the manual.
pub const UNTOLD: &[(&[&str], &[Told])] = &[
    (
        &["log", "show", "reflog"],
        &[
            ("--oneline", "a line for each commit"),
            ("--graph", "draw the history beside the commits"),
            ("--pretty=", "how a commit is shown"),
            ("--format=", "how a commit is shown"),
            ("--date=", "how dates are shown"),
            ("--abbrev-commit", "shorten the names of commits"),
            ("--decorate", "show branches and tags"),
            ("--show-signature", "check signatures"),
        ],
    ),
    (
        &["log", "shortlog"],
        &[
            ("--all", "from all branches and tags"),
            ("--branches", "from all branches"),
            ("--tags", "from all tags"),
            ("--remotes", "from all remote branches"),
            ("--max-count=", "no more commits than this"),
            ("--skip=", "without so many commits"),
            ("--since=", "commits after a date"),
            ("--until=", "commits before a date"),
            ("--author=", "commits of an author"),
            ("--committer=", "commits of a committer"),
            ("--grep=", "commits with this in their message"),
            ("--merges", "merges only"),
            ("--no-merges", "no merges"),
            ("--first-parent", "follow the first parent of merges"),
            ("--reverse", "the oldest first"),
            ("--topo-order", "no parent before its children"),
            ("--follow", "a file under its earlier names too"),
            ("--left-right", "say on which side a commit is"),
            ("--cherry-pick", "without commits that both sides have"),
        ],
    ),
    (
        &["log", "show", "diff", "format-patch"],
        &[
            ("--patch", "show the changes"),
            ("--no-patch", "do not show the changes"),
            ("--stat", "how much was changed in each file"),
            ("--shortstat", "how much was changed"),
            ("--numstat", "how much was changed, for programs"),
            ("--name-only", "the names of changed files"),
            ("--name-status", "their names, and how they were changed"),
            ("--summary", "files that were made, renamed or removed"),
            ("--word-diff", "changes word by word"),
            ("--color-words", "changes word by word, in colours"),
            ("--unified=", "so many lines round a change"),
            ("--ignore-all-space", "blanks make no difference"),
            (
                "--ignore-space-change",
                "more or fewer blanks make no difference",
            ),
            ("--ignore-blank-lines", "empty lines make no difference"),
            ("--find-renames", "look for renamed files"),
            ("--diff-filter=", "files changed in these ways"),
            ("--diff-algorithm=", "how changes are found"),
            ("--function-context", "all of a changed function"),
            ("--relative", "files below this directory"),
            ("--exit-code", "status 1 if there are changes"),
        ],
    ),
    (
        &["diff"],
        &[
            ("--cached", "what the next commit changes"),
            ("--staged", "what the next commit changes"),
            ("--merge-base", "since the histories parted"),
            ("--no-index", "two files outside of the repository"),
        ],
    ),
];
