//! When two trees are equal, and how a deep one is dropped.
//!
//! Equality does not look at lines: a tree is equal to what its printed form is read as.

use super::tree::{
    Arithmetic, Compound, CompoundCommand, FunctionDefinition, List, Modifier, Parameter, Program,
    Redirect, Shape, SimpleCommand,
};
use crate::sys::depth::deeper;
use std::mem;

impl PartialEq for Program {
    fn eq(&self, other: &Self) -> bool {
        self.lines
            .iter()
            .map(|line| &line.list)
            .eq(other.lines.iter().map(|line| &line.list))
    }
}

impl PartialEq for SimpleCommand {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.assignments == other.assignments
            && self.words == other.words
            && self.redirects == other.redirects
    }
}

impl PartialEq for FunctionDefinition {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.body == other.body
    }
}

impl PartialEq for CompoundCommand {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.redirects == other.redirects
    }
}

impl PartialEq for Redirect {
    fn eq(&self, other: &Self) -> bool {
        self.descriptor == other.descriptor
            && self.variable == other.variable
            && self.action == other.action
    }
}

impl PartialEq for Parameter {
    fn eq(&self, other: &Self) -> bool {
        self.target == other.target && self.modifier == other.modifier
    }
}

impl Drop for CompoundCommand {
    fn drop(&mut self) {
        let kind = mem::replace(&mut self.kind, Compound::Group(List::default()));
        deeper(|| drop(kind));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let lines = mem::take(&mut self.lines);
        deeper(|| drop(lines));
    }
}

impl Drop for Parameter {
    fn drop(&mut self) {
        if !matches!(self.modifier, Modifier::None | Modifier::Length) {
            let modifier = mem::replace(&mut self.modifier, Modifier::None);
            deeper(|| drop(modifier));
        }
    }
}

impl Drop for Arithmetic {
    fn drop(&mut self) {
        if matches!(self.text.shape, Shape::Units(_)) {
            let text = mem::replace(&mut self.text.shape, Shape::Units(Box::new([])));
            deeper(|| drop(text));
        }
    }
}
