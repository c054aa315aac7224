"""`./alo153 bench quality` and `bench sound`, small."""

import os
import re
from pathlib import Path

import pytest
from tests import cast

from bench import sounds
from bench.cases.place import Place
from bench.quality import bench


@pytest.mark.django_db
def test_a_year_is_filled_in_and_every_page_opens(tmp_path: Path) -> None:
    cast.staff(bench.SUPERVISOR)
    cast.staff("derya")
    place = Place(tmp_path, "", programs={"database": [os.getpid()]})
    lines = bench.run(place, contacts=2_000, agents=3, times=2)
    scored = re.search(r"3 agents in a year, ([\d,]+) of them scored", lines[0])
    assert scored
    assert 900 < int(scored[1].replace(",", "")) <= 3 * 365
    assert all(re.search(r"\d ms .*\d ms", line) for line in lines[2:])


def test_talks_are_measured_as_the_worker_does() -> None:
    lines = sounds.run(None, hours=0.02, minutes=0.5)
    assert "2 talks of 30 s" in lines[0]
    assert re.search(r"[\d.]+ CPU s per hour of sound", lines[1])
