"""Ctrl-C, and other signals, while a command is under way."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from picoredis import Redis, RedisError


@pytest.fixture
def alarm():
    """Sends the process a signal once a connection is seen to wait, and again should it have come too early to end the wait. One
    that comes too late is nobody's."""
    threads, handlers, before = [], {}, signal.getsignal(signal.SIGINT)

    def arm(redis, server, number=signal.SIGINT):
        handler, pending = handlers.setdefault(number, signal.getsignal(number)), [number]

        def once(*args):
            if pending:
                pending.clear()
                handler(*args)

        signal.signal(number, once)
        name, other = redis.client_id(), Redis(port=server.port)

        def is_waiting():
            return re.search(rb" flags=\w*b", other.client_list("ID", name))

        def watch():
            while not is_waiting():
                pass
            while is_waiting():
                os.kill(os.getpid(), number)
                deadline = time.monotonic() + 2
                while is_waiting() and time.monotonic() < deadline:
                    pass
            other.close()

        threads.append(threading.Thread(target=watch))
        threads[-1].start()

    yield arm
    for thread in threads:
        thread.join()
    signal.signal(signal.SIGINT, before)


WAITS = [
    lambda redis: redis.blpop("empty", 0),
    lambda redis: redis.do_cmd("BLPOP", "empty", 0),
    lambda redis: redis("BLPOP", "empty", "0"),
    lambda redis: redis.pipeline().echo("other").blpop("empty", 0).execute(),
]


@pytest.mark.parametrize("wait", WAITS)
def test_ctrl_c_ends_a_wait_at_once_and_the_next_reply_is_right(redis, server, alarm, wait):
    alarm(redis, server)
    with pytest.raises(KeyboardInterrupt):
        wait(redis)
    assert redis.echo("mine") == b"mine"
    # The server has forgotten the command: nothing is taken from the list.
    assert redis.rpush("empty", "one") == 1
    assert redis.llen("empty") == 1


def test_a_blocking_command_may_wait_longer_than_the_timeout(redis, server):
    redis = Redis(port=server.port, timeout=700)
    assert redis.blpop("none", 1) is None
    assert redis.do_cmd("BLPOP", "none", 1) is None
    assert redis("blpop", b"none", "1") is None


def test_a_handler_that_does_not_raise_lets_the_wait_go_on(redis, server, alarm):
    seen = []

    def push(*_):
        seen.append(Redis(port=server.port).rpush("empty", "one"))

    before = signal.signal(signal.SIGUSR1, push)
    try:
        alarm(redis, server, signal.SIGUSR1)
        assert redis.blpop("empty", 0) == [b"empty", b"one"]
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert seen == [1]


def test_a_handler_that_uses_the_same_connection_is_told_so(redis, server, alarm):
    told = []

    def use(*_):
        with pytest.raises(RuntimeError, match="in the middle of a command") as raised:
            redis.ping()
        told.append(raised)
        Redis(port=server.port).rpush("empty", "one")

    before = signal.signal(signal.SIGUSR1, use)
    try:
        alarm(redis, server, signal.SIGUSR1)
        assert redis.blpop("empty", 0) == [b"empty", b"one"]
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert len(told) == 1


def test_an_exception_of_a_signal_handler_comes_through(redis, server, alarm):
    class Enough(Exception):
        pass

    def enough(*_):
        raise Enough

    before = signal.signal(signal.SIGUSR1, enough)
    try:
        alarm(redis, server, signal.SIGUSR1)
        with pytest.raises(Enough):
            redis.blpop("empty", 0)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert redis.echo("mine") == b"mine"


class Enough(Exception):
    pass


@pytest.fixture
def enough():
    """Has the main thread be sent a signal whose handler raises, once, by whoever calls it."""
    pending = [Enough]

    def handler(*_):
        if pending:
            raise pending.pop()

    before = signal.signal(signal.SIGUSR1, handler)
    yield lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, before)


@pytest.mark.parametrize("reconnect", [False, True])
def test_what_was_watched_is_not_forgotten_in_silence(redis, server, alarm, reconnect):
    own = Redis(port=server.port, reconnect=reconnect)
    own.watch("n")
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    redis.set("n", "theirs")
    with pytest.raises(RedisError):
        own.pipeline(transaction=True).set("n", "mine").execute()
    assert redis.get("n") == b"theirs"


