//! Messages that are lent where they lie: the same, and in the same order, as by any other way.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/hear.rs"]
mod hear;
mod support;
#[path = "support/wire.rs"]
mod wire;

use std::time::Duration;

use hear::{Hear, HearAsync};
use picoredis::event::{Aggregate, Event, Text, TextKind};
use picoredis::session::Session;
use picoredis::{Protocol, Published, PushRef, cmd};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use support::everywhere;

/// What servers say, and what they might: messages, and what is nearly one.
const SAID: &[&[u8]] = &[
    b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n",
    b"*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$0\r\n\r\n",
    b">3\r\n$8\r\nsmessage\r\n$5\r\nshard\r\n$2\r\n\r\n\r\n",
    b"*3\r\n$8\r\nsmessage\r\n$5\r\nshard\r\n$1\r\n\xff\r\n",
    b">4\r\n$8\r\npmessage\r\n$2\r\nn*\r\n$4\r\nnews\r\n$12\r\nhello, world\r\n",
    b"*4\r\n$8\r\npmessage\r\n$2\r\nn*\r\n$4\r\nnews\r\n$3\r\n>3\r\r\n",
    b">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n",
    b"*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n",
    b">2\r\n$10\r\ninvalidate\r\n*1\r\n$3\r\nfoo\r\n",
    b">4\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\na\r\n$1\r\nb\r\n",
    b">3\r\n$8\r\npmessage\r\n$2\r\nn*\r\n$4\r\nnews\r\n",
    b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$-1\r\n",
    b">3\r\n$7\r\nmessage\r\n+news\r\n$1\r\nx\r\n",
    b">3\r\n+message\r\n$4\r\nnews\r\n$1\r\nx\r\n",
    b">3\r\n$07\r\nmessage\r\n$4\r\nnews\r\n$1\r\nx\r\n",
    b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n*1\r\n$1\r\nx\r\n",
    b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\nxy\r\n",
    b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$20\r\nlonger than it may be\r\n",
    b"|1\r\n+key\r\n$5\r\nvalue\r\n",
    b"|1\r\n",
    b"*1\r\n",
    b"$3\r\nfoo\r\n",
    b":1\r\n",
    b"-ERR no\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_short_cut_says_what_events_say(
        said in vec(select(SAID), 1..12),
        sizes in vec(1usize..80, 0..4),
        listens: bool,
        due in 0u32..3,
        gives_up: bool,
    ) {
        let mut session: Session = Session::new();
        session.listen(listens);
        (0..due).for_each(|_| session.sent());
        if gives_up {
            session.give_up(0);
        }
        let wire = said.concat();
        let whole = said.iter().map(|said| said.len());
        let mut sizes = whole.filter(|_| sizes.is_empty()).chain(sizes.iter().copied().cycle());
        let mut rest = &wire[..];
        while !rest.is_empty() {
            let mut input;
            (input, rest) = rest.split_at(sizes.next().unwrap().min(rest.len()));
            if !said_alike(&mut session, &mut input) {
                return Ok(());
            }
        }
    }
}

