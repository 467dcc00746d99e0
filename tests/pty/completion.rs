//! Completion.

use crate::terminal::{Setup, Shell};

fn shell() -> Shell {
    Setup::new()
        .file("unique.txt", "UNIQUE\n")
        .file("my doc", "SPACED\n")
        .file("it's", "QUOTED\n")
        .file("amb_one", "1\n")
        .file("amb_two", "2\n")
        .file("folder/inner", "INNER\n")
        .file("folder.txt", "")
        .program("qxcommand", "#!/bin/sh\necho ran \"$@\"\n")
        .program("qxhelp", "#!/bin/sh\necho '  -a, --almost   nearly everything'\necho '      --never    nothing'\n")
        .start()
}

#[test]
fn files_with_any_names() {
    let mut shell = shell();
    for (keys, output) in [
        ("cat uniq\t", "UNIQUE\n"),
        ("cat UNIQ\t", "UNIQUE\n"),
        ("cat my\t", "SPACED\n"),
        ("cat 'my\t", "SPACED\n"),
        ("cat it\t", "QUOTED\n"),
        ("cat <uniq\t", "UNIQUE\n"),
        ("cat folder/\t", "INNER\n"),
        ("true; qxco\targ", "ran arg\n"),
    ] {
        assert_eq!(shell.run(keys), output, "{keys:?}");
    }
}

#[test]
fn directories_after_cd() {
    let mut shell = shell();
    shell.keys("cd fo\t");
    shell.line_is("cd folder/");
}

#[test]
fn a_list_can_be_walked_through() {
    let mut shell = shell();
    shell.keys("cat am\t");
    shell.shows("amb_one  amb_two");
    shell.keys("\t");
    shell.until("the first", |shell| shell.line().starts_with("cat amb_one"));
    shell.keys("\t");
    shell.until("the second", |shell| {
        shell.line().starts_with("cat amb_two")
    });
    shell.keys("\x1b[A");
    shell.until("the first", |shell| shell.line().starts_with("cat amb_one"));
    shell.keys("\r");
    shell.line_is("cat amb_one");
    assert_eq!(shell.enter(), "1\n");
}

#[test]
fn directories_are_marked_in_a_list() {
    let mut shell = shell();
    shell.run("mkdir qdir; echo x >qdoc");
    shell.keys("cat qd\t");
    shell.shows("qdir/  qdoc");
}

#[test]
fn values_behind_an_equals_sign() {
    let help = "\
#!/bin/sh
echo '      --when[=WHEN]          colour it WHEN'
echo '      --order=WORD           by WORD: name, size (-S) or none'
echo '      --from=FILE            read FILE'
echo \"The WHEN argument defaults to 'always' and can also be 'never'.\"
";
    let mut shell = Setup::new()
        .file("unique.txt", "")
        .file("never.txt", "")
        .program("qxvalue", help)
        .start();
    for (typed, line) in [
        ("qxvalue --when=n", "qxvalue --when=never"),
        ("qxvalue --order=si", "qxvalue --order=size"),
        ("qxvalue --order si", "qxvalue --order size"),
        ("qxvalue --from=uni", "qxvalue --from=unique.txt"),
        ("qxvalue --other=uni", "qxvalue --other=unique.txt"),
        ("dd if=uni", "dd if=unique.txt"),
        ("make CC=uni", "make CC=unique.txt"),
        ("env A=uni", "env A=unique.txt"),
        ("export A=uni", "export A=unique.txt"),
        ("timeout --signal=SIGUSR1", "timeout --signal=SIGUSR1"),
        ("timeout --signal=QUI", "timeout --signal=QUIT"),
        ("git log --format=fulle", "git log --format=fuller"),
        ("git log --pretty=onel", "git log --pretty=oneline"),
        ("git commit --file=uni", "git commit --file=unique.txt"),
    ] {
        shell.keys(&format!("{typed}\t"));
        shell.line_is(line);
        shell.keys("\x15");
        shell.line_is("");
    }
    shell.keys("qxvalue --when=\t");
    shell.shows("always  never");
    shell.keys("\x15git log --format=\t");
    shell.shows("oneline");
}

