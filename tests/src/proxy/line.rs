//! One connection through a proxy: two sockets, and what passes between them.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Shared;
use super::linger::reset_on_close;
use super::plan::{Course, Deed, Fault, Strike, Way};

/// How long a delayed piece waits for the other way, when nothing passes there.
const MOMENT: Duration = Duration::from_millis(2);
/// How often a thread that waits looks whether the connection has ended.
const LOOK: Duration = Duration::from_millis(50);

/// A connection from a client to the server.
#[derive(Debug)]
pub(super) struct Line {
    number: u64,
    client: TcpStream,
    server: TcpStream,
    /// Nothing passes any more.
    silent: AtomicBool,
    /// It has ended, or is to.
    over: AtomicBool,
    /// Bytes that have passed: to the server, to the client.
    passed: [AtomicU64; 2],
}

impl Line {
    pub(super) fn new(number: u64, client: TcpStream, server: TcpStream) -> Self {
        for socket in [&client, &server] {
            // What fails here fails again with the first byte.
            let _ = socket.set_nodelay(true).and_then(|()| socket.set_write_timeout(Some(LOOK)));
        }
        let (silent, over) = (AtomicBool::new(false), AtomicBool::new(false));
        Line { number, client, server, silent, over, passed: Default::default() }
    }

    /// Passes what comes that way, until one side ends it or a fault does.
    pub(super) fn pass(&self, way: Way, course: Course, shared: &Shared) {
        let (mut from, to) = match way {
            Way::ToServer => (&self.client, &self.server),
            Way::ToClient => (&self.server, &self.client),
        };
        let mut pump = Pump { line: self, way, to, course, passed: 0, closed: false, shared };
        let mut memory = [0; 16 << 10];
        loop {
            match from.read(&mut memory) {
                Ok(0) if self.is_over() || self.is_silent() || pump.closed => break,
                Ok(0) => {
                    // The end passes, too.
                    let _ = to.shutdown(Shutdown::Write);
                    return;
                }
                Ok(len) => {
                    if pump.pass(&memory[..len]).is_err() {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        self.end();
    }

    /// A fault happens at once; `way` is the way that a half-closed connection is closed.
    pub(super) fn strike(&self, way: Way, fault: Fault) {
        match fault {
            Fault::Crumbs(_) | Fault::Delay => {}
            Fault::HalfClose => {
                let to = if way == Way::ToServer { &self.server } else { &self.client };
                // It may have ended by itself.
                let _ = to.shutdown(Shutdown::Write);
            }
            Fault::Cut => self.end(),
            Fault::Reset => {
                reset_on_close(&self.client);
                reset_on_close(&self.server);
                self.over.store(true, Ordering::SeqCst);
                // Wakes both threads, without a word to the peers: those hear of it when the sockets close.
                let _ = self.client.shutdown(Shutdown::Read);
                let _ = self.server.shutdown(Shutdown::Read);
            }
            Fault::Silence => self.silent.store(true, Ordering::SeqCst),
        }
    }

    fn end(&self) {
        if !self.over.swap(true, Ordering::SeqCst) {
            // They may have ended by themselves.
            let _ = self.client.shutdown(Shutdown::Both);
            let _ = self.server.shutdown(Shutdown::Both);
        }
    }

    fn is_silent(&self) -> bool {
        self.silent.load(Ordering::SeqCst)
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    fn passed(&self, way: Way) -> &AtomicU64 {
        &self.passed[way as usize]
    }
}

/// Passes bytes one way.
struct Pump<'a> {
    line: &'a Line,
    way: Way,
    to: &'a TcpStream,
    course: Course,
    passed: u64,
    /// This way has been closed.
    closed: bool,
    shared: &'a Shared,
}

impl Pump<'_> {
    fn pass(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            self.wait_while_held();
            if self.line.is_over() {
                return Err(ErrorKind::ConnectionAborted.into());
            }
            if self.line.is_silent() || self.closed {
                return Ok(());
            }
            let mut crumbs = 0;
            if let Some(fault) = self.course.due(self.passed) {
                self.happen(fault);
                match fault {
                    Fault::Crumbs(count) => crumbs = count as usize,
                    Fault::Delay => self.wait_for_the_other_way(),
                    _ => continue,
                }
            }
            let free = self.course.next_after().map_or(bytes.len(), |next| (next - self.passed) as usize);
            let (piece, rest) = bytes.split_at(if crumbs > 0 { crumbs.min(free) } else { free }.min(bytes.len()));
            for crumb in piece.chunks(if crumbs > 0 { 1 } else { piece.len().max(1) }) {
                self.write(crumb)?;
            }
            bytes = rest;
        }
        // What ends the connection does not wait for another byte.
        if self.course.next_fault().is_some_and(|fault| !fault.is_harmless())
            && let Some(fault) = self.course.due(self.passed)
        {
            self.happen(fault);
        }
        Ok(())
    }

    fn happen(&mut self, fault: Fault) {
        let strike = Strike { way: self.way, after: self.passed, fault };
        self.shared.lock().deeds.push(Deed { connection: self.line.number, strike });
        self.line.strike(self.way, fault);
        self.closed |= fault == Fault::HalfClose;
    }

    fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.to.write(bytes) {
                Ok(len) => {
                    self.passed += len as u64;
                    self.line.passed(self.way).store(self.passed, Ordering::SeqCst);
                    bytes = &bytes[len..];
                }
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
                    if self.line.is_over() {
                        return Err(ErrorKind::ConnectionAborted.into());
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn wait_while_held(&self) {
        let mut state = self.shared.lock();
        while state.held[self.way as usize] && !self.line.is_over() {
            state = self.shared.wait(state, LOOK);
        }
    }

    fn wait_for_the_other_way(&self) {
        let other = if self.way == Way::ToServer { Way::ToClient } else { Way::ToServer };
        let counter = self.line.passed(other);
        let (before, end) = (counter.load(Ordering::SeqCst), Instant::now() + MOMENT);
        while counter.load(Ordering::SeqCst) == before && Instant::now() < end && !self.line.is_over() {
            std::thread::sleep(MOMENT / 20);
        }
    }
}
