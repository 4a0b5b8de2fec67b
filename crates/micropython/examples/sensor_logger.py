"""Logs a temperature every ten seconds to the stream `log`, which keeps the last thousand."""

from time import sleep

from machine import ADC
from picoredis import Reconnecting

sensor = ADC(4)
redis = Reconnecting("192.168.1.100")

while True:
    # The sensor in an RP2040.
    celsius = 27 - (sensor.read_u16() * 3.3 / 65535 - 0.706) / 0.001721
    redis.xadd("log", "MAXLEN", "~", 1000, "*", "celsius", round(celsius, 1))
    sleep(10)
