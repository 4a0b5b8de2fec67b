//! The original picoredis 0.1.1, which ours is measured against.

use std::fs;
use std::path::{Path, PathBuf};

use super::tools::Tools;
use crate::workspace::{command, output_of, target};

/// Takes the module out of the archive.
const UNPACK: &str = "
import glob, sys, tarfile
archive = tarfile.open(glob.glob(sys.argv[1] + '/*.tar.gz')[0])
member = [member for member in archive if member.name.endswith('/picoredis/picoredis.py')][0]
open(sys.argv[1] + '/picoredis.py', 'wb').write(archive.extractfile(member).read())
";

/// The original as people use it: as it is and compiled, each in a folder of its own.
pub(super) struct Original {
    pub(super) source: PathBuf,
    pub(super) compiled: PathBuf,
}

/// Fetches the original, unless it is there.
///
/// # Errors
/// When pip cannot fetch it.
pub(super) fn fetch(tools: &Tools) -> Result<Original, String> {
    let folder = target().join("micropython/original");
    let original = Original { source: folder.join("source"), compiled: folder.join("compiled") };
    if !original.compiled.exists() {
        fs::create_dir_all(&original.source).map_err(|error| error.to_string())?;
        let mut pip = command("python3");
        pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--dest"]);
        output_of(pip.arg(&original.source).arg("picoredis==0.1.1"))?;
        output_of(command("python3").args(["-c", UNPACK]).arg(&original.source))?;
        compile(&original.source, &original.compiled, tools)?;
    }
    Ok(original)
}

/// On today's MicroPython the original's socket is closed by the next collection, with a file of it that nobody keeps.
const LOST: &str = "self._sock_fd = self._sock.makefile('rb')";
const KEPT: &str = "self._file = self._sock_fd = self._sock.makefile('rb')";

impl Original {
    /// Where it is compiled with the one change that lets it keep its connection.
    ///
    /// # Errors
    /// When it cannot be written or compiled.
    pub(super) fn keeping_its_socket(&self, tools: &Tools) -> Result<PathBuf, String> {
        let source = self.source.with_file_name("kept");
        let text = fs::read_to_string(self.source.join("picoredis.py")).map_err(|error| error.to_string())?;
        let written =
            fs::create_dir_all(&source).and_then(|()| fs::write(source.join("picoredis.py"), text.replace(LOST, KEPT)));
        written.map_err(|error| error.to_string())?;
        let compiled = self.source.with_file_name("kept-compiled");
        compile(&source, &compiled, tools)?;
        Ok(compiled)
    }
}

fn compile(source: &Path, folder: &Path, tools: &Tools) -> Result<(), String> {
    let file = source.with_extension("mpy");
    output_of(tools.mpy_cross().arg("-o").arg(&file).arg(source.join("picoredis.py")))?;
    let moved = fs::create_dir_all(folder).and_then(|()| fs::rename(file, folder.join("picoredis.mpy")));
    moved.map_err(|error| error.to_string())
}
