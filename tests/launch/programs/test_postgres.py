"""PostgreSQL of the wheel: locale-independent, with trigrams, safe against a crash."""

import os
import signal
import stat
import subprocess
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from alo153.launch.programs import log_rotation, postgres

WORDS = postgres.Passwords(program="p", owner="o", admin="q")


@pytest.fixture
def server(tmp_path: Path) -> postgres.Server:
    for folder in [tmp_path, *tmp_path.parents[:2]]:
        folder.chmod(0o755)  # pytest closes its folders, and as root the server is another user
    return postgres.prepare(tmp_path / "pg", passwords=WORDS, test=True)


def test_it_knows_turkish_letters_and_trigrams(server: postgres.Server) -> None:
    with postgres.started(server), psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SELECT lower('ÇĞÜŞÖ'), similarity('park', 'parka') > 0.5")
        assert row.fetchone() == ("çğüşö", True)


def test_the_program_has_no_power_over_the_server(server: postgres.Server) -> None:
    with postgres.started(server), psycopg.connect(server.url) as connection:
        query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        assert connection.execute(query).fetchone() == (False,)


def test_a_database_that_the_program_owned_goes_to_the_owner(server: postgres.Server) -> None:
    before = ["CREATE EXTENSION pg_trgm", "CREATE TABLE kept AS SELECT 153 AS number"]
    with postgres.started(server):
        with psycopg.connect(server.admin_url, autocommit=True) as admin:
            admin.execute("DROP DATABASE alo153")
            admin.execute("DROP ROLE alo153_owner")
            admin.execute("CREATE DATABASE alo153 OWNER alo153")
        with psycopg.connect(server.url) as program:
            for each in before:
                program.execute(each)
        postgres.ensure_database(server)
        postgres.ensure_database(server)
        with psycopg.connect(server.url) as program, pytest.raises(psycopg.ProgrammingError):
            program.execute("SELECT number FROM kept")
        with psycopg.connect(server.owner_url) as owner:
            assert owner.execute("SELECT number FROM kept").fetchone() == (153,)
            owner.execute("ALTER TABLE kept ADD COLUMN word text")
            owner.execute("DROP EXTENSION pg_trgm")


_OVER = "SELECT inet_client_addr() IS NULL"


def test_our_programs_reach_it_by_a_socket_and_people_by_the_loopback_address(
    server: postgres.Server,
) -> None:
    people = f"postgresql://alo153:p@127.0.0.1:{server.port}/alo153"
    with postgres.started(server):
        for address, by_socket in ((server.url, True), (people, False)):
            with psycopg.connect(address) as connection:
                assert connection.execute(_OVER).fetchone() == (by_socket,)


def test_in_a_folder_too_deep_for_a_socket_everybody_comes_by_the_loopback_address(
    server: postgres.Server,
) -> None:
    deep = server.home / ("d" * 60) / ("e" * 60)
    server = postgres.prepare(deep, passwords=WORDS, test=True)
    with postgres.started(server), psycopg.connect(server.url) as connection:
        assert connection.execute(_OVER).fetchone() == (False,)


def test_a_wrong_password_is_refused(server: postgres.Server) -> None:
    with postgres.started(server), pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url.replace(":p@", ":wrong@"))


def test_data_outlives_a_kill(server: postgres.Server) -> None:
    server = replace(server, test=False)
    process = subprocess.Popen(server.command, stderr=subprocess.DEVNULL, start_new_session=True)
    while not postgres.answers(server):
        assert process.poll() is None
    postgres.ensure_database(server)
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 153 AS number")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    again = postgres.prepare(server.home, passwords=WORDS)
    with postgres.started(again), psycopg.connect(again.owner_url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (153,)


def test_its_log_holds_nobody_s_words(server: postgres.Server) -> None:
    person = "('Ayşe Işık', '+905320000101')"
    with postgres.started(server), psycopg.connect(server.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE person (name text UNIQUE, phone text)")
        connection.execute(f"INSERT INTO person VALUES {person}")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(f"INSERT INTO person VALUES {person}")
    log = (server.home / "log").read_text()
    assert "duplicate key" in log
    assert "Ayşe" not in log
    assert "5320000101" not in log
    assert stat.S_IMODE((server.home / "log").stat().st_mode) == 0o640


def test_a_large_log_is_set_aside_at_its_start(server: postgres.Server) -> None:
    log = server.home / "log"
    with log.open("wb") as file:
        file.truncate(log_rotation.LARGEST + 1)
    with postgres.started(server):
        assert 0 < log.stat().st_size < log_rotation.LARGEST
    assert log.with_name("log.1").stat().st_size > log_rotation.LARGEST


def test_a_running_server_is_found(server: postgres.Server) -> None:
    assert postgres.found_running(server.home, passwords=WORDS) is None
    with postgres.started(server):
        found = postgres.found_running(server.home, passwords=WORDS)
        assert found is not None
        assert found.url == server.url
