"""A very minimal Redis client (not only) for MicroPython.

    from picoredis import Redis
    redis = Redis()
    redis.set("foo", "bar")     # b"OK"
    redis.get("foo")            # b"bar"
"""

import select
import socket

try:
    from _picoredis import Parser, encode
except ImportError:
    from picoredis_codec import Parser, encode

_MORE = object()
# EINTR, EAGAIN, and what a connection says that is not there yet: on Linux, on lwIP, on macOS
_AGAIN = (4, 11, 35, 36, 115, 119)


class RedisError(Exception):
    """The server said no (`args` are the code and the message), or there is no connection."""


class RedisTimeout(Exception):
    """The server did not accept or send anything within the timeout."""


class ParseError(Exception):
    """What the server sent is not the Redis protocol. The connection is closed."""


class Push(list):
    """What the server said unasked (RESP3)."""


class Redis:
    """A connection to a Redis server: every method name made of letters only is a command.

    `timeout` is in milliseconds. Replies are `bytes`, `int`, `None` or lists; in RESP3 also `float`, `bool` and `dict`.
    An error within a reply is a `RedisError` among its elements.
    """

    _chunk = 512

    def __init__(self, host="127.0.0.1", port=6379, timeout=3000, debug=False, server=None):
        self.debug = debug
        self._sock = None
        self._timeout = timeout
        self.connect(server or host, port)

    def connect(self, host=None, port=None):
        """Opens a new connection; a host or port given here is kept."""
        self.close()
        if host is not None:
            self._host = host
        if port is not None:
            self._port = port
        error = None
        for address in socket.getaddrinfo(self._host, self._port, 0, socket.SOCK_STREAM):
            try:
                return self._open(address)
            except (OSError, RedisTimeout) as failure:
                self.close()
                error = failure
        raise error or OSError("no address")

    def close(self):
        """Closes the connection; `connect()` opens it again."""
        if self._sock:
            self._sock.close()
            self._sock = None

    def do_cmd(self, cmd, *args):
        """Sends a command and returns its reply. An argument that is None is left out."""
        if not self._sock:
            raise RedisError("Not connected: use 'connect()' to connect to Redis server.")
        request = encode(cmd, *args)
        if self.debug:
            self._show_request(cmd, request)
        self._send(request)
        self._owed += 1
        return self._reply()

    def __call__(self, cmd, *args):
        return self.do_cmd(cmd, *args)

    def __getattr__(self, name):
        if name.isalpha():
            return lambda *args: self.do_cmd(name, *args)
        raise AttributeError(name)

    def _open(self, address):
        self._sock = socket.socket(address[0], socket.SOCK_STREAM)
        self._sock.setblocking(False)
        self._poll = select.poll()
        self._poll.register(self._sock, select.POLLOUT)
        try:
            self._sock.connect(address[-1])
        except OSError as error:
            if error.args[0] not in _AGAIN:
                raise
            if self._wait(select.POLLOUT) & (select.POLLERR | select.POLLHUP):
                raise OSError("cannot connect to %s:%s" % (self._host, self._port))
        self._parser = Parser(_error, Push, _pairs)
        # Replies still to come; all but the last belong to commands that gave up waiting.
        self._owed = 0
        # For debug output: what has not been shown yet, and how many bytes of payload come next.
        self._unseen = b""
        self._payload = 0

    def _wait(self, event):
        self._poll.modify(self._sock, event)
        ready = self._poll.poll(self._timeout)
        if not ready:
            raise RedisTimeout("No answer from Redis server within timeout.")
        return ready[0][1]

    def _send(self, request):
        view = memoryview(request)
        try:
            while view:
                view = view[self._transfer(select.POLLOUT, self._sock.send, view) :]
        finally:
            # Of a command that was sent in part, the server would take the next one for the rest.
            if view and len(view) < len(request):
                self.close()

    def _reply(self):
        while self._owed:
            reply = self._next()
            if not isinstance(reply, Push):
                self._owed -= 1
        if isinstance(reply, RedisError):
            raise reply
        return reply

    def _next(self):
        while True:
            try:
                reply = self._parser.get(_MORE)
            except ValueError as error:
                self.close()
                raise ParseError(*error.args)
            if reply is not _MORE:
                return reply
            data = self._transfer(select.POLLIN, self._sock.recv, self._chunk)
            if not data:
                self.close()
                raise OSError("Connection closed by Redis server.")
            if self.debug:
                self._show(data)
            self._parser.feed(data)

    def _transfer(self, event, function, arg):
        # Sends or receives as soon as the socket allows it.
        while True:
            self._wait(event)
            try:
                return function(arg)
            except OSError as error:
                if error.args[0] not in _AGAIN:
                    self.close()
                    raise

    def _show_request(self, cmd, request):
        if cmd.upper() in ("AUTH", "HELLO"):
            request = encode(cmd, "***")
        try:
            request = request.decode()
        except UnicodeError:
            pass
        print("SEND: {!r}".format(request))

    def _show(self, data):
        self._unseen += data
        while True:
            end = self._payload or self._unseen.find(b"\n") + 1
            if not end or len(self._unseen) < end:
                return
            token = self._unseen[:end]
            self._unseen = self._unseen[end:]
            print("RECV: {!r}".format(token))
            length = token[1:-2]
            has_payload = not self._payload and token[:1] in b"$!=;" and length.isdigit() and token != b";0\r\n"
            self._payload = int(length) + 2 if has_payload else 0


def _error(text):
    try:
        text = text.decode()
    except UnicodeError:
        text = str(text)
    return RedisError(*text.split(None, 1))


def _pairs(items):
    return {_key(items[i]): items[i + 1] for i in range(0, len(items), 2)}


def _key(value):
    # As a key, a value must never change.
    if isinstance(value, dict):
        value = [item for pair in value.items() for item in pair]
    return tuple([_key(item) for item in value]) if isinstance(value, list) else value
