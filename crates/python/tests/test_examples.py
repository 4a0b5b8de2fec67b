"""The examples do what they say."""

import os
import pathlib
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"

PRINTED = {
    "session": """b'OK'
b'bar'
True
1 [b'key1', b'42']
ERR is the code of: value is not an integer or out of range
2
""",
    "several_at_once": """[b'OK', b'21']
[b'OK'] b'42'
[43, 1]
""",
    "tasks": """[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
[b'20', 1]
[b'tasks', b'sleep']
b'news' b'it rains'
""",
    "large_values": """b'OK'
7000000 bytes
5 bytearray(b'hello\\x00\\x00\\x00\\x00\\x00')
2
""",
    "threads": "b'40' 1\n",
}


@pytest.mark.parametrize("name", PRINTED)
def test_it_prints(server, redis, name):
    environment = dict(os.environ, REDIS_URL=f"redis://127.0.0.1:{server.port}")
    ran = subprocess.run([sys.executable, EXAMPLES / f"{name}.py"], env=environment, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == (PRINTED[name], "")


def test_each_is_run():
    assert {path.stem for path in EXAMPLES.glob("*.py")} == set(PRINTED)
