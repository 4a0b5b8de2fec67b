//! `cargo xtask tidy`: holds what ARCHITECTURE.md says about who knows whom, and what no reviewer likes to count.

mod code;
mod crates;
mod files;
mod imports;
mod logged;

use crate::failure::Result;

/// `cargo xtask tidy`
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask tidy".into());
    }
    let files = files::in_repository()?;
    let mut complaints = imports::check(&files);
    complaints.extend(crates::check()?);
    complaints.extend(files::check(&files));
    complaints.extend(logged::check(&files));
    if complaints.is_empty() {
        println!("{} files are tidy.", files.len());
        return Ok(());
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    Err(format!("{} complaints", complaints.len()).into())
}
