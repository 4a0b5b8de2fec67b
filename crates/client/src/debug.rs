//! The wire, made visible.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::convert::Infallible;
use core::fmt;

use picoredis_core::command::{AnyCommand, Secrets};
use picoredis_core::encode::{Encoder, Visit};

/// What passed over the wire; its `Display` is a line such as `SEND: "*1\r\n$4\r\nPING\r\n"`.
///
/// Passwords are masked. Of what is long, the beginning is displayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire<'a> {
    /// A command that was sent.
    Send(&'a [u8]),
    /// A header, a line or a payload that was received, or the piece of it that came in one go.
    Recv(&'a [u8]),
}

/// How much of something long is shown.
const SHOWN: usize = 512;

impl fmt::Display for Wire<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, bytes) = match self {
            Wire::Send(bytes) => ("SEND", bytes),
            Wire::Recv(bytes) => ("RECV", bytes),
        };
        let shown = bytes.get(..SHOWN).unwrap_or(bytes);
        write!(f, "{verb}: \"{}\"", shown.escape_ascii())?;
        match bytes.len() - shown.len() {
            0 => Ok(()),
            hidden => write!(f, "... and {hidden} bytes more"),
        }
    }
}

/// Where the wire is shown, if it is. (For drivers outside of this crate, too.)
#[derive(Default)]
pub struct Tap(Option<Box<dyn Show>>);

/// What shows the wire. It is a trait so that a program that shows nothing has nothing of it.
trait Show: Send {
    fn sends(&mut self, command: &AnyCommand<'_>);

    fn receives(&mut self, token: &[u8]);

    #[cfg(feature = "tokio")]
    fn show(&mut self, wire: Wire<'_>);
}

impl Tap {
    /// Shows it to `show`.
    pub fn new(show: impl FnMut(Wire<'_>) + Send + 'static) -> Self {
        Tap(Some(Box::new(Showing(show))))
    }

    /// Shows what another tap was shown.
    #[cfg(feature = "tokio")]
    pub(crate) fn show(&mut self, wire: Wire<'_>) {
        if let Some(show) = &mut self.0 {
            show.show(wire);
        }
    }

    /// Whether it is shown.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Shows a command, its secrets masked.
    #[inline]
    pub fn sends(&mut self, command: &AnyCommand<'_>) {
        if let Some(show) = &mut self.0 {
            show.sends(command);
        }
    }

    /// Shows what the decoder has just read: a token, or a piece of one.
    #[inline]
    pub fn receives(&mut self, token: &[u8]) {
        if let Some(show) = &mut self.0 {
            show.receives(token);
        }
    }
}

/// What a tap of the next connection shows the wire to. That makes a tap through a pointer: a program that asks for none has
/// nothing of it.
#[cfg(feature = "std")]
#[derive(Clone, Copy)]
pub(crate) struct ShownTo {
    show: fn(Wire<'_>),
    tap: fn(fn(Wire<'_>)) -> Tap,
}

#[cfg(feature = "std")]
impl ShownTo {
    pub(crate) fn new(show: fn(Wire<'_>)) -> Self {
        ShownTo { show, tap: |show| Tap::new(show) }
    }

    pub(crate) fn tap(self) -> Tap {
        (self.tap)(self.show)
    }
}

/// Shows it to a closure.
struct Showing<F>(F);

impl<F: FnMut(Wire<'_>) + Send> Show for Showing<F> {
    fn sends(&mut self, command: &AnyCommand<'_>) {
        (self.0)(Wire::Send(&masked(command)));
    }

    /// A header has a line of its own.
    fn receives(&mut self, token: &[u8]) {
        let header = match token {
            [b'$' | b'=' | b'!', ..] => token.iter().position(|&byte| byte == b'\n').map_or(0, |lf| lf + 1),
            _ => 0,
        };
        let (header, payload) = token.split_at(header);
        for part in [header, payload] {
            if !part.is_empty() {
                (self.0)(Wire::Recv(part));
            }
        }
    }

    #[cfg(feature = "tokio")]
    fn show(&mut self, wire: Wire<'_>) {
        (self.0)(wire);
    }
}

impl fmt::Debug for Tap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_on() { "on" } else { "off" })
    }
}

/// A command as it is sent, but for its secrets.
fn masked(command: &AnyCommand<'_>) -> Vec<u8> {
    let mut masking = Masking { encoder: Encoder::new(Vec::new()), secrets: Secrets::default(), secret: false };
    let Ok(()) = masking.encoder.begin(command.count());
    let Ok(()) = command.visit(&mut masking);
    masking.encoder.into_sink()
}

/// Encodes a command with stars for its secrets: so many that not even the length of one is told.
struct Masking {
    encoder: Encoder<Vec<u8>>,
    secrets: Secrets,
    /// The argument that comes in pieces is one.
    secret: bool,
}

/// What stands for a secret.
const MASK: &[u8] = b"********";

impl Visit for Masking {
    type Error = Infallible;

    fn arg(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        let secret = self.secrets.is_secret(bytes);
        self.encoder.arg(if secret { MASK } else { bytes })
    }

    fn begin_arg(&mut self, len: u64) -> Result<(), Infallible> {
        self.secret = self.secrets.is_secret(b"");
        if self.secret {
            self.encoder.begin_arg(MASK.len() as u64)?;
            return self.encoder.piece(MASK);
        }
        self.encoder.begin_arg(len)
    }

    fn piece(&mut self, bytes: &[u8]) -> Result<(), Infallible> {
        if self.secret { Ok(()) } else { self.encoder.piece(bytes) }
    }

    fn end_arg(&mut self) -> Result<(), Infallible> {
        self.encoder.end_arg()
    }
}
