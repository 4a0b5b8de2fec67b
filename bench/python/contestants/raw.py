"""A socket of Python, bytes that were made before, and as many bytes read as the answer has: the limit."""

import socket

from contestant import KEY, LARGE, PIPELINE, Contestant

LABEL = "RAW"
GET = b"*2\r\n$3\r\nGET\r\n$%d\r\n%s\r\n"


class Raw(Contestant):
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.command = GET % (len(KEY), KEY.encode())
        self.reply = self.length_of(self.command)
        self.commands = self.command * PIPELINE
        self.large = GET % (len(LARGE), LARGE.encode())
        self.set_command = b"*3\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (len(KEY), KEY.encode(), 16, b"x" * 16)

    def length_of(self, command):
        """How long the answer to a small command is."""
        self.socket.sendall(command)
        return len(self.socket.recv(65536))

    def exactly(self, length):
        data = self.socket.recv(length)
        if len(data) == length:
            return data
        pieces = [data]
        length -= len(data)
        while length:
            data = self.socket.recv(length)
            pieces.append(data)
            length -= len(data)
        return b"".join(pieces)

    def get(self):
        self.socket.sendall(self.command)
        return self.exactly(self.reply)

    def set(self):
        self.socket.sendall(self.set_command)
        return self.exactly(5)

    def pipeline(self):
        self.socket.sendall(self.commands)
        return self.exactly(self.reply * PIPELINE)

    pipeline_of_list = pipeline

    def get_large(self, length):
        self.socket.sendall(self.large)
        return self.exactly(length + len(b"$%d\r\n\r\n" % length))

    def set_large(self, value):
        self.socket.sendall(b"*3\r\n$3\r\nSET\r\n$3\r\nout\r\n$%d\r\n" % len(value))
        self.socket.sendall(value)
        self.socket.sendall(b"\r\n")
        return self.exactly(5)


CONTESTANT = Raw
