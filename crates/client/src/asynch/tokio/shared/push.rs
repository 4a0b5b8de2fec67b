//! Pushes, for those who share a connection.

use super::SharedRedis;
use super::line::Standing;
use crate::error::{Error, ErrorKind, Fate, Result};
use crate::push::Push;

impl SharedRedis {
    /// The next thing that the server said unasked: a message, an invalidation. Each is given to one caller: let one task
    /// take them for all. The future may be dropped: nothing is lost with it.
    ///
    /// What nobody takes is kept, up to 16 MiB; [`Push::Missed`] tells of what was not.
    ///
    /// ```
    /// # tokio::runtime::Runtime::new().unwrap().block_on(async {
    /// # let url = picoredis_tests::server().url();
    /// use picoredis::Protocol;
    /// use picoredis::asynch::Redis;
    ///
    /// let redis = Redis::builder().url(&url)?.protocol(Protocol::Resp3).connect_shared().await?;
    /// redis.subscribe("news").await?;
    /// redis.publish("news", "it works").await?;
    /// let message = redis.next_push().await?.into_message().unwrap();
    /// assert_eq!(message.payload, "it works");
    /// # Ok::<(), picoredis::Error>(())
    /// # }).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// There is no connection, and nothing is left that came before.
    pub async fn next_push(&self) -> Result<Push> {
        self.0.line.lock().wants();
        loop {
            let heard = self.0.line.heard.notified();
            let mut heard = core::pin::pin!(heard);
            // From here on nothing is missed.
            heard.as_mut().enable();
            {
                let mut queue = self.0.line.lock();
                if let Some(push) = queue.pushes.pop_front() {
                    if queue.more_pushes {
                        queue.wake();
                    }
                    return Ok(push);
                }
                if queue.standing != Standing::Open {
                    return Err(Error::new(ErrorKind::NotConnected, Fate::NotSent));
                }
            }
            heard.await;
        }
    }
}
