//! Commands that change what a connection speaks, by both faces: `HELLO` and `RESET`.

#[path = "support/faces.rs"]
#[macro_use]
mod faces;
#[path = "support/asynch.rs"]
mod asynch_wire;
#[path = "support/hear.rs"]
mod hear;
mod support;
#[path = "support/wire.rs"]
mod wire;

use hear::{Hear, HearAsync};
use picoredis::event::Event;
use picoredis::session::Standing;
use picoredis::{Command, Error, ErrorKind, Fate, Protocol, Push, Redis, cmd};
use picoredis_tests::peer::{Peer, Step};
use support::{Ground, everywhere};

fn channel(ground: &Ground) -> String {
    format!("change.{}", ground.db)
}

fn payload(push: Push) -> String {
    push.into_message().unwrap().payload.to_string()
}

fn unsendable(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsendable(_)) && error.fate() == Fate::NotSent
}

#[test]
fn hello_is_followed() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            for (words, spoken) in
                [("HELLO 3", Protocol::Resp3), ("hello", Protocol::Resp3), ("hello 2", Protocol::Resp2)]
            {
                call!(redis.do_cmd(words, ())).unwrap();
                assert_eq!(redis.protocol(), spoken, "{words}");
                assert_eq!(call!(redis.do_cmd("HELLO", 4)).unwrap_err().code(), Some("NOPROTO"));
                assert_eq!(redis.protocol(), spoken, "{words}");
                // What a subscriber may do tells whether it is true.
                call!(redis.subscribe(channel(ground))).unwrap();
                assert_eq!(call!(redis.ping()).is_ok(), spoken == Protocol::Resp3, "{words}");
                call!(redis.unsubscribe(())).unwrap();
                assert_eq!(call!(redis.ping()).unwrap(), "PONG");
            }
        });
    });
}

/// From then on messages look like replies.
#[test]
fn a_subscriber_that_goes_back_to_resp2() {
    everywhere(|ground| {
        let mut other = ground.redis();
        both_faces!(ground, |redis, call| {
            call!(redis.do_cmd("HELLO", 3)).unwrap();
            call!(redis.subscribe(channel(ground))).unwrap();
            other.publish(channel(ground), "in RESP3").unwrap();
            call!(redis.do_cmd("HELLO", 2)).unwrap();
            other.publish(channel(ground), "in RESP2").unwrap();
            assert!(unsendable(&call!(redis.ping()).unwrap_err()));
            assert_eq!(payload(call!(redis.hear())), "in RESP3");
            assert_eq!(payload(call!(redis.hear())), "in RESP2");
            call!(redis.unsubscribe(())).unwrap();
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    });
}

#[test]
fn reset_is_followed() {
    everywhere(|ground| {
        let mut other = ground.redis();
        both_faces!(ground, |redis, call| {
            call!(redis.do_cmd("HELLO", 3)).unwrap();
            call!(redis.track(())).unwrap();
            call!(redis.subscribe(channel(ground))).unwrap();
            call!(redis.reset()).unwrap();
            assert_eq!(redis.protocol(), Protocol::Resp2);
            assert!(redis.is_reusable());
            assert_eq!(other.publish(channel(ground), "nobody").unwrap(), 0);
            call!(redis.assert_silence());
            // Nothing of it is left: who subscribes, listens.
            call!(redis.subscribe(channel(ground))).unwrap();
            assert!(unsendable(&call!(redis.ping()).unwrap_err()));
            other.publish(channel(ground), "again").unwrap();
            assert_eq!(payload(call!(redis.hear())), "again");
        });
    });
}

#[test]
fn among_other_commands_they_are_refused() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            let (set, hello, get) =
                call!(redis.pipeline((cmd::set("foo", 1), Command::new("hello 3", ()).reply::<()>(), cmd::get("foo"))));
            set.unwrap();
            let error = hello.unwrap_err();
            assert!(unsendable(&error), "{error}");
            assert_eq!(error.command(), Some("HELLO"));
            assert_eq!(get.unwrap_err().fate(), Fate::NotSent);
            let error = call!(redis.transaction((cmd::incr("foo"), cmd::reset()))).unwrap_err();
            assert!(unsendable(&error), "{error}");
            let (hello,) = call!(redis.pipeline((Command::unlisted("hello", 3).reply::<()>(),)));
            assert!(unsendable(&hello.unwrap_err()));
            assert_eq!(redis.protocol(), ground.protocol);
            assert_eq!(call!(redis.get("foo")).unwrap().unwrap(), "1");
            call!(redis.del("foo")).unwrap();
        });
    });
}

