"""The seed's README as a session, compared line by line."""

import doctest
import pathlib


def test_the_session_of_the_seed(server, redis):
    # The session's backslashes are those of the output.
    text = pathlib.Path(__file__).with_name("seed_session.txt").read_text().replace("{port}", str(server.port))
    session = doctest.DocTestParser().get_doctest(text, {}, "seed_session", None, 0)
    assert len(session.examples) == 20
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(session, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)
