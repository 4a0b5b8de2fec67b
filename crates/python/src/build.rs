//! Events to Python objects, straight: no value of Rust in between.

use std::cell::RefCell;

use picoredis::decode::Run;
use picoredis::event::{Aggregate, Event, Text, TextKind};
use picoredis::number::parse_f64;
use picoredis::reply::Build;
use picoredis::{Misfit, ReplyError, ServerError};
use pyo3::ffi;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PySet, PyString};

use crate::errors;

/// Builds the Python object that a reply is.
pub(crate) struct Objects<'py> {
    py: Python<'py>,
    /// Strings become `str`.
    decode: bool,
    /// The aggregates that have begun and not ended, outermost first.
    open: Vec<Open<'py>>,
    /// Of a string that comes in pieces: the object, and how much of it is there.
    text: Option<Pieces<'py>>,
}

/// An aggregate that is being filled.
enum Open<'py> {
    List(Places<'py>),
    Set(Bound<'py, PySet>),
    Dict(Pairs<'py>),
}

/// A string that comes in pieces.
enum Pieces<'py> {
    /// Its length is known: the pieces are put where they belong.
    Known(Filling<'py>),
    Unknown(Vec<u8>),
}

thread_local! {
    /// What Python raised while a reply was built: an error of a reply cannot hold it.
    static RAISED: RefCell<Option<PyErr>> = const { RefCell::new(None) };
}

/// What Python raised while the last reply was built.
pub(crate) fn take_raised() -> Option<PyErr> {
    RAISED.take()
}

/// Keeps what Python raised: the error that stands for it.
#[cold]
pub(crate) fn raised(error: PyErr) -> Misfit {
    RAISED.set(Some(error));
    Misfit::Custom("Python raised an exception")
}

impl<'py> Objects<'py> {
    pub(crate) fn new(py: Python<'py>, decode: bool) -> Self {
        Objects { py, decode, open: Vec::new(), text: None }
    }

    /// Builds several, as elements of one list, for which so many are to come.
    pub(crate) fn in_list(py: Python<'py>, decode: bool, count: usize) -> PyResult<Self> {
        let places = Places::new(py, u32::try_from(count).ok())?;
        Ok(Objects { py, decode, open: vec![Open::List(places)], text: None })
    }

    /// How many elements that list has.
    pub(crate) fn elements(&self) -> usize {
        match self.open.first() {
            Some(Open::List(places)) => places.filled,
            _ => 0,
        }
    }

    /// Puts an element there in place of the one that was begun.
    pub(crate) fn put_instead(&mut self, element: Bound<'py, PyAny>) {
        self.open.truncate(1);
        self.text = None;
        if let Some(Open::List(places)) = self.open.first_mut() {
            // Without memory for it there is none for the error that would say so.
            let _ = places.append(element);
        }
    }

    /// The list.
    pub(crate) fn into_list(mut self) -> Bound<'py, PyList> {
        self.open.truncate(1);
        match self.open.pop() {
            Some(Open::List(places)) => places.into_list(),
            _ => PyList::empty(self.py),
        }
    }

    fn object(&mut self, event: Event<'_>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let py = self.py;
        let value = match event {
            Event::Text(text) => return self.string(text),
            Event::Integer(number) => PyInt::new(py, number).into_any(),
            Event::Null => py.None().into_bound(py),
            Event::Boolean(yes) => PyBool::new(py, yes).to_owned().into_any(),
            Event::Begin(kind, len) => {
                self.open.push(match kind {
                    Aggregate::Map | Aggregate::Attribute => Open::Dict(Pairs { dict: PyDict::new(py), key: None }),
                    Aggregate::Set => Open::Set(PySet::empty(py)?),
                    Aggregate::Array | Aggregate::Push => Open::List(Places::new(py, len)?),
                });
                return Ok(None);
            }
            Event::End => match self.open.pop() {
                Some(Open::List(places)) => places.into_list().into_any(),
                Some(Open::Set(set)) => set.into_any(),
                Some(Open::Dict(pairs)) => pairs.dict.into_any(),
                None => return Ok(None),
            },
        };
        Ok(Some(value))
    }

    #[inline]
    fn string(&mut self, text: Text<'_>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if text.first && text.last {
            return self.whole(text.kind, text.data).map(Some);
        }
        if text.first {
            self.text = Some(match text.len {
                Some(len) if text.kind == TextKind::Bulk && !self.decode => Pieces::Known(Filling::new(self.py, len)?),
                _ => Pieces::Unknown(Vec::new()),
            });
        }
        match &mut self.text {
            Some(Pieces::Known(bytes)) => bytes.put(text.data),
            Some(Pieces::Unknown(bytes)) => bytes.extend_from_slice(text.data),
            None => {}
        }
        if !text.last {
            return Ok(None);
        }
        match self.text.take() {
            Some(Pieces::Known(bytes)) => Ok(Some(bytes.object.into_any())),
            Some(Pieces::Unknown(bytes)) => self.whole(text.kind, &bytes).map(Some),
            None => Ok(None),
        }
    }

    #[inline]
    fn whole(&self, kind: TextKind, data: &[u8]) -> PyResult<Bound<'py, PyAny>> {
        let py = self.py;
        Ok(match kind {
            TextKind::Bulk | TextKind::Simple | TextKind::Verbatim(_) if !self.decode => {
                PyBytes::new(py, data).into_any()
            }
            TextKind::Bulk | TextKind::Simple | TextKind::Verbatim(_) => PyString::from_bytes(py, data)?.into_any(),
            TextKind::Double => PyFloat::new(py, parse_f64(data).unwrap_or(f64::NAN)).into_any(),
            TextKind::BigNumber => {
                let digits = PyString::new(py, &String::from_utf8_lossy(data));
                py.get_type::<PyInt>().call1((digits,))?
            }
            TextKind::Error | TextKind::BulkError => {
                errors::server(py, &ServerError::new(data)).into_value(py).into_bound(py).into_any()
            }
        })
    }

    /// Puts a value into the innermost aggregate, or gives it back if there is none.
    #[inline]
    fn place(&mut self, value: Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match self.open.last_mut() {
            None => return Ok(Some(value)),
            Some(Open::List(places)) => places.append(value)?,
            Some(Open::Set(set)) => {
                if set.add(&value).is_err() {
                    // A list is no member of a set: then this one is a list.
                    let list = PyList::new(self.py, set.iter())?;
                    list.append(value)?;
                    self.open.pop();
                    self.open.push(Open::List(Places::of(list)));
                }
            }
            Some(Open::Dict(pairs)) if pairs.key.is_none() => pairs.key = Some(hashable(value)?),
            Some(Open::Dict(pairs)) => pairs.put(value)?,
        }
        Ok(None)
    }
}

