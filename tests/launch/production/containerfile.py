"""The image of the Containerfile: by an engine where there is one, else its steps in a bare root.

A bare root is what debootstrap leaves (mmdebstrap here): the packages of the image in `FROM`. What
every run of the tests has built and fetched is lent to it: uv's cache, the front end, Asterisk.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from tests.architecture import tree

from alo153.launch import paths
from alo153.launch.debian import debs, mirror

FILE = paths.PROJECT / "Containerfile"
_ENGINES = ("docker", "podman")
_SUITES = {"debian:13-slim": "trixie"}
# The image's own are an engine's to write
_OF_THE_MACHINE = ("etc/resolv.conf", "etc/hosts")
# Of a network with an authority of its own
_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_TRUST = dict.fromkeys(("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS"), "/trusted.crt")
# Packages are not copied out of what is lent: they are a gigabyte
_LINKED = {"UV_CACHE_DIR": "/lent/var/cache/uv", "UV_LINK_MODE": "symlink"}
_LENT = ("frontend/node_modules", "var/cache", "var/asterisk-root", "var/debs/host/root", "var/uv")


class Instruction(NamedTuple):
    """One instruction of a Containerfile, its lines joined."""

    name: str
    words: str


def instructions(text: str) -> list[Instruction]:
    """Read a Containerfile: comments go, and a line that ends in a backslash goes on."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", "").splitlines()
    return [Instruction(*line.split(maxsplit=1)) for line in joined]


def context() -> list[str]:
    """Return the project's files that an image gets: those that `.dockerignore` does not name."""
    ignored = (paths.PROJECT / ".dockerignore").read_text().splitlines()
    written = (path.relative_to(tree.ROOT) for path in tree.files())
    return [str(p) for p in written if not any(fnmatch(p.parts[0], each) for each in ignored)]


class Image(Protocol):
    """What was built."""

    def command(self, words: Sequence[str], env: Mapping[str, str]) -> list[str]:
        """Return what runs a command in it, in the foreground and on the machine's network."""


class Built(NamedTuple):
    """An image of an engine."""

    engine: str
    name: str

    def command(self, words: Sequence[str], env: Mapping[str, str]) -> list[str]:
        given = [f"--env={key}={value}" for key, value in env.items()]
        return [self.engine, "run", "--rm", "--init", "--network=host", *given, self.name, *words]


class BareRoot:
    """A folder in which the instructions were carried out."""

    def __init__(self, suite: str, scratch: Path) -> None:
        self.root = scratch / "root"
        self.user, self.folder = "root", "/"
        self._lent: dict[str, int] = {}
        self._is_done = False
        _bootstrap(suite, self.root)
        for name in _OF_THE_MACHINE:
            shutil.copy(Path("/") / name, self.root / name)
        shutil.copy(_CERTIFICATES, self.root / "trusted.crt")

    def command(self, words: Sequence[str], env: Mapping[str, str]) -> list[str]:
        path = "PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin"
        given = [path, *(f"{key}={value}" for key, value in env.items())]
        inside = shlex.join(["exec", "env", "-i", "-C", self.folder, *given, *words])
        chroot = shlex.join(["exec", "chroot", f"--userspec={self.user}", ".", "sh", "-c", inside])
        mounts = ["mount --rbind /dev dev", "mount -t proc proc proc"]
        mounts += [
            line for name, owner in self._lent.items() for line in self._mounted(name, owner)
        ]
        steps = [f"cd {self.root}", *mounts, chroot]
        return ["unshare", "--mount", "sh", "-c", " && ".join(steps)]

    def obey(self, step: Instruction) -> None:
        """Carry out one instruction. Raises KeyError for one that is not known here."""
        known = {"RUN": self._run, "COPY": self._copy, "USER": self._become, "WORKDIR": self._go}
        known[step.name](step.words)

    def close(self) -> None:
        """Let commands run beside each other from now on: none changes what is lent."""
        self._is_done = True

    def _run(self, words: str) -> None:
        command = self.command(["sh", "-c", words], _TRUST | _LINKED)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"RUN {words}\n{done.stdout}\n{done.stderr}"

    def _copy(self, words: str) -> None:
        owner, source, target = words.split()
        assert source == "."
        copy = f"tar -C {tree.ROOT} -cT - | tar -xC {self.root}{target}"
        subprocess.run(["sh", "-c", copy], input="\n".join(context()), text=True, check=True)
        self._run(f"chown -R {owner.removeprefix('--chown=')} {target}")
        self._lend(self.root / target.strip("/"))

    def _become(self, user: str) -> None:
        self.user = user

    def _go(self, folder: str) -> None:
        self.folder = folder

    def _lend(self, project: Path) -> None:
        """Lay links to what is lent, of the owner of the project; a change stays in this root."""
        owner = project.stat()
        for name in (each for each in _LENT if (paths.PROJECT / each).exists()):
            place, lent = project / name, self.root / "lent" / name
            for folder in (lent, *self._layers(name)):
                folder.mkdir(parents=True)
                os.chown(folder, owner.st_uid, owner.st_gid)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(f"/lent/{name}")
            self._lent[name] = owner.st_uid
        shutil.copytree(paths.var() / "frontend", project / "var/frontend")
        shutil.copy(paths.var() / "frontend.built", project / "var")
        for each in (project / "frontend", project / "var", *(project / "var").rglob("*")):
            os.chown(each, owner.st_uid, owner.st_gid, follow_symlinks=False)

    def _layers(self, name: str) -> list[Path]:
        return [self.root.parent / each / name for each in ("below", "above", "work")]

    def _mounted(self, name: str, owner: int) -> list[str]:
        below, above, work = self._layers(name)
        source = (paths.PROJECT / name).resolve()
        layers = f"lowerdir={below},upperdir={above},workdir={work}"
        if self._is_done:  # only what is read can be mounted twice
            layers = f"lowerdir={above}:{below}"
        return [
            f"mount --bind -o X-mount.idmap=b:0:{owner}:1 {source} {below}",
            f"mount -t overlay -o {layers} overlay lent/{name}",
        ]


def _bootstrap(suite: str, root: Path) -> None:
    """Make the root of a bare Debian from the archive that this machine uses."""
    program, address = debs.program("mmdebstrap"), mirror.find()
    assert program
    assert address
    root.parent.mkdir(parents=True)
    words = [program, "--variant=apt", "--mode=root", "--dpkgopt=force-unsafe-io"]
    words += ["--skip=cleanup/apt/lists", suite, root, address]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def image(scratch: Path) -> Iterator[Image]:
    """Build the image, with an engine if this machine has one."""
    engine = next(filter(shutil.which, _ENGINES), None)
    if engine is None:
        yield _carried_out(scratch)
        return
    built = Built(engine, f"alo153-test-{os.getpid()}")
    subprocess.run([engine, "build", "-f", FILE, "-t", built.name, paths.PROJECT], check=True)
    try:
        yield built
    finally:
        subprocess.run([engine, "rmi", built.name], check=True)


def _carried_out(scratch: Path) -> BareRoot:
    if os.geteuid():
        pytest.skip("there is neither an engine nor root")
    first, *steps = instructions(FILE.read_text())
    assert first.name == "FROM"
    bare = BareRoot(_SUITES[first.words], scratch)
    for step in steps:
        bare.obey(step)
    bare.close()
    return bare
