"""What scanning commands take and give."""


def pairs(items):
    """Keys and values: in turn, or in RESP3 in some cases as lists of two."""
    items = iter(items)
    for item in items:
        yield tuple(item) if isinstance(item, list) else (item, next(items))


def restrictions(match, count, type=None):
    """The arguments that these keywords stand for."""
    said = ("MATCH", match), ("COUNT", count), ("TYPE", type)
    return tuple(word for name, value in said if value is not None for word in (name, value))
