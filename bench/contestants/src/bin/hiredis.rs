//! hiredis, in C: replies are its trees, as it knows no other. Errors are not looked at, but for what is asserted.

use std::ffi::{CString, c_char, c_int, c_longlong, c_void};
use std::hint::black_box;
use std::ptr::null_mut;

use contest::publisher::Publisher;
use contest::work::{KEY, LARGE, LARGE_WRITTEN, VALUE, WRITTEN};
use contest::{Item, Rounds, allocations, wire, work};

const ITEMS: &[Item] = &[
    ("get", get),
    ("pipeline-get", pipeline_get),
    ("pipeline-set", pipeline_set),
    ("large-get", large_get),
    ("large-set", large_set),
    ("lrange", lrange),
    ("hgetall", hgetall),
    ("mget", mget),
    ("parse-bulks", parse),
    ("parse-bulks-chunks", parse),
    ("parse-integers", parse),
    ("parse-integers-chunks", parse),
    ("parse-nested", parse),
    ("parse-nested-chunks", parse),
    ("parse-large", parse),
    ("parse-large-chunks", parse),
    ("scan-bulks", scan),
    ("scan-bulks-chunks", scan),
    ("scan-integers", scan),
    ("scan-integers-chunks", scan),
    ("scan-nested", scan),
    ("scan-nested-chunks", scan),
    ("scan-large", scan),
    ("scan-large-chunks", scan),
    ("encode-set", encode_set),
    ("encode-mset", encode_mset),
    ("pubsub", pubsub),
    ("connections", connections),
    ("connect", connect),
];

fn main() {
    let mut counted =
        Allocators { malloc: count_malloc, calloc: count_calloc, realloc: count_realloc, strdup: count_strdup, free };
    // SAFETY: the functions are C's own, and nothing has been allocated yet.
    unsafe { hiredisSetAllocators(&raw mut counted) };
    contest::play(ITEMS);
}

/// A connection.
struct Redis(*mut c_void);

impl Redis {
    fn open(url: &str) -> Self {
        let c = |text: &str| CString::new(text).expect("no zero");
        // SAFETY: the strings end with a zero and outlive the call.
        let context = unsafe {
            match url.split_once("://") {
                Some(("redis", address)) => {
                    let (host, port) = address.rsplit_once(':').expect("a port");
                    redisConnect(c(host).as_ptr(), port.parse().expect("a port"))
                }
                Some((_, path)) => redisConnectUnix(c(path).as_ptr()),
                None => panic!("no URL: {url}"),
            }
        };
        assert!(!context.is_null(), "a server");
        Redis(context)
    }

    fn append<const N: usize>(&mut self, words: [&[u8]; N]) {
        let (starts, lengths) = (words.map(<[u8]>::as_ptr), words.map(<[u8]>::len));
        // SAFETY: as many words as it is told, that outlive the call.
        let appended = unsafe { redisAppendCommandArgv(self.0, N as c_int, starts.as_ptr(), lengths.as_ptr()) };
        assert_eq!(appended, 0, "appended");
    }

    fn reply(&mut self) -> Reply {
        let mut reply = null_mut();
        // SAFETY: the connection is open, and the reply is ours.
        assert_eq!(unsafe { redisGetReply(self.0, &raw mut reply) }, 0, "a reply");
        Reply(reply)
    }

    fn command<const N: usize>(&mut self, words: [&[u8]; N]) -> Reply {
        let (starts, lengths) = (words.map(<[u8]>::as_ptr), words.map(<[u8]>::len));
        self.command_of(&starts, &lengths)
    }

    fn command_of(&mut self, starts: &[*const u8], lengths: &[usize]) -> Reply {
        // SAFETY: as many words as it is told, that outlive the call; the reply is ours.
        let reply = unsafe { redisCommandArgv(self.0, starts.len() as c_int, starts.as_ptr(), lengths.as_ptr()) };
        assert!(!reply.is_null(), "a reply");
        Reply(reply)
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        // SAFETY: it is freed once.
        unsafe { redisFree(self.0) };
    }
}

/// A reply that is freed when it is dropped.
struct Reply(*mut RawReply);

impl Reply {
    fn bytes(&self) -> &[u8] {
        bytes(self.0)
    }

    fn elements(&self) -> &[*mut RawReply] {
        // SAFETY: an array has so many elements, and others have none.
        unsafe {
            let reply = &*self.0;
            if reply.element.is_null() { &[] } else { std::slice::from_raw_parts(reply.element, reply.elements) }
        }
    }

