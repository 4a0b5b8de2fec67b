//! A policy when the server answers that it cannot now, or not here, by both faces.

#[path = "support/sockets.rs"]
#[macro_use]
mod sockets;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use picoredis::{Command, Fate, Protocol, Redis, cmd};
use picoredis_tests::peer::{Peer, Step};
use picoredis_tests::server::Server;
use sockets::{bystander, config, nobody, policy, start};

/// Both versions.
const PROTOCOLS: [Protocol; 2] = [Protocol::Resp2, Protocol::Resp3];

/// What to do when an error of that code comes, once for each connection.
type Deed = Arc<Mutex<dyn FnMut() + Send>>;

/// Has something done when the first error of that code comes, and counts them.
fn on_error(code: &'static str, deed: &Deed) -> (impl FnMut(picoredis::Wire<'_>) + Send + use<>, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let (counting, deed) = (Arc::clone(&count), Arc::clone(deed));
    let show = move |wire: picoredis::Wire<'_>| {
        if wire.to_string().starts_with(&format!("RECV: \"-{code} ")) && counting.fetch_add(1, Ordering::SeqCst) == 0 {
            (deed.lock().unwrap())();
        }
    };
    (show, count)
}

fn deed(deed: impl FnMut() + Send + 'static) -> Deed {
    Arc::new(Mutex::new(deed))
}

/// While the server loads its data it answers so; it did not execute anything.
#[test]
fn loading() {
    let server = start(&["--loading-process-events-interval-bytes", "1024"]);
    let mut other = bystander(&server);
    for number in 0..200 {
        other.set(format!("key:{number}"), "x".repeat(64)).unwrap();
    }
    for protocol in PROTOCOLS {
        both_sockets!(config(server.port(), protocol), |redis, call| {
            other.del("n").unwrap();
            // Each key takes 2 ms to load.
            other.config_set(("key-load-delay", 2000)).unwrap();
            let loading = reload(&server);
            let (show, count) = on_error("LOADING", &deed(|| {}));
            redis.debug_to(show);
            assert_eq!(call!(redis.incr("n")).unwrap(), 1);
            loading.join().unwrap();
            assert!(count.load(Ordering::SeqCst) > 0);
            // It was the one of after.
            assert_eq!(other.run(cmd::get("n").reply::<u32>()).unwrap(), 1);
        });
    }
}

/// Has the server write all its data and load it again; when this returns, it answers that it is loading.
fn reload(server: &Server) -> thread::JoinHandle<()> {
    let (mut reloading, mut looking) = (bystander(server), bystander(server));
    reloading.set_timeout(None);
    let thread = thread::spawn(move || drop(reloading.do_cmd("DEBUG", "RELOAD").unwrap()));
    while looking.get("n").is_ok() {
        thread::yield_now();
    }
    thread
}

/// While a script runs the server answers so to all others.
#[test]
fn busy() {
    let server = start(&["--busy-reply-threshold", "1"]);
    let mut other = bystander(&server);
    for protocol in PROTOCOLS {
        both_sockets!(config(server.port(), protocol), |redis, call| {
            other.del("n").unwrap();
            let script = run_for_ever(&server);
            let mut killer = bystander(&server);
            let kill = deed(move || killer.script_kill().unwrap());
            let (show, count) = on_error("BUSY", &kill);
            redis.debug_to(show);
            assert_eq!(call!(redis.incr("n")).unwrap(), 1);
            assert!(count.load(Ordering::SeqCst) > 0);
            script.join().unwrap();
        });
    }
}

/// When this returns, the server is busy.
fn run_for_ever(server: &Server) -> thread::JoinHandle<()> {
    let (mut running, mut looking) = (bystander(server), bystander(server));
    running.set_timeout(None);
    let thread = thread::spawn(move || {
        let error = running.eval("while true do end", 0).unwrap_err();
        assert!(error.to_string().contains("killed"), "{error}");
    });
    while looking.get("n").is_ok() {
        thread::yield_now();
    }
    thread
}

