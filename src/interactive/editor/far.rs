//! What other machines keep, which may not answer: it is not asked about with every key.

use std::cell::OnceCell;
use std::fs;

/// File systems that other machines keep.
const KINDS: [&str; 11] = [
    "9p",
    "afs",
    "autofs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.rclone",
    "fuse.sshfs",
    "nfs",
    "nfs4",
    "smb3",
];

/// Where such file systems are, each with a slash behind it, once somebody has asked.
#[derive(Debug, Default)]
pub struct Far(OnceCell<Vec<String>>);

impl Far {
    /// Whether `path` is in one of them, for a shell in the directory `here`. On that it has to rely itself, be it far
    /// or not.
    pub fn holds(&self, path: &[u8], here: &[u8]) -> bool {
        let here = [here, b"/"].concat();
        let path = if path.starts_with(b"/") {
            path
        } else {
            &[&*here, path].concat()
        };
        let places = self.0.get_or_init(|| {
            let table = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
            let mut places = places(&table);
            places.retain(|place| !here.starts_with(place.as_bytes()));
            places
        });
        places
            .iter()
            .any(|place| path.starts_with(place.as_bytes()))
    }
}

fn places(table: &str) -> Vec<String> {
    let far = table.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let place = fields.next()?;
        let place = format!("{}/", place.replace("\\040", " "));
        KINDS.contains(&fields.next()?).then_some(place)
    });
    far.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_far_is_not_where_the_shell_is() {
        let table = "a / ext4 rw 0 0\nb /net autofs rw 0 0\nb:/x /mnt/my\\040files nfs4 rw 0 0\n";
        assert_eq!(places(table), ["/net/", "/mnt/my files/"]);
        let far = Far(OnceCell::from(vec!["/net/".to_owned()]));
        assert!(far.holds(b"/net/a", b"/home") && far.holds(b"net/a", b""));
        assert!(!far.holds(b"/network", b"/home") && !far.holds(b"a", b"/home"));
    }
}
