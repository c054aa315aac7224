"""The SMS to a citizen whose call-back failed in the chosen hours."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from alo153.calls.call_words import CallOutcome
from alo153.calls.events.way import CallEnded, CallPromiseMissed
from alo153.calls.models import Call
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as city_queries
from alo153.city.queries import local_time
from alo153.city.rules.texts import fill
from alo153.contacts import actions as contacts
from alo153.contacts import queries
from alo153.contacts.about import About
from alo153.contacts.purposes import HOURS, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.models import Event
from alo153.core.text import moments

PURPOSE: Final = declare(
    Purpose(key="call_back", label=_("call-back that was not kept"), worth=HOURS)
)
LATE, MISSED = "call_back_late_sms", "call_back_missed_sms"
UNREACHED: Final = frozenset({CallOutcome.NO_ANSWER, CallOutcome.BUSY, CallOutcome.FAILED})


def tell_late(event: Event, _what: CallPromiseMissed) -> None:
    """Tell the citizen that the hours are over and the center calls as soon as possible."""
    _tell(cast(Call, event.subject), LATE, event.at)


def tell_missed(event: Event, what: CallEnded) -> None:
    """Tell the citizen that the center called in the chosen hours and nobody answered."""
    if what.outcome in UNREACHED:
        call = cast(Call, event.subject)
        if call.call_by is not None and call.promise_missed_at is None:
            _tell(call, MISSED, event.at)


def _tell(call: Call, key: str, at: datetime) -> None:
    """Send an SMS to the promised number, if the number takes SMS."""
    takes_sms = bool(call.number) and numbers.parse(call.number).is_mobile
    if not takes_sms or not queries.may_be_told(Channel.SMS, call.number, at=at):
        return
    contacts.write(
        _words(call, key),
        channel=Channel.SMS,
        purpose=PURPOSE,
        to=call.number,
        recipient=Recipient.UNVERIFIED,
        about=About.row(call.interaction),
        at=at,
    )


def _words(call: Call, key: str) -> Written:
    city = city_queries.city()
    language = call.language or city.language
    words = {"city": city.name, "short_name": city.short_name, "number": city.number}
    text = fill(city_queries.text(key, language), hours=_hours(call), **words)
    return Written(subject="", body=simplify(text), language=language)


def _hours(call: Call) -> str:
    """Return the hours with the month in letters: 28 Kasım 13:30–17:00."""
    begins, ends = (local_time.local(each) for each in (call.queued_at, call.call_by) if each)
    with override(call.language or city_queries.city().language):
        return moments.hours(begins, ends)