/// The data is there, but the link to the master is not.
#[test]
fn a_replica_without_its_master() {
    let server = start(&["--replica-serve-stale-data", "no"]);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        let mut other = bystander(&server);
        other.replicaof(("127.0.0.1", nobody())).unwrap();
        let mut promoting = bystander(&server);
        let promote = deed(move || promoting.replicaof(("NO", "ONE")).unwrap());
        let (show, count) = on_error("MASTERDOWN", &promote);
        redis.debug_to(show);
        assert_eq!(call!(redis.get("foo")).unwrap(), None);
        assert_eq!(count.load(Ordering::SeqCst), 1);
    });
}

/// The same address may lead to another server; as long as it does not, tries end.
#[test]
fn a_replica_does_not_take_writes() {
    let server = start(&[]);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        bystander(&server).replicaof(("127.0.0.1", nobody())).unwrap();
        let mut promoting = bystander(&server);
        let promote = deed(move || promoting.replicaof(("NO", "ONE")).unwrap());
        let (show, count) = on_error("READONLY", &promote);
        redis.debug_to(show);
        let before = call!(redis.client_id()).unwrap();
        assert!(call!(redis.incr("n")).unwrap() > 0);
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert_ne!(call!(redis.client_id()).unwrap(), before, "on a new connection");
    });
    let few = Redis::builder().port(server.port()).reconnect(policy().tries(3));
    both_sockets!(few.clone(), |redis, call| {
        bystander(&server).replicaof(("127.0.0.1", nobody())).unwrap();
        let (show, count) = on_error("READONLY", &deed(|| {}));
        redis.debug_to(show);
        let error = call!(redis.incr("n")).unwrap_err();
        assert_eq!((error.code(), error.fate()), (Some("READONLY"), Fate::Refused), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), 4);
        bystander(&server).replicaof(("NO", "ONE")).unwrap();
    });
}

/// What a script answers is the script's own: it may have done something before.
#[test]
fn scripts_are_not_repeated() {
    let server = start(&[]);
    both_sockets!(config(server.port(), Protocol::Resp2), |redis, call| {
        bystander(&server).del("n").unwrap();
        for code in ["LOADING", "BUSY", "TRYAGAIN", "READONLY"] {
            let text = format!("redis.call('INCR', 'n') return redis.error_reply('{code} it says')");
            let error = call!(redis.eval(text, 0)).unwrap_err();
            assert_eq!(error.code(), Some(code));
        }
        assert_eq!(call!(redis.run(cmd::get("n").reply::<u32>())).unwrap(), 4);
        // Nor is what the table does not know.
        assert_eq!(call!(redis.do_cmd("BOGUS", ())).unwrap_err().code(), Some("ERR"));
    });
}

