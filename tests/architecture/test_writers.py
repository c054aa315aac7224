"""Who writes rows: verbs alone, and each capability its own."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.architecture import tree

# Who may write rows. Everybody else asks them.
WRITERS = re.compile(
    r"""/(
        actions(/\w+){0,2}\.py        # verbs, in rooms where they are many
      | cases/verbs/\w+\.py          # what each verb of a case is made of
      | city/loading\.py              # the verb that loads a city, cut in pieces
      | subscribers\.py               # run in the event's own transaction
      | core/events\.py               # append an event
      | switchboard/(record/\w+|nodes/records|sip_guard/records)\.py
      | channels/mailbox/adapter\.py  # stands for the world outside
    )$""",
    re.VERBOSE,
)
ROWS = re.compile(r"\.objects\b|\.filter\(|\.exclude\(|\.all\(\)|_set\b|\.select_for_update\(")
WRITES_OF_ROWS = {"create", "update", "delete", "get_or_create", "update_or_create"}
WRITES_OF_ROWS |= {"bulk_create", "bulk_update"}
NO_ROWS = re.compile(r"(\bsession|_storage|\.file)$")
# Saves that keep no row: a file's own, or Django's upper class
OTHER_SAVES = {
    "src/alo153/core/files/decode_process.py": "Pillow writes a photo into memory",
    "src/alo153/web/portal/installed/icons.py": "Pillow writes a picture into memory",
    "src/alo153/web/desk/registering/receipt.py": "segno draws a square into memory",
    "bench/portal/citizen.py": "Pillow writes a photo into memory",
    "src/alo153/accounts/models.py": "the user name is kept in lower case",
}
# Ninety invented days of a demo are written at once: verbs would take an hour. Never in production
INVENTED = "intake/lived_in/"
# The switchboard is the program of `calls`: it records what happens, in the tables of that room
OF_ANOTHER = {("switchboard", "calls")}


def test_only_verbs_write() -> None:
    found = [
        f"{tree.short(path)}:{line}"
        for path in tree.modules()
        if not WRITERS.search(path.as_posix())
        for line in _writes(path)
    ]
    assert found == []


def _writes(path: Path) -> list[int]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [call.lineno for call in calls if ast.unparse(call.func) == "insert_row"]
    attributes = [call.func for call in calls if isinstance(call.func, ast.Attribute)]
    return named + [a.lineno for a in attributes if _is_write(a, tree.short(path))]


def _is_write(called: ast.Attribute, name: str) -> bool:
    if called.attr == "save":
        return name not in OTHER_SAVES and not NO_ROWS.search(ast.unparse(called.value))
    return called.attr in WRITES_OF_ROWS and bool(ROWS.search(ast.unparse(called.value)))


def test_each_capability_writes_its_own_rows_alone() -> None:
    """Ask a verb of the owner: what it checks and records is then done for everybody.

    Seen are writes by a name whose model, query or annotation an import tells.
    """
    found = [
        f"{tree.short(path)}:{line} {name}"
        for path in tree.modules()
        if path.is_relative_to(tree.SOURCE) and INVENTED not in path.as_posix()
        for line, name in _foreign(path)
        if (_capability(path), name.split(".")[1]) not in OF_ANOTHER
    ]
    assert found == []


def _capability(path: Path) -> str:
    return path.relative_to(tree.SOURCE).parts[0]


def _foreign(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that write what another capability owns, with its name."""
    for call, names in _calls(parsed := ast.parse(path.read_text()), _imported(parsed)):
        if isinstance(call.func, ast.Attribute) and call.func.attr in {*WRITES_OF_ROWS, "save"}:
            name = names.get(_root(call.func.value), "")
            owner = name.split(".")[1] if name.startswith("alo153.") else "core"
            # `core` has no verbs: its fields and files serve the rows of all
            if owner not in {"core", _capability(path)}:
                yield call.lineno, name


def _imported(parsed: ast.Module) -> dict[str, str]:
    froms = [node for node in ast.walk(parsed) if isinstance(node, ast.ImportFrom)]
    return {
        name.asname or name.name: f"{node.module}.{name.name}"
        for node in froms
        for name in node.names
    }


def _calls(node: ast.AST, names: dict[str, str]) -> Iterator[tuple[ast.Call, Mapping[str, str]]]:
    """Yield each call below a node, with what the names in its function stand for."""
    for child in ast.iter_child_nodes(node):
        inner = names
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = names | _parameters(child, names)
            inner = _locals(child, inner) | inner
        if isinstance(child, ast.Call):
            yield child, inner
        yield from _calls(child, inner)


def _parameters(
    function: ast.FunctionDef | ast.AsyncFunctionDef, names: Mapping[str, str]
) -> dict[str, str]:
    """Return what each parameter is said to be: of `QuerySet[Model]` the model."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return {
        each.arg: next(
            (
                names[part.id]
                for part in ast.walk(each.annotation or ast.Constant(None))
                if isinstance(part, ast.Name) and names.get(part.id, "").startswith("alo153.")
            ),
            "",
        )
        for each in given
    }


def _locals(
    function: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, str]
) -> dict[str, str]:
    """Return what is assigned from a known name, or looped over."""
    found: dict[str, str] = {}
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.For(target=ast.Name(id=name), iter=value):
                pass
            case _:
                continue
        if known := (found | names).get(_root(value)):
            found.setdefault(name, known)
    return found


def _root(node: ast.expr) -> str:
    """Return the first name of ``Model.objects.filter(...)``."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
