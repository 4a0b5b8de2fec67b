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


# Without the detour by the method of the named tuple, which takes longer than all else.
_new = tuple.__new__


def understand(heard):
    """A ``Message``, a ``Push``, or ``None``."""
    if heard is None:
        return None
    if heard[0] == "message":
        return _new(Message, heard[1:])
    return Push(*heard)
