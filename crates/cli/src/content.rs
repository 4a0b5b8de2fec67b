//! What stands on standard input, as an argument of a command.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use picoredis::args::Args;
use picoredis::encode::Visit;

/// An argument of any size: a file stays a file, and is read as it is sent.
#[derive(Debug)]
pub(crate) enum Content {
    Memory(Vec<u8>),
    File {
        file: File,
        /// Where it begins, as somebody may have read from it before.
        start: u64,
        len: u64,
        /// Why it could not be read.
        failure: RefCell<Option<io::Error>>,
    },
}

impl Content {
    /// All that stands on standard input.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    pub(crate) fn of_stdin() -> io::Result<Self> {
        if let Some(mut file) = stdin_as_file()? {
            let start = file.stream_position()?;
            let len = file.metadata()?.len().saturating_sub(start);
            return Ok(Content::File { file, start, len, failure: RefCell::default() });
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        Ok(Content::Memory(bytes))
    }

    /// Why it could not be read to its end, if so.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        match self {
            Content::Memory(_) => None,
            Content::File { failure, .. } => failure.take(),
        }
    }

    /// Whether it could not be read to its end: then nothing must follow it, or the server might take that for its rest.
    pub(crate) fn has_failed(&self) -> bool {
        matches!(self, Content::File { failure, .. } if failure.borrow().is_some())
    }
}

/// Standard input, if it is a file.
#[cfg(unix)]
pub(crate) fn stdin_as_file() -> io::Result<Option<File>> {
    use std::os::fd::AsFd;

    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    Ok(file.metadata()?.is_file().then_some(file))
}

#[cfg(not(unix))]
pub(crate) fn stdin_as_file() -> io::Result<Option<File>> {
    Ok(None)
}

/// One argument. Of a file that turns out to be shorter than it was, not all is given: the server never has the whole
/// command.
impl Args for Content {
    fn count(&self) -> usize {
        1
    }

    fn visit<V: Visit>(&self, visitor: &mut V) -> Result<(), V::Error> {
        match self {
            Content::Memory(bytes) => visitor.arg(bytes),
            Content::File { file, start, len, failure } => {
                visitor.begin_arg(*len)?;
                let given = give(file, *start, *len, visitor)?;
                if given.is_ok() {
                    visitor.end_arg()?;
                }
                *failure.borrow_mut() = given.err();
                Ok(())
            }
        }
    }
}

/// Gives `len` bytes of a file to `visitor`, piece by piece.
fn give<V: Visit>(mut file: &File, start: u64, len: u64, visitor: &mut V) -> Result<io::Result<()>, V::Error> {
    /// How much is in memory at any time.
    const PIECE: usize = 64 << 10;

    let mut piece = vec![0; PIECE];
    let mut left = len;
    if let Err(error) = file.seek(SeekFrom::Start(start)) {
        return Ok(Err(error));
    }
    while left > 0 {
        let most = left.min(PIECE as u64) as usize;
        match file.read(&mut piece[..most]) {
            Ok(0) => return Ok(Err(io::ErrorKind::UnexpectedEof.into())),
            Ok(read) => {
                visitor.piece(&piece[..read])?;
                left -= read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(()))
}
