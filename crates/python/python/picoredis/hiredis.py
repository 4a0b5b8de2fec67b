"""The codec under the names of hiredis-py, for clients that know those.

>>> import sys, picoredis.hiredis
>>> sys.modules['hiredis'] = picoredis.hiredis  # before redis-py is imported
"""

from ._picoredis import Parser as Reader
from ._picoredis import ProtocolError, RedisError
from ._picoredis import pack as pack_command

__all__ = ["HiredisError", "ProtocolError", "PushNotification", "Reader", "ReplyError", "pack_command"]

# What it is like.
__version__ = "3.2.0"

HiredisError = ReplyError = RedisError


class PushNotification(list):
    """What the server says unasked in RESP3."""
