//! All unsafe code: MicroPython's functions as safe ones, and the functions that MicroPython calls.
//!
//! A call may end in an exception, which jumps over our frames to MicroPython's handler. So nothing here or above has
//! a destructor, and no state is left half changed across a call that matters afterwards.

#[cfg(target_arch = "arm")]
use core::arch::{asm, global_asm};
use core::mem::{align_of, size_of};
use core::ptr::fn_addr_eq;
use core::slice;

use crate::encode;
use crate::parser::Parser;
use crate::table::{
    ANY, BINARY_ADD, BINARY_OR, BINARY_SHIFT_LEFT, BUFFER_RAISE, BUFFER_READ, Buffer, Context, Entry, Function2,
    FunctionVar, MakeNew, NATIVE_INT, NATIVE_QSTR, NATIVE_UNSIGNED, Name, Obj, SLOTS, Table, Type, UNARY_POSITIVE,
    signature,
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
    // SAFETY: the globals are those of the module being imported; the old ones are put back below.
    let outer = unsafe { (table().swap_globals)(context.globals) };
    let encode =
        FunctionVar { base: table().type_fun_builtin_var, signature: signature(0, ANY), function: encode_entry };
    store(context, Name::Encode, allocate(encode));
    store(context, Name::Parser, parser_type(context));
    // SAFETY: as above.
    unsafe { (table().swap_globals)(outer) };
    table().const_none
}

fn parser_type(context: &Context) -> Obj {
    let feed = Function2 { base: table().type_fun_builtin_2, function: feed_entry };
    let get = FunctionVar { base: table().type_fun_builtin_var, signature: signature(1, 2), function: get_entry };
    // SAFETY: the dictionary is new, and the keys are interned strings.
    let locals = unsafe {
        let locals = (table().new_dict)(2);
        (table().dict_store)(locals, key(context, Name::Feed), allocate(feed));
        (table().dict_store)(locals, key(context, Name::Get), allocate(get));
        locals
    };
    allocate(Type {
        base: table().type_type,
        flags: 0,
        name: qstr(context, Name::Parser),
        slots: SLOTS,
        make_new: parser_entry,
        locals,
        context,
    })
}

unsafe extern "C" fn encode_entry(count: usize, args: *const Obj) -> Obj {
    // SAFETY: MicroPython passes as many arguments as it says.
    encode::encode(unsafe { slice::from_raw_parts(args, count) })
}

unsafe extern "C" fn parser_entry(class: *const Type, count: usize, named: usize, args: *const Obj) -> Obj {
    // SAFETY: it returns only if there is one argument, which is then read; the type is the one made above.
    unsafe {
        (table().arg_check_num_sig)(count, named, signature(1, 1));
        let parser = Parser::new(&*class, *args);
        allocate(Object { class, busy: false, parser })
    }
}

unsafe extern "C" fn feed_entry(object: Obj, data: Obj) -> Obj {
    enter(object).feed(data);
    leave(object);
    none()
}

unsafe extern "C" fn get_entry(count: usize, args: *const Obj) -> Obj {
    // SAFETY: MicroPython passes one or two arguments, as the signature says.
    let (object, default) = unsafe { (*args, if count > 1 { *args.add(1) } else { none() }) };
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
            (*class).value_error(&[text(b"in use or failed")]);
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

/// Moves a value to MicroPython's heap as an object: it must begin with its type. MemoryError if there is no room.
pub(crate) fn allocate<T>(value: T) -> Obj {
    const { assert!(align_of::<T>() <= 2 * size_of::<usize>()) };
    let block = block(size_of::<T>());
    // SAFETY: nobody else knows the block, which has room for the value.
    unsafe { (block.0 as *mut T).write(value) };
    block
}

/// Memory for `len` bytes without an owner: what is not given to [`free`] is collected some time.
pub(crate) fn scratch(len: usize) -> &'static mut [u8] {
    let block = block(len).0 as *mut u8;
    // SAFETY: nobody else knows the block, which has room; the bytes are set before they are seen.
    unsafe {
        (table().memset)(block, 0, len);
        slice::from_raw_parts_mut(block, len)
    }
}

/// A new block of the heap for so many bytes, in which nothing has been set: a tuple, which begins with two words that
/// are not its elements, and has one element at least.
fn block(len: usize) -> Obj {
    let elements = len.div_ceil(size_of::<usize>()).saturating_sub(2).max(1);
    // SAFETY: without elements to copy, none is read.
    unsafe { (table().new_tuple)(elements, core::ptr::null()) }
}

