"""The supervisor brings back what dies and leaves nothing behind, however it ends itself."""

import asyncio
import errno
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.parts.waiting import SECONDS, until

from alo153.launch.programs import processes, supervise
from alo153.launch.programs.supervise import Program, Supervisor

SLEEPER = [sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)"]
OUTSIDE = """
import asyncio, pathlib, sys
from alo153.launch.programs.supervise import Program, Supervisor
async def main():
    supervisor = Supervisor(pathlib.Path(sys.argv[1]), print)
    supervisor.start(Program(name="sleeper", command=sys.argv[2:]))
    await asyncio.Event().wait()
asyncio.run(main())
"""


async def soon[T](look: Callable[[], T], what: str | Callable[[], str] = "") -> T:
    return await asyncio.to_thread(until, look, SECONDS, what)


def pids(folder: Path) -> list[int]:
    log = folder / "log/sleeper.log"
    return [int(line) for line in log.read_text().split()] if log.is_file() else []


def test_a_program_that_dies_comes_back_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE_SECONDS", 0.01)
    said: list[str] = []

    async def scene() -> None:
        supervisor = Supervisor(tmp_path, said.append)
        supervisor.start(Program(name="sleeper", command=SLEEPER))
        [first] = await soon(lambda: pids(tmp_path))
        assert not supervisor.has_died("sleeper")
        os.kill(first, signal.SIGKILL)
        second = (await soon(lambda: pids(tmp_path)[1:], lambda: f"it came back; said: {said}"))[0]
        assert supervisor.has_died("sleeper")
        await supervisor.stop()
        assert processes.born(second) is None
        assert stat.S_IMODE((tmp_path / "log/sleeper.log").stat().st_mode) == 0o640

    asyncio.run(scene())
    assert len(said) == 1
    assert "sleeper was killed by signal 9" in said[0]


def test_a_program_that_cannot_be_started_is_tried_again_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE_SECONDS", 0.01)
    said: list[str] = []
    start, read = asyncio.create_subprocess_exec, Path.read_text

    async def full(*words: str, **options: object) -> object:
        if not said:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return await start(*words, **options)  # type: ignore[arg-type]

    def no_file_left(path: Path, **options: str) -> str:
        if path.suffix == ".log" and not said:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return read(path, **options)

    async def scene() -> None:
        monkeypatch.setattr(asyncio, "create_subprocess_exec", full)
        monkeypatch.setattr(Path, "read_text", no_file_left)
        supervisor = Supervisor(tmp_path, said.append)
        supervisor.start(Program(name="sleeper", command=SLEEPER))
        # Until then the test itself may not read the log
        await soon(lambda: said and pids(tmp_path))
        await supervisor.stop()

    asyncio.run(scene())
    assert "sleeper cannot be started ([Errno 11] Resource temporarily unavailable)" in said[0]


def test_the_pause_grows_while_it_goes_on_dying(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "FIRST_PAUSE_SECONDS", 0.001)
    said: list[str] = []

    async def scene() -> None:
        supervisor = Supervisor(tmp_path, said.append)
        supervisor.start(Program(name="broken", command=["false"]))
        await soon(lambda: len(said) > 3)
        await supervisor.stop()

    asyncio.run(scene())
    pauses = [float(words.split("again in ")[1].split()[0]) for words in said]
    assert pauses[:4] == [0.002, 0.004, 0.008, 0.016]


def test_a_program_that_ignores_the_signal_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise, "_GRACE_SECONDS", 0.1)
    ignores = tmp_path / "ignores"
    stubborn = (
        "import pathlib, signal; signal.signal(15, signal.SIG_IGN); "
        f"pathlib.Path({str(ignores)!r}).touch(); {SLEEPER[-1]}"
    )
    said: list[str] = []

    async def scene() -> None:
        supervisor = Supervisor(tmp_path, said.append)
        supervisor.start(Program(name="sleeper", command=[sys.executable, "-c", stubborn]))
        [pid] = await soon(lambda: pids(tmp_path))
        await soon(ignores.exists)
        await supervisor.stop()
        assert processes.born(pid) is None

    asyncio.run(scene())
    assert said == ["sleeper does not end by itself and is killed"]


def test_when_the_supervisor_is_killed_its_programs_end(tmp_path: Path) -> None:
    outside = subprocess.Popen([sys.executable, "-c", OUTSIDE, str(tmp_path), *SLEEPER])
    [pid] = until(lambda: pids(tmp_path))
    outside.kill()
    outside.wait()
    until(lambda: processes.born(pid) is None)


def test_who_holds_a_port() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        assert str(os.getpid()) in processes.holder(server.getsockname()[1])


def test_a_wished_port_is_given_while_it_is_free() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        port = processes.free_port()
        processes._reserved.pop(port).close()
        taken.bind(("127.0.0.1", port))
        assert processes.free_port(port) != port
    assert processes.free_port(port) == port


HOLDER = """
import sys
from alo153.launch.programs.processes import free_port
print(free_port(int(sys.argv[1])), flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process_gets(wish: int) -> Iterator[int]:
    """Let another process of ours ask for a port, and hold it unbound while the block lasts."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(wish)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        yield int(process.stdout.readline())
        process.stdin.close()


def test_a_wish_is_refused_while_another_process_of_ours_has_the_port() -> None:
    with another_process_gets(wish=0) as given:
        assert processes.free_port(given) != given
        assert processes.free_port(given + 7) != given + 7, "its neighbors are given with it"
    assert processes.free_port(given) == given
    assert processes.free_port(given) == given, "who holds it may ask again"


def test_a_block_with_a_port_that_another_process_wished_is_not_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Another run on this machine has other ones
    first = processes.free_port()
    processes._reserved.pop(first).close()
    ours = range(first, first + 8)
    monkeypatch.setattr(processes, "FREE_PORTS", ours)
    with another_process_gets(wish=ours[3]) as given:
        assert given == ours[3]
        with pytest.raises(OSError, match="no free port"):
            processes.free_port()
    assert processes.free_port() == ours[0]


def test_no_port_is_given_twice() -> None:
    ports = [processes.free_port() for _ in range(50)]
    neighbors = {near for port in ports for near in range(port, port + 8)}
    assert len(neighbors) == 8 * len(ports)
    assert all(port in processes.FREE_PORTS for port in ports)
