"""Parse one line of a table, or list its faults by column. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from alo153.city.partner_tables import NEEDED, Field
from alo153.city.rules import phone
from alo153.city.rules.phone import PhoneError
from alo153.core.text import is_plain_name

if TYPE_CHECKING:
    from django.utils.functional import Promise

_LONGEST: Final[Mapping[Field, int]] = {
    Field.NUMBER: 40,
    Field.TEXT: 5_000,
    Field.FULL_NAME: 120,
    Field.EMAIL: 254,
    Field.ADDRESS: 300,
    **dict.fromkeys((Field.KIND, Field.TOPIC, Field.DISTRICT, Field.NEIGHBORHOOD), 200),
}
_OF_LINES: Final = (Field.TEXT, Field.ADDRESS)
_DAYS: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


@dataclass(frozen=True)
class Fault:
    """A fault in one column of a line."""

    field: Field
    words: "str | Promise"


class Faulty(ValueError):
    """A line cannot be taken; ``faults`` has every reason."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = faults


@dataclass(frozen=True, kw_only=True)
class PartnerRow:
    """One application of a table. Words of kind, topic and place as they are there."""

    number: str
    arrived: date
    due: date | None
    kind: str
    topic: str
    text: str
    full_name: str
    # E.164 or empty
    phone: str
    email: str
    address: str
    district: str
    neighborhood: str


def row_of(values: Mapping[Field, str], *, today: date, country: str) -> PartnerRow:
    """Read one line.

    Args:
        today: the city's day.
        country: of the telephone numbers, two letters (ISO 3166).

    Raises:
        Faulty: with every fault of the line.
    """
    got = {field: values.get(field, "") for field in Field}
    faults = [*_shapes(got), *_dates(got, today), *_contacts(got, country)]
    if faults:
        raise Faulty(*faults)
    return PartnerRow(
        arrived=_day(got[Field.ARRIVED]) or today,
        due=_day(got[Field.DUE]),
        phone=_phone(got[Field.PHONE], country),
        **{field.value: got[field] for field in _LONGEST},
    )


def _shapes(got: Mapping[Field, str]) -> list[Fault]:
    found = [Fault(field, _("This is empty.")) for field in NEEDED if not got[field]]
    for field, most in _LONGEST.items():
        if len(got[field]) > most:
            found.append(Fault(field, _("More than %(most)s letters.") % {"most": most}))
    several = [field for field in got if field not in _OF_LINES and not is_plain_name(got[field])]
    return found + [Fault(field, _("More than one line.")) for field in several]


def _dates(got: Mapping[Field, str], today: date) -> list[Fault]:
    found = [
        Fault(field, _("%(value)s is no day. Example: 24.11.2026") % {"value": got[field][:40]})
        for field in (Field.ARRIVED, Field.DUE)
        if got[field] and _day(got[field]) is None
    ]
    arrived, due = _day(got[Field.ARRIVED]), _day(got[Field.DUE])
    if arrived and arrived > today:
        found.append(Fault(Field.ARRIVED, _("This day has not come yet.")))
    if arrived and due and due < arrived:
        found.append(Fault(Field.DUE, _("It cannot be due before it arrived.")))
    return found


def _contacts(got: Mapping[Field, str], country: str) -> list[Fault]:
    found = []
    email = got[Field.EMAIL]
    if email and ("@" not in email or " " in email):
        found.append(Fault(Field.EMAIL, _("This is no e-mail address.")))
    try:
        _phone(got[Field.PHONE], country)
    except PhoneError as error:
        words = phone.MESSAGES[error.problem] % {"example": phone.example(country)}
        found.append(Fault(Field.PHONE, words))
    return found


def _phone(text: str, country: str) -> str:
    return phone.parse(text, country=country).value if text else ""


def _day(text: str) -> date | None:
    """Return the day that a text begins with; tables often have the time behind it."""
    for form in _DAYS:
        try:
            return datetime.strptime(text.split(maxsplit=1)[0], form).date()  # noqa: DTZ007 - a day
        except (ValueError, IndexError):
            continue
    return None
