"""Reads whom a list is to call: one number a line, the rest of the line is left alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from alo153.city.rules.phone import PhoneError, PhoneNumber

MOST = 20_000
"""Numbers of one list: at ten calls a minute these are more than a day."""
SHOWN = 40
"""Characters of a refused line that are shown again."""
_CELLS = re.compile(r"[;,\t]")


class Refusal(StrEnum):
    """Why a number is not called."""

    NOT_A_NUMBER = "not_a_number"
    NOT_ORDINARY = "not_ordinary"
    TWICE = "twice"
    OPTED_OUT = "opted_out"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that is not called: its place in the table, the first words of it, and why."""

    line: int
    text: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Receivers:
    """The numbers of a list, in E.164, and the refused lines."""

    numbers: tuple[str, ...]
    refused: tuple[Refused, ...] = ()


def read(
    text: str, *, parse: Callable[[str], PhoneNumber], wish_none: Callable[[list[str]], set[str]]
) -> Receivers:
    """Read a table whose first cell is a telephone number; a first line without digits is its head.

    `parse` raises PhoneError, `wish_none` names the numbers that opted out of such calls.
    """
    numbered = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if numbered and not any(letter.isdigit() for letter in numbered[0][1]):
        del numbered[0]
    cells = ((n, _CELLS.split(line)[0].strip(' "')) for n, line in numbered)
    return _sorted_out(cells, parse, wish_none)


def _sorted_out(
    cells: Iterable[tuple[int, str]],
    parse: Callable[[str], PhoneNumber],
    wish_none: Callable[[list[str]], set[str]],
) -> Receivers:
    taken: dict[str, tuple[int, str]] = {}
    refused: list[Refused] = []
    for line, cell in cells:
        number, why = _understood(cell, parse)
        if why is None and number in taken:
            why = Refusal.TWICE
        elif why is None and len(taken) >= MOST:
            why = Refusal.TOO_MANY
        if why is None:
            taken[number] = (line, cell)
        else:
            refused.append(Refused(line, cell[:SHOWN], why))
    silent = wish_none(list(taken))
    refused += _opted_out(taken, silent)
    numbers = tuple(number for number in taken if number not in silent)
    return Receivers(numbers, tuple(sorted(refused, key=lambda each: each.line)))


def _opted_out(taken: dict[str, tuple[int, str]], silent: set[str]) -> Iterator[Refused]:
    for number, (line, cell) in taken.items():
        if number in silent:
            yield Refused(line, cell[:SHOWN], Refusal.OPTED_OUT)


def _understood(cell: str, parse: Callable[[str], PhoneNumber]) -> tuple[str, Refusal | None]:
    try:
        found = parse(cell)
    except PhoneError:
        return "", Refusal.NOT_A_NUMBER
    return found.value, None if found.is_ordinary else Refusal.NOT_ORDINARY
