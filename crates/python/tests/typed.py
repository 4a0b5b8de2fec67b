"""What type checkers are to find out: a line that they judge otherwise is an error for them. Nobody runs it."""

import array
from asyncio import Future
from typing import Any, Collection, List, Optional

from typing_extensions import assert_type

from picoredis import AsyncRedis, Pipeline, Pool, Redis


class Mine(Redis):
    def command_list_sorted(self) -> List[bytes]:
        return sorted(self.command_list())


def with_bytes(redis: Redis) -> None:
    assert_type(redis.get("foo"), Optional[bytes])
    assert_type(redis.incr("foo"), int)
    assert_type(redis.lrange("foo", 0, -1), List[bytes])
    assert_type(redis.smembers("foo"), Collection[bytes])
    assert_type(redis.hgetall("foo"), Any)
    assert_type(redis.get_into("foo", array.array("i", [0])), Optional[int])
    for key in redis.scan_iter():
        assert_type(key, bytes)


def with_str(redis: Redis[str], pool: Pool[str]) -> None:
    assert_type(redis.get("foo"), Optional[str])
    assert_type(redis.mget("foo", "bar"), List[Optional[str]])
    with pool.connection() as other:
        assert_type(other, Redis[str])


def plan(redis: Mine, pipe: Pipeline) -> None:
    pipe.set("foo", len(redis.command_list_sorted())).get("foo")


def made(decode: bool) -> None:
    assert_type(Redis(), Redis[bytes])
    assert_type(Redis("localhost", decode=True, db=1), Redis[str])
    assert_type(Redis(decode=decode).get("foo"), Optional[Any])
    assert_type(Redis.from_url("redis://localhost"), Redis[bytes])
    assert_type(Redis.from_url("redis://localhost", decode=True), Redis[str])
    # Nothing is decoded there.
    assert_type(Redis[str].from_url("redis://localhost"), Redis[bytes])
    assert_type(AsyncRedis[str].from_url("redis://localhost"), AsyncRedis[bytes])
    assert_type(Pool(3, decode=True), Pool[str])
    assert_type(Pool.from_url("redis://localhost", 3), Pool[bytes])
    assert_type(Mine.from_url("redis://localhost"), Mine)
    with Mine(port="6379") as mine:
        assert_type(mine, Mine)
        mine.transaction(plan, "foo")


async def tasks() -> None:
    async with AsyncRedis(decode=True) as redis:
        assert_type(redis, AsyncRedis[str])
        assert_type(await redis.get("foo"), Optional[str])
        assert_type(redis.incr("foo"), "Future[int]")
        async for key in redis.scan_iter():
            assert_type(key, str)
    assert_type(AsyncRedis.from_url("redis://localhost", timeout=None), AsyncRedis[bytes])


def wrong() -> None:
    # The URL says it.
    Redis.from_url("redis://localhost", port=1)  # type: ignore
    AsyncRedis.from_url("redis://localhost", host="there")  # type: ignore
    Pool.from_url("redis://localhost", server="there")  # type: ignore
    Pool.from_url("redis://localhost", unix_socket_path="x.sock")  # type: ignore
