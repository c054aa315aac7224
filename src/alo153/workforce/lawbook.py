"""The law of the city served here: `law.toml` in its folder, read again when it changes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from alo153.city import queries as city
from alo153.city.citypack.mistakes import Mistake, Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.workforce.law.rules import Key, Law, LawError, Status, read

FILE = "law.toml"
_FOR_EVER: Final = date.max
# Minutes of a year at most
_VALUES: Final = range(366 * 24 * 60 + 1)


def of_city() -> Law:
    """Return the rules of working time; none for a city without the file.

    Raises:
        LawError: the file cannot be read. Nothing is planned then: no rule is ever left out.
    """
    path = city.files_in_force() / FILE
    if not path.is_file():
        return Law(())
    return _read(path, city.stamp_of(FILE))


def mistakes_of(folder: Path) -> Iterator[Mistake]:
    """Yield what is wrong with the law of a city's folder, with the line of its field."""
    path = folder / FILE
    if not path.is_file():
        return
    mistakes = Mistakes()
    root = TomlFile(path, mistakes).root
    for table in root.tables("rule", "rule", required=False):
        _check(table)
    root.done()
    yield from mistakes.found


def _check(rule: Table) -> None:
    """Note what `read` would refuse in a rule, and values of another type."""
    rule.choice("key", list(Key))
    rule.count("value", _VALUES)
    rule.text("citation")
    _check_day(rule, "valid_from", rule.value("valid_from", None))
    _check_day(rule, "valid_to", rule.value("valid_to", _FOR_EVER))
    rule.choice("status", list(Status), default="")
    rule.flag("verified")
    rule.done()


def _check_day(rule: Table, key: str, said: object) -> None:
    # Left out, or noted as missing
    if said is not None and type(said) is not date:
        what = _("%(value)s is not a day", value=repr(said))
        rule.wrong(key, what, _("Write it without quotes, like 2026-12-31"))


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: int) -> Law:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    # Also numbers of thousands of digits, and what no rule is
    except (ValueError, RecursionError) as error:
        raise LawError(f"{FILE}: {error}") from error
    rules = said.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(each, dict) for each in rules):
        raise LawError(f"{FILE}: rule is no list of tables")
    return read(rules)
