"""Take in what came: a contact, a case, and what the model makes of its words."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import actions as case_actions
from alo153.cases.models import Attachment, Case
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked
from alo153.contacts import actions as contact_actions
from alo153.contacts.actions.gathering import Contacts
from alo153.contacts.models import Conversation, Disposition, Interaction
from alo153.core.actor import SYSTEM, Actor
from alo153.core.batch import batch
from alo153.core.files.uploads import CheckedFile

logger = logging.getLogger(__name__)

MOST_FILES: Final = 20
"""Of a citizen in one application; as many as an e-mail has."""


class TooManyFiles(Exception):
    """The application has as many files as one may have."""


def take_in(
    application: case_actions.Application,
    *,
    contact: Interaction | None = None,
    conversation: Conversation | None = None,
    agent: User | None = None,
    lead: Case | None = None,
    anonymous: bool = False,
    by: User | Actor,
    at: datetime,
) -> Case:
    """Open the case of an application, with the contact it came by.

    A refusal spoils the transaction around it, as with `open_case`.

    Args:
        contact: its call; else the contact of `conversation`, else a new one that ends here.
        conversation: its conversation; the citizen is told there about its progress.
        agent: the agent who talked with the citizen, if any.
        lead: the case that it is linked to; if that has been answered, it remains unlinked.
        anonymous: it is linked neither to `contact` nor to `conversation`.

    Raises:
        ValueError, CaseKind.DoesNotExist, NotTheirs, AlreadyRegistered, AlreadyOpened: as
            `open_case` says.
    """
    with batch() as work:
        work.take(Contacts(begun=1))
        actor = by if isinstance(by, Actor) else Actor.staff(by.pk)
        contact = contact or (conversation.interaction if conversation else None)
        came_by = contact or contact_actions.record_contact(
            channel=application.channel,
            address=application.address,
            agent=agent,
            by=actor,
            at=at,
        )
        tied = not (anonymous and contact)
        case = case_actions.open_case(
            application=application, interaction=came_by if tied else None, by=by, at=at
        )
        if not tied:
            contact_actions.dispose(
                interaction=came_by,
                disposition=Disposition.CASE,
                topic=None if case.confidential else application.topic,
                by=actor,
                at=at,
            )
        if conversation and not anonymous:
            # By nobody: who opens a confidential case may not act on it any more. The receipt is
            # written when the unit of work ends, and goes into the talk
            case_actions.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=at)
        if lead:
            _join(case, lead, actor, at)
        return case


@transaction.atomic
def take_file(*, case: Case, file: CheckedFile, by: User, at: datetime) -> Attachment:
    """Keep a file that a system hands over for an application of its own, as of the citizen.

    Two at once: the second waits, and is counted.

    Raises:
        NotPossible: the application is closed.
        TooManyFiles: it has as many as one may have.
        NotTheirs: it may not be added to by them.
        PersonErased: no file of the citizen is kept any more.
        FileError: the disk is full.
    """
    current = locked(case)
    if current.closed_at:
        raise NotPossible(Verb.CLOSE, State(current.state))
    if current.attachments.filter(from_citizen=True).count() >= MOST_FILES:
        raise TooManyFiles
    return case_actions.attach(case=current, file=file, from_citizen=True, by=by, at=at)


def _join(case: Case, lead: Case, by: Actor, at: datetime) -> None:
    try:
        case_actions.join(case=case, lead=lead, by=by, at=at)
    except (NotPossible, case_actions.NotOfThisKind, case_actions.LeadsOthers):
        logger.info("case %s stands by itself", case.pk)
