//! What is only checked (`set -n`) is read as what is kept: the same texts are wrong, at the same places.

use std::rc::Rc;
use tine::syntax::{Aliases, NoAliases, Reader, Text, parse};

struct OnlyChecks;

impl Aliases for OnlyChecks {
    fn lookup(&self, _: &[u8]) -> Option<Rc<[u8]>> {
        None
    }

    fn is_empty(&self) -> bool {
        true
    }

    fn only_checks(&self) -> bool {
        true
    }
}

/// How many commands there are on the lines, and where each ends; or what is wrong, and where.
fn outline(text: &[u8], how: &dyn Aliases) -> Result<Vec<(bool, usize)>, String> {
    let mut reader = Reader::new(0, Box::new(Text::new(text)));
    let mut found = Vec::new();
    loop {
        match reader.next(how) {
            Ok(Some(command)) => found.push((command.list.items.is_empty(), command.end)),
            Ok(None) => return Ok(found),
            Err(error) => {
                return Err(format!(
                    "{found:?} {}:{}: {error}",
                    error.line, error.column
                ));
            }
        }
    }
}

/// Both ways of reading agree on a text.
pub fn agree(text: &[u8]) {
    assert_eq!(
        outline(text, &OnlyChecks),
        outline(text, &NoAliases),
        "{}",
        text.escape_ascii()
    );
}

#[test]
fn what_is_only_checked_is_read_alike() {
    for text in [
        "echo a \"$b\" 'c d' ~/x {1,2} \\\n* $'e' `f` $(g) <(h) && i=j k=\"l$(m)\" n=~:~o p",
        "echo a\\\nb \"c\\\nd\" $\\\ne ${\\\nf}",
        "command export a=(1 2) b='('; declare -a c=(3); eval d=(4) e; eval f= (5)",
        "echo a= (1)",
        "a=(1 2) b c=(3)",
        "echo +(a|b)",
        "f() { g h; }; function i { j \"k\"; }\nf ()\n{ l; }",
        "echo 'a\nb\n\n\" c\nd \"$(\n)",
        "echo a\n\necho b \"$(c 'd\n' )\n)\" )\n",
        "x=\"a\nb\n`c\n)`\"\n",
        "x=1 \\\n y=`\n\n'`",
        "a b <<E c \"d\n$e\nE\n\" >f 2>&1 3>&-\n;;",
        "if a b; then c d; fi e",
        "echo ${a-b c\n} ${a#(} $((1 +\n2)) ${a[b c]} ${a:1:2} ${a/b/\"c\"}; ${",
        "case a in b) c d;; 'e f'|g) h=1 i;& *) esac j",
        "time a b | ! c d\n! e |& f \"g\"\n! | h",
    ] {
        agree(text.as_bytes());
    }
    assert!(parse(b"echo a +(b)").is_err());
}
