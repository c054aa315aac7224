"""`./alo153 empty` throws an invented past away, and nothing that somebody added without a word."""

from pathlib import Path

import psycopg
import pytest

from alo153.launch.commands import empty
from alo153.launch.programs import child_environment, postgres

TABLES = """
CREATE TABLE core_event (name text, data jsonb);
CREATE TABLE contacts_interaction (id int);
INSERT INTO core_event VALUES ('city.past_invented', '{"contacts": 2}');
INSERT INTO contacts_interaction VALUES (1), (2);
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put all data into a folder of this test."""
    for folder in [tmp_path, *tmp_path.parents[:2]]:
        folder.chmod(0o755)
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


def told(statement: str) -> list[tuple[object, ...]]:
    """Run our server for one statement, as its owner."""
    with (
        postgres.started(child_environment.server()) as server,
        psycopg.connect(server.owner_url) as owner,
    ):
        done = owner.execute(statement.encode())
        return done.fetchall() if done.description else []


def test_what_was_added_is_thrown_away_only_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    told(TABLES)
    told("INSERT INTO contacts_interaction VALUES (3)")
    assert empty.main([]) == 1
    assert "1 contacts were added since" in capsys.readouterr().err
    assert told("SELECT count(*) FROM contacts_interaction") == [(3,)]
    assert empty.main(["--all"]) == 0
    assert told("SELECT to_regclass('contacts_interaction')") == [(None,)]


def test_an_invented_past_alone_goes_at_once() -> None:
    told(TABLES)
    assert empty.main([]) == 0
    assert told("SELECT to_regclass('core_event')") == [(None,)]


def test_nothing_goes_while_a_program_runs(capsys: pytest.CaptureFixture[str]) -> None:
    with postgres.started(child_environment.server()):
        assert empty.main([]) == 1
    assert "in use" in capsys.readouterr().err


def test_a_database_of_yours_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///ours")
    assert empty.main([]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err
