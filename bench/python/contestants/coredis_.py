"""coredis, for asyncio."""

from importlib.metadata import version

import coredis

from contestant import HASH, KEY, LARGE, LIST, PIPELINE, Awaiting

LABEL = "coredis " + version("coredis")


class Coredis(Awaiting):
    def client(self, port):
        return coredis.Redis(port=port)

    async def get(self, redis):
        return await redis.get(KEY)

    async def set(self, redis):
        return await redis.set(KEY, "x" * 16)

    async def pipeline(self, redis):
        async with redis.pipeline() as pipe:
            replies = [pipe.get(KEY) for _ in range(PIPELINE)]
        return [await reply for reply in replies]

    async def lrange(self, redis):
        return await redis.lrange(LIST, 0, -1)

    async def hgetall(self, redis):
        return await redis.hgetall(HASH)

    async def get_large(self, redis, length):
        return await redis.get(LARGE)

    async def set_large(self, redis, value):
        return await redis.set("out", value)


CONTESTANT = Coredis
