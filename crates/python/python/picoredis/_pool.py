"""Connections for threads."""

import collections
import contextlib
import os
import threading
import weakref
from types import GenericAlias

from . import Redis, RedisTimeout

_pools = weakref.WeakSet()


class Pool:
    """At the most ``size`` connections, for any number of threads: who finds none free waits, ``wait`` milliseconds or for
    ever. Further keywords are those of ``Redis``, or with ``from_url`` those of ``Redis.from_url``.

    >>> pool = Pool(size=4)
    >>> with pool.connection() as redis:
    ...     redis.set('foo', 'bar')

    A connection comes back as good as new or not at all: one that is broken, owes a reply, is subscribed or was left within
    a transaction is closed, and who comes next gets a new one.
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, size=10, wait=None, **options):
        self._prepare(size, wait, lambda: Redis(**options))

    @classmethod
    def from_url(cls, url, size=10, wait=None, **options):
        """Connections to where a URL says."""
        pool = cls.__new__(cls)
        pool._prepare(size, wait, lambda: Redis.from_url(url, **options))
        return pool

    def _prepare(self, size, wait, make):
        if size < 1:
            raise ValueError("a pool has one connection at least")
        self._size, self._wait, self._make = size, wait, make
        self._begin()
        _pools.add(self)

    def _begin(self):
        self._changed = threading.Condition(threading.Lock())
        self._free = self._size
        self._idle = collections.deque()
        self._closed = False

    @contextlib.contextmanager
    def connection(self, wait=None):
        """A connection for this thread alone, until the end of the ``with``. ``wait`` is for this time only."""
        turn = self._take_turn(self._wait if wait is None else wait)
        redis = None
        try:
            redis = self._fit() or self._make()
            yield redis
        finally:
            # In a child that was forked meanwhile the pool is another one.
            if turn is self._changed:
                self._give_back(redis)

    def _take_turn(self, wait):
        with self._changed:
            if not self._changed.wait_for(lambda: self._free, None if wait is None else wait / 1000):
                raise RedisTimeout(f"none of {self._size} connections became free within {wait} ms")
            self._free -= 1
            return self._changed

    def _fit(self):
        """The connection that was used last, if it is still good."""
        while True:
            with self._changed:
                if not self._idle:
                    return None
                redis = self._idle.pop()
            if is_good(redis):
                return redis
            redis.close()

    def _give_back(self, redis):
        # What was given up in mid-reply is found out here; the rest when it is taken again.
        keep = redis is not None and redis._is_good()
        with self._changed:
            keep = keep and not self._closed
            if keep:
                self._idle.append(redis)
            self._free += 1
            self._changed.notify()
        if redis is not None and not keep:
            redis.close()

    def close(self):
        """Closes what is idle now, and the others when they come back."""
        with self._changed:
            self._closed = True
            idle, self._idle = self._idle, collections.deque()
        for redis in idle:
            redis.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        return f"<picoredis.Pool of {self._size} connections, {self._size - self._free} in use>"

    def __reduce__(self):
        raise TypeError("a pool cannot be pickled: make a Pool() where it is needed")


def is_good(redis):
    """Whether a connection that has lain idle is as good as new."""
    try:
        # It forgets what it watches; within a transaction the answer would be another one.
        return redis._is_good() and redis.do_cmd("UNWATCH") in (b"OK", "OK")
    except Exception:
        return False


def _begin_anew():
    """A child has none of the threads that wait and none of the connections that are in use."""
    for pool in list(_pools):
        pool._begin()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
