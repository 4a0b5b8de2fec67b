//! The codec by itself, in the shape of hiredis-py, for clients that have sockets of their own.

use picoredis::command::Command;
use picoredis::encode::Encoder;
use picoredis::event::Event;
use picoredis::reply::{Build, Receive};
use picoredis::session::{Incoming, Session};
use picoredis::{Misfit, ReplyError, SessionError};
use pyo3::exceptions::{PyLookupError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyList, PySet, PyTuple};
use pyo3::{PyTraverseError, PyVisit};

use crate::args::Words;
use crate::attached::Attached;
use crate::build::Objects;
use crate::errors;
use crate::memory::Memory;

/// A command as the protocol has it: ``pack(('SET', 'foo', 'bar'))``.
#[pyfunction]
pub(crate) fn pack<'py>(words: &Bound<'py, PyTuple>) -> PyResult<Bound<'py, PyBytes>> {
    let command = Command::unlisted("", Words::new(words.as_slice())?);
    let mut wire = Vec::with_capacity(command.encoded_len());
    let Ok(()) = command.encode(&mut Encoder::new(&mut wire));
    Ok(PyBytes::new(words.py(), &wire))
}

/// Makes Python objects of what a server sends: give it bytes with ``feed``, take replies with ``gets``.
///
/// >>> parser = Parser()
/// >>> parser.feed(b'*2\\r\\n:1\\r\\n$3\\r\\nfoo\\r\\n')
/// >>> parser.gets()
/// [1, b'foo']
///
/// An error reply is an object, and nothing is raised but for what is no reply at all.
#[pyclass(module = "picoredis", subclass)]
pub(crate) struct Parser {
    session: Session<128>,
    /// What was fed and not read yet is behind `read`.
    fed: Vec<u8>,
    read: usize,
    /// How many bytes had come when the last reply ended.
    ended: usize,
    /// The reply that has begun.
    reply: Option<Attached<Receive<Watched>>>,
    making: Making,
    not_enough: Py<PyAny>,
    protocol_error: Option<Py<PyAny>>,
    /// What was no reply: there is no going on.
    broken: Option<SessionError>,
}

/// What is made of strings and of errors.
struct Making {
    /// The encoding and what is done about errors; without one, strings are bytes.
    encoding: Option<(String, String)>,
    reply_error: Option<Py<PyAny>>,
}

