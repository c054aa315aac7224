"""Make one case of an application, however often its button was pressed."""

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from alo153.cases import actions
from alo153.cases import queries as case_queries
from alo153.cases.actions import Reporter
from alo153.cases.models import Case, ReporterRole
from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.city.rules.phone import PhoneNumber
from alo153.core.actor import CITIZEN
from alo153.core.geo import point
from alo153.intake.actions import take_in
from alo153.intake.application import Application
from alo153.web.portal.apply import application as drafts
from alo153.web.portal.apply import nearby, staging
from alo153.web.portal.apply.answers import Answers, read

_SENT = "sent"


@transaction.atomic
def send(request: HttpRequest, *, same: str = "", at: datetime) -> None:
    """Open the case once: a second press waits for the first and finds nothing left to send.

    Args:
        same: a sealed key of what others reported nearby (`nearby`); empty: a matter of its own.
    """
    # The session's row is the lock, and is read again behind it.
    row = Session.objects.select_for_update().filter(pk=request.session.session_key).first()
    if row is None or not drafts.is_under_way(row.get_decoded()):
        return
    kept = drafts.Application(request)
    answers = read(kept)
    if answers.unfinished or answers.topic is None:
        return
    lead = nearby.named(same) if same else None
    case = take_in(_application(answers, answers.topic), lead=lead, by=CITIZEN, at=at)
    for photo in kept.photos:
        file = staging.read(kept.key, photo)
        actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=at)
    names = [photo.name for photo in kept.photos]
    transaction.on_commit(lambda: staging.drop(kept.key, names))
    drafts.forget(request)
    request.session[_SENT] = [case.link_key, bool(answers.answer["phone"])]
    request.session.save()


def _application(answers: Answers, topic: Topic) -> Application:
    answer = answers.answer
    number: PhoneNumber | None = answer["phone"]
    return Application(
        topic=topic,
        place=_place(answers.place),
        text=answers.text,
        reporter=Reporter(
            full_name=answer["full_name"],
            phone=number.value if number else "",
            email=answer["email"],
            language=get_language() or "",
        ),
        reporter_role=ReporterRole(answer["reporter_role"] or ReporterRole.AFFECTED),
        contact_wish=answers.wish,
        channel=Channel.WEB,
    )


def _place(given: dict[str, Any]) -> Place:
    return Place(
        district=given.get("district"),
        neighborhood=given.get("neighborhood"),
        address=given.get("address", ""),
        layer=given.get("place_layer", ""),
        point=point(given.get("lat"), given.get("lon")),
    )


def sent_case(session: MutableMapping[str, Any]) -> tuple[Case, bool] | None:
    """Return the case this visitor sent last, and whether it can be asked about by number."""
    link_key, has_phone = session.get(_SENT, ("", False))
    case = case_queries.by_link(link_key) if link_key else None
    return (case, has_phone) if case else None
