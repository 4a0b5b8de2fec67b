//! Who waits for which reply, and for how long.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use picoredis::command::Wait;
use picoredis::{ErrorKind, Fate};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyList;

use crate::destination::Destination;
use crate::errors;

/// A future, and what became of it.
pub(crate) type Settled = (Py<PyAny>, PyResult<Py<PyAny>>);

/// Somebody who waits for a reply, or for several that come one after the other.
pub(crate) struct Waiting {
    future: Py<PyAny>,
    what: What,
    since: Instant,
    /// How long the server may take its time on purpose.
    wait: Wait,
    /// Since when nobody waits any more: the reply is skipped when it comes.
    overdue: Option<Instant>,
    /// Where the reply goes, if it is not to be an object.
    destination: Option<Destination>,
    /// It goes, or went, somewhere.
    is_large: bool,
}

enum What {
    /// The reply to a command of that name.
    Reply(&'static str),
    /// The replies to commands of those names; these are there.
    Replies(Vec<&'static str>, Vec<Py<PyAny>>),
    /// The answer to a command that is said before all others.
    Greeting,
}

/// What a reply was for.
pub(crate) enum Owner {
    Somebody(Settled),
    /// More replies are to come for the same.
    Several,
    Greeting(Py<PyAny>),
}

impl Waiting {
    pub(crate) fn for_reply(future: Py<PyAny>, name: &'static str, wait: Wait) -> Self {
        Self::new(future, What::Reply(name), wait)
    }

    pub(crate) fn for_replies(future: Py<PyAny>, names: Vec<&'static str>) -> Self {
        let replies = Vec::with_capacity(names.len());
        Self::new(future, What::Replies(names, replies), Wait::None)
    }

    pub(crate) fn for_greeting(future: Py<PyAny>) -> Self {
        Self::new(future, What::Greeting, Wait::None)
    }

    fn new(future: Py<PyAny>, what: What, wait: Wait) -> Self {
        Waiting { future, what, since: Instant::now(), wait, overdue: None, destination: None, is_large: false }
    }

    /// The reply goes there.
    pub(crate) fn into(mut self, destination: Option<Destination>) -> Self {
        self.is_large = destination.is_some();
        self.destination = destination;
        self
    }

    /// How many replies it waits for.
    fn replies(&self) -> u32 {
        match &self.what {
            What::Replies(names, _) => u32::try_from(names.len()).unwrap_or(u32::MAX),
            What::Reply(_) | What::Greeting => 1,
        }
    }

    /// It was not sent, and will not be: to tell why, which is an exception.
    pub(crate) fn refuse(self, why: &Bound<'_, PyAny>) -> Settled {
        (self.future, Err(PyErr::from_value(why.clone())))
    }

    /// How long it is until nobody waits any more; `None` if that will not be.
    fn left(&self, now: Instant, headway: Instant, timeout: Duration) -> Option<Duration> {
        let wait = match self.wait {
            Wait::None => Duration::ZERO,
            Wait::Millis(millis) => Duration::from_millis(millis),
            Wait::Forever => return None,
        };
        let end = self.since.max(headway).checked_add(timeout)?.checked_add(wait)?;
        Some(end.saturating_duration_since(now))
    }

    /// Nothing more comes of it, or comes too late: what to tell.
    pub(crate) fn fail(&self, py: Python<'_>, kind: &ErrorKind, fate: Fate) -> Settled {
        let outcome = match &self.what {
            What::Reply(name) => Err(errors::failure(py, kind, fate, name)),
            What::Greeting => Err(errors::failure(py, kind, fate, "connecting")),
            What::Replies(names, replies) => {
                let there = replies.iter().map(|reply| reply.clone_ref(py));
                let missing = names.iter().skip(replies.len());
                let missing = missing.map(|name| errors::failure(py, kind, fate, name).into_value(py).into_any());
                list(py, there.chain(missing).collect())
            }
        };
        (self.future.clone_ref(py), outcome)
    }
}

fn is_done(future: &Py<PyAny>, py: Python<'_>) -> bool {
    let done = future.call_method0(py, intern!(py, "done"));
    done.and_then(|done| done.is_truthy(py)).unwrap_or(true)
}

fn list(py: Python<'_>, replies: Vec<Py<PyAny>>) -> PyResult<Py<PyAny>> {
    Ok(PyList::new(py, replies)?.into_any().unbind())
}

/// All who wait, in the order of their replies.
pub(crate) struct Queue {
    waiting: VecDeque<Waiting>,
    /// How many, from the back, have nothing sent yet.
    unsent: usize,
    /// When the replies last made headway.
    headway: Instant,
    /// How many bytes of replies have come since.
    bytes: usize,
}

/// So many bytes of replies are headway: the time begins anew.
const HEADWAY: usize = 16 << 10;

/// How long a late reply is waited for before the connection is given up.
const LATEST: Duration = Duration::from_secs(30);

impl Queue {
    pub(crate) fn new() -> Self {
        Queue { waiting: VecDeque::new(), unsent: 0, headway: Instant::now(), bytes: 0 }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    #[inline]
    pub(crate) fn push(&mut self, waiting: Waiting) {
        self.waiting.push_back(waiting);
        self.unsent += 1;
    }

    /// All is on its way: how many waited for that.
    pub(crate) fn sent(&mut self) -> usize {
        std::mem::take(&mut self.unsent)
    }

    /// So many bytes of replies have come.
    pub(crate) fn came(&mut self, bytes: usize) {
        self.bytes += bytes;
        if self.bytes >= HEADWAY {
            self.bytes = 0;
            self.headway = Instant::now();
        }
    }

    /// Whether anybody waits for the reply that comes next. What is put somewhere is put there only as long as somebody does.
    #[inline]
    pub(crate) fn is_wanted(&mut self, py: Python<'_>) -> bool {
        let Some(first) = self.waiting.front_mut() else { return true };
        if first.is_large && first.overdue.is_none() && is_done(&first.future, py) {
            first.overdue = Some(Instant::now());
        }
        first.overdue.is_none()
    }

    /// Where the reply that comes next goes, if it is not to be an object.
    #[inline]
    pub(crate) fn destination(&mut self) -> Option<Destination> {
        self.waiting.front_mut()?.destination.take()
    }

    /// The next reply has come.
    #[inline]
    pub(crate) fn answer(&mut self, py: Python<'_>, reply: PyResult<Py<PyAny>>) -> Option<Owner> {
        let mut first = self.waiting.pop_front()?;
        Some(match first.what {
            What::Reply(_) => Owner::Somebody((first.future, reply)),
            What::Greeting => Owner::Greeting(first.future),
            What::Replies(names, mut replies) => {
                replies.push(reply.unwrap_or_else(|error| error.into_value(py).into_any()));
                if replies.len() == names.len() {
                    return Some(Owner::Somebody((first.future, list(py, replies))));
                }
                first.what = What::Replies(names, replies);
                self.waiting.push_front(first);
                Owner::Several
            }
        })
    }

    /// Takes those who wait for what has not been sent, from the back.
    pub(crate) fn take_unsent(&mut self) -> Vec<Waiting> {
        let sent = self.waiting.len() - self.unsent.min(self.waiting.len());
        self.unsent = 0;
        self.waiting.drain(sent..).collect()
    }

    /// Has them wait here; their time begins anew. How many replies that are.
    pub(crate) fn adopt(&mut self, waiting: Vec<Waiting>) -> u32 {
        let mut replies = 0;
        for mut one in waiting {
            one.since = Instant::now();
            replies += one.replies();
            self.push(one);
        }
        replies
    }

    /// The connection is lost: everybody is told what became of his.
    pub(crate) fn fail(&mut self, py: Python<'_>, kind: &ErrorKind) -> Vec<Settled> {
        let sent = self.waiting.len() - self.unsent.min(self.waiting.len());
        self.unsent = 0;
        let fate = |place| if place < sent { Fate::MaybeExecuted } else { Fate::NotSent };
        let all = self.waiting.drain(..).enumerate();
        all.map(|(place, waiting)| waiting.fail(py, kind, fate(place))).collect()
    }

    /// Who has waited for longer than that, and how long it is until the next one has; `None` if that will not be.
    pub(crate) fn tick(&mut self, py: Python<'_>, timeout: Duration) -> (Vec<Settled>, Option<Duration>) {
        let (now, mut next, mut late) = (Instant::now(), None::<Duration>, Vec::new());
        let kind = ErrorKind::Timeout(u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX));
        for waiting in self.waiting.iter_mut() {
            let Some(left) = waiting.left(now, self.headway, timeout) else { continue };
            if left.is_zero() && waiting.overdue.is_none() {
                waiting.overdue = Some(now);
                late.push(waiting.fail(py, &kind, Fate::MaybeExecuted));
            }
            let left = if waiting.overdue.is_some() { timeout.min(LATEST) } else { left };
            next = Some(next.map_or(left, |next| next.min(left)));
        }
        (late, next)
    }

    /// Whether the reply that is due has been so for so long that it will hardly come.
    pub(crate) fn is_hopeless(&self) -> bool {
        let since = self.waiting.front().and_then(|first| first.overdue);
        since.is_some_and(|since| since.max(self.headway).elapsed() >= LATEST)
    }

    /// For the garbage collector.
    pub(crate) fn futures(&self) -> impl Iterator<Item = &Py<PyAny>> {
        self.waiting.iter().map(|waiting| &waiting.future)
    }
}
