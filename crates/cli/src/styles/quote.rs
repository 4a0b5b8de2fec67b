//! Strings in double quotes, with escapes for what is no plain character.

use std::io::{self, Write};

/// Writes `bytes` as redis-cli shows them: `"say \"hi\"\n\x00"`. What it writes can be typed again.
pub(crate) fn write(bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"\"")?;
    for &byte in bytes {
        match byte {
            b'\\' | b'"' => out.write_all(&[b'\\', byte])?,
            b'\n' => out.write_all(b"\\n")?,
            b'\r' => out.write_all(b"\\r")?,
            b'\t' => out.write_all(b"\\t")?,
            0x07 => out.write_all(b"\\a")?,
            0x08 => out.write_all(b"\\b")?,
            b' '..=b'~' => out.write_all(&[byte])?,
            _ => write!(out, "\\x{byte:02x}")?,
        }
    }
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    use crate::words;

    #[test]
    fn every_byte_can_be_typed_again() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mut quoted = Vec::new();
        super::write(&bytes, &mut quoted).unwrap();
        assert!(quoted.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' '));
        assert_eq!(words::split(&quoted), Ok(vec![bytes]));
    }
}
