"""The client for asyncio."""

import asyncio

from picoredis import Parser, Redis, RedisError, RedisTimeout


class AsyncRedis(Redis):
    """Like `Redis`; what talks to the server is to be awaited, `connect()` first. Tasks may share a connection.

    redis = await AsyncRedis("192.168.1.100").connect()
    await redis.set("foo", "bar")
    """

    def __init__(self, host="127.0.0.1", port=6379, timeout=3000, debug=False, server=None, ssl=None, **who):
        self.debug = debug
        self._sock = None
        self._timeout = timeout
        self._host = server or host
        self._port = port
        self._ssl = ssl
        self._who = who
        # One command after the other: replies come in their order.
        self._lock = asyncio.Lock()

    async def connect(self, host=None, port=None):
        """Opens a new connection; returns the client. The lookup of a name stops all tasks on MicroPython."""
        self.close()
        self._host = host or self._host
        self._port = port or self._port
        self._parser = Parser(self._make)
        self._owed = 0
        self._unseen = b""
        more = {}
        if self._ssl:
            from picoredis_tls import context

            more = {"ssl": context(self._ssl), "server_hostname": self._host}
        self._reader, self._sock = await self._in_time(asyncio.open_connection(self._host, self._port, **more), 0)
        await self._greet()
        return self

    async def do_cmd(self, *args):
        """Sends a command and returns its reply. An argument that is None is left out."""
        reply = (await self._run(*self._request(args)))[0]
        if isinstance(reply, RedisError):
            raise reply
        return reply

    __call__ = do_cmd

    async def _greet(self):
        try:
            if hasattr(self._sock, "s") and not self._ssl:
                # MicroPython's asyncio takes a connection that was refused for an open one.
                self._sock.s.send(b"")
            if self._who:
                from picoredis_login import logins

                for command in logins(**self._who):
                    await self.do_cmd(*command)
        except BaseException:
            self.close()
            raise

    async def _run(self, data, count, wait=0):
        async with self._lock:
            if not self._sock:
                raise RedisError("Not connected: use 'connect()' to connect to Redis server.")
            replies = []
            safe = False
            try:
                if data:
                    self._sock.write(data)
                    await self._in_time(self._sock.drain(), 0)
                self._owed += count
                while self._owed:
                    # A task that is cancelled while it waits leaves a reply that is skipped.
                    reply = self._parser.get(self)
                    if reply is self:
                        safe = True
                        part = await self._in_time(self._reader.read(512), wait)
                        safe = False
                        self._feed(part)
                    else:
                        self._owed -= 1
                        if self._owed < count:
                            replies.append(reply)
            except BaseException as error:
                if not safe or isinstance(error, OSError) and not isinstance(error, asyncio.TimeoutError):
                    self.close()
                if isinstance(error, asyncio.TimeoutError):
                    error = RedisTimeout("timed out")
                raise error
            return replies

    async def _in_time(self, work, wait):
        return await asyncio.wait_for(work, (self._timeout + wait) / 1000)
