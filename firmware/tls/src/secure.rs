//! A TLS connection as a transport.

use embassy_time::{Duration, Instant};
use embedded_io::{Error as _, ErrorKind, ErrorType};
use embedded_io_async::{Read, Write};
use embedded_tls::{Aes128GcmSha256, MaxFragmentLength, TlsConfig, TlsConnection, TlsContext, TlsError};
use picoredis::asynch::Transport;
use sensor::{Socket, within};

use crate::records::Records;
use crate::trust::Trust;

/// What is received and sent in: the server is asked for fragments of 1024 bytes, and this end sends none that are larger.
pub struct Fragments {
    receive: [u8; 2048],
    send: [u8; 1024],
}

impl Fragments {
    pub const fn new() -> Self {
        Fragments { receive: [0; 2048], send: [0; 1024] }
    }
}

/// A TLS connection with a deadline, which the client sets.
pub struct Secure<'a> {
    connection: TlsConnection<'a, Records<Socket<'a>>, Aes128GcmSha256>,
    deadline: Option<Instant>,
    /// A record is on its way. If it is so when the next begins, nobody knows how much of it was sent.
    writing: bool,
}

impl<'a> Secure<'a> {
    /// Shakes hands with the server of that name.
    pub async fn open(
        socket: Socket<'a>,
        fragments: &'a mut Fragments,
        trust: Trust<'_>,
        name: &str,
    ) -> Result<Self, TlsError> {
        let config = TlsConfig::new().with_server_name(name).with_max_fragment_length(MaxFragmentLength::Bits10);
        let records = Records::new(socket);
        let mut connection = TlsConnection::new(records, &mut fragments.receive, &mut fragments.send);
        connection.open(TlsContext::new(&config, trust)).await?;
        Ok(Secure { connection, deadline: None, writing: false })
    }

    /// Something that must not be given up half way: then the connection is of no use any more.
    async fn send<R>(
        &mut self,
        work: impl AsyncFnOnce(&mut TlsConnection<'a, Records<Socket<'a>>, Aes128GcmSha256>) -> Result<R, TlsError>,
    ) -> Result<R, ErrorKind> {
        if core::mem::replace(&mut self.writing, true) {
            return Err(ErrorKind::ConnectionAborted);
        }
        let sent = within(self.deadline, async { work(&mut self.connection).await.map_err(kind) }).await;
        self.writing = sent.is_err();
        sent
    }
}

/// embedded-tls knows no kind for a peer that has gone.
fn kind(error: TlsError) -> ErrorKind {
    match error {
        TlsError::ConnectionClosed | TlsError::IoError | TlsError::MissingHandshake => ErrorKind::ConnectionAborted,
        other => other.kind(),
    }
}

impl ErrorType for Secure<'_> {
    type Error = ErrorKind;
}

impl Read for Secure<'_> {
    async fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        within(self.deadline, async { self.connection.read(memory).await.map_err(kind) }).await
    }
}

impl Write for Secure<'_> {
    async fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        self.send(async |connection| connection.write(bytes).await).await
    }

    async fn flush(&mut self) -> Result<(), ErrorKind> {
        self.send(async |connection| connection.flush().await).await
    }
}

impl Transport for Secure<'_> {
    fn set_deadline(&mut self, millis: Option<u64>) {
        self.deadline = millis.map(|millis| Instant::now() + Duration::from_millis(millis));
    }

    fn now(&mut self) -> Option<u64> {
        Some(Instant::now().as_millis())
    }
}
