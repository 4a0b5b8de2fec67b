"""Messages, on a connection turned subscriber in RESP2 and beside commands in RESP3."""

import pytest

from picoredis import Message, Redis, RedisError


@pytest.fixture(params=[2, 3])
def subscriber(server, request):
    redis = Redis(port=server.port, protocol=request.param)
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
