"""Messages, on a connection turned subscriber in RESP2 and beside commands in RESP3."""

import contextlib
import pickle
import socket
import threading

import pytest
from peer import peer

from picoredis import ConnectionError, Message, ParseError, Redis, RedisError


@pytest.fixture(params=[2, 3])
def subscriber(server, request):
    redis = Redis(port=server.port, protocol=request.param)
    redis.protocol = request.param
    yield redis
    redis.close()


def test_messages_come_in_order(redis, subscriber):
    subscriber.subscribe("news", "weather")
    redis.publish("news", "one")
    redis.publish("weather", "two")
    assert subscriber.next_push(3000) == Message(b"news", b"one")
    assert subscriber.next_push(3000) == Message(b"weather", b"two")
    assert subscriber.next_push(10) is None
    subscriber.unsubscribe()
    assert subscriber.echo("again") == b"again"


def test_patterns(redis, subscriber):
    subscriber.psubscribe("n*")
    redis.publish("news", "one")
    (message,) = subscriber.listen(timeout=50)
    assert message == Message(b"news", b"one", b"n*")


def test_a_sub_class_may_have_its_own_way_to_hear(server, redis):
    class Shouting(Redis):
        def next_push(self, timeout=None):
            push = super().next_push(timeout)
            return push and push.payload.upper()

    shouting = Shouting(port=server.port)
    shouting.subscribe("news")
    redis.publish("news", "one")
    listening = shouting.listen(timeout=1000)
    assert next(listening) == b"ONE"
    redis.publish("news", "two")
    listening.close()
    assert list(listening) == []


def test_who_has_listened_to_the_end_hears_no_more(redis, subscriber):
    subscriber.subscribe("news")
    listening = subscriber.listen(timeout=20)
    assert list(listening) == []
    redis.publish("news", "late")
    assert list(listening) == []
    assert list(subscriber.listen(timeout=1000).__next__()) == [b"news", b"late", None]


def test_a_subscriber_in_resp2_takes_no_commands(server):
    redis = Redis(port=server.port)
    redis.subscribe("news")
    with pytest.raises(RedisError, match="subscribed"):
        redis.get("foo")


def test_beside_commands_in_resp3(redis, server):
    both = Redis(port=server.port, protocol=3)
    both.subscribe("news")
    redis.publish("news", "one")
    assert both.echo("mine") == b"mine"
    assert both.next_push(3000) == Message(b"news", b"one")


def test_by_whatever_way_they_are_heard_in_order(redis, subscriber):
    """Kept while a command was answered, read together with others, or alone; a listener that is left takes nothing along."""
    channel = f"order in {subscriber.protocol}"
    subscriber.subscribe(channel)
    for begin in range(0, 1000, 100):
        pipe = redis.pipeline()
        for number in range(begin, begin + 99):
            pipe.publish(channel, number)
        assert pipe.execute() == [1] * 99
        if begin % 200 and subscriber.protocol == 3:
            assert subscriber.publish(channel, begin + 99) == 1
        else:
            redis.publish(channel, begin + 99)
        heard = []
        for message in subscriber.listen():
            heard.append(message)
            if len(heard) == 40:
                break
        heard += [subscriber.next_push(3000) for _ in range(20)]
        listening = subscriber.listen(timeout=3000)
        heard += [next(listening) for _ in range(40)]
        assert heard == [Message(channel.encode(), b"%d" % number) for number in range(begin, begin + 100)]
    assert subscriber.next_push(10) is None


def test_what_a_message_is(redis, subscriber):
    subscriber.psubscribe("n*")
    redis.publish("news", "one")
    message = subscriber.next_push(3000)
    assert type(message) is Message and isinstance(message, tuple)
    assert (message.channel, message.payload, message.pattern) == message == (b"news", b"one", b"n*")
    assert hash(message) == hash((b"news", b"one", b"n*")) and message in {(b"news", b"one", b"n*"): 1}
    assert repr(message) == "Message(channel=b'news', payload=b'one', pattern=b'n*')"
    assert message._asdict() == {"channel": b"news", "payload": b"one", "pattern": b"n*"}
    assert message._replace(pattern=None) == Message(b"news", b"one")
    assert pickle.loads(pickle.dumps(message)) == message
    channel, *others = message
    assert (channel, others) == (b"news", [b"one", b"n*"])


