"""Debian's programs without an installation: fetched, unpacked into `var/debs`, run from there.

Nothing of the host changes and no root is needed. `fetch` gets packages, `program` names a
program that can be run, from PATH if the machine has it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from alo153.launch import paths
from alo153.launch.debian import apt, mirror
from alo153.launch.debian.apt import Unavailable

__all__ = [
    "Unavailable",
    "fetch",
    "fetch_programs",
    "is_fetched",
    "libraries",
    "program",
    "root_of",
]

HOST = "host"
_LOADER_PACKAGES = ("libc6_", "libc-bin_")
# Found in an installation by alternatives or by a path written into the program.
_NESTED_LIBRARIES = ("pulseaudio", "blas", "lapack")
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{root}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <cachedir>{root}/../fontconfig</cachedir>
</fontconfig>
"""


class Program(NamedTuple):
    """A program of the host's release: its packages and its path in them."""

    packages: tuple[str, ...]
    path: str
    arguments: tuple[str, ...] = ()


PROGRAMS = {
    "chromium": Program(
        ("chromium", "fontconfig-config", "fonts-dejavu-core"),
        "usr/lib/chromium/chromium",
        ("--no-sandbox",),  # the sandbox needs a setuid file, which only an installation gives
    ),
    "chromium-headless-shell": Program(
        ("chromium-headless-shell", "fontconfig-config", "fonts-dejavu-core"),
        "usr/lib/chromium/chromium-headless-shell",
        ("--no-sandbox",),
    ),
    "osmium": Program(("osmium-tool",), "usr/bin/osmium"),
    "tilemaker": Program(("tilemaker",), "usr/bin/tilemaker"),
    "mmdebstrap": Program(("mmdebstrap",), "usr/bin/mmdebstrap"),
    "baresip": Program(("baresip-core",), "usr/bin/baresip"),
    "logrotate": Program(("logrotate",), "usr/sbin/logrotate"),
    "nginx": Program(("nginx",), "usr/sbin/nginx"),
    "promtool": Program(("prometheus",), "usr/bin/promtool"),
    "turnserver": Program(("coturn",), "usr/bin/turnserver"),
    "sipp": Program(("sip-tester",), "usr/bin/sipp"),
    "espeak-ng": Program(("espeak-ng",), "usr/bin/espeak-ng"),
    "systemd-analyze": Program(("systemd",), "usr/bin/systemd-analyze"),
    "xgettext": Program(("gettext",), "usr/bin/xgettext"),
    "msgmerge": Program(("gettext",), "usr/bin/msgmerge"),
}


def root_of(suite: str) -> Path:
    """Return the folder into which the packages of `suite` are unpacked by default."""
    return paths.var() / "debs" / suite / "root"


def fetch(suite: str, packages: list[str], root: Path | None = None) -> Path:
    """Fetch `packages` with all they need into `root` and return it; done once, then at once.

    `suite` is "host" (this machine's own release; what is installed is not fetched again) or a
    suite of Debian such as "sid" (complete, down to the loader). Raises Unavailable.
    """
    root = root or root_of(suite)
    root.mkdir(parents=True, exist_ok=True)
    stamp = _stamp(root, suite, packages)
    # What was downloaded lies in one folder a suite, whichever root it is unpacked into
    with _lock(root_of(suite)):
        if not stamp.is_file():
            archive = _archive(suite)
            for package in apt.download(archive, packages):
                if suite != HOST or not package.name.startswith(_LOADER_PACKAGES):
                    apt.extract(package, root)
                package.unlink()
            _mark(root, suite, packages)
    return root


def is_fetched(suite: str, packages: list[str]) -> bool:
    """Say whether `fetch` has nothing left to do for these packages."""
    return _stamp(root_of(suite), suite, packages).is_file()


def fetch_programs(names: Iterable[str]) -> None:
    """Fetch what several programs need and the machine lacks, and what they share only once.

    Raises Unavailable if one of them cannot be had: `program` then fetches each by itself.
    """
    wanted = [list(PROGRAMS[name].packages) for name in names if not shutil.which(name)]
    missing = [packages for packages in wanted if not is_fetched(HOST, packages)]
    if missing:
        root = fetch(HOST, sorted({package for packages in missing for package in packages}))
        for packages in missing:
            _mark(root, HOST, packages)


