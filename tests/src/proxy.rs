//! A TCP proxy that does to a connection what networks do: it delays, splits, cuts, resets, goes silent.
//!
//! Bytes pass unchanged and in order, as TCP has it, until a fault ends the connection. What happens is either said by a
//! test, at once or at a byte, or drawn from a seed. [`Proxy::deeds`] tells what has been done.
//!
//! ```
//! use picoredis_tests::proxy::{Fault, Plan, Proxy, Way};
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! let proxy = Proxy::start(picoredis_tests::server().port(), Plan::once(Way::ToClient, 3, Fault::Cut))?;
//! let mut stream = TcpStream::connect(("127.0.0.1", proxy.port()))?;
//! stream.write_all(b"PING\r\n")?;
//! let mut reply = Vec::new();
//! stream.read_to_end(&mut reply)?;
//! assert_eq!(reply, b"+PO");
//! assert_eq!(proxy.deeds()[0].to_string(), "connection 0, to the client, after 3 bytes: cut");
//! # Ok::<(), std::io::Error>(())
//! ```

mod line;
mod linger;
mod plan;

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use line::Line;

pub use plan::{Deed, Dice, Fault, Plan, Strike, Way};

/// How long the connections may take to end, so that a broken test fails instead of hanging.
const LIMIT: Duration = Duration::from_secs(30);

/// A proxy between clients and one server, with two threads for each connection; dropping it ends them all.
#[derive(Debug)]
pub struct Proxy {
    port: u16,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Listens on a free loopback port, and connects whoever comes to the server at a loopback port.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start(server: u16, plan: Plan) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::new(Shared::new(plan));
        let listening = thread::spawn({
            let shared = Arc::clone(&shared);
            move || shared.listen(&listener, server)
        });
        Ok(Proxy { port, shared, listening: Some(listening) })
    }

    /// Where to connect to, on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address as clients take it: `redis://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// What happens to connections that are made from now on.
    pub fn set_plan(&self, plan: Plan) {
        self.shared.lock().plan = plan;
    }

    /// Nothing passes that way, on any connection, until [`release`](Proxy::release). What comes is kept.
    pub fn hold(&self, way: Way) {
        self.shared.set_held(way, true);
    }

    /// What was held passes now, and all that follows.
    pub fn release(&self, way: Way) {
        self.shared.set_held(way, false);
    }

    /// Does this to every open connection at once; what has come and not passed is lost. [`Fault::Crumbs`] and
    /// [`Fault::Delay`] happen to bytes and mean nothing here.
    pub fn strike(&self, fault: Fault) {
        for line in self.shared.lines() {
            line.strike(Way::ToClient, fault);
        }
    }

    /// How many connections there have been.
    pub fn connections(&self) -> u64 {
        self.shared.lock().connections
    }

    /// What has been done so far, in order.
    pub fn deeds(&self) -> Vec<Deed> {
        self.shared.lock().deeds.clone()
    }

    /// How many faults there have been so far.
    pub fn faults(&self) -> usize {
        self.shared.lock().deeds.len()
    }

    /// Waits until every connection has ended on both sides.
    ///
    /// # Panics
    /// When one has not after half a minute.
    pub fn wait_until_idle(&self) {
        let end = Instant::now() + LIMIT;
        let mut state = self.shared.lock();
        while state.running > 0 {
            assert!(Instant::now() < end, "{} ends of connections are still open", state.running);
            state = self.shared.wait(state, LIMIT);
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener. If it cannot be reached it is gone already.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
        self.strike(Fault::Cut);
        if !thread::panicking() {
            self.wait_until_idle();
        }
    }
}

/// What the threads of a proxy share.
#[derive(Debug)]
struct Shared {
    stopped: AtomicBool,
    state: Mutex<State>,
    /// Something in the state has changed.
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    plan: Plan,
    connections: u64,
    /// Threads that pass bytes.
    running: usize,
    lines: Vec<Weak<Line>>,
    deeds: Vec<Deed>,
    /// To the server, to the client.
    held: [bool; 2],
}

impl Shared {
    fn new(plan: Plan) -> Self {
        let state = State { plan, connections: 0, running: 0, lines: Vec::new(), deeds: Vec::new(), held: [false; 2] };
        Shared { stopped: AtomicBool::new(false), state: Mutex::new(state), changed: Condvar::new() }
    }

    /// A test that panics leaves the state as it is.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, limit: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, limit).unwrap_or_else(PoisonError::into_inner).0
    }

    fn lines(&self) -> Vec<Arc<Line>> {
        self.lock().lines.iter().filter_map(Weak::upgrade).collect()
    }

    fn set_held(&self, way: Way, held: bool) {
        self.lock().held[way as usize] = held;
        self.changed.notify_all();
    }

    fn listen(self: &Arc<Self>, listener: &TcpListener, server: u16) {
        loop {
            let accepted = listener.accept();
            if self.stopped.load(Ordering::SeqCst) {
                return;
            }
            let Ok((client, _)) = accepted else { continue };
            match TcpStream::connect((Ipv4Addr::LOCALHOST, server)) {
                Ok(server) => self.join(client, server),
                // The client sees the end, as when the server had closed.
                Err(_) => drop(client.shutdown(Shutdown::Both)),
            }
        }
    }

    fn join(self: &Arc<Self>, client: TcpStream, server: TcpStream) {
        let mut state = self.lock();
        let number = state.connections;
        state.connections += 1;
        state.running += 2;
        let line = Arc::new(Line::new(number, client, server));
        state.lines.retain(|line| line.strong_count() > 0);
        state.lines.push(Arc::downgrade(&line));
        for way in [Way::ToServer, Way::ToClient] {
            let course = state.plan.course(number, way);
            let (shared, line) = (Arc::clone(self), Arc::clone(&line));
            thread::spawn(move || {
                line.pass(way, course, &shared);
                // Before it is told that this has ended: with the last one the sockets close.
                drop(line);
                shared.lock().running -= 1;
                shared.changed.notify_all();
            });
        }
    }
}
