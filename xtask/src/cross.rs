//! Compilers for boards: rustup's where a target has been added, else Debian's, which brings the source of `core`.

mod library;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::{self, Suite};
use crate::workspace::{cargo, output_of, root, target};

/// What Debian calls its newest compiler and the source of the libraries for it, in suites that have a newer one beside
/// their own and in others.
const PACKAGES: [[&str; 3]; 2] = [["rustc-web", "cargo-web", "rust-web-src"], ["rustc", "cargo", "rust-src"]];

/// What is kept of what apt would install beside them: what links for the host is there already.
const KEPT: &[&str] = &["rust", "cargo", "lib", "zlib"];

/// Cargo and a compiler that know a target.
pub(crate) struct Cross {
    target: &'static str,
    /// In place of those that run us
    debian: Option<Debian>,
}

struct Debian {
    cargo: PathBuf,
    rustc: PathBuf,
    linker: PathBuf,
}

/// A compiler that has the source of the libraries beside it.
///
/// # Errors
/// Why it cannot be had on this machine.
pub(crate) fn compiler() -> Result<PathBuf, String> {
    Ok(Debian::find()?.rustc)
}

impl Cross {
    /// # Errors
    /// What to install, where nothing is there and nothing can be fetched.
    pub(crate) fn to(target: &'static str) -> Result<Self, String> {
        if is_added(target) {
            return Ok(Self { target, debian: None });
        }
        let debian = Debian::find().map_err(|reason| {
            format!("nothing compiles for {target} here: `rustup target add {target}` will do\n(else Debian's would: {reason})")
        })?;
        Ok(Self { target, debian: Some(debian) })
    }

    /// `rustc 1.96.0`: sizes differ from one to the next.
    pub(crate) fn version(&self) -> Result<String, String> {
        self.debian.as_ref().map_or_else(|| version(Path::new("rustc")), Debian::version)
    }

    /// `cargo build --release` for the target in a folder of the repository; `folder` is where the programs will be.
    ///
    /// # Errors
    /// What the compiler says of the target's libraries.
    pub(crate) fn build(&self, place: &str, folder: &Path) -> Result<Command, String> {
        self.cargo("build", place, folder)
    }

    /// `cargo check` in the same way: that it compiles, and nothing to run.
    ///
    /// # Errors
    /// As those of [`Self::build`].
    pub(crate) fn check(&self, place: &str, folder: &Path) -> Result<Command, String> {
        self.cargo("check", place, folder)
    }

    fn cargo(&self, verb: &str, place: &str, folder: &Path) -> Result<Command, String> {
        let mut command = self.debian.as_ref().map_or_else(cargo, Debian::cargo);
        command.current_dir(root().join(place)).args([verb, "--release", "--locked", "--target", self.target]);
        if let Some(debian) = &self.debian {
            let name = self.target.to_uppercase().replace('-', "_");
            let libraries = debian.root_of(self.target)?;
            command.env(format!("CARGO_TARGET_{name}_RUSTFLAGS"), format!("--sysroot={}", libraries.display()));
            command.env(format!("CARGO_TARGET_{name}_LINKER"), &debian.linker);
        }
        // What runs while it compiles is large and runs once: in one piece it costs a quarter less than in 256.
        command.env("CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_CODEGEN_UNITS", "1");
        // Flags that somebody has set are for the host.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command.arg("--target-dir").arg(folder);
        Ok(command)
    }
}

fn version(rustc: &Path) -> Result<String, String> {
    let said = output_of(Command::new(rustc).arg("--version"))?;
    Ok(said.split(' ').take(2).collect::<Vec<_>>().join(" "))
}

/// For what need not be small: without this a program takes four times as long. All of it is compiled alike, so that one
/// finds what was compiled for another.
pub(crate) fn quickly(command: &mut Command) -> &mut Command {
    let settings = [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("DEBUG", "0")];
    command.envs(settings.map(|(name, value)| (format!("CARGO_PROFILE_RELEASE_{name}"), value)))
}

/// Whether the compiler that is used has the libraries for `target`.
fn is_added(target: &str) -> bool {
    let libraries = output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", target]));
    libraries.is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

impl Debian {
    fn find() -> Result<Self, String> {
        let linker = linker()?;
        let installed = Self { cargo: "/usr/bin/cargo".into(), rustc: "/usr/bin/rustc".into(), linker: linker.clone() };
        let source = Path::new("/usr/lib/rustlib/src/rust/library/core");
        if installed.cargo.exists() && installed.rustc.exists() && source.exists() {
            return Ok(installed);
        }
        let folder = target().join("cross");
        let unpack = |packages| debian::unpack(Suite::Own, packages, KEPT, &folder);
        unpack(&PACKAGES[0]).or_else(|_| unpack(&PACKAGES[1]))?;
        Ok(Self { cargo: debian::script(&folder, "cargo")?, rustc: debian::script(&folder, "rustc")?, linker })
    }

    fn version(&self) -> Result<String, String> {
        version(&self.rustc)
    }

    fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        // It takes what is said to the cargo that runs us for its own otherwise. Nothing is unstable but the word.
        command.env("RUSTC", &self.rustc).env("RUSTC_BOOTSTRAP", "1").env_remove("RUSTUP_TOOLCHAIN");
        command
    }
}

/// LLVM's linker: Debian's compiler brings none, those of rustup do.
fn linker() -> Result<PathBuf, String> {
    let sysroot = PathBuf::from(output_of(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let hosts = sysroot.join("lib/rustlib").read_dir().map_err(|error| error.to_string())?;
    let linker = hosts.flatten().map(|host| host.path().join("bin/rust-lld")).find(|linker| linker.is_file());
    linker.ok_or_else(|| "the compiler brings no rust-lld".into())
}
