//! An address that leads to one server or another.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::thread;

/// Passes connections on to a loopback port. Those that are open stay where they are when it changes.
#[derive(Debug)]
pub(crate) struct Switch {
    port: u16,
    target: Arc<AtomicU16>,
    misled: Arc<AtomicUsize>,
}

impl Switch {
    /// Leads there.
    pub(crate) fn start(target: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let target = Arc::new(AtomicU16::new(target));
        let misled = Arc::default();
        let (shared, counting) = (Arc::clone(&target), Arc::clone(&misled));
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                match shared.load(Ordering::SeqCst) {
                    0 => return,
                    port => join(client, port, &counting),
                }
            }
        });
        Switch { port, target, misled }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// How many connections were led to where there is nobody.
    #[allow(dead_code, reason = "not every test asks")]
    pub(crate) fn misled(&self) -> usize {
        self.misled.load(Ordering::SeqCst)
    }

    /// Leads there from now on.
    pub(crate) fn lead_to(&self, target: u16) {
        self.target.store(target, Ordering::SeqCst);
    }
}

impl Drop for Switch {
    fn drop(&mut self) {
        self.lead_to(0);
        // Wakes the listener. If it cannot be reached it is gone already.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

/// Each thread ends with its connection.
fn join(client: TcpStream, port: u16, misled: &AtomicUsize) {
    let Ok(server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        misled.fetch_add(1, Ordering::SeqCst);
        return;
    };
    for (from, to) in [(&client, &server), (&server, &client)] {
        let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        thread::spawn(move || {
            // However it ends, it ends on both sides.
            let _ = io::copy(&mut from, &mut to);
            let _ = to.shutdown(Shutdown::Both);
            let _ = from.shutdown(Shutdown::Both);
        });
    }
}
