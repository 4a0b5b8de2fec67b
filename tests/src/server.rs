//! Private Redis and Valkey servers for tests and demonstrations.
//!
//! A [`Server`] listens on a free loopback port and on a Unix socket in a fresh directory. It never outlives its
//! owner: a small shell stands between the two, holding the read end of a pipe whose write end only the owner has.
//! Whether the owner drops the `Server`, exits, or is killed, the pipe closes, and the shell kills the server and
//! removes the directory.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpListener;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// How long a server may take until it accepts connections.
const START_LIMIT: Duration = Duration::from_secs(30);

/// How often a start is tried when somebody else takes the port first.
const PORT_TRIES: usize = 10;

/// The shell between owner and server: `$1` is the server's directory, the rest its command line.
///
/// It prints the server's process id before the server can say anything, leaves the output to the server alone, and
/// waits for the end of its own input.
const KEEPER: &str = r#"
dir=$1
shift
/bin/sh -c 'echo "$$"; exec "$@"' picoredis-server "$@" </dev/null 2>&1 &
server=$!
exec >/dev/null 2>&1
read -r _
kill -9 "$server"
wait "$server"
rm -rf "$dir"
"#;

/// The server that all tests (or doc tests) of this process share, started by the first one that asks.
///
/// # Panics
/// When no server is installed or it does not start.
pub fn server() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| Server::start().unwrap_or_else(|error| panic!("{error}")))
}

/// A running private server; dropping it stops it.
///
/// ```
/// use picoredis_tests::server::Server;
/// use std::io::{Read, Write};
/// use std::net::TcpStream;
///
/// let server = Server::start()?;
/// let mut stream = TcpStream::connect(("127.0.0.1", server.port()))?;
/// stream.write_all(b"*1\r\n$4\r\nPING\r\n")?;
/// let mut reply = [0; 7];
/// stream.read_exact(&mut reply)?;
/// assert_eq!(&reply, b"+PONG\r\n");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Server {
    binary: Binary,
    keeper: Child,
    pid: u32,
    port: u16,
    directory: PathBuf,
}

impl Server {
    /// Starts the first of [`binaries`].
    ///
    /// # Errors
    /// When no server is installed or it does not start; the message says what to do.
    pub fn start() -> io::Result<Self> {
        let binary = binaries().into_iter().next().ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                "no redis-server or valkey-server found: `cargo xtask servers` fetches one",
            )
        })?;
        Self::start_with(&binary, &[])
    }

    /// Starts `binary`; `extra_args` follow the usual ones and win over them: `&["--requirepass", "secret"]`.
    ///
    /// They must leave `--logfile` and `--loglevel` alone: the start is over when the server says so in its log.
    ///
    /// # Errors
    /// When the server does not start; the message ends with its log.
    pub fn start_with(binary: &Binary, extra_args: &[&str]) -> io::Result<Self> {
        let mut tries = 1;
        loop {
            match Self::try_start(binary, extra_args) {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && tries < PORT_TRIES => tries += 1,
                outcome => return outcome,
            }
        }
    }

    fn try_start(binary: &Binary, extra_args: &[&str]) -> io::Result<Self> {
        let port = free_port()?;
        let directory = fresh_directory()?;
        let mut keeper = Command::new("/bin/sh")
            .args(["-c", KEEPER, "picoredis-server-keeper"])
            .arg(&directory)
            .args(&binary.command)
            .args(arguments(binary, port, &directory))
            .args(extra_args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Not in the terminal's foreground group: a Ctrl-C is for the owner.
            .process_group(0)
            .spawn()?;
        let lines = keeper.stdout.take();
        let mut server = Self { binary: binary.clone(), keeper, pid: 0, port, directory };
        let log = File::create(server.log_path())?;
        server.pid = wait_until_ready(lines, log).map_err(|error| server.failure(&error))?;
        Ok(server)
    }

    /// Adds the server's log to the reason why it did not start, and recognises a taken port.
    fn failure(&self, reason: &str) -> io::Error {
        let log = fs::read_to_string(self.log_path()).unwrap_or_default();
        let kind = if log.contains("Address already in use") { io::ErrorKind::AddrInUse } else { io::ErrorKind::Other };
        io::Error::new(kind, format!("{} {reason}; its log:\n{log}", self.binary.name))
    }

    /// The loopback port the server listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The path of its Unix socket.
    pub fn socket(&self) -> PathBuf {
        self.directory.join("socket")
    }

    /// Its address as clients take it: `redis://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// What is running.
    pub fn binary(&self) -> &Binary {
        &self.binary
    }

    /// Its working directory, gone when the server is; `log` in it is what it logged.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    fn log_path(&self) -> PathBuf {
        self.directory.join("log")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // The keeper leaves when the server and its directory are gone. If it cannot be waited for, nothing can be done.
        let _ = self.keeper.wait();
    }
}

