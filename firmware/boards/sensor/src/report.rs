//! Reporting what is measured.

use embassy_time::Ticker;
use picoredis::args::Joined;
use picoredis::asynch::{Redis, Transport};
use picoredis::{Error, ErrorKind, cmd};

use crate::Settings;

/// Something that tells how warm it is.
pub trait Thermometer {
    /// Degrees Celsius.
    fn celsius(&mut self) -> impl Future<Output = f32>;
}

/// Adds a reading to the stream every so often, until the connection is lost. The stream keeps the last thousand.
pub async fn report<T: Transport>(
    redis: &mut Redis<T, &mut [u8], 32>,
    settings: Settings<'_>,
    thermometer: &mut impl Thermometer,
) -> Error {
    let mut ticker = Ticker::every(settings.every);
    loop {
        let celsius = thermometer.celsius().await;
        // One argument, which stands nowhere as a whole.
        let json = Joined((r#"{"board":""#, settings.name, r#"","celsius":"#, celsius, "}"));
        let reading = cmd::xadd(settings.stream, ("MAXLEN", "~", 1000, "*"), ("json", json));
        match redis.run(reading.reply::<()>()).await {
            // One reading less: the next may be accepted.
            Err(error) if matches!(error.kind(), ErrorKind::Server(_)) => {}
            Err(error) => return error,
            Ok(()) => {}
        }
        ticker.next().await;
    }
}
