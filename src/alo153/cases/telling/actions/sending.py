"""Put what a citizen is told into the outbox, where it goes as a message."""

import math
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case, Notice, Question, Relay
from alo153.cases.telling import compose
from alo153.cases.telling.actions.in_talks import in_talk
from alo153.cases.telling.conversations import opened_from
from alo153.channels.push.vapid import public
from alo153.citizens.channel import SOCIAL, WRITTEN, Channel
from alo153.citizens.models import Identity
from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.contacts import actions as contacts
from alo153.contacts import queries as messages
from alo153.contacts.about import About
from alo153.contacts.actions.writing import Within
from alo153.contacts.at_night import is_awake
from alo153.contacts.conversations.queries import last_received
from alo153.contacts.models import Conversation, Message
from alo153.contacts.purposes import A_NIGHT, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written

# At night it is due in the morning for whoever does not apply at this moment: `send_receipt`
RECEIPT: Final = declare(Purpose(key="receipt", label=_("receipt"), at_any_hour=True))
# Its relay waits at the center where it did not arrive
ANSWER: Final = declare(Purpose(key="answer", label=_("answer"), followed=True))
NOTICE: Final = declare(Purpose(key="notice", label=_("notice")))
QUESTION: Final = declare(Purpose(key="question", label=_("question")))
CONFIRMATION: Final = declare(
    Purpose(key="confirmation", label=_("asked again if solved"), worth=A_NIGHT, owed=False)
)
STATUS: Final = declare(Purpose(key="status", label=_("how it stands"), at_any_hour=True))
"""Purposes of messages about a case, except `NEWS`."""
NEWS: Final = declare(
    # It is told beside what is owed, and the page says it again
    Purpose(key="news", label=_("news"), worth=A_NIGHT, owed=False, followed=True)
)
_AT_THIS_MOMENT: Final = (Channel.PHONE, Channel.WEB, Channel.CHAT, Channel.COUNTER)
MOST_STATUSES: Final = 3
"""A day: a caller who knows a code cannot flood somebody else's telephone."""


def send_receipt(*, case: Case, at: datetime) -> None:
    """Write the receipt of a case, once, if its citizen wished messages.

    At night it waits where its citizen may sleep by now: they wrote hours ago, or another system,
    agency or the post brought it.
    """
    if way := _way(case, case.contact_wish, case.contact):
        channel, to = way
        words = compose.receipt(case, channel)
        within = _within(case, channel, to) if case.channel == channel else None
        wait = timedelta() if _applies_now(case, within, at) else _until_morning(channel, to, at)
        key = f"{RECEIPT}:{case.pk}"
        _put(RECEIPT, words, case, channel, to, within=within, wait=wait, at=at, key=key)


def _applies_now(case: Case, within: Within | None, at: datetime) -> bool:
    """Say whether a citizen is there who applies, or wrote what their application says just now."""
    wrote = within.answers if within else None
    just_now = is_awake(wrote.created_at if wrote else None, at=at)
    return case.channel in _AT_THIS_MOMENT or just_now


def _until_morning(channel: str, to: str, at: datetime) -> timedelta:
    """Return how long a message waits that nobody waits for, such as a notice."""
    leaves = messages.leaves_at(
        purpose=NOTICE,
        recipient=Recipient.CITIZEN,
        channel=channel,
        to=to,
        conversation=None,
        at=at,
    )
    return leaves - at


def send_answer(*, relay: Relay, at: datetime) -> None:
    """Write the answer, once, if it goes out as a message; its result is that of the relay."""
    if way := _way(relay.case, relay.channel, relay.contact):
        words, key = compose.answer(relay, way[0]), f"{ANSWER}:{relay.pk}"
        relay.message = _write(ANSWER, words, relay.case, *way, at=at, key=key)
        relay.save(update_fields=["message"])


def send_notice(*, notice: Notice, at: datetime) -> None:
    """Write a notice, if it goes out as a message."""
    if way := _way(notice.case, notice.way, notice.contact):
        _write(NOTICE, compose.notice(notice), notice.case, *way, at=at)


def send_question(*, question: Question, at: datetime) -> None:
    """Write a question, if it goes out as a message."""
    if way := _way(question.case, question.way, question.contact):
        _write(QUESTION, compose.question(question, way[0]), question.case, *way, at=at)


