//! `:`, `true` and `false`

use crate::env::flow::{FAILURE, SUCCESS};
use crate::env::{Builtin, Kind};
use std::ops::ControlFlow;

/// `:`
pub const COLON: Builtin = Builtin {
    name: ":",
    kind: Kind::Special,
    declaration: false,
    run: |_, _| ControlFlow::Continue(SUCCESS),
    synopsis: "[argument...]",
    summary: "do nothing",
    manual: "\
Does nothing, successfully; its arguments and redirections are expanded all
the same.",
};

/// `true`
pub const TRUE: Builtin = Builtin {
    name: "true",
    kind: Kind::Substitutive,
    declaration: false,
    run: |_, _| ControlFlow::Continue(SUCCESS),
    synopsis: "",
    summary: "do nothing, successfully",
    manual: "Its exit status is 0.",
};

/// `false`
pub const FALSE: Builtin = Builtin {
    name: "false",
    kind: Kind::Substitutive,
    declaration: false,
    run: |_, _| ControlFlow::Continue(FAILURE),
    synopsis: "",
    summary: "do nothing, unsuccessfully",
    manual: "Its exit status is 1.",
};
