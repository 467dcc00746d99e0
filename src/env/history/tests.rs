use super::record::records;
use super::*;
use std::io;
use std::os::unix::ffi::OsStrExt;

fn texts(history: &History) -> Vec<Vec<u8>> {
    history.entries.iter().map(|e| e.text.to_vec()).collect()
}

#[test]
fn two_sessions_lose_nothing() -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("state/history");
    let (mut one, mut two) = (History::default(), History::default());
    one.open(&path);
    two.open(&path);
    one.add(b"a", b"/x")?;
    two.add(b"for i in 1\ndo echo\ndone", b"/y")?;
    one.add(b"#12 3", b"")?;
    one.merge_new()?;
    let expected: Vec<Vec<u8>> = [&b"for i in 1\ndo echo\ndone"[..], b"a", b"#12 3"]
        .map(<[u8]>::to_vec)
        .into();
    assert_eq!(texts(&one), expected);
    one.read_new()?;
    assert_eq!(one.len(), 3);
    let mut three = History::default();
    three.open(&path);
    let expected: Vec<Vec<u8>> = [&b"a"[..], b"for i in 1\ndo echo\ndone", b"#12 3"]
        .map(<[u8]>::to_vec)
        .into();
    assert_eq!(texts(&three), expected);
    assert!(three.at(1).is_some_and(|entry| *entry.directory == *b"/y"));
    Ok(())
}

#[test]
fn files_of_others_can_be_read() {
    let text = b"plain\n#1700000000\nfor i\ndone\n#1700000001\nlast\n";
    let found: Vec<Vec<u8>> = records(text).map(|entry| entry.text.to_vec()).collect();
    assert_eq!(found, [&b"plain"[..], b"for i\ndone", b"last"]);
}

#[test]
fn what_is_written_for_others_is_text_and_can_be_read_back() -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("other");
    let mut history = History::default();
    let all = [&b"echo a"[..], b"#12 3", b"for i\ndone", b"last"];
    for text in all {
        history.push(text, b"/x");
    }
    let time = history.at(0).map_or(0, |entry| entry.time);
    let name = path.as_os_str().as_bytes();
    for (timed, first) in [
        (false, "echo a\n".to_owned()),
        (true, format!("#{time}\necho a\n")),
    ] {
        let _ = std::fs::remove_file(&path);
        history.write_to(name, Form::Plain { timed })?;
        assert!(std::fs::read_to_string(&path)?.starts_with(&first));
        let mut again = History::default();
        again.push(b"more", b"/x");
        again
            .entries
            .iter_mut()
            .for_each(|entry| entry.is_new = true);
        again.append_to(name, false)?;
        again.clear();
        again.read_from(name)?;
        assert_eq!(texts(&again), [&all[..], &[b"more"]].concat());
    }
    Ok(())
}

#[test]
fn a_last_line_without_an_end_stays_a_line() -> io::Result<()> {
    let directory = tempfile::tempdir()?;
    let [path, other] = ["history", "other"].map(|name| directory.path().join(name));
    for path in [&path, &other] {
        std::fs::write(path, "one\ntwo")?;
    }
    let mut history = History::default();
    history.open(&path);
    history.add(b"three", b"")?;
    history.add(b"four", b"")?;
    history.append_to(other.as_os_str().as_bytes(), false)?;
    history.read_new()?;
    let expected = [&b"one"[..], b"two", b"three", b"four"].map(<[u8]>::to_vec);
    assert_eq!(texts(&history), expected);
    for path in [&path, &other] {
        let mut again = History::default();
        again.open(path);
        assert_eq!(texts(&again), expected);
    }
    Ok(())
}

#[test]
fn the_number_stays_when_old_entries_go() {
    let mut history = History::default();
    history.resize(2);
    for text in [b"a", b"b", b"c"] {
        history.push(text, b"");
    }
    assert_eq!(history.first_number(), 2);
    assert!(history.get(3).is_some_and(|entry| *entry.text == *b"c"));
    assert!(history.get(1).is_none());
}
