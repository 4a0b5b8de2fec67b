//! A socket with TLS over it. Rustls does no input and output of its own: here is when what goes where.

use std::io::{self, BufRead as _, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustls::{ClientConnection, ProtocolVersion};

use super::failure::{explained, is_failure};
use crate::config::Timeout;
use crate::transport::socket::{at_once, timed_out};

/// The most that waits to be sent: one record.
const RECORD: usize = 16 << 10;

/// How long to wait for one direction while the other waits too.
const MOMENT: Duration = Duration::from_millis(10);

/// A connection with TLS, the handshake behind it.
///
/// What is written is collected, a record at most, until the next write, read or flush. A read or write that moved bytes of
/// TLS and none of its own says `Interrupted`: its caller knows how much time is left.
pub(crate) struct Encrypted {
    session: ClientConnection,
    socket: TcpStream,
    read_timeout: Timeout,
    write_timeout: Timeout,
    /// Something of the server's own has come.
    heard: bool,
}

impl Encrypted {
    /// Says hello and makes sure who the server is, until `deadline`, which is the end of `timeout`, or until somebody has had
    /// enough when a signal cuts a wait short.
    pub(crate) fn shake_hands(
        session: ClientConnection,
        socket: TcpStream,
        deadline: Option<Instant>,
        timeout: Timeout,
        enough: Option<fn() -> bool>,
    ) -> io::Result<Self> {
        let mut encrypted = Encrypted { session, socket, read_timeout: None, write_timeout: None, heard: false };
        encrypted.session.set_buffer_limit(Some(RECORD));
        while encrypted.session.is_handshaking() || encrypted.session.wants_write() {
            match encrypted.step(deadline) {
                Err(error) if is_early(&error) => return Err(timed_out("the TLS handshake", timeout)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted && !enough.is_some_and(|enough| enough()) => {}
                step => step?,
            }
        }
        encrypted.socket.set_read_timeout(None)?;
        encrypted.socket.set_write_timeout(None)?;
        Ok(encrypted)
    }

    /// One step of the handshake.
    fn step(&mut self, deadline: Option<Instant>) -> io::Result<()> {
        let left = left(deadline)?;
        if self.session.wants_write() {
            self.socket.set_write_timeout(left)?;
            return self.session.write_tls(&mut self.socket).map(drop);
        }
        self.socket.set_read_timeout(left)?;
        if self.receive()? == 0 {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the server closed the connection during the TLS handshake",
            ));
        }
        Ok(())
    }

    pub(crate) fn set_read_timeout(&mut self, timeout: Timeout) -> io::Result<()> {
        self.read_timeout = timeout;
        self.socket.set_read_timeout(timeout)
    }

    pub(crate) fn set_write_timeout(&mut self, timeout: Timeout) -> io::Result<()> {
        self.write_timeout = timeout;
        self.socket.set_write_timeout(timeout)
    }

    /// See [`Stream::is_on_trial`](crate::transport::Stream::is_on_trial).
    pub(crate) fn is_on_trial(&self) -> bool {
        !self.heard && self.session.protocol_version() == Some(ProtocolVersion::TLSv1_3)
    }

    pub(crate) fn read(&mut self, memory: &mut [u8]) -> io::Result<usize> {
        if let Some(len) = self.take(memory)? {
            return Ok(len);
        }
        if self.send_now()? {
            self.receive()?;
        } else {
            self.socket.set_read_timeout(Some(moment(self.read_timeout)))?;
            let received = self.receive();
            self.socket.set_read_timeout(self.read_timeout)?;
            received.map(drop).or_else(forgive_early)?;
        }
        self.take(memory)?.ok_or_else(|| io::ErrorKind::Interrupted.into())
    }

    pub(crate) fn read_now(&mut self, memory: &mut [u8]) -> io::Result<Option<usize>> {
        loop {
            let taken = self.take(memory)?;
            if taken.is_some() || self.receive_now()?.is_none() {
                return Ok(taken);
            }
        }
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.session.wants_write() {
            self.send()?;
            if self.session.wants_write() {
                return Err(io::ErrorKind::Interrupted.into());
            }
        }
        self.session.writer().write(bytes)
    }

    pub(crate) fn write_now(&mut self, bytes: &[u8]) -> io::Result<Option<usize>> {
        if !self.send_now()? {
            return Ok(None);
        }
        let taken = self.session.writer().write(bytes)?;
        // They are taken: what becomes of them is for the next call to tell.
        let _ = self.send_now();
        Ok(Some(taken))
    }

    /// Sends what was collected. What the peer does not take at once goes with the next read, which is then waiting for the
    /// peer anyhow: a peer that waits for us to read would wait for ever, and so would we.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        if self.send_now()? {
            return Ok(());
        }
        self.socket.set_write_timeout(Some(moment(self.write_timeout)))?;
        let sent = self.send();
        self.socket.set_write_timeout(self.write_timeout)?;
        sent.or_else(forgive_early)
    }

    /// See [`Stream::is_stale`](crate::transport::Stream::is_stale).
    pub(crate) fn is_stale(&mut self) -> bool {
        loop {
            match self.session.reader().fill_buf() {
                Ok(ahead) => return ahead.is_empty(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return true,
            }
            match self.receive_now() {
                Ok(Some(_)) => {}
                Ok(None) => return false,
                Err(_) => return true,
            }
        }
    }

    /// Tells the peer that this is the end, if it takes a word at once.
    pub(crate) fn say_goodbye(&mut self) {
        self.session.send_close_notify();
        // It will understand a closed socket too.
        let _ = self.send_now();
    }

    /// Takes what has been decrypted; `Some(0)` is the end.
    fn take(&mut self, memory: &mut [u8]) -> io::Result<Option<usize>> {
        match self.session.reader().read(memory) {
            Ok(len) => {
                self.heard = true;
                Ok(Some(len))
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            // Not every server says goodbye, and replies know their own length.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Some(0)),
            Err(error) => Err(error),
        }
    }

    /// Receives and decrypts what comes next; 0 is the end of all.
    fn receive(&mut self) -> io::Result<usize> {
        let received = self.session.read_tls(&mut self.socket)?;
        self.decrypt()?;
        Ok(received)
    }

    fn receive_now(&mut self) -> io::Result<Option<usize>> {
        let session = &mut self.session;
        let received = at_once(&mut self.socket, |socket| session.read_tls(socket))?;
        self.decrypt()?;
        Ok(received)
    }

    fn decrypt(&mut self) -> io::Result<()> {
        if let Err(error) = self.session.process_new_packets() {
            // The peer is told what displeases us, if it takes a word at once.
            let _ = at_once(&mut self.socket, |socket| self.session.write_tls(socket));
            return Err(explained(error));
        }
        Ok(())
    }

    /// Sends of what was collected as much as the socket takes in one go.
    fn send(&mut self) -> io::Result<()> {
        self.session.write_tls(&mut self.socket).map(drop).or_else(|error| self.refused(error))
    }

    /// The same without waiting; whether nothing is left.
    fn send_now(&mut self) -> io::Result<bool> {
        while self.session.wants_write() {
            let session = &mut self.session;
            match at_once(&mut self.socket, |socket| session.write_tls(socket)) {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(false),
                Err(error) => self.refused(error)?,
            }
        }
        Ok(true)
    }

    /// Who closes the connection may have said why before.
    #[cold]
    fn refused(&mut self, error: io::Error) -> io::Result<()> {
        if is_early(&error) || error.kind() == io::ErrorKind::Interrupted {
            return Err(error);
        }
        loop {
            match self.receive_now() {
                Ok(Some(1..)) => {}
                Err(told) if is_failure(&told) => return Err(told),
                _ => return Err(error),
            }
        }
    }
}

/// Not longer than the whole time.
fn moment(timeout: Timeout) -> Duration {
    timeout.map_or(MOMENT, |timeout| timeout.min(MOMENT))
}

fn forgive_early(error: io::Error) -> io::Result<()> {
    if is_early(&error) { Ok(()) } else { Err(error) }
}

/// The time was up. Systems differ in what they call it.
fn is_early(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// What is left of the time.
fn left(deadline: Option<Instant>) -> io::Result<Timeout> {
    let Some(deadline) = deadline else { return Ok(None) };
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(Some(left)) }
}
