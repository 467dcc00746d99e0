//! Start-up files.

use crate::terminal::Setup;

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
    let mut shell = setup().arguments("--rcfile other").start();
    assert_eq!(shell.run("echo .$rc"), ".other\n");
}

#[test]
fn a_login_shell_is_left_by_logout() {
    let mut shell = Setup::new().arguments("--login").start();
    shell.keys("logout 4\r");
    assert_eq!(shell.ends().code(), Some(4));
    let mut shell = Setup::new().start();
    assert!(shell.run("logout").contains("no login shell"));
}
