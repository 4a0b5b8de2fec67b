"""valkey-glide, for asyncio."""

from importlib.metadata import version

from glide import Batch, GlideClient, GlideClientConfiguration, NodeAddress

from contestant import HASH, KEY, LARGE, LIST, PIPELINE, Awaiting

LABEL = "valkey-glide " + version("valkey-glide")


class Glide(Awaiting):
    def client(self, port):
        return Client(port)

    async def get(self, redis):
        return await redis.get(KEY)

    async def set(self, redis):
        return await redis.set(KEY, "x" * 16)

    async def pipeline(self, redis):
        batch = Batch(is_atomic=False)
        for _ in range(PIPELINE):
            batch.get(KEY)
        return await redis.exec(batch, raise_on_error=True)

    async def lrange(self, redis):
        return await redis.lrange(LIST, 0, -1)

    async def hgetall(self, redis):
        return await redis.hgetall(HASH)

    async def get_large(self, redis, length):
        return await redis.get(LARGE)

    async def set_large(self, redis, value):
        return await redis.set("out", value)


class Client:
    """Connects where the others do: when it is entered."""

    def __init__(self, port):
        self.config = GlideClientConfiguration([NodeAddress("127.0.0.1", port)], request_timeout=60_000)

    async def __aenter__(self):
        self.redis = await GlideClient.create(self.config)
        return self.redis

    async def __aexit__(self, *_):
        await self.redis.close()


CONTESTANT = Glide
