"""The session that the project's README shows, line by line: `readme_test.py FOLDER PORT README`."""

import sys

sys.path.insert(0, sys.argv[1])

import picoredis

PORT = int(sys.argv[2])
README = sys.argv[3]

said = []


def note(*words):
    said.append(" ".join([str(word) for word in words]))


def exchanges():
    """Each line of the session, with the lines that it is answered by."""
    with open(README) as file:
        text = file.read().split("<!-- python session -->\n```python\n")[1].split("```")[0]
    for exchange in text.split(">>> ")[1:]:
        lines = exchange.rstrip("\n").split("\n")
        yield lines[0], lines[1:]


def answer(line, names):
    """What an interpreter says to a line, as lines; of an error only the last."""
    said.clear()
    try:
        try:
            value = eval(line, names)
        except SyntaxError:
            exec(line, names)
            return said
    except Exception as error:
        words = error.args[0] if len(error.args) == 1 else error.args
        return ["picoredis.%s: %s" % (type(error).__name__, words)]
    return said if value is None else said + [repr(value)]


picoredis.print = note
picoredis.Redis("127.0.0.1", PORT).flushall()
names = {}
count = 0
for line, expected in exchanges():
    actual = answer(line.replace("Redis()", "Redis('127.0.0.1', %d)" % PORT), names)
    if expected[:1] == ["Traceback (most recent call last):"]:
        expected = expected[-1:]
    assert actual == expected, "%s is answered by %r instead of %r" % (line, actual, expected)
    count += 1
assert count >= 10
print("%d lines of the README ok" % count)
