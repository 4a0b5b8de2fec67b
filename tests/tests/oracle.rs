//! The core's decoder against the oracle, on generated replies and on what mistakes make of them.
//!
//! `PROPTEST_CASES=1000000 cargo test --release -p picoredis-tests --test oracle` searches longer. What it finds belongs
//! into the vectors.

use std::collections::HashSet;

use picoredis_core::decode::Limits;
use picoredis_core::event::{Aggregate, TextKind};
use picoredis_tests::conformance::outcome::{End, Outcome};
use picoredis_tests::conformance::value::Value;
use picoredis_tests::conformance::vectors::parse_value;
use picoredis_tests::conformance::{oracle, stepping};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_encoded_is_decoded(replies in replies(), sizes in sizes()) {
        let wire = encode(&replies);
        let expected = Outcome { replies, end: End::Idle };
        prop_assert_eq!(&oracle::decode(&wire, &Limits::default(), 32), &expected);
        prop_assert_eq!(&stepping::decode::<32>([&wire[..]], Limits::default()), &expected);
        prop_assert_eq!(&stepping::decode::<32>(pieces(&wire, &sizes), Limits::default()), &expected);
    }

    #[test]
    fn damage_is_judged_alike(wire in damaged_wire(), sizes in sizes(), limits in limits()) {
        judged_alike::<32>(&wire, &sizes, limits)?;
        judged_alike::<2>(&wire, &sizes, limits)?;
    }

    #[test]
    fn soup_is_judged_alike(wire in soup(), sizes in sizes(), limits in limits()) {
        judged_alike::<32>(&wire, &sizes, limits)?;
        judged_alike::<2>(&wire, &sizes, limits)?;
    }

    #[test]
    fn the_notation_loses_nothing(reply in reply()) {
        prop_assert_eq!(parse_value(&format!("{reply:?}")), Ok(reply));
    }
}

/// Without this the tests above could agree for ever on wires of one kind.
#[test]
fn the_wires_reach_every_end() {
    let mut runner = TestRunner::deterministic();
    let strategy = (prop_oneof![damaged_wire(), soup()], limits());
    let mut reached = HashSet::new();
    for _ in 0..8_000 {
        let (wire, limits) = strategy.new_tree(&mut runner).expect("nothing is filtered").current();
        reached.insert(match oracle::decode(&wire, &limits, 2).end {
            End::Error { kind, .. } => format!("{kind:?}"),
            end => format!("{end:?}"),
        });
    }
    let kinds = ["UnknownType", "Number", "Overflow", "Terminator", "Length", "Value", "Nesting", "Depth", "Limit"];
    for end in ["Idle", "Incomplete"].iter().chain(&kinds) {
        assert!(reached.contains(*end), "no wire ended in {end}, only in {reached:?}");
    }
}

fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: cases.unwrap_or(1000), failure_persistence: None, ..ProptestConfig::default() }
}

fn judged_alike<const DEPTH: usize>(wire: &[u8], sizes: &[usize], limits: Limits) -> Result<(), TestCaseError> {
    let expected = oracle::decode(wire, &limits, DEPTH);
    let wire_shown = wire.escape_ascii();
    prop_assert_eq!(&stepping::decode::<DEPTH>([wire], limits), &expected, "{} whole", wire_shown);
    prop_assert_eq!(&stepping::decode::<DEPTH>(pieces(wire, sizes), limits), &expected, "{} in pieces", wire_shown);
    Ok(())
}

fn encode(replies: &[Value]) -> Vec<u8> {
    let mut wire = Vec::new();
    replies.iter().for_each(|reply| reply.encode(&mut wire));
    wire
}