#[test]
fn a_reply_that_is_taken_as_it_comes_is_followed_too() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            for (version, spoken) in [(3, Protocol::Resp3), (2, Protocol::Resp2)] {
                let mut reply = call!(redis.stream(Command::new("HELLO", version))).unwrap();
                let begin = call!(reply.next_event()).unwrap();
                assert!(matches!(begin, Some(Event::Begin(..))), "{begin:?}");
                // The rest is skipped before the next command.
                drop(reply);
                assert_eq!(call!(redis.ping()).unwrap(), "PONG");
                assert_eq!(redis.protocol(), spoken);
            }
        });
    });
}

/// In a transaction of the caller's own nobody sees what comes of it.
#[test]
fn what_is_queued_cannot_be_followed() {
    everywhere(|ground| {
        both_faces!(ground, |redis, call| {
            call!(redis.multi()).unwrap();
            assert_eq!(call!(redis.run(Command::new("HELLO", 3).reply::<String>())).unwrap(), "QUEUED");
            assert_eq!(redis.standing(), Standing::Broken);
            assert!(matches!(call!(redis.exec()).unwrap_err().kind(), ErrorKind::NotConnected));
        });
        // It is never queued.
        both_faces!(ground, |redis, call| {
            call!(redis.do_cmd("HELLO", 3)).unwrap();
            call!(redis.multi()).unwrap();
            call!(redis.reset()).unwrap();
            assert_eq!((redis.protocol(), redis.standing()), (Protocol::Resp2, Standing::Clean));
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
    });
}

/// Nobody can tell what the server will speak.
#[test]
fn an_answer_that_is_late_breaks_the_connection() {
    for command in ["HELLO 3", "RESET"] {
        let peer = || Peer::start([Step::ReadCommand]).unwrap();
        let peers = [peer(), peer()];
        let blocking = || Redis::builder().port(peers[0].address().port()).connect().unwrap();
        let asynchronous = || wire::connect(peers[1].address().port(), Protocol::Resp2, 0);
        both_faces!(blocking(), asynchronous(), |redis, call| {
            redis.set_timeout_ms(Some(20));
            let error = call!(redis.do_cmd(command, ())).unwrap_err();
            assert!(error.is_timeout() && error.fate() == Fate::MaybeExecuted, "{error}");
            assert_eq!(redis.standing(), Standing::Broken);
            let error = call!(redis.ping()).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
        });
    }
}

/// Wherever the future is dropped, what the client believes is true, or the connection broken.
#[test]
fn dropped_futures() {
    let server = picoredis_tests::server();
    let mut outcomes = [0; 3];
    for polls in 0.. {
        let mut redis = asynch_wire::connect(server.port(), 4096);
        let done = asynch_wire::cut(redis.do_cmd("HELLO", 3), polls);
        let next = asynch_wire::block_on(redis.ping());
        outcomes[match next {
            Err(error) => {
                assert!(matches!(error.kind(), ErrorKind::NotConnected), "{error}");
                0
            }
            Ok(_) => {
                let info = asynch_wire::block_on(redis.client_info()).unwrap();
                let resp = if redis.protocol() == Protocol::Resp3 { "resp=3" } else { "resp=2" };
                assert!(info.contains(resp), "{info}");
                1 + usize::from(redis.protocol() == Protocol::Resp3)
            }
        }] += 1;
        if done.is_some() {
            break;
        }
    }
    assert!(outcomes.iter().all(|count| *count > 0), "{outcomes:?}");
}
