//! What is said on a new connection, to make it what the lost one was.

use std::vec::Vec;

use picoredis_core::command::Command;
use picoredis_core::reply::Bytes;

use crate::link::Link;
use crate::push::Wanted;

/// A command that is said again.
pub(crate) struct Said {
    words: Vec<Bytes>,
    /// By how many pushes it is answered, if by pushes and not by a reply.
    pub(crate) confirmations: Option<usize>,
}

impl Said {
    fn new<'a>(name: &str, arguments: impl IntoIterator<Item = &'a Bytes>) -> Self {
        let name = name.split(' ').map(Bytes::from);
        Said { words: name.chain(arguments.into_iter().cloned()).collect(), confirmations: None }
    }

    fn confirmed_by(self, pushes: usize) -> Self {
        Said { confirmations: Some(pushes), ..self }
    }

    pub(crate) fn command(&self) -> Command<'_, &[Bytes]> {
        Command::new("", &self.words[..])
    }
}

impl<B: AsRef<[u8]> + AsMut<[u8]>, const DEPTH: usize> Link<B, DEPTH> {
    /// What the lost connection was told after its first words: settings, tracking, subscriptions.
    pub(crate) fn remembered(&mut self) -> Vec<Said> {
        let state = self.state().unwrap_or_default();
        let mut all: Vec<Said> =
            state.settings().map(|words| Said { words: words.to_vec(), confirmations: None }).collect();
        let Some(Wanted { tracking, subscriptions, monitors }) = self.inbox.wanted() else { return all };
        all.extend(tracking.iter().map(|options| Said::new("CLIENT TRACKING ON", options)));
        for (name, channels) in ["SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE"].into_iter().zip(subscriptions) {
            if !channels.is_empty() {
                all.push(Said::new(name, &*channels).confirmed_by(channels.len()));
            }
        }
        if *monitors {
            all.push(Said::new("MONITOR", []).confirmed_by(1));
        }
        all
    }
}