@pytest.mark.parametrize("end", ["EXEC", "DISCARD"])
@pytest.mark.parametrize("reconnect", [False, True])
@pytest.mark.parametrize("collected", [False, True])
def test_what_ends_no_transaction_leaves_what_is_watched(redis, server, alarm, end, reconnect, collected):
    own = Redis(port=server.port, reconnect=reconnect)
    own.watch("n")
    with pytest.raises(RedisError, match="without MULTI"):
        own.pipeline().do_cmd(end).execute() if collected else own.do_cmd(end)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    with pytest.raises(RedisError):
        own.get("n")


def test_a_database_that_was_chosen_is_not_left_in_silence(redis, server, alarm):
    own = Redis(port=server.port)
    own.select(3)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    with pytest.raises(RedisError, match="Not connected"):
        own.set("foo", "bar")
    own.connect()
    assert own.echo("mine") == b"mine"


def test_nor_is_one_that_was_chosen_on_the_next_connection(redis, server, alarm):
    own = Redis(port=server.port)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    # This command makes the connection.
    own.select(3)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    with pytest.raises(RedisError, match="Not connected"):
        own.get("foo")


def test_tracking_is_not_left_in_silence(redis, server, alarm):
    own = Redis(port=server.port, protocol=3)
    own.client_tracking("ON")
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    with pytest.raises(RedisError, match="Not connected"):
        own.ping()


def test_a_policy_chooses_the_database_again(redis, server, alarm):
    own = Redis(port=server.port, reconnect=True)
    own.select(3)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    assert b" db=3 " in own.client_list("ID", own.client_id())


def by_itself(own):
    own.transaction(lambda own, pipe: pipe.set("foo", "bar"), "foo")


def in_a_pipeline(own):
    own.watch("foo")
    own.pipeline().multi().set("foo", "bar").exec().execute()


def by_both(own):
    own.watch("foo")
    own.multi()
    own.pipeline().set("foo", "bar").exec().execute()


def unsubscribing(own):
    own.set("foo", "bar")
    own.subscribe("news")
    own.unsubscribe()


@pytest.mark.parametrize("whole", [by_itself, in_a_pipeline, by_both, unsubscribing])
def test_what_is_over_is_in_nobodys_way(redis, server, alarm, whole):
    own = Redis(port=server.port)
    whole(own)
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    assert own.get("foo") == b"bar"


def test_an_interrupted_pipeline_keeps_its_connection(enough):
    with silent(enough, late=b"+late\r\n+later\r\n", then=b"+mine\r\n") as (port, interrupted):
        redis = Redis(port=port)
        with pytest.raises(Enough):
            redis.pipeline().ping().ping().execute()
        interrupted.set()
        assert redis.ping() == b"mine"


CONNECTING = """
import signal, sys
from picoredis import Redis

class Enough(Exception):
    pass

def handler(*_):
    if pending:
        raise pending.pop()

pending = [Enough]
signal.signal(signal.SIGUSR1, handler)
silent, ssl, other = map(int, sys.argv[1:])
try:
    Redis(port=silent, client_name="me", timeout=None, ssl=bool(ssl), ssl_cert_reqs="none")
except Enough:
    print(Redis(port=other).echo("mine"))
"""


@pytest.mark.parametrize("ssl", [False, True])
def test_a_wait_for_a_connection_ends_at_once_too_and_leaves_nothing_behind(server, ssl):
    """The server takes the first words, or the hello of TLS, and says nothing: there is no timeout that would end this. So it is
    in a process of its own, which can be ended."""
    processes = []

    def interrupt():
        for process in processes:
            process.send_signal(signal.SIGUSR1)

    with silent(interrupt) as (port, _):
        words = [sys.executable, "-c", CONNECTING, str(port), str(int(ssl)), str(server.port)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            processes.append(process)
            try:
                assert process.communicate(timeout=60)[0] == "b'mine'\n"
            finally:
                process.kill()


@contextlib.contextmanager
def silent(interrupt, late=b"", then=b""):
    """A server that has somebody interrupted when it has heard the first words, and once more should that have been too early. Only
    when that is over it says something, and something else to what comes next."""
    listener, interrupted = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(65536)
            while True:
                interrupt()
                if interrupted.wait(0.2):
                    break
            connection.sendall(late)
            connection.recv(65536)
            connection.sendall(then)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], interrupted
    finally:
        interrupted.set()
        thread.join()
        listener.close()


def test_what_many_commands_make_of_a_connection_is_known(redis, server, alarm):
    own = Redis(port=server.port)
    own.pipeline().extend([("PING",), ("PING",), ("SELECT", 3)]).execute()
    alarm(own, server)
    with pytest.raises(KeyboardInterrupt):
        own.blpop("empty", 0)
    with pytest.raises(RedisError, match="Not connected"):
        own.set("foo", "bar")
