//! Command substitution (XCU 2.6.3).

use super::Builder;
use crate::env::{Env, Flow};
use crate::syntax::extended::Substitution;
use crate::syntax::tree::Program;
use crate::sys::find;
use std::ops::ControlFlow::Continue;

/// Expands `$(...)`: its output without NUL bytes and final newlines.
pub fn expand(
    env: &mut Env,
    program: &Program,
    form: Substitution,
    quoted: bool,
    to: &mut Builder,
) -> Flow {
    let mut output = Vec::new();
    (env.hooks.substitute)(env, program, form, &mut output)?;
    if form != Substitution::Reply {
        trim(&mut output);
    }
    to.result(&env.variables.ifs, &output, quoted);
    Continue(())
}

fn trim(output: &mut Vec<u8>) {
    if find::byte(0, output).is_some() {
        output.retain(|&byte| byte != 0);
    }
    let end = output
        .iter()
        .rposition(|&byte| byte != b'\n')
        .map_or(0, |last| last + 1);
    output.truncate(end);
}
