"""Values of any size, to and from files, and into memory that is there already."""

import os
import tempfile

from picoredis import Redis

with Redis.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1")) as redis:
    with tempfile.TemporaryFile() as file:
        file.write(b"a line\n" * 1_000_000)
        file.seek(0)
        print(redis.set_from("file", file))
        file.seek(0)
        print(redis.get_to("file", file), "bytes")
    memory = bytearray(10)
    redis.set("greeting", "hello")
    print(redis.get_into("greeting", memory), memory)
    print(redis.delete("file", "greeting"))