/// The arguments every private server gets.
fn arguments(binary: &Binary, port: u16, directory: &Path) -> Vec<OsString> {
    let port = port.to_string();
    let mut arguments: Vec<OsString> = [
        ["--port", &port],
        ["--save", ""],
        ["--appendonly", "no"],
        ["--daemonize", "no"],
        ["--loglevel", "notice"],
        ["--logfile", ""],
    ]
    .into_iter()
    .flatten()
    .map(OsString::from)
    .collect();
    // "-::1": IPv6 too, where the machine has it.
    arguments.extend(["--bind", "127.0.0.1", "-::1"].map(OsString::from));
    arguments.extend(["--dir".into(), directory.into()]);
    arguments.extend(["--unixsocket".into(), directory.join("socket").into()]);
    if binary.has_debug_switch() {
        arguments.extend(["--enable-debug-command", "yes"].map(OsString::from));
    }
    arguments
}

fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A directory of our own, in a short path: a Unix socket's may have about a hundred characters.
pub(crate) fn fresh_directory() -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("picoredis-{}-{count}", std::process::id()));
        match DirBuilder::new().mode(0o700).create(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|()| path),
        }
    }
}

/// Waits for the server's word that it accepts connections; returns its process id, or what went wrong.
fn wait_until_ready(lines: Option<ChildStdout>, log: File) -> Result<u32, String> {
    let lines = lines.ok_or("has no output")?;
    let (said, hear) = mpsc::channel();
    thread::spawn(move || write_log(BufReader::new(lines), log, &said));
    match hear.recv_timeout(START_LIMIT) {
        Ok(pid) => Ok(pid),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("stopped at once".into()),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(format!("did not start within {START_LIMIT:?}")),
    }
}

/// Moves what the server prints into its log until it ends, as a full pipe would stop it; says its process id, the
/// first line, when it is ready.
fn write_log(lines: impl BufRead, mut log: impl Write, ready: &Sender<u32>) {
    let mut pid = None;
    for line in lines.split(b'\n').map_while(Result::ok) {
        let text = String::from_utf8_lossy(&line);
        if pid.is_none() {
            pid = text.trim().parse().ok();
            continue;
        }
        // A log that cannot be written must not stop the server.
        let _ = writeln!(log, "{text}");
        if text.contains("eady to accept connections") {
            // Nobody listens any more after the first of these lines.
            let _ = pid.map(|pid| ready.send(pid));
        }
    }
}

/// Which project a server comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flavour {
    /// Redis
    Redis,
    /// Valkey
    Valkey,
}

/// An installed server.
#[derive(Clone, Debug)]
pub struct Binary {
    /// Name and version for people: `redis 7.0.15`
    pub name: String,
    /// Redis or Valkey
    pub flavour: Flavour,
    /// Major, minor, patch
    pub version: [u32; 3],
    /// The command line that starts it, with its private loader where it has one.
    pub command: Vec<OsString>,
    /// The command line of the `redis-cli` or `valkey-cli` beside it, if there is one.
    pub cli: Option<Vec<OsString>>,
}

impl Binary {
    /// Redis 6 knows no `enable-debug-command`: its DEBUG is always on.
    fn has_debug_switch(&self) -> bool {
        self.version[0] >= 7
    }

