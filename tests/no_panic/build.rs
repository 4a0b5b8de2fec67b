//! The program has no start-up code: it is linked, never run.

fn main() {
    println!("cargo::rustc-link-arg-bins=-nostartfiles");
    // memcpy and its like.
    println!("cargo::rustc-link-arg-bins=-lc");
}
