"""However a run of the tests ends, it leaves no process and no folder, and touches nobody else."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from tests.parts.waiting import COLD_SECONDS, until

from alo153.launch.programs.processes import born
from alo153.launch.testing import leftovers

MINUTE = 60
RUN = """
import sys
from concurrent.futures import Future
from pathlib import Path

from alo153.launch.testing import guard, running
from alo153.launch.testing.plan import Run

def work(scratch):
    fetched = Future()
    fetched.set_result(None)
    words = ("-p", "xdist.plugin", "-p", "no:cacheprovider", "-n", "1", sys.argv[1])
    found = running.run([Run("small", words)], [], fetched, scratch)
    return len(found["small"].failed) + len(found["small"].broken)

sys.exit(guard.guarded(work))
"""
# As Asterisk, SIPp and browsers: in a session of its own, of a parent that is gone
TEST = """
import os, subprocess, sys, threading
from pathlib import Path

HERE = Path(__file__).parent

def test_begins_programs_and_{ends}():
    home = HERE / f"var/test/postgres-{{os.getpid()}}-ab12"
    home.mkdir(parents=True)
    code = "import subprocess, sys; subprocess.Popen(['sleep', '1000'], start_new_session=True)"
    subprocess.run([sys.executable, "-c", code], check=True)
    subprocess.Popen(["sleep", "1000"], start_new_session=True)
    (HERE / "new").write_text(str(os.getpid()))
    (HERE / "new").rename(HERE / "begun")
    {last}
"""


class Started:
    """A small run of tests that was started as `./alo153 test` is."""

    def __init__(self, folder: Path, *, waits: bool) -> None:
        self.folder = folder
        self.temporary = folder / "t"
        self.temporary.mkdir(parents=True, exist_ok=True)
        (folder / "test_small.py").write_text(
            TEST.format(ends="waits", last="threading.Event().wait()")
            if waits
            else TEST.format(ends="ends", last="")
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(folder / "test_small.py")],
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
                "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
                "PYTHONPATH": os.pathsep.join(sys.path),
                "ALO153_VAR": str(folder / "var"),
                "TMPDIR": str(self.temporary),
            },
            stdout=(folder / "log").open("ab"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def wait_until_begun(self) -> None:
        """Wait until its test has started its programs."""
        until((self.folder / "begun").exists, COLD_SECONDS, (self.folder / "log").read_text)

    def worker(self) -> int:
        """Return the process of its test, which writes its title over its environment."""
        return int((self.folder / "begun").read_text())

    def programs(self) -> list[int]:
        """Return all that lives of it, by the folder that it carries."""
        found = [self.worker()] if born(self.worker()) else []
        for name in filter(str.isdigit, os.listdir("/proc")):
            with suppress(OSError):
                words = Path(f"/proc/{name}/environ").read_bytes()
                if str(self.temporary).encode() in words and born(int(name)):
                    found.append(int(name))
        return list(dict.fromkeys(found))

    def left(self) -> list[str]:
        """Name the folders that it left."""
        return [*os.listdir(self.temporary), *os.listdir(self.folder / "var/test")]


@contextmanager
def begun(folder: Path) -> Iterator[Started]:
    """Start a run whose test waits for good; whatever lives of it is killed afterwards."""
    started = Started(folder, waits=True)
    started.wait_until_begun()
    yield started
    for pid in started.programs():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    started.process.wait()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Started]:
    """Have one run that has begun."""
    with begun(tmp_path) as started:
        yield started


@pytest.fixture
def bystander(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the same program for another run, which is alive and holds its lock."""
    with subprocess.Popen(["sleep", "1000"]) as process:
        yield process
        process.kill()


def test_a_signal_ends_all_of_it_within_a_minute(
    tmp_path: Path, bystander: subprocess.Popen[bytes]
) -> None:
    # Two runs at once: a guard waits 25 s for programs that do not end by themselves
    with begun(tmp_path / "terminated") as terminated, begun(tmp_path / "stopped") as stopped:
        runs = {signal.SIGTERM: terminated, signal.SIGINT: stopped}
        for number, run in runs.items():
            assert len(run.programs()) >= 6
            run.process.send_signal(number)
        give_up = time.monotonic() + MINUTE
        for number, run in runs.items():
            assert run.process.wait(give_up - time.monotonic()) == 128 + number
            assert (run.programs(), run.left()) == ([], [])
            assert number.name in (run.folder / "log").read_text()
    assert bystander.poll() is None


def test_a_killed_run_whose_guard_lives_leaves_nothing(run: Started) -> None:
    guard = run.process.pid
    child, *adopted = Path(f"/proc/{guard}/task/{guard}/children").read_text().split()
    assert adopted, "whoever lost the parent"
    os.kill(int(child), signal.SIGKILL)
    assert run.process.wait(MINUTE) == 128 + signal.SIGKILL
    assert (run.programs(), run.left()) == ([], [])


def test_what_a_killed_guard_left_is_removed_at_the_next_start(
    run: Started, bystander: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    other = run.temporary / "alo153-other"
    other.mkdir()
    killed = set()
    for pid in (run.process.pid, *run.programs()):  # the guard first: it would end the others
        with suppress(OSError):
            if Path(f"/proc/{pid}/comm").read_text().strip() != "sleep":
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
    run.process.wait()
    # On a busy machine a process lives on for a while after it was killed
    until(lambda: killed.isdisjoint(run.programs()))
    left = run.programs()
    assert len(left) == 2, "the two programs, which are in sessions of their own"
    assert len(run.left()) == 3, "the folder of the run, that of its worker, and the other run's"
    with (other / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        again = Started(tmp_path, waits=False)
        assert again.process.wait(COLD_SECONDS) == 0, (tmp_path / "log").read_text()
    assert set(left).isdisjoint(again.programs())
    assert (again.programs(), again.left()) == ([], ["alo153-other"])
    assert bystander.poll() is None


def test_the_folder_of_a_living_process_stays_and_that_of_a_later_one_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    own, dead = tmp_path / f"test/postgres-{os.getpid()}-aa", tmp_path / "test/roles-4194305"
    templates = tmp_path / "test/templates"
    for each in (own, dead, templates):
        each.mkdir(parents=True)
    leftovers.remove()
    assert sorted(tmp_path.glob("test/*")) == [own, templates]
    os.utime(own, (1, 1))  # older than this process: its number was another's then
    leftovers.remove()
    assert sorted(tmp_path.glob("test/*")) == [templates]


def test_the_folder_of_a_process_that_ended_goes_before_its_parent_reaps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with subprocess.Popen(["true"]) as ended:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        home = tmp_path / f"test/postgres-{ended.pid}-aa"
        home.mkdir(parents=True)
        leftovers.remove()
        assert not home.exists()