    /// What comes out of a list.
    fn sum(&self) -> u64 {
        let elements = self.elements();
        let ends = elements.first().into_iter().chain(elements.last());
        elements.len() as u64 + ends.map(|end| work::of_bytes(bytes(*end))).sum::<u64>()
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        // SAFETY: it is freed once, and no element is held any more.
        unsafe { freeReplyObject(self.0.cast()) };
    }
}

/// A string that stands in a reply.
fn bytes<'a>(reply: *mut RawReply) -> &'a [u8] {
    // SAFETY: only called while the reply is there; a string has so many bytes.
    unsafe {
        assert!(!(*reply).str.is_null(), "a string");
        std::slice::from_raw_parts((*reply).str, (*reply).len)
    }
}

fn get_once(redis: &mut Redis) -> u64 {
    work::of_bytes(redis.command([b"GET", KEY.as_bytes()]).bytes())
}

fn get(rounds: &mut Rounds) {
    let mut redis = Redis::open(rounds.url());
    rounds.run(|count| (0..count).map(|_| get_once(&mut redis)).sum());
}

fn pipeline_get(rounds: &mut Rounds) {
    let (mut redis, size) = (Redis::open(rounds.url()), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            (0..size).for_each(|_| redis.append([b"GET", black_box(KEY).as_bytes()]));
            sum += (0..size).map(|_| work::of_bytes(redis.reply().bytes())).sum::<u64>();
        }
        sum
    });
}

fn pipeline_set(rounds: &mut Rounds) {
    let (mut redis, size) = (Redis::open(rounds.url()), rounds.size());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            (0..size).for_each(|_| redis.append([b"SET", black_box(WRITTEN).as_bytes(), black_box(VALUE).as_bytes()]));
            sum += (0..size).filter(|_| redis.reply().bytes() == b"OK").count() as u64;
        }
        sum
    });
}

fn large_get(rounds: &mut Rounds) {
    let mut redis = Redis::open(rounds.url());
    rounds.run(|count| (0..count).map(|_| work::of_bytes(redis.command([b"GET", LARGE.as_bytes()]).bytes())).sum());
}

fn large_set(rounds: &mut Rounds) {
    let (mut redis, value) = (Redis::open(rounds.url()), work::large(rounds.size()));
    let mut one = || redis.command([b"SET", LARGE_WRITTEN.as_bytes(), &value]).bytes() == b"OK";
    rounds.run(|count| (0..count).filter(|_| one()).count() as u64);
}

fn lrange(rounds: &mut Rounds) {
    let (mut redis, key) = (Redis::open(rounds.url()), work::list(rounds.size()));
    rounds.run(|count| (0..count).map(|_| redis.command([b"LRANGE", key.as_bytes(), b"0", b"-1"]).sum()).sum());
}

/// A field is looked for from the front: there is no hash map.
fn hgetall(rounds: &mut Rounds) {
    let (mut redis, key) = (Redis::open(rounds.url()), work::hash(rounds.size()));
    rounds.run(|count| {
        let mut one = || {
            let reply = redis.command([b"HGETALL", key.as_bytes()]);
            let mut pairs = reply.elements().chunks_exact(2);
            let found = pairs.find(|pair| bytes(pair[0]) == b"field:00000").expect("the field");
            reply.elements().len() as u64 / 2 + work::of_bytes(bytes(found[1]))
        };
        (0..count).map(|_| one()).sum()
    });
}

fn mget(rounds: &mut Rounds) {
    let (mut redis, keys) = (Redis::open(rounds.url()), work::numbers(rounds.size()));
    let words: Vec<_> = [b"MGET".as_slice()].into_iter().chain(keys.iter().map(String::as_bytes)).collect();
    let starts: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
    let lengths: Vec<_> = words.iter().map(|word| word.len()).collect();
    rounds.run(|count| {
        let mut one = || {
            let reply = redis.command_of(&starts, &lengths);
            let number = |element: &*mut RawReply| std::str::from_utf8(bytes(*element)).unwrap().parse().unwrap();
            let integers: Vec<i64> = reply.elements().iter().map(number).collect();
            work::of_integers(&integers)
        };
        (0..count).map(|_| one()).sum()
    });
}

/// Into its tree.
fn parse(rounds: &mut Rounds) {
    // SAFETY: it gives a reader that is ours.
    let reader = unsafe { redisReaderCreate() };
    let (reply, chunk) = (wire::reply(rounds.name(), rounds.size()), wire::chunk(rounds.name()));
    rounds.run(|count| {
        let one = || {
            let reply = Reply(read(reader, black_box(&reply), chunk).cast());
            match reply.elements().len() {
                0 => reply.bytes().len() as u64,
                len => len as u64,
            }
        };
        (0..count).map(|_| one()).sum()
    });
    // SAFETY: it is freed once.
    unsafe { redisReaderFree(reader) };
}

