"""How long a client takes, in microseconds: `compare.py FOLDER_OF_CLIENT PORT`. For the original, too.

First LRANGE of ten thousand elements, then the bytes of a SET.
"""

import sys
import time

sys.path[:] = [sys.argv[1]]

import picoredis

FILL = "for i = 1, 10000 do redis.call('RPUSH', KEYS[1], 'element:' .. i) end"


def encoder():
    if hasattr(picoredis, "encode"):
        return picoredis.encode
    # The original makes bytes of it when it sends it.
    return lambda *args: picoredis.encode_request(*args).encode("utf-8")


def read(redis):
    elements = redis.lrange("compared", 0, -1)
    assert len(elements) == 10000 and elements[-1] == b"element:10000"


def encode_twenty(encode):
    for _ in range(20):
        encode("SET", "key:000000000001", "value")


def shortest(work, arg):
    """The shortest of many rounds in two seconds, of five at least: what else the machine does only makes it longer."""
    times = []
    while len(times) < 5 or sum(times) < 2000000:
        start = time.ticks_us()
        work(arg)
        times.append(time.ticks_diff(time.ticks_us(), start))
    return min(times)


redis = picoredis.Redis(port=int(sys.argv[2]))
redis.do_cmd("DEL", "compared")
redis.eval(FILL, 1, "compared")
print(shortest(read, redis), shortest(encode_twenty, encoder()) / 20)
