//! What servers say unasked, until somebody asks for it.

use std::collections::VecDeque;

use picoredis::event::Event;
use picoredis::reply::Receive;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString, PyTuple};

use super::line::resolve;
use crate::attached::Attached;
use crate::build::Objects;

/// What was heard on the connections of one client. The oldest goes first when it is too much, and is counted.
#[pyclass(module = "picoredis._picoredis")]
#[derive(Default)]
pub(crate) struct Mailbox {
    heard: VecDeque<(Py<PyTuple>, usize)>,
    weight: usize,
    missed: u64,
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
    fn take<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyTuple>>> {
        if self.missed > 0 {
            let missed = std::mem::take(&mut self.missed);
            return ("missed", missed).into_pyobject(py).map(Some);
        }
        let Some((oldest, weight)) = self.heard.pop_front() else { return Ok(None) };
        self.weight -= weight;
        Ok(Some(oldest.into_bound(py)))
    }

    /// Has a future be resolved when there is something to take.
    fn tell(&mut self, future: Py<PyAny>) {
        self.waiting.push_back(future);
    }

    /// Puts something there, and wakes who waits for it.
    pub(crate) fn put(slf: &Bound<'_, Self>, heard: Bound<'_, PyTuple>, weight: usize) -> PyResult<()> {
        let mut mailbox = slf.try_borrow_mut()?;
        mailbox.weight += weight;
        mailbox.heard.push_back((heard.unbind(), weight));
        while mailbox.weight > MOST && mailbox.heard.len() > 1 {
            if let Some((_, weight)) = mailbox.heard.pop_front() {
                mailbox.weight -= weight;
                mailbox.missed += 1;
            }
        }
        drop(mailbox);
        Self::wake(slf)
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

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.heard.iter().try_for_each(|(heard, _)| visit.call(heard))?;
        self.waiting.iter().try_for_each(|future| visit.call(future))
    }

    fn __clear__(&mut self) {
        self.heard.clear();
        self.waiting.clear();
    }
}

/// Follows what one connection says unasked.
pub(crate) struct Ear {
    push: Attached<Receive<Objects<'static>>>,
    decode: bool,
    /// How many bytes of it have come.
    weight: usize,
    /// How many confirmations are to come for each subscription that has not been answered.
    awaited: VecDeque<u32>,
}

/// What a push came to.
pub(crate) enum Heard {
    /// The last confirmation of a subscription.
    Answer,
    /// Something that nobody asked for, and how much it weighs.
    News(Py<PyTuple>, usize),
    Nothing,
}

impl Ear {
    pub(crate) fn new(decode: bool) -> Self {
        Ear { push: Attached::new(decode), decode, weight: 0, awaited: VecDeque::new() }
    }

    /// So many confirmations are to come.
    pub(crate) fn expect(&mut self, confirmations: u32) {
        self.awaited.push_back(confirmations.max(1));
    }

    /// The subscription whose answer is due was refused.
    pub(crate) fn refused(&mut self) {
        self.awaited.pop_front();
    }

    /// Takes a piece of a push.
    pub(crate) fn hear(&mut self, py: Python<'_>, event: Event<'_>, last: bool) -> PyResult<Heard> {
        if let Event::Text(text) = event {
            self.weight += text.data.len() + 64;
        }
        self.push.0.event(event);
        if !last {
            return Ok(Heard::Nothing);
        }
        let push = std::mem::replace(&mut self.push, Attached::new(self.decode)).0.finish();
        let weight = std::mem::take(&mut self.weight);
        match push {
            Ok(push) => self.understand(&push, weight),
            Err(error) => Err(crate::errors::reply(py, &error)),
        }
    }
}

impl Ear {
    fn understand(&mut self, push: &Bound<'_, PyAny>, weight: usize) -> PyResult<Heard> {
        let py = push.py();
        let Ok(parts) = push.cast::<PyList>() else {
            // A line is one of MONITOR's, and first of all its OK.
            return if self.awaited.is_empty() {
                news(("monitor", push).into_pyobject(py)?, weight)
            } else {
                Ok(self.confirmed())
            };
        };
        let part = |index| parts.get_item(index).unwrap_or_else(|_| py.None().into_bound(py));
        let kind = part(0);
        let said = match word(&kind) {
            b"message" | b"smessage" => ("message", part(1), part(2), py.None()).into_pyobject(py)?,
            b"pmessage" => ("message", part(2), part(3), part(1)).into_pyobject(py)?,
            b"invalidate" => ("invalidate", part(1)).into_pyobject(py)?,
            b"subscribe" | b"psubscribe" | b"ssubscribe" | b"unsubscribe" | b"punsubscribe" | b"sunsubscribe"
                if !self.awaited.is_empty() =>
            {
                return Ok(self.confirmed());
            }
            b"subscribe" | b"psubscribe" | b"ssubscribe" => return Ok(Heard::Nothing),
            b"unsubscribe" | b"punsubscribe" | b"sunsubscribe" => ("unsubscribed", part(1)).into_pyobject(py)?,
            _ => ("other", parts).into_pyobject(py)?,
        };
        news(said, weight)
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

fn news(said: Bound<'_, PyTuple>, weight: usize) -> PyResult<Heard> {
    Ok(Heard::News(said.unbind(), weight))
}

/// The bytes of `bytes` or a `str`; of anything else none.
fn word<'a>(object: &'a Bound<'_, PyAny>) -> &'a [u8] {
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return bytes.as_bytes();
    }
    object.cast::<PyString>().ok().and_then(|text| text.to_str().ok()).unwrap_or_default().as_bytes()
}
