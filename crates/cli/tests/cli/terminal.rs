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

/// So many lines that none leaves the screen.
const ROWS: u16 = 1000;
const COLUMNS: u16 = 200;

/// A program on a terminal of its own.
pub(crate) struct Terminal {
    child: Child,
    keyboard: blocking::Pty,
    /// What the program writes, piece by piece, until it is gone.
    output: Receiver<Vec<u8>>,
    /// What has been received and not yet looked at.
    unseen: Vec<u8>,
    screen: vt100::Parser,
    /// The line on which the last prompt stands, once there is one.
    prompt_row: Option<u16>,
}

impl Terminal {
    /// Starts a program.
    pub(crate) fn start(command: &Command) -> Self {
        let (pty, tty) = blocking::open().unwrap();
        pty.resize(pty_process::Size::new(ROWS, COLUMNS)).unwrap();
        let child = on_terminal(command).spawn(tty).unwrap();
        let mut reader = std::fs::File::from(std::os::fd::AsFd::as_fd(&pty).try_clone_to_owned().unwrap());
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut piece = [0; 4096];
            // The end of a terminal is an error: nobody has it open on the other side.
            while let Ok(len @ 1..) = reader.read(&mut piece) {
                if sender.send(piece[..len].to_vec()).is_err() {
                    break;
                }
            }
        });
        let screen = vt100::Parser::new(ROWS.try_into().unwrap(), COLUMNS.try_into().unwrap(), 0);
        Terminal { child, keyboard: pty, output, unseen: Vec::new(), screen, prompt_row: None }
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) {
        self.press(&format!("{line}\r"));
    }

    /// Presses keys.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Watches until `text` is written; returns all that was written before it, and it.
    pub(crate) fn until(&mut self, text: &str) -> String {
        loop {
            if let Some(at) = self.unseen.windows(text.len()).position(|window| window == text.as_bytes()) {
                return lines(self.unseen.drain(..at + text.len()).collect());
            }
            if !self.watch() {
                panic!("no {text:?} in {:?}", String::from_utf8_lossy(&self.unseen));
            }
        }
    }

    /// Watches until the cursor stands behind this prompt, on a line below the last one; returns the lines in between, and
    /// before them what stands behind the last prompt.
    pub(crate) fn until_prompt(&mut self, prompt: &str) -> String {
        self.until_line(prompt);
        let (row, _) = self.screen.screen().cursor_position();
        let shown = self.rows(self.prompt_row.unwrap_or(0), row);
        self.prompt_row = Some(row);
        shown
    }

    /// Watches until the cursor stands at the end of this line, below the last prompt.
    pub(crate) fn until_line(&mut self, line: &str) {
        loop {
            let (row, column) = self.screen.screen().cursor_position();
            let is_new = self.prompt_row.is_none_or(|last| row > last);
            if is_new && usize::from(column) == line.len() && self.row(row) == line.trim_end() {
                return;
            }
            if !self.watch() {
                panic!("no line {line:?} on {:?}", self.screen.screen().contents());
            }
        }
    }

    /// Watches until that stands behind the prompt.
    pub(crate) fn until_typed(&mut self, prompt: &str, typed: &str) {
        let line = format!("{prompt}{typed}");
        while self.row(self.prompt_row.unwrap()) != line {
            if !self.watch() {
                panic!("no {line:?} on {:?}", self.screen.screen().contents());
            }
        }
    }

    /// Watches until that stands on the line of the cursor.
    pub(crate) fn until_line_with(&mut self, text: &str) {
        while !self.row(self.screen.screen().cursor_position().0).contains(text) {
            if !self.watch() {
                panic!("no {text:?} on {:?}", self.screen.screen().contents());
            }
        }
    }

    /// Watches until the screen is empty but for this line.
    pub(crate) fn until_first_line(&mut self, line: &str) {
        while self.screen.screen().contents() != line {
            if !self.watch() {
                panic!("more than {line:?} on {:?}", self.screen.screen().contents());
            }
        }
    }

    /// Whether what stands there, behind the prompt, is grey.
    pub(crate) fn is_grey(&self, column: usize) -> bool {
        let cell = self.screen.screen().cell(self.prompt_row.unwrap(), column.try_into().unwrap()).unwrap();
        cell.fgcolor() == vt100::Color::Idx(8)
    }

    /// Watches until the program ends; returns what else it wrote, and its exit status, or minus the signal.
    pub(crate) fn end(mut self) -> (String, i32) {
        while self.watch() {}
        let status = self.wait();
        (lines(std::mem::take(&mut self.unseen)), status)
    }

    /// Watches until the program ends; returns what stands on the screen from the last prompt on, and its exit status.
    pub(crate) fn end_of_screen(mut self) -> (String, i32) {
        while self.watch() {}
        let (row, _) = self.screen.screen().cursor_position();
        let status = self.wait();
        (self.rows(self.prompt_row.unwrap_or(0), row), status)
    }

    fn wait(&mut self) -> i32 {
        let status = self.child.wait().unwrap();
        status.code().or(status.signal().map(|signal| -signal)).unwrap()
    }

    /// Waits for what the program writes next. `false`: it has ended.
    fn watch(&mut self) -> bool {
        match self.output.recv_timeout(PATIENCE) {
            Ok(piece) => {
                self.screen.process(&piece);
                self.unseen.extend(piece);
                true
            }
            Err(RecvTimeoutError::Disconnected) => false,
            Err(error) => panic!("nothing more ({error}) on {:?}", self.screen.screen().contents()),
        }
    }

    /// A line of the screen.
    fn row(&self, row: u16) -> String {
        self.rows(row, row + 1).trim_end().into()
    }

    /// Some lines of the screen.
    fn rows(&self, from: u16, to: u16) -> String {
        let rows = self.screen.screen().rows(0, COLUMNS).skip(from.into()).take((to - from).into());
        rows.map(|row| row + "\n").collect()
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
    crate::text(bytes).replace("\r\n", "\n")
}
