"""Pages read rows through the queries of a capability, which know who may see what."""

import ast
from collections.abc import Iterator

from tests.architecture import tree

WEB = tree.SOURCE / "web"
# Shortcuts that read rows of a model by themselves
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}


def test_pages_read_rows_through_queries() -> None:
    """A form may begin with no row (`Model.objects.none()`); its choices come from a query."""
    found = [
        f"{tree.short(path)}:{line}"
        for path in tree.with_suffix(".py", below=WEB)
        for line in _reads(ast.parse(path.read_text()))
    ]
    assert found == []


def _reads(parsed: ast.Module) -> Iterator[int]:
    models, empty = _models(parsed), set(map(id, _without_rows(parsed)))
    for node in ast.walk(parsed):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="objects"):
                if name in models and id(node) not in empty:
                    yield node.lineno
            case ast.Call(func=ast.Name(id=shortcut), args=[ast.Name(id=name), *_]):
                if shortcut in SHORTCUTS and name in models:
                    yield node.lineno


def _models(parsed: ast.Module) -> set[str]:
    """Return the names that a module imports from models of ours."""
    froms = [node for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)]
    ours = [each for each in froms if _is_of_models((each.module or "").split("."))]
    return {name.asname or name.name for each in ours for name in each.names}


def _is_of_models(module: list[str]) -> bool:
    return module[0] == "alo153" and "models" in module


def _without_rows(parsed: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(parsed):
        if isinstance(node, ast.Attribute) and node.attr == "none":
            yield node.value


def test_a_read_of_a_model_is_seen() -> None:
    parsed = ast.parse(
        "from alo153.cases.models import Case\n"
        "from django.contrib.sessions.models import Session\n"
        "Case.objects.filter(pk=1)\n"
        "Case.objects.none()\n"
        "get_object_or_404(Case, pk=1)\n"
        "get_object_or_404(queries.shown(asker), pk=1)\n"
        "Session.objects.all()\n"
    )
    assert sorted(_reads(parsed)) == [3, 5]
