"""The way of a case up to the message, by the real actions."""

from tests import cast

from alo153.cases import actions
from alo153.cases.models import Case, Relay
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.queries import about
from alo153.core.actor import SYSTEM

ANSWER = "Sokak lambasını bugün onardık, ışık yanıyor."


def open_case(wish: Channel, *, language: str = "tr", phone: str = "+905320000101") -> Case:
    """Open a case whose citizen wishes to hear by this way."""
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=cast.district("izmit")),
            text="Dallar pencereme değiyor.",
            reporter=actions.Reporter(
                full_name="Ayşe Işık", phone=phone, email="ayse@example.org", language=language
            ),
            contact_wish=wish,
            channel=Channel.PHONE,
        ),
        by=SYSTEM,
        at=cast.AT,
    )


def answered(case: Case, text: str = ANSWER) -> Relay:
    """Take the case to the point where its citizen is being told."""
    selin, elif_ = cast.staff("selin"), cast.staff("elif")
    if case.unit is None:
        actions.forward(
            case=case, to=cast.unit("park-ve-bahceler"), reason="Ağaç.", by=elif_, at=cast.AT
        )
    actions.accept(case=case, by=selin, at=cast.AT)
    finding = Finding(outcome=Outcome.DONE, text="Yapıldı.")
    actions.answer(case=case, finding=finding, by=selin, at=cast.AT)
    actions.approve(case=case, plain_text=text, by=elif_, at=cast.AT)
    return Relay.objects.get(case=case)


def receipt_of(case: Case) -> Message:
    """Return the receipt of a case."""
    return about(About.row(case)).get(purpose="receipt")
