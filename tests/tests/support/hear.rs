//! The next push, by either face.

use std::task::{Context, Waker};
use std::time::{Duration, Instant};

use picoredis::{Push, Redis};

use crate::wire::AsyncRedis;

/// For what does come.
const LONG: Duration = Duration::from_secs(20);

/// The blocking face.
pub(crate) trait Hear {
    /// The next push, which comes.
    fn hear(&mut self) -> Push;

    /// That nothing has come.
    fn assert_silence(&mut self);
}

impl Hear for Redis {
    fn hear(&mut self) -> Push {
        self.next_push(LONG).unwrap().expect("nothing came")
    }

    fn assert_silence(&mut self) {
        assert_eq!(self.next_push(Duration::from_millis(20)).unwrap(), None);
    }
}

/// The async face.
pub(crate) trait HearAsync {
    /// The next push, which comes.
    async fn hear(&mut self) -> Push;

    /// That nothing has come.
    async fn assert_silence(&mut self);
}

impl HearAsync for AsyncRedis {
    async fn hear(&mut self) -> Push {
        self.next_push().await.unwrap()
    }

    async fn assert_silence(&mut self) {
        let mut next = std::pin::pin!(self.next_push());
        let end = Instant::now() + Duration::from_millis(20);
        while Instant::now() < end {
            let said = next.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            assert!(said.is_pending(), "{said:?}");
        }
    }
}
