//! A pseudo-terminal, and the person before it.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use pty_process::blocking;

/// How long a person looks at a screen on which nothing happens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program on a terminal of its own.
pub(crate) struct Terminal {
    child: Child,
    keyboard: blocking::Pty,
    /// What the program writes, piece by piece, until it is gone.
    screen: Receiver<Vec<u8>>,
    /// What has been received and not yet looked at.
    unseen: Vec<u8>,
}

impl Terminal {
    /// Starts a program.
    pub(crate) fn start(command: &Command) -> Self {
        let (pty, tty) = blocking::open().unwrap();
        pty.resize(pty_process::Size::new(24, 80)).unwrap();
        let child = on_terminal(command).spawn(tty).unwrap();
        let mut reader = std::fs::File::from(std::os::fd::AsFd::as_fd(&pty).try_clone_to_owned().unwrap());
        let (sender, screen) = mpsc::channel();
        thread::spawn(move || {
            let mut piece = [0; 4096];
            // The end of a terminal is an error: nobody has it open on the other side.
            while let Ok(len @ 1..) = reader.read(&mut piece) {
                if sender.send(piece[..len].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal { child, keyboard: pty, screen, unseen: Vec::new() }
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) {
        self.press(&format!("{line}\r"));
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Watches until `text` appears; returns all that came before it, and it.
    pub(crate) fn until(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.unseen.windows(text.len()).position(|window| window == text.as_bytes()) {
                return lines(self.unseen.drain(..at + text.len()).collect());
            }
            match self.screen.recv_timeout(PATIENCE) {
                Ok(piece) => self.unseen.extend(piece),
                Err(error) => panic!("no {text:?} ({error}) in {:?}", String::from_utf8_lossy(&self.unseen)),
            }
        }
    }

    /// Watches until the program ends; returns what else it wrote, and its exit status, or minus the signal.
    pub(crate) fn end(mut self) -> (String, i32) {
        loop {
            match self.screen.recv_timeout(PATIENCE) {
                Ok(piece) => self.unseen.extend(piece),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(error) => panic!("no end ({error}) after {:?}", String::from_utf8_lossy(&self.unseen)),
            }
        }
        let status = self.child.wait().unwrap();
        let status = status.code().or(status.signal().map(|signal| -signal));
        (lines(std::mem::take(&mut self.unseen)), status.unwrap())
    }
}

/// A test that fails leaves no program behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn on_terminal(command: &Command) -> blocking::Command {
    let mut copy = blocking::Command::new(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        copy = match value {
            Some(value) => copy.env(name, value),
            None => copy.env_remove(name),
        };
    }
    copy
}

/// A terminal begins lines with a carriage return.
fn lines(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}
