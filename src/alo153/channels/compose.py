"""Put a message to a citizen into words: the city's own texts, in the citizen's language."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.utils import formats, translation
from django.utils.translation import gettext as _

from alo153.cases.models import (
    Case,
    Notice,
    Question,
    Relay,
)
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import Outcome
from alo153.cases.telling import timeline
from alo153.channels.sms.length import measure, simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as unit_queries
from alo153.city.models import City
from alo153.city.rules.texts import fill
from alo153.notices.models import StaffNotice

# Providers take no longer ones. Nothing is cut: whoever writes a longer text is told its length
MAX_SMS_PARTS: Final = 6


@dataclass(frozen=True, kw_only=True)
class Written:
    """A message in words; ``subject`` is empty for SMS."""

    subject: str
    body: str
    language: str

    @property
    def excess(self) -> int:
        """Return about how many characters too long it is as an SMS; 0 if it fits."""
        length = measure(self.body)
        if length.parts <= MAX_SMS_PARTS:
            return 0
        return max(1, length.units - MAX_SMS_PARTS * length.alphabet.part)


def receipt(case: Case, channel: str) -> Written:
    """Write that the case was opened: its code, what comes next, until when, where to look."""
    return _write(case, "receipt", channel)


def answer(relay: Relay) -> Written:
    """Write the answer in the plain words that the center approved; a plan says until when."""
    given = relay.answer
    if given.outcome != Outcome.PLANNED:
        return _write(relay.case, "answer", relay.channel, answer=given.plain_text)
    planned = _day(given.planned_date, _language(relay.case, unit_queries.city()))
    words = {"answer": given.plain_text, "planned": planned}
    return _write(relay.case, "planned", relay.channel, **words)


def fitting(written: Written, case: Case) -> Written:
    """Return an SMS that can be sent: where one is too long, its page is named instead of a part.

    Its writer was told; what several people are told together may be too long for one of them.
    """
    return status(case) if written.excess else written


def status(case: Case) -> Written:
    """Write where a case stands, as its tracking page tells it."""
    with translation.override(_language(case, unit_queries.city())):
        stands = timeline.where_it_stands(case)
        return _write(case, "status", Channel.SMS, status=stands.title)


def notice(given: Notice) -> Written:
    """Write what the citizen is told while the application is open."""
    return _write(given.case, "notice", given.way, notice=given.text)


def question(asked: Question) -> Written:
    """Write what a unit asks the citizen, and until when it waits."""
    until = _moment(asked.expires_at, _language(asked.case, unit_queries.city()))
    return _write(asked.case, "question", asked.way, question=asked.text, until=until)


def confirmation(case: Case, channel: str) -> Written:
    """Ask again whether the answer solved the matter."""
    return _write(case, "confirmation", channel)


def to_staff(notice: StaffNotice, channel: Channel) -> Written:
    """Write what one of the staff is told; an SMS says in one line what it is, and where."""
    link = f"{settings.PUBLIC_URL}{notice.path}"
    language = unit_queries.city().language
    if channel is Channel.SMS:
        return Written(subject="", body=simplify(f"{notice.title} {link}"), language=language)
    body = "\n".join([*notice.text.splitlines(), link])
    return Written(subject=notice.title, body=body, language=language)


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


def invitation(link: str, channel: str) -> Written:
    """Write the link to a call, for somebody of whom no language is known: the city's own."""
    city = unit_queries.city()
    words = {"city": city.name, "short_name": city.short_name, "number": city.number, "link": link}
    texts = {
        part: fill(unit_queries.text(f"invitation_{part}", city.language), **words)
        for part in ("sms", "email_subject", "email_body")
    }
    if channel == Channel.SMS:
        return Written(subject="", body=simplify(texts["sms"]), language=city.language)
    subject, body = texts["email_subject"], texts["email_body"]
    return Written(subject=subject, body=body, language=city.language)


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
    if channel == Channel.SMS:
        body = simplify(fill(unit_queries.text(f"{purpose}_sms", language), **values))
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
        return formats.date_format(unit_queries.local(at), "j F Y H:i")


def _day(day: date | None, language: str) -> str:
    with translation.override(language):
        return formats.date_format(day, "j F Y") if day else ""