/// What is refused in passing is told: the commands behind it were executed, and on the same connection goes on what comes
/// next.
#[test]
fn pipelines_and_transactions_are_not_repeated() {
    let send = |bytes: &str| Step::Send(bytes.as_bytes().to_vec());
    let read = |commands| (0..commands).map(|_| Step::ReadCommand);
    let peer = |code: &str| {
        let pipeline = read(2).chain([send(&format!("-{code} not now\r\n:1\r\n"))]);
        let queued = format!("+OK\r\n-{code} not now\r\n+QUEUED\r\n-EXECABORT discarded\r\n");
        let transaction = read(4).chain([send(&queued)]);
        let ping = [Step::Expect(b"*1\r\n$4\r\nPING\r\n".to_vec()), send("+PONG\r\n"), Step::ExpectClose];
        Peer::start(pipeline.chain(transaction).chain(ping)).unwrap()
    };
    for code in ["LOADING", "READONLY"] {
        let peers = [peer(code), peer(code), peer(code)];
        let mut ports = peers.iter().map(Peer::port);
        let assert_told = |refused: picoredis::Result<i64>, executed: picoredis::Result<i64>| {
            let error = refused.unwrap_err();
            assert_eq!((error.code(), error.fate()), (Some(code), Fate::Refused), "{error}");
            assert_eq!(executed.unwrap(), 1);
        };
        let incr = || (cmd::incr("n"), cmd::incr("m"));
        both_sockets!(config(ports.next().unwrap(), Protocol::Resp2), |redis, call| {
            let (refused, executed) = call!(redis.pipeline(incr()));
            assert_told(refused, executed);
            assert_eq!(call!(redis.transaction(incr())).unwrap_err().code(), Some(code));
            assert_eq!(call!(redis.ping()).unwrap(), "PONG");
        });
        sockets::block_on(async {
            let redis = config(ports.next().unwrap(), Protocol::Resp2).connect_shared().await.unwrap();
            let (refused, executed) = redis.pipeline(incr()).await;
            assert_told(refused, executed);
            assert_eq!(redis.transaction(incr()).await.unwrap_err().code(), Some(code));
            assert_eq!(redis.ping().await.unwrap(), "PONG");
        });
        peers.into_iter().for_each(|peer| drop(peer.join().unwrap()));
    }
}

/// Two servers that share the slots of a cluster.
struct Cluster {
    servers: [Server; 2],
}

impl Cluster {
    fn start() -> Self {
        let servers = [(), ()].map(|()| {
            let bus = nobody();
            start(&["--cluster-enabled", "yes", "--cluster-port", &bus.to_string(), "--cluster-node-timeout", "500"])
        });
        let [one, two] = &servers;
        let (mut at_one, mut at_two) = (bystander(one), bystander(two));
        at_one.cluster_addslotsrange((0, 8191)).unwrap();
        at_two.cluster_addslotsrange((8192, 16383)).unwrap();
        let bus: String = at_two.run(cmd::config_get("cluster-port").reply::<Vec<String>>()).unwrap().remove(1);
        at_one.cluster_meet("127.0.0.1", (two.port(), bus)).unwrap();
        Cluster { servers }
    }

    fn wait_until_ok(&self) {
        for server in &self.servers {
            let mut redis = bystander(server);
            while !redis.run(cmd::cluster_info().reply::<String>()).unwrap().contains("cluster_state:ok") {
                thread::yield_now();
            }
        }
    }
}

/// As long as the cluster is down it executes nothing; what is elsewhere is told as that, once.
#[test]
fn a_cluster() {
    let cluster = Cluster::start();
    let [one, two] = &cluster.servers;
    let patient = Redis::builder()
        .port(one.port())
        .reconnect(policy().pauses(Duration::from_millis(5), Duration::from_millis(50)));
    // It comes up while this waits. "bar" has slot 5061, "foo" has 12182.
    let mut redis = patient.clone().connect().unwrap();
    assert_eq!(redis.incr("bar").unwrap(), 1);
    cluster.wait_until_ok();
    both_sockets!(patient.clone(), |redis, call| {
        let (show, count) = on_error("MOVED", &deed(|| {}));
        redis.debug_to(show);
        let error = call!(redis.incr("foo")).unwrap_err();
        assert_eq!((error.code(), error.fate()), (Some("MOVED"), Fate::Refused), "{error}");
        assert_eq!(error.message(), Some(&*format!("12182 127.0.0.1:{}", two.port())));
        assert_eq!(count.load(Ordering::SeqCst), 1);
    });
    // Half of it is gone.
    bystander(one).cluster_delslotsrange((0, 8191)).unwrap();
    let few = Redis::builder().port(one.port()).reconnect(policy().tries(3));
    both_sockets!(few.clone(), |redis, call| {
        let (show, count) = on_error("CLUSTERDOWN", &deed(|| {}));
        redis.debug_to(show);
        let error = call!(redis.incr("bar")).unwrap_err();
        assert_eq!((error.code(), error.fate()), (Some("CLUSTERDOWN"), Fate::Refused), "{error}");
        assert_eq!(count.load(Ordering::SeqCst), 4);
    });
}