/// `wire` in pieces of these sizes, over and over.
fn pieces<'a>(mut wire: &'a [u8], sizes: &[usize]) -> impl Iterator<Item = &'a [u8]> {
    sizes.iter().cycle().map_while(move |&size| {
        let (piece, rest) = wire.split_at(size.min(wire.len()));
        wire = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    vec(prop_oneof![1..4usize, 1..40usize], 1..8)
}

fn limits() -> impl Strategy<Value = Limits> {
    let tight = (0..20usize, 0..6u32, 0..12u32).prop_map(|(bulk, aggregate, line)| Limits { bulk, aggregate, line });
    prop_oneof![3 => Just(Limits::default()), 1 => tight]
}

fn replies() -> impl Strategy<Value = Vec<Value>> {
    vec(reply(), 1..4)
}

/// A value or a push, which stands nowhere but here.
fn reply() -> impl Strategy<Value = Value> {
    let push = vec(value(), 0..4).prop_map(|items| Value::Aggregate { kind: Aggregate::Push, items, streamed: false });
    let described_push = (pairs(value()), push.clone()).prop_map(described);
    prop_oneof![8 => value(), 1 => push, 1 => described_push]
}

fn value() -> impl Strategy<Value = Value> + Clone {
    scalar().prop_recursive(4, 30, 5, |inner| {
        let list = (select(vec![Aggregate::Array, Aggregate::Set]), vec(inner.clone(), 0..5), any::<bool>());
        let map = (Just(Aggregate::Map), pairs(inner.clone()), any::<bool>());
        let aggregate = prop_oneof![list.boxed(), map.boxed()];
        prop_oneof![
            4 => aggregate.prop_map(|(kind, items, streamed)| Value::Aggregate { kind, items, streamed }),
            1 => (pairs(inner.clone()), inner).prop_map(described),
        ]
    })
}

fn pairs(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = Vec<Value>> {
    vec(inner, 0..6).prop_map(|mut items| {
        items.truncate(items.len() / 2 * 2);
        items
    })
}

fn described((attributes, value): (Vec<Value>, Value)) -> Value {
    Value::Attributed { attributes, value: Box::new(value) }
}

fn scalar() -> impl Strategy<Value = Value> + Clone {
    let line =
        || payload().prop_map(|data| data.into_iter().filter(|byte| !b"\r\n".contains(byte)).collect::<Vec<_>>());
    let double = "[+-]?([0-9]{1,3}(\\.[0-9]{0,3})?|\\.[0-9]{1,3})([eE][+-]?[0-9]{1,3})?|[+-]?([iI][nN][fF](inity)?|[nN][aA][nN])";
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Boolean),
        prop_oneof![any::<i64>(), -100..100i64, select(vec![i64::MIN, i64::MAX])].prop_map(Value::Integer),
        line().prop_map(|data| Value::text(TextKind::Simple, data)),
        line().prop_map(|data| Value::text(TextKind::Error, data)),
        double.prop_map(|text| Value::text(TextKind::Double, text)),
        "[+-]?[0-9]{1,30}".prop_map(|text| Value::text(TextKind::BigNumber, text)),
        payload().prop_map(|data| Value::text(TextKind::BulkError, data)),
        (any::<[u8; 3]>(), payload()).prop_map(|(format, data)| Value::text(TextKind::Verbatim(format), data)),
        (payload(), any::<bool>()).prop_map(|(data, streamed)| Value::Text { kind: TextKind::Bulk, data, streamed }),
    ]
}

fn payload() -> impl Strategy<Value = Vec<u8>> + Clone {
    vec(byte(), 0..12)
}

/// Any byte, but more often one that means something to the protocol.
fn byte() -> impl Strategy<Value = u8> + Clone {
    prop_oneof![1 => any::<u8>(), 2 => select(b"\r\n+-:$*_#,(!=%~>|;.?0123456789eEinfatx".to_vec())]
}

/// Replies with up to three mistakes.
fn damaged_wire() -> impl Strategy<Value = Vec<u8>> {
    (replies(), vec(damage(), 1..4)).prop_map(|(replies, damages)| {
        let mut wire = encode(&replies);
        damages.iter().for_each(|damage| damage.apply(&mut wire));
        wire
    })
}

#[derive(Clone, Debug)]
enum Damage {
    Overwrite(Index, u8),
    Insert(Index, u8),
    Delete(Index, usize),
    Duplicate(Index, usize),
    Truncate(Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Overwrite(at, byte)),
        (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        (any::<Index>(), 1..5usize).prop_map(|(at, length)| Damage::Delete(at, length)),
        (any::<Index>(), 1..9usize).prop_map(|(at, length)| Damage::Duplicate(at, length)),
        any::<Index>().prop_map(Damage::Truncate),
    ]
}

impl Damage {
    fn apply(&self, wire: &mut Vec<u8>) {
        if wire.is_empty() {
            return;
        }
        let span = |at: &Index, length: usize| {
            let start = at.index(wire.len());
            start..(start + length).min(wire.len())
        };
        match self {
            Damage::Overwrite(at, byte) => *at.get_mut(wire) = *byte,
            Damage::Insert(at, byte) => wire.insert(at.index(wire.len()), *byte),
            Damage::Delete(at, length) => drop(wire.drain(span(at, *length))),
            Damage::Duplicate(at, length) => {
                let span = span(at, *length);
                let copy = wire[span.clone()].to_vec();
                wire.splice(span.end..span.end, copy);
            }
            Damage::Truncate(at) => wire.truncate(at.index(wire.len())),
        }
    }
}

/// Fragments of the protocol in any order.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let fragments = "\r\n \r \n + - : $ * _ # , ( ! = % ~ > | ; . ? 0 1 2 -1 007 1.5 e3 inf -nan t txt: xy \0 \
        9223372036854775807 9223372036854775808 18446744073709551616 536870912 \
        +OK\r\n :1\r\n $2\r\nhi\r\n $-1\r\n *0\r\n *1\r\n *2\r\n ~1\r\n %1\r\n |1\r\n |0\r\n >1\r\n #t\r\n _\r\n \
        ,1.5\r\n (1\r\n =5\r\ntxt:x\r\n !1\r\nx\r\n $?\r\n ;2\r\nhi\r\n ;0\r\n *?\r\n ~?\r\n %?\r\n .\r\n";
    let fragments: Vec<_> = fragments.split(' ').collect();
    vec(select(fragments), 0..12).prop_map(|fragments| fragments.concat().into_bytes())
}
