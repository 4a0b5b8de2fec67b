//! How replies are written, one style in each file.

pub(crate) mod csv;
pub(crate) mod formatted;
pub(crate) mod json;
pub(crate) mod quote;
pub(crate) mod raw;
pub(crate) mod streamed;
