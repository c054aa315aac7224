"""`./alo153 bench transport`, small: journeys of a generated city are found, and each is timed."""

import re

from bench.transport import bench


def test_journeys_of_a_small_city_are_found_and_timed() -> None:
    asked = {"lines": 12, "stops": 100, "minutes": 30, "times": 2, "journeys": 10, "seed": 1}
    printed = "\n".join(bench.run(None, **asked))
    assert printed.startswith("12 lines, 100 stops, ")
    assert re.search(r"^compact form loaded in \d+ ms \(\d+ ms of CPU, ", printed, re.MULTILINE)
    for search in ("leaving at a time", "arriving by a time"):
        told = printed.partition(f"{search}\n")[2].splitlines()[:4]
        without = re.fullmatch(r"10 journeys, (\d+) of them found none", told[0])
        assert without
        assert int(without[1]) < 10
        shape = r"(\w+) +([\d.]+) ms of CPU, [\d.]+ ms passed"
        times = [re.fullmatch(shape, line) for line in told[1:]]
        assert [each and each[1] for each in times] == ["median", "p95", "longest"]
        milliseconds = [float(each[2]) for each in times if each]
        assert 0 < milliseconds[0] <= milliseconds[1] <= milliseconds[2]
