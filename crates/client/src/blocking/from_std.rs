//! Readers of the standard library as those of embedded-io.

use std::io::{self, Read};

/// A reader of the standard library, such as a file, as one of embedded-io: for [`run_from`](crate::Redis::run_from).
///
/// ```
/// # let mut redis = picoredis::Redis::open(&picoredis_tests::server().url())?;
/// use picoredis::{FromStd, cmd};
///
/// let file = std::io::Cursor::new("a large file"); // or a File
/// redis.run_from(cmd::set("std:file", ()), 12, FromStd(file), ("EX", 10))?;
/// assert_eq!(redis.get("std:file")?.unwrap(), "a large file");
/// # redis.del("std:file")?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct FromStd<T>(pub T);

impl<T> embedded_io::ErrorType for FromStd<T> {
    type Error = io::Error;
}

impl<T: Read> embedded_io::Read for FromStd<T> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}
