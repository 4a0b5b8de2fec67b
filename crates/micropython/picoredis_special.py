"""Commands that wait by design, which get more time, and those that are not answered by one reply, which are refused."""

# Where their time stands among the arguments: in seconds.
_SECONDS = {"BLPOP": -1, "BRPOP": -1, "BRPOPLPUSH": -1, "BLMOVE": -1, "BZPOPMIN": -1, "BZPOPMAX": -1, "BLMPOP": 1, "BZMPOP": 1}
# In milliseconds.
_MILLISECONDS = {"WAIT": -1, "WAITAOF": -1}
# As good as for ever, and no more than any port can count.
_EVER = 2000000000


def Special(redis, args):
    """The reply of such a command."""
    from picoredis import RedisError, encode

    name = args[0].upper()
    if name[-9:] == "SUBSCRIBE" or name in ("MONITOR", "SYNC", "PSYNC"):
        raise RedisError("Not answered by one reply: use picoredis.Subscriber")
    wait = waits(name, args)
    if wait and redis._sock:
        redis._sock.settimeout((redis._timeout + wait) / 1000)
    try:
        reply = redis._run(encode(*args), 1)[0]
    finally:
        if wait and redis._sock:
            redis._sock.settimeout(redis._timeout / 1000)
    if isinstance(reply, RedisError):
        raise reply
    return reply


def waits(name, args):
    """How many milliseconds a command may wait; 0 if it does not."""
    try:
        if name in _SECONDS:
            wait = float(args[_SECONDS[name]]) * 1000
        elif name in _MILLISECONDS:
            wait = int(args[_MILLISECONDS[name]])
        else:
            words = [arg.upper() if isinstance(arg, str) else arg for arg in args]
            if "BLOCK" not in words or name not in ("XREAD", "XREADGROUP"):
                return 0
            wait = int(args[words.index("BLOCK") + 1])
    except (ValueError, TypeError, IndexError):
        # The server will tell what is wrong.
        return 0
    return wait if 0 < wait < _EVER else _EVER
