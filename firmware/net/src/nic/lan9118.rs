//! The LAN9118 of `mps2-an385`.
//!
//! Source: the data sheet of the LAN9118, chapter 5, "Register Description".

/// Where it stands among the machine's addresses.
const BASE: usize = 0x4020_0000;

// Its registers.
const RECEIVE_DATA: usize = 0x00;
const SEND_DATA: usize = 0x20;
const RECEIVE_STATUS: usize = 0x40;
const SEND_STATUS: usize = 0x48;
const INTERRUPT_CONFIG: usize = 0x54;
const INTERRUPT_STATUS: usize = 0x58;
const INTERRUPT_ENABLE: usize = 0x5c;
const FIFO_LEVELS: usize = 0x68;
const SEND_CONFIG: usize = 0x70;
const RECEIVE_USED: usize = 0x7c;
const SEND_USED: usize = 0x80;
const MAC_COMMAND: usize = 0xa4;
const MAC_DATA: usize = 0xa8;

// The registers behind `MAC_COMMAND`, and what they hold.
const MAC_CONTROL: u32 = 1;
const MAC_SEND_AND_RECEIVE: u32 = 1 << 3 | 1 << 2;
const MAC_BUSY: u32 = 1 << 31;

const SEND_ON: u32 = 1 << 1;
/// On, high when there is something, and driven both ways.
const INTERRUPT_ON: u32 = 1 << 8 | 1 << 4 | 1;
/// More frames lie there than a level says.
const FRAMES: u32 = 1 << 3;

const FIRST_AND_LAST: u32 = 1 << 13 | 1 << 12;

/// The checksum behind every frame that has come.
const CHECKSUM: usize = 4;

/// The card. There is one.
pub struct Lan9118(());

impl Lan9118 {
    /// The address that QEMU gives it.
    pub const ADDRESS: [u8; 6] = [0x52, 0x54, 0x00, 0x12, 0x34, 0x56];

    /// # Safety
    ///
    /// Nothing else uses the card.
    pub unsafe fn new() -> Self {
        let card = Lan9118(());
        card.write(SEND_CONFIG, SEND_ON);
        card.write(MAC_DATA, MAC_SEND_AND_RECEIVE);
        card.write(MAC_COMMAND, MAC_BUSY | MAC_CONTROL);
        while card.read(MAC_COMMAND) & MAC_BUSY != 0 {}
        card.write(FIFO_LEVELS, 0);
        card.write(INTERRUPT_ENABLE, FRAMES);
        card.write(INTERRUPT_CONFIG, INTERRUPT_ON);
        card
    }

    /// What its interrupt has said so far is known.
    pub fn acknowledge(&mut self) {
        self.write(INTERRUPT_STATUS, FRAMES);
    }

    /// Takes the next frame that has come.
    pub fn receive(&mut self, frame: &mut [u8]) -> Option<usize> {
        while self.read(RECEIVE_USED) >> 16 & 0xff != 0 {
            if let Some(len) = self.take(frame) {
                return Some(len);
            }
        }
        None
    }

    /// Takes the frame that is first in line; `None` if it came broken or is too long.
    fn take(&mut self, frame: &mut [u8]) -> Option<usize> {
        let status = self.read(RECEIVE_STATUS);
        let len = (status >> 16 & 0x3fff) as usize;
        for at in (0..len).step_by(4) {
            let word = self.read(RECEIVE_DATA).to_le_bytes();
            for (place, byte) in frame.iter_mut().skip(at).zip(word) {
                *place = byte;
            }
        }
        let broken = status >> 15 & 1 != 0;
        Some(len.saturating_sub(CHECKSUM)).filter(|len| *len <= frame.len() && !broken)
    }

    pub fn send(&mut self, frame: &[u8]) {
        let len = frame.len() as u32;
        self.write(SEND_DATA, FIRST_AND_LAST | len);
        self.write(SEND_DATA, len);
        for word in frame.chunks(4) {
            let mut bytes = [0; 4];
            bytes[..word.len()].copy_from_slice(word);
            self.write(SEND_DATA, u32::from_le_bytes(bytes));
        }
        // Nobody asks what became of earlier frames, but the list is short.
        while self.read(SEND_USED) >> 16 & 0xff != 0 {
            self.read(SEND_STATUS);
        }
    }

    fn read(&self, register: usize) -> u32 {
        // SAFETY: it is a register of the card, which is ours.
        unsafe { ((BASE + register) as *const u32).read_volatile() }
    }

    fn write(&self, register: usize, value: u32) {
        // SAFETY: as above.
        unsafe { ((BASE + register) as *mut u32).write_volatile(value) }
    }
}
