"""Many commands in one go."""


class Pipeline:
    """Collects commands, as methods or calls, and sends them all with `run`.

    Pipeline(redis).set("foo", "bar").get("foo").run()      # [b"OK", b"bar"]
    """

    def __init__(self, redis):
        self._redis = redis
        self._requests = []

    def do_cmd(self, *args):
        """Adds a command; returns the pipeline."""
        self._requests.append(self._redis._request(args)[0])
        return self

    __call__ = do_cmd

    def __getattr__(self, name):
        if name.isalpha():
            return lambda *args: self.do_cmd(name, *args)
        raise AttributeError(name)

    def run(self):
        """Sends what has been collected, and returns the replies: a `RedisError` among them is one of its commands'.

        With an `AsyncRedis` it is to be awaited.
        """
        requests = self._requests
        self._requests = []
        return self._redis._run(b"".join(requests), len(requests))
