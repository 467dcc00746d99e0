//! Lists that are to be arrays, as they come in the argument of a builtin.

/// An element of a list that is to be an array.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Member {
    /// What stands in brackets before it, expanded: an expression or a key, as the array has it.
    pub subscript: Option<Vec<u8>>,
    /// The value is appended to what is there.
    pub append: bool,
    /// The value.
    pub value: Vec<u8>,
}

/// A list as the value of an argument `name=(...)` of a builtin. A NUL byte, which no other value
/// has, tells it from a text.
pub fn encode(list: &[Member]) -> Vec<u8> {
    let mut text = vec![0];
    for member in list {
        text.push(match (&member.subscript, member.append) {
            (None, _) => b'-',
            (Some(_), false) => b'=',
            (Some(_), true) => b'+',
        });
        text.extend_from_slice(member.subscript.as_deref().unwrap_or_default());
        text.push(0);
        text.extend_from_slice(&member.value);
        text.push(0);
    }
    text
}

/// The list that such a value stands for, if it is one.
pub fn decode(value: &[u8]) -> Option<Vec<Member>> {
    let list = value.strip_prefix(&[0])?;
    let parts: Vec<&[u8]> = list.split(|&byte| byte == 0).collect();
    let members = parts.chunks_exact(2).filter_map(|pair| match pair {
        [[mark, subscript @ ..], value] => Some(Member {
            subscript: (*mark != b'-').then(|| subscript.to_vec()),
            append: *mark == b'+',
            value: value.to_vec(),
        }),
        _ => None,
    });
    Some(members.collect())
}
