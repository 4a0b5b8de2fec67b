"""How long a command waits by design."""

# No time is for ever, or as good as that.
_EVER = 2000000000


def Wait(name, args):
    """Milliseconds that the server may take besides; `name` is in upper case."""
    try:
        if name[:5] == "XREAD":
            wait = int(args[[str(arg).upper() for arg in args].index("BLOCK") + 1])
        elif name[:4] == "WAIT":
            wait = int(args[-1])
        elif name[:3] in "BLPBRPBLMBZPBZM":
            wait = int(float(args[1 if "MPOP" in name else -1]) * 1000)
        else:
            return 0
    except Exception:
        # It does not wait, or the server will tell what is wrong.
        return 0
    return wait if 0 < wait < _EVER else _EVER
