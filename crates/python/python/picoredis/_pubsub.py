"""What the server says without being asked."""

# Not those of `typing`, which takes longer to import than all else.
from collections import namedtuple


class Message(namedtuple("Message", ("channel", "payload", "pattern"), defaults=(None,))):
    """A message that somebody published. ``pattern`` is the one that the channel matched, if it came by a pattern."""

    __slots__ = ()


class Push(namedtuple("Push", ("kind", "data"), defaults=(None,))):
    """Something else: ``kind`` is ``'invalidate'``, ``'monitor'``, ``'missed'``, ``'unsubscribed'``, ``'reconnected'`` or
    ``'other'``, and ``data`` what belongs to it."""

    __slots__ = ()