/// Takes all that came. `false`: the connection is broken.
fn said_alike(session: &mut Session, input: &mut &[u8]) -> bool {
    loop {
        let (mut other, before) = (session.clone(), *input);
        if let Some(message) = session.published(input) {
            let mut taken = &before[..before.len() - input.len()];
            assert_eq!(by_events(&mut other, &mut taken), owned(message));
            assert_eq!((other.received(), other.due()), (session.received(), session.due()));
            assert_eq!(other.standing(), session.standing());
            assert!(!other.is_in_push() && !session.is_in_push());
            continue;
        }
        assert_eq!(*input, before, "what is not taken is left");
        match session.next(input) {
            Ok(Some(_)) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

type Owned = (Vec<u8>, Vec<u8>, Option<Vec<u8>>);

fn owned(message: Published<'_>) -> Owned {
    let Published { channel, payload, pattern, .. } = message;
    (channel.to_vec(), payload.to_vec(), pattern.map(<[u8]>::to_vec))
}

/// The only push that is there.
fn by_events(session: &mut Session, input: &mut &[u8]) -> Owned {
    let mut strings = Vec::new();
    loop {
        let Ok(Some(picoredis::session::Incoming::Push { event, last })) = session.next(input) else {
            panic!("it is no whole push");
        };
        match event {
            Event::Begin(Aggregate::Push | Aggregate::Array, Some(3 | 4)) if strings.is_empty() => {}
            Event::Text(Text { kind: TextKind::Bulk, data, first: true, last: true, .. }) => {
                strings.push(data.to_vec())
            }
            Event::End => {
                assert!(last && input.is_empty());
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    let mut strings = strings.into_iter();
    let kind = strings.next().unwrap();
    let pattern = (kind == b"pmessage").then(|| strings.next().unwrap());
    assert!(pattern.is_some() || kind == b"message" || kind == b"smessage");
    let said = (strings.next().unwrap(), strings.next().unwrap(), pattern);
    assert_eq!(strings.next(), None);
    said
}

/// `channel: payload`, and the pattern before them.
fn shown(push: PushRef<'_>) -> String {
    let PushRef::Message(message) = push else { return format!("{push:?}") };
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let pattern = message.pattern.map(|pattern| text(pattern) + " ").unwrap_or_default();
    format!("{pattern}{}: {}", text(message.channel), text(message.payload))
}

/// Waits for one, by either face.
macro_rules! lent {
    ($redis:ident, $call:ident) => {
        $call!($redis.lent()).expect("nothing came")
    };
}

trait Lend {
    fn lent(&mut self) -> Option<String>;
}

impl Lend for picoredis::Redis {
    fn lent(&mut self) -> Option<String> {
        self.next_push_with(Duration::from_secs(20), shown).unwrap()
    }
}

trait LendAsync {
    async fn lent(&mut self) -> Option<String>;
}

impl LendAsync for wire::AsyncRedis {
    async fn lent(&mut self) -> Option<String> {
        Some(self.next_push_with(shown).await.unwrap())
    }
}

/// What was kept while a command was answered comes before what is still to be read, and both before what comes later.
#[test]
fn what_was_kept_comes_first() {
    everywhere(|ground| {
        let (mut other, news) = (ground.redis(), format!("{}.news", ground.db));
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe(&news)).unwrap();
            call!(redis.psubscribe(format!("{news}*"))).unwrap();
            for round in 0..20 {
                let many: Vec<_> = (0..7).map(|number| cmd::publish(&news, round * 10 + number)).collect();
                other.pipeline(many).into_iter().for_each(|published| assert_eq!(published.unwrap(), 2));
                if ground.protocol == Protocol::Resp3 && round % 2 == 0 {
                    assert_eq!(call!(redis.publish(&news, round * 10 + 7)).unwrap(), 2);
                } else {
                    other.publish(&news, round * 10 + 7).unwrap();
                }
                for number in 0..8 {
                    let number = round * 10 + number;
                    let expected = [format!("{news}: {number}"), format!("{news}* {news}: {number}")];
                    assert_eq!(lent!(redis, call), expected[0]);
                    // By the other way in between.
                    if number % 3 == 0 {
                        let push = call!(redis.hear()).into_message().unwrap();
                        assert_eq!(
                            format!("{} {}: {}", push.pattern.unwrap(), push.channel, push.payload),
                            expected[1]
                        );
                    } else {
                        assert_eq!(lent!(redis, call), expected[1]);
                    }
                }
            }
            call!(redis.assert_silence());
        });
    });
}

/// A large one is not whole in the memory of the connection, and what is shown is taken piece by piece.
#[test]
fn of_any_size_and_shown() {
    everywhere(|ground| {
        let (mut other, news) = (ground.redis(), format!("{}.news", ground.db));
        both_faces!(ground, |redis, call| {
            call!(redis.subscribe(&news)).unwrap();
            for (round, size) in [0, 1, (32 << 10) - 30, 32 << 10, 1 << 20].into_iter().enumerate() {
                let payload = "x".repeat(size);
                let (lines, shows) = std::sync::mpsc::channel();
                if round % 2 == 1 {
                    redis.debug_to(move |wire| lines.send(wire.to_string()).unwrap_or_default());
                }
                other.publish(&news, &payload).unwrap();
                assert_eq!(lent!(redis, call), format!("{news}: {payload}"));
                assert_eq!(shows.try_iter().count() > 0, round % 2 == 1);
                redis.debug_off();
            }
        });
    });
}

/// Whoever is shown every push is shown those that are lent.
#[test]
fn a_listener_hears_them_all() {
    everywhere(|ground| {
        let (mut redis, mut other, news) = (ground.redis(), ground.redis(), format!("{}.news", ground.db));
        redis.subscribe(&news).unwrap();
        let (ends, pushes) = std::sync::mpsc::channel();
        redis.push_to(move |_, last| {
            if last {
                ends.send(()).unwrap()
            }
        });
        for number in 0..10 {
            other.publish(&news, number).unwrap();
        }
        for number in 0..10 {
            assert_eq!(redis.lent(), Some(format!("{news}: {number}")));
            assert!(pushes.try_recv().is_ok());
        }
    });
}