def ask_again(*, relay: Relay, at: datetime) -> None:
    """Ask again whether it is solved, in the way the answer went, if that was a message."""
    if way := _way(relay.case, relay.channel, relay.contact):
        words = compose.confirmation(relay.case, way[0])
        _write(CONFIRMATION, words, relay.case, *way, at=at)


def tell_news(*, case: Case, at: datetime, unless_since: datetime | None = None) -> None:
    """Tell the browsers that follow a case that it has news, and not what.

    Args:
        unless_since: they hear nothing if they heard of it since then.
    """
    about = About.row(case)
    if not settings.PUSH_KEY or case.confidential or not messages.followers(about).exists():
        return
    if unless_since is None or not messages.count_since(about, NEWS, unless_since):
        contacts.tell_followers(compose.news(case), about=about, purpose=NEWS, at=at)


def tell_notices_ended(*, case: Case, at: datetime) -> None:
    """Tell the citizen, on the channel they chose, that their browsers have a former key of ours.

    Once a key: several of their devices may have it.
    """
    if way := _way(case, case.contact_wish, case.contact):
        words = compose.notices_ended(case, way[0])
        key = f"news-ended:{case.pk}:{public(settings.PUSH_KEY)[:20]}"
        with suppress(IntegrityError), transaction.atomic():
            _write(NOTICE, words, case, *way, at=at, key=key)


@transaction.atomic
def send_status(*, case: Case, at: datetime) -> bool:
    """Write the state of a case, for a caller who typed its code.

    It goes by SMS to the telephone registered with the case and to no other, at most
    `MOST_STATUSES` times a day. Returns whether it will be sent.
    """
    number = _registered_mobile(case)
    since = at - timedelta(days=1)
    if not number or messages.count_since(About.row(case), STATUS, since) >= MOST_STATUSES:
        return False
    if not messages.may_be_told(Channel.SMS, number, at=at):
        return False
    _write(STATUS, compose.status(case), case, Channel.SMS, number, at=at)
    return True


def _registered_mobile(case: Case) -> str:
    contact = case.contact
    if contact is None or contact.kind != Channel.PHONE:
        return ""
    try:
        number = numbers.parse(contact.value)
    except PhoneError:
        return ""
    return number.value if number.is_mobile and number.is_ordinary else ""


def _way(case: Case, channel: str, contact: Identity | None) -> tuple[str, str] | None:
    """Return the channel of a message and the address there; None if none goes.

    Who named no way is told in the talk from which their case was opened.
    """
    if contact and channel in WRITTEN:
        return channel, contact.value
    talk = opened_from(case) if channel == Channel.NONE else None
    return (talk.channel, talk.address) if talk else None


def _write(
    purpose: str,
    words: Written,
    case: Case,
    channel: str,
    to: str,
    *,
    at: datetime,
    key: str | None = None,
) -> Message:
    within = _within(case, channel, to)
    return _put(purpose, words, case, channel, to, within=within, at=at, key=key)


def _put(
    purpose: str,
    words: Written,
    case: Case,
    channel: str,
    to: str,
    *,
    within: Within | None,
    wait: timedelta = timedelta(),
    at: datetime,
    key: str | None,
) -> Message:
    recipient = Recipient.CITIZEN
    if channel in SOCIAL:
        recipient = Recipient.WRITING
        words = in_talk(words, case, purpose, channel=channel, to=to, at=at)
    elif purpose in {RECEIPT, STATUS}:
        # Anybody can open a case for anybody's telephone, and ask how it stands
        recipient = Recipient.UNVERIFIED
    if channel == Channel.SMS:
        words = compose.fitting(words, case, channel)
    elif within and channel == Channel.EMAIL:
        words = compose.in_thread(words, case, within.conversation.subject)
    return contacts.write(
        words,
        channel=channel,
        purpose=purpose,
        to=to,
        recipient=recipient,
        about=About.row(case),
        key=key,
        within=within,
        wait_seconds=math.ceil(wait.total_seconds()),
        at=at,
    )


def _within(case: Case, channel: str, to: str) -> Within | None:
    talk = _talk(case, channel, to)
    return Within(talk, answers=last_received(talk)) if talk else None


def _talk(case: Case, channel: str, to: str) -> Conversation | None:
    """Return the talk about the case with this address, where its citizen looks for the next word.

    One query. Of a case that is being opened it is asked only where it came by such a talk.
    """
    with_them = Conversation.objects.filter(cases__case=case, channel=channel, address=to)
    return with_them.order_by("-last_at").first()
