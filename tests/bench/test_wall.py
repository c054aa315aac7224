"""`./alo153 bench wall`: what it prints of what the screens heard."""

from bench.wall.bench import Result, lines


def test_it_prints_the_delays_and_whether_every_screen_heard_in_time() -> None:
    heard = [0.010 * number for number in range(1, 101)]
    said = lines(Result(shown=heard), screens=100, hints=1)
    assert "p50   510.0 ms   p95   960.0 ms   max  1000.0 ms   (100)" in "\n".join(said)
    assert said[-1].endswith("missed")
    assert lines(Result(shown=[0.02] * 100), screens=100, hints=1)[-1].endswith("reached")
    assert lines(Result(shown=[0.02] * 99, lost=1), screens=100, hints=1)[-1].endswith("missed")
