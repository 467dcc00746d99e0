//! Printing parameter expansions (XCU 2.6.2).

use super::Printer;
use super::word::BRACE;
use crate::syntax::tree::{
    Conditional, Modifier, Parameter, Shape, Side, Special, Switch, Target, Trim,
};

/// Whether a parameter can be named without braces.
fn is_short(target: Target) -> bool {
    !matches!(target, Target::Positional(10..))
}

impl<'t> Printer<'t> {
    pub(super) fn parameter(&mut self, parameter: &'t Parameter, quoted: bool) {
        let bare = std::mem::take(&mut self.bare) && is_short(parameter.target);
        if bare && matches!(parameter.modifier, Modifier::None) {
            self.text(b"$");
            return self.target(parameter.target);
        }
        self.text(b"${");
        match &parameter.modifier {
            Modifier::Bad(text) => self.text(text),
            Modifier::Beyond(beyond) => self.beyond(parameter, beyond, quoted),
            Modifier::Length => {
                self.text(b"#");
                self.target(parameter.target);
            }
            modifier => {
                self.target(parameter.target);
                self.modifier(modifier, quoted);
            }
        }
        self.text(b"}");
    }

    /// What stands behind the parameter.
    pub fn modifier(&mut self, modifier: &'t Modifier, quoted: bool) {
        match modifier {
            Modifier::Switch(Conditional {
                action,
                colon,
                word,
            }) => {
                self.text(if *colon { b":" } else { b"" });
                self.text(match action {
                    Switch::Default => b"-",
                    Switch::Assign => b"=",
                    Switch::Error => b"?",
                    Switch::Alternative => b"+",
                });
                match &word.shape {
                    _ if quoted => self.quoted(word, BRACE),
                    Shape::Literal(text) => self.single_quoted(text),
                    _ => self.value(word),
                }
            }
            Modifier::Trim(Trim {
                side,
                longest,
                pattern,
            }) => {
                let operator: &[u8] = match side {
                    Side::Prefix => b"##",
                    Side::Suffix => b"%%",
                };
                self.text(operator.get(usize::from(!longest)..).unwrap_or_default());
                match &pattern.word.shape {
                    // Quoted, or it would make the operator longer.
                    Shape::Literal(text) if text.starts_with(b"#") || text.starts_with(b"%") => {
                        self.single_quoted(text);
                    }
                    _ => self.value(&pattern.word),
                }
            }
            Modifier::None | Modifier::Length | Modifier::Beyond(_) | Modifier::Bad(_) => (),
        }
    }

    pub fn target(&mut self, target: Target) {
        match target {
            Target::Variable(name) => self.text(name.as_bytes()),
            Target::Positional(number) => self.text(number.to_string().as_bytes()),
            Target::Special(special) => self.text(match special {
                Special::At => b"@",
                Special::Asterisk => b"*",
                Special::Hash => b"#",
                Special::Question => b"?",
                Special::Hyphen => b"-",
                Special::Dollar => b"$",
                Special::Bang => b"!",
                Special::Zero => b"0",
            }),
        }
    }
}
