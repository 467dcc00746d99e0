//! `typeset`, `declare`, `integer` and `local`: variables with attributes.

use super::args::{Outcome, regular};
use super::export::{Operand, mark_function, operand, read_only, set};
use super::show;
use crate::env::arrays::encode;
use crate::env::flow::{ERROR, FAILURE, SUCCESS};
use crate::env::variables::Attributes;
use crate::env::{Builtin, Env, Fields, Kind, Options, Status};
use crate::expand;
use crate::name::{Name, Reference, reference};
use crate::syntax;
use std::ops::ControlFlow::{Break, Continue};

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
                env.report_argument(fields.at(0), &[*sign, letter], "unknown option");
                return Err(ERROR);
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

/// One operand of `-g`: the variable that is outside of all functions.
fn global(env: &mut Env, what: &[u8], text: &[u8], request: &Request) -> Result<(), Status> {
    let name = operand(env, what, text)?.name;
    if !env.variables.exchange_global(name) {
        // A subshell in a function that hides the variable is gone before the variable is seen.
        return Ok(());
    }
    let done = variable(env, what, text, request, false);
    env.variables.exchange_global(name);
    done
}

/// One operand: makes it a variable of the function, if it is to be, and sets it.
fn variable(
    env: &mut Env,
    what: &[u8],
    text: &[u8],
    request: &Request,
    own: bool,
) -> Result<(), Status> {
    let mut operand = operand(env, what, text)?;
    if !own && !(request.add | request.remove).contains(Attributes::REFERENCE) {
        operand.name = env.variables.follow(operand.name);
    }
    let name = operand.name;
    if own && request.add.contains(Attributes::REFERENCE) && operand.value == Some(name.as_bytes())
    {
        // The variable outside is meant, and no other is in its way.
        env.report_argument(what, name.as_bytes(), "refers to itself");
        return Ok(());
    }
    let changes = own || operand.value.is_some() || !request.remove.is_empty();
    // What a caller protects is its own: a variable of this function may have the same name.
    let callers = own && env.variables.is_callers(name);
    if changes && !callers && env.variables.writable(name).is_err() {
        return Err(read_only(env, what, name));
    }
    if own {
        begin_local(env, name, callers, request);
    }
    shape(env, what, &operand, request)?;
    let list = reread(env, &operand)?;
    operand.value = list.as_deref().or(operand.value);
    remove_attributes(env, name, request);
    if request.add.contains(Attributes::REFERENCE) {
        refer(env, what, &operand)?;
        operand.value = None;
    }
    let before = request.add - Attributes::READONLY;
    if !before.is_empty() {
        env.variables.add_attributes(name, before);
    }
    if operand.value.is_some() {
        set(env, what, &operand)?;
    } else if before.intersects(Attributes::TYPED)
        && let Some(value) = env.variables.value(name).map(<[u8]>::to_vec)
        && env.assign(name, &value).is_break()
    {
        return Err(ERROR);
    }
    if operand.value.is_none() && !own && !env.variables.is_known(name) {
        // That much is known of it.
        env.variables.add_attributes(name, Attributes::BARE);
    }
    if request.add.contains(Attributes::READONLY) {
        env.variables.add_attributes(name, Attributes::READONLY);
    }
    if request.add.contains(Attributes::EXPORT) {
        env.publish();
    }
    Ok(())
}

/// Makes it a variable of the function, if it is none yet, with what it has from outside; `callers`: there it is one of
/// a function around this one.
fn begin_local(env: &mut Env, name: Name, callers: bool, request: &Request) {
    // What a call assigns in front of it stays the value.
    let ahead = env.variables.is_assigned_ahead(name);
    let fresh = env.variables.hide_in_function(name);
    if callers {
        env.variables.remove_attributes(name, Attributes::READONLY);
    }
    if !fresh || ahead {
        return;
    }
    if request.inherit || env.has(Options::LOCALVAR_INHERIT) {
        env.variables.remove_attributes(name, Attributes::REFERENCE);
        return;
    }
    let exported = env.variables.attributes(name) & Attributes::EXPORT;
    let _ = env.variables.unset(name);
    if !exported.is_empty() {
        env.variables.add_attributes(name, exported);
    }
}

