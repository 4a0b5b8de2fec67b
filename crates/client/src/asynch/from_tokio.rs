//! Readers of tokio's as those of embedded-io.

use core::future::poll_fn;
use core::pin::Pin;
use core::task::ready;
use std::io;

use embedded_io_async::{ErrorType, Read};
use tokio::io::{AsyncRead, ReadBuf};

/// A reader of tokio's, such as a file, as one of embedded-io: for [`run_from`](super::Redis::run_from).
///
/// ```
/// # let url = picoredis_tests::server().url();
/// # tokio::runtime::Runtime::new().unwrap().block_on(async {
/// use picoredis::asynch::{FromTokio, Redis};
/// use picoredis::cmd;
///
/// let mut redis = Redis::open(&url).await?;
/// let mut file = &b"a large file"[..]; // or a tokio::fs::File
/// let len = file.len() as u64;
/// redis.run_from(cmd::set("tokio:file", ()), len, FromTokio(&mut file), ("EX", 10)).await?;
/// assert_eq!(redis.get("tokio:file").await?.unwrap(), "a large file");
/// # redis.del("tokio:file").await?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
#[derive(Debug)]
pub struct FromTokio<T>(pub T);

impl<T> ErrorType for FromTokio<T> {
    type Error = io::Error;
}

impl<T: AsyncRead + Unpin> Read for FromTokio<T> {
    async fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        poll_fn(|cx| {
            let mut buf = ReadBuf::new(buf);
            ready!(Pin::new(&mut self.0).poll_read(cx, &mut buf))?;
            Ok(buf.filled().len()).into()
        })
        .await
    }
}
