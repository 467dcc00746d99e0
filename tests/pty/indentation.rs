//! Lines of a command that begin with blanks.

use crate::terminal::Shell;

#[test]
fn a_tab_at_the_beginning_of_a_further_line_is_one() {
    let mut shell = Shell::new();
    shell.keys("cat <<-E; if true; then\r\tbody\r\tE\r");
    shell.keys("\t\techo deep\r\tfi");
    assert_eq!(shell.enter(), "body\ndeep\n");
    // In a recalled command as well.
    shell.keys("\x1b[A\x1b[D\x1b[D\t");
    assert_eq!(shell.enter(), "body\ndeep\n");
}

#[test]
fn case_is_indented() {
    let mut shell = Shell::new();
    let step = "    ";
    let lines = [
        ("case b in", 1),
        ("a)", 2),
        ("echo no", 2),
        (";;", 1),
        ("b) if true; then", 3),
        ("echo yes", 3),
        ("fi;;", 1),
    ];
    for (line, depth) in lines {
        shell.keys(&format!("{line}\r"));
        let drawn = format!("{line}\n> {}", step.repeat(depth));
        shell.until(&drawn, |shell| shell.screen().ends_with(&drawn));
    }
    assert_eq!(shell.run("esac"), "yes\n");
    shell.keys("\x1b[A");
    shell.until("the command", |shell| {
        shell.line().ends_with("\n        fi;;\nesac")
    });
    shell.keys("\x03");
    shell.prompt();
    for (line, depth) in [("{", 1), ("case b in", 2), ("b)", 3), ("echo also", 3)] {
        shell.keys(&format!("{line}\r"));
        let drawn = format!("{line}\n> {}", step.repeat(depth));
        shell.until(&drawn, |shell| shell.screen().ends_with(&drawn));
    }
    shell.keys("esac\r");
    shell.until("esac", |shell| {
        let drawn = format!("> {step}esac\n> {step}");
        shell.screen().ends_with(&drawn)
    });
    assert_eq!(shell.run("}"), "also\n");
}

#[test]
fn blanks_alone_are_no_text() {
    let mut shell = Shell::new();
    let line = |shell: &mut Shell, keys: &str, drawn: &str| {
        shell.keys(keys);
        shell.until(drawn, |shell| shell.screen().ends_with(drawn));
    };
    line(&mut shell, "if true; then\r", "then\n>     ");
    line(&mut shell, "{\r", "{\n>         ");
    // A step back, and two, and none from the beginning of the line.
    line(&mut shell, "\x7fecho one\r", "echo one\n>         ");
    line(&mut shell, "\x08\x7f\x7fecho two\r", "echo two\n>         ");
    line(&mut shell, "}\r", "}\n>     ");
    assert_eq!(shell.run("fi"), "one\ntwo\n");
    shell.keys("\x1b[A");
    shell.until("the command", |shell| shell.line().contains("fi"));
    let kept = shell.line();
    assert!(
        kept.contains("then\n    {\n    echo one\necho two\n    }\nfi"),
        "{kept}"
    );
    shell.keys("\x03");
    shell.prompt();
    line(&mut shell, "if true; then\r", "then\n>     ");
    shell.keys("\x04");
    shell.shows("unexpected end");
    shell.prompt();
    assert_eq!(shell.run("echo alive"), "alive\n");
}

#[test]
fn lines_inside_of_a_compound_command_are_indented() {
    let mut shell = Shell::new();
    let step = "    ";
    let lines = [
        ("if true", 1),
        ("then", 1),
        ("for i in a 'b", 0),
        ("c'; do", 2),
        ("cat <<E", 0),
        (" $i", 0),
        ("E", 2),
        ("done", 1),
    ];
    for (line, depth) in lines {
        shell.keys(&format!("{line}\r"));
        let drawn = format!("{line}\n> {}", step.repeat(depth));
        shell.until(&drawn, |shell| shell.screen().ends_with(&drawn));
    }
    assert_eq!(shell.run("fi"), " a\n b\nc\n");
    shell.keys("\x1b[A");
    shell.until("the command", |shell| shell.line().contains("fi"));
    let kept = shell.line();
    assert!(kept.contains("then\n    for i in a 'b\n"), "{kept}");
    assert!(
        kept.contains("do\n        cat <<E\n $i\nE\n    done\nfi"),
        "{kept}"
    );
    shell.keys("\x03");
    shell.prompt();
    // What is typed ahead is left alone, and so is who has a PS2.
    assert_eq!(shell.run("PS2=': '"), "");
    shell.keys("{ echo a\r");
    shell.until("PS2", |shell| shell.screen().ends_with("\n: "));
    assert_eq!(shell.run("}"), "a\n");
}