/// Keys that are half here and half there: a command for both has to wait.
#[test]
fn a_slot_that_moves() {
    let cluster = Cluster::start();
    cluster.wait_until_ok();
    let [one, two] = &cluster.servers;
    let mut at_one = bystander(one);
    let target: String = bystander(two).run(cmd::cluster_myid().reply()).unwrap();
    at_one.set("{bar}1", "x").unwrap();
    at_one.run(Command::new("CLUSTER SETSLOT", (5061, "MIGRATING", &target)).reply::<()>()).unwrap();
    both_sockets!(config(one.port(), Protocol::Resp2), |redis, call| {
        at_one.run(Command::new("CLUSTER SETSLOT", (5061, "MIGRATING", &target)).reply::<()>()).unwrap();
        let mut stopping = bystander(one);
        let stable = Command::new("CLUSTER SETSLOT", (5061, "STABLE"));
        let stop = deed(move || drop(stopping.run(stable).unwrap()));
        let (show, count) = on_error("TRYAGAIN", &stop);
        redis.debug_to(show);
        assert_eq!(call!(redis.mget(["{bar}1", "{bar}2"])).unwrap(), [Some("x".into()), None]);
        assert_eq!(count.load(Ordering::SeqCst), 1);
    });
}

/// What such a server says first is no answer to the first words, which an older one would give; and it hangs up soon.
#[test]
fn too_many_clients_for_the_first_words() {
    let hello = || Step::Send(b"%1\r\n+proto\r\n:3\r\n".to_vec());
    let full = || Step::Send(b"-ERR max number of clients reached\r\n".to_vec());
    let peer = || {
        let lost = [Step::ReadCommand, hello(), Step::Close];
        let refused = [Step::ReadCommand, full(), Step::ExpectClose];
        let script = lost.into_iter().chain(refused).chain([Step::ReadCommand, hello(), Step::ReadCommand]);
        Peer::start(script.chain([Step::Send(b":1\r\n".to_vec())])).unwrap()
    };
    let peers = [peer(), peer()];
    let mut ports = peers.iter().map(Peer::port);
    both_sockets!(config(ports.next().unwrap(), Protocol::Resp3), |redis, call| {
        while !redis.is_stale() {
            thread::yield_now();
        }
        assert_eq!(call!(redis.incr("n")).unwrap(), 1);
        assert_eq!(redis.protocol(), Protocol::Resp3);
    });
    peers.into_iter().for_each(|peer| drop(peer.join().unwrap()));
}

/// A server that has too many clients says so and hangs up.
#[test]
fn too_many_clients() {
    let server = start(&[]);
    let mut other = bystander(&server);
    for protocol in PROTOCOLS {
        both_sockets!(config(server.port(), protocol), |redis, call| {
            let id = call!(redis.client_id()).unwrap();
            let mut crowd: Vec<_> = (0..3).map(|_| bystander(&server)).collect();
            other.config_set(("maxclients", 4)).unwrap();
            other.run(cmd::client_kill(("ID", id)).reply::<u32>()).unwrap();
            // Somebody takes the place that was freed.
            crowd.push(bystander(&server));
            let (full, hear) = mpsc::channel();
            let leaving = thread::spawn(move || {
                hear.recv().unwrap();
                drop(crowd);
            });
            let (show, count) = on_error("ERR", &deed(move || full.send(()).unwrap()));
            redis.debug_to(show);
            assert!(call!(redis.incr("n")).unwrap() > 0);
            assert!(count.load(Ordering::SeqCst) > 0);
            leaving.join().unwrap();
            other.config_set(("maxclients", 10_000)).unwrap();
        });
    }
}
