"""Files in force are on the disk whole: no reader meets half a city."""

from errno import ENOSPC
from pathlib import Path
from shutil import rmtree
from threading import Thread

import pytest

from alo153.city.citypack.documents import kept_files


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Two files, as a city has them."""
    folder = tmp_path / "cities" / "town"
    folder.mkdir(parents=True)
    (folder / "queues.toml").write_text("a = 1")
    (folder / "city.toml").write_text("name = 'Town'")
    return folder


def test_one_file_says_something_else_and_the_others_what_they_did(
    pack: Path, tmp_path: Path
) -> None:
    home = tmp_path / "kept" / "town"
    kept_files.keep(home, pack, {"queues.toml": "a = 2"}, stamp="one")
    assert (home / "queues.toml").read_text() == "a = 2"
    assert (home / "city.toml").read_text() == "name = 'Town'"
    assert (pack / "queues.toml").read_text() == "a = 1"
    assert kept_files.is_kept(home, "one")


def test_the_next_takes_its_place_and_older_ones_go(pack: Path, tmp_path: Path) -> None:
    home = tmp_path / "kept" / "town"
    for number in range(4):
        kept_files.keep(home, pack, {"queues.toml": f"a = {number}"}, stamp=str(number))
    assert (home / "queues.toml").read_text() == "a = 3"
    assert {path.name for path in home.parent.iterdir()} == {"town", "town.2", "town.3"}
    kept_files.give_up(home)
    assert not list(home.parent.iterdir())


def test_several_programs_may_do_so_at_once(pack: Path, tmp_path: Path) -> None:
    home = tmp_path / "kept" / "town"
    texts = {"queues.toml": "a = 2"}
    threads = [
        Thread(target=kept_files.keep, args=(home, pack, texts), kwargs={"stamp": "one"})
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (home / "queues.toml").read_text() == "a = 2"
    assert {path.name for path in home.parent.iterdir()} == {"town", "town.one"}


def test_files_that_are_gone_are_made_anew(pack: Path, tmp_path: Path) -> None:
    home = tmp_path / "kept" / "town"
    kept_files.keep(home, pack, {"queues.toml": "a = 2"}, stamp="one")
    rmtree(home.resolve())
    assert not kept_files.is_kept(home, "one")
    kept_files.keep(home, pack, {"queues.toml": "a = 2"}, stamp="one")
    assert (home / "queues.toml").read_text() == "a = 2"


def test_what_readers_meet_is_not_forgotten_by_a_slower_program(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, point = tmp_path / "kept" / "town", kept_files._point
    kept_files.keep(home, pack, {"queues.toml": "a = 1"}, stamp="one")

    def overtaken(home: Path, made: Path) -> None:
        """Point to the files, whereupon another program points to newer ones."""
        point(home, made)
        monkeypatch.setattr(kept_files, "_point", point)
        kept_files.keep(home, pack, {"queues.toml": "a = 3"}, stamp="three")

    monkeypatch.setattr(kept_files, "_point", overtaken)
    kept_files.keep(home, pack, {"queues.toml": "a = 2"}, stamp="two")
    assert (home / "queues.toml").read_text() == "a = 3"


def test_an_empty_text_takes_a_file_away_that_a_city_may_leave_out(
    pack: Path, tmp_path: Path
) -> None:
    home = tmp_path / "kept" / "town"
    kept_files.keep(home, pack, {"numbers.toml": "", "city.toml": ""}, stamp="one")
    assert not (home / "numbers.toml").exists()
    assert (home / "city.toml").exists()


def test_a_full_disk_leaves_nothing_behind_and_readers_with_what_they_had(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(ENOSPC, "no space")

    home = tmp_path / "kept" / "town"
    kept_files.keep(home, pack, {"queues.toml": "a = 1"}, stamp="one")
    monkeypatch.setattr(kept_files, "fill", full)
    for _ in range(3):
        with pytest.raises(OSError, match="no space"):
            kept_files.keep(home, pack, {"queues.toml": "a = 2"}, stamp="two")
    assert (home / "queues.toml").read_text() == "a = 1"
    assert {path.name for path in home.parent.iterdir()} == {"town", "town.one"}
