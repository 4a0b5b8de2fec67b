//! What it takes to build the smallest program with each client, and what becomes of it.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use std::{env, fs};

use picoredis_tests::server::Server;

use crate::Result;
use crate::report::table::{markdown, number};

/// What it is asked for by.
pub(crate) const FAMILY: &str = "build";

/// A folder in `bench/pings`, and the dependency that people want to know the version of.
const PROGRAMS: [(&str, &str); 6] = [
    ("bare", ""),
    ("picoredis", "picoredis"),
    ("redis-1", "redis"),
    ("redis-2", "redis"),
    ("fred", "fred"),
    ("rustis", "rustis"),
];

/// What building one took, and its program.
#[derive(Debug)]
pub(crate) struct Build {
    pub(crate) label: String,
    /// How many packages are compiled, besides the program's own
    packages: usize,
    fast: Program,
    small: Program,
}

#[derive(Debug)]
struct Program {
    /// Seconds of the processor, and on the clock
    cpu: f64,
    wall: f64,
    bytes: u64,
    /// How much of it is resident when it has had its reply
    resident: u64,
}

/// Builds each from nothing, in both profiles. One that does not build is left out.
pub(crate) fn measure(server: &Server) -> Result<Vec<Build>> {
    // What has to be downloaded is, before.
    run(cargo().args(["fetch", "--quiet", "--locked"]))?;
    let measure = |(name, dependency): &(&str, &str)| {
        let built = Build::measure(name, dependency, server);
        built.inspect_err(|complaint| eprintln!("left out: {name} does not build: {complaint}")).ok()
    };
    Ok(PROGRAMS.iter().filter_map(measure).collect())
}

impl Build {
    /// How many packages there are of others, where two are the client's own as ours are.
    pub(crate) fn dependencies(&self) -> f64 {
        self.packages.saturating_sub(2) as f64
    }

    /// Seconds of the processor that it takes.
    pub(crate) fn cpu(&self) -> f64 {
        self.fast.cpu
    }

    /// The size of the program that is as small as it gets, in KiB.
    pub(crate) fn smallest(&self) -> f64 {
        self.small.bytes as f64 / 1024.0
    }

    fn measure(name: &str, dependency: &str, server: &Server) -> Result<Self> {
        let packages = packages(name)?;
        let found = packages.iter().find(|package| package.split(' ').next() == Some(dependency));
        let label = found.map_or_else(|| "a bare socket".into(), |package| package.replace(" v", " "));
        eprintln!("         building {label}");
        let fast = Program::measure(name, "release", server)?;
        let small = Program::measure(name, "small", server)?;
        Ok(Build { label, packages: packages.len() - 1, fast, small })
    }
}

/// The packages of a program with what they depend on when it runs, as `name vVERSION`.
fn packages(name: &str) -> Result<BTreeSet<String>> {
    let package = format!("ping-{name}");
    let tree = run(cargo().args(["tree", "--locked", "-p", &package, "-e", "normal,build", "--prefix", "none"]))?;
    let package = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok(tree.lines().filter(|line| !line.is_empty()).map(package).collect())
}

impl Program {
    fn measure(name: &str, profile: &str, server: &Server) -> Result<Self> {
        let folder = workspace().join("target").join(name);
        // Nothing is there from before.
        let _ = fs::remove_dir_all(&folder);
        let (before, start) = (children()?, Instant::now());
        let mut build = cargo();
        build.args(["build", "--quiet", "--locked", "--offline", "--profile", profile, "-p", &format!("ping-{name}")]);
        run(build.arg("--target-dir").arg(&folder))?;
        let (cpu, wall) = (children()? - before, start.elapsed().as_secs_f64());
        let program = folder.join(profile).join(format!("ping-{name}"));
        let bytes = fs::metadata(&program).map_err(|error| error.to_string())?.len();
        let resident = resident(&program, server)?;
        let _ = fs::remove_dir_all(&folder);
        Ok(Program { cpu, wall, bytes, resident })
    }
}

/// Runs it until it has had its reply, and looks at how much memory it has then.
fn resident(program: &Path, server: &Server) -> Result<u64> {
    let mut command = Command::new(program);
    command.arg(server.port().to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let output = child.stdout.take().ok_or("no output")?;
    let mut said = String::new();
    let heard = BufReader::new(output).read_line(&mut said);
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let _ = child.stdin.take().map(|mut input| writeln!(input));
    let _ = child.wait();
    if heard.is_err() || said.trim() != "PONG" {
        return Err(format!("{} says {said:?}", program.display()));
    }
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    Ok(line.and_then(|line| line.parse().ok()).unwrap_or(0))
}

/// The processor's time of all children that have ended, in seconds.
fn children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    // Behind the name, which may have blanks: the state is the third field; user's and system's time are the 16th and 17th.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(13).take(2);
    let ticks: u64 = fields.filter_map(|field| field.parse::<u64>().ok()).sum();
    // Linux counts a hundred in a second, whatever its own clock does.
    Ok(ticks as f64 / 100.0)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("pings")
}

/// The cargo that was called, in the programs' workspace.
fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace());
    // What another cargo says to the programs that it runs is not meant for this one.
    command.env_remove("CARGO_TARGET_DIR").env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

fn run(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// A line for each.
pub(crate) fn table(builds: &[Build]) -> String {
    let head =
        ["", "packages", "CPU s", "s", "bytes", "resident KiB", "CPU s, small", "bytes, small", "resident KiB, small"];
    let lines: Vec<[String; 9]> = builds
        .iter()
        .map(|build| {
            let (fast, small) = (&build.fast, &build.small);
            [
                build.label.clone(),
                build.packages.to_string(),
                format!("{:.1}", fast.cpu),
                format!("{:.1}", fast.wall),
                number(fast.bytes as f64),
                number(fast.resident as f64),
                format!("{:.1}", small.cpu),
                number(small.bytes as f64),
                number(small.resident as f64),
            ]
        })
        .collect();
    let mut all = vec![head.to_vec()];
    all.extend(lines.iter().map(|line| line.iter().map(String::as_str).collect()));
    markdown(&all)
}
