"""Takes a board's settings from a hash: `redis-cli HSET board:e6614103 interval 5 name kitchen`."""

from binascii import hexlify

from machine import unique_id
from picoredis import Redis

config = {"interval": 10, "name": "board"}

redis = Redis("192.168.1.100")
# Without RESP3 a hash is a list: each field, then its value.
items = redis.hgetall(b"board:" + hexlify(unique_id()))
for at in range(0, len(items), 2):
    field, value = items[at].decode(), items[at + 1].decode()
    # A number stays a number.
    config[field] = type(config.get(field, ""))(value)
redis.close()

print(config)
