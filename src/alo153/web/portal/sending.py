"""Make one case of an application, however often its button was pressed."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from alo153.cases import actions
from alo153.cases import queries as case_queries
from alo153.cases.actions import Reporter, Where
from alo153.cases.models import Case, ContactWish
from alo153.citizens import actions as citizen_actions
from alo153.citizens.models import Channel, Direction
from alo153.core.actor import CITIZEN
from alo153.core.phone import PhoneNumber
from alo153.units import kinds
from alo153.units.models import Topic
from alo153.web.portal import application, nearby, staging
from alo153.web.portal.application import Application
from alo153.web.portal.forms import AnswerForm, PlaceForm, TextForm, TopicForm

_SENT = "sent"


@dataclass(frozen=True)
class Answers:
    """All answers, understood. ``unfinished`` names the first page that still lacks one."""

    unfinished: str
    place: dict[str, Any]
    topic: Topic | None
    text: str
    same: str
    answer: dict[str, Any]

    @property
    def wish(self) -> ContactWish:
        """Return how the citizen wants to hear the answer."""
        return ContactWish(self.answer["wish"])


def read(kept: Application) -> Answers:
    """Understand what was typed on every page. A place may be left out, the rest may not."""
    checked: dict[str, forms.Form] = {
        "place": PlaceForm(kept.answers("place")),
        "topic": TopicForm(kept.answers("topic")),
        "text": TextForm(kept.answers("text")),
        "answer": AnswerForm(kept.answers("answer")),
    }
    right = {slug: form.is_valid() for slug, form in checked.items()}
    needed = (slug for slug in ("topic", "text", "answer") if not right[slug])
    return Answers(
        unfinished=next(needed, ""),
        place=checked["place"].cleaned_data if right["place"] else {},
        topic=checked["topic"].cleaned_data.get("topic"),
        text=checked["text"].cleaned_data.get("text", ""),
        same=checked["text"].cleaned_data.get("same", ""),
        answer=checked["answer"].cleaned_data,
    )


@transaction.atomic
def send(request: HttpRequest, *, at: datetime) -> None:
    """Open the case once: a second press waits for the first and finds nothing left to send."""
    # The session's row is the lock, and is read again behind it.
    row = Session.objects.select_for_update().filter(pk=request.session.session_key).first()
    if row is None or not application.is_under_way(row.get_decoded()):
        return
    kept = Application(request)
    answers = read(kept)
    if answers.unfinished or answers.topic is None:
        return
    case = _open(answers, answers.topic, at)
    if answers.same:
        nearby.join(case, answers.same, at=at)
    for photo in kept.photos:
        file = staging.read(kept.key, photo)
        actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=at)
    names = [photo.name for photo in kept.photos]
    transaction.on_commit(lambda: staging.drop(kept.key, names))
    application.forget(request)
    request.session[_SENT] = [case.link_key, bool(answers.answer["phone"])]
    request.session.save()


def _open(answers: Answers, topic: Topic, at: datetime) -> Case:
    number: PhoneNumber | None = answers.answer["phone"]
    contact = citizen_actions.start_interaction(
        channel=Channel.WEB,
        direction=Direction.INBOUND,
        address=number.value if number else answers.answer["email"],
        by=CITIZEN,
        at=at,
    )
    citizen_actions.end_interaction(interaction=contact, by=CITIZEN, at=at)
    return actions.open_case(
        kind=topic.default_kind or kinds.USUAL,
        topic=topic,
        where=_where(answers.place),
        text=answers.text,
        reporter=Reporter(
            full_name=answers.answer["full_name"],
            phone=number.value if number else "",
            email=answers.answer["email"],
            language=get_language() or "tr",
        ),
        contact_wish=answers.wish,
        channel=Channel.WEB,
        interaction=contact,
        by=CITIZEN,
        at=at,
    )


def _where(place: dict[str, Any]) -> Where:
    return Where(
        district=place.get("district"),
        neighborhood=place.get("neighborhood"),
        address=place.get("address", ""),
        lat=place.get("lat"),
        lon=place.get("lon"),
    )


def sent_case(session: MutableMapping[str, Any]) -> tuple[Case, bool] | None:
    """Return the case this visitor sent last, and whether it can be asked about by number."""
    link_key, has_phone = session.get(_SENT, ("", False))
    case = case_queries.by_link(link_key) if link_key else None
    return (case, has_phone) if case else None