/// Gives memory of [`scratch`] back.
pub(crate) fn free(memory: &'static mut [u8]) {
    // SAFETY: the block is ours, and the only reference to it ends here.
    unsafe { (table().realloc)(memory.as_mut_ptr(), 0, false) };
}

/// Copies as many bytes as both have.
pub(crate) fn copy(to: &mut [u8], from: &[u8]) {
    let len = to.len().min(from.len());
    // SAFETY: both are that long; they cannot overlap, as one of them is ours alone.
    unsafe { (table().memmove)(to.as_mut_ptr(), from.as_ptr(), len) };
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

pub(crate) fn unsigned(number: usize) -> Obj {
    // SAFETY: any word is an integer.
    unsafe { (table().native_to_obj)(number, NATIVE_UNSIGNED) }
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
    binary(BINARY_ADD, left, right)
}

pub(crate) fn or(left: Obj, right: Obj) -> Obj {
    binary(BINARY_OR, left, right)
}

pub(crate) fn shift_left(left: Obj, right: Obj) -> Obj {
    binary(BINARY_SHIFT_LEFT, left, right)
}

fn binary(operator: usize, left: Obj, right: Obj) -> Obj {
    // SAFETY: MicroPython checks the types.
    unsafe { (table().binary_op)(operator, left, right) }
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

pub(crate) fn type_of(object: Obj) -> Obj {
    // SAFETY: every object has a type.
    unsafe { (table().obj_get_type)(object) }
}

pub(crate) fn int_type() -> Obj {
    type_of(int(0))
}

/// The type of floats; a TypeError where there are none.
pub(crate) fn float_type() -> Obj {
    // SAFETY: any double is a float.
    type_of(unsafe { (table().obj_new_float_from_d)(0.0) })
}

pub(crate) fn str_type() -> Obj {
    table().type_str
}

/// The bytes of a string or buffer, until the next call that may change it.
pub(crate) fn buffer<'a>(object: Obj) -> Option<&'a [u8]> {
    let mut buffer = Buffer { data: core::ptr::null(), len: 0, typecode: 0 };
    // SAFETY: the structure is filled if the object is a buffer.
    unsafe { (table().get_buffer)(object, &mut buffer, BUFFER_READ).then(|| view(&buffer)) }
}

/// The same, or a TypeError.
pub(crate) fn buffer_or_raise<'a>(object: Obj) -> &'a [u8] {
    let mut buffer = Buffer { data: core::ptr::null(), len: 0, typecode: 0 };
    // SAFETY: the structure is filled if the call returns.
    unsafe {
        (table().get_buffer)(object, &mut buffer, BUFFER_READ | BUFFER_RAISE);
        view(&buffer)
    }
}

/// # Safety
/// The buffer was filled by MicroPython.
unsafe fn view<'a>(buffer: &Buffer) -> &'a [u8] {
    if buffer.len == 0 {
        return &[];
    }
    // SAFETY: as the caller promises.
    unsafe { slice::from_raw_parts(buffer.data, buffer.len) }
}

impl Type {
    /// Ends the call in a ValueError.
    pub(crate) fn value_error(&self, args: &[Obj]) -> ! {
        // SAFETY: the context stays, and the name is an interned string; raising does not return.
        unsafe {
            let class = (table().load_global)(qstr(&*self.context, Name::ValueError).into());
            (table().raise)(call(class, args))
        }
    }

    /// The bytes objects of a list in one.
    pub(crate) fn join(&self, list: Obj) -> Obj {
        // SAFETY: as above; every bytes object has the method.
        let join = unsafe { (table().load_attr)(bytes(b""), qstr(&*self.context, Name::Join).into()) };
        call(join, &[list])
    }
}

fn qstr(context: &Context, name: Name) -> u16 {
    // SAFETY: the table has all names of `qstrs.h`.
    unsafe { *context.qstrs.add(name as usize) }
}

fn key(context: &Context, name: Name) -> Obj {
    // SAFETY: it is an interned string.
    unsafe { (table().native_to_obj)(qstr(context, name).into(), NATIVE_QSTR) }
}

fn store(context: &Context, name: Name, object: Obj) {
    // SAFETY: as above.
    unsafe { (table().store_global)(qstr(context, name).into(), object) }
}

unsafe extern "C" {
    safe fn a_panic_is_left_in_the_module() -> !;
}

/// Never linked: if a panic is left, the function is missing, and there is no module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    a_panic_is_left_in_the_module()
}
