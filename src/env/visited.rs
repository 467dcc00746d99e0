//! The directories that a user at the prompt has been to, as a browser keeps its pages.

/// As many as are kept.
const MOST: usize = 100;

/// Where the user has been, and where among these places the shell is.
#[derive(Debug, Default)]
pub struct Visited {
    list: Vec<Vec<u8>>,
    at: usize,
}

impl Visited {
    /// The shell is in this directory; if it is a new place, the ones further on are forgotten.
    pub fn note(&mut self, directory: &[u8]) {
        if self.list.get(self.at).is_some_and(|here| here == directory) {
            return;
        }
        self.list.truncate(self.at + 1);
        self.list.push(directory.to_vec());
        if self.list.len() > MOST {
            self.list.remove(0);
        }
        self.at = self.list.len() - 1;
    }

    /// The place so many steps away, and what it is called here.
    pub fn away(&self, steps: isize) -> Option<(usize, &[u8])> {
        let place = self.at.checked_add_signed(steps)?;
        Some((place, self.list.get(place)?))
    }

    /// The shell has gone to one of the places.
    pub fn arrived(&mut self, place: usize) {
        self.at = place.min(self.list.len().saturating_sub(1));
    }

    /// All places, and which one the shell is at.
    pub fn all(&self) -> (&[Vec<u8>], usize) {
        (&self.list, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_place_forgets_those_further_on() {
        let mut visited = Visited::default();
        for place in [&b"/a"[..], b"/b", b"/b", b"/c"] {
            visited.note(place);
        }
        assert_eq!(visited.away(-1), Some((1, &b"/b"[..])));
        assert_eq!(visited.away(1), None);
        visited.arrived(1);
        assert_eq!(visited.away(1), Some((2, &b"/c"[..])));
        visited.note(b"/d");
        assert_eq!(
            visited.all(),
            (&[b"/a".to_vec(), b"/b".to_vec(), b"/d".to_vec()][..], 2)
        );
        assert_eq!(visited.away(-3), None);
    }
}
