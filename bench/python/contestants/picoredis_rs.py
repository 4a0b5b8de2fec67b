"""This project."""

import asyncio
from importlib.metadata import version

from picoredis import Redis

from contestant import HASH, KEY, LARGE, LIST, PIPELINE, Contestant

LABEL = "picoredis " + version("picoredis-rs")


class Ours(Contestant):
    def __init__(self, port):
        self.port = port
        # As the peers do by default: a hash is a dict.
        self.redis = Redis(port=port, timeout=60_000, protocol=3)

    def get(self):
        return self.redis.get(KEY)

    def set(self):
        return self.redis.set(KEY, "x" * 16)

    def pipeline(self):
        pipe = self.redis.pipeline()
        for _ in range(PIPELINE):
            pipe.get(KEY)
        return pipe.execute()

    def pipeline_of_list(self):
        return self.redis.pipeline().extend([("GET", KEY)] * PIPELINE).execute()

    def lrange(self):
        return self.redis.lrange(LIST, 0, -1)

    def hgetall(self):
        return self.redis.hgetall(HASH)

    def get_large(self, length):
        return self.redis.get(LARGE)

    def set_large(self, value):
        return self.redis.set("out", value)

    def subscribe(self, channel):
        self.redis.subscribe(channel)

    def messages(self, count):
        listen = self.redis.listen()
        for _ in range(count):
            next(listen)

    def tasks(self, tasks, each):
        from picoredis import AsyncRedis

        async def main():
            async with AsyncRedis(port=self.port) as redis:

                async def task():
                    for _ in range(each):
                        await redis.get(KEY)

                await asyncio.gather(*(task() for _ in range(tasks)))

        asyncio.run(main())


CONTESTANT = Ours