impl<'py> Build for Objects<'py> {
    type Output = Bound<'py, PyAny>;

    #[inline]
    fn event(&mut self, event: Event<'_>) -> Result<Option<Bound<'py, PyAny>>, Misfit> {
        // What a large reply is made of: strings into a list, or into a dict.
        if let (Event::Text(Text { kind: TextKind::Bulk, data, first: true, last: true, .. }), false) =
            (event, self.decode)
        {
            let placed = match self.open.last_mut() {
                Some(Open::List(places)) => Ok(places.put(data)),
                Some(Open::Dict(pairs)) => pairs.put(PyBytes::new(self.py, data).into_any()).map(|()| true),
                _ => Ok(false),
            };
            if placed.map_err(raised)? {
                return Ok(None);
            }
        }
        self.other(event)
    }

    fn run(&mut self, run: &mut Run<'_>) -> Result<(), ReplyError> {
        // Elements: with none of them the reply is at its end.
        while let Some(element) = self.other_than_strings(run) {
            self.event(element).map_err(|misfit| misfit.of(&element))?;
        }
        Ok(())
    }

    fn room(&mut self, _left: usize) -> Option<&mut [u8]> {
        let Some(Pieces::Known(text)) = &mut self.text else { return None };
        Some(text.room())
    }

    fn filled(&mut self, len: usize) {
        if let Some(Pieces::Known(text)) = &mut self.text {
            text.filled += len;
        }
    }
}

impl<'py> Objects<'py> {
    /// Takes strings out of a run for as long as there are places for them, and returns what comes then.
    #[inline]
    pub(crate) fn other_than_strings<'a>(&mut self, run: &mut Run<'a>) -> Option<Event<'a>> {
        match self.open.last_mut() {
            Some(Open::List(places)) if !self.decode => run.find(|element| match element {
                Event::Text(Text { kind: TextKind::Bulk, data, first: true, last: true, .. }) => !places.put(data),
                _ => true,
            }),
            _ => run.next(),
        }
    }

    #[inline(never)]
    fn other(&mut self, event: Event<'_>) -> Result<Option<Bound<'py, PyAny>>, Misfit> {
        let built = self.object(event).and_then(|value| value.map_or(Ok(None), |value| self.place(value)));
        built.map_err(raised)
    }
}

