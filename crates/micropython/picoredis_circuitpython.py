"""CircuitPython's sockets, before the client is imported:

    import socketpool, wifi
    from picoredis_circuitpython import use
    use(socketpool.SocketPool(wifi.radio))
    from picoredis import Redis
"""

import sys


def use(pool):
    """From now on `import socket` is this pool."""
    sys.modules["socket"] = Pool(pool)


class Pool:
    """A pool as a module `socket`."""

    def __init__(self, pool):
        self._pool = pool
        self.SOCK_STREAM = pool.SOCK_STREAM
        self.getaddrinfo = pool.getaddrinfo

    def socket(self, family):
        """A new socket."""
        return Socket(self._pool.socket(family, self.SOCK_STREAM))


class Socket:
    """A socket with `recv`: CircuitPython's can only read into a buffer."""

    def __init__(self, sock):
        self._sock = sock
        for name in ("settimeout", "connect", "send", "close"):
            setattr(self, name, getattr(sock, name))

    def recv(self, size):
        """What has come, as much as `size` bytes; none at the end."""
        buffer = bytearray(size)
        return bytes(memoryview(buffer)[: self._sock.recv_into(buffer)])