#[test]
fn builtins_get_the_names_that_they_are_about() {
    let mut shell = shell();
    shell.run("qxfunction() { :; }; QXVARIABLE=1");
    for (typed, line) in [
        ("unset -f qxf", "unset -f qxfunction"),
        ("enable -n unali", "enable -n unalias"),
        ("declare -p QXV", "declare -p QXVARIABLE"),
        ("declare -f qxf", "declare -f qxfunction"),
        ("shopt -o noune", "shopt -o nounset"),
        ("x=(a\nuni", "x=(a\nunique.txt"),
        ("declare -a x=(uni", "declare -a x=(unique.txt"),
    ] {
        let keys = typed.replace('\n', "\x16\r");
        shell.keys(&format!("{keys}\t"));
        shell.line_is(line);
        shell.keys("\x18\x15\x15");
        shell.keys("\x03");
        shell.prompt();
    }
}

#[test]
fn targets_are_those_of_the_makefile_that_is_read() {
    let mut shell = shell();
    shell.run("mkdir sub lonely; printf 'URL = http://x\\nhere:\\n' >Makefile; printf 'other:\\n' >o.mk; printf 'below:\\n' >sub/makefile; printf 'there:\\n' >sub/o.mk");
    for (typed, line) in [
        ("make he", "make here"),
        ("make UR", "make UR"),
        ("make -f o.mk ot", "make -f o.mk other"),
        ("make --file=o.mk -k ot", "make --file=o.mk -k other"),
        ("make -C sub be", "make -C sub below"),
        ("make -fo.mk -Csub th", "make -fo.mk -Csub there"),
        ("make -f o.", "make -f o.mk"),
        ("make -C lon", "make -C lonely/"),
    ] {
        shell.keys(&format!("{typed}\t"));
        shell.line_is(line);
        shell.keys("\x15");
        shell.line_is("");
    }
    // They are suggested too.
    for (typed, line) in [
        ("make -C sub b", "make -C sub below"),
        ("make -f o.mk o", "make -f o.mk other"),
        ("make -C lo", "make -C lonely/"),
    ] {
        shell.keys(typed);
        shell.line_is(line);
        shell.keys("\x15");
        shell.line_is("");
    }
}

#[test]
fn what_comes_first_is_suggested() {
    let mut shell = shell();
    shell.run("mkdir -p many folder/deep; touch folder/..below; cd many; touch f{1..3000}; cd ..; qxfunction() { :; }; QX=1 QXY=2");
    for (typed, suggested) in [
        // Names of files, quoted as they have to be, and as deep as they are.
        ("cat uni", "que.txt"),
        ("cat my", "\\ doc"),
        ("cat 'my", " doc'"),
        ("cat <uni", "que.txt"),
        ("cat unique.txt amb", "_one"),
        ("cat folder/in", "ner"),
        ("cat folder/", "deep/"),
        ("cd folder/", "deep/"),
        ("cat folder/.", ".below"),
        ("dd if=uni", "que.txt"),
        ("export A=uni", "que.txt"),
        ("A=uni", "que.txt"),
        ("cat ~/uni", "que.txt"),
        // What can be changed to.
        ("cd fo", "lder/"),
        ("cd folder/d", "eep/"),
        // Commands.
        ("qxc", "ommand"),
        ("command qxc", "ommand"),
        ("true; qxf", "unction"),
        ("unali", "as"),
        ("./fol", "der/"),
        ("git chec", "kout"),
        // Variables.
        ("true $Q", "X"),
        ("true \"${QXY", ""),
        // Nothing typed, or all of it; other capitals; what takes time, or is no file.
        ("cat ", ""),
        ("cat unique.txt", ""),
        ("cat UNI", ""),
        ("cat many/f", ""),
        ("kill uni", ""),
        ("case uni", ""),
        ("# cat uni", ""),
        ("qxhelp --al", ""),
        ("cargo uni", ""),
    ] {
        shell.keys(typed);
        shell.line_is([typed, suggested].concat().trim_end());
        shell.keys("\x1b[C \x08");
        shell.line_is([typed, suggested].concat().trim_end());
        shell.keys("\x15");
        shell.line_is("");
    }
    shell.keys("qxhelp --\t");
    shell.shows("--almost");
    shell.keys("\x1b\x7fal");
    shell.until("known by now", |shell| shell.line().contains("--almost"));
    shell.keys("\x15");
    shell.line_is("");
    shell.run("shopt -u autosuggest");
    shell.keys("cat uni");
    shell.line_is("cat uni");
}

