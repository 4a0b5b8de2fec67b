"""Runs tests on a board that QEMU plays: `board.py FOLDER_OF_CODEC FOLDER_OF_VECTORS TEST... -- QEMU...`.

The board has no file system: one in its memory is mounted first. All is said over the raw REPL, QEMU's standard input
and output.
"""

import os
import subprocess
import sys
import threading

# After so many seconds a board hangs.
LIMIT = 240

FILE_SYSTEM = """
import io, sys, vfs

class Files:
    files = {}
    def mount(self, readonly, mkfs):
        pass
    def umount(self):
        pass
    def chdir(self, path):
        pass
    def stat(self, path):
        if path in self.files:
            return (0x8000, 0, 0, 0, 0, 0, len(self.files[path]), 0, 0, 0)
        if any(name.startswith(path + "/") for name in self.files):
            return (0x4000, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        raise OSError(2)
    def ilistdir(self, path):
        start = path.rstrip("/") + "/"
        return iter([(name[len(start):], 0x8000, 0) for name in self.files if name.startswith(start)])
    def open(self, path, mode):
        if path not in self.files:
            raise OSError(2)
        data = self.files[path]
        return io.BytesIO(data) if "b" in mode else io.StringIO(str(data, "utf-8"))

vfs.mount(Files(), "/ram")
"""


def main(codec, vectors, *words):
    end = words.index("--")
    tests, emulator = words[:end], words[end + 1 :]
    board = Board(emulator)
    try:
        board.run(FILE_SYSTEM)
        board.put_folder(codec, "/codec", ".mpy")
        if len(tests) > 1:
            board.put_folder(vectors, "/vectors", ".resp")
            board.put(vectors + ".py", "/vectors.py")
        for test in tests:
            with open(test) as file:
                name = os.path.basename(test)
                print(board.run("sys.argv[:] = [%r, '/ram/codec', '/ram/vectors']\n%s" % (name, file.read())), end="")
    finally:
        board.stop()


class Board:
    """A running QEMU. Its REPL is quiet, and takes scripts."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.watchdog = threading.Timer(LIMIT, self.process.kill)
        self.watchdog.daemon = True
        self.watchdog.start()
        # Before that it would not listen.
        self.hear(b">>> ")
        self.say(b"\r\x03\x03\x01")
        self.hear(b"raw REPL; CTRL-B to exit\r\n>")

    def run(self, script):
        """Runs a script to its end; returns what it prints."""
        self.say(script.encode() + b"\x04")
        self.hear(b"OK")
        output = self.hear(b"\x04")
        error = self.hear(b"\x04")
        self.hear(b">")
        if error:
            raise SystemExit("%s%s" % (output.decode(), error.decode()))
        return output.decode().replace("\r\n", "\n")

    def put_folder(self, folder, place, ending):
        for name in sorted(os.listdir(folder)):
            if name.endswith(ending):
                self.put(folder + "/" + name, place + "/" + name)

    def put(self, path, place):
        with open(path, "rb") as file:
            data = file.read()
        self.run("parts = []")
        for at in range(0, len(data), 1024):
            self.run("parts.append(%r)" % data[at : at + 1024])
        self.run("Files.files[%r] = b''.join(parts)" % place)

    def say(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def hear(self, end):
        """What the board says before `end`."""
        heard = bytearray()
        while not heard.endswith(end):
            byte = self.process.stdout.read(1)
            if not byte:
                raise SystemExit("the board is gone or was too slow; it said last: %r" % bytes(heard[-200:]))
            heard += byte
            if heard.endswith(b"HardFault"):
                raise SystemExit("the board has crashed")
        return bytes(heard[: -len(end)])

    def stop(self):
        self.watchdog.cancel()
        self.process.kill()
        self.process.wait()


main(*sys.argv[1:])
