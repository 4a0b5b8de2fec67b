//! The sections of a program: what is in flash, and what in RAM before it begins.

use std::fs;
use std::path::Path;

/// Bytes of a program.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sections {
    /// Code, constants, and the initial values of variables
    pub(super) flash: usize,
    /// Variables
    pub(super) ram: usize,
}

/// It takes memory at run time; it may be written to; it is nothing but zeros.
const ALLOC: u32 = 2;
const WRITE: u32 = 1;
const NOBITS: u32 = 8;

/// What linker scripts call the rest of RAM.
const REST: [&[u8]; 2] = [b".heap", b".stack"];

/// # Errors
/// The file cannot be read, or is no ELF file of 32 bits.
pub(super) fn sections(program: &Path) -> Result<Sections, String> {
    let bytes = fs::read(program).map_err(|error| format!("{}: {error}", program.display()))?;
    read(&bytes).ok_or_else(|| format!("{} is no ELF file of 32 bits", program.display()))
}

/// Source: the ELF specification, `Elf32_Ehdr` from `e_shoff` on, and `Elf32_Shdr`.
fn read(bytes: &[u8]) -> Option<Sections> {
    if !bytes.starts_with(b"\x7fELF\x01\x01") {
        return None;
    }
    let (table, size, count) = (word(bytes, 32)?, half(bytes, 46)?, half(bytes, 48)?);
    let header = |index| bytes.get(table + index * size..);
    let names = bytes.get(word(header(half(bytes, 50)?)?, 16)?..)?;
    let mut all = Sections { flash: 0, ram: 0 };
    for index in 0..count {
        let header = header(index)?;
        let name = names.get(word(header, 0)?..)?.split(|byte| *byte == 0).next()?;
        let (kind, flags, len) = (word(header, 4)? as u32, word(header, 8)? as u32, word(header, 20)?);
        if flags & ALLOC != 0 && !REST.contains(&name) {
            all.flash += if kind == NOBITS { 0 } else { len };
            all.ram += if flags & WRITE == 0 { 0 } else { len };
        }
    }
    Some(all)
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

fn half(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?).into())
}

#[cfg(test)]
mod tests {
    use super::{ALLOC, NOBITS, Sections, WRITE, read};

    /// A file with these sections: name, kind, flags, size. The last holds the names.
    fn file(sections: &[(&str, u32, u32, u32)]) -> Vec<u8> {
        let mut names = Vec::new();
        let mut table = Vec::new();
        for (name, kind, flags, len) in sections {
            for word in [names.len() as u32, *kind, *flags, 0, 0, *len] {
                table.extend(word.to_le_bytes());
            }
            names.extend(name.bytes().chain([0]));
        }
        table.extend([0; 16].iter().chain(&52_u32.to_le_bytes()).chain(&[0; 4]));
        let mut bytes = b"\x7fELF\x01\x01".to_vec();
        bytes.resize(52, 0);
        bytes[32..36].copy_from_slice(&(52 + names.len() as u32).to_le_bytes());
        for (at, half) in [(46, 24), (48, sections.len() as u16), (50, sections.len() as u16)] {
            bytes[at..at + 2].copy_from_slice(&half.to_le_bytes());
        }
        [bytes, names, table].concat()
    }

    #[test]
    fn sections_add_up() {
        let sections = [
            (".text", 1, ALLOC, 1000),
            (".data", 1, ALLOC | WRITE, 10),
            (".bss", NOBITS, ALLOC | WRITE, 200),
            (".stack", NOBITS, ALLOC | WRITE, 5000),
            (".debug_info", 1, 0, 9999),
        ];
        assert_eq!(read(&file(&sections)), Some(Sections { flash: 1010, ram: 210 }));
    }

    #[test]
    fn something_else() {
        assert_eq!(read(b"\x7fELF\x02\x01 and 64 bits"), None);
        assert_eq!(read(&file(&[(".text", 1, ALLOC, 1)])[..60]), None);
    }
}
