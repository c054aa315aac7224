"""Check that every article that the voice menu says exists."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from alo153.city.citypack.mistakes import Mistake, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.knowledge.articles import city_file
from alo153.knowledge.models import Article

FILE: Final = "menu.toml"
_KIND: Final = "answer"


def mistakes_of(folder: Path) -> Iterator[Mistake]:
    """Yield the nodes of a city's voice menu that say an unknown article; one query at most.

    An article that was taken back is known: its node connects callers to a person, and no other
    document of the city has to wait for another menu.
    """
    said, brought = dict(_said(folder)), _brought(folder)
    # Most menus say articles of the file alone
    known = brought if brought.issuperset(said.values()) else brought | _written()
    for node, slug in said.items():
        if slug not in known:
            advice = _("Write the article first, or name another")
            what = _('there is no article "%(slug)s"', slug=slug)
            remedy = suggestion(slug, sorted(known), advice)
            yield Mistake(FILE, _line_of(node, folder), f"{node}, article", what, remedy)


def _said(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield node and slug; what has another form is told by the check of the menu itself."""
    nodes = _read(folder / FILE).get("nodes")
    for name, node in nodes.items() if isinstance(nodes, dict) else ():
        if isinstance(node, dict) and node.get("kind") == _KIND:
            slug = node.get("article")
            if isinstance(slug, str) and slug:
                yield name, slug


def _brought(folder: Path) -> set[str]:
    """Return the articles of the file, all there are at the first start."""
    tables = _read(folder / city_file.FILE).get("answer")
    written = tables if isinstance(tables, list) else []
    return {str(each.get("slug")) for each in written if isinstance(each, dict)}


def _written() -> set[str]:
    return set(Article.objects.values_list("slug", flat=True))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    # What is no TOML is told where the file is read
    except (OSError, ValueError, RecursionError):
        return {}


def _line_of(node: str, folder: Path) -> int:
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    headers = {f"[nodes.{node}]", f'[nodes."{node}"]'}
    return next((n for n, text in enumerate(lines, 1) if text.split("#")[0].strip() in headers), 0)
