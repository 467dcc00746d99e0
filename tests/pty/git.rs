//! Completion of what git is told: names in a repository, wherever it is.

use crate::terminal::Setup;

const GIT: &str = "#!/bin/sh\n[ \"$1 $2\" = '-C other/' ] && shift 2 && cd other\n[ $1 = ls-files ] && printf 'changed.txt\\0'";

fn setup() -> Setup {
    let log = "0 1 A <a> 1 +0\tWIP on qxfirst\n1 2 A <a> 2 +0\tWIP on qxsecond\n";
    Setup::new()
        .program("git", GIT)
        .file(
            ".gitconfig",
            "[alias]\n\tqxco = checkout\n[user]\n\tqxno = x\n",
        )
        .file(".git/refs/heads/qxhere", "")
        .file("QXfile", "")
        .file("other/.git/refs/heads/qxthere", "")
        .file("other/.git/config", "[remote \"qxremote\"]\n")
        .file("other/.git/logs/refs/stash", log)
        .file("other/changed.txt", "")
        .file("other/same.txt", "")
        .file("other/deep/file", "")
}

#[test]
fn names_are_those_of_the_repository_that_git_is_sent_to() {
    let mut shell = setup().start();
    shell.run("shopt -u autosuggest; alias g='git -C other'");
    shell.lines(&[
        ("git checkout qx\t", "git checkout qxhere"),
        (
            "git -C other checkout qx\t",
            "git -C other checkout qxthere",
        ),
        (
            "git -C other/deep switch qx\t",
            "git -C other/deep switch qxthere",
        ),
        (
            "git -C other/deep -C .. push qx\t",
            "git -C other/deep -C .. push qxremote",
        ),
        (
            "git --git-dir other/.git merge qx\t",
            "git --git-dir other/.git merge qxthere",
        ),
        (
            "git --git-dir=other/.git merge qx\t",
            "git --git-dir=other/.git merge qxthere",
        ),
        (
            "git -c a=b -C ~/other merge qx\t",
            "git -c a=b -C ~/other merge qxthere",
        ),
        ("git -C other add \t", "git -C other add changed.txt"),
        ("git -C other mv sa\t", "git -C other mv same.txt"),
        ("git -C oth\t", "git -C other/"),
        ("g checkout qx\t", "g checkout qxthere"),
    ]);
}

#[test]
fn parts_of_a_range_and_words_of_its_commands() {
    let mut shell = setup().start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("git log main..qx\t", "git log main..qxhere"),
        ("git push origin main:qx\t", "git push origin main:qxhere"),
        ("git remote set-u\t", "git remote set-url"),
        ("git stash po\t", "git stash pop"),
        ("git qxc\t", "git qxco"),
        ("git qxno\t.", "git qxno."),
        ("git qxco qxh\t", "git qxco qxhere"),
    ]);
    shell.keys("git -C other stash pop \t");
    shell.shows("stash@{0}  WIP on qxsecond");
}

#[test]
fn files_of_a_commit_and_those_that_have_changed() {
    let git = "#!/bin/sh\ncase \"$*\" in\n\
        'ls-tree -z --full-tree HEAD:') printf '1 blob 2\\tqx one\\0001 tree 3\\tfolder\\000' ;;\n\
        'ls-tree -z --full-tree HEAD:folder/') printf '1 blob 2\\tinner\\000' ;;\n\
        ls-files*) printf 'changed.txt\\000' ;;\n\
        *' -h') printf '    -q, --quiet  say nothing\\n' ;;\nesac";
    let mut shell = Setup::new()
        .program("git", git)
        .file(".git/refs/heads/qxhere", "")
        .file("QXfile", "")
        .file("changed.txt", "")
        .file("same.txt", "")
        .start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("git show HEAD:qx\t", "git show HEAD:qx\\ one"),
        ("git show HEAD:fol\tin\t", "git show HEAD:folder/inner"),
        ("git checkout -- \t", "git checkout -- changed.txt"),
        ("git diff ch\t", "git diff changed.txt"),
        ("git diff qx\t", "git diff qxhere"),
        ("git diff HEAD sa\t", "git diff HEAD same.txt"),
        ("git switch \t", "git switch qxhere"),
        ("git rebase -i HEAD~\t.", "git rebase -i HEAD~."),
        // git's own help does not tell of these.
        ("git log --onel\t.", "git log --oneline ."),
        ("git log --max\t3", "git log --max-count=3"),
        ("git diff --cach\t.", "git diff --cached ."),
    ]);
    shell.keys("git diff \t");
    shell.shows("changed.txt\r\nHEAD");
}

#[test]
fn what_is_deleted_and_what_is_set_is_of_its_kind() {
    let settings =
        "#!/bin/sh\n[ \"$1 $2\" = 'help --config' ] && printf 'branch.<name>.qx\\nuser.qxname\\n'";
    let mut shell = setup()
        .program("git", settings)
        .file(".git/HEAD", "ref: refs/heads/qxhere\n")
        .file(".git/refs/tags/qxtag", "")
        .start();
    shell.run("shopt -u autosuggest");
    shell.lines(&[
        ("git branch -D \t", "git branch -D qxhere"),
        ("git branch -d qx\t", "git branch -d qxhere"),
        ("git tag -d qx\t", "git tag -d qxtag"),
        (
            "git config --global user.\t",
            "git config --global user.qxname",
        ),
    ]);
}
