"""Making connections on an event loop."""

import asyncio
import contextlib
import weakref

from . import ConnectionError, RedisError, RedisTimeout
from ._picoredis import Collector, Line


class Connection(Line, asyncio.BufferedProtocol):
    """What a transport of asyncio or uvloop calls."""

    __slots__ = ()


class Once:
    """Work that is under way once for all who wait for it: who is cancelled leaves it to the others."""

    def __init__(self, work):
        # Its owner has this: no cycle.
        self._work = weakref.WeakMethod(work)
        self._task = None

    async def wait(self):
        """Waits for what is under way, or is begun now: what it comes to. Of what is given up nothing is told."""
        self.begin()
        task = self._task
        await asyncio.wait((task,))
        return None if task.cancelled() else task.result()

    def begin(self):
        """Has it under way, whether somebody waits for it or not."""
        if self._task is None:
            self._task = asyncio.ensure_future(self._work()())
            self._task.add_done_callback(self._done)

    async def end(self):
        """Waits until nothing is under way, whatever it comes to."""
        while self._task:
            await asyncio.wait((self._task,))

    def give_up(self):
        """The task that is to end, if there is one."""
        task, self._task = self._task, None
        if task is None:
            return ()
        task.cancel()
        return (task,)

    @property
    def goes_on(self):
        """Whether the task that runs was not given up: what comes in the same moment cancels nothing."""
        return asyncio.current_task() is self._task

    def _done(self, task):
        if task is self._task:
            self._task = None
        # Whoever waited has been told.
        task.cancelled() or task.exception()


def encryption(plan, options):
    """The context of ``ssl`` that the options ask for, if they ask for one."""
    if not plan.ssl:
        return None
    import ssl

    context = ssl.create_default_context(cafile=options["ssl_ca_certs"])
    if options["ssl_certfile"]:
        context.load_cert_chain(options["ssl_certfile"], options["ssl_keyfile"])
    if plan.insecure or options["ssl_cert_reqs"] in (None, "none"):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


async def connect(plan, ssl, mailbox, once, waits=()):
    """An open connection on which all has been said that comes before commands. It is tried again after so many seconds
    each, while nobody has given up ``once``."""
    for wait in (*waits, None):
        try:
            return await asyncio.wait_for(attempt(plan, ssl, mailbox, bool(waits)), plan.patience)
        except asyncio.TimeoutError:
            error = RedisTimeout(f"cannot connect to {plan}: timed out after {plan.patience} s")
        except OSError as cause:
            error = ConnectionError(f"cannot connect to {plan}: {cause}")
        except ConnectionError as cause:
            error = cause
        if not once.goes_on:
            # Up to Python 3.11 an attempt that ends in the same moment is told instead.
            raise asyncio.CancelledError
        if wait is None:
            raise error
        await asyncio.sleep(wait)


async def attempt(plan, ssl, mailbox, on_trial):
    loop = asyncio.get_running_loop()

    def protocol():
        return Connection(plan, loop, mailbox)

    # The name in the certificate is that of the host.
    name = {} if ssl is None else {"server_hostname": plan.host or "localhost"}
    if plan.path is not None:
        _, line = await loop.create_unix_connection(protocol, plan.path, ssl=ssl, **name)
    else:
        _, line = await loop.create_connection(protocol, plan.host, plan.port, ssl=ssl, **name)
    with contextlib.ExitStack() as undo:
        undo.callback(line.close)
        require_open(plan, line)
        await line.greet()
        require_open(plan, line)
        if on_trial:
            await answered(plan, line)
        undo.pop_all()
    return line


async def answered(plan, line):
    """Waits until the server has answered: what stands before it may accept connections while it is away."""
    ping, reply = Collector(), None
    ping.do_cmd("PING")
    with contextlib.suppress(ConnectionError):
        (reply,) = await line.send_all(ping, False)
    # With any other error it is there.
    if isinstance(reply, RedisError) and "max number of clients" in str(reply):
        raise ConnectionError(f"cannot connect to {plan}: {reply}")
    require_open(plan, line)


def require_open(plan, line):
    """Raises if it was lost before anybody had it."""
    if not line.is_open:
        raise ConnectionError(f"cannot connect to {plan}: the connection was closed at once (no command was sent)")
