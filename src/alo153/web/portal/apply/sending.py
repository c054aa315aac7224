"""Make one case of an application, however often its button was pressed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from alo153.cases import actions
from alo153.cases import queries as case_queries
from alo153.cases.actions import Application, Reporter
from alo153.cases.models import Case, ReporterRole
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.city.rules.phone import PhoneNumber
from alo153.core.actor import CITIZEN
from alo153.core.geo import point
from alo153.core.text import fold
from alo153.intake.actions import take_in
from alo153.web.portal import visit
from alo153.web.portal.apply import application as drafts
from alo153.web.portal.apply import nearby, staging
from alo153.web.portal.apply.answers import Answers, digest, read

_SENT = visit.LAST_SENT


@transaction.atomic
def send(request: HttpRequest, *, same: str = "", at: datetime) -> None:
    """Open the case once: a second press waits for the first and finds nothing left to send.

    Args:
        same: a sealed key of a nearby report (`nearby`); empty: a matter of its own.
    """
    if not drafts.is_under_way(locked_session(request)):
        return
    kept = drafts.Application(request)
    answers = read(kept.answers)
    if answers.unfinished or answers.topic is None:
        return
    lead = nearby.named(same) if same else None
    told = application(
        answers, answers.topic, digest(kept.answers), citizen=_signed_in(request, answers)
    )
    case = take_in(told, lead=lead, by=CITIZEN, at=at)
    settle(request, kept, case, answers, most_photos=drafts.MAX_PHOTOS, at=at)


def _signed_in(request: HttpRequest, answers: Answers) -> Citizen | None:
    """Return for whom a provider vouched, if they apply by their own name or none."""
    citizen, name = visit.citizen(request), answers.answer["full_name"]
    return citizen if citizen and (not name or fold(name) == fold(citizen.name)) else None


def locked_session(request: HttpRequest) -> Mapping[str, Any]:
    """Return what the visitor's session holds, behind the lock of its row; empty if there is none.

    Sending by the pages and by a waiting telephone at once happens one after the other.
    """
    row = Session.objects.select_for_update().filter(pk=request.session.session_key).first()
    return row.get_decoded() if row else {}


def settle(
    request: HttpRequest,
    kept: drafts.Application,
    case: Case,
    answers: Answers,
    *,
    most_photos: int,
    at: datetime,
) -> None:
    """Give the case the photos that were sent on the pages, and let these show its code."""
    for photo in kept.photos[:most_photos]:
        if file := staging.read(kept.key, photo):
            actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=at)
    transaction.on_commit(lambda: staging.clear(kept.key))
    drafts.forget(request)
    request.session[_SENT] = [case.link_key, bool(answers.answer["phone"])]
    request.session.save()


def application(
    answers: Answers,
    topic: Topic,
    form_digest: str,
    form_token: UUID | None = None,
    *,
    citizen: Citizen | None = None,
) -> Application:
    """Return the application of answers in which nothing is wrong.

    Args:
        form_digest: of what was typed (`answers.digest`).
        form_token: of one that was written without a line, where nothing was proposed.
        citizen: the signed-in citizen, if a provider vouched for them.
    """
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
            citizen=citizen,
        ),
        reporter_role=ReporterRole(answer["reporter_role"] or ReporterRole.AFFECTED),
        contact_wish=answers.wish,
        channel=Channel.WEB,
        form_token=form_token,
        form_digest=form_digest,
        proposals_seen=form_token is None,
        answers={each.question.key: each.answer for each in answers.asked},
        # The pages insist; a telephone without a line does not ask, nobody asks internal questions
        answers_complete=False,
    )


def _place(given: dict[str, Any]) -> Place:
    return Place(
        district=given.get("district"),
        neighborhood=given.get("neighborhood"),
        address=given.get("address", ""),
        layer=given.get("place_layer", ""),
        point=point(given.get("lat"), given.get("lon")),
    )


def sent_case(session: Mapping[str, Any]) -> tuple[Case, bool] | None:
    """Return the case this visitor sent last, and whether it can be asked about by number."""
    link_key, has_phone = session.get(_SENT, ("", False))
    case = case_queries.by_link(link_key) if link_key else None
    return (case, has_phone) if case else None
