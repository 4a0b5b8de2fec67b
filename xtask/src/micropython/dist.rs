//! What is installed on boards: `dist/micropython/ARCH/`, each with the `package.json` that `mip` reads.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::native::{ARCHS, Arch};
use super::tools::Tools;
use crate::workspace::{output_of, root, target};

/// Where the sources are.
pub(super) const CRATE: &str = "crates/micropython";

/// The client.
pub(super) const CLIENT: &str = "picoredis.py";

/// Where the client asks which codec there is: not where the codec stands in the same file.
const CHOICE: &str = "\
try:
    from _picoredis import Parser, encode
except ImportError:
    from picoredis_codec import Parser, encode

";

/// The codec for boards that no native module runs on, and what belongs to it.
const PURE: &str = "picoredis_codec.py";
const RARE: &str = "picoredis_rare.py";

/// What only CircuitPython needs, which has a compiler of its own.
const CIRCUIT: &str = "picoredis_circuitpython.py";

/// A folder with all that one kind of board needs.
pub(super) struct Package {
    pub(super) folder: PathBuf,
    pub(super) arch: &'static str,
}

/// Makes every package anew.
///
/// # Errors
/// What could not be built or written.
pub(super) fn build(tools: &Tools) -> Result<Vec<Package>, String> {
    let mut packages = vec![build_sources()?, build_pure(tools)?];
    for arch in ARCHS.iter().filter(|arch| arch.name != "x64" || cfg!(target_arch = "x86_64")) {
        packages.push(build_native(arch, tools)?);
    }
    Ok(packages)
}

/// `py/source`: the files as they are, the client and its codec in one.
fn build_sources() -> Result<Package, String> {
    let package = Package::empty("py")?;
    let source = Package { folder: package.folder.join("source"), arch: "source" };
    write(&source.folder.join(CLIENT), &(read(PURE)? + "\n\n" + &client()?))?;
    for file in [RARE, CIRCUIT].map(String::from).into_iter().chain(extras()?) {
        write(&source.folder.join(&file), &read(&file)?)?;
    }
    Ok(source)
}

/// `py`: the same, compiled.
fn build_pure(tools: &Tools) -> Result<Package, String> {
    let package = Package { folder: root().join("dist/micropython/py"), arch: "py" };
    package.compile(CLIENT, &(read(PURE)? + "\n\n" + &client()?), tools)?;
    package.compile(RARE, &read(RARE)?, tools)?;
    package.finish(tools)
}

/// The native module and the client as one file.
fn build_native(arch: &Arch, tools: &Tools) -> Result<Package, String> {
    let package = Package::empty(arch.name)?;
    let module = arch.build(tools)?;
    let file = module.with_file_name("client.mpy");
    // The name that counts is the module's.
    compile(&client()?, "", &file, tools)?;
    fs::create_dir_all(&package.folder).map_err(|error| error.to_string())?;
    let merged = package.folder.join("picoredis.mpy");
    output_of(tools.python("mpy-tool.py").arg("--merge").arg("-o").arg(merged).arg(module).arg(file))?;
    package.finish(tools)
}

impl Package {
    fn empty(arch: &'static str) -> Result<Self, String> {
        let folder = root().join("dist/micropython").join(arch);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        Ok(Self { folder, arch })
    }

    /// Makes the `.mpy` of a file with this name and text.
    fn compile(&self, name: &str, text: &str, tools: &Tools) -> Result<(), String> {
        fs::create_dir_all(&self.folder).map_err(|error| error.to_string())?;
        compile(text, name, &self.folder.join(name).with_extension("mpy"), tools)
    }

    /// Adds what stands in every package, and the list of all.
    fn finish(self, tools: &Tools) -> Result<Self, String> {
        for file in extras()? {
            self.compile(&file, &read(&file)?, tools)?;
        }
        let urls: Vec<_> = names(&self.folder, ".mpy")?.into_iter().map(|name| [name.clone(), name]).collect();
        let index = json!({"urls": urls, "version": env!("CARGO_PKG_VERSION")});
        write(&self.folder.join("package.json"), &format!("{index:#}\n"))?;
        Ok(self)
    }
}

/// Compiles a text to a file; in a traceback it goes by `name`.
fn compile(text: &str, name: &str, file: &Path, tools: &Tools) -> Result<(), String> {
    let source = target().join("micropython/sources").join(file.with_extension("py").file_name().unwrap_or_default());
    write(&source, text)?;
    output_of(tools.mpy_cross().args(["-s", name, "-o"]).arg(file).arg(source)).map(drop)
}

/// The client without the choice of a codec.
fn client() -> Result<String, String> {
    let text = read(CLIENT)?;
    let (before, after) = text.split_once(CHOICE).ok_or("picoredis.py no longer chooses its codec as dist.rs knows")?;
    Ok(before.to_owned() + after)
}

/// What is loaded when it is used.
fn extras() -> Result<Vec<String>, String> {
    let files = names(&root().join(CRATE), ".py")?;
    Ok(files.into_iter().filter(|file| ![CLIENT, PURE, RARE, CIRCUIT].contains(&file.as_str())).collect())
}

fn names(folder: &Path, ending: &str) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort_unstable();
    Ok(names)
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(root().join(CRATE).join(file)).map_err(|error| format!("{file}: {error}"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.map_err(|error| format!("cannot write {}: {error}", path.display()))
}
