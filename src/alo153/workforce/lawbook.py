"""The law of the city served here: `law.toml` in its folder, read again when it changes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from alo153.city import queries as city
from alo153.city.citypack.mistakes import Mistake
from alo153.city.citypack.mistakes import Words as _
from alo153.workforce.law.rules import Law, LawError, read

FILE = "law.toml"
_REMEDY = _("Correct the rule; cities/README.md says what a rule may hold")


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
    """Yield what is wrong with the law of a city's folder, with the line of its rule."""
    path = folder / FILE
    if not path.is_file():
        return
    try:
        _read(path, path.stat().st_mtime_ns)
    except LawError as error:
        said = str(error).removeprefix(f"{FILE}, ").removeprefix(f"{FILE}: ")
        where, _colon, what = said.rpartition(": ") if error.number else ("", "", said)
        yield Mistake(FILE, _line(path, error.number), where, what, _REMEDY)


def _line(path: Path, number: int) -> int:
    """Return where the rule of a number begins; 0 for none."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    begins = [line for line, text in lines if text.strip().startswith("[[rule]]")]
    return begins[number - 1] if 0 < number <= len(begins) else 0


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: int) -> Law:
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    # Also numbers of thousands of digits, and what no rule is
    except (ValueError, RecursionError) as error:
        raise LawError(f"{FILE}: {error}") from error
    rules = said.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(each, dict) for each in rules):
        raise LawError(f"{FILE}: rule is no list of tables")
    return read(rules)