/// The most places that are made ready on the server's word alone.
const READY: u32 = 1 << 20;

/// A list that is being filled. It is nobody else's before that is done: the collector, which shows all that it knows of to
/// whoever asks, learns of one with empty places when it has none any more.
struct Places<'py> {
    list: Bound<'py, PyList>,
    /// How many elements are there; behind them are empty places, up to so many.
    filled: usize,
    ready: usize,
}

impl<'py> Places<'py> {
    /// With empty places for so many elements.
    fn new(py: Python<'py>, len: Option<u32>) -> PyResult<Self> {
        let ready = len.filter(|len| *len <= READY).unwrap_or(0);
        // SAFETY: it is a list, or there is an exception.
        let list = unsafe {
            Bound::from_owned_ptr_or_err(py, ffi::PyList_New(ready as ffi::Py_ssize_t))?.cast_into_unchecked()
        };
        #[cfg(not(PyPy))]
        if ready > 0 {
            // SAFETY: it is an object that the collector may know of.
            unsafe { ffi::PyObject_GC_UnTrack(list.as_ptr().cast()) };
        }
        Ok(Places { list, filled: 0, ready: ready as usize })
    }

    /// Behind what is in a list.
    fn of(list: Bound<'py, PyList>) -> Self {
        let filled = list.len();
        Places { list, filled, ready: filled }
    }

    /// Makes an object of a string in the next empty place; `false` if there is none, or no memory.
    #[inline]
    fn put(&mut self, data: &[u8]) -> bool {
        if self.filled >= self.ready {
            return false;
        }
        // SAFETY: the bytes are there, and the place is inside the list and empty, and takes the reference over.
        unsafe {
            let object = ffi::PyBytes_FromStringAndSize(data.as_ptr().cast(), data.len() as ffi::Py_ssize_t);
            if object.is_null() {
                ffi::PyErr_Clear();
                return false;
            }
            ffi::PyList_SET_ITEM(self.list.as_ptr(), self.filled as ffi::Py_ssize_t, object);
        }
        self.filled += 1;
        true
    }