/// Into functions of the caller's that keep nothing.
fn scan(rounds: &mut Rounds) {
    let mut adding = Functions {
        string: add_string,
        array: add_array,
        integer: add_integer,
        double: add_double,
        nil: add_nil,
        boolean: add_boolean,
        free: free_nothing,
    };
    // SAFETY: the functions outlive the reader, which is ours.
    let reader = unsafe { redisReaderCreateWithFunctions(&raw mut adding) };
    let (reply, chunk) = (wire::reply(rounds.name(), rounds.size()), wire::chunk(rounds.name()));
    rounds.run(|count| {
        SUM.set(0);
        for _ in 0..count {
            read(reader, black_box(&reply), chunk);
        }
        SUM.get()
    });
    // SAFETY: it is freed once.
    unsafe { redisReaderFree(reader) };
}

thread_local! {
    /// What `scan` has seen.
    static SUM: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Adds, and returns something that stands for an object.
fn add(number: u64) -> *mut c_void {
    SUM.set(SUM.get().wrapping_add(number));
    std::ptr::dangling_mut()
}

extern "C" fn add_string(_: *const c_void, _: *const c_char, len: usize) -> *mut c_void {
    add(len as u64)
}

extern "C" fn add_array(_: *const c_void, _: usize) -> *mut c_void {
    add(0)
}

extern "C" fn add_integer(_: *const c_void, integer: c_longlong) -> *mut c_void {
    add(integer as u64)
}

extern "C" fn add_double(_: *const c_void, _: f64, _: *const c_char, _: usize) -> *mut c_void {
    add(0)
}

extern "C" fn add_nil(_: *const c_void) -> *mut c_void {
    add(0)
}

extern "C" fn add_boolean(_: *const c_void, _: c_int) -> *mut c_void {
    add(0)
}

extern "C" fn free_nothing(_: *mut c_void) {}

/// Feeds a reply in pieces: what comes of it.
fn read(reader: *mut c_void, reply: &[u8], chunk: usize) -> *mut c_void {
    let mut object = null_mut();
    for piece in reply.chunks(chunk.min(reply.len())) {
        // SAFETY: the reader is there, and the piece outlives the call.
        unsafe {
            assert_eq!(redisReaderFeed(reader, piece.as_ptr(), piece.len()), 0, "fed");
            assert_eq!(redisReaderGetReply(reader, &raw mut object), 0, "the protocol");
        }
    }
    assert!(!object.is_null(), "a whole reply");
    object
}

fn encode_set(rounds: &mut Rounds) {
    encode(rounds, &[b"SET", KEY.as_bytes(), VALUE.as_bytes()]);
}

fn encode_mset(rounds: &mut Rounds) {
    let keys = work::numbers(rounds.size());
    let pairs = keys.iter().flat_map(|key| [key.as_bytes(), VALUE.as_bytes()]);
    encode(rounds, &[b"MSET".as_slice()].into_iter().chain(pairs).collect::<Vec<_>>());
}

/// Into memory that it allocates.
fn encode(rounds: &mut Rounds, words: &[&[u8]]) {
    let starts: Vec<_> = words.iter().map(|word| word.as_ptr()).collect();
    let lengths: Vec<_> = words.iter().map(|word| word.len()).collect();
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut wire = null_mut();
            let (starts, lengths) = (black_box(starts.as_ptr()), lengths.as_ptr());
            // SAFETY: as many words as it is told; what it makes is freed once.
            unsafe {
                sum += redisFormatCommandArgv(&raw mut wire, words.len() as c_int, starts, lengths) as u64;
                redisFreeCommand(black_box(wire));
            }
        }
        sum
    });
}

fn pubsub(rounds: &mut Rounds) {
    let (mut redis, mut publisher) = (Redis::open(rounds.url()), Publisher::open(rounds.url()));
    drop(redis.command([b"SUBSCRIBE", publisher.channel().as_bytes()]));
    rounds.run_prepared(
        |count| publisher.publish(count),
        |count, ()| (0..count).map(|_| work::of_bytes(bytes(redis.reply().elements()[2]))).sum(),
    );
}

