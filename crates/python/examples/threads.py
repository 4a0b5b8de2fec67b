"""A pool for threads, and a script that all of them run."""

import os
import threading

from picoredis import Pool, Script

pool = Pool.from_url(os.environ.get("REDIS_URL", "redis://127.0.0.1"), size=2)


def work() -> None:
    with pool.connection() as redis:
        add = Script(redis, "return redis.call('INCRBY', KEYS[1], ARGV[1])")
        add(["sum"], [5])


threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with pool.connection() as redis:
    print(redis.get("sum"), redis.delete("sum"))
pool.close()
