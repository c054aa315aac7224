"""Whoever reads the documentation comes to every page of it, and no link leads nowhere."""

import re
from pathlib import Path

from tests.architecture import tree

DOCS = tree.ROOT / "docs"
_LINK = re.compile(r"\]\((?!\w+://|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
_CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def links(page: Path) -> list[tuple[Path, str]]:
    """Return where the links of a page lead inside the project: a file, and a heading of it."""
    found = _LINK.findall(_CODE.sub("", page.read_text()))
    return [((page.parent / file).resolve() if file else page, part) for file, part in found]


def headings(page: Path) -> set[str]:
    """Return the names that links give the headings of a page."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", line.lower()) for line in lines)
    return {each.strip().replace(" ", "-") for each in words}


def _leads(file: Path, part: str) -> bool:
    return file.exists() and (not part or part in headings(file))


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{tree.short(page)}: {tree.short(file) if file.is_relative_to(tree.ROOT) else file}#{part}"
        for page in tree.with_suffix(".md")
        for file, part in links(page)
        if not _leads(file, part)
    ]
    assert dead == []


def test_every_page_is_found_from_the_index() -> None:
    seen: set[Path] = set()
    ahead = {DOCS / "README.md"}
    while ahead:
        page = ahead.pop()
        seen.add(page)
        # What pages mention in passing is not found by who looks for it: only indexes count
        if page.name == "README.md" and page.is_relative_to(DOCS):
            ahead |= {file for file, _ in links(page) if file.suffix == ".md"} - seen
    assert [
        tree.short(page) for page in tree.with_suffix(".md", below=DOCS) if page not in seen
    ] == []
