"""What a user of redis-py does, over the codec of picoredis: port, protocol, and whether strings are `str`."""

import asyncio
import sys

import picoredis.hiredis

sys.modules["hiredis"] = picoredis.hiredis
import redis  # noqa: E402
from redis._parsers import _HiredisParser

port, protocol, decode = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
text = (lambda text: text) if decode else (lambda text: text.encode())
client = redis.Redis(port=port, protocol=protocol, decode_responses=decode)
connection = client.connection_pool.get_connection()
assert type(connection._parser) is _HiredisParser, connection._parser
assert type(connection._parser._reader) is picoredis.Parser
client.connection_pool.release(connection)
assert client.set("foo", "bär")
assert client.get("foo") == ("bär" if decode else "bär".encode())
client.hset("h", mapping={"a": 1, "b": 2})
assert client.hgetall("h") == {text("a"): text("1"), text("b"): text("2")}
client.zadd("z", {"m": 1.5})
assert client.zscore("z", "m") == 1.5
assert client.sadd("s", "x") in (0, 1) and client.smembers("s") == {text("x")}
large = "x" * 3_000_000
client.set("large", large)
assert client.get("large") == text(large)
try:
    client.lpush("foo", 1)
    raise SystemExit("no error")
except redis.ResponseError as error:
    assert str(error).startswith("WRONGTYPE")
pipe = client.pipeline(transaction=True).set("foo", "bar").incr("foo").get("foo")
results = pipe.execute(raise_on_error=False)
assert isinstance(results[1], redis.ResponseError) and results[2] == text("bar")
listener = client.pubsub(ignore_subscribe_messages=True)
listener.subscribe("news")
listener.get_message(timeout=5)
client.publish("news", "one")
message = None
while message is None:
    message = listener.get_message(timeout=5)
assert message["data"] == text("one"), message
assert len(list(client.scan_iter(count=1))) >= 4

async def main():
    client = redis.asyncio.Redis(port=port, protocol=protocol, decode_responses=decode)
    assert await client.get("foo") == text("bar")
    assert await client.hgetall("h") == {text("a"): text("1"), text("b"): text("2")}
    await client.aclose()

asyncio.run(main())
client.flushall()
print("all right")