fn connections(rounds: &mut Rounds) {
    let mut all: Vec<_> = (0..rounds.size()).map(|_| Redis::open(rounds.url())).collect();
    rounds.run(|count| (0..count).map(|_| all.iter_mut().map(get_once).sum::<u64>()).sum());
}

fn connect(rounds: &mut Rounds) {
    let (size, url) = (rounds.size(), rounds.url().to_owned());
    rounds.run(|count| {
        let mut sum = 0;
        for _ in 0..count {
            let mut all: Vec<_> = (0..size).map(|_| Redis::open(&url)).collect();
            sum += all.iter_mut().map(get_once).sum::<u64>();
        }
        sum
    });
}

/// `redisReply`
#[repr(C)]
struct RawReply {
    kind: c_int,
    integer: c_longlong,
    double: f64,
    len: usize,
    str: *const u8,
    vtype: [c_char; 4],
    elements: usize,
    element: *const *mut RawReply,
}

/// `redisReplyObjectFunctions`
#[repr(C)]
struct Functions {
    string: extern "C" fn(*const c_void, *const c_char, usize) -> *mut c_void,
    array: extern "C" fn(*const c_void, usize) -> *mut c_void,
    integer: extern "C" fn(*const c_void, c_longlong) -> *mut c_void,
    double: extern "C" fn(*const c_void, f64, *const c_char, usize) -> *mut c_void,
    nil: extern "C" fn(*const c_void) -> *mut c_void,
    boolean: extern "C" fn(*const c_void, c_int) -> *mut c_void,
    free: extern "C" fn(*mut c_void),
}

/// `hiredisAllocFuncs`
#[repr(C)]
struct Allocators {
    malloc: unsafe extern "C" fn(usize) -> *mut c_void,
    calloc: unsafe extern "C" fn(usize, usize) -> *mut c_void,
    realloc: unsafe extern "C" fn(*mut c_void, usize) -> *mut c_void,
    strdup: unsafe extern "C" fn(*const c_char) -> *mut c_char,
    free: unsafe extern "C" fn(*mut c_void),
}

unsafe extern "C" fn count_malloc(size: usize) -> *mut c_void {
    allocations::add();
    // SAFETY: passed on as it came.
    unsafe { malloc(size) }
}

unsafe extern "C" fn count_calloc(count: usize, size: usize) -> *mut c_void {
    allocations::add();
    // SAFETY: passed on as it came.
    unsafe { calloc(count, size) }
}

unsafe extern "C" fn count_realloc(memory: *mut c_void, size: usize) -> *mut c_void {
    allocations::add();
    // SAFETY: passed on as it came.
    unsafe { realloc(memory, size) }
}

unsafe extern "C" fn count_strdup(text: *const c_char) -> *mut c_char {
    allocations::add();
    // SAFETY: passed on as it came.
    unsafe { strdup(text) }
}

unsafe extern "C" {
    fn malloc(size: usize) -> *mut c_void;
    fn calloc(count: usize, size: usize) -> *mut c_void;
    fn realloc(memory: *mut c_void, size: usize) -> *mut c_void;
    fn strdup(text: *const c_char) -> *mut c_char;
    fn free(memory: *mut c_void);
    fn hiredisSetAllocators(allocators: *mut Allocators) -> Allocators;
    fn redisConnect(host: *const c_char, port: c_int) -> *mut c_void;
    fn redisConnectUnix(path: *const c_char) -> *mut c_void;
    fn redisFree(context: *mut c_void);
    fn redisAppendCommandArgv(
        context: *mut c_void,
        count: c_int,
        words: *const *const u8,
        lengths: *const usize,
    ) -> c_int;
    fn redisCommandArgv(
        context: *mut c_void,
        count: c_int,
        words: *const *const u8,
        lengths: *const usize,
    ) -> *mut RawReply;
    fn redisGetReply(context: *mut c_void, reply: *mut *mut RawReply) -> c_int;
    fn freeReplyObject(reply: *mut c_void);
    fn redisReaderCreate() -> *mut c_void;
    fn redisReaderCreateWithFunctions(functions: *mut Functions) -> *mut c_void;
    fn redisReaderFeed(reader: *mut c_void, bytes: *const u8, len: usize) -> c_int;
    fn redisReaderGetReply(reader: *mut c_void, object: *mut *mut c_void) -> c_int;
    fn redisReaderFree(reader: *mut c_void);
    fn redisFormatCommandArgv(
        target: *mut *mut c_char,
        count: c_int,
        words: *const *const u8,
        lengths: *const usize,
    ) -> c_int;
    fn redisFreeCommand(command: *mut c_char);
}
