"""A forked program is as much of a process as one that was started."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.parts.processes import programs
from tests.parts.processes.seen import ENDS_WITH
from tests.parts.waiting import COLD_SECONDS

SEEN = "tests.parts.processes.seen"
FEW = 6_000
"""Pages that a program copies or fills which imports nothing of its own: 2,000. With all that was
imported before they are 30,000."""

type Begin = Callable[..., tuple[programs.Program, dict[str, Any]]]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Return a way to start the program that notes what it sees."""
    begun: list[programs.Program] = []

    def start(name: str, *, cold: bool, **variables: str) -> tuple[programs.Program, Any]:
        folder = tmp_path / name
        folder.mkdir()
        note, log = folder / "note", folder / "log"
        environment = {"PATH": os.environ["PATH"], "ALO153_DEVELOPMENT": "1", **variables}
        environment["DJANGO_SETTINGS_MODULE"] = "alo153.config.settings"
        program = programs.begin(SEEN, str(note), environment=environment, log=log, cold=cold)
        begun.append(program)
        deadline = time.monotonic() + 60
        while not note.exists():
            assert program.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.01)
        return program, json.loads(note.read_text())

    yield start
    for program in begun:
        program.kill()
        program.wait()


@pytest.fixture(params=[True, False], ids=["cold", "warm"])
def program(request: pytest.FixtureRequest, begin: Begin) -> programs.Program:
    return begin("it", cold=request.param)[0]


def test_a_forked_program_sees_what_a_started_one_sees(tmp_path: Path, begin: Begin) -> None:
    variables = {"ALO153_CITY": "harborview", "DATABASE_URL": "postgresql://a:b@c:5433/d"}
    cold, started = begin("cold", cold=True, **variables)
    warm, forked = begin("warm", cold=False, **variables)
    for each in (started, forked):
        each["words"] = [Path(word).name for word in each["words"]]
        each["variables"] = [n for n in each["variables"] if n not in ("LC_CTYPE", "TZ")]
    assert forked == started
    assert (forked["city"], forked["database"]) == ("harborview", "5433")
    assert forked["session"]
    for process in (cold, warm):
        process.terminate()
        assert process.wait(COLD_SECONDS) == ENDS_WITH
    logs = [(tmp_path / name / "log").read_text() for name in ("cold", "warm")]
    assert logs[0] == logs[1]
    assert "standard output" in logs[1]
    assert "standard error" in logs[1]


def test_it_is_killed(program: programs.Program) -> None:
    assert program.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(0.05)
    program.kill()
    assert program.wait(COLD_SECONDS) == program.poll() == -signal.SIGKILL
    assert not Path(f"/proc/{program.pid}").exists()


def test_it_is_stopped_and_goes_on(program: programs.Program) -> None:
    program.send_signal(signal.SIGSTOP)
    eventually_in_state(program.pid, "T")
    program.terminate()
    assert program.poll() is None
    program.send_signal(signal.SIGCONT)
    assert program.wait(COLD_SECONDS) == ENDS_WITH


def eventually_in_state(pid: int, letter: str) -> None:
    deadline = time.monotonic() + COLD_SECONDS
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != letter:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_forks_holds_no_thread_no_loop_and_no_connection(
    begin: Begin, warm_process: int
) -> None:
    program, _ = begin("it", cold=False)
    assert len(os.listdir(f"/proc/{warm_process}/task")) == 1
    held = [
        os.readlink(each) for each in Path(f"/proc/{warm_process}/fd").iterdir() if each.exists()
    ]
    assert not [each for each in held if "eventpoll" in each or "inet" in each], held
    mine = {each.partition("[")[2].rstrip("]") for each in held if each.startswith("socket:")}
    program.kill()
    program.wait()
    for table in ("tcp", "tcp6"):
        rows = Path(f"/proc/{warm_process}/net/{table}").read_text().splitlines()[1:]
        assert mine.isdisjoint(row.split()[9] for row in rows)


def test_a_forked_program_copies_little_of_what_was_imported(
    begin: Begin, warm_process: int
) -> None:
    before = faults_of_ended(warm_process)
    program, _ = begin("it", cold=False)
    program.terminate()
    assert program.wait(COLD_SECONDS) == ENDS_WITH
    assert faults_of_ended(warm_process) - before < FEW


def faults_of_ended(pid: int) -> int:
    """Count the pages that the children of a process got one by one, of those that have ended."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[8])


def test_a_signal_to_one_that_has_just_ended_is_no_fault() -> None:
    """As where the word of its end is still on its way from whoever forked it."""
    ended = subprocess.Popen(["true"])
    ended.wait()
    here, forking = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with here, forking:
        forking.send(json.dumps({"pid": ended.pid}).encode())
        program = programs.Forked(here)
        program.kill()
        forking.send(json.dumps({"code": 0}).encode())
        assert program.wait() == 0
