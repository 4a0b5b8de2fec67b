"""Large replies: in memory once, and whole in every shape."""

import os
import subprocess
import sys

import pytest

from picoredis import Redis

PIECE = bytes(range(256)) * 4096

#: In a process of its own, as it is about what a process has held at the most.
PEAK = """
import sys
from picoredis import Redis

def resident(which):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith(which))

redis = Redis(port=int(sys.argv[1]), timeout=60000)
redis.get("small")
with open("/proc/self/clear_refs", "w") as clear:
    clear.write("5")
before = resident("VmRSS:")
value = redis.get("large")
print(len(value), resident("VmHWM:") - before)
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/clear_refs"), reason="the system does not tell")
@pytest.mark.skipif(sys.implementation.name == "pypy", reason="PyPy copies what a module in C has made")
def test_a_large_value_is_in_memory_once(redis, server):
    redis.set("large", PIECE * 64)
    said = subprocess.run([sys.executable, "-c", PEAK, str(server.port)], capture_output=True, text=True, check=True)
    length, peak = map(int, said.stdout.split())
    assert length == 64 << 20
    assert length <= peak < length + (2 << 20)


def test_large_values_in_every_shape(redis, server):
    sizes = [0, 1, 32_000, 32_768, 33_000, 100_000, len(PIECE)]
    for size in sizes:
        redis.set(f"value {size}", PIECE[:size])
        assert redis.get(f"value {size}") == PIECE[:size]
    keys = [f"value {size}" for size in sizes]
    expected = [PIECE[:size] for size in sizes]
    assert redis.mget(*keys) == expected
    with redis.pipeline() as pipe:
        for key in keys:
            pipe.get(key)
        assert pipe.execute() == expected
    with redis.pipeline(transaction=True) as pipe:
        for key in keys:
            pipe.get(key)
        assert pipe.execute() == expected
    redis.hset("hash", "field", PIECE)
    with Redis(port=server.port, protocol=3) as other:
        assert other.hgetall("hash") == {b"field": PIECE}
    with Redis(port=server.port, decode=True) as other:
        other.set("text", "é" * 500_000)
        assert other.get("text") == "é" * 500_000
        with pytest.raises(UnicodeDecodeError):
            other.get(keys[-1])
        assert other.ping() == "PONG"
    assert redis.ping() == b"PONG"


def test_lists_longer_than_anybody_believes(redis):
    redis.rpush("list", *range(100_000))
    assert redis.lrange("list", 0, -1) == [b"%d" % number for number in range(100_000)]
    redis.xadd("stream", "1-1", "field", "value")
    assert redis.xrange("stream", "-", "+") == [[b"1-1", [b"field", b"value"]]]
    redis.set("key", "value")
    assert redis.mget("key", "missing", "key") == [b"value", None, b"value"]


def test_importing_brings_only_what_is_needed():
    ask = "import sys; before = set(sys.modules); import picoredis; print(*sorted(set(sys.modules) - before))"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True)
    # PyPy's own for modules in C.
    brought = [name for name in said.stdout.split() if name != "cpyext"]
    assert brought == ["picoredis", "picoredis._picoredis"], said.stderr


def test_names_that_are_imported_when_they_are_used():
    import picoredis

    for name in picoredis.__all__:
        assert getattr(picoredis, name).__name__ == name
        assert name in dir(picoredis)
    with pytest.raises(AttributeError):
        picoredis.nothing
