"""Take in what came: a contact, a case, and what the model makes of its words."""

import logging
from datetime import datetime

from alo153.accounts.models import User
from alo153.cases import actions as case_actions
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import NotPossible
from alo153.citizens import actions as citizen_actions
from alo153.citizens.actions.contacts import Contacts
from alo153.citizens.models import Disposition, Interaction
from alo153.core.actor import Actor
from alo153.core.batch import batch
from alo153.intake.application import Application

logger = logging.getLogger(__name__)


def take_in(
    application: Application,
    *,
    contact: Interaction | None = None,
    agent: User | None = None,
    lead: Case | None = None,
    anonymous: bool = False,
    by: User | Actor,
    at: datetime,
) -> Case:
    """Open the case of an application, with the contact it came by.

    A refusal spoils the transaction around it, as with `open_case`.

    Args:
        contact: the call it came by; else the contact begins and ends here.
        agent: who talked with the citizen, where somebody did.
        lead: the case that it goes with; it stands by itself if that was answered meanwhile.
        anonymous: it is not tied to `contact`.

    Raises:
        ValueError, CaseKind.DoesNotExist, NotTheirs, AlreadyRegistered, AlreadyOpened: as
            `open_case` says.
    """
    with batch() as work:
        work.take(Contacts(begun=1))
        actor = by if isinstance(by, Actor) else Actor.staff(by.pk)
        came_by = contact or citizen_actions.record_contact(
            channel=application.channel,
            address=application.address,
            agent=agent,
            by=actor,
            at=at,
        )
        tied = not (anonymous and contact)
        case = _open(application, came_by if tied else None, by, at)
        if not tied:
            citizen_actions.dispose(
                interaction=came_by,
                disposition=Disposition.CASE,
                topic=None if case.confidential else application.topic,
                by=actor,
                at=at,
            )
        if lead:
            _join(case, lead, actor, at)
        return case


def _open(
    application: Application, contact: Interaction | None, by: User | Actor, at: datetime
) -> Case:
    return case_actions.open_case(
        kind=application.kind_or_usual,
        topic=application.topic,
        place=application.place,
        text=application.text,
        reporter=application.reporter,
        reporter_role=application.reporter_role,
        contact_wish=application.contact_wish,
        channel=application.channel,
        interaction=contact,
        formal=application.formal,
        external=application.external,
        form_token=application.form_token,
        proposals_seen=application.proposals_seen,
        by=by,
        at=at,
    )


def _join(case: Case, lead: Case, by: Actor, at: datetime) -> None:
    try:
        case_actions.join(case=case, lead=lead, by=by, at=at)
    except (NotPossible, case_actions.NotOfThisKind, case_actions.LeadsOthers):
        logger.info("case %s stands by itself", case.pk)
