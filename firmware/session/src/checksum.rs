//! A megabyte that stands nowhere as a whole, in small pieces or in larger ones, and what it adds up to.

use picoredis::Misfit;
use picoredis::event::Event;
use picoredis::reply::Build;

/// Blocks of 512 bytes. The `async` client goes through all pieces again for every buffer that it fills.
pub fn blocks() -> impl Iterator<Item = &'static [u8]> + Clone {
    static BLOCK: [u8; 512] = {
        let mut block = [0; 512];
        let mut at = 0;
        while at < block.len() {
            block[at] = (at * at / 7) as u8;
            at += 1;
        }
        block
    };
    core::iter::repeat_n(&BLOCK[..], (1 << 20) / BLOCK.len())
}

/// Their length, and their checksum.
pub fn of_blocks() -> (u32, u32) {
    let mut checksum = Checksum::default();
    blocks().for_each(|block| checksum.add(block));
    (checksum.len, checksum.sum)
}

/// Numbers of eight digits each.
pub fn numbers() -> impl Iterator<Item = u32> + Clone {
    10_000_000..10_000_000 + (1 << 20) / 8
}

/// The length of their text, and its checksum.
pub fn of_numbers() -> (u32, u32) {
    let mut checksum = Checksum::default();
    for number in numbers() {
        let mut rest = number;
        let mut digits = [0; 8];
        for place in digits.iter_mut().rev() {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        checksum.add(&digits);
    }
    (checksum.len, checksum.sum)
}

/// Adds up a string that comes in pieces.
#[derive(Default)]
pub struct Checksum {
    len: u32,
    sum: u32,
}

impl Checksum {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.sum = self.sum.rotate_left(5) ^ u32::from(*byte);
        }
        self.len += bytes.len() as u32;
    }
}

impl Build for Checksum {
    type Output = (u32, u32);

    fn event(&mut self, event: Event<'_>) -> Result<Option<(u32, u32)>, Misfit> {
        let Event::Text(text) = event else { return Err(Misfit::Custom("expected a string")) };
        self.add(text.data);
        Ok(text.last.then_some((self.len, self.sum)))
    }
}