#[test]
fn options_with_descriptions() {
    let mut shell = shell();
    shell.keys("qxhelp --\t");
    shell.shows("--almost");
    shell.shows("nearly everything");
    shell.keys("al\t");
    shell.line_is("qxhelp --almost");
}

#[test]
fn names_of_other_things() {
    let mut shell = shell();
    shell.run("QXVARIABLE=value; qxfunction() { echo called; }");
    assert_eq!(shell.run("echo $QXVA\t"), "value\n");
    assert_eq!(shell.run("qxfun\t"), "called\n");
    shell.run("sleep 100 &");
    shell.keys("kill %\t");
    shell.line_is("kill %1");
    shell.keys("\x15kill -US\t");
    shell.until("a signal", |shell| shell.line().starts_with("kill -USR"));
    shell.keys("\x15ls ~roo\t");
    shell.line_is("ls ~root/");
    shell.keys("\x15git checko\t");
    shell.line_is("git checkout");
}

#[test]
fn a_directory_of_many_names() {
    let setup = Setup::new();
    let shell = setup.start();
    let many = shell.path().join("many");
    std::fs::create_dir(&many).unwrap();
    for number in 0..70_000 {
        std::fs::write(many.join(format!("f{number:05}")), "").unwrap();
    }
    let mut shell = shell;
    shell.keys("ls many/\t");
    shell.shows("f00000");
    shell.keys("\x15");
    assert_eq!(shell.run("echo alive"), "alive\n");
}

#[test]
fn words_that_are_more_than_a_name() {
    let mut shell = Setup::new()
        .file("plain.txt", "")
        .file("-dash", "")
        .file("~tilde", "")
        .file("e=q", "")
        .file("deep/inner/file", "")
        .program("qxcommand", "")
        .start();
    shell.run("sleep 100 &");
    for (keys, line) in [
        ("fg %sl\t", "fg %1"),
        ("kill -SIGTE\t", "kill -SIGTERM"),
        ("sudo -u root qxco\t", "sudo -u root qxcommand"),
        ("ls | xargs -n 1 qxco\t", "ls | xargs -n 1 qxcommand"),
        ("git -C deep stat\t", "git -C deep status"),
        ("A=pla\t", "A=plain.txt"),
        ("A=~/pla\t", "A=~/plain.txt"),
        ("A=/b:pla\t", "A=/b:plain.txt"),
        ("ls --from=pla\t", "ls --from=plain.txt"),
        ("cat e=\t", "cat e=q"),
        ("cat -d\t", "cat -dash"),
        ("cat \\~t\t", "cat \\~tilde"),
        ("cat pltx\t", "cat plain.txt"),
        ("cat pl*\t", "cat plain.txt"),
        ("cat d/i/f\t", "cat deep/inner/file"),
        ("# pla\t", "# pla"),
    ] {
        shell.keys(keys);
        shell.line_is(line);
        shell.keys("\x15");
    }
}

