"""Routing rules as `routing.toml`, the file of a city pack."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import tomlkit

from alo153.city.citypack.files import read_routing
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import TomlFile
from alo153.city.rules.routing import Reasons, Rule

FILE: Final = "routing.toml"
_KEYS: Final = ("topic", "district", "neighborhood", "place", "unit", "reason")


def routing_text(folder: Path, rules: Sequence[Rule], reasons: Reasons) -> str:
    """Return the text of `routing.toml` with these rules.

    If the file in the folder contains the same rules, its text is returned with its comments.
    """
    mistakes = Mistakes()
    former, _lines, why = read_routing(TomlFile(folder / FILE, mistakes))
    if not mistakes.found and (former, why) == (tuple(rules), reasons):
        return (folder / FILE).read_text(encoding="utf-8-sig")
    document = tomlkit.document()
    document["reasons"] = asdict(reasons)
    tables = tomlkit.aot()
    for rule in rules:
        tables.append(_table(rule))
    if rules:
        document["rule"] = tables
    return tomlkit.dumps(document)


def _table(rule: Rule) -> Any:
    table, values = tomlkit.table(), asdict(rule)
    table.update({key: str(values[key]) for key in _KEYS if values[key]})
    return table
