"""What replies of RESP3 become: maps, numbers and pushes."""


def Make(redis, kind, items):
    """A map is a `dict`. A push is given to `redis.on_push`, if there is one; what that returns is taken for a reply."""
    if kind == 37:
        return {_key(items[i]): items[i + 1] for i in range(0, len(items), 2)}
    if kind == 44:
        return float(items)
    if kind == 40:
        return int(items)
    if kind == 62:
        on_push = getattr(redis, "on_push", None)
        if on_push:
            return on_push(items)


def _key(value):
    # As a key, a value must never change.
    if isinstance(value, dict):
        value = [item for pair in value.items() for item in pair]
    return tuple([_key(item) for item in value]) if isinstance(value, list) else value
