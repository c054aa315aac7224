"""Every file, folder and module of ours that a page names in backticks exists."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.architecture import tree

_FENCED: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_QUOTED: Final = re.compile(r"`([^`\s]+)`")
_PATH: Final = re.compile(r"(?:\.\./)*[a-z_][\w.-]*(?:/[\w.-]+)+/?")
_MODULE: Final = re.compile(r"[a-z_]+(?:\.[a-z_]+){2,}(?:\.\w+)?")
_ADDRESSES: Final = tree.ROOT / "docs/reference/pages.md"
"""Ends of addresses look like folders there."""
_ELSEWHERE: Final = ("var/", "etc/", "asterisk/", "bench/portal/node_modules", "../shared/data")
"""Files of a running installation, and data that is not shipped."""
_HISTORY: Final = tree.ROOT / "CHANGELOG.md"
"""It names files by the names that they had."""


@cache
def _known() -> set[str]:
    """Return each file and folder of the project by every end of its path, modules without .py."""
    paths = {"/".join(p.parts[:n]) for p in map(_relative, tree.files()) for n in _depths(p)}
    ends = {"/".join(path.split("/")[n:]) for path in paths for n in range(path.count("/") + 1)}
    return ends | {end.removesuffix(".py") for end in ends}


def _relative(path: Path) -> Path:
    return path.relative_to(tree.ROOT)


def _depths(path: Path) -> range:
    return range(1, len(path.parts) + 1)


def _named(page: Path) -> Iterator[str]:
    """Give what a page quotes that looks like a path or a module of ours."""
    for quoted in _QUOTED.findall(_FENCED.sub("", page.read_text())):
        word = quoted.partition("::")[0]
        if page != _ADDRESSES and _PATH.fullmatch(word) and not word.startswith(_ELSEWHERE):
            yield word.rstrip("/")
        elif _MODULE.fullmatch(word) and word.split(".")[0] in tree.CAPABILITIES:
            yield "/".join(word.split(".")[:2])


def _exists(name: str) -> bool:
    # `floor/day.day_of` is a function of a module
    return name in _known() or name.rpartition(".")[0] in _known()


def test_every_path_that_a_page_names_exists() -> None:
    pages = [page for page in tree.with_suffix(".md") if page != _HISTORY]
    missing = [f"{tree.short(p)}: {name}" for p in pages for name in _named(p) if not _exists(name)]
    assert missing == []
