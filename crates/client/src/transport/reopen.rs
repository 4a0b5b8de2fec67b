//! Opening a connection again.

use std::io;
use std::time::Duration;

use super::{Stream, Transport};

/// A transport that can be opened and closed any number of times: a [`Stream`], or one that wraps a stream to do something
/// of its own around each read and write. See [`Config::connect_over`](crate::Config::connect_over).
pub trait Reopen: Transport {
    /// The stream.
    fn stream(&self) -> &Stream;

    /// The stream, to be changed.
    fn stream_mut(&mut self) -> &mut Stream;

    /// Opens a connection to where the configuration says, in the place of the one that was.
    ///
    /// # Errors
    ///
    /// Those of the system, or of TLS.
    fn reopen(&mut self, timeout: Option<Duration>) -> io::Result<()> {
        self.stream_mut().open(timeout)
    }

    /// Lets so much time go by, before it is opened again: see [`Reconnect`](crate::Reconnect).
    fn wait(&mut self, time: Duration) {
        std::thread::sleep(time);
    }
}

impl Reopen for Stream {
    fn stream(&self) -> &Stream {
        self
    }

    fn stream_mut(&mut self) -> &mut Stream {
        self
    }
}
