"""Pipelines: in one go; transactions: all or none, and again if somebody else was faster."""

import os

from picoredis import Pipeline, Redis


def double(redis: Redis, pipe: Pipeline) -> None:
    pipe.set("balance", 2 * int(redis.get("balance") or 0))


with Redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1")) as redis:
    with redis.pipeline() as pipe:
        pipe.set("balance", 21).get("balance")
        print(pipe.execute())
    print(redis.transaction(double, "balance"), redis.get("balance"))
    print(redis.pipeline(transaction=True).incr("balance").delete("balance").execute())