#[pymethods]
impl Parser {
    #[new]
    #[pyo3(signature = (protocolError=None, replyError=None, encoding=None, errors=None, notEnoughData=lacking()))]
    #[expect(non_snake_case, reason = "the keywords are hiredis-py's")]
    fn new(
        py: Python<'_>,
        protocolError: Option<Py<PyAny>>,
        replyError: Option<Py<PyAny>>,
        encoding: Option<String>,
        errors: Option<String>,
        notEnoughData: Py<PyAny>,
    ) -> PyResult<Self> {
        for given in [&protocolError, &replyError].into_iter().flatten() {
            if !given.bind(py).is_callable() {
                return Err(PyTypeError::new_err(
                    "protocolError and replyError are classes, or functions that make errors",
                ));
            }
        }
        Ok(Parser {
            session: Session::new(),
            fed: Vec::new(),
            read: 0,
            ended: 0,
            reply: None,
            making: Making { encoding: encoding_of(py, encoding, errors)?, reply_error: replyError },
            not_enough: notEnoughData,
            protocol_error: protocolError,
            broken: None,
        })
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.not_enough)?;
        visit.call(&self.protocol_error)?;
        visit.call(&self.making.reply_error)
    }

    fn __clear__(&mut self) {
        self.protocol_error = None;
        self.making.reply_error = None;
    }

    /// Takes bytes, or the part of them that begins at ``offset`` and has ``length``.
    #[pyo3(signature = (data, offset=0, length=None))]
    fn feed(&mut self, data: &Bound<'_, PyAny>, offset: isize, length: Option<isize>) -> PyResult<()> {
        let data = Memory::new(data)?;
        let part =
            part_of(data.as_slice(), offset, length).ok_or_else(|| PyValueError::new_err("there is no such part"))?;
        self.forget_what_was_read();
        self.fed.extend_from_slice(part);
        Ok(())
    }

    /// The next reply; ``notEnoughData``, which is ``False`` by default, if it is not there yet. With ``False`` strings stay
    /// bytes.
    #[pyo3(signature = (shouldDecode=true))]
    #[expect(non_snake_case, reason = "the keyword is hiredis-py's")]
    fn gets<'py>(&mut self, py: Python<'py>, shouldDecode: bool) -> PyResult<Bound<'py, PyAny>> {
        if let Some(error) = self.broken {
            return Err(self.protocol_error(py, error));
        }
        loop {
            // There is always somebody who waits for the next reply.
            if self.session.due() == 0 {
                self.session.sent();
            }
            let mut input = self.fed.get(self.read..).unwrap_or_default();
            let next = self.session.next(&mut input);
            let left = input.len();
            let (event, last, is_push) = match next {
                Ok(Some(Incoming::Reply { event, last })) => (event, last, false),
                Ok(Some(Incoming::Push { event, last })) => (event, last, true),
                Ok(None) => {
                    self.read = self.fed.len() - left;
                    return Ok(self.not_enough.bind(py).clone());
                }
                Err(error) => {
                    self.broken = Some(error);
                    return Err(self.protocol_error(py, error));
                }
            };
            let decode = shouldDecode && self.making.is_utf_8();
            let reply = self.reply.get_or_insert_with(|| Watched::new(decode));
            reply.0.event(event);
            self.read = self.fed.len() - left;
            if last && let Some(reply) = self.reply.take() {
                self.ended = self.session.received();
                return self.making.finish(py, reply.0, is_push, shouldDecode);
            }
        }
    }

    /// Whether something has been fed that no reply has come of yet.
    fn has_data(&self) -> bool {
        self.read < self.fed.len() || self.session.received() > self.ended
    }

    /// How many bytes have been fed and not read.
    fn len(&self) -> usize {
        self.fed.len() - self.read
    }

    /// Strings are this from now on; without an encoding, bytes.
    #[pyo3(signature = (encoding=None, errors=None))]
    fn set_encoding(&mut self, py: Python<'_>, encoding: Option<String>, errors: Option<String>) -> PyResult<()> {
        self.making.encoding = encoding_of(py, encoding, errors)?;
        Ok(())
    }
}

impl Parser {
    /// Makes room for what comes next.
    fn forget_what_was_read(&mut self) {
        if self.read == self.fed.len() {
            self.fed.clear();
            self.fed.shrink_to(KEPT);
        } else {
            self.fed.drain(..self.read);
        }
        self.read = 0;
    }

    fn protocol_error(&self, py: Python<'_>, error: SessionError) -> PyErr {
        let Some(class) = &self.protocol_error else { return errors::ParseError::new_err(error.to_string()) };
        match class.call1(py, (error.to_string(),)) {
            Ok(exception) => PyErr::from_value(exception.into_bound(py)),
            Err(error) => error,
        }
    }
}

/// What stands for a reply that is not there yet, unless something else is wanted.
fn lacking() -> Py<PyAny> {
    Python::attach(|py| PyBool::new(py, false).to_owned().into_any().unbind())
}

/// How much memory an empty parser keeps.
const KEPT: usize = 64 << 10;

/// Objects, and whether an error is among them.
struct Watched {
    objects: Objects<'static>,
    has_errors: bool,
}

impl Watched {
    fn new(decode: bool) -> Attached<Receive<Watched>> {
        Attached::with(|py| Receive::new(Watched { objects: Objects::new(py, decode), has_errors: false }))
    }
}

