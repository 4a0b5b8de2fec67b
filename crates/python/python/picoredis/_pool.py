"""Connections for threads."""

import collections
import contextlib
import os
import weakref
from types import GenericAlias

from . import Redis, RedisTimeout, _options
from ._picoredis import Turns

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
        _options(options)
        self._prepare(size, wait, lambda: Redis(**options))

    @classmethod
    def from_url(cls, url, size=10, wait=None, **options):
        """Connections to where a URL says."""
        _options(options)
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
        self._turns = Turns(self._size)
        # The one that was used last is taken first.
        self._idle = collections.deque()
        self._closed = False

    @contextlib.contextmanager
    def connection(self, wait=None):
        """A connection for this thread alone, until the end of the ``with``. ``wait`` is for this time only."""
        wait = self._wait if wait is None else wait
        turns, redis = self._turns, None
        # What a signal handler raises may come between any two steps: a turn that nobody has any more is given back.
        turn = turns.take(wait is None)
        try:
            if not turn.wait(None if wait is None else wait / 1000):
                raise RedisTimeout(f"none of {self._size} connections became free within {wait} ms")
            redis = self._fit() or self._make()
            yield redis
        finally:
            # In a child that was forked meanwhile the pool is another one.
            if turns is self._turns:
                self._put_back(redis)
                turn.give_back()

    def _fit(self):
        """The connection that was used last, if it is still good."""
        while True:
            try:
                redis = self._idle.pop()
            except IndexError:
                return None
            if is_good(redis):
                return redis
            redis.close()

    def _put_back(self, redis):
        # What was given up in mid-reply is found out here; the rest when it is taken again.
        if redis is not None:
            if redis._is_good():
                self._idle.append(redis)
            else:
                redis.close()
        if self._closed:
            self._close_idle()

    def close(self):
        """Closes what is idle now, and the others when they come back."""
        self._closed = True
        self._close_idle()

    def _close_idle(self):
        with contextlib.suppress(IndexError):
            while True:
                self._idle.pop().close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        return f"<picoredis.Pool of {self._size} connections, {self._size - self._turns.free} in use>"

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
