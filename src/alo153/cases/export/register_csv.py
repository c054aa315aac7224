"""Read the table that another body hands over, like CİMER: good rows, and each fault. Pure.

The first line names the columns, in Turkish or English, in any order; the separator is a semicolon,
a comma or a tab; the text is UTF-8, or what Turkish spreadsheets write (Windows-1254).
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alo153.city.rules import phone
from alo153.city.rules.phone import PhoneError
from alo153.core.text import fold, is_one_line

MOST_ROWS: Final = 2_000
_NAMES: Final = {
    "number": ("number", "numara", "başvuru numarası", "başvuru no"),
    "arrived": ("arrived", "geliş tarihi", "başvuru tarihi"),
    "due": ("due", "son tarih", "son cevap tarihi"),
    "topic": ("topic", "konu"),
    "text": ("text", "metin", "başvuru metni"),
    "full_name": ("name", "ad soyad"),
    "phone": ("phone", "telefon"),
    "email": ("email", "e-posta", "eposta"),
    "address": ("address", "adres"),
    "district": ("district", "ilçe"),
    "neighborhood": ("neighborhood", "mahalle"),
}
_NEEDED: Final = ("number", "arrived", "topic", "text")
_LONGEST: Final = {"number": 40, "text": 5_000, "full_name": 120, "email": 254, "address": 300}
_OF_LINES: Final = {"text", "address"}
_DATES: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One application of the table. ``topic`` as it stands there; ``phone`` E.164 or empty."""

    line: int
    number: str
    arrived: date
    due: date | None
    topic: str
    text: str
    full_name: str
    phone: str
    email: str
    address: str
    # As they stand there
    district: str
    neighborhood: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line; line 1 with a fault means the whole table."""

    line: int
    reason: "str | Promise"


class _Wrong(ValueError):
    def __init__(self, reason: "str | Promise") -> None:
        super().__init__()
        self.reason = reason


def read(content: bytes, *, today: date, country: str) -> tuple[list[RegisterRow], list[Fault]]:
    """Return the good rows and the faults of the others, each with its line in the file.

    Args:
        content: the file as it came.
        today: the city's day.
        country: whose telephone numbers they are, two letters (ISO 3166).
    """
    try:
        lines = list(_lines(content))
        columns = _columns(lines[0][1] if lines else [])
    except _Wrong as wrong:
        return [], [Fault(1, wrong.reason)]
    if len(lines) > MOST_ROWS + 1:
        return [], [Fault(1, _("The table is too long: split it."))]
    rows: list[RegisterRow] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line, values in lines[1:]:
        if not any(value.strip() for value in values):
            continue
        try:
            row = _row(line, values, columns, today, country)
            if row.number in seen:
                words = _("The same number stands in line %(line)s.")
                raise _Wrong(words % {"line": seen[row.number]})
        except _Wrong as wrong:
            faults.append(Fault(line, wrong.reason))
            continue
        seen[row.number] = line
        rows.append(row)
    return rows, faults


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content)
    if "\x00" in text:
        raise _Wrong(_("This is no table of text: save it as CSV."))
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark)
    begins = 1
    try:
        for values in reader:
            yield begins, values
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _Wrong(_("This is no table of text: save it as CSV.")) from error


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "windows-1254"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Wrong(_("The letters cannot be read: save it as CSV in UTF-8."))


def _columns(header: Sequence[str]) -> Mapping[str, int]:
    known = {fold(alias): name for name, those in _NAMES.items() for alias in those}
    found = {
        known[fold(title)]: place for place, title in enumerate(header) if fold(title) in known
    }
    missing = [_NAMES[name][1] for name in _NEEDED if name not in found]
    if missing:
        words = _("The first line lacks these columns: %(names)s")
        raise _Wrong(words % {"names": ", ".join(missing)})
    return found


def _row(
    line: int, values: Sequence[str], columns: Mapping[str, int], today: date, country: str
) -> RegisterRow:
    got = {
        name: values[place].strip() if place < len(values) else ""
        for name, place in columns.items()
    }
    for name in _NEEDED:
        if not got.get(name):
            raise _Wrong(_("%(column)s is empty.") % {"column": _NAMES[name][1]})
    for name, most in _LONGEST.items():
        if len(got.get(name, "")) > most:
            words = _("%(column)s is longer than %(most)s letters.")
            raise _Wrong(words % {"column": _NAMES[name][1], "most": most})
    for name, value in got.items():
        if name not in _OF_LINES and not is_one_line(value):
            words = _("%(column)s is of more than one line.")
            raise _Wrong(words % {"column": _NAMES[name][1]})
    arrived = _date(got["arrived"], "arrived")
    due = _date(got["due"], "due") if got.get("due") else None
    if arrived > today:
        raise _Wrong(_("The day of arrival has not come yet."))
    if due and due < arrived:
        raise _Wrong(_("It cannot be due before it arrived."))
    email = got.get("email", "")
    if email and ("@" not in email or " " in email):
        raise _Wrong(_("%(value)s is no e-mail address.") % {"value": email})
    return RegisterRow(
        line=line,
        number=got["number"],
        arrived=arrived,
        due=due,
        topic=got["topic"],
        text=got["text"],
        full_name=got.get("full_name", ""),
        phone=_phone(got.get("phone", ""), country),
        email=email,
        address=got.get("address", ""),
        district=got.get("district", ""),
        neighborhood=got.get("neighborhood", ""),
    )


def _date(text: str, column: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text.split(maxsplit=1)[0], form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    words = _("%(column)s: %(value)s is no day. Example: 24.11.2026")
    raise _Wrong(words % {"column": _NAMES[column][1], "value": text})


def _phone(text: str, country: str) -> str:
    if not text:
        return ""
    try:
        return phone.parse(text, country=country).value
    except PhoneError as error:
        words = phone.MESSAGES[error.problem] % {"example": phone.example(country)}
        raise _Wrong(words) from error
