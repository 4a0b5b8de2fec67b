"""The client over sockets that can only do what CircuitPython's can: `circuitpython_test.py FOLDER_OF_CLIENT PORT`."""

import sys

sys.path.insert(0, sys.argv[1])
PORT = int(sys.argv[2])

import socket

from picoredis_circuitpython import use


class Socket:
    """What is there of a socket in CircuitPython, and no more."""

    def __init__(self, *kind):
        self._sock = sock = socket.socket(*kind)
        self.settimeout = sock.settimeout
        self.connect = sock.connect
        self.send = sock.send
        self.close = sock.close

    def recv_into(self, buffer):
        data = self._sock.recv(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class SocketPool:
    SOCK_STREAM = socket.SOCK_STREAM
    socket = Socket

    def getaddrinfo(self, host, port, family=0, type=0):
        return socket.getaddrinfo(host, port, family, type)


use(SocketPool())

from picoredis import Pipeline, Redis, RedisTimeout

redis = Redis(port=PORT)
value = b"0123456789" * 1000
assert redis.set("large", value) == b"OK"
assert redis.get("large") == value
assert Pipeline(redis).ping().echo("two").run() == [b"PONG", b"two"]
redis._timeout = 50
try:
    redis.do_cmd("DEBUG", "SLEEP", 0.2)
except RedisTimeout:
    redis._timeout = 3000
    assert redis.echo("mine") == b"mine"
else:
    raise AssertionError("no timeout")
print("over sockets of CircuitPython's kind")
