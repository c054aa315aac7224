"""Find the Debian mirror that this machine already uses.

No address is written in the project: a machine behind a municipality's own mirror keeps using it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCES = Path("/etc/apt")
OS_RELEASE = Path("/etc/os-release")
TEMPLATE = Path("/usr/share/python-apt/templates/debian.info")
_METHODS = ("http:", "https:", "mirror", "tor+")


class Source(NamedTuple):
    """One archive of packages as the machine's apt knows it."""

    uri: str
    suites: tuple[str, ...]
    components: tuple[str, ...]


def find() -> str | None:
    """Return the address of a Debian archive, or None if this machine names none.

    Asked in this order: `ALO153_DEBIAN_MIRROR`, the machine's apt sources (on Debian), the
    list of archives that python-apt brings (on Ubuntu).
    """
    named = os.environ.get("ALO153_DEBIAN_MIRROR")
    if named:
        return named
    release = os_release(OS_RELEASE)
    if release.get("ID") == "debian":
        found = of_release(sources(), release.get("VERSION_CODENAME", ""))
        if found:
            return found
    return _from_template(TEMPLATE)


def of_release(known: Iterator[Source] | list[Source], codename: str) -> str | None:
    """Return the address of the first source that serves `codename` itself with `main`."""
    names = {codename, "stable", "testing", "unstable", "sid"} - {""}
    for source in known:
        serves = names.intersection(source.suites) and "main" in source.components
        if serves and source.uri.startswith(_METHODS):
            return source.uri
    return None


def os_release(path: Path) -> dict[str, str]:
    """Read the names by which this machine's system calls itself."""
    if not path.is_file():
        return {}
    pairs = (line.partition("=") for line in path.read_text().splitlines() if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}


def sources(folder: Path = SOURCES) -> list[Source]:
    """Read all sources of apt, in both of its formats; disabled ones are left out."""
    found: list[Source] = []
    lists = [folder / "sources.list", *sorted(folder.glob("sources.list.d/*.list"))]
    for path in lists:
        if path.is_file():
            found += parse_lines(path.read_text())
    for path in sorted(folder.glob("sources.list.d/*.sources")):
        found += parse_stanzas(path.read_text())
    return found


def parse_lines(text: str) -> list[Source]:
    """Parse the one-line format: `deb [options] uri suite component...`."""
    found = []
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(?:\[[^\]]*\]\s*)?(\S+)\s+(\S+)\s*([^#]*)", line)
        if match:
            found.append(Source(match[1], (match[2],), tuple(match[3].split())))
    return found


def parse_stanzas(text: str) -> list[Source]:
    """Parse the deb822 format: stanzas of `Key: value`, parted by empty lines."""
    found = []
    for stanza in re.split(r"\n\s*\n", text):
        fields = _fields(stanza)
        if "deb" in fields.get("types", "").split() and fields.get("enabled", "yes") != "no":
            suites = tuple(fields.get("suites", "").split())
            components = tuple(fields.get("components", "").split())
            found += [Source(uri, suites, components) for uri in fields.get("uris", "").split()]
    return found


def _fields(stanza: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for line in stanza.splitlines():
        if line.startswith("#"):
            continue
        if line[:1].isspace():
            fields[key] = f"{fields.get(key, '')} {line.strip()}"
        elif ":" in line:
            name, _, value = line.partition(":")
            key = name.strip().lower()
            fields[key] = value.strip()
    return fields


def _from_template(path: Path) -> str | None:
    if not path.is_file():
        return None
    match = re.search(r"^BaseURI:\s*(\S+)", path.read_text(), re.MULTILINE)
    return match[1] if match else None
