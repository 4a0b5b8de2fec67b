//! The native module `_picoredis` for MicroPython: `encode(*args)` and `Parser(make)`.
//!
//! `picoredis_codec.py` has the same face in plain Python, and says what it does. Here it is made of picoredis-core: the
//! decoder's events become MicroPython objects one by one. [`runtime`] is the only place with unsafe code.

#![no_std]

mod builtins;
mod encode;
mod parser;
mod runtime;
mod table;
