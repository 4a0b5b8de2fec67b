//! All unsafe code: MicroPython's functions as safe ones, and the functions that MicroPython calls.
//!
//! A call may end in an exception, which jumps over our frames to MicroPython's handler. So nothing here or above has
//! a destructor, and no state is left half changed across a call that matters afterwards.

use core::mem::{align_of, size_of};
use core::ptr::fn_addr_eq;
use core::slice;

use crate::encode;
use crate::parser::Parser;
use crate::table::{
    ANY, BINARY_ADD, BUFFER_RAISE, BUFFER_READ, Buffer, Context, Entry, Function2, FunctionVar, MakeNew, NATIVE_INT,
    NATIVE_QSTR, Name, Obj, SLOTS, Table, Type, signature,
};

unsafe extern "C" {
    safe static mp_fun_table: Table;
}

// What MicroPython calls.

/// Fills the module when it is imported.
#[unsafe(no_mangle)]
#[unsafe(link_section = ".text.mpy_init")]
unsafe extern "C" fn mpy_init(entry: *const Entry, _: usize, _: usize, _: *const Obj) -> Obj {
    // SAFETY: MicroPython calls the entry point with its own function object and context, which stay.
    let context = unsafe { &*(*entry).context };
    // SAFETY: the globals are those of the module being imported; the old ones are put back below.
    let outer = unsafe { (mp_fun_table.swap_globals)(context.globals) };
    let encode =
        FunctionVar { base: mp_fun_table.type_fun_builtin_var, signature: signature(0, ANY), function: encode_entry };
    store(context, Name::Encode, allocate(encode));
    store(context, Name::Parser, parser_type(context));
    // SAFETY: as above.
    unsafe { (mp_fun_table.swap_globals)(outer) };
    mp_fun_table.const_none
}

fn parser_type(context: &Context) -> Obj {
    let feed = Function2 { base: mp_fun_table.type_fun_builtin_2, function: feed_entry };
    let get = FunctionVar { base: mp_fun_table.type_fun_builtin_var, signature: signature(1, 2), function: get_entry };
    // SAFETY: the dictionary is new, and the keys are interned strings.
    let locals = unsafe {
        let locals = (mp_fun_table.new_dict)(2);
        (mp_fun_table.dict_store)(locals, key(context, Name::Feed), allocate(feed));
        (mp_fun_table.dict_store)(locals, key(context, Name::Get), allocate(get));
        locals
    };
    allocate(Type {
        base: mp_fun_table.type_type,
        flags: 0,
        name: qstr(context, Name::Parser),
        slots: SLOTS,
        make_new: parser_entry,
        locals,
        value_error: global(context, Name::ValueError),
        memory_error: global(context, Name::MemoryError),
    })
}

unsafe extern "C" fn encode_entry(count: usize, args: *const Obj) -> Obj {
    // SAFETY: MicroPython passes as many arguments as it says.
    encode::encode(unsafe { slice::from_raw_parts(args, count) })
}

unsafe extern "C" fn parser_entry(class: *const Type, count: usize, named: usize, args: *const Obj) -> Obj {
    // SAFETY: it returns only if there are three arguments, which are then read; the type is the one made above.
    unsafe {
        (mp_fun_table.arg_check_num_sig)(count, named, signature(3, 3));
        let parser = Parser::new(&*class, *args, *args.add(1), *args.add(2));
        allocate(Object { class, busy: false, parser })
    }
}

unsafe extern "C" fn feed_entry(parser: Obj, data: Obj) -> Obj {
    with(parser, |parser| {
        parser.feed(data);
        mp_fun_table.const_none
    })
}

unsafe extern "C" fn get_entry(count: usize, args: *const Obj) -> Obj {
    // SAFETY: MicroPython passes one or two arguments, as the signature says.
    let (parser, default) = unsafe { (*args, if count > 1 { *args.add(1) } else { mp_fun_table.const_none }) };
    with(parser, |parser| parser.get(default))
}

