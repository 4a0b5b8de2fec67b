"""Commands as attributes: what `redis.get` is, whoever has put something else in its place."""

import gc
import inspect
import pickle
import pydoc
import subprocess
import sys
import threading
import time
import weakref
from unittest import mock

import pytest

from picoredis import Pipeline, Redis


# What PyPy makes of a function in C is a class of its own, and it takes more.
PYPY = sys.implementation.name == "pypy"


class Text(str):
    """A name that is not interned, and of another class."""


def called(*_):
    return "mine"


@pytest.fixture
def restored():
    """Puts back what a test changes of the classes."""
    before = {cls: dict(vars(cls)) for cls in (Redis, Pipeline)}
    yield
    for cls, attributes in before.items():
        for name in [name for name in vars(cls) if name not in attributes]:
            delattr(cls, name)
        for name, value in attributes.items():
            if vars(cls).get(name) is not value:
                setattr(cls, name, value)


def test_an_attribute_of_the_instance_comes_first(redis):
    redis.set("foo", "bar")
    get = redis.get
    redis.get = called
    assert redis.get("foo") == "mine" and getattr(redis, Text("get"))("foo") == "mine"
    assert get("foo") == b"bar"
    redis.__dict__["strlen"] = called
    assert redis.strlen("foo") == "mine"
    del redis.get
    redis.__dict__ = {"append": called}
    assert (redis.get("foo"), redis.strlen("foo"), redis.append("foo")) == (b"bar", 3, "mine")
    if not PYPY:
        with pytest.raises(AttributeError):
            del redis.get
        with pytest.raises(AttributeError):
            redis.pipeline().get = called


def test_an_attribute_of_the_class_that_comes_later(redis, restored):
    redis.set("foo", "bar")
    assert redis.get("foo") == b"bar"
    Redis.get = called
    Pipeline.get = called
    assert redis.get("foo") == redis.pipeline().get("foo") == "mine"
    Redis.get = property(lambda self: 5)
    assert redis.get == 5
    for of_others in () if PYPY else (str.upper, list.insert, dict.get):
        Redis.get = of_others
        with pytest.raises(TypeError):
            redis.get
    del Redis.get, Pipeline.get
    assert redis.get("foo") == b"bar" and redis.pipeline().get("foo").execute() == [b"bar"]
    Client = Redis.__base__
    native = vars(Client)["get"]
    try:
        Client.get = called
        assert redis.get("foo") == "mine"
        del Client.get
        assert redis.get("foo") == b"bar", "any name is a command"
        assert type(redis.get).__name__ == "function"
    finally:
        Client.get = native
    assert redis.get("foo") == b"bar"


