//! Listening for what to do.

use picoredis::asynch::{Redis, Transport};
use picoredis::reply::Buf;
use picoredis::{Error, ErrorKind};

use crate::Settings;

/// Something that shines.
pub trait Lamp {
    /// Switches it.
    fn set(&mut self, on: bool) -> impl Future<Output = ()>;
}

/// Switches the lamp as it is told on the channel, until the connection is lost.
pub async fn listen<T: Transport>(
    redis: &mut Redis<T, &mut [u8], 32>,
    settings: Settings<'_>,
    lamp: &mut impl Lamp,
) -> Error {
    if let Err(error) = redis.subscribe(settings.channel).await {
        return error;
    }
    loop {
        match redis.next_push_as::<(Buf<8>, Buf<32>, Buf<8>)>().await {
            Ok((_, _, word)) if *word == *b"on" => lamp.set(true).await,
            Ok((_, _, word)) if *word == *b"off" => lamp.set(false).await,
            Ok(_) => {}
            // A message that is too long for a lamp: the next one may not be.
            Err(error) if matches!(error.kind(), ErrorKind::Reply(_)) => {}
            Err(error) => return error,
        }
    }
}
