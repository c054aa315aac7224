"""Fill the words in braces of a ready answer from what it is about."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.formats import date_format

from alo153.cases.models import Case
from alo153.cases.rules import codes, ready_answers
from alo153.cases.telling import timeline
from alo153.city import queries as city_queries
from alo153.contacts.models import Conversation
from alo153.core.database.sealed_text import SealedText


def fill(text: str, case: Case) -> str:
    """Return a unit's text with its words filled from the case; what is not known stays empty.

    So does the address of a confidential case that is not open.
    """
    return ready_answers.filled(text, _of_city() | _of_case(case, [text]))


def fill_for_talk(
    texts: Sequence[str], conversation: Conversation, case: Case | None, *, language: str
) -> list[str]:
    """Return the center's texts with what is known of a conversation; all else stays in braces.

    The state of the case, its day and the like are said in the citizen's `language`. Of a
    confidential case nothing but its code is said: the holder of the telephone reads it.
    """
    citizen = conversation.citizen
    values = _of_city() | {"name": citizen.name if citizen else conversation.name}
    with translation.override(language):
        values |= _of_case(case, texts) if case else {}
    if case and case.confidential:
        values = {key: value for key, value in values.items() if key in {"city", "number", "code"}}
    known = {key: value for key, value in values.items() if value}
    return [ready_answers.filled(text, known) for text in texts]


def _of_city() -> dict[str, str]:
    city = city_queries.city()
    return {"city": city.name, "number": city.number}


def _of_case(case: Case, texts: Sequence[str]) -> dict[str, str]:
    """Return the words of a case; its state costs queries, and is read if a text says it."""
    stands = any("{state}" in text for text in texts) and not case.confidential
    return {
        "code": codes.display(case.tracking_code),
        "topic": case.topic.name,
        "district": case.district.name if case.district else "",
        "neighborhood": case.neighborhood.name if case.neighborhood else "",
        "address": "" if isinstance(case.address, SealedText) else case.address,
        "received": date_format(city_queries.local(case.opened_at), "DATE_FORMAT"),
        "state": timeline.where_it_stands(case).title if stands else "",
    }
