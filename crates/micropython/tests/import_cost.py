"""What is gone from the heap after the client was imported, in bytes: `import_cost.py FOLDER_OF_CLIENT`."""

import gc
import sys

sys.path[:] = [sys.argv[1]]
for name in ("socket", "select"):
    try:
        __import__(name)
    except ImportError:
        # A board without a network: what counts is what the client takes.
        sys.modules[name] = sys


def deep(calls):
    return calls and deep(calls - 1)


def taken():
    """What is in the heap. What earlier calls have left on the stack is written over first: it would keep garbage."""
    deep(40)
    gc.collect()
    return gc.mem_alloc()


before = taken()
import picoredis

print(taken() - before)
