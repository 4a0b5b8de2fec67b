//! What embassy-net wants of the network card.

use core::task::Context;

use embassy_net::driver::{self, Capabilities, Driver, HardwareAddress, LinkState};

use crate::interrupts;
use crate::nic::{Card, FRAME};

impl Driver for Card {
    type RxToken<'a> = Received;
    type TxToken<'a> = Transmit<'a>;

    fn receive(&mut self, context: &mut Context<'_>) -> Option<(Received, Transmit<'_>)> {
        let mut frame = [0; FRAME];
        interrupts::wake_for_frame(context.waker());
        // Before it is asked: of a frame that comes from now on, the card speaks again.
        self.acknowledge();
        let Some(len) = Card::receive(self, &mut frame) else {
            interrupts::await_frame();
            return None;
        };
        Some((Received { frame, len }, Transmit { card: self }))
    }

    fn transmit(&mut self, _: &mut Context<'_>) -> Option<Transmit<'_>> {
        Some(Transmit { card: self })
    }

    fn link_state(&mut self, _: &mut Context<'_>) -> LinkState {
        LinkState::Up
    }

    fn capabilities(&self) -> Capabilities {
        let mut capabilities = Capabilities::default();
        capabilities.max_transmission_unit = FRAME;
        capabilities
    }

    fn hardware_address(&self) -> HardwareAddress {
        HardwareAddress::Ethernet(Card::ADDRESS)
    }
}

/// A frame that has come.
pub struct Received {
    frame: [u8; FRAME],
    len: usize,
}

impl driver::RxToken for Received {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(mut self, take: F) -> R {
        take(&mut self.frame[..self.len])
    }
}

/// A frame that may be sent.
pub struct Transmit<'a> {
    card: &'a mut Card,
}

impl driver::TxToken for Transmit<'_> {
    fn consume<R, F: FnOnce(&mut [u8]) -> R>(self, len: usize, fill: F) -> R {
        let mut frame = [0; FRAME];
        let result = fill(&mut frame[..len]);
        self.card.send(&frame[..len]);
        result
    }
}
