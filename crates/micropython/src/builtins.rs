//! What the compiler calls: the functions that a C library and a compiler's own would have.

use crate::runtime::table;

#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (table().memmove)(to, from, len) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (table().memmove)(to, from, len) }
}

#[unsafe(no_mangle)]
unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
    // SAFETY: as the compiler promises.
    unsafe { (table().memset)(to, byte, len) }
}

/// Only core's comparisons of slices come here.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcmp(left: *const u8, right: *const u8, len: usize) -> i32 {
    for at in 0..len {
        // SAFETY: as the compiler promises.
        let (left, right) = unsafe { (left.add(at).read(), right.add(at).read()) };
        if left != right {
            return i32::from(left).wrapping_sub(right.into());
        }
    }
    0
}

/// What Arm's compilers call instead.
#[cfg(target_arch = "arm")]
mod arm {
    // Not the functions above: to the compiler, they are the ones here.
    use crate::runtime::table;

    macro_rules! copies {
        ($($name:ident)*) => {
            $(
                #[unsafe(no_mangle)]
                unsafe extern "C" fn $name(to: *mut u8, from: *const u8, len: usize) {
                    // SAFETY: as the compiler promises.
                    unsafe { (table().memmove)(to, from, len) };
                }
            )*
        };
    }

    macro_rules! clears {
        ($($name:ident)*) => {
            $(
                #[unsafe(no_mangle)]
                unsafe extern "C" fn $name(to: *mut u8, len: usize) {
                    // SAFETY: as the compiler promises.
                    unsafe { (table().memset)(to, 0, len) };
                }
            )*
        };
    }

    copies!(__aeabi_memcpy __aeabi_memcpy4 __aeabi_memcpy8);
    clears!(__aeabi_memclr __aeabi_memclr4 __aeabi_memclr8);

    /// Multiplies by adding: the smallest processors have no product of 64 bits.
    #[unsafe(no_mangle)]
    extern "C" fn __aeabi_lmul(mut left: u64, mut right: u64) -> u64 {
        let mut product: u64 = 0;
        while right != 0 {
            if right & 1 != 0 {
                product = product.wrapping_add(left);
            }
            left <<= 1;
            right >>= 1;
        }
        product
    }
}
