"""pauses.toml and retention.toml: read, and refused where they would not do."""

from pathlib import Path

import pytest
from tests import cast

from alo153.city.citypack import PackError
from alo153.city.citypack.pauses import pauses_of
from alo153.city.citypack.retention import Retention, retention_of

RIGHT = '[[pause]]\nkey = "recovery"\nname = { tr = "Toparlanma" }\nminutes = 10\n'


def mistakes(folder: Path, text: str) -> list[str]:
    (folder / "pauses.toml").write_text(text)
    with pytest.raises(PackError) as error:
        pauses_of(folder, "tr")
    return [str(each) for each in error.value.mistakes]


@pytest.mark.parametrize("city", ["kocaeli", "harborview"])
def test_the_shipped_cities_say_why_agents_pause_and_how_long_things_are_kept(city: str) -> None:
    found = {each.key: each.minutes for each in pauses_of(cast.CITIES / city, "tr")}
    assert (found["break"], found["meeting"]) == (15, None)
    assert retention_of(cast.CITIES / city) == Retention(
        recordings=180, arrivals=90, abuse_reports=365, complaint_files=2920, feedback=365
    )


def test_a_city_may_say_nothing(tmp_path: Path) -> None:
    assert pauses_of(tmp_path, "tr") == ()
    assert retention_of(tmp_path) == Retention()


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (RIGHT, "is there twice"),
        ('[[pause]]\nkey = "signed_in"\nname = { tr = "x" }\n', "the switchboard gives"),
        ('[[pause]]\nkey = "tea"\nname = { en = "Tea" }\n', "no name in the language"),
        ('[[pause]]\nkey = "tea"\nname = { tr = "Çay" }\nminutes = 0\n', "no number that fits"),
        ('[[pause]]\nkey = "tea"\nname = { tr = "Çay" }\nminuts = 5\n', "is not known"),
    ],
)
def test_what_no_menu_could_show_is_refused(tmp_path: Path, more: str, word: str) -> None:
    assert any(word in each for each in mistakes(tmp_path, RIGHT + more))


def test_the_pause_after_a_hard_call_must_stay(tmp_path: Path) -> None:
    (said,) = mistakes(tmp_path, '[[pause]]\nkey = "tea"\nname = { tr = "Çay" }\n')
    assert said.startswith("pauses.toml: pause: there is no pause after a hard call.")


def test_days_that_nobody_keeps_are_refused(tmp_path: Path) -> None:
    (tmp_path / "retention.toml").write_text("[days]\nrecordings = 0\n")
    with pytest.raises(PackError, match="Write 1 to 3650"):
        retention_of(tmp_path)
