//! A connection on an event loop. A transport of asyncio or uvloop brings what was received; commands of many tasks go
//! out together, and each reply resolves the future that is first in the queue. No thread, no socket, no coroutine.

use std::time::Duration;

use picoredis::args::Args;
use picoredis::command::{Command, Wait};
use picoredis::encode::Encoder;
use picoredis::event::Event;
use picoredis::reply::{Build, Receive};
use picoredis::session::{Incoming, Session};
use picoredis::{ErrorKind, Fate, Misfit, Protocol, ReplyError, Tap, cmd};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyTuple};

use super::greeting::Greeting;
use super::mailbox::{Ear, Heard, Mailbox, News};
use super::plan::Plan;
use super::valve::Valve;
use super::waiting::{Owner, Queue, Settled, Waiting};
use crate::args::Words;
use crate::attached::Attached;
use crate::build::{self, Objects};
use crate::changes::Changes;
use crate::collector::Collector;
use crate::destination::Destination;
use crate::errors::{self, name_of};
use crate::state::show;

/// How much is received in one go.
const MEMORY: usize = 256 << 10;

/// How large an empty outbox may stay.
const ROOM: usize = 1 << 20;

/// A connection on an event loop, as a protocol of asyncio.
#[pyclass(subclass, weakref, module = "picoredis._picoredis")]
pub(crate) struct Line {
    pub(super) plan: Py<Plan>,
    pub(super) event_loop: Py<PyAny>,
    /// `None` before and after the connection.
    pub(super) transport: Option<Py<PyAny>>,
    /// Where the transport puts what it receives.
    memory: Py<PyByteArray>,
    /// The same as the transport is given it: a part of a view is a view, and not a copy.
    view: Py<PyMemoryView>,
    pub(super) session: Session<128>,
    protocol: Protocol,
    pub(super) outbox: Vec<u8>,
    queue: Queue,
    /// The reply that has begun.
    reply: Option<Attached<Receive<Wanted>>>,
    greeting: Greeting,
    ear: Ear,
    mailbox: Py<Mailbox>,
    timeout: Option<Duration>,
    decode: bool,
    /// The outbox is emptied when the loop comes round.
    is_due: bool,
    /// How many commands went out together last.
    burst: usize,
    /// The timer, while it runs.
    timer: Option<Py<PyAny>>,
    /// What passes over the wire is shown there.
    pub(super) tap: Attached<Tap>,
    pub(super) valve: Valve,
    /// A weak reference to whom to give what has not been sent when the connection is lost, if somebody sends it then.
    #[pyo3(set)]
    heir: Option<Py<PyAny>>,
    left: Left,
    /// What commands of whoever has it alone have made of it.
    pub(super) changes: Changes,
}

/// What was not sent when the connection was lost, for the next one.
#[derive(Default)]
struct Left {
    wire: Vec<u8>,
    waiting: Vec<Waiting>,
}

/// What a reply becomes: an object, or as much as its length.
enum Wanted {
    Objects(Objects<'static>),
    Length(Python<'static>, Destination),
}

impl Build for Wanted {
    type Output = Bound<'static, PyAny>;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
        match self {
            Wanted::Objects(objects) => objects.event(event),
            Wanted::Length(py, destination) => {
                let Some(length) = destination.event(event)? else { return Ok(None) };
                length.into_pyobject(*py).map(Some).map_err(|never| build::raised(never.into()))
            }
        }
    }
}

/// What is left to do for a command that is in the outbox, when nothing of the line is borrowed any more.
pub(super) struct ToDo {
    flush: Flush,
    timer: Option<Duration>,
}

enum Flush {
    Now,
    Soon,
    /// It is arranged already.
    No,
}

#[pymethods]
impl Line {
    #[new]
    fn new(py: Python<'_>, plan: Py<Plan>, event_loop: Py<PyAny>, mailbox: Py<Mailbox>) -> PyResult<Self> {
        let (decode, timeout) = (plan.get().decode, plan.get().config.timeouts().1);
        // SAFETY: the interpreter fills nothing in, and nothing is read that was not received.
        let memory = unsafe {
            let object = pyo3::ffi::PyByteArray_FromStringAndSize(std::ptr::null(), MEMORY as pyo3::ffi::Py_ssize_t);
            Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked::<PyByteArray>()
        };
        let view = PyMemoryView::from(&memory)?.unbind();
        Ok(Line {
            plan,
            event_loop,
            transport: None,
            memory: memory.unbind(),
            view,
            session: Session::new(),
            protocol: Protocol::Resp2,
            outbox: Vec::new(),
            queue: Queue::new(),
            reply: None,
            greeting: Greeting::default(),
            ear: Ear::new(decode),
            mailbox,
            timeout,
            decode,
            is_due: false,
            burst: 0,
            timer: None,
            tap: Attached(Tap::default()),
            valve: Valve::default(),
            heir: None,
            left: Left::default(),
            changes: Changes::default(),
        })
    }

