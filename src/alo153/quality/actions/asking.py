"""Ask callers who rated a call low what went wrong, and offer a call; by SMS."""

import logging
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.calls.models import Call, SkippedSurvey
from alo153.calls.numbers.callers import block_of
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.city import queries as city_queries
from alo153.city.rules.phone import PhoneError
from alo153.city.rules.texts import fill
from alo153.contacts import actions as contacts
from alo153.contacts import queries as contact_queries
from alo153.contacts.about import About
from alo153.contacts.models import Interaction
from alo153.contacts.purposes import HOURS, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.quality import feedback_link
from alo153.quality.queries import sampling_plan
from alo153.quality.queries.candidates import is_confidential

# Whoever has the link may say something in the citizen's name
PURPOSE: Final = declare(
    Purpose(
        key="low_rating",
        label=_("question after a low rating"),
        worth=HOURS,
        owed=False,
        secret=True,
    )
)
LOW_RATING_SMS: Final = "low_rating_sms"
ASK_JOB: Final = "quality.ask_why"

logger = logging.getLogger(__name__)


def ask_why(*, interaction_id: int, at: datetime) -> None:
    """Ask about a call, unless the plan says not to, or there is no number that takes an SMS.

    A caller whom the municipality blocks is not asked: they are called by nobody. Nor is one whose
    call an agent marked as abuse.
    """
    if not sampling_plan.current().asks_low_ratings:
        return
    call = Call.objects.select_related("interaction").filter(interaction=interaction_id).first()
    if call is None or not _takes_sms(call.number) or is_confidential(call.interaction):
        return
    if block_of(call.number, at) or SkippedSurvey.objects.filter(call=call).exists():
        return
    if not contact_queries.may_be_told(Channel.SMS, call.number, at=at):
        return
    words = _words(call.interaction, call.language)
    if words:
        contacts.write(
            words,
            channel=Channel.SMS,
            purpose=PURPOSE,
            to=call.number,
            recipient=Recipient.UNVERIFIED,
            about=About.row(call.interaction),
            at=at,
        )


def _takes_sms(number: str) -> bool:
    """Say whether a caller's number is a mobile one; some came as no plan of numbers has them."""
    try:
        return bool(number) and numbers.parse(number).is_mobile
    except PhoneError:
        return False


def _words(contact: Interaction, spoken: str) -> Written | None:
    """Return the question; None where the city's texts have none, as after an upgrade."""
    city = city_queries.city()
    language = spoken or city.language
    try:
        template = city_queries.text(LOW_RATING_SMS, language)
    except KeyError:
        logger.error("texts.toml has no %s: nobody is asked why they rated low", LOW_RATING_SMS)
        return None
    words = {"city": city.name, "short_name": city.short_name, "number": city.number}
    text = fill(template, link=feedback_link.link_of(contact), **words)
    return Written(subject="", body=simplify(text), language=language)
