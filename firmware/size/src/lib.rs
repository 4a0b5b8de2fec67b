//! What all the programs have in common: a connection that answers `PING` and `GET`, and the question how much stack it
//! took. A program with picoredis, less the same program without it, is what picoredis adds.

#![no_std]

use core::future::poll_fn;
use core::hint::black_box;
use core::panic::PanicInfo;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use embedded_io::{ErrorKind, ErrorType, Read, Write};

/// A connection whose answers are known, but not to the compiler.
pub struct Dummy {
    answers: core::slice::Iter<'static, &'static [u8]>,
}

static ANSWERS: [&[u8]; 2] = [b"+PONG\r\n", b"$3\r\nbar\r\n"];

impl Dummy {
    pub fn new() -> Self {
        Dummy { answers: black_box(&ANSWERS).iter() }
    }
}

impl Default for Dummy {
    fn default() -> Self {
        Self::new()
    }
}

impl ErrorType for Dummy {
    type Error = ErrorKind;
}

impl Read for Dummy {
    #[inline(never)]
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        let Some(answer) = self.answers.next() else { return Err(black_box(ErrorKind::Other)) };
        let len = answer.len().min(memory.len());
        memory[..len].copy_from_slice(&answer[..len]);
        Ok(len)
    }
}

impl Write for Dummy {
    #[inline(never)]
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        // Another network would take a part, or fail.
        match black_box(bytes).len() {
            0 => Err(black_box(ErrorKind::Other)),
            len => Ok(black_box(len)),
        }
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

/// The same for `async` functions: each waits once.
impl embedded_io_async::Read for Dummy {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        pause().await;
        Read::read(self, memory)
    }
}

impl embedded_io_async::Write for Dummy {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        pause().await;
        Write::write(self, bytes)
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        Ok(())
    }
}

/// Is ready when it is asked again.
async fn pause() {
    let mut asked = false;
    poll_fn(|_| if core::mem::replace(&mut asked, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Runs a future to its end, as the simplest executor does.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Runs the program: says how much stack it took.
pub fn run(work: fn() -> bool) -> u8 {
    let mut good = false;
    let stack = board::stack::measure(|| good = black_box(work)());
    board::host::say_hex(stack);
    u8::from(!good)
}

/// Without words: they, and all of the formatting of `core`, would be in every program.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    board::host::exit(101)
}
