"""asyncio: all tasks share one connection, and what they send goes out together."""

import asyncio
import os

from picoredis import AsyncPipeline, AsyncRedis, Message


async def double(redis: AsyncRedis, pipe: AsyncPipeline) -> None:
    pipe.set("visits", 2 * int(await redis.get("visits") or 0))


async def main() -> None:
    async with AsyncRedis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1")) as redis:
        print(sorted(await asyncio.gather(*(redis.incr("visits") for _ in range(10)))))
        await redis.transaction(double, "visits")
        print(await redis.pipeline().get("visits").delete("visits").execute())

        # Whoever waits lets the others go on.
        waiting = redis.blpop("tasks", 0)
        await redis.rpush("tasks", "sleep")
        print(await waiting)

        await redis.subscribe("news")
        await redis.publish("news", "it rains")
        async for message in redis.listen():
            if isinstance(message, Message):
                print(message.channel, message.payload)
                break


asyncio.run(main())
