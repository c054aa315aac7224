"""Put a message to a citizen into words: the city's own texts, in the citizen's language."""

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from alo153.cases.models import Case, Notice, Question, RaisedAlarm, Relay
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import Outcome
from alo153.cases.telling import timeline
from alo153.channels import registry
from alo153.channels.sms.length import simplify
from alo153.citizens.channel import SOCIAL, Channel
from alo153.city import queries as unit_queries
from alo153.city.models import City
from alo153.city.rules.texts import fill
from alo153.contacts.conversations import subjects
from alo153.contacts.written import Written


def receipt(case: Case, channel: str) -> Written:
    """Write that the case was opened: its code, what comes next, until when, where to look.

    For an alarm that nobody dismissed the text differs: a citizen in danger is told what to do.
    """
    has_alarm = case.alarms.exclude(state=RaisedAlarm.State.DISMISSED).exists()
    return _write(case, "receipt_alarm" if has_alarm else "receipt", channel)


def answer(relay: Relay, channel: str) -> Written:
    """Write the answer in the plain words that the center approved; a plan says until when."""
    given = relay.answer
    if given.outcome != Outcome.PLANNED:
        return _write(relay.case, "answer", channel, answer=given.plain_text)
    planned = _day(given.planned_date, _language(relay.case, unit_queries.city()))
    words = {"answer": given.plain_text, "planned": planned}
    return _write(relay.case, "planned", channel, **words)


def fitting(written: Written, case: Case, channel: str) -> Written:
    """Return what can be sent: where a message is too long, its page is named instead of a part.

    Its writer was told; what several people are told together may be too long for one of them.
    """
    return status(case) if registry.excess(channel, written.body) > 0 else written


def in_thread(written: Written, case: Case, subject: str) -> Written:
    """Return a message under the subject of the conversation that it continues, and with its code.

    Of a confidential case it keeps its own: theirs may say what it is about.
    """
    if case.confidential:
        return written
    code = codes.display(case.tracking_code)
    return replace(written, subject=subjects.answering(subject, code=code))


def status(case: Case) -> Written:
    """Write the state of a case, as its tracking page tells it."""
    with translation.override(_language(case, unit_queries.city())):
        stands = timeline.where_it_stands(case)
        return _write(case, "status", Channel.SMS, status=stands.title)


def news(case: Case) -> Written:
    """Write that an application has news: nothing more is readable on a screen, and no code."""
    city = unit_queries.city()
    language = _language(case, city)
    with translation.override(language):
        told = _("There is news about your application.")
    sender = f"{city.short_name} {city.number}"
    return Written(subject=sender, body=told, language=language)


def notices_ended(case: Case, channel: str) -> Written:
    """Write that browsers hear no more of an application, and that there is news."""
    with translation.override(_language(case, unit_queries.city())):
        told = _("There is news. Your devices hear of it no more: turn that on again on its page.")
    return _write(case, "notice", channel, notice=told)


def notice(given: Notice) -> Written:
    """Write what the citizen is told while the application is open."""
    return _write(given.case, "notice", given.way, notice=given.text)


def question(asked: Question, channel: str) -> Written:
    """Write what a unit asks the citizen, and until when it waits."""
    until = _moment(asked.expires_at, _language(asked.case, unit_queries.city()))
    return _write(asked.case, "question", channel, question=asked.text, until=until)


def confirmation(case: Case, channel: str) -> Written:
    """Ask again whether the answer solved the matter."""
    return _write(case, "confirmation", channel)


def words(case: Case, key: str, *, due: datetime | None = None, days: int = 0) -> str:
    """Write the words that staff begin a notice with, in the citizen's language.

    Args:
        key: ``extension_words``, ``interim_words``, ``costs_words`` or ``passed_on_words``.
    """
    city = unit_queries.city()
    language = _language(case, city)
    values = _values(case, city, language)
    values |= {"due": _moment(due, language), "days": str(days)}
    return fill(unit_queries.text(key, language), **values)


def talk(relay: Relay) -> str:
    """Write what an agent says who calls the citizen with the answer."""
    city = unit_queries.city()
    language = _language(relay.case, city)
    values = _values(relay.case, city, language) | {"answer": relay.answer.plain_text}
    if relay.answer.outcome != Outcome.PLANNED:
        return fill(unit_queries.text("callback_talk", language), **values)
    values["planned"] = _day(relay.answer.planned_date, language)
    return fill(unit_queries.text("planned_talk", language), **values)


def _write(case: Case, purpose: str, channel: str, **words: str) -> Written:
    if case.confidential:
        # Whoever holds the telephone reads it: the same words, whatever there is to say
        purpose, words = "confidential", {}
    city = unit_queries.city()
    language = _language(case, city)
    values = _values(case, city, language) | words
    if channel == Channel.SMS or channel in SOCIAL:
        short = fill(unit_queries.text(f"{purpose}_sms", language), **values)
        body = simplify(short) if channel == Channel.SMS else short
        return Written(subject="", body=body, language=language)
    subject = unit_queries.text(f"{purpose}_email_subject", language)
    body = unit_queries.text(f"{purpose}_email_body", language)
    return Written(subject=fill(subject, **values), body=fill(body, **values), language=language)


def _language(case: Case, city: City) -> str:
    wished = case.reporter.language if case.reporter else city.language
    return wished if wished in city.texts else city.language


def _values(case: Case, city: City, language: str) -> dict[str, str]:
    return {
        "city": city.name,
        "short_name": city.short_name,
        "number": city.number,
        "code": codes.display(case.tracking_code),
        "topic": case.topic.name,
        "link": f"{settings.PUBLIC_URL}/t/{case.link_key}/",
        "name": case.reporter.name if case.reporter else "",
        "due": _moment(case.promised_at, language),
    }


def _moment(at: datetime | None, language: str) -> str:
    with translation.override(language):
        if at is None:
            return _("not fixed yet")
        return formats.date_format(unit_queries.local(at), "DATETIME_FORMAT")


def _day(day: date | None, language: str) -> str:
    with translation.override(language):
        return formats.date_format(day, "DATE_FORMAT") if day else ""
