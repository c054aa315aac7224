"""Every shipped city starts by the commands of `up`, in their order, on an empty database."""

import pytest
from pytest_django import Settings
from tests import cast

from alo153.accounts.models import User
from alo153.alarms.models import AlarmRule
from alo153.launch.programs import data

CITIES = sorted(path.name for path in cast.CITIES.iterdir() if (path / "city.toml").is_file())


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_database")
@pytest.mark.parametrize("city", CITIES)
def test_a_shipped_city_is_loaded_and_loaded_again(
    city: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.CITY = city
    monkeypatch.setenv("ALO153_DEMO_PASSWORD", "three plain words")
    data.load()
    said = capsys.readouterr().out
    assert [name for name in data.ORDER if f"{name}:" not in said] == []
    found = [model.objects.count() for model in (User, AlarmRule)]
    assert all(found)
    data.load()
    assert [model.objects.count() for model in (User, AlarmRule)] == found
