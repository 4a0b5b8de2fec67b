//! Replies as they come from a server, for the items that only parse.

/// What a segment of Ethernet brings.
pub const CHUNK: usize = 1400;

/// The reply that an item parses, by the second word of its name, with so many elements or bytes.
pub fn reply(name: &str, size: usize) -> Vec<u8> {
    match name.split('-').nth(1) {
        Some("bulks") => list(size, bulk),
        Some("integers") => list(size, integer),
        Some("nested") => list(size / 4, nested),
        Some("large") => large(size),
        _ => panic!("{name} does not say what to parse"),
    }
}

/// In which pieces it is fed.
pub fn chunk(name: &str) -> usize {
    if name.ends_with("-chunks") { CHUNK } else { usize::MAX }
}

fn list(count: usize, element: fn(usize, &mut Vec<u8>)) -> Vec<u8> {
    let mut wire = format!("*{count}\r\n").into_bytes();
    (0..count).for_each(|index| element(index, &mut wire));
    wire
}

fn bulk(index: usize, wire: &mut Vec<u8>) {
    wire.extend_from_slice(format!("$10\r\nvalue{index:05}\r\n").as_bytes());
}

/// Of five digits, and none a leading zero: hiredis refuses those.
fn integer(index: usize, wire: &mut Vec<u8>) {
    wire.extend_from_slice(format!(":{}\r\n", 10_000 + index).as_bytes());
}

/// Four elements, at three depths.
fn nested(index: usize, wire: &mut Vec<u8>) {
    wire.extend_from_slice(b"*3\r\n");
    bulk(index, wire);
    wire.extend_from_slice(b"*2\r\n");
    integer(index, wire);
    wire.extend_from_slice(b"*1\r\n");
    bulk(index, wire);
    wire.extend_from_slice(b"$-1\r\n");
}

fn large(size: usize) -> Vec<u8> {
    let mut wire = format!("${size}\r\n").into_bytes();
    wire.extend(crate::work::large(size));
    wire.extend_from_slice(b"\r\n");
    wire
}

/// A command as it goes to a server.
pub fn command(words: &[&str]) -> Vec<u8> {
    let mut wire = format!("*{}\r\n", words.len()).into_bytes();
    for word in words {
        wire.extend_from_slice(format!("${}\r\n{word}\r\n", word.len()).as_bytes());
    }
    wire
}
