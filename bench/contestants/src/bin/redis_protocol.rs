//! redis-protocol, a codec: its owned frames, and its ranges for what is borrowed. It starts over with every chunk, and so it is
//! fed whole replies.

use std::hint::black_box;

use contest::work::{KEY, VALUE};
use contest::{Item, Rounds, wire, work};
use redis_protocol::resp2::decode::{decode, decode_range};
use redis_protocol::resp2::encode::encode_borrowed;
use redis_protocol::resp2::types::{BorrowedFrame, OwnedFrame, RangeFrame};

const ITEMS: &[Item] = &[
    ("parse-bulks", parse),
    ("parse-integers", parse),
    ("parse-nested", parse),
    ("parse-large", parse),
    ("scan-bulks", scan),
    ("scan-integers", scan),
    ("scan-nested", scan),
    ("scan-large", scan),
    ("encode-set", encode_set),
    ("encode-mset", encode_mset),
];

fn main() {
    contest::play(ITEMS);
}

/// Into a tree of values.
fn parse(rounds: &mut Rounds) {
    let reply = wire::reply(rounds.name(), rounds.size());
    rounds.run(|count| {
        let one = || match black_box(decode(black_box(&reply))).unwrap().unwrap().0 {
            OwnedFrame::Array(frames) => frames.len() as u64,
            OwnedFrame::BulkString(bytes) => bytes.len() as u64,
            other => panic!("{other:?}"),
        };
        (0..count).map(|_| one()).sum()
    });
}

/// Into a tree of ranges.
fn scan(rounds: &mut Rounds) {
    let reply = wire::reply(rounds.name(), rounds.size());
    let one = || sum(&decode_range(black_box(&reply)).unwrap().unwrap().0);
    rounds.run(|count| (0..count).map(|_| one()).sum());
}

fn sum(frame: &RangeFrame) -> u64 {
    match frame {
        RangeFrame::BulkString((start, end)) => (end - start) as u64,
        RangeFrame::Integer(integer) => *integer as u64,
        RangeFrame::Array(frames) => frames.iter().map(sum).sum(),
        _ => 0,
    }
}

fn encode_set(rounds: &mut Rounds) {
    let mut wire = [0; 256];
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let words = ["SET", black_box(KEY), black_box(VALUE)].map(bulk);
            sum += encode_borrowed(&mut wire, &BorrowedFrame::Array(&words), false).unwrap() as u64;
            black_box(&wire);
        }
        sum
    });
}

fn encode_mset(rounds: &mut Rounds) {
    let (keys, mut wire) = (work::numbers(rounds.size()), vec![0; 64 * (1 + rounds.size())]);
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let pairs = black_box(&keys).iter().flat_map(|key| [bulk(key), bulk(VALUE)]);
            let words: Vec<_> = [bulk("MSET")].into_iter().chain(pairs).collect();
            sum += encode_borrowed(&mut wire, &BorrowedFrame::Array(&words), false).unwrap() as u64;
            black_box(&wire);
        }
        sum
    });
}

fn bulk(word: &str) -> BorrowedFrame<'_> {
    BorrowedFrame::BulkString(word.as_bytes())
}
