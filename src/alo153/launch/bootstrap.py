"""From a bare Python to an environment with all dependencies, then on to the command.

Runs on Python 3.9 with the standard library alone. Nothing outside `var/` is written. What is
installed is in requirements.lock with its hashes; it names no registry, so a mirror set in
the environment (UV_DEFAULT_INDEX or PIP_INDEX_URL) is all that a closed network must change.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from alo153.launch import command_line, paths
from alo153.launch.debian import debs
from alo153.launch.steps import Step, fail, step

OLDEST = (3, 12)
PYTHONS = ("python3.13", "python3.12", "python3.14", "python3")
_SYSTEM_FOLDERS = "/usr/local/bin:/usr/bin:/bin"
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class BootstrapError(RuntimeError):
    """Say in plain words why the environment cannot be made."""


def main(words: list[str]) -> int:
    """Prepare the environment and hand over to the command; returns only when that fails."""
    if not words or words[0] in ("-h", "--help", "help"):
        print(command_line.usage())
        return 0
    if words[0] not in command_line.COMMANDS:
        return fail(f"there is no command {words[0]!r}\n\n{command_line.usage()}")
    try:
        python = ensure_environment()
    except (BootstrapError, debs.Unavailable) as reason:
        return fail(str(reason))
    except KeyboardInterrupt:
        return fail("interrupted; the next start goes on from here")
    return _hand_over(python, words)


def _hand_over(python: Path, words: list[str]) -> NoReturn:
    os.environ["ALO153_VAR"] = str(paths.var())
    sys.stdout.flush()
    os.execv(python, [str(python), "-m", "alo153.launch", *words])  # noqa: S606 - no shell wanted


def ensure_environment() -> Path:
    """Return the Python of an environment that holds exactly requirements.lock."""
    venv = paths.var() / "venv"
    python = venv / "bin/python"
    if _is_current(venv):
        return python
    with step("Python packages") as line:
        uv = find_uv(line)
        if version(python) is None:
            _run([*uv, "venv", "--quiet", "--clear", "--python", str(find_python()), str(venv)])
        line.say("installing what requirements.lock names (the first time takes a minute)")
        lock = str(paths.PROJECT / "requirements.lock")
        _run([*uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), lock])
        _put_on_path(venv)
        _stamp(venv).write_text(_lock_hash())
    return python


def find_python() -> Path:
    """Return a Python of at least 3.12 on this machine. Raises BootstrapError."""
    if sys.version_info >= OLDEST:
        return Path(sys.executable)
    for folders in (os.environ.get("PATH", ""), _SYSTEM_FOLDERS):
        for name in PYTHONS:
            found = shutil.which(name, path=folders)
            if found and (version(Path(found)) or (0, 0)) >= OLDEST:
                return Path(found)
    raise BootstrapError("Python 3.12 or newer is needed (Debian 13 and Ubuntu 24.04 have it)")


def version(python: Path) -> tuple[int, ...] | None:
    """Return the version of a Python, or None if it does not run."""
    try:
        done = subprocess.run(
            [str(python), "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else None


def find_uv(line: Step) -> list[str]:
    """Return uv as a command: the machine's own, or one brought into `var/`."""
    installed = shutil.which("uv")
    if installed:
        return [installed]
    folder = paths.var() / "uv"
    uv = folder / "bin/uv"
    if not uv.is_file():
        line.say("bringing uv, which installs the packages")
        lock = str(paths.PROJECT / "requirements-uv.lock")
        flags = ["--quiet", "--no-cache-dir", "--disable-pip-version-check", "--no-user"]
        _run([*_find_pip(), "install", *flags, "--require-hashes", "-t", str(folder), "-r", lock])
    return [str(uv)]


def download(requirements: Path, folder: Path) -> None:
    """Bring the archives that `requirements` names into `folder`, and install nothing.

    Raises BootstrapError.
    """
    flags = ["--quiet", "--no-cache-dir", "--disable-pip-version-check", "--no-deps"]
    names = ["--require-hashes", "--dest", str(folder), "--requirement", str(requirements)]
    _run([*_find_pip(), "download", *flags, *names])


def _find_pip() -> list[str]:
    """Return pip as a command: that of this Python, or the one in Debian's package."""
    python = str(find_python())
    for candidate in (sys.executable, python):
        pip = [candidate, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode == 0:
            return pip
    wheels = "share/python-wheels/pip-*.whl"
    found = [*Path("/usr").glob(wheels)]
    found = found or [*debs.fetch(debs.HOST, ["python3-pip-whl"]).joinpath("usr").glob(wheels)]
    if not found:
        raise BootstrapError("neither uv nor pip was found; install one of them")
    return [python, str(found[0] / "pip")]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip()
        raise BootstrapError(f"{Path(command[0]).name} failed:\n{words}")


def _environment() -> dict[str, str]:
    """Return the environment for uv and pip: nothing fetched that is not in the lock."""
    env = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1", "PIP_USER": "0"}
    env.setdefault("UV_CACHE_DIR", str(paths.var() / "cache/uv"))
    if _CERTIFICATES.is_file():
        env.setdefault("UV_SYSTEM_CERTS", "1")  # a network's own authority counts too
    mirror = env.get("UV_DEFAULT_INDEX") or env.get("PIP_INDEX_URL")
    if mirror:
        env.update(UV_DEFAULT_INDEX=mirror, PIP_INDEX_URL=mirror)
    return env


def _is_current(venv: Path) -> bool:
    stamp = _stamp(venv)
    if not (stamp.is_file() and stamp.read_text() == _lock_hash()):
        return False
    _put_on_path(venv)
    return version(venv / "bin/python") is not None


def _stamp(venv: Path) -> Path:
    return venv / ".requirements"


def _lock_hash() -> str:
    return hashlib.sha256((paths.PROJECT / "requirements.lock").read_bytes()).hexdigest()


def _put_on_path(venv: Path) -> None:
    """Let the environment import our own code in place."""
    line = f"{paths.PROJECT / 'src'}\n"
    for packages in venv.glob("lib/python3*/site-packages"):
        note = packages / "alo153.pth"
        if not note.is_file() or note.read_text() != line:
            note.write_text(line)
