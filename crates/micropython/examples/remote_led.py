"""Switches a LED from afar: `redis-cli PUBLISH led on`."""

from machine import Pin
from picoredis import Redis, Subscriber

led = Pin("LED", Pin.OUT)

for channel, message in Subscriber(Redis("192.168.1.100"), "led"):
    led.value(message == b"on")
