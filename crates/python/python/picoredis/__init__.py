"""PicoRedis: a very small and fast client for Redis and Valkey.

>>> from picoredis import Redis
>>> redis = Redis()  # 127.0.0.1, port 6379
>>> redis.do_cmd('PING', 'Hello World!')
b'Hello World!'

Every command is a method, in the words of redis-cli: ``redis.set('foo', 'bar', 'EX', 10)``.
"""

import os as _os
import sys as _sys

from ._picoredis import (
    Client,
    ConnectionError,
    ParseError,
    Parser,
    ProtocolError,
    RedisError,
    RedisTimeout,
    WatchError,
    __version__,
    _forked,
    pack,
)

__all__ = [
    "AsyncPipeline",
    "AsyncRedis",
    "AsyncScript",
    "ConnectionError",
    "Message",
    "ParseError",
    "Parser",
    "Pipeline",
    "Pool",
    "ProtocolError",
    "Push",
    "Redis",
    "RedisError",
    "RedisTimeout",
    "Script",
    "WatchError",
    "pack",
]


class Redis(Client):
    """A connection to a Redis or Valkey server.

    It connects at once. ``timeout`` is in milliseconds; 0 or ``None`` waits for ever.
    """

    # For annotations: `Redis[str]` is one with `decode=True`.
    __class_getitem__ = classmethod(type(list[int]))

    # What is in the dict is looked at before each command. PyPy has no choice.
    if _sys.implementation.name != "pypy":
        __slots__ = ("__dict__", "__weakref__", "_timeout")

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
        reconnect=False,
        ssl=False,
        ssl_ca_certs=None,
        ssl_certfile=None,
        ssl_keyfile=None,
        ssl_check_hostname=True,
        ssl_cert_reqs="required",
    ):
        options = dict(locals(), host=host if server is None else server)
        self._timeout = timeout
        self._open(options)

    @classmethod
    def from_url(cls, url, **options):
        """Connects to where a URL says: ``redis://user:password@host:port/db``, ``rediss://``, ``unix:///path/to.sock``; what it
        leaves open is said by the keywords of the class."""
        redis = cls.__new__(cls)
        options = _by_url(url, options)
        redis._timeout = options["timeout"]
        redis._open(options)
        return redis

    def scan_iter(self, *args, match=None, count=None, type=None):
        """All keys, one after the other: those that match a pattern, or hold a type; ``count`` is about how many the server
        looks at in one go. What else SCAN takes is said in its words."""
        return self._scan(("SCAN",), args, match, count, type)

    def hscan_iter(self, key, *args, match=None, count=None):
        """All fields of a hash with their values, as pairs; see ``scan_iter``."""
        return self._pairs(("HSCAN", key), args, match, count)

    def sscan_iter(self, key, *args, match=None, count=None):
        """All members of a set; see ``scan_iter``."""
        return self._scan(("SSCAN", key), args, match, count)

    def zscan_iter(self, key, *args, match=None, count=None):
        """All members of a sorted set with their scores, as pairs; see ``scan_iter``."""
        return self._pairs(("ZSCAN", key), args, match, count)

    def _pairs(self, words, args, match, count):
        from ._scan import pairs

        return pairs(self._scan(words, args, match, count))

    def _scan(self, words, args, match, count, type=None):
        from ._scan import restrictions

        args += restrictions(match, count, type)
        cursor = b"0"
        while True:
            cursor, page = self.do_cmd(*words, cursor, *args)
            yield from page
            if cursor in (b"0", "0"):
                return

    def get_into(self, key, buffer):
        """Puts the value of a key into memory such as a ``bytearray``, without an object in between: how many bytes it has, or
        ``None`` if there is no such key. A longer one is an error."""
        return self._into(("GET", key), buffer)

    def get_to(self, key, file):
        """Writes the value of a key to a file, piece by piece: how many bytes it has, or ``None`` if there is no such key."""
        return self._to(("GET", key), file.write)

    def set_from(self, key, file, *args, length=None):
        """Sets a key to what comes from a file, or to so many bytes of it, piece by piece; further arguments in the words of
        SET: ``set_from('foo', file, 'EX', 10)``."""
        return self._from(("SET", key), _rest(file) if length is None else length, file.read, args)

    def __getattr__(self, name):
        """Any name of letters is a command; underscores stand between the words of a subcommand."""
        words = name.split("_")
        if all(word.isalpha() for word in words):
            return lambda *args: self.do_cmd(*words, *args)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def pipeline(self, transaction=False):
        """Commands to be sent in one go: see ``Pipeline``."""
        from ._pipeline import Pipeline

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


def _rest(file):
    """How many bytes of a file are left to read."""
    here = file.tell()
    end = file.seek(0, _os.SEEK_END)
    file.seek(here)
    # It may stand beyond its end.
    return max(end - here, 0)


def _options(given):
    """All keywords of the class, as they are given or else by default."""
    known = dict(Redis.__init__.__kwdefaults__, host="127.0.0.1", port=6379, timeout=3000, debug=False)
    for name in given:
        if name not in known:
            raise TypeError(f"unexpected keyword argument {name!r}")
    return {**known, **given}


def _by_url(url, given):
    """All keywords of the class where a URL says where the server is."""
    for name in ("host", "port", "server", "unix_socket_path"):
        if given.get(name) is not None:
            raise TypeError(f"{name}: the URL says where the server is")
    return dict(_options(given), url=url)


# What not everybody needs is imported when it is used: asyncio alone takes longer than all else.
_ELSEWHERE = {
    "AsyncPipeline": "_asyncio",
    "AsyncRedis": "_asyncio",
    "AsyncScript": "_script",
    "Message": "_pubsub",
    "Pipeline": "_pipeline",
    "Pool": "_pool",
    "Push": "_pubsub",
    "Script": "_script",
}


def __getattr__(name):
    if name not in _ELSEWHERE:
        raise AttributeError(f"module 'picoredis' has no attribute {name!r}")
    module = __import__(_ELSEWHERE[name], globals(), None, ("*",), 1)
    value = globals()[name] = getattr(module, name)
    return value


def __dir__():
    return sorted({*globals(), *__all__})


def _code(error):
    """The code of the server's error: ``'ERR'``, ``'WRONGTYPE'``; ``None`` if it was not the server that said it."""
    first = str(error.args[0]) if error.args else " "
    return None if " " in first else first


RedisError.code = property(_code)
Redis._complete()
if hasattr(_os, "register_at_fork"):
    _os.register_at_fork(after_in_child=_forked)
