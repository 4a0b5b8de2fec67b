"""Scripts in Lua."""

import pytest

from picoredis import AsyncRedis, AsyncScript, RedisError, Script

ADD = "return redis.call('INCRBY', KEYS[1], ARGV[1])"


def test_a_script_is_sent_once(redis):
    redis.script_flush()
    redis.config_resetstat()
    add = Script(redis, ADD)
    assert [add(["n"], [3]), add(["n"], [4])] == [3, 7]
    assert redis.script_exists(add.sha) == [1]
    assert b"cmdstat_eval:calls=1," in redis.info("commandstats")
    assert Script(redis, "return 1")() == 1
    with pytest.raises(TypeError):
        add("n", [1])
    redis.set("text", "x")
    with pytest.raises(RedisError, match="not an integer"):
        add(["text"], [1])


def test_a_script_of_tasks(run, server, redis):
    redis.script_flush()

    async def main():
        async with AsyncRedis(port=server.port) as redis:
            add = AsyncScript(redis, ADD)
            assert [await add(["n"], [3]), await add(["n"], [4])] == [3, 7]

    run(main)
