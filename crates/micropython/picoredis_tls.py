"""TLS: a socket around a socket."""

import select
import sys

try:
    # On MicroPython that is what `ssl` is made of; elsewhere it is somebody else's.
    _ssl = __import__("tls" if sys.implementation.name == "micropython" else "ssl")
except ImportError:
    import ssl as _ssl


def context(ssl):
    """An `SSLContext`, `True` or the name of a file with certificates of authorities, as an `SSLContext`."""
    if not isinstance(ssl, (bool, str)):
        return ssl
    made = _ssl.SSLContext(_ssl.PROTOCOL_TLS_CLIENT)
    if isinstance(ssl, str):
        if hasattr(made, "load_default_certs"):
            made.load_verify_locations(ssl)
        else:
            # MicroPython knows no names of files, and on some boards no armour.
            made.load_verify_locations(_without_armour(ssl))
    elif hasattr(made, "load_default_certs"):
        made.load_default_certs()
    return made


def _without_armour(name):
    with open(name, "rb") as file:
        data = file.read()
    if data[:5] == b"-----":
        from binascii import a2b_base64

        data = a2b_base64(data.split(b"-----")[2].strip())
    return data


class Tls:
    """The encrypted socket. When it is time to give up, an OSError says so, and nothing is lost."""

    def __init__(self, sock, ssl, host, timeout):
        # While they shake hands, the socket's own timeout counts.
        self._sock = context(ssl).wrap_socket(sock, server_hostname=host)
        self._timeout = timeout
        self._waits = hasattr(self._sock, "settimeout")
        if not self._waits:
            # MicroPython's gives a connection up for lost after a timeout. So it must not wait itself.
            self._raw = sock
            sock.setblocking(False)
            self._poll = select.poll()
            self._poll.register(self._sock, 0)

    def settimeout(self, seconds):
        if self._waits:
            self._sock.settimeout(seconds)
        self._timeout = int(seconds * 1000)

    def send(self, data):
        return self._do("send" if self._waits else "write", data, select.POLLOUT)

    def recv(self, size):
        return self._do("recv" if self._waits else "read", size, select.POLLIN)

    def close(self):
        self._sock.close()
        if not self._waits:
            self._raw.close()

    def _do(self, name, arg, event):
        while True:
            try:
                done = getattr(self._sock, name)(arg)
            except OSError as error:
                if "timed out" not in str(error):
                    raise
                raise OSError(110)
            if done is not None:
                return done
            self._poll.modify(self._sock, event)
            if not self._poll.poll(self._timeout):
                raise OSError(110)