#[test]
fn functions_of_the_user() {
    let mut shell = shell();
    shell.run("f() { COMPREPLY=($(compgen -W 'alpha alpine beta' -- \"$2\")); seen=\"$1,$2,$3,$COMP_CWORD,${COMP_WORDS[0]},$COMP_LINE\"; }");
    shell.run("complete -F f tool; complete -W 'red green' -o nospace paint; complete -f -X '!*.txt' texts");
    shell.run("raw() { COMPREPLY=('a b'); }; complete -F raw -o filenames -o noquote raw; complete -d places");
    for (keys, line) in [
        ("tool x be\t", "tool x beta"),
        ("tool x al\t", "tool x alp"),
        ("paint gr\t!", "paint green!"),
        ("texts uni\t", "texts unique.txt"),
        ("texts ~/uni\t", "texts ~/unique.txt"),
        ("places fold\t", "places folder/"),
        ("raw a\t", "raw a b"),
    ] {
        shell.keys(keys);
        shell.until(line, |shell| shell.line().starts_with(line));
        shell.keys("\x05\x15");
        shell.until("an empty line", |shell| shell.line().trim().is_empty());
    }
    shell.keys("tool --x=be\t");
    shell.line_is("tool --x=beta");
    shell.keys("\x05\x15");
    assert_eq!(shell.run("echo $seen"), "tool,be,=,3,tool,tool --x=be\n");
    // A list is walked through as any other.
    shell.keys("tool al\t\t\t");
    shell.until("the second", |shell| {
        shell.line().starts_with("tool alpine")
    });
    shell.keys("\x05\x15");
    shell.run("load() { complete -W 'late' \"$1\"; return 124; }; complete -D -F load");
    shell.keys("other la\t");
    shell.line_is("other late");
}

#[test]
fn a_pattern_stays_until_it_is_to_be_expanded() {
    let mut shell = shell();
    shell.keys("echo amb_*\t");
    shell.shows("amb_one  amb_two");
    shell.until("the pattern", |shell| {
        shell.line().starts_with("echo amb_*")
    });
    shell.keys("\x03");
    shell.prompt();
    shell.keys("echo amb_*\x18*");
    shell.line_is("echo amb_one amb_two");
}

#[test]
fn habits_of_completion() {
    let mut shell = Setup::new()
        .file("projects/one", "")
        .file(".config/x/two", "")
        .start();
    shell.run("shopt -s dirspell direxpand no_empty_cmd_completion");
    shell.keys("cat porjects/o\t");
    shell.line_is("cat projects/one");
    shell.keys("\x05\x15cat ~/.config/x/t\t");
    shell.line_is(&format!("cat {}/.config/x/two", shell.path().display()));
    // Nothing, or else a blank: what follows it at once may be pasted.
    shell.keys("\x05\x15\techo x");
    shell.until("echo x", |shell| shell.line().trim() == "echo x");
}

#[test]
fn words_are_cut_as_bash_cuts_them() {
    let mut shell = Shell::new();
    shell.run(
        "f() { COMPREPLY=(\"n${COMP_CWORD}w${#COMP_WORDS[@]}c${2}p${3}\"); }; complete -F f t",
    );
    for (typed, line) in [
        ("t a=", "t a=n2w3cpa"),
        ("t a=b", "t a=n3w4cbp="),
        ("t a::b", "t a::n3w4cbp::"),
        ("t a= ", "t a= n3w4cp="),
    ] {
        shell.keys(&format!("{typed}\t"));
        shell.line_is(line);
        shell.keys("\x05\x15");
    }
    shell.run("COMP_WORDBREAKS=${COMP_WORDBREAKS//:}");
    shell.keys("t a:b\t");
    shell.line_is("t n1w2ca:bpt");
}

#[test]
fn a_quote_is_closed_once() {
    let mut shell = Setup::new()
        .variable("ZQ_LONG", "value")
        .file("a name", "")
        .start();
    shell.lines(&[
        ("echo \"$ZQ_L\t", "echo \"$ZQ_LONG\""),
        ("echo \"${ZQ_L\t", "echo \"${ZQ_LONG}\""),
        ("echo \"x$ZQ_L\"\x1b[D\ty", "echo \"x$ZQ_LONGy\""),
        ("cat \"a n\"\x1b[D\tx", "cat \"a namex\""),
        ("cat 'a n\t", "cat 'a name'"),
        ("echo $((1+ZQ_L\t", "echo $((1+ZQ_LONG"),
    ]);
}

