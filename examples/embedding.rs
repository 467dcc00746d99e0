//! The shell language inside a program: variables, functions, captured output, builtins of its own, two at a time.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::cell::RefCell;
use std::error::Error;
use std::rc::Rc;
use tine::shell::Shell;

fn main() -> Result<(), Box<dyn Error>> {
    // What a user has written, with what the program knows.
    let mut shell = Shell::new();
    shell.set_var("release", "1.2")?;
    shell.eval("archive() { echo \"$1-$release.tar\"; }")?;
    let output = shell.capture("for name in tine fork; do archive $name; done | sort")?;
    print!("{}", String::from_utf8(output.stdout)?);

    // A builtin that is a closure, and keeps what it is told.
    let log = Rc::new(RefCell::new(Vec::new()));
    let kept = Rc::clone(&log);
    shell.define("note", move |call| {
        let words: Vec<&[u8]> = call.args().collect();
        kept.borrow_mut().push(words.join(&b' '));
        i32::from(words.is_empty())
    });
    let status = shell.eval("note all well && note; exit $?")?;
    println!("status {:?}, {} notes", status.code(), log.borrow().len());

    // Text through a filter, without a file and without a thread.
    let output = shell.filter("while read -r a b; do echo $((a * b)); done", "2 3\n4 5\n")?;
    println!("{:?}", String::from_utf8(output.stdout)?);

    // Another one knows nothing of the first, and neither moves the host.
    let mut other = Shell::new();
    let before = std::env::current_dir()?;
    shell.eval("cd /; umask 077; set -u")?;
    other.eval("cd /tmp")?;
    for shell in [&mut shell, &mut other] {
        let output = shell.capture("echo \"$PWD ${release-unset}\"")?;
        print!("{}", String::from_utf8(output.stdout)?);
    }
    println!("host unmoved: {}", std::env::current_dir()? == before);

    // Errors are the script's own: told on its standard error, and by its status.
    let output = shell.capture("echo $unset")?;
    println!(
        "failed: {}, said why: {}",
        !output.status.success(),
        !output.stderr.is_empty()
    );
    Ok(())
}
