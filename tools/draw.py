"""Draw the packages and their imports from the code, into the docs."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from itertools import product

import grimp

from alo153.launch import paths

PAGE = paths.PROJECT / "docs/reference/packages.md"
ROOT = "alo153"
WITH_ROOMS = ("cases", "calls", "switchboard", "web")
_HEAD = """# Packages

Made from the code by `./alo153 docs`. An arrow is an import; the drawing leaves out imports that \
follow from other ones, the tables show all. Imports run downhill, which import-linter checks.
"""
_SOURCE = paths.PROJECT / "src"

Graph = Mapping[str, frozenset[str]]
"""The imports of each package from its siblings."""


def page() -> str:
    """Return the page as the code is now."""
    code = grimp.build_graph(ROOT, cache_dir=None)
    top = imports_among(code, ROOT)
    parts = [_HEAD, drawing(top), _table(ROOT, top)]
    for name in WITH_ROOMS:
        package = f"{ROOT}.{name}"
        parts += [f"## {name}\n", _table(package, imports_among(code, package))]
    return "\n".join(parts)


def imports_among(code: grimp.ImportGraph, package: str) -> dict[str, frozenset[str]]:
    """Return what the parts of a package import of each other."""
    children = sorted(each for each in code.find_children(package) if _is_room(each))
    return {
        one: frozenset(
            other
            for other in children
            if other != one
            and code.direct_import_exists(importer=one, imported=other, as_packages=True)
        )
        for one in children
    }


def drawing(graph: Graph) -> str:
    """Return it as Mermaid draws it, without arrows that follow from other arrows."""
    arrows = [
        f"  {_short(one)} --> {_short(other)}"
        for one, others in graph.items()
        for other in sorted(others - _implied(others, graph))
    ]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, "```", ""])


def _implied(others: Iterable[str], graph: Graph) -> set[str]:
    """Return the ones in `others` that another one of them reaches."""
    others = list(others)
    return {two for one, two in product(others, others) if one != two and two in _reach(one, graph)}


def _reach(start: str, graph: Graph) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _table(package: str, graph: Graph) -> str:
    rows = [
        f"| `{_short(name)}` | {_purpose(name)} | {' '.join(map(_short, sorted(others)))} |"
        for name, others in graph.items()
    ]
    return "\n".join([f"| part of {package} | what it is | imports |", "|---|---|---|", *rows, ""])


def _is_room(module: str) -> bool:
    name = _short(module)
    return not name.startswith("_") and name not in {"migrations", "management", "apps"}


def _purpose(module: str) -> str:
    """Return the first line of what a package or module says of itself."""
    path = _SOURCE.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text())) if file.is_file() else None
    return (said or "").partition("\n")[0].replace("|", "\\|")


def _short(module: str) -> str:
    return module.rpartition(".")[2]
