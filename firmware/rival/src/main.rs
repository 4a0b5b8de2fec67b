//! `PING` and `GET` with embedded-redis, RESP2.

#![no_std]
#![no_main]

extern crate alloc;

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::hint::black_box;
use core::net::SocketAddr;
use core::ptr;

use embedded_nal_async::TcpConnect;
use embedded_redis::network::ConnectionHandler;
use embedded_time::clock::Error;
use embedded_time::{Clock, Instant, fraction::Fraction};
use size::Dummy;

board::program!(main_program);

fn main_program() -> u8 {
    size::run(work)
}

fn work() -> bool {
    size::block_on(talk()).is_some_and(|value| &value == b"bar")
}

async fn talk() -> Option<[u8; 3]> {
    let handler = ConnectionHandler::resp2(black_box(SocketAddr::from(([127, 0, 0, 1], 6379))));
    let client = handler.connect(&Network, None::<&Timeless>).await.ok()?;
    client.ping().await.ok()?;
    let value = client.get(black_box("foo")).await.ok()??;
    value.to_bytes().as_ref().try_into().ok()
}

/// It wants to connect by itself.
struct Network;

impl TcpConnect for Network {
    type Error = embedded_io::ErrorKind;
    type Connection<'a> = Dummy;

    async fn connect<'a>(&'a self, _: SocketAddr) -> Result<Dummy, Self::Error> {
        Ok(Dummy::new())
    }
}

/// The clock that is not used.
#[derive(Debug)]
struct Timeless;

impl Clock for Timeless {
    type T = u64;
    const SCALING_FACTOR: Fraction = Fraction::new(1, 1000);

    fn try_now(&self) -> Result<Instant<Self>, Error> {
        Err(Error::NotRunning)
    }
}

/// Gives memory and never takes it back: the least that an allocator can be.
struct Heap {
    memory: Cell<[u64; SIZE / 8]>,
    used: Cell<usize>,
}

const SIZE: usize = 4096;

#[global_allocator]
static HEAP: Heap = Heap { memory: Cell::new([0; SIZE / 8]), used: Cell::new(0) };

// SAFETY: there is one thread, and no interrupt allocates.
unsafe impl Sync for Heap {}

// SAFETY: every piece is given once, aligned as asked for.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.used.get().next_multiple_of(layout.align());
        let end = start + layout.size();
        if end > SIZE {
            return ptr::null_mut();
        }
        self.used.set(end);
        self.memory.as_ptr().cast::<u8>().wrapping_add(start)
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}
