"""From a filled form to a case."""

from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.actions import Application
from alo153.cases.models import Case, ReporterRole
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts.conversations import actions as conversations
from alo153.core.actor import CITIZEN
from alo153.core.geo import point
from alo153.intake.actions import take_in
from alo153.web.desk import work as desk_work
from alo153.web.desk.registering import letters
from alo153.web.desk.work import Work


def open_case(
    *, work: Work, facts: dict[str, Any], seen: str | None = None, agent: User, at: datetime
) -> Case:
    """Open the case of a valid `RecordForm`, once however often it is sent.

    The draft is no longer needed.

    Args:
        seen: of a letter, the key of the last message on the page.

    Raises:
        HeldByColleague: somebody else has the letter, or a supervisor decides first.
        WrittenMeanwhile: its citizen wrote after what the page shows.
        FileError: there is no room for the files of the letter.
    """
    try:
        with transaction.atomic():
            if work.letter:
                conversations.hand_on(conversation=work.letter, seen=seen, by=agent, at=at)
            case = take_in(
                _application(work, facts),
                contact=desk_work.contact_at_hand(work, agent=agent),
                conversation=work.letter,
                agent=agent,
                lead=_lead(facts["lead"], agent),
                anonymous=facts["anonymous"],
                by=agent,
                at=at,
            )
            for file in facts.get("files", ()):
                sent = letters.checked(file)
                actions.attach(case=case, file=sent, from_citizen=True, by=CITIZEN, at=at)
            actions.discard_draft(user=agent, key=work.key)
            return case
    except actions.AlreadyOpened:
        return actions.opened_by(facts["form_token"])


def _application(work: Work, facts: dict[str, Any]) -> Application:
    anonymous = facts["anonymous"]
    return Application(
        kind=facts["kind"].slug,
        topic=facts["topic"],
        place=_place(facts),
        text=facts["text"],
        reporter=actions.Reporter() if anonymous else _reporter(facts),
        reporter_role=ReporterRole(facts["reporter_role"]),
        contact_wish=Channel.NONE if anonymous else Channel(facts["contact_wish"]),
        channel=work.channel or facts["channel"],
        formal=_formal(facts),
        external=_external(facts),
        form_token=facts["form_token"],
        proposals_seen=True,
        answers=facts["answers"],
        answers_complete=facts["answers_complete"],
    )


def _lead(code: str, agent: User) -> Case | None:
    return queries.visible_to(agent).filter(tracking_code=code).first() if code else None


def _place(facts: dict[str, Any]) -> Place:
    return Place(
        district=facts["district"],
        neighborhood=facts["neighborhood"],
        address=facts["address"],
        layer=facts["place_layer"],
        point=point(facts["lat"], facts["lon"]),
    )


def _formal(facts: dict[str, Any]) -> actions.FormalDetails:
    return actions.FormalDetails(
        address=facts["home_address"],
        signature=facts["signature"],
        signature_reference=facts["signature_reference"],
        identity_number=facts["identity_number"],
    )


def _external(facts: dict[str, Any]) -> actions.ExternalReference | None:
    if not facts["register_number"]:
        return None
    return actions.ExternalReference(
        number=facts["register_number"],
        arrived_date=facts["register_arrived"],
        due_date=facts["register_due"],
    )


def _reporter(facts: dict[str, Any]) -> actions.Reporter:
    number = facts["phone"].value if facts["phone"] else ""
    return actions.Reporter(full_name=facts["full_name"], phone=number, email=facts["email"])
