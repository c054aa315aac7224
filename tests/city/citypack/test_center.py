"""center.toml: read, and refused where no center could work by it."""

from dataclasses import fields
from pathlib import Path

import pytest
from tests import cast

from alo153.city.citypack import PackError
from alo153.city.citypack.queues.center import BOUNDS, center_of
from alo153.city.queries import CenterTimes


def test_a_city_may_say_nothing(tmp_path: Path) -> None:
    assert center_of(tmp_path) == {}
    assert center_of(cast.CITIES / "kocaeli") == {}


def test_the_lines_of_kocaeli_fit_once_they_are_switched_on(tmp_path: Path) -> None:
    said = (cast.CITIES / "kocaeli" / "center.toml").read_text("utf-8")
    lines = [line.removeprefix("#") for line in said.splitlines() if not line.startswith("# ")]
    (tmp_path / "center.toml").write_text("\n".join(lines))
    assert set(center_of(tmp_path)) == set(BOUNDS)


def test_every_time_has_a_use() -> None:
    assert {each.name for each in fields(CenterTimes)} == set(BOUNDS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ring_seconds = 2", "center.toml:1: ring_seconds: 2 is no number that fits. Write 5 to"),
        ('retries = "two"', "center.toml:1: retries: 'two' is no number that fits"),
        ("ring_secnds = 20", 'is not known. Did you mean "ring_seconds"?'),
        ("ring_seconds = ", "center.toml:1"),
    ],
)
def test_what_no_center_works_by_is_refused_with_its_line(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "center.toml").write_text(text)
    with pytest.raises(PackError) as error:
        center_of(tmp_path)
    (mistake,) = error.value.mistakes
    assert said in str(mistake)
