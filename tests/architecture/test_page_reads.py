"""Pages read rows through the queries of a capability, which know who may see what."""

import ast
from collections.abc import Callable, Iterator

from tests.architecture import tree

WEB = tree.SOURCE / "web"
# Shortcuts that read rows of a model by themselves
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
# Pages that still find the row of a verb by its key alone. None joins them, and they become fewer
BY_KEY = {
    "counter/deeds.py": 2,
    "counter/overview.py": 2,
    "floor/blocked.py": 1,
    "floor/skills.py": 1,
    "floor/supervise.py": 3,
    "floor/wall/agent_page.py": 1,
    "planning/figures/events.py": 1,
    "planning/intraday/asking.py": 1,
    "planning/intraday/explaining.py": 1,
    "planning/intraday/leaves.py": 2,
    "planning/open_shifts.py": 1,
    "planning/own/bidding.py": 1,
    "planning/own/overtime.py": 1,
    "planning/own/swapping.py": 1,
    "planning/own/wishing.py": 1,
    "planning/people.py": 1,
    "settings/channels.py": 1,
    "settings/systems/api_keys.py": 2,
    "settings/systems/webhooks.py": 2,
    "settings/timetables.py": 1,
}


def test_pages_read_rows_through_queries() -> None:
    """A form may begin with no row (`Model.objects.none()`); its choices come from a query."""
    assert _counted(_reads) == {}


def test_pages_find_rows_by_key_through_queries() -> None:
    assert _counted(_by_key) == BY_KEY


def _counted(reads: Callable[[ast.Module], Iterator[int]]) -> dict[str, int]:
    """Return how many reads each module of the pages has."""
    pages = tree.with_suffix(".py", below=WEB)
    found = {
        path.relative_to(WEB).as_posix(): len(list(reads(ast.parse(path.read_text()))))
        for path in pages
    }
    return {page: number for page, number in found.items() if number}


def _reads(parsed: ast.Module) -> Iterator[int]:
    models, empty = _models(parsed), set(map(id, _without_rows(parsed)))
    for node in ast.walk(parsed):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr="objects"):
                if name in models and id(node) not in empty:
                    yield node.lineno


def _by_key(parsed: ast.Module) -> Iterator[int]:
    models = _models(parsed)
    for node in ast.walk(parsed):
        match node:
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
    assert list(_reads(parsed)) == [3]
    assert list(_by_key(parsed)) == [5]