    fn probe(place: &Place, server: &str, cli: &str) -> Option<Self> {
        let command = place.command(server)?;
        let output = Command::new(command.first()?).args(&command[1..]).arg("--version").output().ok()?;
        let (flavour, version) = parse_version(&String::from_utf8_lossy(&output.stdout))?;
        let name = match flavour {
            Flavour::Redis => "redis",
            Flavour::Valkey => "valkey",
        };
        let [major, minor, patch] = version;
        Some(Self {
            name: format!("{name} {major}.{minor}.{patch}"),
            flavour,
            version,
            command,
            cli: place.command(cli),
        })
    }
}

/// Every server there is, each version once: those in `PATH`, then those that `cargo xtask servers` has unpacked.
pub fn binaries() -> Vec<Binary> {
    let mut found: Vec<Binary> = Vec::new();
    for place in places() {
        for (server, cli) in [("redis-server", "redis-cli"), ("valkey-server", "valkey-cli")] {
            if let Some(binary) = Binary::probe(&place, server, cli)
                && found.iter().all(|known| known.name != binary.name)
            {
                found.push(binary);
            }
        }
    }
    found
}

/// Where `cargo xtask servers` unpacks the servers it fetches, each set into a folder of its own.
pub fn unpacked_servers() -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    repository.unwrap_or(Path::new(".")).join("target/servers")
}

/// Where programs are.
enum Place {
    /// A folder of `PATH`
    Bin(PathBuf),
    /// The root of unpacked distribution packages
    Root(PathBuf),
}

fn places() -> Vec<Place> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut roots = subfolders(&unpacked_servers());
    roots.sort();
    std::env::split_paths(&path).map(Place::Bin).chain(roots.into_iter().map(Place::Root)).collect()
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

impl Place {
    /// The command line that runs `program` of this place, if it is there.
    fn command(&self, program: &str) -> Option<Vec<OsString>> {
        match self {
            Self::Bin(folder) => Some(vec![file(folder.join(program))?]),
            Self::Root(root) => command_in(root, program),
        }
    }
}

/// The command line that runs `usr/bin/PROGRAM` of the packages unpacked to `root`, by their own loader with their own
/// libraries: the machine's may be too old for them.
pub fn command_in(root: &Path, program: &str) -> Option<Vec<OsString>> {
    let binary = file(root.join("usr/bin").join(program))?;
    // lib/x86_64-linux-gnu and the like; older packages use both.
    let libraries: Vec<_> = ["usr/lib", "lib"]
        .iter()
        .flat_map(|folder| subfolders(&root.join(folder)))
        .filter(|folder| is_for_gnu(folder))
        .collect();
    let loader = libraries.iter().find_map(|folder| loader_in(folder))?;
    let libraries = std::env::join_paths(libraries).ok()?;
    // These programs act by the name they are called by.
    Some(vec![loader, "--argv0".into(), program.into(), "--library-path".into(), libraries, binary])
}

fn is_for_gnu(folder: &Path) -> bool {
    folder.to_string_lossy().contains("-linux-gnu")
}

fn loader_in(libraries: &Path) -> Option<OsString> {
    let mut entries = fs::read_dir(libraries).ok()?.flatten();
    let is_loader = |name: &OsStr| name.to_string_lossy().starts_with("ld-linux");
    entries.find(|entry| is_loader(&entry.file_name())).map(|entry| entry.path().into())
}

fn file(path: PathBuf) -> Option<OsString> {
    path.is_file().then(|| path.into())
}

/// Reads `Redis server v=7.0.15 sha=...`.
fn parse_version(text: &str) -> Option<(Flavour, [u32; 3])> {
    let flavour = match text.split_whitespace().next()? {
        "Redis" => Flavour::Redis,
        "Valkey" => Flavour::Valkey,
        _ => return None,
    };
    let version = text.split_whitespace().find_map(|word| word.strip_prefix("v="))?;
    let mut numbers = version.split('.').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    Some((flavour, [next()?, next()?, next()?]))
}
