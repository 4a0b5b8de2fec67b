//! What a board talks to: a server, and somebody who answers its subscriptions.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

use picoredis_tests::server::{Binary, Server};

use crate::authority::{self, Keys};
use crate::servers;

/// Where the host's loopback is for a machine in QEMU.
const ADDRESS: &str = "10.0.2.2";

/// The machine that QEMU runs on, as far as programs in it know it.
pub(super) struct Host {
    binary: Binary,
    files: PathBuf,
}

impl Host {
    /// With certificates for TLS in a folder: `ca.der`, whom the server has its own from, and `ca_stranger.der`.
    ///
    /// # Errors
    /// When there is no server, or no OpenSSL.
    pub(super) fn new(files: &Path) -> Result<Self, String> {
        authority::make(files, &Keys::P256)?;
        for name in ["ca", "ca_stranger"] {
            authority::as_der(files, name)?;
        }
        Ok(Self { binary: servers::ensure()?, files: files.to_owned() })
    }

    /// Where the files are that programs read.
    pub(super) fn files(&self) -> &Path {
        &self.files
    }

    /// Does something beside a server, which is started again when it has been sent away, and gives it the arguments that tell
    /// a program where the server is, with TLS or without.
    ///
    /// # Errors
    /// When the server does not start, and those of `work`.
    pub(super) fn beside<R>(&self, secure: bool, work: impl FnOnce(&[&str]) -> Result<R, String>) -> Result<R, String> {
        let (secure_port, mut options) = authority::server_options(&self.files)?;
        let server = self.start(&options)?;
        let port = server.port().to_string();
        options.extend(["--port".into(), port.clone()]);
        let audience = Audience::of(server.port()).map_err(|error| error.to_string())?;
        thread::scope(|scope| {
            let next = scope.spawn(|| {
                // When nothing can be read any more, the server has gone.
                let _ = audience.answer();
                self.start(&options)
            });
            let done = work(&[ADDRESS, if secure { &secure_port } else { &port }, &local_port()]);
            drop(server);
            let next = next.join().map_err(|_| "the server's keeper panicked")?;
            // That there was no other server matters only to a program that waits for it, and it says so.
            drop(next);
            done
        })
    }

    fn start(&self, options: &[String]) -> Result<Server, String> {
        let options: Vec<_> = options.iter().map(String::as_str).collect();
        Server::start_with(&self.binary, &options).map_err(|error| error.to_string())
    }
}

/// Somebody who hears what all others say to the server, and answers every subscription.
struct Audience {
    ear: TcpStream,
    mouth: TcpStream,
}

impl Audience {
    fn of(port: u16) -> io::Result<Self> {
        let connect = || TcpStream::connect(("127.0.0.1", port));
        let (mut ear, mouth) = (connect()?, connect()?);
        ear.write_all(b"MONITOR\r\n")?;
        Ok(Self { ear, mouth })
    }

    /// Publishes to every channel that is subscribed, until the server is gone.
    fn answer(mut self) -> io::Result<()> {
        // A line shows a command that is executed now: what is published after that reaches the subscriber.
        for line in BufReader::new(self.ear).split(b'\n') {
            let line = line?;
            let start = String::from_utf8_lossy(&line[..line.len().min(200)]);
            if start.contains(r#""SUBSCRIBE" "led""#) {
                self.mouth.write_all(b"PUBLISH led on\r\nPUBLISH led as-bright-as-the-sun\r\nPUBLISH led off\r\n")?;
            } else if start.contains(r#""PSUBSCRIBE" "led*""#) {
                self.mouth.write_all(b"PUBLISH led:2 on\r\n")?;
            }
        }
        Ok(())
    }
}

/// Another one in every run: the host may remember the last.
fn local_port() -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    (49152 + now.as_millis() % 16000).to_string()
}
