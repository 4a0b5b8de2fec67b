"""Large strings, without room for them but half a kilobyte: into a buffer, or piece by piece.

Not for a connection that gets pushes.
"""

from picoredis import RedisError, RedisTimeout


def get_into(redis, key, buffer):
    """Reads the value of a key into a buffer. Returns its length, or None if there is no such key.

    A value that is longer is a ValueError; the buffer then holds its beginning.
    """
    room = memoryview(buffer)
    value = Bulk(redis, "GET", key)
    if value.length is None:
        return None
    at = 0
    while at < len(room) and value.left:
        at += value.readinto(room[at:])
    if value.left:
        value.close()
        raise ValueError("%d bytes are too long" % value.length)
    return at


def chunks(redis, *command):
    """The pieces of a reply that is a string, of up to 512 bytes, as views of one buffer; none if it is null."""
    buffer = memoryview(bytearray(512))
    value = Bulk(redis, *command)
    try:
        while value.left:
            yield buffer[: value.readinto(buffer)]
    finally:
        value.close()


class Bulk:
    """A reply that is a string and still on its way: `length` bytes, of which `left` are to come.

    Until all is read or `close` is called, nothing else may be said on the connection.
    """

    def __init__(self, redis, *command):
        self._redis = redis
        # First what is owed to others, then the line that tells the length.
        redis._run(redis._request(command)[0], 0)
        redis._owed += 1
        line = b""
        while line[-1:] != b"\n":
            line += self._io(redis._sock.recv, 1, line)
        self.length = None
        self.left = 0
        if line[:1] == b"$" and line[1:-2].isdigit():
            self.length = self.left = int(line[1:-2])
            if not self.left:
                self._end()
            return
        # Anything else comes as always.
        redis._parser.write(line)
        redis._owed -= 1
        reply = redis._run(b"", 1)[0]
        if isinstance(reply, RedisError):
            raise reply
        if reply is not None:
            raise TypeError("the reply is no string")

    def readinto(self, room):
        """Reads into a buffer; returns how much."""
        # Not the socket's own `readinto`: MicroPython's forgets what it has read when the time is up.
        part = self._io(self._redis._sock.recv, min(self.left, len(room), 512), b"$%d\r\n" % self.left)
        count = len(part)
        room[:count] = part
        self.left -= count
        if not self.left:
            self._end()
        return count

    def close(self):
        """What is left becomes a late reply: it is skipped before the next one."""
        if self.left and self._redis._sock:
            self._redis._parser.write(b"$%d\r\n" % self.left)
        self.left = 0

    def _end(self):
        end = b""
        while len(end) < 2:
            end += self._io(self._redis._sock.recv, 2 - len(end), b"$0\r\n" + end)
        self._redis._owed -= 1

    def _io(self, function, arg, rest):
        # When it takes too long, the codec gets the rest, as if the reply began here.
        try:
            done = function(arg)
            if done:
                return done
        except OSError as error:
            if error.args[0] in (11, 35, 110, 116, "timed out"):
                self._redis._parser.write(rest)
                self.left = 0
                raise RedisTimeout("timed out")
            self._redis.close()
            raise
        self._redis.close()
        raise OSError("closed")
