"""Whom words to the citizen reach, and how: the same words on the button and while they wait."""

from django.utils.translation import gettext as _

from alo153.cases.models import Case, ContactWish, Question
from alo153.citizens.models import Identity
from alo153.city import numbers


def by_wish(case: Case) -> str:
    """Return whom the answer reaches as the citizen wished; empty where the center calls."""
    if case.contact_wish == ContactWish.CALL and case.contact:
        return ""
    return of(case.contact_wish, case.contact, name=_name(case))


def of_question(case: Case, way: Question.Way, contact: Identity | None) -> str:
    """Return whom a question reaches; empty where the center calls."""
    return "" if way == Question.Way.CALL else of(way, contact, name=_name(case))


def of(channel: str, contact: Identity | None, *, name: str = "") -> str:
    """Return a receiver in words: the channel, the number or address, and the name if known."""
    if contact is None or channel == ContactWish.NONE:
        return _("the page of the application")
    label = _("e-mail") if channel == ContactWish.EMAIL else _("SMS")
    reached = f"{label}: {numbers.display(contact.value)}"
    return f"{reached} ({name})" if name else reached


def _name(case: Case) -> str:
    return case.reporter.name if case.reporter else ""