/// Makes the variable the kind of array that it is to be.
fn shape(
    env: &mut Env,
    what: &[u8],
    operand: &Operand<'_>,
    request: &Request,
) -> Result<(), Status> {
    let name = operand.name;
    if request.scalar && env.variables.is_array(name) {
        env.report_argument(what, name.as_bytes(), "is an array for good");
        return Err(FAILURE);
    }
    if request.associative && !env.variables.make_associative(name) {
        env.report_argument(what, name.as_bytes(), "is an array without keys");
        return Err(FAILURE);
    }
    if request.array && env.variables.is_associative(name) {
        env.report_argument(what, name.as_bytes(), "is an array with keys");
        return Err(FAILURE);
    }
    if request.array || operand.subscript.is_some() {
        env.variables.make_array(name);
    }
    Ok(())
}

/// A value `(...)` that comes from quotes or an expansion, for what is an array: it is read as a list now.
fn reread(env: &mut Env, operand: &Operand<'_>) -> Result<Option<Vec<u8>>, Status> {
    let whole = operand.value.filter(|_| operand.subscript.is_none());
    let written = whole.filter(|value| value.starts_with(b"("));
    let Some(text) = written.filter(|_| env.variables.is_array(operand.name)) else {
        return Ok(None);
    };
    let Some(elements) = syntax::list_of(text) else {
        return Ok(None);
    };
    match expand::elements(env, &elements) {
        Continue(list) => Ok(Some(encode(&list))),
        Break(_) => Err(ERROR),
    }
}

/// Takes attributes away, of the cases those too that are not asked for.
fn remove_attributes(env: &mut Env, name: Name, request: &Request) {
    let mut remove = request.remove;
    if request.add.intersects(Attributes::CAPITAL) {
        remove |= Attributes::CAPITAL;
    }
    if !remove.is_empty() {
        env.variables.remove_attributes(name, remove);
    }
}

/// Makes the variable a reference, to what it names already if nothing is given.
fn refer(env: &mut Env, what: &[u8], operand: &Operand<'_>) -> Result<(), Status> {
    let present = env.variables.value(operand.name).map(<[u8]>::to_vec);
    let Some(target) = operand.value.or(present.as_deref()) else {
        return Ok(());
    };
    let itself = |found: Reference<'_>| found.name == operand.name.as_bytes();
    if reference(target).is_none_or(itself) {
        env.report_argument(what, target, "cannot be referred to");
        return Err(FAILURE);
    }
    env.variables.store(operand.name, target);
    Ok(())
}

fn functions(env: &mut Env, fields: &Fields, request: &Request) -> Status {
    if fields.len() == request.first {
        show::functions(env, request.add, request.names_only);
        return SUCCESS;
    }
    let changed = request.add | request.remove;
    let mut status = SUCCESS;
    for operand in fields.iter_from(request.first) {
        if changed.intersects(Attributes::EXPORT | Attributes::READONLY) {
            if !mark_function(env, operand, changed, request.remove.is_empty()) {
                status = FAILURE;
            }
            continue;
        }
        let known = Name::existing(operand).filter(|name| env.functions.get(*name).is_some());
        match known {
            Some(name) if request.trace.is_some() => {
                env.functions.trace(name, request.trace == Some(true));
            }
            Some(name) if request.names_only => named(env, name),
            Some(name) => show::function(env, name, false, request.print),
            None => status = FAILURE,
        }
    }
    status
}

/// `declare -F name`: under `extdebug` also where it is defined.
fn named(env: &mut Env, name: Name) {
    let mut text = name.as_bytes().to_vec();
    if env.has(Options::EXTDEBUG)
        && let Some(definition) = env.functions.get(name)
    {
        let file = env.functions.source(name).map_or(&b"main"[..], |file| file);
        let line = definition.line.to_string();
        text = [&text, line.as_bytes(), file].join(&b' ');
    }
    text.push(b'\n');
    env.out.extend_from_slice(&text);
}

/// The variables of the function that is executed, be they set or not.
fn own_names(env: &Env) -> Vec<Name> {
    let mut names = env.variables.hidden();
    names.sort_unstable_by_key(|name| name.as_bytes());
    names
}

fn show_all(env: &mut Env, what: &[u8], request: &Request) {
    let plain = request.first == 1 && what != b"integer" && what != b"local";
    let names = match what {
        b"local" => own_names(env),
        _ => env.variables.names(),
    };
    for name in names {
        let attributes = env.variables.attributes(name);
        if !attributes.contains(request.add)
            || request.array && (!env.is_array(name) || env.variables.is_associative(name))
            || request.associative && !env.variables.is_associative(name)
        {
            continue;
        }
        // Without options, what `set` shows.
        if plain {
            show::assignment(env, name);
        } else {
            show::declaration(env, name);
        }
    }
}
