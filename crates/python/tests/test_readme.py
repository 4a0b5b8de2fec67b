"""The session that the project's README shows, compared line by line."""

import doctest
import pathlib


def test_the_session_of_the_readme(server):
    readme = pathlib.Path(__file__).parents[3] / "README.md"
    text = readme.read_text().split("<!-- python session -->\n```python\n")[1].split("```")[0]
    text = text.replace("Redis()", "Redis(port=%d)" % server.port)
    session = doctest.DocTestParser().get_doctest(text, {}, readme.name, None, 0)
    assert len(session.examples) >= 10
    said = []
    runner = doctest.DocTestRunner()
    runner.run(session, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)