    fn connection_made(&mut self, transport: Py<PyAny>) {
        self.transport = Some(transport);
    }

    /// Where the transport is to put what it receives.
    fn get_buffer(&self, py: Python<'_>, _hint: isize) -> Py<PyMemoryView> {
        self.view.clone_ref(py)
    }

    /// So many bytes were put there.
    fn buffer_updated(slf: &Bound<'_, Self>, count: usize) -> PyResult<()> {
        let (mut settled, mut heard) = (Vec::new(), Vec::new());
        let outcome = slf.try_borrow_mut()?.receive(slf.py(), count, &mut settled, &mut heard);
        for one in settled {
            resolve(slf.py(), one);
        }
        if !heard.is_empty() {
            let mailbox = slf.try_borrow()?.mailbox.clone_ref(slf.py()).into_bound(slf.py());
            Mailbox::put(&mailbox, heard)?;
        }
        match outcome {
            Ok(()) if slf.try_borrow()?.has_more_to_say() => Self::flush(slf),
            Ok(()) => Ok(()),
            Err(kind) => Self::lose(slf, &kind),
        }
    }

    fn eof_received(&self) {}

    /// The transport holds more than it likes to.
    fn pause_writing(&mut self) {
        self.valve.shut();
    }

    fn resume_writing(slf: &Bound<'_, Self>) -> PyResult<()> {
        let waiting = slf.try_borrow_mut()?.valve.open();
        wake(slf.py(), waiting);
        Ok(())
    }

    /// The transport has no connection any more.
    #[pyo3(signature = (error))]
    fn connection_lost(slf: &Bound<'_, Self>, error: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
        let kind = error.map_or(ErrorKind::Closed, lost_by);
        Self::lose(slf, &kind)
    }

    #[getter]
    fn event_loop(&self, py: Python<'_>) -> Py<PyAny> {
        self.event_loop.clone_ref(py)
    }

    /// Whether commands can be sent.
    #[getter]
    fn is_open(&self) -> bool {
        self.transport.is_some()
    }

    /// Whether somebody waits for a reply.
    #[getter]
    fn is_busy(&self) -> bool {
        !self.queue.is_empty() || self.valve.is_in_use()
    }

    /// Whether it is another than a new one would be.
    #[getter]
    fn is_changed(&self) -> bool {
        self.changes.is_some()
    }

    /// Whether what is sent and received is printed.
    #[setter]
    fn set_debug(&mut self, debug: bool) {
        self.tap = Attached(if debug { Tap::new(|wire| show(&wire)) } else { Tap::default() });
    }

    /// Sends what another line could not send when it was lost; who waited for it waits here.
    fn adopt(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) -> PyResult<()> {
        let Left { wire, waiting } = std::mem::take(&mut other.try_borrow_mut()?.left);
        let mut line = slf.try_borrow_mut()?;
        line.outbox.extend_from_slice(&wire);
        for _ in 0..line.queue.adopt(waiting) {
            line.session.sent();
        }
        let timer = line.timeout.filter(|_| line.timer.is_none());
        drop(line);
        Self::do_rest(slf, ToDo { flush: Flush::Now, timer })
    }

    /// Tells those who waited that there is no other line: why, an exception.
    fn disown(slf: &Bound<'_, Self>, why: &Bound<'_, PyAny>) -> PyResult<()> {
        let left = std::mem::take(&mut slf.try_borrow_mut()?.left);
        for waiting in left.waiting {
            resolve(slf.py(), waiting.refuse(why));
        }
        Ok(())
    }

