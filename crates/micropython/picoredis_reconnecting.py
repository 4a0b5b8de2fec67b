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
                return super().connect(host, port)
            except (OSError, RedisTimeout):
                tries -= 1
                if tries < 1:
                    raise
            finally:
                # What went wrong has closed it, and nobody else.
                self._wanted = True
            _sleep(pause)
            pause *= 2

    def close(self):
        """Closes the connection for good."""
        self._wanted = False
        super().close()

    def do_cmd(self, *args):
        """Sends a command and returns its reply. An argument that is None is left out."""
        self._revive()
        owed = self._owed
        try:
            return super().do_cmd(*args)
        except OSError:
            # Of a login it is `connect` that tries again.
            if not self._wanted or self._owed > owed and args[0].upper() not in self._repeat:
                raise
        self.connect()
        return super().do_cmd(*args)

    __call__ = do_cmd

    def _revive(self):
        if not self._sock and self._wanted:
            self.connect()

    def _run(self, *request):
        self._revive()
        wanted = self._wanted
        try:
            return super()._run(*request)
        finally:
            # What went wrong may have closed it, and nobody else.
            self._wanted = wanted


def _sleep(milliseconds):
    # MicroPython may have no floats.
    if hasattr(time, "sleep_ms"):
        time.sleep_ms(milliseconds)
    else:
        time.sleep(milliseconds / 1000)