#[test]
fn an_empty_line_and_names_of_commands_have_functions_of_their_own() {
    let mut shell = Shell::new();
    shell.run("complete -E -W 'emptyline'; complete -I -W 'initialone'");
    shell.lines(&[
        ("\t", "emptyline"),
        ("ini\t", "initialone"),
        ("true; ini\t", "true; initialone"),
        ("echo ini\t", "echo ini"),
    ]);
    let shown = shell.run("complete -p");
    assert!(shown.contains("complete -W 'emptyline' -E\n"), "{shown}");
    shell.run("complete -r -E");
    assert!(!shell.run("complete -p").contains("emptyline"));
}

#[test]
fn letters_that_are_only_somewhere_in_a_name_must_be_written_so() {
    let mut shell = Setup::new().file("LICENSE-APACHE", "").start();
    shell.keys("cat lap\t");
    shell.keys("x");
    shell.line_is("cat lapx");
    shell.keys("\x15cat LAP\t");
    shell.line_is("cat LICENSE-APACHE");
}

#[test]
fn a_variable_is_not_taken_for_what_has_its_letters_in_it() {
    let mut shell = Shell::new();
    shell.run("ZQ_INFO_ONE=1");
    shell.keys("echo $NFO_\t$ZQ_I\t");
    shell.line_is("echo $NFO_$ZQ_INFO_ONE");
}

#[test]
fn candidates_of_functions_commands_and_patterns_are_written() {
    let mut shell = Shell::new();
    shell.run(
        "f() { COMPREPLY=(one two \"$1/$2/$#\"); }; cd /; mkdir -p ~/d; touch ~/d/x.c ~/d/y.c",
    );
    assert_eq!(shell.run("compgen -F f w"), "one\ntwo\ncompgen/w/3\n");
    assert_eq!(shell.run("compgen -F f -X '!t*'"), "two\n");
    assert_eq!(shell.run("compgen -C 'echo said' w"), "said compgen w \n");
    assert_eq!(shell.run("compgen -C 'echo said #' w"), "said\n");
    assert_eq!(
        shell.run("cd ~/d; compgen -G '*.c'; compgen -G '*.d'; echo $?"),
        "x.c\ny.c\n1\n"
    );
    assert_eq!(
        shell.run("complete -G '*.c' q; complete -p q"),
        "complete -G '*.c' q\n"
    );
    shell.run("compgen -o nosuch");
    shell.shows("unknown option of a completion");
}

#[test]
fn quotes_open_in_a_part_of_a_word() {
    let mut shell = Setup::new()
        .file("directory/inner one.txt", "inner")
        .file("my doc.txt", "mine")
        .file("ex!cl", "history")
        .file("brace{a,b}", "braces")
        .start();
    for (typed, written) in [
        ("cat directory/\"in\t", "inner"),
        ("cat directory/'in\t", "inner"),
        ("cat \"directory\"/in\t", "inner"),
        ("cat ~/\"my\t", "mine"),
        ("cat \"ex\t", "history"),
        ("cat brac\t", "braces"),
    ] {
        shell.keys(typed);
        shell.until("a completion", |shell| {
            !shell
                .line()
                .ends_with(&typed[typed.len() - 3..typed.len() - 1])
        });
        assert!(shell.enter().starts_with(written), "{typed}");
    }
    // What candidates have in common is never less than what has been typed.
    shell.run("touch ball $'ba\\377d'");
    shell.keys("cat \"ba\t");
    shell.until("a list", |shell| shell.line().contains("ball  "));
    assert!(shell.line().starts_with("cat \"ba\n"), "{}", shell.line());
}

#[test]
fn an_alias_is_completed_as_what_it_stands_for() {
    let mut shell = Shell::new();
    shell.run("f() { COMPREPLY=(\"${COMP_WORDS[0]}-${COMP_WORDS[1]}-$COMP_CWORD-$COMP_POINT\"); }");
    shell.run("complete -F f command_name; alias c='command_name sub' d='true; c'");
    shell.keys("c x\t");
    shell.line_is("c command_name-sub-2-18");
    shell.keys("\x15d x\tz");
    shell.line_is("d xz");
}
