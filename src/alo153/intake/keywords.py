"""Answer a keyword in a citizen's SMS at once, on the same channel."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, cast

from alo153.cases import actions as case_actions
from alo153.cases import queries as cases
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import compose
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.city.rules.sms_keywords import LINE, START, STATUS, STOP
from alo153.city.rules.texts import fill
from alo153.contacts import actions as contacts
from alo153.contacts import queries as messages
from alo153.contacts.about import About
from alo153.contacts.actions.writing import Within
from alo153.contacts.conversations.keywords import KEYWORD, digits_of, only_if, text_of
from alo153.contacts.events import MessageReceived
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.actor import SYSTEM, Actor
from alo153.core.models import Event
from alo153.intake import departures, wrong_codes


def answer(event: Event, what: MessageReceived) -> None:
    """Do what an SMS asks for by a keyword, and say so, if its number may be told more today."""
    if not what.keyword:
        return
    message = cast(Message, event.subject)
    _DOES[what.keyword](message, Conversation.objects.get(pk=what.conversation), event.at)


def _tell_status(message: Message, conversation: Conversation, at: datetime) -> None:
    """Answer with the state of a case, if its code comes from its citizen's number.

    A wrong code, somebody else's number and a confidential case get the same words.
    """
    if wrong_codes.are_too_many(message.sender, way=Channel.SMS):
        _write(_words("status_later_sms", conversation), message, conversation, at)
        return
    case = _case(message)
    if case is None:
        _write(_words("status_unknown_sms", conversation), message, conversation, at)
    elif case.confidential:
        case_actions.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=at)
        _write(_words("status_unknown_sms", conversation), message, conversation, at)
    else:
        _write(compose.status(case), message, conversation, at, about=About.row(case))
        citizen = Actor.citizen(case.reporter_id)
        case_actions.note_asked(case=case, conversation=conversation, by=citizen, at=at)


def _case(message: Message) -> Case | None:
    """Find the case; what has the form of a code and fits no case of this number is counted."""
    try:
        code = codes.normalize(digits_of(message))
    except codes.CodeError:
        return None  # a slip of the finger; nobody guesses like that
    case = cases.tracked(code, message.sender)
    if case is None:
        wrong_codes.count(message.sender, way=Channel.SMS)
    return case


def _stop(message: Message, conversation: Conversation, at: datetime) -> None:
    if contacts.opt_out(channel=Channel.SMS, to=message.sender, by=_writer(conversation), at=at):
        _write(_words("opted_out_sms", conversation), message, conversation, at)


def _start(message: Message, conversation: Conversation, at: datetime) -> None:
    contacts.opt_in(channel=Channel.SMS, to=message.sender, by=_writer(conversation), at=at)
    _write(_words("opted_in_sms", conversation), message, conversation, at)


def _tell_departures(message: Message, conversation: Conversation, at: datetime) -> None:
    said = departures.said(text_of(message), at=at)
    if said:
        _write(_words(said.key, conversation, **said.facts), message, conversation, at)


def _writer(conversation: Conversation) -> Actor:
    return Actor.citizen(conversation.citizen_id)


def _words(key: str, conversation: Conversation, **more: str) -> Written:
    """Put a sentence of the city into the language of a citizen who is known, else its own."""
    city, citizen = city_queries.city(), conversation.citizen
    language = citizen.language if citizen else city.language
    facts = {"city": city.name, "short_name": city.short_name, "number": city.number, **more}
    body = simplify(fill(city_queries.text(key, language), **facts))
    return Written(subject="", body=body, language=language)


def _write(
    words: Written,
    message: Message,
    conversation: Conversation,
    at: datetime,
    *,
    about: About | None = None,
) -> None:
    if not messages.may_be_told(message.channel, message.sender, at=at):
        return
    contacts.write(
        words,
        channel=message.channel,
        purpose=KEYWORD,
        to=message.sender,
        recipient=Recipient.UNVERIFIED,
        about=about or About.row(conversation),
        within=Within(conversation, answers=message),
        at=at,
    )


_DOES: Final[Mapping[str, Callable[[Message, Conversation, datetime], None]]] = {
    STATUS: _tell_status,
    STOP: _stop,
    START: _start,
    LINE: _tell_departures,
}
only_if(LINE, departures.is_known)