/// A parser as MicroPython sees it.
#[repr(C)]
struct Object {
    class: *const Type,
    /// A call is at work on the parser, or was left by an exception: there is no way on
    busy: bool,
    parser: Parser,
}

/// Works on the parser behind an object, which a caller may have chosen freely: `Parser.get(5)`.
fn with(object: Obj, work: impl FnOnce(&mut Parser) -> Obj) -> Obj {
    let class = type_of(object).0 as *const Type;
    // SAFETY: every object has a type, which has at least one slot if it has a `make_new`; so the first slot is only
    // read where there is one. An object with our `make_new` was made by us.
    let is_ours = unsafe { (*class).slots == SLOTS && fn_addr_eq((*class).make_new, parser_entry as MakeNew) };
    if !is_ours {
        buffer_or_raise(mp_fun_table.const_none);
    }
    let object = object.0 as *mut Object;
    // SAFETY: the object is ours. What `work` calls may come here again: it then sees the flag, and never the parser,
    // which is borrowed once at a time.
    unsafe {
        if (*object).busy {
            raise((*class).value_error, b"the parser is in use or has failed");
        }
        (*object).busy = true;
        let result = work(&mut (*object).parser);
        (*object).busy = false;
        result
    }
}

// What the module calls.

/// Moves a value to MicroPython's heap as an object: it must begin with its type. MemoryError if there is no room.
pub(crate) fn allocate<T>(value: T) -> Obj {
    const { assert!(align_of::<T>() <= 2 * size_of::<usize>()) };
    let words = size_of::<T>().div_ceil(size_of::<usize>());
    // SAFETY: a tuple of that many elements is a block of two words more, which nobody else knows; its alignment is
    // that of the heap's blocks, four words.
    unsafe {
        let block = (mp_fun_table.new_tuple)(words, core::ptr::null());
        (block.0 as *mut T).write(value);
        block
    }
}

/// Memory for `len` bytes without an owner: what is not given to [`free`] is collected some time.
pub(crate) fn scratch(len: usize) -> &'static mut [u8] {
    let words = len.div_ceil(size_of::<usize>());
    // SAFETY: as in `allocate`; the bytes are set before they are seen.
    unsafe {
        let block = (mp_fun_table.new_tuple)(words.saturating_add(1), core::ptr::null());
        (mp_fun_table.memset)(block.0 as *mut u8, 0, len);
        slice::from_raw_parts_mut(block.0 as *mut u8, len)
    }
}

/// Gives memory of [`scratch`] back.
pub(crate) fn free(memory: &'static mut [u8]) {
    // SAFETY: the block is ours, and the only reference to it ends here.
    unsafe { (mp_fun_table.realloc)(memory.as_mut_ptr(), 0, false) };
}

pub(crate) fn none() -> Obj {
    mp_fun_table.const_none
}

pub(crate) fn boolean(yes: bool) -> Obj {
    if yes { mp_fun_table.const_true } else { mp_fun_table.const_false }
}

pub(crate) fn int(number: isize) -> Obj {
    // SAFETY: any word is an integer.
    unsafe { (mp_fun_table.native_to_obj)(number as usize, NATIVE_INT) }
}

pub(crate) fn bytes(data: &[u8]) -> Obj {
    // SAFETY: the data is copied.
    unsafe { (mp_fun_table.obj_new_bytes)(data.as_ptr(), data.len()) }
}

pub(crate) fn text(data: &[u8]) -> Obj {
    // SAFETY: the data is copied; every caller's is ASCII.
    unsafe { (mp_fun_table.obj_new_str)(data.as_ptr(), data.len()) }
}

pub(crate) fn list() -> Obj {
    // SAFETY: no element is read.
    unsafe { (mp_fun_table.new_list)(0, core::ptr::null()) }
}

/// Appends to a list made by [`list`].
pub(crate) fn append(list: Obj, item: Obj) {
    // SAFETY: MicroPython checks the type of the list.
    unsafe { (mp_fun_table.list_append)(list, item) };
}

