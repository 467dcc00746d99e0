//! Variables and functions in a form that can be read back.

use crate::env::Env;
use crate::env::quote::push_in_quotes;
use crate::env::variables::Attributes;
use crate::name::Name;
use crate::syntax::print;

/// A `typeset` command that makes the variable what it is.
pub fn declaration(env: &mut Env, name: Name) {
    let mut text = b"typeset".to_vec();
    let array = env.variables.is_array(name);
    let attributes = env.variables.attributes(name);
    for (letter, there) in [
        ('a', array),
        ('i', attributes.contains(Attributes::INTEGER)),
        ('l', attributes.contains(Attributes::LOWER)),
        ('r', attributes.contains(Attributes::READONLY)),
        ('u', attributes.contains(Attributes::UPPER)),
        ('x', attributes.contains(Attributes::EXPORT)),
    ] {
        if there {
            text.extend_from_slice(format!(" -{letter}").as_bytes());
        }
    }
    text.push(b' ');
    text.extend_from_slice(name.as_bytes());
    if array {
        text.extend_from_slice(b"=(");
        for (position, (index, value)) in env.variables.elements(name).enumerate() {
            let separator = if position > 0 { " " } else { "" };
            text.extend_from_slice(format!("{separator}[{index}]=").as_bytes());
            push_in_quotes(&mut text, value);
        }
        text.push(b')');
    } else if attributes.contains(Attributes::DYNAMIC) {
        text.extend_from_slice(format!("={}", env.computed(name)).as_bytes());
    } else if let Some(value) = env.variables.value(name) {
        text.push(b'=');
        push_in_quotes(&mut text, value);
    }
    text.push(b'\n');
    env.out.extend_from_slice(&text);
}

/// The definition of a function, or its name.
pub fn function(env: &mut Env, name: Name, name_only: bool) {
    let Some(definition) = env.functions.get(name) else {
        return;
    };
    let text = if name_only {
        name.as_bytes().to_vec()
    } else {
        print::function(definition)
    };
    env.out.extend_from_slice(&text);
    env.out.push(b'\n');
}
