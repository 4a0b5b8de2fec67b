//! SHA-1, by which a server names scripts. It protects nothing here.
//!
//! Source: [FIPS 180-4](https://csrc.nist.gov/pubs/fips/180-4/upd1/final), 5.1.1 and 6.1.

/// The bytes of a block.
const BLOCK: usize = 64;

/// The digest of `text`, in constants as well.
pub(super) const fn digest(text: &[u8]) -> [u32; 5] {
    let mut state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    // A one bit and the length follow the text.
    let blocks = (text.len() + 1 + 8).div_ceil(BLOCK);
    let mut block = 0;
    while block < blocks {
        state = compress(state, schedule(text, block, block + 1 == blocks));
        block += 1;
    }
    state
}

/// The 80 words of a block.
const fn schedule(text: &[u8], block: usize, last: bool) -> [u32; 80] {
    let mut words = [0; 80];
    let mut index = 0;
    while index < BLOCK {
        words[index / 4] = words[index / 4] << 8 | padded(text, block * BLOCK + index) as u32;
        index += 1;
    }
    if last {
        let bits = text.len() as u64 * 8;
        words[14] = (bits >> 32) as u32;
        words[15] = bits as u32;
    }
    let mut index = 16;
    while index < 80 {
        let word = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16];
        words[index] = word.rotate_left(1);
        index += 1;
    }
    words
}

const fn padded(text: &[u8], index: usize) -> u8 {
    if index < text.len() {
        text[index]
    } else if index == text.len() {
        0x80
    } else {
        0
    }
}

const fn compress(state: [u32; 5], words: [u32; 80]) -> [u32; 5] {
    let [mut a, mut b, mut c, mut d, mut e] = state;
    let mut round = 0;
    while round < 80 {
        let (mixed, constant) = match round / 20 {
            0 => (b & c | !b & d, 0x5a82_7999),
            1 => (b ^ c ^ d, 0x6ed9_eba1),
            2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6),
        };
        let next = a.rotate_left(5).wrapping_add(mixed).wrapping_add(e).wrapping_add(constant);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next.wrapping_add(words[round]));
        round += 1;
    }
    let [f, g, h, i, j] = state;
    [f.wrapping_add(a), g.wrapping_add(b), h.wrapping_add(c), i.wrapping_add(d), j.wrapping_add(e)]
}

/// The digest in hexadecimal digits.
pub(super) const fn in_hexadecimal(digest: [u32; 5]) -> [u8; 40] {
    let mut digits = [0; 40];
    let mut index = 0;
    while index < digits.len() {
        let digit = digest[index / 8] >> (28 - index % 8 * 4) & 15;
        digits[index] = b"0123456789abcdef"[digit as usize];
        index += 1;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::{digest, in_hexadecimal};
    use std::string::String;
    use std::vec;

    fn sha1(text: &[u8]) -> String {
        String::from_utf8(in_hexadecimal(digest(text)).to_vec()).unwrap()
    }

    /// The examples of the standard's authors, and lengths on either side of a block's end; the others are of `sha1sum`.
    #[test]
    fn known_digests() {
        assert_eq!(sha1(b""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!(sha1(b"abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
        let two_blocks = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(sha1(two_blocks), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        for (len, expected) in SUMS {
            assert_eq!(sha1(&vec![b'a'; len]), expected, "{len} bytes");
        }
    }

    const SUMS: [(usize, &str); 10] = [
        (54, "b05d71c64979cb95fa74a33cdb31a40d258ae02e"),
        (55, "c1c8bbdc22796e28c0e15163d20899b65621d65a"),
        (56, "c2db330f6083854c99d4b5bfb6e8f29f201be699"),
        (63, "03f09f5b158a7a8cdad920bddc29b81c18a551f5"),
        (64, "0098ba824b5c16427bd7a1122a5a442a25ec644d"),
        (65, "11655326c708d70319be2610e8a57d9a5b959d3b"),
        (119, "ee971065aaa017e0632a8ca6c77bb3bf8b1dfc56"),
        (120, "f34c1488385346a55709ba056ddd08280dd4c6d6"),
        (128, "ad5b3fdbcb526778c2839d2f151ea753995e26a0"),
        (1_000_000, "34aa973cd4c4daa4f61eeb2bdbad27316534016f"),
    ];
}
