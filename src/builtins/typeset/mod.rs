//! `typeset`, `declare`, `integer` and `local`: variables with attributes.

mod list;
mod operand;

use super::args::{Args, Outcome, regular};
use super::show;
use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Kind, Status};
use crate::name::Name;
use list::{functions, show_all};
use operand::{global, variable};

const SYNOPSIS: &str = "[-aAcfFgIilnprtux] [+aAcilnrtux] [name[=value]...]";
const MANUAL: &str = "\
Sets values and attributes of variables; + instead of - takes an attribute
away. In a function the variables are its own (and those of functions that it
calls) until it returns. Without names, variables with the attributes are
shown.

  -a  An array.                       -A  An array whose elements have keys.
  -i  What is assigned is evaluated.  -x  Programs get it.
  -r  It cannot be assigned or unset any more.
  -l  In lower case.                  -u  In upper case.
  -c  With a capital, the rest in lower case.
  -n  A reference: its value names the variable that is meant when this one is
      used.
  -f  Show functions; with -x hand them to shells that are started, with -r
      protect them.
  -F  Show the names of functions.
  -g  In a function: global variables.
  -I  In a function: with the value and the attributes that the variable has
      outside, as with `shopt -s localvar_inherit`.
  -t  With -f: the function has the traps DEBUG and RETURN. Else it means
      nothing.
  -p  Show, in a form that can be read back.";

/// `typeset`
pub const TYPESET: Builtin = Builtin {
    name: "typeset",
    kind: Kind::Extension,
    declaration: true,
    run: |env, fields| regular(declare(env, fields, Attributes::empty(), false)),
    synopsis: SYNOPSIS,
    summary: "set attributes of variables",
    manual: MANUAL,
};

/// `declare`
pub const DECLARE: Builtin = Builtin {
    name: "declare",
    ..TYPESET
};

/// `integer`
pub const INTEGER: Builtin = Builtin {
    name: "integer",
    run: |env, fields| regular(declare(env, fields, Attributes::INTEGER, false)),
    summary: "make variables whose values are numbers: typeset -i",
    ..TYPESET
};

/// `local`
pub const LOCAL: Builtin = Builtin {
    name: "local",
    kind: Kind::Extension,
    declaration: true,
    run: |env, fields| {
        if env.context.functions == 0 {
            env.report(b"local", "not in a function");
            return regular(Ok(FAILURE));
        }
        regular(declare(env, fields, Attributes::empty(), true))
    },
    synopsis: "[-aAcIilnrux] [name[=value]...] [-]",
    summary: "give a function variables of its own",
    manual: "\
The variables are unset, or have the values, until the function returns; then
they are what they were before. Functions that it calls see them. The options
give them attributes, see `help typeset`; `local -` puts the options of the
shell back when the function returns.",
};

/// What the options ask for.
#[derive(Default)]
struct Request {
    add: Attributes,
    remove: Attributes,
    array: bool,
    associative: bool,
    /// `+a`: no array.
    scalar: bool,
    global: bool,
    print: bool,
    functions: bool,
    names_only: bool,
    inherit: bool,
    /// `-t` or `+t`.
    trace: Option<bool>,
    /// The first operand.
    first: usize,
}

fn declare(env: &mut Env, fields: &Fields, add: Attributes, local: bool) -> Outcome {
    let mut request = request(env, fields)?;
    request.add |= add;
    if request.functions {
        return Ok(functions(env, fields, &request));
    }
    if fields.len() == request.first {
        show_all(env, fields.at(0), &request);
        return Ok(SUCCESS);
    }
    let own = env.context.functions > 0;
    let mut status = SUCCESS;
    for text in fields.iter_from(request.first) {
        if local && text == b"-" {
            env.context.local_options = true;
        } else if request.print {
            let name = Name::new(text);
            let known = env.variables.is_known(name) || env.variables.is_hidden(name);
            if !known {
                env.report_argument(fields.at(0), text, "not set");
                status = FAILURE;
                continue;
            }
            show::declaration(env, name);
        } else if request.global {
            global(env, fields.at(0), text, &request)?;
        } else {
            variable(env, fields.at(0), text, &request, own)?;
        }
    }
    env.refresh_locale();
    Ok(status)
}

fn request(env: &mut Env, fields: &Fields) -> Result<Request, Status> {
    let mut request = Request {
        first: 1,
        ..Request::default()
    };
    while let Some([sign @ (b'-' | b'+'), letters @ ..]) = fields.get(request.first) {
        if letters.is_empty() {
            break;
        }
        request.first += 1;
        if letters == b"-" {
            break;
        }
        for &letter in letters {
            if letter == b't' {
                request.trace = Some(*sign == b'-');
            }
            if *sign == b'+' && matches!(letter, b'a' | b'A') {
                request.scalar = true;
                continue;
            }
            if request.mark(letter) {
                continue;
            }
            let Some(attribute) = attribute(letter) else {
                return Err(Args::new(fields).misuse(env, &[*sign, letter], "unknown option"));
            };
            if *sign == b'-' {
                request.add(attribute);
            } else {
                request.remove |= attribute;
            }
        }
    }
    Ok(request)
}

/// The attribute that a letter stands for.
fn attribute(letter: u8) -> Option<Attributes> {
    Some(match letter {
        b'i' => Attributes::INTEGER,
        b'l' => Attributes::LOWER,
        b'c' => Attributes::CAPITAL,
        b'n' => Attributes::REFERENCE,
        b'u' => Attributes::UPPER,
        b't' => Attributes::TRACE,
        b'r' => Attributes::READONLY,
        b'x' => Attributes::EXPORT,
        _ => return None,
    })
}

impl Request {
    /// Notes an option that is no attribute of a variable. False: it is none.
    fn mark(&mut self, letter: u8) -> bool {
        match letter {
            b'a' => self.array = true,
            b'A' => self.associative = true,
            b'f' => self.functions = true,
            b'F' => {
                self.functions = true;
                self.names_only = true;
            }
            b'g' => self.global = true,
            b'I' => self.inherit = true,
            b'p' => self.print = true,
            // A base behind `-i` is not kept.
            b'0'..=b'9' => {}
            _ => return false,
        }
        true
    }

    /// Asks for an attribute. Of the cases, several are none.
    fn add(&mut self, attribute: Attributes) {
        let case = self.add & Attributes::CAPITAL;
        if Attributes::CAPITAL.contains(attribute) && !case.is_empty() && case != attribute {
            self.add -= Attributes::CAPITAL;
        } else {
            self.add |= attribute;
        }
    }
}
