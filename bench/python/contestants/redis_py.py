"""redis-py with its parser in C, which it finds by itself."""

import asyncio
from importlib.metadata import version

import redis

from contestant import HASH, KEY, LARGE, LIST, PIPELINE, Contestant

LABEL = f"redis-py {version('redis')} with hiredis {version('hiredis')}"


class RedisPy(Contestant):
    def __init__(self, port):
        self.port = port
        self.redis = redis.Redis(port=port)

    def get(self):
        return self.redis.get(KEY)

    def set(self):
        return self.redis.set(KEY, "x" * 16)

    def pipeline(self):
        pipe = self.redis.pipeline(transaction=False)
        for _ in range(PIPELINE):
            pipe.get(KEY)
        return pipe.execute()

    def lrange(self):
        return self.redis.lrange(LIST, 0, -1)

    def hgetall(self):
        return self.redis.hgetall(HASH)

    def get_large(self, length):
        return self.redis.get(LARGE)

    def set_large(self, value):
        return self.redis.set("out", value)

    def subscribe(self, channel):
        self.pubsub = self.redis.pubsub(ignore_subscribe_messages=True)
        self.pubsub.subscribe(channel)
        self.pubsub.get_message(timeout=5)

    def messages(self, count):
        listen = self.pubsub.listen()
        for _ in range(count):
            next(listen)

    def tasks(self, tasks, each):
        import redis.asyncio

        async def main():
            client = redis.asyncio.Redis(port=self.port)

            async def task():
                for _ in range(each):
                    await client.get(KEY)

            await asyncio.gather(*(task() for _ in range(tasks)))
            await client.aclose()

        asyncio.run(main())


CONTESTANT = RedisPy
