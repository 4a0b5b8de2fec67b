"""PicoRedis: a very small and fast client for Redis and Valkey.

>>> from picoredis import Redis
>>> redis = Redis()  # 127.0.0.1, port 6379
>>> redis.do_cmd('PING', 'Hello World!')
b'Hello World!'

Every command is a method, in the words of redis-cli: ``redis.set('foo', 'bar', 'EX', 10)``.
"""

from ._picoredis import (
    Client,
    ConnectionError,
    ParseError,
    ProtocolError,
    RedisError,
    RedisTimeout,
    WatchError,
    __version__,
)
from ._pipeline import Pipeline
from ._pubsub import Message, Push, understand

__all__ = [
    "ConnectionError",
    "Message",
    "ParseError",
    "Pipeline",
    "ProtocolError",
    "Push",
    "Redis",
    "RedisError",
    "RedisTimeout",
    "WatchError",
]


class Redis(Client):
    """A connection to a Redis or Valkey server.

    It connects at once. ``timeout`` is in milliseconds; 0 or ``None`` waits for ever.
    """

    def __init__(
        self,
        host="127.0.0.1",
        port=6379,
        timeout=3000,
        debug=False,
        *,
        server=None,
        unix_socket_path=None,
        username=None,
        password=None,
        db=0,
        client_name=None,
        protocol=2,
        decode=False,
    ):
        self._timeout = timeout
        self._open(
            url=None,
            host=host if server is None else server,
            port=port,
            path=unix_socket_path,
            timeout=timeout,
            username=username,
            password=password,
            db=db,
            client_name=client_name,
            protocol=protocol,
            decode=decode,
            debug=debug,
        )

    @classmethod
    def from_url(cls, url, *, timeout=3000, debug=False, decode=False, **others):
        """Connects to where a URL says: ``redis://user:password@host:port/db``, ``unix:///path/to.sock``."""
        redis = cls.__new__(cls)
        redis._timeout = timeout
        settings = dict(
            host="127.0.0.1", port=6379, path=None, username=None, password=None, db=0, client_name=None, protocol=2
        )
        redis._open(url=url, timeout=timeout, debug=debug, decode=decode, **{**settings, **others})
        return redis

    def next_push(self, timeout=None):
        """The next thing that the server says without being asked, within so many milliseconds: a ``Message``, or a
        ``Push`` of another kind; ``None`` if it says nothing."""
        return understand(self._next_push(timeout))

    def listen(self, timeout=None):
        """Messages one after the other: for ever, or until none comes for so many milliseconds.

        >>> redis.subscribe('news')
        >>> for message in redis.listen():
        ...     print(message.channel, message.payload)
        """
        while True:
            push = self.next_push(timeout)
            if push is None:
                return
            yield push

    def scan_iter(self, *args):
        """All keys, one after the other; further arguments in the words of SCAN: ``scan_iter('MATCH', 'a*')``."""
        return self._scan(("SCAN",), args)

    def hscan_iter(self, key, *args):
        """All fields of a hash with their values, as pairs."""
        return self._pairs(self._scan(("HSCAN", key), args))

    def sscan_iter(self, key, *args):
        """All members of a set."""
        return self._scan(("SSCAN", key), args)

    def zscan_iter(self, key, *args):
        """All members of a sorted set with their scores, as pairs."""
        return self._pairs(self._scan(("ZSCAN", key), args))

    def _scan(self, words, args):
        cursor = b"0"
        while True:
            cursor, page = self.do_cmd(*words, cursor, *args)
            yield from page
            if cursor in (b"0", "0"):
                return

    @staticmethod
    def _pairs(items):
        for item in items:
            # In RESP3 some pairs stand in a list each.
            yield tuple(item) if isinstance(item, list) else (item, next(items))

    def __getattr__(self, name):
        """Any name of letters is a command; underscores stand between the words of a subcommand."""
        words = name.split("_")
        if all(word.isalpha() for word in words):
            return lambda *args: self.do_cmd(*words, *args)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def pipeline(self, transaction=False):
        """Commands to be sent in one go: see ``Pipeline``."""
        return Pipeline(self, transaction)

    def transaction(self, plan, *keys, tries=16):
        """Executes what ``plan(redis, pipe)`` collects in ``pipe``, if nobody has changed ``keys`` in between; else it plans
        again, ``tries`` times in all, and raises ``WatchError`` in the end."""
        for left in reversed(range(tries)):
            if keys:
                self.do_cmd("WATCH", *keys)
            pipe = self.pipeline(transaction=True)
            try:
                plan(self, pipe)
            except BaseException:
                self.do_cmd("UNWATCH")
                raise
            try:
                return pipe.execute()
            except WatchError:
                if not left:
                    raise

    def delete(self, *keys):
        """``DEL``, whose name is a keyword of Python."""
        return self.do_cmd("DEL", *keys)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __reduce__(self):
        raise TypeError("a connection cannot be pickled: make a Redis() where it is needed")


Client._plain(Redis)
