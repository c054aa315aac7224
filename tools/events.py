"""`./alo153 events`: list every event in the docs, from its declaration and its callers."""

from __future__ import annotations

import argparse
import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from alo153.launch import paths

PAGE = paths.PROJECT / "docs/reference/events.md"
_SOURCE = paths.PROJECT / "src/alo153"
_HEAD = """# Events

Made from the code by `./alo153 events`. One row of `core_event` for each: number (it begins with \
the year and month of recording: 202612000000017), name, subject, who, \
when, data. The table refuses UPDATE and DELETE. Each is declared in `events.py` of a capability \
as a typed payload (`core/payloads.py`); data holds keys, never words a person typed. Recorded \
in the transaction of the fact itself. Data with a question mark may be missing, above all in \
old rows.

*Told at once* are subscribers, in that same transaction (`config/subscriptions.py`). *Consumed \
by* names who reads it later, in the worker (`config/consumers.py`).

Events carry what reports count by, as it was then, in `data.dimensions`:
"""
_DECLARING = re.compile(r"alo153\.\w+\.events(\.|$)")
_COLUMNS = ("event", "happens to", "when", "recorded by", "data", "told at once", "consumed by")


@dataclass
class Declared:
    """A payload as the code declares it."""

    cls: str
    name: str
    bases: list[str]
    subject: str
    when: str
    fields: list[str]
    dimensions: list[str]
    capability: str
    recorders: set[str] = field(default_factory=set)
    reacting: list[str] = field(default_factory=list)
    consumers: list[str] = field(default_factory=list)


def main(words: list[str]) -> int:
    """Write the page anew."""
    argparse.ArgumentParser(prog="./alo153 events", description=__doc__).parse_args(words)
    PAGE.write_text(page())
    print(f"      {PAGE.relative_to(paths.PROJECT)}")
    return 0


def page() -> str:
    """Return the page as the code is now."""
    known = {each.cls: each for each in _declarations()}
    for each in known.values():
        _inherit(each, known)
    _find_recorders(known)
    _find_reacting(known)
    _find_consumers(known)
    shared = [each for each in known.values() if each.dimensions and not each.name]
    parts = [_HEAD, *(f"- `{each.subject}`: {', '.join(each.dimensions)}" for each in shared), ""]
    by_capability: dict[str, list[Declared]] = defaultdict(list)
    for each in known.values():
        if each.name:
            by_capability[each.capability].append(each)
    for capability, those in by_capability.items():
        parts += [f"## {capability}\n", _line(_COLUMNS), "|---" * len(_COLUMNS) + "|"]
        parts += [_row(each) for each in those] + [""]
    return "\n".join(parts)


def unrecorded() -> list[str]:
    """Return the names of events that no code records."""
    known = {each.cls: each for each in _declarations()}
    _find_recorders(known)
    return [each.name for each in known.values() if each.name and not each.recorders]


def _row(each: Declared) -> str:
    recorders = ", ".join(f"`{one}`" for one in sorted(each.recorders))
    data = ", ".join(each.fields)
    told = ", ".join(f"`{one}`" for one in each.reacting)
    consumed = ", ".join(f"`{one}`" for one in each.consumers)
    return _line((f"`{each.name}`", each.subject, each.when, recorders, data, told, consumed))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _declarations() -> Iterator[Declared]:
    files = [*_SOURCE.glob("*/events.py"), *_SOURCE.glob("*/events/*.py")]
    for path in sorted(files):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and node.bases and not node.name.startswith("_"):
                yield _declaration(node, path.relative_to(_SOURCE).parts[0])


def _declaration(node: ast.ClassDef, capability: str) -> Declared:
    named = [each.value for each in node.keywords if each.arg == "name"]
    return Declared(
        cls=node.name,
        name=ast.literal_eval(named[0]) if named else "",
        bases=[ast.unparse(each).partition("[")[0] for each in node.bases],
        subject=_subject(node),
        when=" ".join((ast.get_docstring(node) or "").split()),
        fields=[_field(each) for each in node.body if isinstance(each, ast.AnnAssign)],
        dimensions=list(_dimensions(node)),
        capability=capability,
    )


def _subject(node: ast.ClassDef) -> str:
    """Return the model that a class names; of a type parameter, what bounds it."""
    base = node.bases[0]
    subject = ast.unparse(base.slice) if isinstance(base, ast.Subscript) else ""
    bounds = {each.name: each.bound for each in node.type_params if isinstance(each, ast.TypeVar)}
    return ast.unparse(bound) if (bound := bounds.get(subject)) else subject


def _field(node: ast.AnnAssign) -> str:
    return ast.unparse(node.target) + ("?" if node.value is not None else "")


def _dimensions(node: ast.ClassDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and _called(each) == "Dimensions":
            yield from (keyword.arg for keyword in each.keywords if keyword.arg)


def _inherit(each: Declared, known: dict[str, Declared]) -> None:
    for above in (known[base] for base in each.bases if base in known):
        _inherit(above, known)
        each.subject = each.subject or above.subject
        each.fields = [*(one for one in above.fields if one not in each.fields), *each.fields]


def _find_recorders(known: dict[str, Declared]) -> None:
    """Note the function, or the module of a private one, that makes each payload."""
    for path in sorted(_SOURCE.rglob("*.py")):
        text = path.read_text()
        if "events" in text:
            module = ".".join(path.relative_to(_SOURCE).with_suffix("").parts)
            _note(ast.parse(text), module.removesuffix(".__init__"), known)


def _note(tree: ast.Module, module: str, known: dict[str, Declared]) -> None:
    imported = set(_imported(tree))
    for top in tree.body:
        if isinstance(top, ast.ClassDef):
            continue
        name = top.name if isinstance(top, ast.FunctionDef) else "_"
        place = module if name.startswith("_") else f"{module}.{name}"
        for node in ast.walk(top):
            for made in _made(node):
                room, _, cls = made.rpartition(".")
                if cls in known and (room or cls) in imported:
                    known[cls].recorders.add(place)


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield the payloads, and the rooms with payloads, that a module imports."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and _DECLARING.match(node.module or ""):
            yield from (each.asname or each.name for each in node.names)


def _made(node: ast.AST) -> Iterator[str]:
    """Yield what is called, what is handed on to be called, and what is chosen before."""
    chosen: list[ast.expr] = []
    if isinstance(node, ast.Call):
        chosen = [node.func, *(each.value for each in node.keywords)]
    elif isinstance(node, ast.IfExp):
        chosen = [node.body, node.orelse]
    elif isinstance(node, ast.Dict):
        chosen = node.values
    yield from (ast.unparse(each) for each in chosen if isinstance(each, ast.Name | ast.Attribute))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _find_reacting(known: dict[str, Declared]) -> None:
    for node in ast.walk(ast.parse((_SOURCE / "config/subscriptions.py").read_text())):
        if isinstance(node, ast.Call) and _called(node) == "on":
            what, *those = (ast.unparse(each) for each in node.args)
            known[what].reacting += those


def _find_consumers(known: dict[str, Declared]) -> None:
    for node in ast.walk(ast.parse((_SOURCE / "config/consumers.py").read_text())):
        if isinstance(node, ast.Call) and _called(node) == "consumer":
            key, *wants = node.args
            for what in wants:
                known[ast.unparse(what)].consumers.append(ast.literal_eval(key))
