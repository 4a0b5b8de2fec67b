"""The client for asyncio: the methods of ``Redis``, to be awaited."""

import asyncio
import contextlib
import functools
import inspect
import os
import weakref
from types import GenericAlias

from . import ConnectionError, RedisError, RedisTimeout, WatchError, _by_url, _options, _rest
from ._connect import Once, connect, encryption, require_open
from ._picoredis import AsyncClient, Mailbox, Plan, pack
from ._pipeline import Pipeline
from ._pubsub import Push
from ._scan import pairs, restrictions

# How many messages are taken in one go before others run.
IN_ONE_GO = 256


class AsyncRedis(AsyncClient):
    """A connection to a Redis or Valkey server that all tasks of an event loop share.

    Each command is a future: it goes out together with those of other tasks, at the latest when the loop comes round,
    whether it is awaited or not. It connects with the first command, or ``async with``. Cancelling is safe anywhere: a
    reply that nobody waits for any more is skipped.

    Commands that wait on purpose (``BLPOP``), transactions that watch, and subscriptions have connections of their own.
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, host="127.0.0.1", port=6379, timeout=3000, debug=False, **options):
        self._prepare(dict(_options(options), host=host, port=port, timeout=timeout, debug=debug))

    @classmethod
    def from_url(cls, url, **options):
        """As ``Redis.from_url``."""
        redis = cls.__new__(cls)
        redis._prepare(_by_url(url, options))
        return redis

    def _prepare(self, options):
        plan = Plan(dict(options, host=options["server"] or options["host"]))
        self._share(plan, encryption(plan, options), options["reconnect"], options["debug"])

    def _share(self, plan, ssl, reconnect, debug):
        self._plan, self._ssl, self._reconnect, self.debug = plan, ssl, reconnect, debug
        # Whether a connection is made when one is needed.
        self._may_connect = True
        self._begin(None)

    def _begin(self, loop):
        self._loop, self._process = loop, os.getpid()
        self._line, self._mailbox = None, Mailbox()
        self._news = self._ear = None
        # What is under way to either of them.
        self._opening, self._tuning = Once(self._open), Once(self._tune)
        self._taken = 0
        # How often all was closed here: what is lost by that is not the server's doing.
        self._closed = 0
        self._resending = set()
        # Commands that wait for the connection.
        self._unsent = {}
        # Connections of tasks that need one for themselves: those that nobody uses, and the others.
        self._spares, self._leased = [], set()
        self._wanted = {}

    def _follow(self):
        """Leaves behind what belongs to another loop: each ``asyncio.run`` has its own."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            # In a child that was forked by a task the loop of the parent seems to run, too.
            if self._loop and self._loop.is_running() and self._process == os.getpid():
                raise RuntimeError("an event loop of another thread uses this AsyncRedis: make one for each loop")
            # What was open is to be open again.
            self._may_connect = self._is_in_use
            self._let_go()
            self._begin(loop)

    @property
    def _is_in_use(self):
        """Whether it is connected, or may be."""
        return self._may_connect or bool(self._line and self._line.is_open)

    def _require(self):
        if not self._is_in_use:
            raise RedisError("Not connected: use 'connect()' to connect to Redis server.")

    async def connect(self, host=None, port=None):
        """Connects again, to another host and port if they are given, which are then kept."""
        if host is not None or port is not None:
            self._plan = self._plan.elsewhere(host, port)
        self._follow()
        self._close()
        self._may_connect = True
        await self._ready()

    async def close(self):
        """Closes the connection; what is still waited for is told so."""
        self._follow()
        if ending := self._close():
            await asyncio.wait(ending)
        # The transport has the loop come round once before it lets go of the socket.
        await asyncio.sleep(0)

    # What `contextlib.aclosing` calls.
    aclose = close

    def _close(self):
        """What is to end until nothing is open is returned."""
        self._may_connect = False
        self._closed += 1
        ending = [*self._opening.give_up(), *self._tuning.give_up()]
        for line in (self._line, self._ear):
            if line:
                line.close()
        for spare in (*self._spares, *self._leased):
            ending += spare._close()
        self._ear = None
        self._wanted = {}
        self._spares = []
        if self._news and not self._news.done():
            self._news.set_result(None)
        return ending

    async def _ready(self):
        """Makes sure that there is a connection, which is made once for all who wait for it."""
        self._follow()
        while not (self._line and self._line.is_open):
            if not self._may_connect and self._alone and self._line:
                # What the server knew of it, such as what it watches, is gone.
                raise ConnectionError("the connection of this task alone was lost (the command was not sent)")
            self._require()
            closed = self._closed
            line = await self._opening.wait()
            if line and closed == self._closed:
                require_open(self._plan, line)

    async def _open(self):
        waits = self._plan.waits if self._line and self._reconnect else ()
        line = await connect(self._plan, self._ssl, self._mailbox, self._opening, waits)
        if not self._opening.goes_on:
            return line.close()
        line.debug = self.debug
        if self._reconnect:
            line.heir = weakref.ref(self)
        self._line = line
        self._may_connect = self._reconnect
        self._send_unsent()
        return line

    def _inherit(self, line):
        """Sends on a new connection what ``line`` could not send when it was lost."""
        resending = asyncio.ensure_future(self._resend(line))
        self._resending.add(resending)
        resending.add_done_callback(self._resending.discard)

    async def _resend(self, line):
        try:
            await self._ready()
            self._line.adopt(line)
        except (RedisError, RedisTimeout) as error:
            line.disown(error)
        except BaseException:
            line.disown(ConnectionError("the connection was closed (the command was not sent)"))
            raise

    def _later(self, waits, words):
        """Runs a command that cannot go out at once: it waits on purpose, or there is no connection yet."""
        # The loop first: where none runs there is to be no coroutine that nobody awaits.
        loop = asyncio.get_running_loop()
        if waits and not self._alone:
            return loop.create_task(self._run_alone(words))
        self._follow()
        unsent = Unsent(words)
        self._unsent[unsent] = None
        task = loop.create_task(self._run_later(unsent))
        task.add_done_callback(functools.partial(self._is_over, unsent))
        return task

    async def _run_alone(self, words):
        async with self._lease() as spare:
            return await AsyncClient.do_cmd(spare, *words)

    async def _run_later(self, unsent):
        try:
            await self._ready()
        except RedisError:
            # What was sent is told by its reply what became of it.
            if unsent.reply is None:
                raise
        if unsent.reply is None:
            self._unsent.pop(unsent, None)
            unsent.reply = AsyncClient.do_cmd(self, *unsent.words)
        return await unsent.reply

    def _send_unsent(self):
        """Sends what waits for the connection, in order, before anything else is sent on it."""
        unsent, self._unsent = self._unsent, {}
        for one in unsent:
            # What is refused is so again, where it is told.
            with contextlib.suppress(RedisError):
                one.reply = AsyncClient.do_cmd(self, *one.words)

    def _is_over(self, unsent, _):
        self._unsent.pop(unsent, None)
        reply = unsent.reply
        # It may have been cancelled before it began to wait.
        if reply is not None and not reply.cancel() and not reply.cancelled():
            reply.exception()

    @contextlib.asynccontextmanager
    async def _lease(self):
        """A connection for one task alone. It is kept for the next if it is as a new one would be."""
        self._follow()
        self._require()
        spare = self._spares.pop() if self._spares else self._spare()
        spare.debug = self.debug
        self._leased.add(spare)
        try:
            # It may be made anew now, and not when somebody relies on what the server knows of it.
            spare._may_connect = True
            await spare._ready()
            yield spare
        finally:
            self._leased.discard(spare)
            line = spare._line
            if line and line.is_open and not (line.is_busy or line.is_changed or spare._ear):
                self._spares.append(spare)
            else:
                spare._close()

    def _spare(self):
        spare = type(self).__new__(type(self))
        # What a sub-class relies on.
        spare.__dict__.update(self.__dict__)
        spare._share(self._plan, self._ssl, False, self.debug)
        spare._alone = True
        return spare

    async def get_into(self, key, buffer):
        """As ``Redis.get_into``. The memory is left alone from the moment that nobody waits any more."""
        await self._ready()
        return await self._line.send_into(("GET", key), buffer)

    async def get_to(self, key, file):
        """As ``Redis.get_to``, to a file whose ``write`` is no coroutine."""
        await self._ready()
        return await self._line.send_to(("GET", key), file.write)

    async def set_from(self, key, file, *args, length=None):
        """As ``Redis.set_from``, from a file whose ``read`` is no coroutine; on a connection of its own."""
        length = _rest(file) if length is None else length
        async with contextlib.nullcontext(self) if self._alone else self._lease() as own:
            line = own._line
            with contextlib.ExitStack() as undo:
                # Of half a command the server makes nothing.
                undo.callback(line.close)
                line.begin_from(("SET", key), length, len(args))
                while length:
                    length -= line.feed(file.read, length)
                    await self._drained(line)
                reply = line.end_from(args)
                undo.pop_all()
            return await reply

    async def _drained(self, line):
        drained = line.drained()
        if drained is None:
            # Others are to run, too.
            return await asyncio.sleep(0)
        try:
            await asyncio.wait_for(drained, self._plan.patience)
        except asyncio.TimeoutError:
            raise RedisTimeout("the server takes no more (the command was not sent)") from None

    def pipeline(self, transaction=False):
        """Commands to be sent in one go: see ``AsyncPipeline``."""
        return AsyncPipeline(self, transaction)

    async def _pipeline(self, commands, transaction):
        if not commands:
            return []
        self._check(commands)
        await self._ready()
        results = await self._line.send_all(commands, transaction)
        return executed(results[1:]) if transaction else results

    async def transaction(self, plan, *keys, tries=16):
        """As ``Redis.transaction``; ``plan(redis, pipe)`` may be a coroutine function. Its ``redis`` is a connection of its
        own."""
        async with self._lease() as redis:
            for left in reversed(range(tries)):
                try:
                    if keys:
                        await redis.do_cmd("WATCH", *keys)
                    pipe = redis.pipeline(transaction=True)
                    planned = plan(redis, pipe)
                    if inspect.isawaitable(planned):
                        await planned
                except BaseException:
                    # Nobody knows what it watches.
                    redis._line.close()
                    raise
                try:
                    results = await pipe.execute()
                    if keys and not results:
                        await redis.unwatch()
                    return results
                except WatchError:
                    if not left:
                        raise

    async def subscribe(self, *channels):
        """Subscribes to channels, and waits until the server has confirmed it."""
        await self._hear("SUBSCRIBE", channels)

    async def psubscribe(self, *patterns):
        """Subscribes to all channels whose name matches a pattern."""
        await self._hear("PSUBSCRIBE", patterns)

    async def ssubscribe(self, *channels):
        """Subscribes to shard channels."""
        await self._hear("SSUBSCRIBE", channels)

    async def unsubscribe(self, *channels):
        """Unsubscribes from channels, without any from all."""
        await self._ignore("SUBSCRIBE", channels)

    async def punsubscribe(self, *patterns):
        """Unsubscribes from patterns, without any from all."""
        await self._ignore("PSUBSCRIBE", patterns)

    async def sunsubscribe(self, *channels):
        """Unsubscribes from shard channels, without any from all."""
        await self._ignore("SSUBSCRIBE", channels)

    async def monitor(self):
        """From now on what all clients send is heard."""
        await self._hear("MONITOR", ())

    async def _hear(self, command, names):
        names = [encoded(name) for name in names]
        ear = await self._listening()
        # It is known to be wanted before it is confirmed: cancelling does not take it back.
        is_new = command not in self._wanted
        wanted = self._wanted.setdefault(command, {})
        added = dict.fromkeys(name for name in names if name not in wanted)
        wanted.update(added)
        try:
            await ear.subscribe((command, *names), len(names))
        except RedisError:
            # What was heard before still is.
            for name in added:
                wanted.pop(name, None)
            if is_new and not wanted:
                self._wanted.pop(command, None)
            raise

    async def _ignore(self, command, names):
        names = [encoded(name) for name in names]
        self._follow()
        # What is being subscribed again is to be found.
        await self._tuning.end()
        wanted = self._wanted.get(command, {})
        if not wanted:
            return
        gone = names or tuple(wanted)
        for name in gone:
            wanted.pop(name, None)
        if self._ear and self._ear.is_open:
            await self._ear.subscribe((command.replace("SUB", "UNSUB"), *gone), len(gone))

    async def _listening(self):
        """The connection for what is said unasked, which is made with the first subscription."""
        self._follow()
        while not (self._ear and self._ear.is_open):
            self._require()
            closed = self._closed
            ear = await self._tuning.wait()
            if ear and closed == self._closed:
                require_open(self._plan, ear)
        return self._ear

    async def _tune(self):
        mailbox, lost = self._mailbox, self._ear
        ear = await connect(self._plan, self._ssl, mailbox, self._tuning, self._plan.waits if lost else ())
        with contextlib.ExitStack() as undo:
            undo.callback(ear.close)
            ear.debug = self.debug
            if lost:
                # What comes from now on is heard after that is told.
                mailbox.hold()
                undo.callback(mailbox.release)
            told = None
            for command, names in self._subscribed():
                await ear.subscribe((command, *names), len(names))
                told = Push("reconnected") if self._reconnect else None
            require_open(self._plan, ear)
            if self._tuning.goes_on:
                undo.pop_all()
                if lost:
                    # In the mailbox nobody who is cancelled loses it.
                    mailbox.release(told)
                self._ear = ear
                return ear

    def _subscribed(self):
        """What is to be subscribed on a new connection. Of what all was unsubscribed from there is nothing to say."""
        return [(command, names) for command, names in self._wanted.items() if names or command == "MONITOR"]

    async def next_push(self, timeout=None):
        """The next thing that the server says without being asked, within so many milliseconds: a ``Message``, or a
        ``Push`` of another kind; ``None`` if it says nothing."""
        self._taken += 1
        if not self._taken % IN_ONE_GO:
            # Others are to run, too, and this task may be cancelled: nothing is taken yet.
            await asyncio.sleep(0)
        if (push := self._mailbox.take()) is not None:
            return push
        # With no time at all nothing would be begun.
        self._is_deaf()
        with contextlib.suppress(asyncio.TimeoutError):
            return await asyncio.wait_for(self._heard(), None if timeout is None else timeout / 1000)

    async def _heard(self):
        while (push := self._mailbox.take()) is None:
            if self._is_deaf():
                await self._listening()
                continue
            if self._news is None or self._news.done():
                self._news = asyncio.get_running_loop().create_future()
                self._mailbox.tell(self._news)
            await asyncio.wait((self._news,))
        return push

    def _is_deaf(self):
        """Whether what listened is lost. It is being made again then."""
        self._follow()
        if not self._ear:
            self._require()
        if not self._ear or self._ear.is_open:
            return False
        if not self._reconnect:
            raise ConnectionError("the connection that listened is lost: subscribe again")
        if not self._subscribed():
            return False
        self._require()
        self._tuning.begin()
        return True

    async def listen(self, timeout=None):
        """Messages one after the other: for ever, or until none comes for so many milliseconds.

        >>> await redis.subscribe('news')
        >>> async for message in redis.listen():
        ...     print(message.channel, message.payload)
        """
        # A sub-class may have its own way to hear.
        overridden = type(self).next_push is not AsyncRedis.next_push
        while True:
            for _ in range(IN_ONE_GO):
                push = None if overridden else self._mailbox.take()
                if push is None and (push := await self.next_push(timeout)) is None:
                    return
                yield push
            await asyncio.sleep(0)

    async def scan_iter(self, *args, match=None, count=None, type=None):
        """As ``Redis.scan_iter``: all keys, or those that match a pattern, or hold a type."""
        async for page in self._pages(("SCAN",), args, match, count, type):
            for key in page:
                yield key

    async def hscan_iter(self, key, *args, match=None, count=None):
        """All fields of a hash with their values, as pairs; see ``scan_iter``."""
        async for page in self._pages(("HSCAN", key), args, match, count):
            for pair in pairs(page):
                yield pair

    async def sscan_iter(self, key, *args, match=None, count=None):
        """All members of a set; see ``scan_iter``."""
        async for page in self._pages(("SSCAN", key), args, match, count):
            for member in page:
                yield member

    async def zscan_iter(self, key, *args, match=None, count=None):
        """All members of a sorted set with their scores, as pairs; see ``scan_iter``."""
        async for page in self._pages(("ZSCAN", key), args, match, count):
            for pair in pairs(page):
                yield pair

    async def _pages(self, words, args, match, count, type=None):
        args += restrictions(match, count, type)
        cursor = b"0"
        while True:
            cursor, page = await self.do_cmd(*words, cursor, *args)
            yield page
            if cursor in (b"0", "0"):
                return

    def __getattr__(self, name):
        """Any name of letters is a command; underscores stand between the words of a subcommand."""
        words = name.split("_")
        if all(word.isalpha() for word in words):
            return lambda *args: self.do_cmd(*words, *args)
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def delete(self, *keys):
        """``DEL``, whose name is a keyword of Python."""
        return self.do_cmd("DEL", *keys)

    async def __aenter__(self):
        await self._ready()
        return self

    async def __aexit__(self, *_):
        await self.close()

    _host = property(lambda self: self._plan.host)
    _port = property(lambda self: self._plan.port)

    def __repr__(self):
        return f"<picoredis.AsyncRedis {self._plan}>"

    def __reduce__(self):
        raise TypeError("a connection cannot be pickled: make an AsyncRedis() where it is needed")

    def __del__(self):
        self._let_go()

    def _let_go(self):
        # In whatever thread this is; a loop that is closed has closed its transports' sockets.
        with contextlib.suppress(RuntimeError, AttributeError):
            for line in (self._line, self._ear):
                # In a forked child they are the parent's.
                if line and self._process == os.getpid():
                    line.event_loop.call_soon_threadsafe(line.close)


AsyncRedis._complete()


class Unsent:
    """A command that waits for the connection, and the future of its reply once it is sent."""

    __slots__ = ("words", "reply")

    def __init__(self, words):
        self.words, self.reply = words, None


class AsyncPipeline(Pipeline):
    """As ``Pipeline``; what is awaited is ``execute``."""

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.reset()

    async def execute(self, raise_on_error=True):
        """Sends what was collected, and returns the replies in the same order."""
        return self._checked(await self._redis._pipeline(self._taken(), self._transaction), raise_on_error)


def executed(replies):
    """What a transaction came to: the reply to EXEC, which stands behind those of the commands."""
    *queued, outcome = replies
    if outcome is None:
        raise WatchError("a watched key was changed")
    if isinstance(outcome, Exception):
        raise next((reply for reply in queued if isinstance(reply, Exception)), outcome)
    return outcome


def encoded(name):
    """The bytes of a name, however it is given."""
    return pack((name,)).split(b"\r\n", 2)[2][:-2]
