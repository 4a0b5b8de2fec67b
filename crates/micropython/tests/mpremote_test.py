"""Installs a package on a board with mpremote: `mpremote_test.py FOLDER_OF_PACKAGE PYTHON_WITH_MPREMOTE QEMU...`.

QEMU plays the board; its serial port is a pseudo-terminal. As it has no file system, one in its memory is mounted first.
"""

import os
import subprocess
import sys
import tempfile
import tty

FILES = """
import vfs

class File:
    def __init__(self, files, path):
        self.files = files
        self.path = path
        self.data = bytearray()
    def write(self, data):
        self.data += data
        return len(data)
    def close(self):
        self.files[self.path] = bytes(self.data)

class Files:
    files = {"/": None}
    def mount(self, readonly, mkfs):
        pass
    def chdir(self, path):
        pass
    def mkdir(self, path):
        self.files[path] = None
    def stat(self, path):
        data = self.files.get(path, self)
        if data is self:
            raise OSError(2)
        return (0x4000 if data is None else 0x8000, 0, 0, 0, 0, 0, len(data or b""), 0, 0, 0)
    def open(self, path, mode):
        import io
        return File(self.files, path) if "w" in mode else io.BytesIO(self.files[path])

vfs.mount(Files(), "/")
"""

# There is no network, either.
USE = """
import sys
sys.modules["socket"] = sys
sys.path.append("/lib")
import picoredis
assert "/lib/picoredis_pipeline.mpy" in Files.files
assert picoredis.encode("PING") == b"*1\\r\\n$4\\r\\nPING\\r\\n"
print("in use")
"""


def main(package, python, *qemu):
    board = subprocess.Popen(qemu + ("-display", "none", "-serial", "pty"), stdout=subprocess.PIPE)
    try:
        print(install(package, python, terminal(board)))
    finally:
        board.kill()
        board.wait()


def terminal(board):
    """Where the board's serial port is, when the board has begun to listen."""
    path = board.stdout.readline().decode().split(" ")[4]
    port = os.open(path, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(port)
    heard = b""
    while not heard.endswith(b">>> "):
        heard += os.read(port, 100)
    os.close(port)
    return path


def install(package, python, path):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as files:
        files.write(FILES)
        files.flush()
        words = [python, "-m", "mpremote", "connect", path, "resume", "run", files.name]
        words += ["mip", "install", "--target=/lib", package + "/package.json", "+", "exec", USE]
        ran = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=240)
    said = ran.stdout.decode()
    if ran.returncode or not said.endswith("in use\r\n"):
        raise SystemExit("mpremote has not installed it:\n" + said)
    return "installed by mpremote"


main(*sys.argv[1:])
