//! Where `getopts` stands.

/// The position in the arguments: `OPTIND` tells the argument, this the character in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Getopts {
    /// The next option character of a group, as an offset into the argument; 0: start of an argument.
    pub offset: usize,
}