    /// Closes the connection; what is still waited for is told so.
    fn close(slf: &Bound<'_, Self>) -> PyResult<()> {
        Self::lose(slf, &ErrorKind::NotConnected)
    }

    /// Says who the client is: a future that is resolved when all has been said.
    fn greet(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        let future = new_future(&slf.try_borrow()?.event_loop, py)?;
        let done = slf.try_borrow_mut()?.greet_on(py, future.clone_ref(py));
        if let Some(settled) = done {
            resolve(py, settled);
        }
        Self::flush(slf)?;
        Ok(future)
    }

    /// Sends what was collected in one go: a future of a list, of what became of each command. As a transaction they stand
    /// between what begins it and what ends it, and so do the replies.
    fn send_all(
        slf: &Bound<'_, Self>,
        collected: PyRef<'_, Collector>,
        transaction: bool,
    ) -> PyResult<Option<Py<PyAny>>> {
        let mut line = slf.try_borrow_mut()?;
        if line.transport.is_none() {
            return Ok(None);
        }
        collected.iter().try_for_each(|command| line.accepts(&command))?;
        let future = new_future(&line.event_loop, slf.py())?;
        let mut names = Vec::with_capacity(collected.commands().len() + 2);
        if transaction {
            line.put(&cmd::multi());
            names.push("MULTI");
        }
        for command in collected.iter() {
            line.put(&command);
            names.push(name_of(&command));
        }
        line.changes.join(collected.changes());
        if transaction {
            line.put(&cmd::exec());
            names.push("EXEC");
            line.changes.end_transaction();
        }
        let to_do = line.wait_for(Waiting::for_replies(future.clone_ref(slf.py()), names));
        drop(line);
        Self::do_rest(slf, to_do)?;
        Ok(Some(future))
    }

    /// Sends a command that is answered by so many confirmations, after which the line hears what was subscribed.
    fn subscribe(slf: &Bound<'_, Self>, words: &Bound<'_, PyTuple>, confirmations: u32) -> PyResult<Py<PyAny>> {
        let words = Words::new(words.as_slice())?;
        let mut line = slf.try_borrow_mut()?;
        let command = Command::new("", words);
        if line.transport.is_none() {
            return Err(errors::failure(slf.py(), &ErrorKind::Closed, Fate::NotSent, name_of(&command)));
        }
        let is_monitor = name_of(&command) == "MONITOR";
        if is_monitor {
            line.session.take_long_lines();
        }
        if is_monitor || line.protocol == Protocol::Resp2 {
            line.session.listen(true);
        }
        line.ear.expect(confirmations);
        let future = new_future(&line.event_loop, slf.py())?;
        line.put(&command);
        let to_do = line.wait_for(Waiting::for_reply(future.clone_ref(slf.py()), name_of(&command), Wait::None));
        drop(line);
        Self::do_rest(slf, to_do)?;
        Ok(future)
    }

    /// Sends what is in the outbox.
    #[pyo3(name = "_flush")]
    pub(super) fn flush(slf: &Bound<'_, Self>) -> PyResult<()> {
        let py = slf.py();
        let mut line = slf.try_borrow_mut()?;
        line.is_due = false;
        if line.outbox.is_empty() {
            return Ok(());
        }
        let Some(transport) = line.transport.as_ref().map(|transport| transport.clone_ref(py)) else { return Ok(()) };
        if is_closing(&transport, py)? {
            // It would take no notice. What is there is not sent; that the connection is lost will be told.
            return Ok(());
        }
        let bytes = PyBytes::new(py, &line.outbox);
        line.outbox.clear();
        if line.outbox.capacity() > ROOM {
            line.outbox = Vec::new();
        }
        line.burst = line.queue.sent();
        drop(line);
        transport.call_method1(py, intern!(py, "write"), (bytes,)).map(drop)
    }

