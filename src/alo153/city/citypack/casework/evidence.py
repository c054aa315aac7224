"""topics.toml: which evidence which outcome of a topic demands."""

from collections.abc import Mapping

from alo153.city.citypack.mistakes import suggestion
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.evidence import PROVABLE, Evidence

Demands = Mapping[str, tuple[str, ...]]
_LIKE = 'Write evidence = { done = ["photo"], not_found = ["visit"] }'


def evidence_of(table: Table, inherited: Demands) -> Demands:
    """Return what the outcomes of a topic demand: its own, else its group's."""
    value = table.value("evidence", dict(inherited))
    if not isinstance(value, dict):
        table.wrong("evidence", f"{value!r} is not a table of outcomes", _LIKE)
        return {}
    for outcome, kinds in value.items():
        _check(table, outcome, kinds)
    return {outcome: tuple(kinds) for outcome, kinds in value.items() if isinstance(kinds, list)}


def _check(table: Table, outcome: str, kinds: object) -> None:
    if outcome not in PROVABLE:
        advice = suggestion(outcome, PROVABLE, "Use: " + ", ".join(PROVABLE))
        table.wrong("evidence", f'"{outcome}" is no outcome that can be shown', advice)
    if not isinstance(kinds, list | tuple):
        table.wrong("evidence", f"{kinds!r} is not a list", _LIKE)
        return
    for kind in kinds:
        if kind not in list(Evidence):
            advice = suggestion(str(kind), list(Evidence), "Use: " + ", ".join(Evidence))
            table.wrong("evidence", f'"{kind}" is not known', advice)