def program(name: str, say: Callable[[str], None] = lambda _: None) -> Path | None:
    """Return a file that runs the program `name`, or None if it cannot be had here.

    The machine's own is preferred (PATH); else it is fetched, and a small script under
    `var/programs/` sets what it needs to run from its folder. `say` hears what is done and why
    it failed.
    """
    installed = shutil.which(name)
    if installed:
        return Path(installed)
    known = PROGRAMS[name]
    packages = list(known.packages)
    if not is_fetched(HOST, packages):
        say(f"fetching {name} ({' '.join(packages)})")
    try:
        root = fetch(HOST, packages)
    except Unavailable as reason:
        say(str(reason))
        return None
    return _write_script(name, known, root)


def libraries(root: Path) -> list[Path]:
    """Return the folders of shared libraries inside an unpacked root."""
    folders = [*root.glob("usr/lib/*-linux-gnu*"), *root.glob("lib/*-linux-gnu*")]
    nested = [folder / name for folder in folders for name in _NESTED_LIBRARIES]
    return [folder for folder in [*folders, *nested] if folder.is_dir()]


def _write_script(name: str, known: Program, root: Path) -> Path:
    binary = root / known.path
    search = [binary.parent, *libraries(root)]
    script = paths.var() / "programs" / name
    script.parent.mkdir(parents=True, exist_ok=True)
    lines = ["#!/bin/sh"]
    for key, value in _environment(root, search).items():
        lines.append(f"export {key}={shlex.quote(value)}")
    lines.append(f'exec {shlex.join([str(binary), *known.arguments])} "$@"')
    _replace(script, "\n".join(lines) + "\n")
    return script


def _environment(root: Path, search: list[Path]) -> dict[str, str]:
    environment = {"LD_LIBRARY_PATH": ":".join(str(folder) for folder in search)}
    voices = [folder / "espeak-ng-data" for folder in libraries(root)]
    for folder in filter(Path.is_dir, voices):
        environment["ESPEAK_DATA_PATH"] = str(folder)
    if (root / "usr/share/gettext").is_dir():
        environment["GETTEXTDATADIRS"] = str(root / "usr/share/gettext")
    if (root / "usr/share/fonts").is_dir():
        fonts = root.parent / "fonts.conf"
        _replace(fonts, _FONTS.format(root=root), mode=0o644)
        environment["FONTCONFIG_FILE"] = str(fonts)
    return environment


def _replace(path: Path, text: str, mode: int = 0o755) -> None:
    # Written beside and moved: another start may be running the script at this moment.
    if path.is_file() and path.read_text() == text:
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(text)
    beside.chmod(mode)
    beside.replace(path)


def _archive(suite: str) -> apt.Archive:
    home = paths.var() / "debs" / suite / "apt"
    if suite == HOST:
        return apt.Archive(home)
    address = mirror.find()
    if address is None:
        raise Unavailable(
            "no Debian mirror is known on this machine; name one in ALO153_DEBIAN_MIRROR"
        )
    return apt.Archive(home, address, suite, _keyring())


def _keyring() -> Path:
    """Return the keys of the Debian archive: the host's, else the package that brings them."""
    found = _first_file(Path("/"))
    if found is None:  # Ubuntu: its own signed archive has the package
        found = _first_file(fetch(HOST, ["debian-archive-keyring"], paths.var() / "debs/keys"))
    if found is None:
        raise Unavailable("the keys of the Debian archive (debian-archive-keyring) are missing")
    return found


def _first_file(root: Path) -> Path | None:
    found = (root / name for name in apt.KEYRINGS if (root / name).is_file())
    return next(found, None)


def _stamp(root: Path, suite: str, packages: list[str]) -> Path:
    return root / f".alo153-{_digest(suite, packages)}"


def _mark(root: Path, suite: str, packages: list[str]) -> None:
    _stamp(root, suite, packages).write_text(" ".join(packages) + "\n")


def _digest(suite: str, packages: list[str]) -> str:
    return hashlib.sha256(f"{suite} {sorted(packages)}".encode()).hexdigest()[:12]


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    """Hold the folder for this process, so that two starts do not unpack over each other."""
    root.mkdir(parents=True, exist_ok=True)
    with (root.parent / f"{root.name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
