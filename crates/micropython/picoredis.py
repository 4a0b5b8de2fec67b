"""A very minimal Redis client (not only) for MicroPython.

    from picoredis import Redis
    redis = Redis()
    redis.set("foo", "bar")     # b"OK"
    redis.get("foo")            # b"bar"

What not everybody needs is in files of its own, `picoredis_*.py`, and is loaded when it is used.
"""

import socket

try:
    from _picoredis import Parser, encode
except ImportError:
    from picoredis_codec import Parser, encode

# The server said no (`args` are the code and the message), or there is no connection. By `type`, as here and in all of
# this file small is what takes little memory on a board.
RedisError = type("RedisError", (Exception,), {})
# The server did not accept or send anything within the timeout.
RedisTimeout = type("RedisTimeout", (Exception,), {})
# What the server sent is not the Redis protocol.
ParseError = ValueError


def __getattr__(name):
    # `from picoredis import Pipeline` is `from picoredis_pipeline import Pipeline`.
    if name < "_":
        return getattr(__import__("picoredis_" + name.lower()), name)
    raise AttributeError(name)


class Redis:
    """A connection to a Redis server: every method name made of letters only is a command.

    `timeout` is in milliseconds. Replies are `bytes`, `int`, `None` or lists; in RESP3 also `float`, `bool` and `dict`.
    An error within a reply is a `RedisError` among its elements. What else may be given is in picoredis_login.py.
    """

    def __init__(self, host="127.0.0.1", port=6379, timeout=3000, debug=False, server=None, **more):
        self.debug = debug
        self._sock = None
        self._timeout = timeout
        self._more = more
        self.connect(server or host, port)

    def connect(self, host=None, port=None):
        """Opens a new connection; a host or port given here is kept."""
        self.close()
        self._host = host = host or self._host
        self._port = port = port or self._port
        addresses = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
        while not self._sock:
            address = addresses.pop(0)
            sock = socket.socket(address[0])
            try:
                sock.settimeout(self._timeout / 1000)
                sock.connect(address[-1])
                self._sock = sock
            except OSError:
                sock.close()
                if not addresses:
                    raise
        self._parser = Parser(self._make)
        # Replies still to come; all but the last belong to commands that gave up waiting.
        self._owed = 0
        # Received, but not shown yet.
        self._unseen = b""
        if self._more:
            __getattr__("Login")(self, **self._more)

    def close(self):
        """Closes the connection; `connect()` opens it again."""
        if self._sock:
            self._sock.close()
            # Half a reply may be what takes all the memory.
            self._sock = self._parser = None

    def do_cmd(self, *args):
        """Sends a command and returns its reply. An argument that is None is left out."""
        reply = self._run(*self._request(args))[0]
        if isinstance(reply, RedisError):
            raise reply
        return reply

    __call__ = do_cmd

    def __getattr__(self, name):
        if name.isalpha():
            return lambda *args: self.do_cmd(name, *args)
        raise AttributeError(name)

    def _request(self, args):
        # What `_run` is to be called with. Shown here, as nobody else knows which commands have a password.
        name = args[0]
        if not isinstance(name, str):
            name = str(name, "utf-8")
        name = name.upper()
        # SYNC and PSYNC, SUBSCRIBE and its like, MONITOR.
        if name[-3:] in "YNCIBETOR":
            raise RedisError("Not answered by one reply")
        data = encode(*args)
        if self.debug and self._sock:
            # A password is nobody's business: AUTH, HELLO, ACL, CONFIG, SENTINEL, MIGRATE.
            print("SEND:", name if name[:3] in "AUTHELACLCONSENMIG" else repr(data)[1:])
        wait = 0
        if name[:2] in "BLBRBZWAXR":
            try:
                wait = __getattr__("Wait")(name, args)
            except ImportError:
                # The client was copied without it: no command waits longer than another.
                pass
        return data, 1, wait

    def _run(self, data, count, wait=0):
        # Sends the data of some commands, which wait so long by design; returns their replies.
        sock = self._sock
        if not sock:
            raise RedisError("Not connected: use 'connect()' to connect to Redis server.")
        data = memoryview(data)
        replies = []
        try:
            sock.settimeout((self._timeout + wait) / 1000)
            while data:
                data = data[sock.send(data) :]
            self._owed += count
            while self._owed:
                reply = self._parser.get(self)
                if reply is self:
                    self._feed(sock.recv(512))
                else:
                    self._owed -= 1
                    if self._owed < count:
                        replies.append(reply)
        except BaseException as error:
            # Of a command that was sent in part, the server would take the next one for the rest.
            late = isinstance(error, OSError) and error.args[0] in (11, 35, 110, 116, "timed out")
            if data or not late:
                self.close()
            if late:
                error = RedisTimeout("timed out")
            raise error
        return replies

    def _make(self, kind, value):
        # What a codec has no object for. All but errors is only in RESP3.
        if kind != 45:
            return __getattr__("Make")(self, kind, value)
        try:
            value = value.decode()
        except ValueError:
            value = str(value)
        return RedisError(*value.split(None, 1))

    def _feed(self, data):
        # Takes what was received; nothing is the end.
        if not data:
            raise OSError("closed")
        self._parser.write(data)
        if self.debug:
            lines = (self._unseen + data).split(b"\n")
            self._unseen = lines.pop()
            for line in lines:
                print("RECV:", line + b"\n")
