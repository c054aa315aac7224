"""A private apt: its own lists, cache and package status, nothing of the host changed, no root.

Signatures are checked as always: against the keys of the Debian archive.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

KEYRINGS = tuple(f"usr/share/keyrings/debian-archive-keyring.{ending}" for ending in ("gpg", "pgp"))
_FRESH_SECONDS = 3600
_PAUSES = (5.0, 20.0)
"""Seconds before a fetch that failed is tried again: a mirror is away, or changes just now."""
_UNKNOWN = ("Unable to locate package", "has no installation candidate")


class Unavailable(RuntimeError):
    """Say in plain words why packages cannot be had on this machine."""


class Archive(NamedTuple):
    """The sources of the private apt: one suite of Debian, or the host's own."""

    home: Path
    mirror: str | None = None
    suite: str = ""
    keyring: Path | None = None


def download(archive: Archive, packages: list[str]) -> list[Path]:
    """Download `packages` and all they need, and return the package files.

    Packages that the host has installed are left out when the host's own sources are read. What
    fails is tried three times. Raises Unavailable with apt's last words.
    """
    _require("apt-get", "dpkg")
    done = _try(archive.home, _configure(archive), packages)
    if done.returncode:
        raise Unavailable(f"apt could not fetch {' '.join(packages)}: {_last_words(done)}")
    return sorted((archive.home / "cache/archives").glob("*.deb"))


def extract(package: Path, root: Path) -> None:
    """Unpack one package file into `root`; no script of it is run, no program changes its user.

    Each file arrives whole: programs run from `root` while other files are still fetched, and one
    that begins just then dies of half a library (SIGBUS). Files are unpacked inside `root`, because
    a root may be a mount, and no file can be moved into one from outside.
    """
    root.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=root, prefix=".unpacked-") as aside:
        done = subprocess.run(
            ["dpkg", "-x", str(package), aside], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Unavailable(f"{package.name} could not be unpacked: {_last_words(done)}")
        _move(Path(aside), root)


def _move(source: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for each in source.iterdir():
        place = target / each.name
        if each.is_dir() and not each.is_symlink():
            _move(each, place)
        else:
            if not each.is_symlink():
                each.chmod(each.stat().st_mode & 0o777)
            each.replace(place)


def _require(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            raise Unavailable(f"this machine has no {program} (Debian and Ubuntu have)")


def _lists_are_fresh(home: Path) -> bool:
    stamp = home / "updated"
    return stamp.is_file() and time.time() - stamp.stat().st_mtime < _FRESH_SECONDS


def _try(home: Path, config: Path, packages: list[str]) -> subprocess.CompletedProcess[str]:
    """Install with the lists that are here, then with new ones, and again after each pause."""
    if _lists_are_fresh(home):
        done = _install(home, config, packages)
        if not done.returncode:
            return done
    for pause in (0.0, *_PAUSES):
        time.sleep(pause)
        current = _update(home, config)
        done = _install(home, config, packages)
        if not done.returncode or (current and any(words in done.stderr for words in _UNKNOWN)):
            break
    return done


def _update(home: Path, config: Path) -> bool:
    """Fetch the lists; return whether all came, which another source of the host may prevent."""
    done = _apt(config, "-o", "APT::Update::Error-Mode=any", "update")
    (home / "updated").touch()
    return done.returncode == 0


def _install(home: Path, config: Path, packages: list[str]) -> subprocess.CompletedProcess[str]:
    shutil.rmtree(home / "cache/archives", ignore_errors=True)
    (home / "cache/archives/partial").mkdir(parents=True)
    return _apt(config, "--download-only", "--yes", "install", *packages)


def _apt(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "APT_CONFIG": str(config), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        ["apt-get", "-q", *arguments], env=environment, capture_output=True, text=True, check=False
    )


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E:")]
    return " ".join((errors or lines)[-3:])


def _configure(archive: Archive) -> Path:
    """Write the private configuration.

    Apt reads APT_CONFIG before the host's own files and `Dir::Etc::main` after them: so our
    words come last, while a proxy or a certificate that the host names stays in force.
    """
    home = archive.home
    for folder in ("lists/partial", "cache/archives/partial", "etc"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "etc/first.conf").write_text(f'Dir::Etc::main "{home}/etc/last.conf";\n')
    (home / "etc/last.conf").write_text("\n".join(_options(archive)) + "\n")
    return home / "etc/first.conf"


def _options(archive: Archive) -> list[str]:
    home = archive.home
    options = [
        "#include /etc/apt/apt.conf;" if Path("/etc/apt/apt.conf").is_file() else "",
        "#clear APT::Update;",  # the host's hooks would clean the host's cache
        "#clear DPkg::Pre-Install-Pkgs;",
        "#clear Dir::Cache;",
        f'Dir::Cache "{home}/cache";',
        'Dir::Cache::archives "archives/";',
        'Dir::Cache::pkgcache "pkgcache.bin";',  # what apt made of the lists: a second each time
        'Dir::Cache::srcpkgcache "";',
        f'Dir::State "{home}";',
        f'Dir::State::lists "{home}/lists/";',
        f'Dir::State::extended_states "{home}/extended_states";',
        'APT::Sandbox::User "root";',  # the download user of apt cannot write here
        'APT::Install-Recommends "false";',
        'Acquire::Languages "none";',
        'Acquire::Retries "3";',
        'Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";',
        'Debug::NoLocking "true";',
    ]
    return options + (_suite_options(archive) if archive.suite else [])


def _suite_options(archive: Archive) -> list[str]:
    home = archive.home
    signed = f" signed-by={archive.keyring}" if archive.keyring else ""
    (home / "etc/sources.list").write_text(
        f"deb [{signed.strip()}] {archive.mirror} {archive.suite} main\n"
    )
    (home / "status").touch()
    return [
        f'Dir::Etc::sourcelist "{home}/etc/sources.list";',
        'Dir::Etc::sourceparts "/dev/null";',
        'Dir::Etc::preferences "/dev/null";',
        'Dir::Etc::preferencesparts "/dev/null";',
        f'Dir::State::status "{home}/status";',
        'Acquire::Check-Valid-Until "false";',
    ]
