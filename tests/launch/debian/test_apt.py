"""A fetch that fails is tried again before it counts: a mirror is away for moments."""

from pathlib import Path

import pytest

from alo153.launch.debian import apt
from alo153.launch.debian.apt import Archive, Unavailable

# Fails as often as it is told to, and notes what it was asked for
APT = """#!/bin/sh
for last; do :; done
case " $* " in
  *" update "*) echo update >> {home}/asked; exit {update} ;;
esac
echo "install $last" >> {home}/asked
[ "$(grep -c install {home}/asked)" -gt {failing} ] && exit 0
echo "E: {error}" >&2
exit 100
"""
AWAY = "Failed to fetch http://mirror/pool/sipp.deb  Connection timed out"


class Mirror:
    """A mirror behind a stand-in for apt-get."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        (home / "bin").mkdir()
        monkeypatch.setenv("PATH", str(home / "bin"), prepend=":")
        monkeypatch.setattr(apt, "_PAUSES", (0.0, 0.0))

    def fails(self, times: int, error: str = AWAY, *, update: int = 0) -> None:
        """Let it fail so many times."""
        script = self.home / "bin/apt-get"
        script.write_text(APT.format(home=self.home, failing=times, error=error, update=update))
        script.chmod(0o755)

    def asked(self) -> list[str]:
        """Return what apt was asked for."""
        return (self.home / "asked").read_text().splitlines()


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mirror:
    return Mirror(tmp_path, monkeypatch)


def fetch(mirror: Mirror) -> list[Path]:
    return apt.download(Archive(mirror.home / "apt"), ["sipp"])


def test_what_fails_twice_comes_the_third_time(mirror: Mirror) -> None:
    mirror.fails(2)
    assert fetch(mirror) == []
    assert mirror.asked() == ["update", "install sipp"] * 3


def test_what_fails_three_times_cannot_be_had(mirror: Mirror) -> None:
    mirror.fails(9)
    with pytest.raises(Unavailable, match="Connection timed out"):
        fetch(mirror)
    assert len(mirror.asked()) == 6


def test_lists_that_have_grown_old_are_fetched_before_it_counts(mirror: Mirror) -> None:
    mirror.fails(0)
    fetch(mirror)
    (mirror.home / "asked").unlink()
    mirror.fails(1)
    fetch(mirror)
    assert mirror.asked() == ["install sipp", "update", "install sipp"]


UNKNOWN = "Unable to locate package sipp"


@pytest.mark.parametrize(("update", "tries"), [(0, 1), (100, 3)])
def test_what_no_list_names_is_asked_for_again_only_if_a_list_is_missing(
    mirror: Mirror, update: int, tries: int
) -> None:
    mirror.fails(9, UNKNOWN, update=update)
    with pytest.raises(Unavailable, match="locate"):
        fetch(mirror)
    assert len(mirror.asked()) == 2 * tries
