"""What the server says without being asked."""

from typing import NamedTuple, Optional


class Message(NamedTuple):
    """A message that somebody published. ``pattern`` is the one that the channel matched, if it came by a pattern."""

    channel: bytes
    payload: bytes
    pattern: Optional[bytes] = None


class Push(NamedTuple):
    """Something else: ``kind`` is ``'invalidate'``, ``'monitor'``, ``'missed'``, ``'unsubscribed'``, ``'reconnected'`` or
    ``'other'``, and ``data`` what belongs to it."""

    kind: str
    data: object = None


def understand(heard):
    """A ``Message``, a ``Push``, or ``None``."""
    if heard is None:
        return None
    kind, *rest = heard
    return Message(*rest) if kind == "message" else Push(kind, *rest)
