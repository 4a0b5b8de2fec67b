"""The first steps: any command is a method, in the words of redis-cli."""

import os

from picoredis import Redis, RedisError

with Redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1")) as redis:
    print(redis.set("foo", "bar", "EX", 10))
    print(redis.get("foo"))
    print(redis("TTL", "foo") <= 10)
    print(redis.hset("myhash", "key1", 42), redis.hgetall("myhash"))
    try:
        redis.incr("foo")
    except RedisError as error:
        print(error.code, "is the code of:", error.args[1])
    print(redis.delete("foo", "myhash"))
