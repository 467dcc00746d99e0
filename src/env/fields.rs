//! The fields that a command is made of (XCU 3.159), in one allocation.

use std::ops::Range;
use std::rc::Rc;

/// A list of byte strings, kept one behind the other, each followed by a NUL byte, so that it can be
/// handed to `execve` as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn range(&self, index: usize) -> Option<Range<usize>> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(previous) => self.ends.get(previous)? + 1,
            None => 0,
        };
        Some(start..end)
    }

    /// The field at `index`.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&[u8]> {
        self.bytes.get(self.range(index)?)
    }

    /// The field at `index`, or nothing.
    #[inline]
    pub fn at(&self, index: usize) -> &[u8] {
        self.get(index).unwrap_or_default()
    }

    /// Appends a field.
    #[inline]
    pub fn push(&mut self, field: &[u8]) {
        self.bytes.extend_from_slice(field);
        self.finish();
    }

    /// The bytes behind the last complete field, to be appended to; see [`Fields::finish`].
    #[inline]
    pub fn open(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Makes a field of what was appended to [`Fields::open`].
    #[inline]
    pub fn finish(&mut self) {
        self.ends.push(self.bytes.len());
        self.bytes.push(0);
    }

    /// Where the unfinished field begins in [`Fields::open`].
    #[inline]
    pub fn open_start(&self) -> usize {
        self.ends.last().map_or(0, |end| end + 1)
    }

    /// The bytes appended to [`Fields::open`] since the last field.
    pub fn unfinished(&self) -> &[u8] {
        self.bytes.get(self.open_start()..).unwrap_or_default()
    }

    /// Drops all fields, keeping the memory.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    /// Drops the fields from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len < self.ends.len() {
            self.ends.truncate(len);
            let start = self.open_start();
            self.bytes.truncate(start);
        }
    }

    /// The fields in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone + DoubleEndedIterator {
        (0..self.len()).map(|index| self.at(index))
    }

    /// The fields from `first` on.
    pub fn iter_from(
        &self,
        first: usize,
    ) -> impl ExactSizeIterator<Item = &[u8]> + Clone + DoubleEndedIterator {
        (first.min(self.len())..self.len()).map(|index| self.at(index))
    }

    /// A copy of the fields from `first` on.
    #[must_use]
    pub fn tail(&self, first: usize) -> Self {
        let start = match first.checked_sub(1) {
            Some(previous) => self.ends.get(previous).map_or(usize::MAX, |end| end + 1),
            None => 0,
        };
        let end = self.open_start();
        Self {
            bytes: self.bytes.get(start..end).unwrap_or_default().to_vec(),
            ends: self
                .ends
                .iter()
                .skip(first)
                .map(|end| end - start)
                .collect(),
        }
    }

    /// Makes room for so many fields with so many bytes together.
    pub fn reserve(&mut self, fields: usize, bytes: usize) {
        self.ends.reserve(fields);
        self.bytes.reserve(bytes + fields);
    }

    /// Sorts the fields from `first` on by their bytes.
    pub fn sort_from(&mut self, first: usize) {
        let tail = self.tail(first);
        let mut sorted: Vec<&[u8]> = tail.iter().collect();
        sorted.sort_unstable();
        self.truncate(first);
        for field in sorted {
            self.push(field);
        }
    }

    /// How much memory the fields hold on to, in bytes.
    pub fn capacity(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}

impl<'a> FromIterator<&'a [u8]> for Fields {
    fn from_iter<I: IntoIterator<Item = &'a [u8]>>(fields: I) -> Self {
        let mut list = Self::new();
        fields.into_iter().for_each(|field| list.push(field));
        list
    }
}

/// The positional parameters: `shift` moves the start, so that a loop over them is linear.
#[derive(Debug, Clone, Default)]
pub struct Positional {
    fields: Rc<Fields>,
    start: usize,
}

impl Positional {
    /// The fields from `start` on as positional parameters.
    pub fn new(fields: Fields, start: usize) -> Self {
        Self {
            fields: Rc::new(fields),
            start,
        }
    }

    /// `$#`
    pub fn len(&self) -> usize {
        self.fields.len().saturating_sub(self.start)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `$n`, counted from 1.
    pub fn get(&self, n: usize) -> Option<&[u8]> {
        self.fields.get(self.start + n.checked_sub(1)?)
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[u8]> + Clone + DoubleEndedIterator {
        self.fields.iter_from(self.start)
    }

    /// Drops the first `n`; false, and nothing done, if there are fewer.
    pub fn shift(&mut self, n: usize) -> bool {
        let enough = n <= self.len();
        if enough {
            self.start += n;
        }
        enough
    }

    /// The fields back, if nobody else holds them: for reuse.
    pub fn into_fields(self) -> Option<Fields> {
        Rc::into_inner(self.fields)
    }
}
