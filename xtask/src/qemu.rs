//! Machines that firmware runs on, without a board: QEMU's.

use std::ffi::OsString;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use picoredis_tests::server::command_in;

use crate::debian::{self, Suite};
use crate::workspace::{command, output_of, target};

/// What is kept of what apt would install beside QEMU.
const KEPT: &[&str] = &["qemu-system-arm", "qemu-system-misc", "qemu-system-common", "qemu-system-data", "lib", "zlib"];

/// One of QEMU's machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Machine {
    /// A Cortex-M3, which also runs what is made for a Cortex-M0
    CortexM3,
    /// A Cortex-M4 with floating point
    CortexM4,
    /// RISC-V of 32 bits
    Riscv,
}

/// How a program ended, and what it said.
pub(crate) struct Ran {
    /// `None` if it had to be ended
    pub(crate) code: Option<i32>,
    pub(crate) output: String,
}

impl Machine {
    fn program(self) -> &'static str {
        match self {
            Self::CortexM3 | Self::CortexM4 => "qemu-system-arm",
            Self::Riscv => "qemu-system-riscv32",
        }
    }

    /// The Debian package that has it.
    fn package(self) -> &'static str {
        match self {
            Self::CortexM3 | Self::CortexM4 => "qemu-system-arm",
            Self::Riscv => "qemu-system-misc",
        }
    }

    fn options(self) -> &'static [&'static str] {
        match self {
            Self::CortexM3 => &["-machine", "mps2-an385"],
            Self::CortexM4 => &["-machine", "mps2-an386"],
            Self::Riscv => &[
                "-machine",
                "virt",
                "-cpu",
                "rv32",
                "-m",
                "16M",
                "-bios",
                "none",
                "-global",
                "virtio-mmio.force-legacy=false",
            ],
        }
    }

    /// A network card, and behind it the loopback of the host.
    pub(crate) fn network(self) -> &'static [&'static str] {
        match self {
            Self::CortexM3 | Self::CortexM4 => {
                &["-netdev", "user,id=net,ipv6=off", "-net", "nic,netdev=net,model=lan9118"]
            }
            Self::Riscv => &["-netdev", "user,id=net,ipv6=off", "-device", "virtio-net-device,netdev=net"],
        }
    }

    /// The machine with this program in it, which is given these arguments.
    ///
    /// # Errors
    /// What to install, where QEMU is not there and cannot be fetched.
    pub(crate) fn boot(self, program: &Path, arguments: &[&str]) -> Result<Command, String> {
        let words = self.words()?;
        let mut command = command(&words[0]);
        command.args(&words[1..]).args(self.options());
        command.args(["-display", "none", "-monitor", "none", "-serial", "none", "-parallel", "none"]);
        let mut semihosting = String::from("enable=on,target=native,arg=firmware");
        for argument in arguments {
            semihosting += &format!(",arg={argument}");
        }
        command.arg("-semihosting-config").arg(semihosting).arg("-kernel").arg(program);
        Ok(command)
    }

    /// # Errors
    /// QEMU is not there and cannot be fetched.
    pub(crate) fn ensure(self) -> Result<(), String> {
        self.words().map(drop)
    }

    /// The words that QEMU is called by; fetched when it is missing.
    ///
    /// # Errors
    /// What to install, where it cannot be fetched.
    pub(crate) fn words(self) -> Result<Vec<OsString>, String> {
        let program = self.program();
        if output_of(Command::new(program).arg("--version")).is_ok() {
            return Ok(vec![program.into()]);
        }
        let folder = target().join("qemu").join(self.package());
        debian::unpack(Suite::Own, &[self.package()], KEPT, &folder)
            .map_err(|reason| format!("there is no {program} here (the package is `{}`)\n{reason}", self.package()))?;
        let mut words = command_in(&folder, program).ok_or_else(|| format!("the package has no usr/bin/{program}"))?;
        words.extend(["-L".into(), folder.join("usr/share/qemu").into()]);
        Ok(words)
    }
}

/// Runs a machine until its program ends, or until the time is up.
///
/// # Errors
/// It cannot be started.
pub(crate) fn run(command: &mut Command, limit: Duration) -> Result<Ran, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |error| format!("{name}: {error}");
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let (sender, heard) = mpsc::channel();
    for stream in streams(&mut child) {
        let sender = sender.clone();
        thread::spawn(move || sender.send(read(stream)));
    }
    drop(sender);
    // Its streams end with it.
    let said: Vec<String> = (0..2).map_while(|_| heard.recv_timeout(limit).ok()).collect();
    let in_time = said.len() == 2;
    if !in_time {
        child.kill().map_err(failed)?;
    }
    let status = child.wait().map_err(failed)?;
    // What is left was said before it was ended.
    let output = said.into_iter().chain(heard.iter()).collect();
    Ok(Ran { code: status.code().filter(|_| in_time), output })
}

fn streams(child: &mut Child) -> Vec<Box<dyn Read + Send>> {
    let output = child.stdout.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>);
    let errors = child.stderr.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>);
    output.into_iter().chain(errors).collect()
}

fn read(mut stream: Box<dyn Read + Send>) -> String {
    let mut bytes = Vec::new();
    // What was said before a failure is worth as much.
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