    /// The list, with no more places than were filled.
    fn into_list(self) -> Bound<'py, PyList> {
        if self.filled < self.ready && self.list.del_slice(self.filled, self.ready).is_err() {
            // Without memory even for that it is longer than it should be, but has no empty places.
            for place in self.filled..self.ready {
                let none = self.list.py().None().into_ptr();
                // SAFETY: the place is inside the list and empty, and takes the reference over.
                unsafe { ffi::PyList_SET_ITEM(self.list.as_ptr(), place as ffi::Py_ssize_t, none) };
            }
        }
        #[cfg(not(PyPy))]
        // SAFETY: it is an object that the collector may know of, and is told of once.
        unsafe {
            if ffi::PyObject_GC_IsTracked(self.list.as_ptr()) == 0 {
                ffi::PyObject_GC_Track(self.list.as_ptr().cast());
            }
        }
        self.list
    }

    /// Puts a value into the next empty place, or at the end where there is none.
    fn append(&mut self, value: Bound<'py, PyAny>) -> PyResult<()> {
        let place = self.filled;
        self.filled += 1;
        if place < self.ready {
            // SAFETY: the place is inside the list and empty, and takes the reference over.
            unsafe { ffi::PyList_SET_ITEM(self.list.as_ptr(), place as ffi::Py_ssize_t, value.into_ptr()) };
            return Ok(());
        }
        self.list.append(value)
    }
}

/// A dict that is being filled, and the key whose value comes next.
struct Pairs<'py> {
    dict: Bound<'py, PyDict>,
    key: Option<Bound<'py, PyAny>>,
}

impl<'py> Pairs<'py> {
    /// Puts a key that can be one, or the value that belongs to the last.
    #[inline]
    fn put(&mut self, value: Bound<'py, PyAny>) -> PyResult<()> {
        match self.key.take() {
            None => self.key = Some(value),
            Some(key) => self.dict.set_item(key, value)?,
        }
        Ok(())
    }
}

/// A list as the key of a dict becomes a tuple.
fn hashable(key: Bound<'_, PyAny>) -> PyResult<Bound<'_, PyAny>> {
    match key.cast::<PyList>() {
        Ok(list) => Ok(list.to_tuple().into_any()),
        Err(_) => Ok(key),
    }
}

/// An object of `bytes` that is filled piece by piece, and nobody else's before that is done.
struct Filling<'py> {
    object: Bound<'py, PyBytes>,
    filled: usize,
    /// As far as it holds anything at all.
    cleared: usize,
}

/// How many bytes are cleared at a time to be read to: few enough that they are in the processor's cache still.
const CLEARED: usize = 256 << 10;

impl<'py> Filling<'py> {
    fn new(py: Python<'py>, len: usize) -> PyResult<Self> {
        let len = ffi::Py_ssize_t::try_from(len).unwrap_or(ffi::Py_ssize_t::MAX);
        // SAFETY: with a null pointer the interpreter makes an object of that length, or raises.
        let object = unsafe {
            let object = ffi::PyBytes_FromStringAndSize(std::ptr::null(), len);
            Bound::from_owned_ptr_or_err(py, object)?.cast_into_unchecked()
        };
        Ok(Filling { object, filled: 0, cleared: 0 })
    }

    /// Puts a piece where it belongs.
    fn put(&mut self, piece: &[u8]) {
        let len = piece.len().min(self.len().saturating_sub(self.filled));
        // SAFETY: nobody else has the object yet, and the place is inside it.
        unsafe { std::ptr::copy_nonoverlapping(piece.as_ptr(), self.begin().add(self.filled), len) };
        self.filled += len;
    }

    /// Memory for the next bytes.
    fn room(&mut self) -> &mut [u8] {
        self.cleared = self.cleared.max(self.filled);
        let room = self.len().saturating_sub(self.filled).min(CLEARED);
        if self.cleared - self.filled < room.min(CLEARED / 2) {
            let end = self.filled + room;
            // SAFETY: nobody else has the object yet, and the end is inside it.
            unsafe { std::ptr::write_bytes(self.begin().add(self.cleared), 0, end - self.cleared) };
            self.cleared = end;
        }
        // SAFETY: as above, and all up to `cleared` has been written.
        unsafe { std::slice::from_raw_parts_mut(self.begin().add(self.filled), self.cleared - self.filled) }
    }

    fn len(&self) -> usize {
        self.object.as_bytes().len()
    }

    fn begin(&self) -> *mut u8 {
        // SAFETY: it is an object of `bytes`.
        unsafe { ffi::PyBytes_AsString(self.object.as_ptr()).cast() }
    }
}
