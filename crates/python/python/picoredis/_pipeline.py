"""Several commands in one go."""

from ._picoredis import Collector


class Pipeline(Collector):
    """Collects commands and sends them in one go.

    >>> with redis.pipeline() as pipe:
    ...     pipe.set('foo', 'bar')
    ...     pipe.get('foo')
    ...     pipe.execute()
    [b'OK', b'bar']

    Commands are methods, as of a ``Redis``; each returns the pipeline, as ``extend`` does, which collects many: tuples or
    lists of their words. As a ``transaction`` they are executed together or not at all. ``execute`` raises the first
    error; with ``raise_on_error=False`` errors stand among the results.
    """

    __slots__ = ("_redis", "_transaction")

    def __init__(self, redis, transaction=False):
        self._redis = redis
        self._transaction = transaction

    def __getattr__(self, name):
        words = name.split("_")
        if not all(word.isalpha() for word in words):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return lambda *args: self.do_cmd(*words, *args)

    def delete(self, *keys):
        """``DEL``, whose name is a keyword of Python."""
        return self.do_cmd("DEL", *keys)

    def execute(self, raise_on_error=True):
        """Sends what was collected, and returns the replies in the same order."""
        return self._checked(self._redis._pipeline(self._taken(), self._transaction), raise_on_error)

    def _checked(self, results, raise_on_error):
        if raise_on_error:
            self._raise_first(results)
        return results

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.reset()

    def __repr__(self):
        # Never the arguments: one may be a password.
        return f"<picoredis.{type(self).__name__} of {len(self)} commands>"


Pipeline._complete()
