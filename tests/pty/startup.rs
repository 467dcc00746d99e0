//! Start-up files.

use crate::terminal::{Setup, Shell, contains};

#[test]
fn interactive_shells_read_their_files() {
    let mut shell = Setup::new()
        .file("env", "from=env\n")
        .file(".config/tine/rc.sh", "rc=$from,rc\n")
        .file(".config/tine/conf.d/a.sh", "part=a\n")
        .file(".config/tine/conf.d/b.txt", "part=b\n")
        .variable("ENV", "$HOME/env")
        .start();
    assert_eq!(shell.run("echo $from $rc $part"), "env env,rc a\n");
}

#[test]
fn an_error_in_a_profile_costs_the_profile_only() {
    let mut shell = Setup::new()
        .arguments("--login")
        .file(".profile", "before=1\nfi\nafter=1\n")
        .start();
    assert_eq!(shell.run("echo $before$after"), "1\n");
}

#[test]
fn without_start_up_files_or_with_another() {
    let setup = || {
        Setup::new()
            .file(".config/tine/rc.sh", "rc=own\n")
            .file("other", "rc=other\n")
    };
    let mut shell = setup().arguments("--norc").start();
    assert_eq!(shell.run("echo .$rc"), ".\n");
    // One hyphen does, as in bash: programs that start it with a file of their own write it so.
    for arguments in ["--rcfile other", "-rcfile other", "-init-file other"] {
        let mut shell = setup().arguments(arguments).start();
        assert_eq!(shell.run("echo .$rc"), ".other\n");
    }
}

#[test]
fn an_editor_for_who_wants_one() {
    let edits = |shell: &mut Shell, number: u32| {
        let from = shell.raw.len();
        shell.keys(&format!("echo $(({number}+1))\r"));
        let answer = format!("{}\r\n", number + 1);
        shell.until(&answer, |shell| {
            contains(&shell.raw[from..], answer.as_bytes())
        });
        contains(&shell.raw[from..], b"\x1b[32mecho")
    };
    let mut shell = Shell::new();
    let named = shell.run("case :$SHELLOPTS: in *:emacs:*) echo yes; esac");
    assert_eq!(named, "yes\n");
    assert!(edits(&mut shell, 10));
    shell.keys("set +o emacs\r");
    assert!(!edits(&mut shell, 20));
    shell.keys("set -o vi\r");
    assert!(edits(&mut shell, 30));
    shell.keys("set +o vi\r");
    assert!(!edits(&mut shell, 40));
    let mut shell = Setup::new().arguments("--noediting").launch();
    assert!(!edits(&mut shell, 50));
    shell.keys("set -o emacs\r");
    assert!(edits(&mut shell, 60));
}

#[test]
fn a_login_shell_is_left_by_logout() {
    let mut shell = Setup::new().arguments("--login").start();
    shell.keys("logout 4\r");
    assert_eq!(shell.ends().code(), Some(4));
    let mut shell = Setup::new().start();
    assert!(shell.run("logout").contains("no login shell"));
}

#[test]
fn who_types_nothing_is_logged_out() {
    let mut shell = Shell::new();
    shell.run("trap 'echo END=$((1+1))' EXIT; false");
    shell.keys("TMOUT=1\r");
    shell.shows("timed out waiting for input: auto-logout");
    shell.shows("END=2");
    shell.ends();
    // A command may take longer; and 0 is no limit.
    let mut shell = Shell::new();
    shell.run("TMOUT=1; sleep 2; TMOUT=0");
    assert_eq!(shell.run("sleep 1.1; echo alive"), "alive\n");
    assert!(shell.run("trap").is_empty());
}

#[test]
fn a_directory_is_a_command() {
    let mut shell = Setup::new().file("some dir/inner/x", "").start();
    assert_eq!(shell.run("some\\ dir; pwd | sed 's|.*/||'"), "some dir\n");
    assert_eq!(shell.run("./inner && pwd | sed 's|.*/||'"), "inner\n");
    assert_eq!(shell.run("if ~; then pwd -P; fi"), shell.run("cd; pwd -P"));
    assert_eq!(
        shell.run("d='some dir'; \"$d\"; pwd | sed 's|.*/||'; cd"),
        "some dir\n"
    );
    shell.run("shopt -u autocd; some\\ dir");
    shell.shows("command not found");
}

