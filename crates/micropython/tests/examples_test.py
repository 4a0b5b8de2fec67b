"""The examples with a machine that is none: `examples_test.py FOLDER_OF_CLIENT PORT FOLDER_OF_EXAMPLES`."""

import sys

sys.path.insert(0, sys.argv[1])
PORT = int(sys.argv[2])

import _thread

from picoredis import Redis


class Done(Exception):
    """Ends an example that would go on for ever."""


class Machine:
    """What an example knows as `machine`."""

    def __init__(self):
        self.readings = [14000, 14100, 14200]
        self.switched = []
        machine = self

        class ADC:
            def __init__(self, channel):
                assert channel == 4

            def read_u16(self):
                if not machine.readings:
                    raise Done
                return machine.readings.pop(0)

        class Pin:
            OUT = 1

            def __init__(self, name, mode):
                assert (name, mode) == ("LED", Pin.OUT)

            def value(self, on):
                machine.switched.append(on)
                if len(machine.switched) == 3:
                    raise Done

        self.ADC = ADC
        self.Pin = Pin
        self.unique_id = lambda: b"\xe6\x61\x41\x03"


def play(name):
    """Runs an example against our server, without its pauses; returns what it did and its variables."""
    with open("%s/%s.py" % (sys.argv[3], name)) as file:
        source = file.read()
    for ours, theirs in (('"127.0.0.1", %d' % PORT, '"192.168.1.100"'), ("sleep(0)", "sleep(10)")):
        source = source.replace(theirs, ours)
    machine = sys.modules["machine"] = Machine()
    variables = {"print": lambda *words: None}
    try:
        exec(source, variables)
    except Done:
        pass
    return machine, variables


def test_sensor_logger(redis):
    redis.do_cmd("DEL", "log")
    play("sensor_logger")
    entries = redis.xrange("log", "-", "+")
    assert [fields for _, fields in entries] == [[b"celsius", b"27.6"], [b"celsius", b"24.7"], [b"celsius", b"21.7"]], entries


def test_remote_led(redis):
    _thread.start_new_thread(switch, ())
    machine, _ = play("remote_led")
    assert machine.switched == [True, False, True], machine.switched


def switch():
    redis = Redis(port=PORT)
    while redis.do_cmd("PUBSUB", "NUMSUB", "led")[1] < 1:
        pass
    for word in ("on", "off", "on"):
        redis.publish("led", word)


def test_config(redis):
    redis.hset("board:e6614103", "interval", 5, "name", "kitchen", "new", "yes")
    _, variables = play("config")
    assert variables["config"] == {"interval": 5, "name": "kitchen", "new": "yes"}, variables["config"]


for test in (test_sensor_logger, test_remote_led, test_config):
    test(Redis(port=PORT))
print("3 examples")
