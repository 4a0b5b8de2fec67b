"""valkey-glide, blocking."""

from importlib.metadata import version

from glide_sync import Batch, GlideClient, GlideClientConfiguration, NodeAddress

from contestant import HASH, KEY, LARGE, LIST, PIPELINE, Contestant

LABEL = "valkey-glide-sync " + version("valkey-glide-sync")


class GlideSync(Contestant):
    def __init__(self, port):
        config = GlideClientConfiguration([NodeAddress("127.0.0.1", port)], request_timeout=60_000)
        self.redis = GlideClient.create(config)

    def get(self):
        return self.redis.get(KEY)

    def set(self):
        return self.redis.set(KEY, "x" * 16)

    def pipeline(self):
        batch = Batch(is_atomic=False)
        for _ in range(PIPELINE):
            batch.get(KEY)
        return self.redis.exec(batch, raise_on_error=True)

    def lrange(self):
        return self.redis.lrange(LIST, 0, -1)

    def hgetall(self):
        return self.redis.hgetall(HASH)

    def get_large(self, length):
        return self.redis.get(LARGE)

    def set_large(self, value):
        return self.redis.set("out", value)


CONTESTANT = GlideSync
