//! Much at once: large values, any bytes, many elements, deep nesting.

mod support;

use std::collections::{BTreeMap, HashMap};

use picoredis::session::Standing;
use picoredis::{Bytes, ErrorKind, Redis, SessionError, Value, cmd};
use picoredis_tests::server;
use support::everywhere;

const MEGABYTE: usize = 1 << 20;

/// So many bytes without a pattern, the same each time.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    words.take(len / 8).flatten().collect()
}

#[test]
fn values_of_200_megabytes() {
    let server = server();
    let value = noise(200 * MEGABYTE);
    for config in [Redis::builder().port(server.port()), Redis::builder().unix(server.socket())] {
        let mut redis = config.connect().unwrap();
        assert!(redis.set("large", &value).unwrap());
        assert_eq!(redis.strlen("large").unwrap(), value.len() as i64);
        // Not `assert_eq!`, which would print it.
        assert!(redis.get("large").unwrap().unwrap() == value);
        assert_eq!(redis.ping().unwrap(), "PONG");
        // Nobody has to take it.
        redis.run(cmd::get("large").reply::<()>()).unwrap();
        let error = redis.run(cmd::get("large").reply::<picoredis::reply::Buf<16>>()).unwrap_err();
        assert!(error.to_string().contains("needed 209715200 bytes, buffer holds 16"), "{error}");
        assert_eq!(redis.del("large").unwrap(), 1);
    }
}

#[test]
fn values_around_the_buffers_of_the_client() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let noise = noise(MEGABYTE);
        for around in [16 << 10, 32 << 10, 64 << 10] {
            for len in (around - 40..around + 8).chain([around * 2, around * 3 + 1]) {
                assert!(redis.set("value", &noise[..len]).unwrap());
                assert!(redis.get("value").unwrap().unwrap() == noise[..len], "{len} bytes");
            }
        }
    });
}

#[test]
fn keys_and_values_of_any_bytes() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let every_byte: Vec<u8> = (0..=255).collect();
        assert!(redis.set(&every_byte, every_byte.iter().rev().copied().collect::<Vec<_>>()).unwrap());
        assert_eq!(redis.get(&every_byte).unwrap().unwrap(), (0..=255).rev().collect::<Vec<u8>>());
        assert_eq!(redis.keys("*").unwrap(), [every_byte.as_slice()]);
        for byte in 0..=255u8 {
            let key = [byte, b'\r', b'\n', byte];
            redis.hset("hash", (&key[..], [byte])).unwrap();
        }
        let hash = redis.hgetall("hash").unwrap();
        assert_eq!(hash.len(), 256);
        for (key, value) in hash {
            assert_eq!(*key, [value[0], b'\r', b'\n', value[0]]);
        }
        assert!(redis.set("", "").unwrap());
        assert_eq!(redis.get("").unwrap().unwrap(), "");
    });
}

#[test]
fn unicode() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        for text in ["é", "日本語", "👩‍👩‍👧", "\u{0}\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}", "a\u{301}"]
        {
            assert!(redis.set(text, text).unwrap());
            assert_eq!(redis.run(cmd::get(text).reply::<String>()).unwrap(), text);
            assert_eq!(redis.strlen(text).unwrap(), text.len() as i64);
            assert_eq!(redis.run(cmd::eval("return ARGV[1]", (0, text)).reply::<String>()).unwrap(), text);
        }
    });
}

#[test]
fn a_hundred_thousand_elements() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let numbers: Vec<u32> = (0..100_000).collect();
        assert_eq!(redis.rpush("list", &numbers).unwrap(), 100_000);
        assert_eq!(redis.run(cmd::lrange("list", 0, -1).reply::<Vec<u32>>()).unwrap(), numbers);
        let texts = redis.lrange("list", 0, -1).unwrap();
        assert!(texts.iter().zip(&numbers).all(|(text, number)| *text == number.to_string()));
        assert_eq!(texts.len(), numbers.len());

        let pairs: BTreeMap<u32, u64> = numbers.iter().map(|&number| (number, u64::from(number) << 32)).collect();
        assert_eq!(redis.hset("hash", &pairs).unwrap(), 100_000);
        assert_eq!(redis.run(cmd::hgetall("hash").reply::<BTreeMap<u32, u64>>()).unwrap(), pairs);
        let hash: HashMap<Bytes, Bytes> = redis.run(cmd::hgetall("hash").reply()).unwrap();
        assert_eq!((hash.len(), &hash[&b"99999"[..]]), (100_000, &Bytes::from("429492434632704")));
        let Value::Array(values) = redis.do_cmd("HVALS", "hash").unwrap() else { panic!("no array") };
        assert_eq!(values.len(), 100_000);
        redis.del(("list", "hash")).unwrap();
    });
}

/// The client takes 128 levels: one more is an error, and not the end of the process.
#[test]
fn nesting_at_the_limit() {
    everywhere(|ground| {
        let mut redis = ground.redis();
        let script = "local t = ARGV[1]; for i = 1, ARGV[1] do t = {t} end; return t";
        for depth in [1, 7, 8, 32, 127, 128] {
            let mut value = redis.eval(script, (0, depth)).unwrap();
            for _ in 0..depth {
                let Value::Array(mut elements) = value else { panic!("{value:?}") };
                assert_eq!(elements.len(), 1);
                value = elements.remove(0);
            }
            assert_eq!(value, Value::Bulk(depth.to_string().into()));
            redis.run(cmd::eval(script, (0, depth)).reply::<()>()).unwrap();
        }
        let error = redis.eval(script, (0, 129)).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Session(SessionError::Protocol(_))), "{error}");
        assert!(error.to_string().contains("nested too deep"), "{error}");
        assert_eq!(redis.standing(), Standing::Broken);
        redis.connect().unwrap();
        assert_eq!(redis.ping().unwrap(), "PONG");
    });
}
