"""Commands that wait by design, which get more time, and those that are not answered by one reply, which are refused."""

from picoredis import RedisError, encode

# Where their time stands among the words, and how many milliseconds it counts.
_WAITS = {
    "BLPOP": (-1, 1000),
    "BRPOP": (-1, 1000),
    "BRPOPLPUSH": (-1, 1000),
    "BLMOVE": (-1, 1000),
    "BZPOPMIN": (-1, 1000),
    "BZPOPMAX": (-1, 1000),
    "BLMPOP": (1, 1000),
    "BZMPOP": (1, 1000),
    "WAIT": (-1, 1),
    "WAITAOF": (-1, 1),
}
# As good as for ever, and no more than any port can count.
_EVER = 2000000000


def Special(redis, args):
    """The reply of such a command."""
    wait = allow(args)
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


def allow(args):
    """How many milliseconds a command waits by itself; a RedisError if it is not answered by one reply."""
    name = args[0] if isinstance(args[0], str) else str(args[0], "utf-8")
    name = name.upper()
    if name[-9:] == "SUBSCRIBE" or name in ("MONITOR", "SYNC", "PSYNC"):
        raise RedisError("Not answered by one reply: see picoredis_subscriber")
    try:
        if name in _WAITS:
            place, unit = _WAITS[name]
        elif name in ("XREAD", "XREADGROUP"):
            words = [arg.upper() if isinstance(arg, str) else arg for arg in args]
            place, unit = words.index("BLOCK") + 1, 1
        else:
            return 0
        wait = int(float(args[place]) * unit)
    except (ValueError, TypeError, IndexError):
        # It does not wait, or the server will tell what is wrong.
        return 0
    return wait if 0 < wait < _EVER else _EVER
