//! A tree that is being made, and how high it is: an edge that crosses a multiple of `STRETCH` levels is marked.

use super::{Deep, Expr, STRETCH};

/// A tree and how many levels it has below its root.
pub(super) struct Tree {
    pub(super) expr: Expr,
    pub(super) height: u32,
}

impl Default for Tree {
    fn default() -> Self {
        Self::leaf(Expr::Constant(0))
    }
}

impl Tree {
    pub(super) fn leaf(expr: Expr) -> Self {
        Self { expr, height: 0 }
    }

    pub(super) fn under(&mut self, height: u32) -> Expr {
        let expr = std::mem::replace(&mut self.expr, Expr::Constant(0));
        if self.height / STRETCH == height / STRETCH {
            expr
        } else {
            Expr::Deep(Deep::new(expr))
        }
    }

    /// It becomes the operand of an operator.
    pub(super) fn one(&mut self, make: impl FnOnce(Box<Expr>) -> Expr) {
        let height = self.height + 1;
        self.expr = make(Box::new(self.under(height)));
        self.height = height;
    }

    /// It becomes the left operand of an operator.
    pub(super) fn two(&mut self, mut right: Self, make: impl FnOnce(Box<(Expr, Expr)>) -> Expr) {
        let height = self.height.max(right.height) + 1;
        self.expr = make(Box::new((self.under(height), right.under(height))));
        self.height = height;
    }

    /// It becomes the condition of the others.
    pub(super) fn three(&mut self, mut second: Self, mut third: Self) {
        let height = self.height.max(second.height).max(third.height) + 1;
        let parts = (
            self.under(height),
            second.under(height),
            third.under(height),
        );
        self.expr = Expr::Conditional(Box::new(parts));
        self.height = height;
    }
}