def test_what_is_no_text_is_told_and_the_next_is_heard(server, redis, subscriber):
    decoding = Redis(port=server.port, protocol=subscriber.protocol, decode=True)
    decoding.subscribe("news", b"\xff")
    for channel, payload in (("news", "one"), ("news", b"\xff"), (b"\xff", "two"), ("news", "three")):
        redis.publish(channel, payload)
    assert decoding.next_push(3000) == Message("news", "one")
    for _ in range(2):
        with pytest.raises(UnicodeDecodeError):
            decoding.next_push(3000)
    assert decoding.next_push(3000) == Message("news", "three")
    decoding.unsubscribe()
    assert decoding.echo("in step") == "in step"


def test_what_is_shown_is_heard_too(redis, subscriber, capsys):
    subscriber.subscribe("news")
    subscriber.debug = True
    redis.publish("news", "one")
    assert subscriber.next_push(3000) == Message(b"news", b"one")
    assert "one" in capsys.readouterr().out


#: A push as a server might say it, and what is heard.
HOSTILE = [
    (b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$-1\r\n", ("other", [b"message", b"news", None])),
    (b">2\r\n$7\r\nmessage\r\n$4\r\nnews\r\n", ("other", [b"message", b"news"])),
    (b">4\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n", ("other", [b"message", b"a", b"b", b"c"])),
    (b">3\r\n$7\r\nmessage\r\n+news\r\n+one\r\n", Message(b"news", b"one")),
    (b">3\r\n$07\r\nmessage\r\n$04\r\nnews\r\n$03\r\none\r\n", Message(b"news", b"one")),
    (b">3\r\n$8\r\nsmessage\r\n$1\r\ns\r\n$2\r\n\r\n\r\n", Message(b"s", b"\r\n")),
    (b">4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$1\r\nc\r\n$0\r\n\r\n", Message(b"c", b"", b"*")),
    (b">2\r\n$10\r\ninvalidate\r\n*2\r\n$1\r\na\r\n$1\r\nb\r\n", ("invalidate", [b"a", b"b"])),
    (b">2\r\n$10\r\ninvalidate\r\n_\r\n", ("invalidate", None)),
    (b">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n", ("unsubscribed", b"s")),
    (b">3\r\n$9\r\nsubscribe\r\n$4\r\nmore\r\n:2\r\n", None),
    (b">3\r\n+new\r\n%1\r\n+a\r\n,1.5\r\n~2\r\n#t\r\n(12\r\n", ("other", [b"new", {b"a": 1.5}, {True, 12}])),
    (b">0\r\n", ("other", [])),
]
LAST = b">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$3\r\nend\r\n"


@pytest.mark.parametrize("before, behind", [(b"", b"+OK\r\n"), (b"+OK\r\n", b"")])
@pytest.mark.parametrize("said, heard", HOSTILE)
def test_what_servers_might_say(before, said, behind, heard):
    """Behind a reply, or before it."""
    confirmed = b">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"
    with peer(b"%1\r\n+server\r\n+x\r\n", confirmed, before + said + behind + LAST) as port:
        redis = Redis(port=port, protocol=3)
        redis.subscribe("news")
        redis.set("foo", "bar")
        if heard is not None:
            assert redis.next_push(3000) == heard
        assert redis.next_push(3000) == Message(b"news", b"end")


@pytest.mark.parametrize("said", [LAST[:-2] + b"xx", LAST[:-1], b">3\r\n$7\r\nmessage\r\n>1\r\n", b">1\r\n$-2\r\n"])
def test_what_is_no_push_is_the_end(said):
    confirmed = b">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"
    with peer(b"%1\r\n+server\r\n+x\r\n", confirmed + LAST + said) as port:
        redis = Redis(port=port, protocol=3)
        redis.subscribe("news")
        assert redis.next_push(3000) == Message(b"news", b"end")
        with pytest.raises((ParseError, ConnectionError)):
            redis.next_push(3000)


@pytest.mark.parametrize("step", range(1, len(LAST)))
def test_a_message_may_be_cut_anywhere(step):
    def says(server):
        for begin in range(0, 3 * len(LAST), step):
            server.sendall((3 * LAST)[begin : begin + step])

    with spoken(says) as redis:
        assert [redis.next_push(3000) for _ in range(3)] == [Message(b"news", b"end")] * 3


@contextlib.contextmanager
def spoken(says):
    """A client of a server that says something on its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        redis = Redis(port=listener.getsockname()[1])
        server, _ = listener.accept()
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with server:
            thread = threading.Thread(target=says, args=(server,))
            thread.start()
            yield redis
            thread.join()
        redis.close()
