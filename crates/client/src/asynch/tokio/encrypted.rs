//! A socket of tokio with TLS over it. Rustls does no input and output of its own: here is when what goes where.

use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll, Waker, ready};
use std::io::{self, BufRead as _, Read as _, Write as _};

use ::tokio::io::{AsyncRead as _, AsyncWrite as _, ReadBuf};
use ::tokio::net::TcpStream;
use rustls::{ClientConnection, ProtocolVersion};

use crate::transport::tls::{explained, is_failure};

/// The most that waits to be sent: one record.
const RECORD: usize = 16 << 10;

/// A connection with TLS, the handshake behind it.
#[derive(Debug)]
pub(super) struct Encrypted {
    session: ClientConnection,
    socket: TcpStream,
    /// Something of the server's own has come.
    heard: bool,
}

impl Encrypted {
    /// Says hello and makes sure who the server is.
    pub(super) async fn shake_hands(session: ClientConnection, socket: TcpStream) -> io::Result<Self> {
        let mut encrypted = Encrypted { session, socket, heard: false };
        encrypted.session.set_buffer_limit(Some(RECORD));
        poll_fn(|cx| encrypted.poll_handshake(cx)).await?;
        Ok(encrypted)
    }

    fn poll_handshake(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        loop {
            ready!(self.poll_flush(cx))?;
            if !self.session.is_handshaking() {
                return Poll::Ready(Ok(()));
            }
            if ready!(self.poll_receive(cx))? == 0 {
                return Poll::Ready(Err(io::Error::new(
                    io::ErrorKind::UnexpectedEof,
                    "the server closed the connection during the TLS handshake",
                )));
            }
        }
    }

    /// Whether the server has yet to say what it thinks of the client's certificate: see
    /// [`transport::Stream`](crate::transport::Stream).
    pub(super) fn is_on_trial(&self) -> bool {
        !self.heard && self.session.protocol_version() == Some(ProtocolVersion::TLSv1_3)
    }

    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>, memory: &mut [u8]) -> Poll<io::Result<usize>> {
        loop {
            match self.session.reader().read(memory) {
                Ok(len) => {
                    self.heard = true;
                    return Poll::Ready(Ok(len));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // Not every server says goodbye, and replies know their own length.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Poll::Ready(Ok(0)),
                Err(error) => return Poll::Ready(Err(error)),
            }
            // A peer that waits for us to read takes nothing meanwhile: reading goes on all the same.
            if let Poll::Ready(sent) = self.poll_flush(cx) {
                sent?;
            }
            ready!(self.poll_receive(cx))?;
        }
    }

    pub(super) fn poll_write(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_flush(cx))?;
        Poll::Ready(self.session.writer().write(bytes))
    }

    /// Sends what was collected.
    pub(super) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.session.wants_write() {
            let sent = self.session.write_tls(&mut Raw { socket: &mut self.socket, cx });
            match ready!(pending(sent)) {
                Ok(_) => {}
                Err(error) => return self.poll_refusal(error, cx).map(Err),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// As [`Stream::is_stale`](super::Stream::is_stale).
    pub(super) fn is_stale(&mut self) -> bool {
        if matches!(super::socket::ahead(&self.socket), Ok(Some(0)) | Err(_)) {
            return true;
        }
        let cx = &mut Context::from_waker(Waker::noop());
        loop {
            match self.session.reader().fill_buf() {
                Ok(ahead) => return ahead.is_empty(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(_) => return true,
            }
            match self.poll_receive(cx) {
                Poll::Ready(Ok(_)) => {}
                Poll::Ready(Err(_)) => return true,
                Poll::Pending => return false,
            }
        }
    }

    /// Tells the peer that this is the end, if it takes a word at once.
    pub(super) fn say_goodbye(&mut self) {
        self.session.send_close_notify();
        // It will understand a closed socket too.
        let _ = self.poll_flush(&mut Context::from_waker(Waker::noop()));
    }

    /// Receives and decrypts what comes next; 0 is the end of all.
    fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let received = self.session.read_tls(&mut Raw { socket: &mut self.socket, cx });
        let received = ready!(pending(received))?;
        if let Err(error) = self.session.process_new_packets() {
            // The peer is told what displeases us, if it takes a word at once.
            let _ = self.session.write_tls(&mut Raw { socket: &mut self.socket, cx });
            return Poll::Ready(Err(explained(error)));
        }
        Poll::Ready(Ok(received))
    }

    /// Who closes the connection may have said why before: what came is read to its end, which is near.
    #[cold]
    fn poll_refusal(&mut self, error: io::Error, cx: &mut Context<'_>) -> Poll<io::Error> {
        loop {
            match ready!(self.poll_receive(cx)) {
                Ok(1..) => {}
                Err(told) if is_failure(&told) => return Poll::Ready(told),
                _ => return Poll::Ready(error),
            }
        }
    }
}

/// The socket as rustls wants it: what would have to wait says `WouldBlock`, and the task is woken when it need not.
struct Raw<'a, 'b> {
    socket: &'a mut TcpStream,
    cx: &'a mut Context<'b>,
}

impl io::Read for Raw<'_, '_> {
    fn read(&mut self, memory: &mut [u8]) -> io::Result<usize> {
        let mut memory = ReadBuf::new(memory);
        match Pin::new(&mut *self.socket).poll_read(self.cx, &mut memory) {
            Poll::Ready(read) => read.map(|()| memory.filled().len()),
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl io::Write for Raw<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match Pin::new(&mut *self.socket).poll_write(self.cx, bytes) {
            Poll::Ready(written) => written,
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The way back.
fn pending<T>(result: io::Result<T>) -> Poll<io::Result<T>> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Poll::Pending,
        result => Poll::Ready(result),
    }
}
