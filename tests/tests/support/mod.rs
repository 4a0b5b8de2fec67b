//! Where the tests of the client meet real servers: each runs on every server there is, in both protocols.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use picoredis::{Config, Protocol, Redis};
use picoredis_tests::server::{Server, binaries};

/// One server, one protocol, and an empty database that no other test uses.
pub(crate) struct Ground {
    /// The server, shared by all tests of the process.
    pub(crate) server: &'static Server,
    /// The protocol to speak.
    pub(crate) protocol: Protocol,
    /// The database.
    pub(crate) db: u32,
}

/// Runs `test` on every server that there is, in RESP2 and in RESP3.
pub(crate) fn everywhere(test: impl Fn(&Ground)) {
    static DATABASES: AtomicU32 = AtomicU32::new(0);
    for server in servers() {
        for protocol in [Protocol::Resp2, Protocol::Resp3] {
            // Shown with a failure.
            println!("on {}, {protocol:?}", server.binary().name);
            test(&Ground { server, protocol, db: DATABASES.fetch_add(1, Ordering::Relaxed) });
        }
    }
}

impl Ground {
    /// How to connect.
    pub(crate) fn config(&self) -> Config {
        Redis::builder().port(self.server.port()).protocol(self.protocol).db(self.db)
    }

    /// A new connection.
    pub(crate) fn redis(&self) -> Redis {
        let redis = self.config().connect().unwrap();
        assert_eq!(redis.protocol(), self.protocol);
        redis
    }
}

fn servers() -> &'static [Server] {
    static SERVERS: OnceLock<Vec<Server>> = OnceLock::new();
    SERVERS.get_or_init(|| {
        let found = binaries();
        assert!(!found.is_empty(), "`cargo xtask servers` fetches a server");
        found.iter().map(|binary| Server::start_with(binary, &["--databases", "1000"]).unwrap()).collect()
    })
}
