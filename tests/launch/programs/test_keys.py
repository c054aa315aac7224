"""Keys are made once, are nobody else's to read, and the environment wins."""

import stat
from pathlib import Path

import pytest

from alo153.launch.programs import secrets_file


@pytest.fixture(autouse=True)
def no_keys_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in secrets_file.NAMES:
        monkeypatch.delenv(name, raising=False)


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    secrets_file.ensure(tmp_path / "secrets.env")
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600


def test_keys_stay_the_same(tmp_path: Path) -> None:
    first = secrets_file.ensure(tmp_path / "secrets.env")
    assert secrets_file.ensure(tmp_path / "secrets.env") == first
    assert len(set(first.values())) == len(secrets_file.NAMES)


def test_a_missing_key_is_added_and_the_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "secrets.env"
    path.write_text("ALO153_SECRET_KEY=as=before\n")
    path.chmod(0o600)
    made = secrets_file.ensure(path)
    assert made["ALO153_SECRET_KEY"] == "as=before"
    assert made["ALO153_DEMO_PASSWORD"]
    assert secrets_file.ensure(path) == made


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALO153_DEMO_PASSWORD", "from outside")
    assert secrets_file.ensure(tmp_path / "secrets.env")["ALO153_DEMO_PASSWORD"] == "from outside"