    /// Tells those who have waited for too long.
    #[pyo3(name = "_tick")]
    fn tick(slf: &Bound<'_, Self>) -> PyResult<()> {
        let py = slf.py();
        let mut line = slf.try_borrow_mut()?;
        line.timer = None;
        let Some(timeout) = line.timeout else { return Ok(()) };
        if line.queue.is_hopeless() {
            drop(line);
            return Self::lose(slf, &ErrorKind::Session(picoredis::SessionError::DrainBudget));
        }
        let (late, next) = line.queue.tick(py, timeout);
        drop(line);
        for one in late {
            resolve(py, one);
        }
        next.map_or(Ok(()), |time| Self::set_timer(slf, time))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.event_loop)?;
        visit.call(&self.transport)?;
        visit.call(&self.timer)?;
        visit.call(&self.heir)?;
        visit.call(&self.mailbox)?;
        self.queue.futures().try_for_each(|future| visit.call(future))
    }

    fn __clear__(&mut self) {
        self.transport = None;
        self.timer = None;
        self.queue = Queue::new();
    }
}

impl Line {
    /// Sends a command: the future of its reply, or of how much of it went elsewhere; `None` if there is no connection.
    #[inline]
    pub(crate) fn send<A: Args>(
        slf: &Bound<'_, Self>,
        command: &Command<'_, A>,
        destination: Option<Destination>,
    ) -> PyResult<Option<Py<PyAny>>> {
        let mut line = slf.try_borrow_mut()?;
        if line.transport.is_none() || !is_running(&line.event_loop, slf.py())? {
            return Ok(None);
        }
        line.accepts(command)?;
        let future = new_future(&line.event_loop, slf.py())?;
        line.put(command);
        let waiting = Waiting::for_reply(future.clone_ref(slf.py()), name_of(command), command.wait());
        let to_do = line.wait_for(waiting.into(destination));
        drop(line);
        Self::do_rest(slf, to_do)?;
        Ok(Some(future))
    }

    /// Whether a command can be sent and answered here.
    pub(super) fn accepts<A: Args>(&self, command: &Command<'_, A>) -> PyResult<()> {
        let words = if self.session.is_listening() {
            "the connection is subscribed, or monitors"
        } else if !command.has_one_reply() {
            "it is not answered by one reply: subscribe(), monitor() and their like are methods of their own"
        } else if command.count() == 0 {
            "a command needs a name"
        } else {
            return Ok(());
        };
        Err(errors::RedisError::new_err(words))
    }

    /// Whether something is in the outbox that nobody is going to send.
    fn has_more_to_say(&self) -> bool {
        !self.outbox.is_empty() && !self.is_due
    }

    #[inline]
    fn put<A: Args, R>(&mut self, command: &Command<'_, A, R>) {
        if self.tap.0.is_on() {
            self.tap.0.sends(&command.any());
        }
        let Ok(()) = command.encode(&mut Encoder::new(&mut self.outbox));
        self.session.sent();
    }

    /// Somebody waits for what was put into the outbox last.
    #[inline]
    pub(super) fn wait_for(&mut self, waiting: Waiting) -> ToDo {
        // Whoever is alone need not wait for others to come.
        let alone = self.queue.is_empty() && self.burst <= 1;
        self.queue.push(waiting);
        let flush = match (self.is_due, alone) {
            (true, _) => Flush::No,
            (false, true) => Flush::Now,
            (false, false) => Flush::Soon,
        };
        self.is_due |= matches!(flush, Flush::Soon);
        ToDo { flush, timer: self.timeout.filter(|_| self.timer.is_none()) }
    }

    #[inline]
    pub(super) fn do_rest(slf: &Bound<'_, Self>, to_do: ToDo) -> PyResult<()> {
        if let Some(time) = to_do.timer {
            Self::set_timer(slf, time)?;
        }
        match to_do.flush {
            Flush::No => Ok(()),
            Flush::Now => Self::flush(slf),
            Flush::Soon => {
                let py = slf.py();
                let event_loop = slf.try_borrow()?.event_loop.clone_ref(py);
                let flush = slf.getattr(intern!(py, "_flush"))?;
                event_loop.call_method1(py, intern!(py, "call_soon"), (flush,)).map(drop)
            }
        }
    }

