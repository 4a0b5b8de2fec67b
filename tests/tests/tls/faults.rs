//! TLS over a line that does what lines do.

use picoredis::session::Standing;
use picoredis_tests::proxy::{Plan, Proxy};

use crate::{ANYBODY, SHORT, config, server, trusting_one};

/// Whatever happens, and to whichever part of a record: a reply is that of its command.
#[test]
fn no_reply_reaches_a_wrong_caller() {
    const FAULTS: usize = 1_000;
    let server = server(ANYBODY);
    let plan = Plan::Random { seed: 1, gap: 4_000, harmless: 50 };
    let proxy = Proxy::start(server.port(), plan).unwrap();
    let (mut asked, mut answered) = (0, 0);
    while proxy.faults() < FAULTS {
        let config = config(&server, trusting_one()).port(proxy.port()).timeout(SHORT / 4).connect_timeout(SHORT * 5);
        let Ok(mut redis) = config.connect() else { continue };
        let mut late = 0;
        // A line that has gone silent stays so.
        while redis.standing() != Standing::Broken && late < 3 {
            asked += 1;
            let question = format!("{asked} {}", "?".repeat(asked % 3_000));
            match redis.echo(question.as_str()) {
                Ok(answer) => {
                    assert!(answer == question.as_str(), "after {:?}", proxy.deeds().last());
                    answered += 1;
                }
                Err(error) => late += usize::from(error.is_timeout()),
            }
        }
    }
    println!("{answered} of {asked} questions were answered");
    assert!(answered > FAULTS / 2 && answered < asked);
}
