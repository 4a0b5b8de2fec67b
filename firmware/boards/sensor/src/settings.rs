//! Who the board is, and whom it talks to.

use core::net::SocketAddrV4;

use embassy_time::Duration;

/// Who this is, and whom it talks to.
#[derive(Clone, Copy)]
pub struct Settings<'a> {
    /// The server.
    pub server: SocketAddrV4,
    /// Its password, if it wants one.
    pub password: Option<&'a str>,
    /// What the board calls itself in its readings.
    pub name: &'a str,
    /// The stream that readings are added to.
    pub stream: &'a str,
    /// The channel on which the lamp is told to be `on` or `off`.
    pub channel: &'a str,
    /// How often it measures.
    pub every: Duration,
}

/// The settings of a board of that name, from the environment when it is compiled: `REDIS_SERVER`, such as
/// `192.168.1.100:6379`, and `REDIS_PASSWORD`.
#[macro_export]
macro_rules! settings {
    ($name:literal) => {
        $crate::Settings {
            server: option_env!("REDIS_SERVER").unwrap_or("192.168.1.100:6379").parse().expect("ADDRESS:PORT"),
            password: option_env!("REDIS_PASSWORD"),
            name: $name,
            stream: "readings",
            channel: "led",
            every: $crate::EVERY,
        }
    };
}

/// Name and password of the wireless network, from the environment when it is compiled: `WIFI_NETWORK` and `WIFI_PASSWORD`.
#[macro_export]
macro_rules! wireless {
    () => {
        (option_env!("WIFI_NETWORK").unwrap_or("network"), option_env!("WIFI_PASSWORD").unwrap_or("password"))
    };
}

/// How often boards measure.
pub const EVERY: Duration = Duration::from_secs(10);