    #[cold]
    fn set_timer(slf: &Bound<'_, Self>, time: Duration) -> PyResult<()> {
        let py = slf.py();
        let event_loop = slf.try_borrow()?.event_loop.clone_ref(py);
        let tick = slf.getattr(intern!(py, "_tick"))?;
        // Not a moment too early: it would have to be set again.
        let seconds = time.as_secs_f64() + 0.001;
        let timer = event_loop.call_method1(py, intern!(py, "call_later"), (seconds, tick))?;
        slf.try_borrow_mut()?.timer = Some(timer);
        Ok(())
    }

    /// Takes what was received: replies are made objects, and their owners found.
    fn receive(
        &mut self,
        py: Python<'_>,
        count: usize,
        settled: &mut Vec<Settled>,
        heard: &mut Vec<News>,
    ) -> Result<(), ErrorKind> {
        let memory = self.memory.clone_ref(py).into_bound(py);
        // SAFETY: nobody but the transport has it, and it is done with it.
        let all = unsafe { memory.as_bytes() };
        let mut input = all.get(..count).unwrap_or(all);
        loop {
            // Where no reply is due, all that comes is said unasked. What is shown has to be seen piece by piece.
            if self.queue.is_empty()
                && !self.tap.0.is_on()
                && let Some(message) = self.session.published(&mut input)
            {
                heard.push(self.ear.message(py, message));
                continue;
            }
            let before = input;
            let incoming = self.session.next(&mut input).map_err(ErrorKind::Session)?;
            let came = before.len() - input.len();
            if self.tap.0.is_on() {
                self.tap.0.receives(&before[..came]);
            }
            match incoming {
                None => return Ok(()),
                Some(Incoming::Reply { event, last }) => {
                    self.queue.came(came);
                    self.take(py, event, last, settled);
                }
                Some(Incoming::Push { event, last }) => match self.ear.hear(py, event, last) {
                    Heard::News(news) => heard.push(news),
                    Heard::Answer => self.confirmed(py, settled),
                    Heard::Nothing => {}
                },
            }
        }
    }

    /// Takes the next event of the reply that is due.
    #[inline]
    fn take(&mut self, py: Python<'_>, event: Event<'_>, last: bool, settled: &mut Vec<Settled>) {
        if self.queue.is_wanted(py) {
            let (queue, decode) = (&mut self.queue, self.decode);
            let reply = self.reply.get_or_insert_with(|| wanted(queue.destination(), decode));
            reply.0.event(event);
            if last && let Some(reply) = self.reply.take() {
                self.settle(py, reply.0.finish().map(Bound::unbind), settled);
            }
            return;
        }
        self.reply = None;
        if last {
            self.queue.answer(py, Ok(py.None()));
        }
    }

    #[inline]
    fn settle(&mut self, py: Python<'_>, reply: Result<Py<PyAny>, ReplyError>, settled: &mut Vec<Settled>) {
        let refusal = match &reply {
            Err(ReplyError::Server(error)) => Some(error.clone()),
            _ => None,
        };
        match self.queue.answer(py, reply.map_err(|error| errors::reply(py, &error))) {
            Some(Owner::Somebody(one)) => {
                if refusal.is_some() {
                    self.ear.refused();
                }
                settled.push(one);
            }
            Some(Owner::Greeting(future)) => {
                self.greeting.answered(refusal.map_or(Ok(()), Err));
                settled.extend(self.greet_on(py, future));
            }
            Some(Owner::Several) | None => {}
        }
    }

    /// Says the next thing that comes before all commands, or that all has been said.
    fn greet_on(&mut self, py: Python<'_>, future: Py<PyAny>) -> Option<Settled> {
        let plan = self.plan.clone_ref(py);
        let greeting = std::mem::take(&mut self.greeting);
        let next = greeting.next(plan.get().config.login(), |command| self.put(command));
        self.greeting = greeting;
        match next {
            Ok(None) => {
                self.queue.push(Waiting::for_greeting(future));
                None
            }
            Ok(Some(protocol)) => {
                self.protocol = protocol;
                Some((future, Ok(py.None())))
            }
            Err(error) => Some((future, Err(errors::server(py, &error)))),
        }
    }

    /// The subscription whose answer is due has been confirmed.
    fn confirmed(&mut self, py: Python<'_>, settled: &mut Vec<Settled>) {
        self.session.answered_by_push();
        if let Some(Owner::Somebody(one)) = self.queue.answer(py, Ok(py.None())) {
            settled.push(one);
        }
    }

