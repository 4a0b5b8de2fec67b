//! All unsafe code: MicroPython's functions as safe ones, and the functions that MicroPython calls.
//!
//! A call may end in an exception, which jumps over our frames to MicroPython's handler. So nothing here or above has
//! a destructor, and no state is left half changed across a call that matters afterwards.

#[cfg(target_arch = "arm")]
use core::arch::{asm, global_asm};
use core::ffi::c_void;
use core::mem::{align_of, size_of};
use core::ptr::fn_addr_eq;
use core::slice;

use crate::encode;
use crate::parser::Parser;
use crate::table::{
    ANY, BINARY_ADD, BUFFER_RAISE, BUFFER_READ, Buffer, Context, Entry, Function2, FunctionVar, GET, JOIN, MakeNew,
    NATIVE_INT, Name, Obj, Qstr, SLOTS, Table, Type, UNARY_POSITIVE, VALUE_ERROR, WRITE, signature,
};

/// MicroPython's functions.
#[cfg(not(target_arch = "arm"))]
pub(crate) fn table() -> &'static Table {
    unsafe extern "C" {
        safe static mp_fun_table: Table;
    }
    &mp_fun_table
}

/// MicroPython's functions. Its linker does not know how LLVM looks for them on Arm: by a distance to the very entry of
/// the global offset table, where it wants the one to the table, and the entry's place in there.
#[cfg(target_arch = "arm")]
pub(crate) fn table() -> &'static Table {
    let table: *const Table;
    // SAFETY: the function below returns the address of the table, and changes no other registers.
    unsafe {
        asm!("bl picoredis_table", out("r0") table, out("r1") _, out("lr") _, options(pure, nomem, nostack));
        &*table
    }
}

#[cfg(target_arch = "arm")]
global_asm!(
    ".section .text.picoredis_table, \"ax\"",
    ".thumb_func",
    "picoredis_table:",
    "ldr r0, 2f",
    "1: add r0, pc",
    "ldr r1, 3f",
    "ldr r0, [r0, r1]",
    "bx lr",
    ".p2align 2",
    "2: .word _GLOBAL_OFFSET_TABLE_ - (1b + 4)",
    "3: .word mp_fun_table(GOT)",
);

// What MicroPython calls.

/// Fills the module when it is imported.
#[unsafe(no_mangle)]
#[unsafe(link_section = ".text.mpy_init")]
unsafe extern "C" fn mpy_init(entry: *const Entry, _: usize, _: usize, _: *const Obj) -> Obj {
    // SAFETY: MicroPython calls the entry point with its own function object and context, which stay.
    let context = unsafe { &*(*entry).context };
    // SAFETY: a dictionary takes names as if they were globals. In the end the old globals are put back.
    unsafe {
        let locals = (table().new_dict)(2);
        let outer = (table().swap_globals)(locals.0 as *mut c_void);
        store(WRITE, method(write_entry));
        store(GET, method(get_entry));
        (table().swap_globals)(context.globals);
        let encode =
            FunctionVar { base: table().type_fun_builtin_var, signature: signature(0, ANY), function: encode_entry };
        store(qstr(context, Name::Encode).into(), object(|| encode));
        store(qstr(context, Name::Parser).into(), parser_type(qstr(context, Name::Parser), locals));
        (table().swap_globals)(outer);
    }
    none()
}

fn method(function: unsafe extern "C" fn(Obj, Obj) -> Obj) -> Obj {
    object(|| Function2 { base: table().type_fun_builtin_2, function })
}

fn parser_type(name: u16, locals: Obj) -> Obj {
    object(|| Type { base: table().type_type, flags: 0, name, slots: SLOTS, make_new: parser_entry, locals })
}

unsafe extern "C" fn encode_entry(count: usize, args: *const Obj) -> Obj {
    // SAFETY: MicroPython passes as many arguments as it says.
    encode::encode(unsafe { slice::from_raw_parts(args, count) })
}

unsafe extern "C" fn parser_entry(class: *const Type, count: usize, named: usize, args: *const Obj) -> Obj {
    // SAFETY: it returns only if there is one argument, which is then read; the type is the one made above.
    unsafe {
        (table().arg_check_num_sig)(count, named, signature(1, 1));
        object(|| Object { class, busy: false, parser: Parser::new(*args) })
    }
}

unsafe extern "C" fn write_entry(object: Obj, data: Obj) -> Obj {
    enter(object).write(data);
    leave(object);
    none()
}

unsafe extern "C" fn get_entry(object: Obj, default: Obj) -> Obj {
    let reply = enter(object).get(default);
    leave(object);
    reply
}

/// A parser as MicroPython sees it.
#[repr(C)]
struct Object {
    class: *const Type,
    /// A call is at work on the parser, or was left by an exception: there is no way on
    busy: bool,
    parser: Parser,
}

/// The parser behind an object, which a caller may have chosen freely: `Parser.get(5)`.
#[inline(never)]
fn enter(object: Obj) -> &'static mut Parser {
    let class = type_of(object).0 as *const Type;
    // SAFETY: every object has a type, which has a first slot if that is its `make_new`; so it is only read where there
    // is one. An object with our `make_new` was made by us.
    let is_ours = unsafe { (*class).slots[0] == 1 && fn_addr_eq((*class).make_new, parser_entry as MakeNew) };
    if !is_ours {
        buffer_or_raise(none());
    }
    let object = object.0 as *mut Object;
    // SAFETY: the object is ours. What the parser calls may come here again: it then sees the flag, and never the
    // parser, which is borrowed once at a time.
    unsafe {
        if (*object).busy {
            value_error(&[text(b"in use or failed")]);
        }
        (*object).busy = true;
        &mut (*object).parser
    }
}

