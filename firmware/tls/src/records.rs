//! The records that TLS is made of, each as a whole.

use embedded_io::{ErrorKind, ErrorType};
use embedded_io_async::{Read, Write};

/// Kind, version and length.
const HEADER: usize = 5;

/// A fragment of 1024 bytes, and what encryption adds.
const LARGEST: usize = HEADER + 1024 + 256;

/// A connection that is read one record at a time, and not before all of the record is there: embedded-tls would forget what
/// it has read of one when its future is dropped, as a timeout does.
pub struct Records<S> {
    socket: S,
    record: [u8; LARGEST],
    received: usize,
    taken: usize,
}

impl<S> Records<S> {
    pub fn new(socket: S) -> Self {
        Records { socket, record: [0; LARGEST], received: 0, taken: 0 }
    }

    /// How long the record is, as far as that is known.
    fn expected(&self) -> usize {
        match self.record {
            [_, _, _, high, low, ..] if self.received >= HEADER => {
                HEADER + usize::from(u16::from_be_bytes([high, low]))
            }
            _ => HEADER,
        }
    }
}

impl<S: ErrorType> ErrorType for Records<S> {
    type Error = S::Error;
}

impl<S: Read<Error = ErrorKind>> Read for Records<S> {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        while self.received < HEADER || self.received < self.expected() {
            let expected = self.expected();
            let free = self.record.get_mut(self.received..expected).ok_or(ErrorKind::OutOfMemory)?;
            match self.socket.read(free).await? {
                0 => return Ok(0),
                len => self.received += len,
            }
        }
        let rest = &self.record[self.taken..self.received];
        let len = rest.len().min(memory.len());
        memory[..len].copy_from_slice(&rest[..len]);
        self.taken += len;
        if self.taken == self.received {
            (self.taken, self.received) = (0, 0);
        }
        Ok(len)
    }
}

impl<S: Write> Write for Records<S> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, S::Error> {
        self.socket.write(bytes).await
    }

    async fn flush(&mut self) -> Result<(), S::Error> {
        self.socket.flush().await
    }
}
