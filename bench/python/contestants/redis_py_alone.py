"""redis-py with its parser in Python."""

import sys

# As if it were not installed.
sys.modules["hiredis"] = None

from redis_py import CONTESTANT as CONTESTANT  # noqa: E402
from importlib.metadata import version  # noqa: E402

LABEL = f"redis-py {version('redis')} alone"
