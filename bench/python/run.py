"""Has the contestants do the same in turns, and writes what came of it. `cargo xtask bench python [ITEM...]` calls it.

In the environment: `PICOREDIS_TEST_SERVER`, the words that start a server; `ORIGINAL`, the folder of PicoRedis 0.1.1.
"""

import os
import platform
import random
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import contestant
from results import write

HERE = Path(__file__).parent
NAMES = ("raw", "picoredis_rs", "redis_py", "redis_py_alone", "coredis_", "glide_async", "glide_sync_", "original")

#: Items: what they are called, the method, how often it is done in a round, rounds, and what one of it is.
ITEMS = (
    ("GET, one after the other", "get", 400, 15, "command"),
    ("SET, one after the other", "set", 400, 15, "command"),
    ("1000 GETs in a pipeline", "pipeline", 6, 11, "pipeline"),
    ("1000 GETs in a pipeline, from a list", "pipeline_of_list", 6, 11, "pipeline"),
    ("LRANGE of 100,000", "lrange", 1, 9, "reply"),
    ("HGETALL of 10,000", "hgetall", 3, 9, "reply"),
    ("GET of 64 MiB", "get_large", 1, 7, "value"),
    ("SET of 64 MiB", "set_large", 1, 5, "value"),
    ("8 threads with a client each", "threads", 800, 9, "command"),
    ("messages of a channel", "messages", 1000, 15, "message"),
    ("100 tasks of asyncio", "tasks", 2000, 7, "command"),
)
#: One that takes longer than this for a round does not play on: seconds.
PATIENCE = 20


