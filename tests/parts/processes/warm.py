"""`python -m tests.parts.processes.warm ADDRESS`: imports what programs import, and forks them.

It holds no thread, no event loop and no connection: a fork would copy them broken. What is forked
forgets the settings, which come from its own environment, and runs `__main__` as Python does. What
was imported is frozen: a search through it for what can be freed would copy each of its pages.
It ends, with all that it forked, when its standard input is closed.
"""

from __future__ import annotations

import fcntl
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from tests.parts.processes import programs
from tests.parts.processes.light_end import LightEnd

IMPORTED = (
    "alo153.config.asgi",
    "alo153.config.tasks",
    "alo153.config.urls",
    "alo153.channels.management.commands.fetch_mail",
    "alo153.core.processes.process_priority",
    "alo153.switchboard.runtime.program",
    "alo153.switchboard.record.records",
    "django.core.management.commands.diffsettings",
    "holidays.countries",  # hundreds of modules, read with the first date that a case is promised
    "procrastinate.contrib.django.management.commands.procrastinate",
    "procrastinate.worker",
    "uvicorn.main",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.websockets_impl",
    "uvloop",
)
SETTINGS = "alo153.config.settings"
"""As every one of our programs chooses by itself."""
_ABOVE = 512
"""Descriptors of a request are kept above this number until they get their own."""


@dataclass(frozen=True)
class Job:
    """A program to become: what `python -m` is given, and where it runs."""

    command: list[str]
    environment: dict[str, str]
    folder: str
    passed: list[int]
    files: list[int]

    def run(self) -> None:
        """Become the program; returns or raises as its module does."""
        _hold_only(self.files, [1, 2, *self.passed])
        os.setsid()
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update({"DJANGO_SETTINGS_MODULE": SETTINGS} | self.environment)
        _forget_settings()
        sys.argv = list(self.command)
        runpy.run_module(self.command[0], run_name="__main__", alter_sys=True)


def main(address: str) -> Job | None:
    """Fork what is asked for until standard input ends; in a forked process, return its job."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    django.setup()
    with warnings.catch_warnings(action="ignore"):
        for name in IMPORTED:
            importlib.import_module(name)
    _let_programs_fork("\0" + address)
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a thread would be lost in a fork"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listener.bind("\0" + address)
    listener.listen(64)
    gc.freeze()
    return Forks(listener).serve()


class Forks:
    """Forks programs, and tells whoever asked how each one ended."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._askers: dict[int, socket.socket] = {}
        self._ended, noticed = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(noticed)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._poll = select.poll()
        for file in (0, self._ended, listener.fileno()):
            self._poll.register(file, select.POLLIN)

    def serve(self) -> Job | None:
        """Serve until standard input ends; in a forked process, return its job."""
        while True:
            ready = {file for file, _ in self._poll.poll()}
            if self._ended in ready:
                os.read(self._ended, 4096)
                self._tell_ends()
            if 0 in ready and not os.read(0, 1):
                return self._end_all()
            if self._listener.fileno() in ready:
                job = self._take()
                if job:
                    return job

    def _take(self) -> Job | None:
        asker, _ = self._listener.accept()
        words, files, _, _ = socket.recv_fds(asker, programs.MOST_BYTES, programs.MOST_FILES)
        if not words:  # somebody looked whether we are there
            asker.close()
            return None
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return Job(**json.loads(words), files=files)
        for file in files:
            os.close(file)
        self._askers[pid] = asker
        asker.send(json.dumps({"pid": pid}).encode())
        return None

    def _tell_ends(self) -> None:
        with suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                with self._askers.pop(pid) as asker, suppress(OSError):
                    asker.send(json.dumps({"code": os.waitstatus_to_exitcode(status)}).encode())

    def _end_all(self) -> None:
        for pid in self._askers:
            os.kill(pid, signal.SIGKILL)


def _hold_only(files: list[int], numbers: list[int]) -> None:
    """Close what the forking process holds, and give the files of the request their numbers."""
    raised = [fcntl.fcntl(file, fcntl.F_DUPFD, _ABOVE) for file in files]
    os.closerange(0, _ABOVE)
    os.open(os.devnull, os.O_RDONLY)
    for file, number in zip(raised, numbers, strict=True):
        os.dup2(file, number)
        os.close(file)


def _forget_settings() -> None:
    """Let the settings be read anew, and what Django keeps of them be made anew."""
    from django.conf import empty, settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.test import signals  # noqa: PLC0415

    before = _values(settings)
    sys.modules.pop(SETTINGS, None)
    settings._wrapped = empty
    after = _values(settings)
    for name in sorted(before.keys() | after.keys()):
        if name != "DATABASES" and before.get(name) != after.get(name):
            signals.setting_changed.send(Job, setting=name, value=after.get(name), enter=True)
    for alias in connections:  # made by an import; never opened
        with suppress(AttributeError):
            del connections[alias]
    connections._settings = None
    vars(connections).pop("settings", None)


def _values(settings: Any) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in dir(settings) if name.isupper()}


def _let_programs_fork(address: str) -> None:
    """Let a forked switchboard have its record written by a forked process, too."""
    from alo153.switchboard.record import process  # noqa: PLC0415 - after django.setup()

    def begin_writer(command: Sequence[str], pipe: int, environment: Mapping[str, str]) -> Any:
        return programs.fork(address, command[1:], environment, [1, 2], [pipe])

    process.begin_process = begin_writer


if __name__ == "__main__":
    end = LightEnd()
    job = main(sys.argv[1])
    if job:
        end.after(job.run)
