//! Uses the whole of picoredis-core, and links only if no panic is left in it.
//!
//! The panic handler calls a function that nobody defines. As long as the optimiser can show that no panic is ever
//! reached, the handler goes, and the call with it; else the linker says that `a_panic_is_left_in_core` is undefined.
//! Run by `cargo xtask panics`. The program is never started.

#![no_std]
#![no_main]

use core::fmt::{self, Write};
use core::hint::black_box;

use picoredis_core::address::{Address, Percent};
use picoredis_core::args::{Args, Each};
use picoredis_core::cmd;
use picoredis_core::command::{Command, Doc, SPECS, Secrets, Spec};
use picoredis_core::decode::{Decoder, Limits};
use picoredis_core::encode::{Encoder, Pen, Size, Spill, Visit};
use picoredis_core::error::{ReplyError, ServerError};
use picoredis_core::number::{self, Digits, FloatText, WideDigits};
use picoredis_core::reply::{Buf, FromReply, Receive};
use picoredis_core::session::{DrainBudget, Handshake, Incoming, Login, Protocol, Session};

unsafe extern "C" {
    fn a_panic_is_left_in_core() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: it is never linked, so it is never called.
    unsafe { a_panic_is_left_in_core() }
}

#[unsafe(no_mangle)]
extern "C" fn _start() -> ! {
    let input = black_box(&b"*1\r\n$3\r\nfoo\r\n"[..]);
    numbers(input);
    address(black_box("redis://user:secret@localhost:6379/0?timeout=3s"));
    commands(black_box("client info"), input);
    decode(input);
    session(input);
    loop {}
}

/// Hides a value from the optimiser, so that it is made.
fn keep<T>(value: T) {
    black_box(&value);
}

/// Takes text and forgets it.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        keep(text);
        Ok(())
    }
}

/// Takes what has no room and forgets it.
impl Spill for Nowhere {
    fn spill(&mut self, _: &mut [u8], len: usize, bytes: &[u8]) -> Option<usize> {
        keep(bytes);
        Some(len)
    }
}

/// Takes arguments and forgets them.
impl Visit for Nowhere {
    type Error = ();

    fn arg(&mut self, bytes: &[u8]) -> Result<(), ()> {
        keep(bytes);
        Ok(())
    }
}

fn numbers(text: &[u8]) {
    keep((number::parse_i64(text), number::parse_u64(text), number::parse_i128(text), number::parse_u128(text)));
    keep((number::parse_f64(text), number::parse_f32(text)));
    let number = black_box(42u64);
    keep((Digits::from_u64(number), Digits::from_i64(number as i64)));
    keep((WideDigits::from_u128(number.into()), WideDigits::from_i128(number.into())));
    keep((FloatText::from_f64(f64::from_bits(number)), FloatText::from_f32(f32::from_bits(number as u32))));
    keep(Digits::from_u64(number).as_str());
}

fn address(text: &str) {
    match Address::parse(text) {
        Ok(address) => {
            keep((address.endpoint(), address.is_tls(), address.db(), address.protocol(), address.timeout_ms()));
            [address.user(), address.password(), address.client_name()].into_iter().flatten().for_each(percent);
        }
        Err(error) => keep((error.kind(), error.position(), write!(Nowhere, "{error}"))),
    }
}

fn percent(text: Percent<'_>) {
    text.decoded().for_each(keep);
    keep((text.decoded_len(), text.plain(), text.encoded()));
}

fn commands(name: &str, bytes: &[u8]) {
    let mut memory = [0; 64];
    let args =
        (("text", 'c', bytes, true, 1u8), (1i8, 2u16, 3i16, 4u32, 5i32), (6u64, 7i64, 8u128, 9i128), (1.5f32, 2.5f64));
    let more = (black_box(Some(name)), [1, 2], Each(bytes.iter()), (), [("key", 1)]);
    let command = black_box(Command::new(name, args).arg(more));
    keep(command.encode(&mut Encoder::new(&mut memory[..])));
    keep(command.write(&mut Encoder::new(Pen::new(&mut memory, black_box(1), &mut Nowhere))));
    keep((command.encoded_len(), command.count(), command.name(), command.wait(), command.spec()));
    keep((command.visit(&mut Nowhere), command.args().count()));
    keep(cmd::blpop(name, 1.5).wait());
    keep(cmd::xread(("BLOCK", name)).wait());
    keep(Command::unlisted(name, bytes).encode(&mut Encoder::new(&mut Size::default())));
    keep(Spec::find(name).map(|spec| (spec.name(), spec.name_bytes(), spec.read_only, spec.block, spec.keys())));
    keep(&SPECS);
    keep(Doc::find(name));
    Doc::all().for_each(keep);
    let mut secrets = Secrets::default();
    bytes.split(|byte| *byte == b'\n').for_each(|word| keep(secrets.is_secret(word)));
}

fn decode(mut input: &[u8]) {
    let limits = black_box(Limits::DEFAULT);
    let mut decoder: Decoder = Decoder::with_limits(limits);
    loop {
        match decoder.next(&mut input) {
            Ok(Some(event)) => keep((event, event.describe())),
            Ok(None) => break,
            Err(error) => {
                keep((error.kind(), error.offset(), error.expected(), error.found(), write!(Nowhere, "{error}")));
                break;
            }
        }
    }
    keep((decoder.is_idle(), decoder.depth(), decoder.offset()));
}

fn session(input: &[u8]) {
    reply::<(i8, i16, i32, i64, i128, isize)>(input);
    reply::<(u16, u32, u64, usize)>(input);
    reply::<(f32, f64, bool, ())>(input);
    reply::<Option<Result<Buf<16>, ServerError>>>(input);
    reply::<[(i64, Buf<8>); 4]>(input);
    reply::<([u8; 4],)>(input);
    let login = black_box(Login { protocol: Protocol::Resp3, password: Some(input), ..Login::default() });
    let mut handshake = Handshake::new(login);
    while let Some(command) = handshake.command() {
        keep(command.encode(&mut Encoder::new(&mut Size::default())));
        keep(handshake.answered(Err(ServerError::new(input))));
        keep(handshake.answered(Ok(())));
        keep(handshake.protocol());
    }
}

fn reply<T: FromReply>(mut input: &[u8]) {
    let mut session: Session = Session::with_limits(Limits::DEFAULT, black_box(DrainBudget::DEFAULT));
    session.sent();
    session.give_up(black_box(0));
    session.sent();
    let mut receive = Receive::new(T::builder());
    loop {
        keep(session.run(&mut input, 1, |run| receive.run(run)));
        match session.next(&mut input) {
            Ok(Some(Incoming::Reply { event, .. } | Incoming::Push { event, .. })) => receive.event(event),
            Ok(None) => break,
            Err(error) => {
                keep(write!(Nowhere, "{error}"));
                break;
            }
        }
    }
    if let Some(room) = receive.room(session.payload_left()) {
        let len = room.len();
        keep(room);
        session.payload_taken(len);
        receive.filled(len);
    }
    keep((
        session.standing(),
        session.drain_time_left(black_box(2)),
        session.due(),
        session.is_in_reply(),
        session.received(),
    ));
    session.fail();
    match receive.finish() {
        Ok(value) => keep(value),
        Err(ReplyError::Server(error)) => {
            keep((error.code(), error.message(), error.as_bytes(), write!(Nowhere, "{error}")));
        }
        Err(error) => keep(write!(Nowhere, "{error}")),
    }
}
