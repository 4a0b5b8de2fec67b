//! One TCP connection, as `picoredis` takes it: read, write, and a clock.

use board::clock::Clock;
use embedded_io::{ErrorKind, ErrorType, Read, Write};
use picoredis::transport::Transport;
use smoltcp::iface::{Config, Interface, SocketHandle, SocketSet, SocketStorage};
use smoltcp::socket::tcp::{Socket, SocketBuffer, State};
use smoltcp::time::{Duration, Instant};
use smoltcp::wire::{EthernetAddress, HardwareAddress, IpAddress, IpCidr, Ipv4Address};

use crate::nic::{Card, Frames};

/// This machine and its way out, as QEMU's user network has them.
const ADDRESS: IpCidr = IpCidr::new(IpAddress::v4(10, 0, 2, 15), 24);
const GATEWAY: Ipv4Address = Ipv4Address::new(10, 0, 2, 2);

/// What the connection works in.
pub struct Memory {
    receive: [u8; 4096],
    send: [u8; 2048],
    sockets: [SocketStorage<'static>; 1],
}

impl Memory {
    pub const fn new() -> Self {
        Memory { receive: [0; 4096], send: [0; 2048], sockets: [SocketStorage::EMPTY] }
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

/// A TCP connection.
pub struct Tcp {
    frames: Frames,
    interface: Interface,
    sockets: SocketSet<'static>,
    socket: SocketHandle,
    clock: Clock,
    read_timeout: Option<u64>,
    write_timeout: Option<u64>,
    /// The local port of the next connection.
    port: u16,
}

impl Tcp {
    /// A machine with that card, not connected. `port` is the local port of the first connection.
    pub fn new(card: Card, memory: &'static mut Memory, port: u16) -> Self {
        let mut frames = Frames::new(card);
        let mut config = Config::new(HardwareAddress::Ethernet(EthernetAddress(Card::ADDRESS)));
        config.random_seed = port.into();
        let mut interface = Interface::new(config, &mut frames, Instant::ZERO);
        interface.update_ip_addrs(|addresses| addresses.push(ADDRESS).expect("room for one"));
        interface.routes_mut().add_default_ipv4_route(GATEWAY).expect("room for one");
        let mut sockets = SocketSet::new(&mut memory.sockets[..]);
        let mut socket =
            Socket::new(SocketBuffer::new(&mut memory.receive[..]), SocketBuffer::new(&mut memory.send[..]));
        socket.set_nagle_enabled(false);
        let socket = sockets.add(socket);
        let clock = Clock::new();
        Tcp { frames, interface, sockets, socket, clock, read_timeout: None, write_timeout: None, port }
    }

    /// Connects, within so many milliseconds. What was connected before is no longer.
    ///
    /// # Errors
    ///
    /// Nobody listens there, or nobody answers.
    pub fn connect(&mut self, address: Ipv4Address, port: u16, within: u64) -> Result<(), ErrorKind> {
        self.socket().abort();
        self.poll();
        let local = self.port;
        self.port = self.port.wrapping_add(1).max(49152);
        let context = self.interface.context();
        let socket = self.sockets.get_mut::<Socket<'static>>(self.socket);
        socket.connect(context, (address, port), local).map_err(|_| ErrorKind::AddrNotAvailable)?;
        let end = self.millis() + within;
        loop {
            match self.socket().state() {
                State::Established => return Ok(()),
                State::Closed => return Err(ErrorKind::ConnectionRefused),
                _ if self.millis() >= end => return Err(ErrorKind::TimedOut),
                _ => self.poll(),
            }
        }
    }

    /// Milliseconds since the machine began.
    pub fn millis(&mut self) -> u64 {
        self.clock.millis()
    }

    fn socket(&mut self) -> &mut Socket<'static> {
        self.sockets.get_mut(self.socket)
    }

    fn poll(&mut self) {
        let now = Instant::ZERO + Duration::from_millis(self.clock.millis());
        self.interface.poll(now, &mut self.frames, &mut self.sockets);
    }

    /// Polls until `done` has something, or the time is up.
    fn until<R>(
        &mut self,
        timeout: Option<u64>,
        mut done: impl FnMut(&mut Socket<'static>) -> Option<R>,
    ) -> Result<R, ErrorKind> {
        let end = timeout.map(|millis| self.millis() + millis);
        loop {
            self.poll();
            if let Some(result) = done(self.socket()) {
                return Ok(result);
            }
            if end.is_some_and(|end| self.millis() >= end) {
                return Err(ErrorKind::TimedOut);
            }
        }
    }
}

impl ErrorType for Tcp {
    type Error = ErrorKind;
}

impl Read for Tcp {
    fn read(&mut self, memory: &mut [u8]) -> Result<usize, ErrorKind> {
        self.until(self.read_timeout, |socket| match socket.recv_slice(memory) {
            Ok(0) => None,
            Ok(len) => Some(len),
            // The peer has said all it has to say.
            Err(_) => Some(0),
        })
    }
}

impl Write for Tcp {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, ErrorKind> {
        let sent = self.until(self.write_timeout, |socket| match socket.send_slice(bytes) {
            Ok(0) => None,
            sent => Some(sent),
        })?;
        sent.map_err(|_| ErrorKind::BrokenPipe)
    }

    fn flush(&mut self) -> Result<(), ErrorKind> {
        self.poll();
        Ok(())
    }
}

/// Borrowed, so that it can be connected again.
impl Transport for &mut Tcp {
    fn now(&mut self) -> Option<u64> {
        Some(self.millis())
    }

    fn set_read_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.read_timeout = millis;
        Ok(())
    }

    fn set_write_timeout(&mut self, millis: Option<u64>) -> Result<(), ErrorKind> {
        self.write_timeout = millis;
        Ok(())
    }
}
