"""What quality management does when something happens elsewhere."""

from typing import Final, cast

from django.utils.translation import gettext_lazy as _

from alo153.calls.events.recording import CallRecordingDeleted
from alo153.calls.models import Call
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenErased
from alo153.citizens.models import Citizen
from alo153.city import numbers
from alo153.city import queries as city_queries
from alo153.city.rules.phone import PhoneError
from alo153.city.rules.texts import fill
from alo153.contacts import actions as contacts
from alo153.contacts import queries as contact_queries
from alo153.contacts.about import About
from alo153.contacts.events import InteractionRated
from alo153.contacts.models import Interaction
from alo153.contacts.purposes import HOURS, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.models import Event
from alo153.quality import feedback_link
from alo153.quality.actions.feedback import forget_feedback
from alo153.quality.actions.moments import forget_moments
from alo153.quality.actions.transcribing import forget_words
from alo153.quality.queries.candidates import is_confidential
from alo153.quality.rules.targeting import LOW_RATING

PURPOSE: Final = declare(
    Purpose(key="low_rating", label=_("question after a low rating"), worth=HOURS, owed=False)
)
LOW_RATING_SMS: Final = "low_rating_sms"


def ask_why(event: Event, what: InteractionRated) -> None:
    """Ask by SMS who rated a call low by a key what went wrong, and whether to call them."""
    contact = cast(Interaction, event.subject)
    if what.rating > LOW_RATING or contact.channel != Channel.PHONE:
        return
    call: Call | None = Call.objects.filter(interaction=contact).first()
    if call is None or not call.number or is_confidential(contact):
        return
    if not _takes_sms(call.number):
        return
    if not contact_queries.may_be_told(Channel.SMS, call.number, at=event.at):
        return
    contacts.write(
        _words(contact, call.language),
        channel=Channel.SMS,
        purpose=PURPOSE,
        to=call.number,
        recipient=Recipient.UNVERIFIED,
        about=About.row(contact),
        at=event.at,
    )


def _takes_sms(number: str) -> bool:
    """Say whether a caller's number is a mobile one; some came as no plan of numbers has them."""
    try:
        return numbers.parse(number).is_mobile
    except PhoneError:
        return False


def _words(contact: Interaction, spoken: str) -> Written:
    city = city_queries.city()
    language = spoken or city.language
    words = {"city": city.name, "short_name": city.short_name, "number": city.number}
    link = feedback_link.link_of(contact)
    text = fill(city_queries.text(LOW_RATING_SMS, language), link=link, **words)
    return Written(subject="", body=simplify(text), language=language)


def erased(event: Event, _what: CitizenErased) -> None:
    """Take out what a person wrote who is erased, and the parts of their talks in the library."""
    citizen = cast(Citizen, event.subject)
    forget_feedback(citizen=citizen)
    forget_moments(citizen=citizen)


def recording_deleted(event: Event, _what: CallRecordingDeleted) -> None:
    """Delete the words with the sound."""
    forget_words(recording=cast(Call, event.subject).pk)
