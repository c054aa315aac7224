"""A night's backup, its proof, and the morning after the disk died."""

import errno
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from tests.parts.postgresql import clusters

from alo153.core.processes import backup_record
from alo153.launch.backup import (
    copying,
    generations,
    manifest,
    pg_programs,
    restoring,
    taking,
    verifying,
)
from alo153.launch.backup.trouble import BackupError
from alo153.launch.commands import backup as command
from alo153.launch.programs import postgres

AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
WORDS = postgres.Passwords(program="p", owner="o", admin="q")


@pytest.fixture(scope="module")
def server(
    django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[postgres.Server]:
    """Run a PostgreSQL with Kocaeli in it, of the template that the tests' database made."""
    with clusters.running(opened(tmp_path_factory.mktemp("source")) / "pg") as running:
        with psycopg.connect(clusters.at(running.admin_url, clusters.DATABASE)) as admin:
            # What tests keep beside, no city has
            admin.execute("DROP SCHEMA IF EXISTS pristine CASCADE")
        with psycopg.connect(clusters.at(running.owner_url, clusters.DATABASE)) as owner:
            for what in ("TABLES", "SEQUENCES"):  # as `migrate` grants them
                owner.execute(f"GRANT SELECT ON ALL {what} IN SCHEMA public TO {postgres.NAME}")
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return where backups go."""
    return tmp_path / "backups"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a photo and a recording."""
    for name, words in (("files/photo.jpg", "a tree"), ("recordings/2026/talk.opus", "hello")):
        path = tmp_path / "var" / name
        path.parent.mkdir(parents=True)
        path.write_text(words)
    return tmp_path / "var"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """Run a server with nothing in its database, and give the address of the owner."""
    fresh = postgres.prepare(opened(tmp_path) / "fresh", passwords=WORDS, test=True)
    with postgres.started(fresh):
        yield fresh.owner_url


def opened(folder: Path) -> Path:
    """Open a folder of pytest to the user that PostgreSQL is under root."""
    for each in [folder, *folder.parents[:2]]:
        each.chmod(0o755)
    return folder


def address(server: postgres.Server) -> str:
    """Return the address of Kocaeli's database for the program."""
    return clusters.at(server.url, clusters.DATABASE)


def taken(
    server: postgres.Server, home: Path, data: Path, at: datetime = AT, keep: int = 3
) -> Path:
    """Take a backup."""
    return taking.take(home, url=address(server), data=data, city="kocaeli", at=at, keep=keep)


def test_a_backup_comes_back_whole_on_an_empty_machine(
    server: postgres.Server, home: Path, data: Path, empty: str, tmp_path: Path
) -> None:
    generation = taken(server, home, data)
    said = manifest.read(generation)
    assert said.tables["city_unit"][0] > 0
    assert said.versions.keys() == {"alo153", "postgresql", "python"}
    elsewhere = tmp_path / "new"
    (elsewhere / "recordings/2025").mkdir(parents=True)  # as a program leaves it
    restoring.restore(generation, url=empty, data=elsewhere, replace=False, at=AT)
    assert (elsewhere / "recordings/2026/talk.opus").read_text() == "hello"
    with psycopg.connect(empty) as connection:
        found = connection.execute("SELECT count(*) FROM city_unit").fetchone()
    assert found == (said.tables["city_unit"][0],)
    # A second time there is something, and nothing is lost by it
    with pytest.raises(BackupError, match="something is there already"):
        restoring.restore(generation, url=empty, data=elsewhere, replace=False, at=AT)
    (elsewhere / "files/later.jpg").write_text("later")
    restoring.restore(generation, url=empty, data=elsewhere, replace=True, at=AT)
    assert not (elsewhere / "files/later.jpg").exists()
    aside = elsewhere / "before-restore-2026-12-01T020000Z/files/later.jpg"
    assert aside.read_text() == "later"


def test_a_folder_on_a_disk_of_its_own_is_filled_where_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "generation/recordings/2026/talk.opus"
    kept.parent.mkdir(parents=True)
    kept.write_text("hello")
    for name in ("disk", "var"):
        (tmp_path / name).mkdir()
    (tmp_path / "var/recordings").symlink_to(tmp_path / "disk")
    copying.bring_back(tmp_path / "generation", tmp_path / "var")
    assert (tmp_path / "disk/2026/talk.opus").read_text() == "hello"
    assert (tmp_path / "var/recordings").is_symlink()


def test_nothing_is_restored_under_a_running_program(
    server: postgres.Server, home: Path, data: Path, empty: str, tmp_path: Path
) -> None:
    generation = taken(server, home, data)
    with psycopg.connect(empty), pytest.raises(BackupError, match="stop them all first"):
        restoring.restore(generation, url=empty, data=tmp_path / "new", replace=True, at=AT)


def test_it_is_proved_by_restoring_it_apart(
    server: postgres.Server, home: Path, data: Path, tmp_path: Path
) -> None:
    taken(server, home, data)
    said = verifying.verify(home, scratch=opened(tmp_path), at=AT)
    assert said.taken_at == AT
    assert not (tmp_path / "backup-scratch").exists()


def test_a_table_that_differs_is_named(
    server: postgres.Server, home: Path, data: Path, tmp_path: Path
) -> None:
    generation = taken(server, home, data)
    path = generation / manifest.NAME
    said = json.loads(path.read_text())
    rows, digest = said["tables"]["city_unit"]
    said["tables"]["city_unit"] = [rows + 1, digest]
    said["tables"]["city_topic"][1] = "1"
    path.write_text(json.dumps(said))
    expected = rf"city_topic has other values; city_unit has {rows} rows, not {rows + 1}"
    with pytest.raises(BackupError, match=expected):
        verifying.verify(home, scratch=opened(tmp_path), at=AT)


@pytest.mark.parametrize("name", [manifest.DUMP, "files/files/photo.jpg"])
def test_a_damaged_file_is_named_before_anything_is_restored(
    name: str, server: postgres.Server, home: Path, data: Path, tmp_path: Path
) -> None:
    generation = taken(server, home, data)
    with (generation / name).open("r+b") as handle:
        handle.write(b"?")
    with pytest.raises(BackupError, match=f"{name} is damaged"):
        verifying.verify(home, scratch=opened(tmp_path), at=AT)


def test_what_did_not_change_is_kept_once_and_old_generations_go(
    server: postgres.Server, home: Path, data: Path
) -> None:
    first = taken(server, home, data)
    generations.mark_verified(first, AT)
    (data / "files/photo.jpg").write_text("another tree")
    for day in (1, 2, 3):
        last = taken(server, home, data, at=AT + day * DAY, keep=2)
    # The only one that was proved stays, however old
    assert generations.listed(home) == [first, home / "2026-12-03T020000Z", last]
    talks = [each / "files/recordings/2026/talk.opus" for each in (first, last)]
    assert os.path.samefile(*talks)
    photos = [(each / "files/files/photo.jpg").read_text() for each in (first, last)]
    assert photos == ["a tree", "another tree"]


def test_a_disk_without_hard_links_gets_every_file_again(
    server: postgres.Server, home: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for day in (0, 1):
        last = taken(server, home, data, at=AT + day * DAY)
    assert (last / "files/files/photo.jpg").read_text() == "a tree"
    manifest.check(last, manifest.read(last))


def test_a_backup_that_fails_leaves_nothing_and_is_on_the_page_of_health(
    home: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALO153_VAR", str(data))
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert command.main([str(home)]) == 1
    assert list(home.glob("2026*")) == []
    assert not (home / "partial").exists()
    record = backup_record.read(data)
    assert record.taken_at is None
    assert "connection" in record.failure
    assert record.failure in capsys.readouterr().err


def test_a_disk_that_is_not_there_is_a_failure_too(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "disk").write_text("no folder")
    monkeypatch.setenv("ALO153_VAR", str(data))
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert command.main([str(tmp_path / "disk/backups")]) == 1
    failure = backup_record.read(data).failure
    assert "Not a directory" in failure
    assert failure in capsys.readouterr().err


def test_a_good_backup_ends_the_failure(
    server: postgres.Server, home: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_record.write(data, failed_at=AT, failure="no space left on device")
    monkeypatch.setenv("ALO153_VAR", str(opened(data)))
    monkeypatch.setenv("DATABASE_URL", address(server))
    assert command.main([str(home)]) == 0
    assert command.main([str(home), "--verify"]) == 0
    record = backup_record.read(data)
    assert record.failure == ""
    assert record.verified_at == record.taken_at is not None


def test_a_failure_names_no_value_of_a_row() -> None:
    words = (
        'pg_restore: error: COPY failed for table "citizens_citizen": duplicate key\n'
        "DETAIL:  Key (phone)=(+905320000101) already exists.\n"
    )
    assert "905320000101" not in pg_programs.first_error(words)
