//! What all contestants share: how they are told what to do, the clock, and the counters.
//!
//! A contestant is a program. `CONTESTANT items` lists what it can do, a line each. `CONTESTANT ITEM SIZE URL` connects, gets
//! ready, and waits: for each line on its standard input, a count, it does ITEM so many times and prints a line of what that
//! took, as `name=value` with blanks between:
//!
//! | name | value |
//! |---|---|
//! | `ns` | nanoseconds that went by |
//! | `cpu` | nanoseconds of the processor that this process had, with what the system did for it |
//! | `allocations` | how often memory was asked for, where that is counted |
//! | `peak` | by how many bytes more than before were resident at the most |
//! | `sum` | what came out of it: the same for every contestant that did the same |
//!
//! Only `ns` is always there.
//!
//! What makes and checks the data is here, too, so that all get the same.

pub mod allocations;
mod memory;
pub mod publisher;
mod rounds;
pub mod wire;
pub mod work;

pub use rounds::Rounds;

/// One thing that a contestant can do: the name of the item, and what does it as often as it is told.
pub type Item = (&'static str, fn(&mut Rounds));

/// The whole of a contestant's `main`.
pub fn play(items: &[Item]) {
    let mut args = std::env::args().skip(1);
    match (args.next(), args.next(), args.next()) {
        (Some(word), None, None) if word == "items" => items.iter().for_each(|item| println!("{}", item.0)),
        (Some(name), Some(size), Some(url)) => {
            let (_, item) = items.iter().find(|item| item.0 == name).unwrap_or_else(|| panic!("no item {name}"));
            let size = size.parse().expect("a size");
            item(&mut Rounds::new(&name, size, &url));
        }
        _ => panic!("usage: items | ITEM SIZE URL"),
    }
}
