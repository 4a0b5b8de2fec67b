//! A command's name in the caller's own words.

use crate::args::{Halt, visit_any};
use crate::encode::{Encoder, Full, Pen, Visit};
use crate::target::FOR_SPEED;

/// A name that is taken apart into words when it is sent.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    text: &'a str,
    /// It is called through pointers: what takes names apart is in no program whose commands are all listed.
    words: &'static Words,
}

struct Words {
    count: fn(&str) -> usize,
    first: fn(&str) -> &str,
    visit: fn(&str, &mut dyn Visit<Error = Halt>) -> Result<(), Halt>,
    write: fn(&str, &mut Encoder<Pen<'_>>) -> Result<(), Full>,
}

static WORDS: Words = Words {
    count: |text| words_of(text).fold(0, |count, _| count.saturating_add(1)),
    first: first_word,
    visit: |text, visitor| words_of(text).try_for_each(|word| visitor.arg(word)),
    write: |text, encoder| words_of(text).try_for_each(|word| encoder.arg(word)),
};

fn words_of(text: &str) -> impl Iterator<Item = &[u8]> {
    text.as_bytes().split(|byte| *byte == b' ').filter(|word| !word.is_empty())
}

fn first_word(text: &str) -> &str {
    let text = text.trim_ascii_start();
    let end = text.bytes().position(|byte| byte == b' ').unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

impl<'a> Spelling<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Spelling { text, words: &WORDS }
    }

    pub(super) const fn text(self) -> &'a str {
        self.text
    }

    #[inline]
    pub(super) fn count(self) -> usize {
        if self.is_empty() { 0 } else { (self.words.count)(self.text) }
    }

    /// All words of the command are arguments: that is asked for each, and here.
    #[inline]
    const fn is_empty(self) -> bool {
        FOR_SPEED && self.text.is_empty()
    }

    pub(super) fn first_word(self) -> &'a str {
        (self.words.first)(self.text)
    }

    /// Gives each word to `visitor`.
    #[inline]
    pub(super) fn visit<V: Visit>(self, visitor: &mut V) -> Result<(), V::Error> {
        if self.is_empty() {
            return Ok(());
        }
        visit_any(visitor, |visitor| (self.words.visit)(self.text, visitor))
    }

    /// Writes each word.
    #[inline]
    pub(super) fn write(self, encoder: &mut Encoder<Pen<'_>>) -> Result<(), Full> {
        if self.is_empty() { Ok(()) } else { (self.words.write)(self.text, encoder) }
    }
}