impl Build for Watched {
    type Output = (Bound<'static, PyAny>, bool);

    fn event(&mut self, event: Event<'_>) -> Result<Option<Self::Output>, Misfit> {
        self.has_errors |= matches!(event, Event::Text(text) if text.kind.is_error());
        Ok(self.objects.event(event)?.map(|object| (object, self.has_errors)))
    }
}

/// # Errors
///
/// Python does not know one of both, which is told before a reply is lost by it.
fn encoding_of(py: Python<'_>, encoding: Option<String>, errors: Option<String>) -> PyResult<Option<(String, String)>> {
    let Some(encoding) = encoding else { return Ok(None) };
    let errors = errors.unwrap_or_else(|| "strict".into());
    let codecs = py.import("codecs")?;
    let codec = codecs.call_method1("lookup", (&encoding,))?;
    // Of bytes they make bytes, or of text text.
    if codec.getattr_opt("_is_text_encoding")?.is_some_and(|is_text| is_text.is_truthy().is_ok_and(|is_text| !is_text))
    {
        return Err(PyLookupError::new_err(format!("{encoding} is no encoding of text")));
    }
    codecs.call_method1("lookup_error", (&errors,))?;
    Ok(Some((encoding, errors)))
}

/// The part of some bytes that begins there and is so long.
fn part_of(bytes: &[u8], offset: isize, length: Option<isize>) -> Option<&[u8]> {
    let rest = bytes.get(usize::try_from(offset).ok()?..)?;
    match length {
        None => Some(rest),
        Some(length) => rest.get(..usize::try_from(length).ok()?),
    }
}

impl Making {
    /// Whether strings are what the builder of objects makes of them by itself.
    fn is_utf_8(&self) -> bool {
        self.encoding.as_ref().is_some_and(|(encoding, errors)| {
            errors == "strict" && ["utf-8", "utf8"].contains(&encoding.to_ascii_lowercase().as_str())
        })
    }

    fn finish<'py>(
        &self,
        py: Python<'py>,
        reply: Receive<Watched>,
        is_push: bool,
        decode: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let object = match reply.finish() {
            Ok((object, has_errors)) => {
                let recodes = decode && self.encoding.is_some() && !self.is_utf_8();
                let remakes = recodes || (has_errors && self.reply_error.is_some());
                if remakes { self.remake(&object, recodes)? } else { object }
            }
            Err(ReplyError::Server(error)) => {
                self.error(&errors::server(py, &error).into_value(py).into_bound(py).into_any())?
            }
            Err(error) => return Err(errors::reply(py, &error)),
        };
        if is_push { notification(object) } else { Ok(object) }
    }

    /// The same with strings in the encoding that was asked for, and errors of the class that was.
    fn remake<'py>(&self, object: &Bound<'py, PyAny>, recodes: bool) -> PyResult<Bound<'py, PyAny>> {
        let py = object.py();
        if let Ok(list) = object.cast::<PyList>() {
            for (index, element) in list.iter().enumerate() {
                list.set_item(index, self.remake(&element, recodes)?)?;
            }
        } else if let Ok(dict) = object.cast::<PyDict>() {
            let remade = PyDict::new(py);
            for (key, value) in dict.iter() {
                remade.set_item(self.remake(&key, recodes)?, self.remake(&value, recodes)?)?;
            }
            return Ok(remade.into_any());
        } else if let Ok(set) = object.cast::<PySet>() {
            let members: Vec<_> = set.iter().map(|member| self.remake(&member, recodes)).collect::<PyResult<_>>()?;
            return Ok(PySet::new(py, members)?.into_any());
        } else if object.is_instance_of::<errors::RedisError>() {
            return self.error(object);
        } else if let (true, Ok(bytes), Some((encoding, errors))) = (recodes, object.cast::<PyBytes>(), &self.encoding)
        {
            return bytes.call_method1("decode", (encoding, errors));
        }
        Ok(object.clone())
    }

    /// An error of the class that was asked for.
    fn error<'py>(&self, error: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let Some(class) = &self.reply_error else { return Ok(error.clone()) };
        let words: Vec<String> = error.getattr("args")?.extract()?;
        class.bind(error.py()).call1((words.join(" "),))
    }
}

/// What the server says unasked in RESP3: a list, told from replies by its class, which is one of Python's.
#[cold]
fn notification(said: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    said.py().import("picoredis.hiredis")?.getattr("PushNotification")?.call1((said,))
}
