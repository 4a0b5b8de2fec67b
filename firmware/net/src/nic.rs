//! The network card: the same few words for each machine.

#[cfg(target_arch = "arm")]
mod lan9118;
#[cfg(target_arch = "riscv32")]
mod virtio;

#[cfg(target_arch = "arm")]
pub use lan9118::Lan9118 as Card;
#[cfg(target_arch = "riscv32")]
pub use virtio::Virtio as Card;

use smoltcp::phy::{self, Device, DeviceCapabilities, Medium};
use smoltcp::time::Instant;

/// The longest frame.
pub const FRAME: usize = 1514;

/// What a card is to `smoltcp`: frames in and out, each through a buffer of its own.
pub struct Frames {
    card: Card,
}

impl Frames {
    pub fn new(card: Card) -> Self {
        Frames { card }
    }
}

impl Device for Frames {
    type RxToken<'a> = Received;
    type TxToken<'a> = Transmit<'a>;

    fn receive(&mut self, _: Instant) -> Option<(Received, Transmit<'_>)> {
        let mut frame = [0; FRAME];
        let len = self.card.receive(&mut frame)?;
        Some((Received { frame, len }, Transmit { card: &mut self.card }))
    }

    fn transmit(&mut self, _: Instant) -> Option<Transmit<'_>> {
        Some(Transmit { card: &mut self.card })
    }

    fn capabilities(&self) -> DeviceCapabilities {
        let mut capabilities = DeviceCapabilities::default();
        capabilities.medium = Medium::Ethernet;
        capabilities.max_transmission_unit = FRAME;
        capabilities
    }
}

/// A frame that has come.
pub struct Received {
    frame: [u8; FRAME],
    len: usize,
}

impl phy::RxToken for Received {
    fn consume<R, F: FnOnce(&[u8]) -> R>(self, take: F) -> R {
        take(&self.frame[..self.len])
    }
}

/// A frame that may be sent.
pub struct Transmit<'a> {
    card: &'a mut Card,
}

impl phy::TxToken for Transmit<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, fill: F) -> R {
        let mut frame = [0; FRAME];
        let result = fill(&mut frame[..len]);
        self.card.send(&frame[..len]);
        result
    }
}
