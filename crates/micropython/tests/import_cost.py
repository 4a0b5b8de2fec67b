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
gc.collect()
before = gc.mem_alloc()
import picoredis

gc.collect()
print(gc.mem_alloc() - before)
