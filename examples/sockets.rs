//! Unix sockets: streams, datagrams, sequenced packets, abstract names, an open file sent to another process, its credentials.
#![allow(clippy::print_stdout, reason = "an example talks to its reader")]

use std::error::Error;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::fd::AsFd;
use std::os::unix::net::{UnixDatagram, UnixStream};
use tine::ipc::{
    Address, SeqListener, SeqPacket, peer_credentials, receive_with_fds, send_with_fds,
};
use tine::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    // A stream as another program's standard input and output.
    let (mut ours, theirs) = UnixStream::pair()?;
    let mut job = Command::new("cat")
        .stdin(theirs.try_clone()?)
        .stdout(theirs)
        .spawn()?;
    ours.write_all(b"echo")?;
    ours.shutdown(std::net::Shutdown::Write)?;
    let mut text = String::new();
    ours.read_to_string(&mut text)?;
    println!("stream: {text}, {}", job.wait()?);

    // Datagrams: no connection, each by itself, from named socket to named socket.
    let place = tempfile::tempdir()?;
    let (server, client) = (place.path().join("server"), place.path().join("client"));
    let inbox = UnixDatagram::bind(&server)?;
    let outbox = UnixDatagram::bind(&client)?;
    for word in ["one", "two"] {
        outbox.send_to(word.as_bytes(), &server)?;
    }
    let mut datagram = [0; 16];
    for _ in 0..2 {
        let (length, from) = inbox.recv_from(&mut datagram)?;
        println!(
            "datagram: {}, from the client: {}",
            String::from_utf8_lossy(&datagram[..length]),
            from.as_pathname() == Some(client.as_path())
        );
    }

    // Packets keep their edges; an abstract name is no file that could stay behind.
    let name = format!("tine-example-{}", std::process::id());
    let listener = SeqListener::bind(Address::Abstract(name.as_bytes()))?;
    let client = SeqPacket::connect(Address::Abstract(name.as_bytes()))?;
    let server = listener.accept()?;
    client.send(b"one")?;
    client.send(b"three")?;
    let mut buffer = [0; 16];
    println!(
        "packets: {} and {} bytes",
        server.receive(&mut buffer)?,
        server.receive(&mut buffer)?
    );
    println!(
        "peer is this process: {}",
        peer_credentials(&server)?.pid == i32::try_from(std::process::id())?
    );

    // The receiver gets the open file itself, offset and all.
    let mut file: File = tempfile::tempfile()?;
    file.write_all(b"sent along")?;
    file.rewind()?;
    send_with_fds(&client, b"f", &[file.as_fd()])?;
    let (_, fds) = receive_with_fds(&server, &mut buffer)?;
    text.clear();
    for fd in fds {
        File::from(fd).read_to_string(&mut text)?;
    }
    println!("file: {text}");
    Ok(())
}
