"""Scripts in Lua: called by their digest, and sent only if the server does not know them."""

from ._picoredis import RedisError, sha1


class Script:
    """A script, to be called with keys and arguments.

    >>> add = Script(redis, 'return redis.call("INCRBY", KEYS[1], ARGV[1])')
    >>> add(['foo'], [3])
    3
    """

    def __init__(self, redis, text):
        self._redis, self._text = redis, text
        self.sha = sha1(text)

    def __call__(self, keys=(), args=()):
        words = counted(keys, args)
        try:
            return self._redis.do_cmd("EVALSHA", self.sha, *words)
        except RedisError as error:
            if error.code != "NOSCRIPT":
                raise
        return self._redis.do_cmd("EVAL", self._text, *words)

    def __repr__(self):
        return f"<picoredis.{type(self).__name__} {self.sha}>"


class AsyncScript(Script):
    """As ``Script``, over an ``AsyncRedis``: the call is awaited."""

    async def __call__(self, keys=(), args=()):
        words = counted(keys, args)
        try:
            return await self._redis.do_cmd("EVALSHA", self.sha, *words)
        except RedisError as error:
            if error.code != "NOSCRIPT":
                raise
        return await self._redis.do_cmd("EVAL", self._text, *words)


def counted(keys, args):
    """The keys behind their number, and the arguments."""
    if isinstance(keys, (str, bytes)) or isinstance(args, (str, bytes)):
        raise TypeError("keys and arguments are given as lists, be it one alone")
    return (len(keys), *keys, *args)
