//! Words and their parts.

use super::{Builder, Expand, value};
use crate::env::arrays::encode;
use crate::env::{Env, Flow};
use crate::syntax::tree::{Shape, Unit, Word};
use std::ops::ControlFlow::Continue;

impl Expand for Word {
    fn expand(&self, env: &mut Env, to: &mut Builder) -> Flow {
        match &self.shape {
            Shape::Literal(text) => {
                to.quote(text);
                Continue(())
            }
            Shape::Variable { name, quoted } => value::variable(env, *name, *quoted, to),
            Shape::Units(units) => units.expand(env, to),
        }
    }
}

impl Expand for [Unit] {
    fn expand(&self, env: &mut Env, to: &mut Builder) -> Flow {
        let mut units = self.iter().peekable();
        while let Some(unit) = units.next() {
            match unit {
                Unit::Literal(text) => to.literal(&env.variables.ifs, text),
                Unit::Quoted(text) => to.quote(text),
                Unit::Tilde(user) => super::tilde::expand(env, user, units.peek().copied(), to),
                Unit::Parameter { parameter, quoted } => {
                    super::parameter::expand(env, parameter, *quoted, to)?;
                }
                Unit::List(elements) => {
                    let list = super::elements(env, elements, false)?;
                    to.quote(&encode(&list));
                }
                Unit::Braces(braces) => braces.word.expand(env, to)?,
                Unit::Process { program, writes } => {
                    let path = (env.hooks.connect)(env, program, *writes)?;
                    to.quote(&path);
                }
                Unit::Command {
                    program,
                    quoted,
                    form,
                } => super::command::expand(env, program, *form, *quoted, to)?,
                Unit::Arithmetic { arithmetic, quoted } => {
                    super::arithmetic::expand(env, arithmetic, *quoted, to)?;
                }
            }
        }
        Continue(())
    }
}
