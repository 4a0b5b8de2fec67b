"""A client that connects again by itself."""

import time

from picoredis import Redis, RedisTimeout


class Reconnecting(Redis):
    """Like `Redis`, but a connection that was lost is opened again: up to `tries` times, with a pause in between that
    begins with `pause` ms and doubles.

    A command that has not been sent is sent then. One that may have been executed is only repeated if its name, in
    upper case, is in `repeat`; else the error is raised. After `close()` the connection stays closed.
    """

    def __init__(self, *args, tries=5, pause=100, repeat=(), **more):
        self._tries = tries
        self._pause = pause
        self._repeat = repeat
        self._wanted = True
        super().__init__(*args, **more)

    def connect(self, host=None, port=None):
        """Opens a new connection, with as many tries as it takes."""
        pause = self._pause
        tries = self._tries
        while True:
            try:
                super().connect(host, port)
                self._wanted = True
                return
            except OSError:
                # What went wrong has closed it, and nobody else.
                self._wanted = True
                tries -= 1
                if tries < 1:
                    raise
            _sleep(pause)
            pause *= 2

    def close(self):
        """Closes the connection for good."""
        self._wanted = False
        super().close()

    def do_cmd(self, *args):
        """Sends a command and returns its reply. An argument that is None is left out."""
        if not self._sock and self._wanted:
            self.connect()
        owed = self._owed
        try:
            return super().do_cmd(*args)
        except OSError:
            if self._owed > owed and args[0].upper() not in self._repeat:
                raise
        self.connect()
        return super().do_cmd(*args)

    __call__ = do_cmd

    def _run(self, data, count):
        try:
            return super()._run(data, count)
        except (OSError, RedisTimeout):
            self._wanted = True
            raise


def _sleep(milliseconds):
    # MicroPython may have no floats.
    if hasattr(time, "sleep_ms"):
        time.sleep_ms(milliseconds)
    else:
        time.sleep(milliseconds / 1000)
