//! Every command of the table as a method of the class: functions of C that the interpreter calls without a detour.
//!
//! A method made by PyO3 would parse its arguments by their signature. A command has none: whatever is given is sent.

use std::ffi::CStr;
use std::slice;
use std::sync::atomic::{AtomicPtr, Ordering};

use picoredis::args::{Args, Encoded};
use picoredis::command::table;
use picoredis::command::{Command, Spec};
use picoredis::encode::Visit;
use pyo3::PyClass;
use pyo3::ffi;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple, PyType};

use crate::args::{Words, bytes_of};
use crate::asynch::AsyncClient;
use crate::client::Client;
use crate::collector::Collector;
#[cfg(not(any(PyPy, Py_3_12)))]
use crate::lookup;

/// One row for each command: how long the name of the method and its documentation are, each with its zero, and its
/// function for each class.
// An address in a table is memory of each process: there are no more of them than have to be.
struct Method {
    name: u16,
    doc: u16,
    calls: [ffi::PyCFunctionFast; CLASSES],
}

/// How many classes have the commands as methods.
const CLASSES: usize = 3;

const _: () = assert!(Client::PLACE == 0 && AsyncClient::PLACE == 1 && Collector::PLACE == 2, "the order in `rows`");

/// A class that has the commands as methods.
pub(crate) trait Class: PyClass {
    /// Its place among those.
    const PLACE: usize;

    /// Runs a command.
    fn run<'py>(slf: &Bound<'py, Self>, command: Worded<'_, 'py>) -> PyResult<Bound<'py, PyAny>>;

    /// Runs a command of the table with what was given as its arguments.
    #[inline]
    fn run_given<'py>(
        slf: &Bound<'py, Self>,
        spec: &'static Spec,
        name: Encoded<'static>,
        given: &[Bound<'py, PyAny>],
    ) -> PyResult<Bound<'py, PyAny>> {
        Self::run(slf, Command::spelled("", spec, (name, Words::new(given)?)))
    }
}

/// A command of which all words are arguments: those of its name as they were encoded before, if it was called by that, and
/// those that were given.
pub(crate) type Worded<'a, 'py> = Command<'static, (Encoded<'static>, Words<'a, 'py>)>;

/// A command all of whose words were given.
#[inline]
pub(crate) fn any<'a, 'py>(words: Words<'a, 'py>) -> Worded<'a, 'py> {
    let mut first = words.objects().iter().map_while(bytes_of);
    let spec = first.next().and_then(|word| Spec::of_words(word, first.next().unwrap_or_default()));
    let words = (Encoded::default(), words);
    match spec {
        Some(spec) => Command::spelled("", spec, words),
        None => Command::new("", words),
    }
}

/// All words of a command, as objects.
pub(crate) fn words_of<'py>(py: Python<'py>, command: &Worded<'_, 'py>) -> PyResult<Bound<'py, PyTuple>> {
    struct Texts<'py>(Python<'py>, Vec<Bound<'py, PyAny>>);

    impl Visit for Texts<'_> {
        type Error = PyErr;

        fn arg(&mut self, word: &[u8]) -> PyResult<()> {
            self.1.push(PyString::from_bytes(self.0, word)?.into_any());
            Ok(())
        }
    }

    let (name, given) = command.args();
    let mut words = Texts(py, Vec::new());
    name.visit(&mut words)?;
    words.1.extend_from_slice(given.objects());
    PyTuple::new(py, words.1)
}

/// What is known of each class that is made of one here.
static KNOWN: [Known; CLASSES] =
    [const { Known { plain: AtomicPtr::new(std::ptr::null_mut()), do_cmd: PyOnceLock::new() } }; CLASSES];

struct Known {
    /// The class whose `do_cmd` is the one here, so that others are told by its address.
    plain: AtomicPtr<ffi::PyTypeObject>,
    do_cmd: PyOnceLock<Py<PyAny>>,
}

/// Gives the class its commands as methods, and knows from now on which one is made of it without more ado.
pub(crate) fn complete<C: Class>(plain: &Bound<'_, PyType>) -> PyResult<()> {
    let class = plain.py().get_type::<C>();
    let own = class.getattr("__dict__")?;
    let (mut names, mut docs) = (NAMES, DOCS);
    for method in METHODS {
        let name = first(&mut names, method.name);
        let doc = first(&mut docs, method.doc);
        let called = name.to_str().unwrap_or_default().trim_end_matches('_');
        // What the class has already is something else: `debug` is the attribute that it was in the original.
        if !own.contains(called)? {
            class.setattr(called, descriptor(&class, name, doc, method.calls[C::PLACE])?)?;
        }
    }
    KNOWN[C::PLACE].plain.store(plain.as_type_ptr(), Ordering::Relaxed);
    #[cfg(not(any(PyPy, Py_3_12)))]
    lookup::shorten(plain);
    Ok(())
}

/// Takes away the first of several texts, which has so many bytes with its zero.
fn first(texts: &mut &'static [u8], len: u16) -> &'static CStr {
    let (first, rest) = texts.split_at(len.into());
    *texts = rest;
    // SAFETY: each text ends with a zero, and has no other. It is not looked at: what nobody asks for stays on the disk.
    unsafe { CStr::from_bytes_with_nul_unchecked(first) }
}

/// Runs a command with the arguments of a method call.
#[inline]
fn call<'py, C: Class>(
    slf: &Bound<'py, PyAny>,
    spec: &'static Spec,
    name: &'static [u8],
    given: &[Bound<'py, PyAny>],
) -> PyResult<Bound<'py, PyAny>> {
    let name = Encoded::new(name, spec.words());
    if overrides_do_cmd::<C>(slf)? {
        // It is given what was given, whatever it makes of that.
        let command = Command::spelled("", spec, (name, Words::Given(given)));
        return slf.call_method1(intern!(slf.py(), "do_cmd"), words_of(slf.py(), &command)?);
    }
    // PyPy's descriptors are not known to look.
    // SAFETY: the descriptor has seen that it is one.
    let slf = if cfg!(PyPy) { slf.cast()? } else { unsafe { slf.cast_unchecked() } };
    C::run_given(slf, spec, name, given)
}