#[test]
fn names_are_corrected_for_cd() {
    let mut shell = Setup::new().file("projects/src/x", "").start();
    shell.run("shopt -s cdspell");
    assert_eq!(
        shell.run("cd porjects/sr && pwd | sed 's|.*/||'"),
        "porjects/sr\n".replace("porjects/sr", "projects/src") + "src\n"
    );
    shell.run("cd; shopt -u cdspell");
    assert!(!shell.run("cd porjects; echo $?").starts_with('0'));
}

#[test]
fn running_jobs_are_a_reason_to_stay() {
    let mut shell = Shell::new();
    shell.run("shopt -s checkjobs; sleep 100 &");
    assert!(shell.run("exit").contains("running jobs"));
    assert_eq!(shell.run("echo here"), "here\n");
    shell.run("exit");
    shell.keys("exit 3\r");
    assert_eq!(shell.ends().code(), Some(3));
    for process in shell.processes("sleep") {
        tine::signal::kill(process.0, tine::signal::Signal::KILL).unwrap();
    }
}

#[test]
fn jobs_are_told_or_not_when_a_login_shell_leaves() {
    let mut shell = Setup::new().arguments("--login").start();
    shell.run("shopt -s huponexit; sleep 100 &");
    shell.keys("exit\r");
    shell.ends();
    shell.gone("sleep");
    let mut shell = Setup::new().arguments("--login").start();
    shell.run("sleep 100 &");
    shell.keys("exit\r");
    shell.ends();
    let left = shell.processes("sleep");
    assert_eq!(left.len(), 1);
    tine::signal::kill(left[0].0, tine::signal::Signal::KILL).unwrap();
}

#[test]
fn what_start_up_files_of_bash_switch_on() {
    let mut shell = Setup::new()
        .file(
            ".config/tine/rc.sh",
            "shopt -s histappend checkwinsize cmdhist lithist globstar cdspell dirspell autocd direxpand histverify && ok=yes\n",
        )
        .start();
    assert_eq!(shell.run("echo .$ok"), ".yes\n");
}

#[test]
fn a_start_up_file_can_be_returned_from() {
    let text = "one=1\ncase $- in *i*) return;; esac\none=2\n";
    let mut shell = Setup::new()
        .arguments("--login")
        .file(".profile", "login=1\n[ -n \"$HOME\" ] && return\nlogin=2\n")
        .file(
            ".config/tine/conf.d/a.sh",
            "a=${BASH_SOURCE##*/}; return 3\n",
        )
        .file(".config/tine/rc.sh", text)
        .start();
    assert_eq!(shell.run("echo $login $a $one"), "1 a.sh 1\n");
    assert!(shell.run("return").contains("not in a function"));
}

#[test]
fn the_history_begins_with_that_of_bash() {
    let bash = "#1700000000\necho from=bash\n#1700000001\necho plain\n";
    let mut shell = Setup::new().file(".bash_history", bash).start();
    assert_eq!(shell.run("fc -ln"), "\techo from=bash\n\techo plain\n");
    // Once is enough.
    let home = std::rc::Rc::clone(&shell.home);
    drop(shell);
    let mut shell = Setup::in_home(home).start();
    let listed = shell.run("history");
    assert_eq!(listed.matches("from=bash").count(), 1, "{listed}");
}

#[test]
fn a_home_that_is_missing_is_not_made() {
    let mut shell = Setup::new().start();
    let none = shell.path().join("none");
    let tine = env!("CARGO_BIN_EXE_tine");
    shell.run(&format!("HOME={} {tine} -i", none.display()));
    shell.run("true");
    let inner = shell.run("echo $HOME; fc -ln -1");
    assert!(
        inner.contains("/none\n") && inner.contains("true"),
        "{inner}"
    );
    assert!(!none.exists());
}
