//! The long run: a hundred thousand commands, and nothing grows. Alone in its process, whose memory it looks at.

use std::fs;

use picoredis::{Config, Redis, cmd};
use picoredis_tests::server;

#[test]
fn a_hundred_thousand_commands_leave_nothing_behind() {
    let server = server();
    let ways = || [Redis::builder().port(server.port()), Redis::builder().unix(server.socket())];
    for config in ways() {
        let mut redis = config.connect().unwrap();
        run(&mut redis, 2_000);
        let before = Held::now();
        run(&mut redis, 50_000);
        before.assert_same();
    }
    ways().into_iter().for_each(|config| connect(config, 100));
    let before = Held::now();
    ways().into_iter().for_each(|config| connect(config, 500));
    before.assert_same();
}

/// What a client does all day, errors included.
fn run(redis: &mut Redis, commands: u32) {
    for number in 0..commands / 5 {
        assert!(redis.set("number", number).unwrap());
        assert_eq!(redis.run(cmd::get("number").reply::<u32>()).unwrap(), number);
        assert_eq!(redis.mget(["number", "missing"]).unwrap()[1], None);
        assert_eq!(redis.lpush("number", 1).unwrap_err().code(), Some("WRONGTYPE"));
        assert_eq!(redis.do_cmd("PING", number).unwrap().as_bytes(), Some(number.to_string().as_bytes()));
    }
}

fn connect(config: Config, times: u32) {
    let mut redis = config.connect().unwrap();
    for _ in 0..times {
        redis.connect().unwrap();
        redis.ping().unwrap();
    }
}

/// What this process holds.
#[derive(Debug)]
struct Held {
    memory: usize,
    descriptors: usize,
}

impl Held {
    fn now() -> Self {
        // The second number: the pages that are in memory.
        let pages = fs::read_to_string("/proc/self/statm").unwrap();
        let pages: usize = pages.split(' ').nth(1).unwrap().parse().unwrap();
        Held { memory: pages * 4096, descriptors: fs::read_dir("/proc/self/fd").unwrap().count() }
    }

    fn assert_same(&self) {
        let now = Held::now();
        assert_eq!(now.descriptors, self.descriptors);
        // Less than three bytes for each command.
        assert!(now.memory < self.memory + (128 << 10), "{self:?}, then {now:?}");
    }
}