/// Whether a sub-class has a `do_cmd` of its own, which commands called by name have to go through.
pub(crate) fn overrides_do_cmd<C: Class>(slf: &Bound<'_, PyAny>) -> PyResult<bool> {
    if slf.get_type_ptr() == KNOWN[C::PLACE].plain.load(Ordering::Relaxed) {
        return Ok(false);
    }
    let py = slf.py();
    let name = intern!(py, "do_cmd");
    let here =
        KNOWN[C::PLACE].do_cmd.get_or_try_init(py, || Ok::<_, PyErr>(py.get_type::<C>().getattr(name)?.unbind()))?;
    is_overridden(slf, name, here.bind(py))
}

/// Whether a sub-class has something else by this name than what is `here`.
pub(crate) fn is_overridden(
    slf: &Bound<'_, PyAny>,
    name: &Bound<'_, PyString>,
    here: &Bound<'_, PyAny>,
) -> PyResult<bool> {
    Ok(!slf.get_type().getattr(name)?.is(here))
}

/// A length that has to fit.
const fn short(len: usize) -> u16 {
    assert!(len <= u16::MAX as usize);
    len as u16
}

/// The lower-case spelling of a command's name, as people write it; or of what it is on the wire.
const fn lower<const N: usize>(name: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut index = 0;
    while index < N {
        bytes[index] = name[index].to_ascii_lowercase();
        index += 1;
    }
    bytes
}

/// What Python looks for at the beginning of documentation, and tells whoever asks what may be given.
macro_rules! signature {
    ($name:ident) => {
        concat!(stringify!($name), "($self, /, *args)\n--\n\n")
    };
}

macro_rules! rows {
    ($({ $(#[doc = $doc:literal])* $name:ident $spec:ident ($($param:ident),*) -> $reply:ty $(; $needs:literal)? })*) => {
        /// The names of all methods, each with a zero behind it.
        static NAMES: &[u8] = concat!($(stringify!($name), "\0",)*).as_bytes();

        /// The documentation of all, in the same way.
        static DOCS: &[u8] = concat!($(signature!($name), $($doc, "\n",)* "\0",)*).as_bytes();

        static METHODS: &[Method] = &[$(
            Method {
                name: short(concat!(stringify!($name), "\0").len()),
                doc: short(concat!(signature!($name), $($doc, "\n",)* "\0").len()),
                calls: {
                    const LEN: usize = table::$spec.wire().len();
                    static NAME: [u8; LEN] = lower(table::$spec.wire());
                    unsafe extern "C" fn method<C: Class>(
                        slf: *mut ffi::PyObject,
                        args: *mut *mut ffi::PyObject,
                        count: ffi::Py_ssize_t,
                    ) -> *mut ffi::PyObject {
                        // SAFETY: the interpreter calls this with the receiver and so many arguments.
                        unsafe { called::<C>(&table::$spec, &NAME, slf, args, count) }
                    }
                    [method::<Client>, method::<AsyncClient>, method::<Collector>]
                },
            },
        )*];
    };
}

picoredis::each_command!(rows);

/// Runs a command with the arguments that a method was called with.
///
/// # Safety
///
/// The interpreter is attached, `slf` is an object, and `args` are `count` of them.
unsafe fn called<C: Class>(
    spec: &'static Spec,
    name: &'static [u8],
    slf: *mut ffi::PyObject,
    args: *mut *mut ffi::PyObject,
    count: ffi::Py_ssize_t,
) -> *mut ffi::PyObject {
    // SAFETY: the interpreter is attached: it calls this.
    let py = unsafe { Python::assume_attached() };
    // SAFETY: as the caller promises; an object that is lent is a pointer to it.
    let given = if count == 0 { &[][..] } else { unsafe { slice::from_raw_parts(args.cast(), count as usize) } };
    // SAFETY: the receiver is an object.
    let slf = unsafe { Bound::ref_from_ptr(py, &slf) };
    match call::<C>(slf, spec, name, given) {
        Ok(reply) => reply.into_ptr(),
        Err(error) => {
            error.restore(py);
            std::ptr::null_mut()
        }
    }
}

fn descriptor<'py>(
    class: &Bound<'py, PyType>,
    name: &'static CStr,
    doc: &'static CStr,
    call: ffi::PyCFunctionFast,
) -> PyResult<Bound<'py, PyAny>> {
    let definition = Box::leak(Box::new(ffi::PyMethodDef {
        ml_name: name.as_ptr(),
        ml_meth: ffi::PyMethodDefPointer { PyCFunctionFast: call },
        ml_flags: ffi::METH_FASTCALL,
        ml_doc: doc.as_ptr(),
    }));
    // SAFETY: the class is a type, and the definition lives for ever.
    unsafe { Bound::from_owned_ptr_or_err(class.py(), ffi::PyDescr_NewMethod(class.as_ptr().cast(), definition)) }
}
