//! A command that is to be sent: its words, of which one may stand on standard input.

use picoredis::args::Args;
use picoredis::command::{Command, Spec};
use picoredis::encode::Visit;

use crate::content::Content;
use crate::words::Words;

/// A command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    words: &'a [Vec<u8>],
    /// Where in the command the content stands: in place of a word, or behind the last.
    content: Option<(usize, &'a Content)>,
}

impl<'a> From<&'a Words> for Call<'a> {
    fn from(words: &'a Words) -> Self {
        Call { words, content: None }
    }
}

impl<'a> Call<'a> {
    /// The same with one word more, or another one there.
    pub(crate) fn with(self, index: usize, content: &'a Content) -> Self {
        Call { content: Some((index, content)), ..self }
    }

    /// The words as they were written.
    pub(crate) fn words(&self) -> &'a [Vec<u8>] {
        self.words
    }

    /// What it is for the client. `name` is that of [`Call::name`].
    pub(crate) fn command<'n>(self, name: &'n str) -> Command<'n, Rest<'a>> {
        Command::new(name, Rest { call: self, from: name.split(' ').filter(|word| !word.is_empty()).count() })
    }

    /// The name, two words long where the table knows it so. It is empty if the first word is none that a command could
    /// have: it is then sent as it is.
    pub(crate) fn name(&self) -> String {
        let content = self.content.map_or(usize::MAX, |(index, _)| index);
        let plain: Vec<&str> = self.words.iter().take(2.min(content)).map_while(|word| plain(word)).collect();
        let name = plain.join(" ");
        match plain[..] {
            [first, _] if Spec::find(&name).is_none() => first.into(),
            _ => name,
        }
    }
}

fn plain(word: &[u8]) -> Option<&str> {
    let is_plain = !word.is_empty() && word.iter().all(u8::is_ascii_graphic);
    std::str::from_utf8(word).ok().filter(|_| is_plain)
}

/// The words of a command behind its name.
pub(crate) struct Rest<'a> {
    call: Call<'a>,
    from: usize,
}

impl Args for Rest<'_> {
    fn count(&self) -> usize {
        let content = self.call.content.map_or(0, |(index, _)| index + 1);
        self.call.words.len().max(content) - self.from
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        for index in self.from..self.from + self.count() {
            match (self.call.content, self.call.words.get(index)) {
                (Some((at, content)), _) if at == index => {
                    content.visit(visitor)?;
                    if content.has_failed() {
                        break;
                    }
                }
                (_, Some(word)) => visitor.arg(word)?,
                (_, None) => {}
            }
        }
        Ok(())
    }
}