/// Ends what [`enter`] began.
fn leave(object: Obj) {
    // SAFETY: the object is ours, as there was a way in.
    unsafe { (*(object.0 as *mut Object)).busy = false };
}

// What the module calls.

/// Moves a value to MicroPython's heap. MemoryError if there is no room. What is not reached from an object any more, or
/// from the stack, is collected.
pub(crate) fn allocate<T: 'static>(value: T) -> &'static mut T {
    allocate_for(|| value)
}

/// The same with a value that is made there.
#[inline(always)]
fn allocate_for<T: 'static>(value: impl FnOnce() -> T) -> &'static mut T {
    const { assert!(align_of::<T>() <= 2 * size_of::<usize>()) };
    // A block in which nothing has been set: a tuple, which begins with two words that are not its elements, and has one
    // element at least.
    let elements = size_of::<T>().div_ceil(size_of::<usize>()).saturating_sub(2).max(1);
    // SAFETY: without elements to copy, none is read. Nobody else knows the block, which has room for the value.
    unsafe {
        let block = (table().new_tuple)(elements, core::ptr::null()).0 as *mut T;
        block.write(value());
        &mut *block
    }
}

/// The same as an object: the value must begin with its type.
#[inline(always)]
fn object<T: 'static>(value: impl FnOnce() -> T) -> Obj {
    Obj(core::ptr::from_mut(allocate_for(value)) as usize)
}

pub(crate) fn none() -> Obj {
    table().const_none
}

pub(crate) fn boolean(yes: bool) -> Obj {
    if yes { table().const_true } else { table().const_false }
}

pub(crate) fn int(number: isize) -> Obj {
    // SAFETY: any word is an integer.
    unsafe { (table().native_to_obj)(number as usize, NATIVE_INT) }
}

/// An integer that a word has no room for. Where MicroPython has none so large, that is an OverflowError.
pub(crate) fn long(number: i64) -> Obj {
    int(isize::MAX);
    // SAFETY: the type code is that of an array of such integers, and there is one.
    unsafe { (table().binary_get_val_array)(b'q', &number, 0) }
}

pub(crate) fn bytes(data: &[u8]) -> Obj {
    // SAFETY: the data is copied.
    unsafe { (table().obj_new_bytes)(data.as_ptr(), data.len()) }
}

pub(crate) fn text(data: &[u8]) -> Obj {
    // SAFETY: the data is copied; every caller's is ASCII.
    unsafe { (table().obj_new_str)(data.as_ptr(), data.len()) }
}

pub(crate) fn list() -> Obj {
    // SAFETY: no element is read.
    unsafe { (table().new_list)(0, core::ptr::null()) }
}

/// Appends to a list made by [`list`].
pub(crate) fn append(list: Obj, item: Obj) {
    // SAFETY: MicroPython checks the type of the list.
    unsafe { (table().list_append)(list, item) };
}

pub(crate) fn add(left: Obj, right: Obj) -> Obj {
    // SAFETY: MicroPython checks the types.
    unsafe { (table().binary_op)(BINARY_ADD, left, right) }
}

/// The number itself, a boolean as an integer; a TypeError if it is none.
pub(crate) fn positive(number: Obj) -> Obj {
    // SAFETY: MicroPython checks the type.
    unsafe { (table().unary_op)(UNARY_POSITIVE, number) }
}

pub(crate) fn call(function: Obj, args: &[Obj]) -> Obj {
    // SAFETY: as many arguments are passed as it says, and MicroPython checks the function.
    unsafe { (table().call_function_n_kw)(function, args.len(), args.as_ptr()) }
}

fn type_of(object: Obj) -> Obj {
    // SAFETY: every object has a type.
    unsafe { (table().obj_get_type)(object) }
}

pub(crate) fn str_type() -> Obj {
    table().type_str
}

/// The bytes of a string or buffer, until the next call that may change it.
pub(crate) fn buffer<'a>(object: Obj) -> Option<&'a [u8]> {
    view(object, BUFFER_READ)
}

/// The same, or a TypeError.
pub(crate) fn buffer_or_raise<'a>(object: Obj) -> &'a [u8] {
    view(object, BUFFER_READ | BUFFER_RAISE).unwrap_or_default()
}

#[inline(never)]
fn view<'a>(object: Obj, flags: usize) -> Option<&'a [u8]> {
    let mut buffer = Buffer { data: core::ptr::null(), len: 0, typecode: 0 };
    // SAFETY: the structure is filled if the object is a buffer. Where there is nothing, there may be no address, either.
    unsafe {
        (table().get_buffer)(object, &mut buffer, flags)
            .then(|| if buffer.len == 0 { &[] } else { slice::from_raw_parts(buffer.data, buffer.len) })
    }
}

/// Ends the call in a ValueError.
pub(crate) fn value_error(args: &[Obj]) -> ! {
    // SAFETY: the name is an interned string; raising does not return.
    unsafe { (table().raise)(call((table().load_global)(VALUE_ERROR), args)) }
}

/// The bytes objects of a list in one.
pub(crate) fn join(list: Obj) -> Obj {
    // SAFETY: every bytes object has the method.
    let join = unsafe { (table().load_attr)(bytes(b""), JOIN) };
    call(join, &[list])
}

fn qstr(context: &Context, name: Name) -> u16 {
    // SAFETY: the table has all names of `qstrs.h`.
    unsafe { *context.qstrs.add(name as usize) }
}

/// Gives a global a value.
fn store(name: Qstr, object: Obj) {
    // SAFETY: the name is an interned string.
    unsafe { (table().store_global)(name, object) }
}

unsafe extern "C" {
    safe fn a_panic_is_left_in_the_module() -> !;
}

/// Never linked: if a panic is left, the function is missing, and there is no module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    a_panic_is_left_in_the_module()
}