def test_other_ways_to_look_up(server):
    # In a process of its own: afterwards the class is another one.
    script = f"""
from picoredis import Redis
redis = Redis(port={server.port})
redis.set("foo", "bar")
assert redis.get("foo") == b"bar"
Redis.__getattr__ = lambda self, name: name
assert (redis.get("foo"), redis.bogus) == (b"bar", "bogus")
del Redis.__getattr__
assert redis.get("foo") == b"bar" and not hasattr(redis, "bogus")
Redis.__getattribute__ = lambda self, name: "all"
assert redis.get == redis.bogus == "all"
del Redis.__getattribute__
assert redis.get("foo") == b"bar"
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_subclass_has_its_own(server, redis):
    class Own(Redis):
        def get(self, key):
            return key, super().get(key)

    class Asked(Own):
        def __getattribute__(self, name):
            if name == "strlen":
                return called
            return super().__getattribute__(name)

        def __getattr__(self, name):
            return name

    redis.set("foo", "bar")
    for cls, bogus in (Own, None), (Asked, "bogus"):
        with cls(port=server.port) as own:
            assert own.get("foo") == ("foo", b"bar")
            assert own.strlen("foo") == ("mine" if cls is Asked else 3)
            assert own.bogus == bogus or bogus is None
    redis.__class__ = Own
    assert redis.get("foo") == ("foo", b"bar")


def test_patched_by_a_mock(redis):
    redis.set("foo", "bar")
    with mock.patch.object(redis, "get", return_value=1) as get:
        assert redis.get("foo") == 1
        get.assert_called_once_with("foo")
    with mock.patch.object(Redis, "get", return_value=2):
        assert redis.get("foo") == 2
    assert redis.get("foo") == b"bar"
    fake = mock.create_autospec(Redis, instance=True)
    fake.get.return_value = 3
    assert fake.get("foo") == 3


def test_names_that_are_made(redis):
    redis.set("foo", "bar")
    for name in ("".join(["g", "et"]), Text("get"), sys.intern("get")):
        assert hasattr(redis, name) and getattr(redis, name)("foo") == b"bar"
    assert redis.__getattribute__("get")("foo") == object.__getattribute__(redis, "get")("foo") == b"bar"
    assert hasattr(redis, "anything") and not hasattr(redis, "any thing")
    with pytest.raises(TypeError):
        getattr(redis, 5)
    with pytest.raises(AttributeError, match="'Redis' object has no attribute 'any1'"):
        redis.any1


@pytest.mark.skipif(PYPY, reason="such objects are another class there")
def test_a_bound_command_is_a_method(redis):
    redis.set("foo", "bar")
    get = redis.get
    assert get.__self__ is redis and get.__name__ == "get" and get.__qualname__.endswith(".get")
    assert get == redis.get and hash(get) == hash(redis.get) and len({get, redis.get}) == 1
    assert get != redis.set and get != 5 and not get == redis.pipeline().get
    assert get.__doc__ == Redis.get.__doc__ and "GET" in pydoc.render_doc(redis.get).upper()
    assert inspect.isroutine(get) and callable(get) and get.__module__ is None
    assert repr(get).startswith("<built-in method get of Redis object at 0x") or "bound method" in repr(get)
    assert list(map(redis.get, ["foo", "none"])) == [b"bar", None]
    assert get(*["foo"]) == b"bar"
    for wrong in (lambda: get(key="foo"), lambda: get("foo", key="foo"), lambda: get("foo", **{"key": 1})):
        with pytest.raises(TypeError, match="keyword"):
            wrong()
    with pytest.raises(TypeError):
        pickle.dumps(get)
    with pytest.raises(AttributeError):
        get.bogus
    with pytest.raises(AttributeError):
        get.bogus = 5
    with pytest.raises(TypeError):
        get < redis.get


def test_a_bound_command_keeps_its_client_and_nothing_else_does(server, redis):
    def assert_closed(gone, client):
        assert gone() is None
        # The server hears of it a moment later.
        end = time.monotonic() + 20
        while redis.client_list("ID", client):
            assert time.monotonic() < end

    other = Redis(port=server.port)
    other.set("foo", "bar")
    get, gone, client = other.get, weakref.ref(other), other.client_id()
    del other
    assert gone() is not None and get("foo") == b"bar"
    del get
    if PYPY:
        gc.collect()
    assert_closed(gone, client)
    # A circle.
    other = Redis(port=server.port)
    other.read, gone, client = other.get, weakref.ref(other), other.client_id()
    del other
    gc.collect()
    assert_closed(gone, client)
    seen = weakref.ref(redis.get)
    gc.collect()
    assert seen() is None


def test_many_at_once_are_told_apart(server, redis):
    others = [Redis(port=server.port, db=db) for db in range(4)]
    bound = [(db, other.set, other.get) for db, other in enumerate(others) for _ in range(50)]
    for db, write, read in bound:
        write("foo", redis.echo(others[db].echo(db)))
        assert read("foo") == str(db).encode()
    for other in others:
        other.flushdb()


def test_a_command_is_of_its_class_alone(redis):
    redis.set("foo", "bar")
    assert Redis.get(redis, "foo") == b"bar"
    for other in (5, None, redis.pipeline(), object(), Redis):
        with pytest.raises(TypeError):
            Redis.get(other, "foo")
        with pytest.raises(TypeError):
            Redis.get.__get__(other)("foo")
    with pytest.raises(TypeError):
        Redis.get()


def test_threads(server):
    wrong = []

    def work(db):
        with Redis(port=server.port, db=db) as redis:
            for number in range(500):
                redis.set("foo", number)
                wrong.append(redis.get("foo")) if redis.get("foo") != str(number).encode() else None

    threads = [threading.Thread(target=work, args=(db,)) for db in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert wrong == []


def test_bound_commands_at_the_end_of_the_interpreter(server):
    script = f"from picoredis import Redis; r = Redis(port={server.port}); r.get('a'); keep = r.get; r.me = r.get; print(keep('a'))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")