    /// There is no connection any more: everybody is told.
    #[cold]
    fn lose(slf: &Bound<'_, Self>, kind: &ErrorKind) -> PyResult<()> {
        let py = slf.py();
        let mut line = slf.try_borrow_mut()?;
        let (transport, timer) = (line.transport.take(), line.timer.take());
        line.session.fail();
        let wire = std::mem::take(&mut line.outbox);
        let heir = line.heir.take().filter(|_| !matches!(kind, ErrorKind::NotConnected));
        let heir = heir.map(|heir| heir.call0(py)).transpose()?.filter(|heir| !heir.is_none(py) && !wire.is_empty());
        if heir.is_some() {
            line.left = Left { wire, waiting: line.queue.take_unsent() };
        }
        let settled = line.queue.fail(py, kind);
        line.reply = None;
        let waiting = line.valve.open();
        let mailbox = line.mailbox.clone_ref(py);
        drop(line);
        for one in settled {
            resolve(py, one);
        }
        wake(py, waiting);
        if let Some(heir) = heir {
            heir.call_method1(py, intern!(py, "_inherit"), (slf,))?;
        }
        Mailbox::wake(mailbox.bind(py))?;
        if let Some(timer) = timer {
            timer.call_method0(py, intern!(py, "cancel"))?;
        }
        let Some(transport) = transport else { return Ok(()) };
        // Nobody waits until the server has taken what a broken connection still holds.
        let end = if matches!(kind, ErrorKind::NotConnected) { intern!(py, "close") } else { intern!(py, "abort") };
        transport.call_method0(py, end).map(drop)
    }
}

/// A future of the loop.
#[inline]
pub(super) fn new_future(event_loop: &Py<PyAny>, py: Python<'_>) -> PyResult<Py<PyAny>> {
    event_loop.call_method0(py, intern!(py, "create_future"))
}

/// Whether a loop is the one that runs: `asyncio.run` closes it at its end, and the next one has another.
#[inline]
fn is_running(event_loop: &Py<PyAny>, py: Python<'_>) -> PyResult<bool> {
    static RUNNING: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    Ok(RUNNING.import(py, "asyncio", "_get_running_loop")?.call0()?.is(event_loop))
}

/// The builder of a reply.
#[inline]
fn wanted(destination: Option<Destination>, decode: bool) -> Attached<Receive<Wanted>> {
    Attached::with(|py| {
        Receive::new(match destination {
            None => Wanted::Objects(Objects::new(py, decode)),
            Some(destination) => Wanted::Length(py, destination),
        })
    })
}

/// Whether what is given to a transport goes nowhere any more.
pub(super) fn is_closing(transport: &Py<PyAny>, py: Python<'_>) -> PyResult<bool> {
    transport.call_method0(py, intern!(py, "is_closing"))?.is_truthy(py)
}

/// Tells whoever waits for nothing in particular.
fn wake(py: Python<'_>, waiting: Option<Py<PyAny>>) {
    if let Some(future) = waiting {
        resolve(py, (future, Ok(py.None())));
    }
}

/// Resolves a future. One that was cancelled says so by raising, which means nothing: nobody waits.
#[inline]
pub(crate) fn resolve(py: Python<'_>, (future, outcome): Settled) {
    let _ = match outcome {
        Ok(value) => future.call_method1(py, intern!(py, "set_result"), (value,)),
        Err(error) => future.call_method1(py, intern!(py, "set_exception"), (error.into_value(py),)),
    };
}

/// What an exception of the transport is called here.
fn lost_by(error: &Bound<'_, PyAny>) -> ErrorKind {
    use picoredis::embedded_io::ErrorKind as Io;
    use pyo3::exceptions::{PyBrokenPipeError, PyConnectionResetError, PyTimeoutError};

    if error.is_instance_of::<PyConnectionResetError>() {
        ErrorKind::Io(Io::ConnectionReset)
    } else if error.is_instance_of::<PyBrokenPipeError>() {
        ErrorKind::Io(Io::BrokenPipe)
    } else if error.is_instance_of::<PyTimeoutError>() {
        ErrorKind::Io(Io::TimedOut)
    } else {
        ErrorKind::Io(Io::Other)
    }
}
