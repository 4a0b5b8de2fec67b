//! What every decoder must make of which bytes: the vectors, and a decoder too plain to be wrong.

pub mod oracle;
pub mod outcome;
pub mod stepping;
pub mod value;
pub mod vectors;
