//! Scanning: the pages that `SCAN` and its like give, as one item after the other. What the drivers share of it.

use alloc::vec::{self, Vec};

use picoredis_core::args::Args;
use picoredis_core::command::{Command, Spec};
use picoredis_core::reply::FromReply;

use crate::error::Result;

/// How far a scan has come: the items at hand, and where the next page begins.
#[derive(Debug)]
pub(crate) struct Pages<K, A, R> {
    spec: &'static Spec,
    key: K,
    options: A,
    cursor: u64,
    /// What is left of the page that came last.
    items: vec::IntoIter<R>,
    /// There is no other page.
    ended: bool,
}

/// A page: where the next one begins, and the items of this one.
type Page<R> = (u64, Vec<R>);

impl<K: Args, A: Args, R: FromReply> Pages<K, A, R> {
    pub(crate) fn new(spec: &'static Spec, key: K, options: A) -> Self {
        Pages { spec, key, options, cursor: 0, items: Vec::new().into_iter(), ended: false }
    }

    /// The same scan from the beginning, with its items taken as another type.
    pub(crate) fn reply<S: FromReply>(self) -> Pages<K, A, S> {
        Pages::new(self.spec, self.key, self.options)
    }

    /// The next of the items at hand.
    pub(crate) fn item(&mut self) -> Option<R> {
        self.items.next()
    }

    /// What asks for the next page; `None` if there is no other. Asked twice, it asks for the same page.
    pub(crate) fn ask(&self) -> Option<Command<'static, impl Args, Page<R>>> {
        let ask = || Command::listed(self.spec, (&self.key, self.cursor, &self.options));
        (!self.ended).then(ask)
    }

    /// Takes the page that was asked for. An error is the end.
    pub(crate) fn take(&mut self, page: Result<Page<R>>) -> Result<()> {
        self.ended = true;
        let (cursor, items) = page?;
        self.cursor = cursor;
        self.ended = cursor == 0;
        self.items = items.into_iter();
        Ok(())
    }
}
