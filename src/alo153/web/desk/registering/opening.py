"""From a filled form to a case."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case, ContactWish, ReporterRole
from alo153.cases.rules.lifecycle import NotPossible
from alo153.citizens import actions as citizen_actions
from alo153.citizens.actions import batch as contacts
from alo153.citizens.models import Channel, Disposition
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.suggestions import actions as suggestions
from alo153.web.desk import work as desk_work
from alo153.web.desk.work import Work

logger = logging.getLogger(__name__)


def open_case(*, work: Work, facts: dict[str, Any], agent: User, at: datetime) -> Case:
    """Open the case of a valid `CaseForm`, once however often it is sent.

    The draft is no longer needed.

    Contact, events and hints of all that happens are each written once, at the end. An anonymous
    case is not tied to the call: the call's row knows the number.
    """
    try:
        with transaction.atomic(), contacts.batch(begun=1), events.batch(), live.batch():
            return _open(work, facts, agent, at)
    except actions.AlreadyOpened:
        return actions.opened_by(facts["form_token"])


def _open(work: Work, facts: dict[str, Any], agent: User, at: datetime) -> Case:
    by = Actor.staff(agent.pk)
    number = facts["phone"].value if facts["phone"] else ""
    channel = Channel.PHONE if work.call else facts["channel"]
    anonymous = facts["anonymous"]
    interaction = desk_work.contact(
        work, channel=channel, address="" if anonymous else number, agent=agent, at=at
    )
    case = actions.open_case(
        kind=facts["kind"].slug,
        topic=facts["topic"],
        where=_where(facts),
        text=facts["text"],
        reporter=actions.Reporter() if anonymous else _reporter(facts, number),
        reporter_role=ReporterRole(facts["reporter_role"]),
        contact_wish=ContactWish.NONE if anonymous else ContactWish(facts["contact_wish"]),
        channel=channel,
        interaction=None if anonymous else interaction,
        bringing=_bringing(facts),
        registered=_registered(facts),
        form_token=facts["form_token"],
        by=agent,
        at=at,
    )
    if anonymous:
        citizen_actions.dispose(
            interaction=interaction,
            disposition=Disposition.CASE,
            topic=None if case.confidential else facts["topic"],
            by=by,
            at=at,
        )
    suggestions.note_choice(case=case, by=by, at=at)
    if facts["lead"]:
        _join(case, facts["lead"], agent, at)
    actions.discard_draft(user=agent, key=work.key)
    return case


def _join(case: Case, code: str, agent: User, at: datetime) -> None:
    """Let it go with the chosen case, unless that was answered meanwhile: it stands by itself."""
    lead = queries.visible_to(agent).filter(tracking_code=code).first()
    if lead is None:
        return
    try:
        actions.join(case=case, lead=lead, by=Actor.staff(agent.pk), at=at)
    except (NotPossible, actions.NotOfThisKind, actions.LeadsOthers):
        logger.info("case %s stands by itself", case.pk)


def _where(facts: dict[str, Any]) -> actions.Where:
    return actions.Where(
        district=facts["district"],
        neighborhood=facts["neighborhood"],
        address=facts["address"],
        place_layer=facts["place_layer"],
        lat=facts["lat"],
        lon=facts["lon"],
    )


def _bringing(facts: dict[str, Any]) -> actions.Bringing:
    return actions.Bringing(
        address=facts["home_address"],
        signature=facts["signature"],
        signature_reference=facts["signature_reference"],
        identity_number=facts["identity_number"],
    )


def _registered(facts: dict[str, Any]) -> actions.Registered | None:
    if not facts["register_number"]:
        return None
    return actions.Registered(
        number=facts["register_number"],
        arrived_date=facts["register_arrived"],
        due_date=facts["register_due"],
    )


def _reporter(facts: dict[str, Any], number: str) -> actions.Reporter:
    return actions.Reporter(full_name=facts["full_name"], phone=number, email=facts["email"])
