//! The original picoredis 0.1.1, which ours is measured against.

use std::fs;
use std::path::PathBuf;

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
        let file = folder.join("picoredis.mpy");
        output_of(tools.mpy_cross().arg("-o").arg(&file).arg(original.source.join("picoredis.py")))?;
        fs::create_dir(&original.compiled).map_err(|error| error.to_string())?;
        fs::rename(file, original.compiled.join("picoredis.mpy")).map_err(|error| error.to_string())?;
    }
    Ok(original)
}
