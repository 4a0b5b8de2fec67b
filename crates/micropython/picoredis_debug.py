"""What `debug` prints: all that is sent and received, but no passwords."""

from picoredis import encode

# Commands that have a password among their arguments, and after how many words.
_SECRETS = {"AUTH": 1, "HELLO": 1, "CONFIG SET": 2, "ACL SETUSER": 2, "SENTINEL SET": 2, "MIGRATE": 1}


class Debug:
    """Stands between a connection and its socket for the length of a call."""

    def __init__(self, redis, sock):
        self._sock = sock
        self._sent = False
        # Of this connection: what has been received and not shown yet, and how many bytes of payload come next.
        self._state = getattr(redis, "_shown", None)
        if not self._state or self._state[0] is not redis._parser:
            self._state = redis._shown = [redis._parser, b"", 0]

    def send(self, data):
        """Sends; shows the first time, when it is all that will be sent."""
        if not self._sent:
            self._sent = True
            self.show_sent(bytes(data))
        return self._sock.send(data)

    def recv(self, size):
        """Receives and shows."""
        data = self._sock.recv(size)
        self.show_received(data)
        return data

    def show_sent(self, data):
        """Shows each command in a request."""
        for command in _commands(data):
            print("SEND: {!r}".format(_text(command)))

    def show_received(self, data):
        """Shows each line and each payload that is whole."""
        _, unseen, payload = self._state
        unseen += data
        while True:
            end = payload or unseen.find(b"\n") + 1
            if not end or len(unseen) < end:
                break
            token = unseen[:end]
            unseen = unseen[end:]
            print("RECV: {!r}".format(token))
            length = token[1:-2]
            has_payload = not payload and token[:1] in b"$!=;" and length.isdigit() and token != b";0\r\n"
            payload = int(length) + 2 if has_payload else 0
        self._state[1:] = unseen, payload


def _commands(data):
    # The commands in a request, each without its secrets.
    while data:
        begin = data
        count, data = _number(data)
        words = []
        for _ in range(count):
            length, data = _number(data)
            words.append(data[:length])
            data = data[length + 2 :]
        yield _without_secrets(begin[: len(begin) - len(data)], words)


def _number(data):
    line, _, rest = data.partition(b"\r\n")
    return int(line[1:]), rest


def _without_secrets(command, words):
    for name, kept in _SECRETS.items():
        if b" ".join(words[: name.count(" ") + 1]).upper() == name.encode() and len(words) > kept:
            return encode(*words[:kept] + [b"***"])
    return command


def _text(data):
    try:
        return data.decode()
    except ValueError:
        return data
