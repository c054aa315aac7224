"""List every event in the docs, from its declaration and its callers."""

from __future__ import annotations

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from itertools import groupby
from typing import Any

from alo153.core import payloads
from alo153.core.payloads import Payload
from alo153.launch import paths

PAGE = paths.PROJECT / "docs/reference/events.md"
_SOURCE = paths.PROJECT / "src/alo153"
_HEAD = """# Events

Made from the code by `./alo153 docs`. One row of `core_event` for each: number (it begins with \
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
_DIMENSION = re.compile(r"\b(\w+)=")
_COLUMNS = ("event", "happens to", "when", "recorded by", "data", "told at once", "consumed by")

type Kind = type[Payload[Any]]


def page() -> str:
    """Return the page as the code is now."""
    kinds, recorders, told, consumers = _kinds(), _recorders(), _told(), _consumers()
    parts = [_HEAD, *_shared_dimensions(kinds), ""]
    for capability, those in groupby(kinds, key=_capability):
        parts += [f"## {capability}\n", _line(_COLUMNS), "|---" * len(_COLUMNS) + "|"]
        for each in those:
            names = (_quoted(sorted(recorders[each.__name__])), _data(each))
            later = (_quoted(told[each]), _quoted(consumers[each]))
            when = " ".join((inspect.getdoc(each) or "").split())
            subject = each.subject_model().__name__
            parts.append(_line((f"`{each.name}`", subject, when, *names, *later)))
        parts.append("")
    return "\n".join(parts)


def unrecorded() -> list[str]:
    """Return the names of events that no code records."""
    recorders = _recorders()
    return [each.name for each in _kinds() if not recorders[each.__name__]]


def _kinds() -> list[Kind]:
    """Return the payloads of the program, by module and then as they are in the code."""
    ours = [each for each in payloads.declared() if _DECLARING.match(each.__module__)]
    return sorted(ours, key=lambda each: each.__module__)


def _capability(kind: Kind) -> str:
    return kind.__module__.split(".")[1]


def _shared_dimensions(kinds: list[Kind]) -> Iterator[str]:
    """Write by what reports count, of payloads that several events share."""
    subjects: dict[type, dict[str, None]] = defaultdict(dict)
    for kind in kinds:
        for base in kind.__mro__[1 : kind.__mro__.index(Payload)]:
            if "dimensions" in vars(base):
                subjects[base][f"`{kind.subject_model().__name__}`"] = None
    for base, names in subjects.items():
        keys = _DIMENSION.findall(inspect.getsource(vars(base)["dimensions"]))
        yield f"- {', '.join(names)}: {', '.join(keys)}"


def _data(kind: Kind) -> str:
    return ", ".join(
        each.name + ("" if each.default is each.default_factory is MISSING else "?")
        for each in fields(kind)
    )


def _told() -> dict[Kind, list[str]]:
    from alo153.config.subscriptions import SUBSCRIPTIONS  # noqa: PLC0415 - after django.setup()

    found: dict[Kind, list[str]] = defaultdict(list)
    for each in SUBSCRIPTIONS:
        found[each.what] += [
            f"{one.__module__.removeprefix('alo153.')}.{one.__name__}" for one in each.those
        ]
    return found


def _consumers() -> dict[Kind, list[str]]:
    from alo153.config.consumers import CONSUMERS  # noqa: PLC0415 - after django.setup()

    found: dict[Kind, list[str]] = defaultdict(list)
    for each in CONSUMERS:
        for kind in each.wants:
            found[kind].append(each.key)
    return found


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _recorders() -> dict[str, set[str]]:
    """Find the function, or the module of a private one, that makes each payload."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(_SOURCE.rglob("*.py")):
        text = path.read_text()
        if "events" in text:
            module = ".".join(path.relative_to(_SOURCE).with_suffix("").parts)
            _note(ast.parse(text), module.removesuffix(".__init__"), found)
    return found


def _note(tree: ast.Module, module: str, found: dict[str, set[str]]) -> None:
    imported = set(_imported(tree))
    for top in tree.body:
        if isinstance(top, ast.ClassDef):
            continue
        name = top.name if isinstance(top, ast.FunctionDef) else "_"
        place = module if name.startswith("_") else f"{module}.{name}"
        for node in ast.walk(top):
            for made in _made(node):
                room, _, cls = made.rpartition(".")
                if (room or cls) in imported:
                    found[cls].add(place)


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
