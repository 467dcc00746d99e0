//! The operators between operands, and how tightly they bind.

use super::Binary;

/// An operator that stands behind an operand; `,` and `?` have their own productions.
#[derive(Clone, Copy)]
pub(super) enum Infix {
    /// One that associates to the left.
    Left(Rank, Left),
    /// `=` and its kin.
    Assign(Option<Binary>),
}

#[derive(Clone, Copy)]
pub(super) enum Left {
    Binary(Binary),
    And,
    Or,
}

/// How tightly an operator binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equality,
    Relation,
    Shift,
    Sum,
    Product,
    Power,
}

impl Rank {
    /// The next higher rank.
    pub(super) fn next(self) -> Option<Self> {
        use Rank::{
            And, BitAnd, BitOr, BitXor, Equality, Or, Power, Product, Relation, Shift, Sum,
        };
        let ranks = [
            Or, And, BitOr, BitXor, BitAnd, Equality, Relation, Shift, Sum, Product, Power,
        ];
        ranks.get(self as usize + 1).copied()
    }
}

/// The operator that comes next, and how long it is: the longest one that fits.
pub(super) fn infix(input: &[u8]) -> Option<(Infix, usize)> {
    use Binary::{
        Add, BitAnd, BitOr, BitXor, Divide, Equal, Greater, GreaterEqual, Less, LessEqual,
        Multiply, NotEqual, Power, Remainder, ShiftLeft, ShiftRight, Subtract,
    };
    let left = |rank, operator, length| Some((Infix::Left(rank, Left::Binary(operator)), length));
    let assign = |operator, length| Some((Infix::Assign(operator), length));
    match input {
        [b'<', b'<', b'=', ..] => assign(Some(ShiftLeft), 3),
        [b'>', b'>', b'=', ..] => assign(Some(ShiftRight), 3),
        [b'<', b'<', ..] => left(Rank::Shift, ShiftLeft, 2),
        [b'>', b'>', ..] => left(Rank::Shift, ShiftRight, 2),
        [b'<', b'=', ..] => left(Rank::Relation, LessEqual, 2),
        [b'>', b'=', ..] => left(Rank::Relation, GreaterEqual, 2),
        [b'=', b'=', ..] => left(Rank::Equality, Equal, 2),
        [b'!', b'=', ..] => left(Rank::Equality, NotEqual, 2),
        [b'&', b'&', ..] => Some((Infix::Left(Rank::And, Left::And), 2)),
        [b'|', b'|', ..] => Some((Infix::Left(Rank::Or, Left::Or), 2)),
        [b'=', ..] => assign(None, 1),
        [b'*', b'=', ..] => assign(Some(Multiply), 2),
        [b'/', b'=', ..] => assign(Some(Divide), 2),
        [b'%', b'=', ..] => assign(Some(Remainder), 2),
        [b'+', b'=', ..] => assign(Some(Add), 2),
        [b'-', b'=', ..] => assign(Some(Subtract), 2),
        [b'&', b'=', ..] => assign(Some(BitAnd), 2),
        [b'^', b'=', ..] => assign(Some(BitXor), 2),
        [b'|', b'=', ..] => assign(Some(BitOr), 2),
        [b'*', b'*', ..] => left(Rank::Power, Power, 2),
        [b'*', ..] => left(Rank::Product, Multiply, 1),
        [b'/', ..] => left(Rank::Product, Divide, 1),
        [b'%', ..] => left(Rank::Product, Remainder, 1),
        [b'+', ..] => left(Rank::Sum, Add, 1),
        [b'-', ..] => left(Rank::Sum, Subtract, 1),
        [b'<', ..] => left(Rank::Relation, Less, 1),
        [b'>', ..] => left(Rank::Relation, Greater, 1),
        [b'&', ..] => left(Rank::BitAnd, BitAnd, 1),
        [b'^', ..] => left(Rank::BitXor, BitXor, 1),
        [b'|', ..] => left(Rank::BitOr, BitOr, 1),
        _ => None,
    }
}
