//! The network card of `virt`: virtio over memory.

use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering};

use virtio_drivers::device::net::VirtIONetRaw;
use virtio_drivers::transport::mmio::{MmioTransport, VirtIOHeader};
use virtio_drivers::transport::{DeviceType, Transport};
use virtio_drivers::{BufferDirection, Hal, PAGE_SIZE, PhysAddr};

use super::FRAME;
use crate::interrupts;

/// Where the machine has its virtio devices.
const FIRST: usize = 0x1000_1000;
const DEVICES: usize = 8;
const EACH: usize = 0x1000;
/// The interrupt of the first.
const FIRST_INTERRUPT: u32 = 1;

/// Frames that can come before somebody looks.
const SLOTS: usize = 8;

/// A frame and what virtio puts before it.
type Slot = [u8; FRAME + 12];

/// The card. There is one.
pub struct Virtio {
    raw: VirtIONetRaw<Memory, MmioTransport<'static>, SLOTS>,
    slots: &'static mut [Slot; SLOTS],
}

impl Virtio {
    /// The address that QEMU gives it.
    pub const ADDRESS: [u8; 6] = [0x52, 0x54, 0x00, 0x12, 0x34, 0x56];

    /// # Safety
    ///
    /// It is called once, and nothing else uses the card.
    pub unsafe fn new() -> Self {
        static mut RECEIVE: [Slot; SLOTS] = [[0; FRAME + 12]; SLOTS];
        let (index, transport) = (0..DEVICES).find_map(|index| Some((index, find(index)?))).expect("a network card");
        interrupts::set_line(FIRST_INTERRUPT + index as u32);
        let raw = VirtIONetRaw::new(transport).expect("a card that works");
        // SAFETY: the caller promises that there is no other.
        let slots = unsafe { &mut *(&raw mut RECEIVE) };
        let mut card = Virtio { raw, slots };
        for slot in 0..SLOTS {
            card.offer(slot);
        }
        card
    }

    /// What its interrupt has said so far is known.
    pub fn acknowledge(&mut self) {
        self.raw.ack_interrupt();
    }

    /// Takes the next frame that has come.
    pub fn receive(&mut self, frame: &mut [u8]) -> Option<usize> {
        let token = self.raw.poll_receive()?;
        let slot = usize::from(token);
        // SAFETY: slots were offered in the order of their tokens, and each again under its own.
        let (header, len) = unsafe { self.raw.receive_complete(token, &mut self.slots[slot]) }.ok()?;
        frame.get_mut(..len)?.copy_from_slice(self.slots[slot].get(header..header + len)?);
        self.offer(slot);
        Some(len)
    }

    /// Lends a slot to the card.
    fn offer(&mut self, slot: usize) {
        // SAFETY: nobody looks at the slot until the card has given it back, and it stays where it is.
        let token = unsafe { self.raw.receive_begin(&mut self.slots[slot]) }.expect("a free descriptor");
        assert_eq!(usize::from(token), slot, "a descriptor that is freed is the next to be used");
    }

    pub fn send(&mut self, frame: &[u8]) {
        self.raw.send(frame).expect("a card that works");
    }
}

fn find(index: usize) -> Option<MmioTransport<'static>> {
    let header = NonNull::new((FIRST + index * EACH) as *mut VirtIOHeader)?;
    // SAFETY: this is where the machine has its devices; one that is missing is told from others.
    let transport = unsafe { MmioTransport::new(header, EACH) }.ok()?;
    (transport.device_type() == DeviceType::Network).then_some(transport)
}

/// Memory that card and processor share: all of it, under the same addresses.
struct Memory;

/// What the queues take.
const PAGES: usize = 4;

#[repr(C, align(4096))]
struct Pages([u8; PAGES * PAGE_SIZE]);

static mut POOL: Pages = Pages([0; PAGES * PAGE_SIZE]);

static USED: AtomicUsize = AtomicUsize::new(0);

// SAFETY: pages are given out once, are zero, and stay.
unsafe impl Hal for Memory {
    fn dma_alloc(pages: usize, _: BufferDirection) -> (PhysAddr, NonNull<u8>) {
        let first = USED.load(Ordering::Relaxed);
        USED.store(first + pages, Ordering::Relaxed);
        assert!(first + pages <= PAGES, "there are more queues than pages");
        let page = NonNull::new((&raw mut POOL).cast::<u8>().wrapping_add(first * PAGE_SIZE)).expect("an address");
        (page.as_ptr() as PhysAddr, page)
    }

    unsafe fn dma_dealloc(_: PhysAddr, _: NonNull<u8>, _: usize) -> i32 {
        0
    }

    unsafe fn mmio_phys_to_virt(address: PhysAddr, _: usize) -> NonNull<u8> {
        NonNull::new(address as *mut u8).expect("an address")
    }

    unsafe fn share(buffer: NonNull<[u8]>, _: BufferDirection) -> PhysAddr {
        buffer.cast::<u8>().as_ptr() as PhysAddr
    }

    unsafe fn unshare(_: PhysAddr, _: NonNull<[u8]>, _: BufferDirection) {}
}
