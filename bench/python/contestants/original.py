"""PicoRedis 0.1.1, as it is on PyPI."""

import os
import sys

# It has the same name as this project's package.
sys.path.insert(0, os.environ["ORIGINAL"])

from picoredis import Redis  # noqa: E402

from contestant import HASH, KEY, LIST, Contestant  # noqa: E402

LABEL = "PicoRedis 0.1.1"


class Original(Contestant):
    def __init__(self, port):
        self.redis = Redis("127.0.0.1", port)

    def get(self):
        return self.redis.get(KEY)

    def set(self):
        return self.redis.set(KEY, "x" * 16)

    def lrange(self):
        return self.redis.lrange(LIST, 0, -1)

    def hgetall(self):
        items = iter(self.redis.hgetall(HASH))
        return dict(zip(items, items))


CONTESTANT = Original
