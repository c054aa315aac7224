"""`./alo153 bench wall`, small: screens are open and hear each change; what it prints of that."""

import os

from tests import cast
from tests.parts.processes.serving import WebServer

from bench import wall
from bench.wall import Result, lines

SCREENS, HINTS = 20, 2


def test_every_screen_hears_every_change(transactional_db: None) -> None:
    for name in ("hakan", "derya", "yasin"):
        cast.staff(name)
    cookies = wall.sign_in()
    assert len(cookies) == 3
    server = WebServer()
    url = server.start()
    try:
        programs = {"web": os.getpid()}
        result = wall.measured(url, cookies, programs, screens=SCREENS, hints=HINTS)
    finally:
        server.stop()
    assert (len(result.shown), result.lost) == (SCREENS * HINTS, 0)
    assert all(seconds > 0 for seconds in result.shown)
    assert result.kilobytes > 1, "the wall came whole"
    printed = lines(result, SCREENS, HINTS)
    assert "20 screens at one web process, 2 changes" in "\n".join(printed)


def test_it_prints_the_delays_and_whether_every_screen_heard_in_time() -> None:
    heard = [0.010 * number for number in range(1, 101)]
    said = lines(Result(shown=heard), screens=100, hints=1)
    assert "p50   500.0 ms   p95   950.0 ms   max  1000.0 ms   (100)" in "\n".join(said)
    assert said[-1].endswith("missed")
    assert lines(Result(shown=[0.02] * 100), screens=100, hints=1)[-1].endswith("reached")
    assert lines(Result(shown=[0.02] * 99, lost=1), screens=100, hints=1)[-1].endswith("missed")