pub(crate) fn add(left: Obj, right: Obj) -> Obj {
    // SAFETY: MicroPython checks the types.
    unsafe { (mp_fun_table.binary_op)(BINARY_ADD, left, right) }
}

pub(crate) fn call(function: Obj, arg: Obj) -> Obj {
    // SAFETY: one argument is passed, and MicroPython checks the function.
    unsafe { (mp_fun_table.call_function_n_kw)(function, 1, &arg) }
}

pub(crate) fn type_of(object: Obj) -> Obj {
    // SAFETY: every object has a type.
    unsafe { (mp_fun_table.obj_get_type)(object) }
}

pub(crate) fn int_type() -> Obj {
    type_of(int(0))
}

/// The type of floats; a TypeError where there are none.
pub(crate) fn float_type() -> Obj {
    // SAFETY: any double is a float.
    type_of(unsafe { (mp_fun_table.obj_new_float_from_d)(0.0) })
}

pub(crate) fn str_type() -> Obj {
    mp_fun_table.type_str
}

/// The bytes of a string or buffer, until the next call that may change it.
pub(crate) fn buffer<'a>(object: Obj) -> Option<&'a [u8]> {
    let mut buffer = Buffer { data: core::ptr::null(), len: 0, typecode: 0 };
    // SAFETY: the structure is filled if the object is a buffer.
    unsafe { (mp_fun_table.get_buffer)(object, &mut buffer, BUFFER_READ).then(|| view(&buffer)) }
}

/// The same, or a TypeError.
pub(crate) fn buffer_or_raise<'a>(object: Obj) -> &'a [u8] {
    let mut buffer = Buffer { data: core::ptr::null(), len: 0, typecode: 0 };
    // SAFETY: the structure is filled if the call returns.
    unsafe {
        (mp_fun_table.get_buffer)(object, &mut buffer, BUFFER_READ | BUFFER_RAISE);
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

/// Ends the call in an exception of this type.
pub(crate) fn raise(class: Obj, message: &[u8]) -> ! {
    let exception = call(class, text(message));
    // SAFETY: it does not return.
    unsafe { (mp_fun_table.raise)(exception) }
}

/// A larger block with the same beginning, or MemoryError, an exception of type `class`.
pub(crate) fn grow(class: Obj, memory: &'static mut [u8], len: usize) -> &'static mut [u8] {
    let old = if memory.is_empty() { core::ptr::null_mut() } else { memory.as_mut_ptr() };
    // SAFETY: the block is ours or null, and the only reference to it ended.
    let new = unsafe { (mp_fun_table.realloc)(old, len, true) };
    if new.is_null() {
        raise(class, b"no room for the reply");
    }
    // SAFETY: the block has that length; what is new in it is set before it is seen.
    unsafe {
        let kept = memory.len().min(len);
        (mp_fun_table.memset)(new.add(kept), 0, len.saturating_sub(kept));
        slice::from_raw_parts_mut(new, len)
    }
}

fn qstr(context: &Context, name: Name) -> u16 {
    // SAFETY: the table has all names of `qstrs.h`.
    unsafe { *context.qstrs.add(name as usize) }
}

fn key(context: &Context, name: Name) -> Obj {
    // SAFETY: it is an interned string.
    unsafe { (mp_fun_table.native_to_obj)(qstr(context, name).into(), NATIVE_QSTR) }
}

fn global(context: &Context, name: Name) -> Obj {
    // SAFETY: as above.
    unsafe { (mp_fun_table.load_global)(qstr(context, name).into()) }
}

fn store(context: &Context, name: Name, object: Obj) {
    // SAFETY: as above.
    unsafe { (mp_fun_table.store_global)(qstr(context, name).into(), object) }
}

// What the compiler calls.

#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (mp_fun_table.memmove)(to, from, len) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (mp_fun_table.memmove)(to, from, len) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (mp_fun_table.memset)(to, byte, len) }
}

unsafe extern "C" {
    safe fn a_panic_is_left_in_the_module() -> !;
}

/// Never linked: if a panic is left, the function is missing, and there is no module.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    a_panic_is_left_in_the_module()
}