class Server:
    """A private one, filled."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="picoredis-bench-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        words = os.environ["PICOREDIS_TEST_SERVER"].split("\n")
        # Who reads messages late must not be cut off.
        settings = ["--port", str(self.port), "--save", "", "--client-output-buffer-limit", "pubsub 0 0 0"]
        settings += ["--dir", self.folder.name]
        self.process = subprocess.Popen([*words, *settings], stdout=subprocess.DEVNULL)
        self.wire = self.connect()
        self.fill()
        return self

    def connect(self):
        end = time.monotonic() + 20
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.01)

    def command(self, *words):
        words = [word if isinstance(word, bytes) else str(word).encode() for word in words]
        head = b"*%d\r\n" % len(words)
        self.wire.sendall(head + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
        answer = self.wire.recv(4096)
        assert answer[:1] in b"+:", answer
        return answer

    def fill(self):
        self.command("SET", contestant.KEY, "x" * 16)
        self.command("RPUSH", contestant.LIST, *(f"element {number}" for number in range(100_000)))
        self.command("HSET", contestant.HASH, *(f"word {number}" for number in range(20_000)))
        self.command("SET", contestant.LARGE, b"x" * contestant.LARGE_LEN)

    def publish(self, count):
        """All in one go, and so few that they lie in the reader's socket. Of what is sent one by one most stays with the sender, a
        packet each, until the reader has made room: the system takes longer for those packets than a client for the messages."""
        words = ("PUBLISH", contestant.CHANNEL, "x" * 16)
        one = b"*3\r\n" + b"".join(b"$%d\r\n%s\r\n" % (len(word), word.encode()) for word in words)
        self.wire.sendall(one * count)
        answers = b""
        while answers.count(b"\n") < count:
            answers += self.wire.recv(1 << 16)
        # With this answered all that was answered before has been written.
        self.command("PING")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


class Player:
    """A contestant in its process."""

    def __init__(self, name, port):
        self.name = name
        script = str(HERE / "contestant.py")
        self.process = subprocess.Popen(
            [sys.executable, script, name, str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(),
        )
        self.results = {}

    def play(self, item, count):
        """Seconds, the processor's seconds and bytes; `None` if it cannot."""
        self.process.stdin.write(f"{item} {count}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            raise RuntimeError(f"{self.name} ended in the middle of {item}")
        return None if answer == ["-"] else tuple(map(float, answer))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def environment():
    return {**os.environ, "PYTHONPATH": str(HERE / "contestants"), "PYTHONDONTWRITEBYTECODE": ""}


def label(name):
    ask = f"import sys, contestant; sys.path.insert(0, {str(HERE / 'contestants')!r}); import {name}; print({name}.LABEL)"
    said = subprocess.run([sys.executable, "-c", ask], cwd=HERE, env=environment(), capture_output=True, text=True)
    return said.stdout.strip() if said.returncode == 0 else None


def rounds(server, players, item, count, number):
    """Lists of seconds by contestant, of the processor's, and the most bytes: all do the same in turns."""
    seconds, processor, peaks, able = {}, {}, {}, list(players)
    for turn in range(number + 1):
        # Who comes after a slow one finds nothing in the caches: the order is another one in each round.
        for player in random.Random(turn).sample(able, len(able)):
            if item == "messages":
                if turn == 0 and player.play("subscribe", 1) is None:
                    able.remove(player)
                    continue
                server.publish(count)
            played = player.play(item, count)
            if played is None or (turn and played[0] > PATIENCE):
                able.remove(player)
            if played is None or turn == 0:
                # The first one warms up.
                continue
            seconds.setdefault(player.name, []).append(played[0] / count)
            processor.setdefault(player.name, []).append(played[1] / count)
            peaks[player.name] = max(peaks.get(player.name, 0), played[2])
    return seconds, processor, peaks


def imports(names):
    """Seconds and bytes that an import takes, each in a process of its own, in turns."""
    what = {"picoredis_rs": "picoredis", "redis_py": "redis", "coredis_": "coredis", "glide": "glide_async", "glide_sync_": "glide_sync"}
    seconds, processor, peaks = {}, {}, {}
    script = (
        "import time; from contestant import resident; before = resident('VmRSS:'); "
        "begin, processor = time.perf_counter(), time.process_time(); import {}; "
        "print(time.perf_counter() - begin, time.process_time() - processor, resident('VmRSS:') - before)"
    )
    for _ in range(11):
        for name in names:
            if name in what:
                ask = [sys.executable, "-c", script.format(what[name])]
                said = subprocess.run(ask, cwd=HERE, env=environment(), capture_output=True, text=True).stdout.split()
                seconds.setdefault(name, []).append(float(said[0]))
                processor.setdefault(name, []).append(float(said[1]))
                peaks[name] = int(said[2])
    return seconds, processor, peaks


def share_a_core():
    """The server and all that is started from now on: on two cores they wake each other, which hides what clients take."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main(asked):
    unknown = set(asked) - {item for _, item, *_ in ITEMS} - {"import"}
    if unknown:
        sys.exit(f"no such item: {' '.join(unknown)}; there are {' '.join(item for _, item, *_ in ITEMS)} import")
    labels = {name: label(name) for name in NAMES}
    for name in [name for name in NAMES if not labels[name]]:
        print(f"  {name} cannot be imported here, and does not play")
        del labels[name]
    results = []
    share_a_core()
    with Server() as server:
        players = [Player(name, server.port) for name in labels]
        # Nobody begins before all have: they share a core, and importing takes one for long.
        for player in players:
            player.play("-", 0)
        for title, item, count, number, unit in ITEMS:
            if asked and item not in asked:
                continue
            print(f"  {title}", flush=True)
            # Who is subscribed hears what was meant for another: these play one after the other.
            alone = [[player] for player in players] if item == "messages" else [players]
            played = {}, {}, {}
            for group in alone:
                for all_of_them, more in zip(played, rounds(server, group, item, count, number)):
                    all_of_them.update(more)
            seconds, processor, peaks = played
            results.append((title, unit, seconds, processor, peaks if "64 MiB" in title else {}))
        for player in players:
            player.end()
    if not asked or "import" in asked:
        print("  import", flush=True)
        results.append(("import", "import", *imports(labels)))
    text = write(labels, results, f"{platform.python_implementation()} {platform.python_version()}")
    print(text)
    if not asked:
        (HERE / "RESULTS.md").write_text(text)


if __name__ == "__main__":
    main(sys.argv[1:])
