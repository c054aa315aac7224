"""Recipient and channel of a message to the citizen: the same on the button and while it waits."""

from django.utils.translation import gettext as _

from alo153.cases.models import Case
from alo153.cases.telling.conversations import opened_from
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.citizens.models import Identity
from alo153.city import numbers


def by_wish(case: Case) -> str:
    """Return the receiver of an answer on the way that the citizen wished, in words.

    Empty if the center calls the citizen.
    """
    if case.contact_wish == Channel.PHONE and case.contact:
        return ""
    if case.contact_wish == Channel.EXTERNAL_AGENCY:
        return _("%(body)s, in the next bundle") % {"body": case.kind.register}
    return _talk(case) or of(case.contact_wish, case.contact, name=_name(case))


def of_question(case: Case, way: Channel, contact: Identity | None) -> str:
    """Return the receiver of a question, in words; empty if the center calls the citizen."""
    return "" if way == Channel.PHONE else _talk(case) or of(way, contact, name=_name(case))


def of(channel: str, contact: Identity | None, *, name: str = "") -> str:
    """Return a receiver in words: channel, number or address, and the name if known.

    Without a contact it is the page of the application, where the citizen reads the answer.
    """
    if contact is None or channel == Channel.NONE:
        return _("the page of the application")
    label = _("e-mail") if channel == Channel.EMAIL else _("SMS")
    reached = f"{label}: {numbers.display(contact.value)}"
    return f"{reached} ({name})" if name else reached


def _talk(case: Case) -> str:
    """Return the channel of the talk in which a citizen hears who named no way, and their name."""
    talk = opened_from(case)
    if talk is None:
        return ""
    label = str(CHANNEL_LABELS[Channel(talk.channel)])
    return f"{label} ({_name(case)})" if _name(case) else label


def _name(case: Case) -> str:
    return case.reporter.name if case.reporter else ""
