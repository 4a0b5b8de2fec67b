"""A private server for the tests: on a free port, in a temporary directory, stopped at the end."""

import asyncio
import gc
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import pytest

# What is started in the background of a shell without job control has Ctrl-C ignored, and Python leaves it so.
signal.signal(signal.SIGINT, signal.default_int_handler)


class Server:
    def __init__(self, *options):
        self.directory = tempfile.mkdtemp(prefix="picoredis-python-")
        self.path = os.path.join(self.directory, "redis.sock")
        command = os.environ["PICOREDIS_TEST_SERVER"].split("\n")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        settings = {
            "port": self.port,
            "bind": "127.0.0.1",
            "unixsocket": self.path,
            "dir": self.directory,
            "save": "",
            "enable-debug-command": "local",
        }
        words = [word for name, value in settings.items() for word in ("--" + name, str(value))]
        self.command = [*command, *words, *options]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        self.wait_until_it_answers()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop_for_now(self):
        """It takes nothing and says nothing until it is to go on."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def wait_until_it_answers(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port)) as probe:
                    probe.sendall(b"PING\r\n")
                    if probe.recv(1) == b"+":
                        return
            except OSError:
                time.sleep(0.01)
        self.stop()
        raise RuntimeError("the server does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.directory, ignore_errors=True)


@pytest.fixture(scope="session")
def server():
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def redis(server):
    from picoredis import Redis

    redis = Redis(port=server.port)
    redis.flushall()
    yield redis
    redis.close()


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request):
    """Runs a coroutine function to its end, on the loop of asyncio and on another; nothing may be left unsaid there."""
    module = pytest.importorskip(request.param)
    unsaid = []

    def run(main):
        loop = module.new_event_loop()
        loop.set_exception_handler(lambda _, context: unsaid.append(context))
        try:
            loop.run_until_complete(asyncio.wait_for(main(), 60))
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
        gc.collect()
        assert not unsaid

    return run
