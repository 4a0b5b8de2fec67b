//! The libraries of a target: compiled once from their source, and put where a compiler finds them, as rustup would.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Debian;
use crate::workspace::{make_whole, output_of, target};

/// A package with nothing in it, for which the libraries are compiled.
const MANIFEST: &str = "\
[package]
name = \"nothing\"
edition = \"2024\"

[workspace]

[profile.release]
opt-level = \"s\"
codegen-units = 1
panic = \"abort\"
";

/// Code for programs that are linked as they are, and for those that are optimised as a whole.
const FLAGS: &str = "-Cembed-bitcode=yes";

/// What a program without `std` is made of.
const LIBRARIES: &str = "-Zbuild-std=core,alloc";

impl Debian {
    /// The root under which the compiler finds the libraries of `name`, compiled unless they are there.
    pub(super) fn root_of(&self, name: &str) -> Result<PathBuf, String> {
        // They are of no use to another compiler, and compiled otherwise they are others.
        let mut how = DefaultHasher::new();
        (MANIFEST, FLAGS, LIBRARIES).hash(&mut how);
        let version = self.version()?.replace(' ', "-");
        let root = target().join("libraries").join(format!("{version}-{:x}", how.finish()));
        let libraries = root.join("lib/rustlib").join(name).join("lib");
        // The second step of the tests that wants them finds what the first has made.
        static TURN: Mutex<()> = Mutex::new(());
        let _one_at_a_time = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        if !libraries.exists() {
            eprintln!("Compiling the libraries for {name}");
            let built = self.build_libraries(name)?;
            make_whole(&libraries, |folder| {
                put(&built, folder).map_err(|error| format!("{}: {error}", built.display()))
            })?;
        }
        Ok(root)
    }

    /// The folder in which they are, among other things.
    fn build_libraries(&self, name: &str) -> Result<PathBuf, String> {
        let package = target().join("libraries/nothing");
        let source = package.join("src");
        fs::create_dir_all(&source)
            .and_then(|()| fs::write(package.join("Cargo.toml"), MANIFEST))
            .and_then(|()| fs::write(source.join("lib.rs"), "#![no_std]\n"))
            .map_err(|error| format!("{}: {error}", package.display()))?;
        // What lies there may have been compiled otherwise.
        let _ = fs::remove_dir_all(package.join("target").join(name));
        let mut build = self.cargo();
        build.current_dir(&package).args(["build", "--release", LIBRARIES, "--target", name, "--target-dir", "target"]);
        build.env("RUSTFLAGS", FLAGS).env_remove("CARGO_ENCODED_RUSTFLAGS");
        output_of(&mut build)?;
        Ok(package.join("target").join(name).join("release/deps"))
    }
}

/// Copies the libraries among what was built.
fn put(built: &Path, folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(built)? {
        let entry = entry?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libnothing-") {
            fs::copy(entry.path(), folder.join(name))?;
        }
    }
    Ok(())
}
