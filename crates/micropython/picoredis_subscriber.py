"""Messages of channels."""

from picoredis import RedisError, RedisTimeout, encode

_EVER = 2000000000


class Subscriber:
    """The messages of some channels, on a connection that is used for nothing else meanwhile.

    for channel, message in Subscriber(redis, "led", "door"):
        ...
    """

    def __init__(self, redis, *channels):
        self._redis = redis
        # In RESP2 a message is one more reply; in RESP3 it is a push, which we take for one.
        redis.on_push = lambda items: items
        if channels:
            self.subscribe(*channels)

    def subscribe(self, *channels):
        """Adds channels."""
        self._send("SUBSCRIBE", channels)

    def psubscribe(self, *patterns):
        """Adds all channels whose names match."""
        self._send("PSUBSCRIBE", patterns)

    def _send(self, command, names):
        data = encode(command, *names)
        if self._redis.debug:
            print("SEND:", repr(data)[1:])
        self._redis._run(data, 0)

    def __iter__(self):
        return self

    def __next__(self):
        return self.receive(_EVER)

    def receive(self, timeout):
        """The next message as (channel, message); None if there is none within `timeout` ms."""
        redis = self._redis
        try:
            while True:
                items = redis._run(b"", 1, (timeout or 1) - redis._timeout)[0]
                if isinstance(items, RedisError):
                    raise items
                # The others tell how many channels there are.
                if items[0] in (b"message", b"pmessage", b"smessage"):
                    return items[-2], items[-1]
        except RedisTimeout:
            # It was no command: nobody owes us a reply.
            redis._owed = 0
            return None
