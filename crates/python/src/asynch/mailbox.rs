//! What servers say unasked, until somebody asks for it.

use std::collections::VecDeque;

use picoredis::event::Event;
use picoredis::{Heard as Said, Published, Push, PushBuilder};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;

use super::line::resolve;
use crate::heard::Maker;

/// What was heard, or why it cannot be made an object, and how much it weighs.
pub(crate) type News = (PyResult<Py<PyAny>>, usize);

/// What was heard on the connections of one client. The oldest goes first when it is too much, and is counted.
#[pyclass(module = "picoredis._picoredis")]
#[derive(Default)]
pub(crate) struct Mailbox {
    heard: VecDeque<News>,
    weight: usize,
    missed: u64,
    /// How many things have left it.
    gone: usize,
    /// The place behind which all is kept back.
    held: Option<usize>,
    /// Futures of those who wait for it.
    waiting: VecDeque<Py<PyAny>>,
}

/// How much is kept: 16 MiB, as in the other faces.
const MOST: usize = 16 << 20;

#[pymethods]
impl Mailbox {
    #[new]
    fn new() -> Self {
        Mailbox::default()
    }

    /// The oldest thing that was heard; `None` if there is nothing.
    fn take<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if self.missed > 0 {
            let missed = Push::Missed(std::mem::take(&mut self.missed));
            return Maker::default().push(py, missed).map(Some);
        }
        if self.held.is_some_and(|place| place <= self.gone) {
            return Ok(None);
        }
        let Some(oldest) = self.pop() else { return Ok(None) };
        oldest.map(|oldest| Some(oldest.into_bound(py)))
    }

    /// From now on what is heard is kept back.
    fn hold(&mut self) {
        self.held = Some(self.gone + self.heard.len());
    }

    /// Keeps back nothing any more. Something may be told before all that was.
    #[pyo3(signature = (said=None))]
    fn release(slf: &Bound<'_, Self>, said: Option<Py<PyAny>>) -> PyResult<()> {
        let mut mailbox = slf.try_borrow_mut()?;
        let place = mailbox.held.take().unwrap_or_default().saturating_sub(mailbox.gone).min(mailbox.heard.len());
        if let Some(said) = said {
            mailbox.heard.insert(place, (Ok(said), 0));
        }
        drop(mailbox);
        Self::wake(slf)
    }

    /// Has a future be resolved when there is something to take.
    fn tell(&mut self, future: Py<PyAny>) {
        self.waiting.push_back(future);
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.heard.iter().filter_map(|(heard, _)| heard.as_ref().ok()).try_for_each(|heard| visit.call(heard))?;
        self.waiting.iter().try_for_each(|future| visit.call(future))
    }

    fn __clear__(&mut self) {
        self.heard.clear();
        self.waiting.clear();
    }
}

impl Mailbox {
    /// Puts there what was heard, and wakes who waits for it.
    pub(crate) fn put(slf: &Bound<'_, Self>, heard: Vec<News>) -> PyResult<()> {
        let mut mailbox = slf.try_borrow_mut()?;
        for (said, weight) in heard {
            mailbox.weight += weight;
            mailbox.heard.push_back((said, weight));
            while mailbox.weight > MOST && mailbox.heard.len() > 1 {
                mailbox.pop();
                mailbox.missed += 1;
            }
        }
        drop(mailbox);
        Self::wake(slf)
    }

    fn pop(&mut self) -> Option<PyResult<Py<PyAny>>> {
        let (oldest, weight) = self.heard.pop_front()?;
        self.weight -= weight;
        self.gone += 1;
        Some(oldest)
    }

    /// Wakes all who wait: there is something, or never will be.
    pub(crate) fn wake(slf: &Bound<'_, Self>) -> PyResult<()> {
        let py = slf.py();
        let waiting = std::mem::take(&mut slf.try_borrow_mut()?.waiting);
        for future in waiting {
            resolve(py, (future, Ok(py.None())));
        }
        Ok(())
    }
}

/// Follows what one connection says unasked.
pub(crate) struct Ear {
    push: PushBuilder,
    maker: Maker,
    /// How many bytes of the push have come.
    weight: usize,
    /// How many confirmations are to come for each subscription that has not been answered.
    awaited: VecDeque<u32>,
}

/// What a push came to.
pub(crate) enum Heard {
    /// The last confirmation of a subscription.
    Answer,
    /// Something that nobody asked for.
    News(News),
    Nothing,
}

/// What a string weighs beside its bytes.
const STRING: usize = 64;

impl Ear {
    pub(crate) fn new(decode: bool) -> Self {
        Ear { push: PushBuilder::new(), maker: Maker::new(decode), weight: 0, awaited: VecDeque::new() }
    }

    /// So many confirmations are to come.
    pub(crate) fn expect(&mut self, confirmations: u32) {
        self.awaited.push_back(confirmations.max(1));
    }

    /// The subscription whose answer is due was refused.
    pub(crate) fn refused(&mut self) {
        self.awaited.pop_front();
    }

    /// Takes a message.
    #[inline]
    pub(crate) fn message(&mut self, py: Python<'_>, message: Published<'_>) -> News {
        let pattern = message.pattern.map_or(0, |pattern| pattern.len() + STRING);
        let weight = pattern + message.channel.len() + message.payload.len() + 3 * STRING;
        (self.maker.message(py, message).map(Bound::unbind), weight)
    }

    /// Takes a piece of a push.
    pub(crate) fn hear(&mut self, py: Python<'_>, event: Event<'_>, last: bool) -> Heard {
        if let Event::Text(text) = event {
            self.weight += text.data.len() + STRING;
        }
        let Some(said) = self.push.event(event, last) else { return Heard::Nothing };
        let weight = std::mem::take(&mut self.weight);
        let push = match said {
            Said::Confirmation { .. } | Said::Push(Push::Monitor(_)) if !self.awaited.is_empty() => {
                return self.confirmed();
            }
            Said::Confirmation { added: true, .. } => return Heard::Nothing,
            Said::Confirmation { channel, .. } => Push::Unsubscribed(channel),
            Said::Push(push) => push,
        };
        Heard::News((self.maker.kept(py, push).map(Bound::unbind), weight))
    }

    fn confirmed(&mut self) -> Heard {
        match self.awaited.front_mut() {
            Some(left) if *left > 1 => {
                *left -= 1;
                Heard::Nothing
            }
            _ => {
                self.awaited.pop_front();
                Heard::Answer
            }
        }
    }
}
