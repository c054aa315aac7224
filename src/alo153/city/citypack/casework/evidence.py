"""topics.toml: which evidence which outcome of a topic demands."""

from collections.abc import Mapping

from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.mistakes import suggestion
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.evidence import PROVABLE, Evidence

Demands = Mapping[str, tuple[str, ...]]
_LIKE = _('Write evidence = { done = ["photo"], not_found = ["visit"] }')


def evidence_of(table: Table, inherited: Demands) -> Demands:
    """Return what the outcomes of a topic demand: its own, else its group's."""
    value = table.value("evidence", dict(inherited))
    if not isinstance(value, dict):
        table.wrong("evidence", _("%(value)s is not a table of outcomes", value=repr(value)), _LIKE)
        return {}
    for outcome, kinds in value.items():
        _check(table, outcome, kinds)
    return {outcome: tuple(kinds) for outcome, kinds in value.items() if isinstance(kinds, list)}


def _check(table: Table, outcome: str, kinds: object) -> None:
    if outcome not in PROVABLE:
        advice = suggestion(outcome, PROVABLE, _("Use: %(names)s", names=", ".join(PROVABLE)))
        table.wrong(
            "evidence", _('"%(outcome)s" is no outcome that can be shown', outcome=outcome), advice
        )
    if not isinstance(kinds, list | tuple):
        table.wrong("evidence", _("%(kinds)s is not a list", kinds=repr(kinds)), _LIKE)
        return
    for kind in kinds:
        if kind not in list(Evidence):
            advice = suggestion(
                str(kind), list(Evidence), _("Use: %(names)s", names=", ".join(Evidence))
            )
            table.wrong("evidence", _('"%(value)s" is not known', value=kind), advice)
