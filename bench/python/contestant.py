"""What a contestant is: a class with a method for each item that it can play. `python contestant.py NAME PORT` plays.

On standard input come lines `ITEM COUNT`, and to each it answers with a line: how many seconds that took, how many of the
processor's, and how many bytes more than before were resident at the most. An item that it has no method for is answered with `-`.
"""

import asyncio
import importlib
import sys
import threading
import time

KEY, LIST, HASH, LARGE = "key", "list", "hash", "large"
CHANNEL = "news"
#: How many commands go out together.
PIPELINE = 1000
LARGE_LEN = 64 << 20
THREADS, TASKS = 8, 100


class Contestant:
    """A client that blocks. Its methods are items: each does the thing once."""

    def play(self, item, count):
        """Does something so many times: when it began and when it ended."""
        if item == "subscribe":
            self.subscribe(CHANNEL)
            count = 0
        begin = time.perf_counter()
        if item == "threads":
            self.threads(count)
        elif item == "tasks":
            self.tasks(TASKS, count // TASKS)
        elif item == "messages":
            self.messages(count)
        elif item == "get_large":
            for _ in range(count):
                self.get_large(LARGE_LEN)
        elif item == "set_large":
            value = b"x" * LARGE_LEN
            begin = time.perf_counter()
            for _ in range(count):
                self.set_large(value)
        elif count:
            work = getattr(self, item)
            for _ in range(count):
                work()
        return begin, time.perf_counter()

    def threads(self, count):
        # Connecting is no part of it.
        if not hasattr(self, "others"):
            self.others = [type(self)(PORT) for _ in range(THREADS)]
        work = [threading.Thread(target=other.play, args=("get", count // THREADS)) for other in self.others]
        for thread in work:
            thread.start()
        for thread in work:
            thread.join()


class Awaiting(Contestant):
    """A client for asyncio: its methods are given the client that `client` makes."""

    threads = None

    def __init__(self, port):
        self.port = port

    def play(self, item, count):
        return asyncio.run(self.play_in_loop(item, count))

    async def play_in_loop(self, item, count):
        value = b"x" * LARGE_LEN if item == "set_large" else None
        async with self.client(self.port) as redis:
            begin = time.perf_counter()
            if item == "tasks":
                await asyncio.gather(*(self.task(redis, count // TASKS) for _ in range(TASKS)))
            else:
                work = getattr(self, item)
                given = {"get_large": (LARGE_LEN,), "set_large": (value,)}.get(item, ())
                for _ in range(count):
                    await work(redis, *given)
            return begin, time.perf_counter()

    async def task(self, redis, count):
        for _ in range(count):
            await self.get(redis)

    def tasks(self):
        """It can: see `task`."""


def resident(which):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith(which))


def forget_peak():
    with open("/proc/self/clear_refs", "w") as clear:
        clear.write("5")


def main(name):
    contestant = importlib.import_module(name).CONTESTANT(PORT)
    for line in sys.stdin:
        item, count = line.split()
        if getattr(contestant, item, None) is None:
            print("-", flush=True)
            continue
        forget_peak()
        before = resident("VmRSS:")
        processor = time.process_time()
        begin, end = contestant.play(item, int(count))
        print(end - begin, time.process_time() - processor, resident("VmHWM:") - before, flush=True)


if __name__ == "__main__":
    PORT = int(sys.argv[2])
    # The contestants import this by its name.
    sys.modules["contestant"] = sys.modules["__main__"]
    main(sys.argv[1])
