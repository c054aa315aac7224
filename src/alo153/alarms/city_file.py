"""alarm_rules.toml: the rules that a new city begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from django.utils import translation

from alo153.accounts.queries import roles_now
from alo153.accounts.registry import every_permission
from alo153.alarms.actions.writing import RuleWords
from alo153.alarms.audience import PERMISSION, ROLE, UNIT
from alo153.alarms.rules.figures import BY_KEY
from alo153.alarms.rules.refusing import FAULT_WORDS, Fault
from alo153.alarms.rules.severity import Severity
from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.notices.registry import Way

FILE: Final = "alarm_rules.toml"
_MINUTES: Final = range(1, 24 * 60)
_AUDIENCE_REMEDY: Final = 'Write "permission:...", "role:..." or "unit:...", as the page has them'
# A new city has no people yet, and may name its folder of backups tomorrow
LATER: Final = frozenset({Fault.NOBODY, Fault.NOBODY_ESCALATED, Fault.NOT_MEASURED})


def read(folder: Path) -> list[RuleWords]:
    """Return the rules of a city whose other files are loaded; none without the file.

    Raises:
        PackError: with every mistake, also each rule that could never ring.
    """
    if not (folder / FILE).is_file():
        return []
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    audiences = _audiences()
    read_rules = [_rule(table, audiences) for table in root.tables("rule", "rule")]
    root.done()
    if noted.found:
        raise PackError(folder.name, noted.found)
    return [rule for rule in read_rules if rule]


def _rule(table: Table, audiences: Iterable[str]) -> RuleWords | None:
    figure = BY_KEY.get(table.choice("figure", BY_KEY))
    if figure is None:
        return None
    rings_at, clears_at = figure.usual
    ways = [way for way in table.words("ways") if _is_way(table, way)]
    rule = RuleWords(
        name=table.text("name", longest=80),
        figure=figure,
        of=table.text("of", ""),
        rings_at=table.number("rings_at") if "rings_at" in table.data else rings_at,
        clears_at=table.number("clears_at") if "clears_at" in table.data else clears_at,
        calm_minutes=_minutes(table, "calm_minutes") or 2,
        severity=Severity(
            table.choice("severity", list(Severity), Severity.WARNING) or Severity.WARNING
        ),
        audience=_audience(table, "audience", audiences),
        ways=[Way(way) for way in ways],
        escalate_minutes=_minutes(table, "escalate_minutes"),
        escalate_to=_audience(table, "escalate_to", audiences, ""),
    )
    table.done()
    _note_faults(table, rule.faults())
    return rule


def _note_faults(table: Table, faults: Mapping[str, Fault]) -> None:
    for field, fault in faults.items():
        if fault not in LATER:
            with translation.override("en"):
                what, _dot, remedy = str(FAULT_WORDS[fault]).rpartition(". ")
            table.wrong(field, what or remedy, remedy)


def _minutes(table: Table, key: str) -> int | None:
    return table.count(key, _MINUTES) if key in table.data else None


def _is_way(table: Table, way: str) -> bool:
    known = [each.value for each in Way]
    if way not in known:
        table.wrong("ways", f'"{way}" is no way', "Use: " + ", ".join(known))
    return way in known


def _audience(table: Table, key: str, known: Iterable[str], default: str | None = None) -> str:
    said = table.text(key, default)
    if said and said not in known:
        table.wrong(key, f'"{said}" is nobody here', _AUDIENCE_REMEDY)
    return said


def _audiences() -> frozenset[str]:
    permissions = {f"{PERMISSION}:{each.key}" for each in every_permission()}
    roles = {f"{ROLE}:{key}" for key in roles_now()}
    return frozenset(permissions | roles | {f"{UNIT}:{key}" for key in city.units_now()})
