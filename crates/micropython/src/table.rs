//! MicroPython's memory layout, as far as a native module of mpy version 6.3 sees it: the table of functions, types and
//! function objects.

use core::ffi::c_void;
use core::mem::{offset_of, size_of};

/// Any MicroPython object: a pointer, or a value within the word.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Obj(pub(crate) usize);

impl Obj {
    /// What stands where no object is.
    pub(crate) const NULL: Obj = Obj(0);
}

/// An interned string.
pub(crate) type Qstr = usize;

/// The names in `qstrs.h`; number 0 is the file's.
#[derive(Clone, Copy)]
pub(crate) enum Name {
    Encode = 1,
    Parser,
}

/// Names that every MicroPython has, under the numbers that a `.mpy` calls them by.
pub(crate) const VALUE_ERROR: Qstr = 55;
pub(crate) const GET: Qstr = 86;
pub(crate) const JOIN: Qstr = 104;
pub(crate) const WRITE: Qstr = 164;

/// A function of the table that this module does not call.
type Unused = *const c_void;

/// `mp_fun_table_t`
#[repr(C)]
pub(crate) struct Table {
    pub(crate) const_none: Obj,
    pub(crate) const_false: Obj,
    pub(crate) const_true: Obj,
    native_from_obj: Unused,
    pub(crate) native_to_obj: unsafe extern "C" fn(usize, usize) -> Obj,
    pub(crate) swap_globals: unsafe extern "C" fn(*mut c_void) -> *mut c_void,
    load_name: Unused,
    pub(crate) load_global: unsafe extern "C" fn(Qstr) -> Obj,
    load_build_class: Unused,
    pub(crate) load_attr: unsafe extern "C" fn(Obj, Qstr) -> Obj,
    unused_10: [Unused; 3],
    pub(crate) store_global: unsafe extern "C" fn(Qstr, Obj),
    unused_14: [Unused; 3],
    pub(crate) unary_op: unsafe extern "C" fn(usize, Obj) -> Obj,
    pub(crate) binary_op: unsafe extern "C" fn(usize, Obj, Obj) -> Obj,
    pub(crate) new_tuple: unsafe extern "C" fn(usize, *const Obj) -> Obj,
    pub(crate) new_list: unsafe extern "C" fn(usize, *const Obj) -> Obj,
    pub(crate) new_dict: unsafe extern "C" fn(usize) -> Obj,
    unused_22: [Unused; 2],
    pub(crate) list_append: unsafe extern "C" fn(Obj, Obj) -> Obj,
    unused_25: [Unused; 2],
    pub(crate) call_function_n_kw: unsafe extern "C" fn(Obj, usize, *const Obj) -> Obj,
    unused_28: [Unused; 6],
    pub(crate) raise: unsafe extern "C" fn(Obj) -> !,
    unused_35: [Unused; 9],
    pub(crate) arg_check_num_sig: unsafe extern "C" fn(usize, usize, u32),
    unused_45: [Unused; 5],
    pub(crate) memset: unsafe extern "C" fn(*mut u8, i32, usize) -> *mut u8,
    pub(crate) memmove: unsafe extern "C" fn(*mut u8, *const u8, usize) -> *mut u8,
    unused_52: [Unused; 4],
    pub(crate) obj_get_type: unsafe extern "C" fn(Obj) -> Obj,
    pub(crate) obj_new_str: unsafe extern "C" fn(*const u8, usize) -> Obj,
    pub(crate) obj_new_bytes: unsafe extern "C" fn(*const u8, usize) -> Obj,
    unused_59: [Unused; 6],
    pub(crate) get_buffer: unsafe extern "C" fn(Obj, *mut Buffer, usize) -> bool,
    unused_66: [Unused; 4],
    pub(crate) binary_get_val_array: unsafe extern "C" fn(u8, *const i64, usize) -> Obj,
    unused_71: [Unused; 2],
    pub(crate) type_type: Obj,
    pub(crate) type_str: Obj,
    unused_75: [Unused; 4],
    pub(crate) type_fun_builtin_2: Obj,
    unused_80: [Unused; 1],
    pub(crate) type_fun_builtin_var: Obj,
}

const WORD: usize = size_of::<usize>();
/// Where MicroPython's linker says that the types begin.
const _: () = assert!(offset_of!(Table, type_type) == 73 * WORD);
const _: () = assert!(offset_of!(Table, memset) == 50 * WORD);
const _: () = assert!(offset_of!(Table, raise) == 34 * WORD);
const _: () = assert!(offset_of!(Table, binary_get_val_array) == 70 * WORD);
const _: () = assert!(offset_of!(Table, type_fun_builtin_var) == 81 * WORD);

/// What `native_to_obj` makes an object of.
pub(crate) const NATIVE_INT: usize = 2;

/// The number of `+` before a value.
pub(crate) const UNARY_POSITIVE: usize = 0;

/// The number of `+` between two.
pub(crate) const BINARY_ADD: usize = 27;

/// Flags of `get_buffer`.
pub(crate) const BUFFER_READ: usize = 1;
pub(crate) const BUFFER_RAISE: usize = 4;

/// `mp_buffer_info_t`
#[repr(C)]
pub(crate) struct Buffer {
    pub(crate) data: *const u8,
    pub(crate) len: usize,
    pub(crate) typecode: i32,
}

/// `mp_obj_fun_bc_t`, as far as the entry point needs it.
#[repr(C)]
pub(crate) struct Entry {
    base: Obj,
    pub(crate) context: *const Context,
}

/// `mp_module_context_t`
#[repr(C)]
pub(crate) struct Context {
    base: Obj,
    pub(crate) globals: *mut c_void,
    pub(crate) qstrs: *const u16,
}

/// A function object of a fixed number of arguments: `mp_obj_fun_builtin_fixed_t`.
#[repr(C)]
pub(crate) struct Function2 {
    pub(crate) base: Obj,
    pub(crate) function: unsafe extern "C" fn(Obj, Obj) -> Obj,
}

/// `mp_obj_fun_builtin_var_t`
#[repr(C)]
pub(crate) struct FunctionVar {
    pub(crate) base: Obj,
    pub(crate) signature: u32,
    pub(crate) function: unsafe extern "C" fn(usize, *const Obj) -> Obj,
}

/// How many arguments a [`FunctionVar`] takes.
pub(crate) const fn signature(least: u32, most: u32) -> u32 {
    least << 17 | most << 1
}

/// Any number of arguments.
pub(crate) const ANY: u32 = 0xffff;

/// `mp_obj_type_t` with two slots.
#[repr(C)]
pub(crate) struct Type {
    pub(crate) base: Obj,
    pub(crate) flags: u16,
    pub(crate) name: u16,
    /// For each slot its number, counted from one
    pub(crate) slots: [u8; 12],
    pub(crate) make_new: MakeNew,
    pub(crate) locals: Obj,
}

const _: () = assert!(offset_of!(Type, make_new) == WORD + 16);

/// Makes an object of a type: the type, the counts of arguments without and with names, the arguments.
pub(crate) type MakeNew = unsafe extern "C" fn(*const Type, usize, usize, *const Obj) -> Obj;

/// `make_new` is the first slot, `locals` the second; there are no others.
pub(crate) const SLOTS: [u8; 12] = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2];
