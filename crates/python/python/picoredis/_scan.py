"""What scanning commands give."""


def pairs(items):
    """Keys and values: in turn, or in RESP3 in some cases as lists of two."""
    items = iter(items)
    for item in items:
        yield tuple(item) if isinstance(item, list) else (item, next(items))
