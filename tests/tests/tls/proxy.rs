//! A line between client and server that stops at a byte.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// Passes bytes on, both ways, as far as the gates let them.
pub(crate) struct Proxy {
    port: u16,
    up: Arc<Gate>,
    down: Arc<Gate>,
}

impl Proxy {
    /// Listens on a free port of the loopback, and connects each client to the server at `port`.
    pub(crate) fn start(port: u16) -> Self {
        Self::start_with(port, |client, server, up, down| {
            let (client_too, server_too) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || pump(server_too, client_too, &down));
            pump(client, server, &up);
        })
    }

    /// The same with one arm only: it takes nothing from the client while the client has not taken all that was said to it.
    pub(crate) fn start_one_armed(port: u16) -> Self {
        Self::start_with(port, |client, server, _, _| shuttle(client, server))
    }

    fn start_with(
        port: u16,
        connect: impl Fn(TcpStream, TcpStream, Arc<Gate>, Arc<Gate>) + Clone + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let proxy = Proxy { port: listener.local_addr().unwrap().port(), up: Arc::default(), down: Arc::default() };
        let (up, down) = (Arc::clone(&proxy.up), Arc::clone(&proxy.down));
        thread::spawn(move || {
            for client in listener.incoming() {
                let (connect, up, down) = (connect.clone(), Arc::clone(&up), Arc::clone(&down));
                let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { return };
                thread::spawn(move || connect(client.unwrap(), server, up, down));
            }
        });
        proxy
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What goes to the server.
    pub(crate) fn up(&self) -> &Gate {
        &self.up
    }

    /// What comes from the server.
    pub(crate) fn down(&self) -> &Gate {
        &self.down
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.up.open();
        self.down.open();
    }
}

/// How many bytes may pass; `None` is all.
#[derive(Default)]
pub(crate) struct Gate {
    left: Mutex<Option<usize>>,
    passed: AtomicUsize,
    garbles: AtomicBool,
    changed: Condvar,
}

impl Gate {
    /// Lets so many bytes pass from now on, and no more.
    pub(crate) fn allow(&self, bytes: usize) {
        *self.left.lock().unwrap() = Some(bytes);
        self.changed.notify_all();
    }

    /// Lets everything pass.
    pub(crate) fn open(&self) {
        *self.left.lock().unwrap() = None;
        self.changed.notify_all();
    }

    /// From now on, or no longer, every byte is another one.
    pub(crate) fn garble(&self, garbles: bool) {
        self.garbles.store(garbles, Ordering::SeqCst);
    }

    /// How many bytes have passed.
    pub(crate) fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }

    /// Waits until some of `wanted` bytes may pass; returns how many.
    fn pass(&self, wanted: usize) -> usize {
        let left = self.left.lock().unwrap();
        let mut left = self.changed.wait_while(left, |left| *left == Some(0)).unwrap();
        let passing = left.map_or(wanted, |left| left.min(wanted));
        *left = left.map(|left| left - passing);
        self.passed.fetch_add(passing, Ordering::SeqCst);
        passing
    }
}

fn pump(mut from: TcpStream, mut to: TcpStream, gate: &Gate) {
    let mut memory = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut memory) {
        if gate.garbles.load(Ordering::SeqCst) {
            memory[..count].iter_mut().for_each(|byte| *byte ^= 1);
        }
        let mut bytes = &memory[..count];
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(gate.pass(bytes.len()));
            if to.write_all(now).is_err() {
                return;
            }
            bytes = later;
        }
    }
    // Who has left already needs no word.
    let _ = to.shutdown(Shutdown::Write);
}

fn shuttle(mut client: TcpStream, mut server: TcpStream) {
    let mut memory = [0; 64 << 10];
    for socket in [&client, &server] {
        socket.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    }
    loop {
        // All that the server says first.
        match server.read(&mut memory) {
            Ok(count @ 1..) => match client.write_all(&memory[..count]) {
                Ok(()) => continue,
                Err(_) => return,
            },
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            _ => return,
        }
        match client.read(&mut memory) {
            Ok(count @ 1..) if server.write_all(&memory[..count]).is_ok() => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            _ => return,
        }
    }
}
