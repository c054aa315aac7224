"""Ready answers of a unit: the words in braces are filled from the case. Pure but for the case."""

import re
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.city import queries as unit_queries

WORDS: Final = {
    "code": _("tracking code"),
    "topic": _("topic"),
    "district": _("district"),
    "neighborhood": _("neighborhood"),
    "address": _("address"),
    "received": _("day of receipt"),
}
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


def unknown(text: str) -> list[str]:
    """Return the words in braces that no case can fill, each once."""
    return [word for word in dict.fromkeys(_BRACES.findall(text)) if word not in WORDS]


def fill(text: str, case: Case) -> str:
    """Return the text with its words filled from the case; what is not known stays empty."""
    values = {
        "code": codes.display(case.tracking_code),
        "topic": case.topic.name,
        "district": case.district.name if case.district else "",
        "neighborhood": case.neighborhood.name if case.neighborhood else "",
        "address": case.address,
        "received": date_format(unit_queries.local(case.opened_at), "j F Y"),
    }
    return _BRACES.sub(lambda found: values.get(found[1], found[0]), text)
