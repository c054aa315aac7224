"""A burst main in İzmit, the reports of it, and its answer."""

from datetime import timedelta

from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.actions import Area
from alo153.cases.models import Case, Incident
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.core import clock

ANSWER = "Boruyu onardık, su verildi. Anlayışınız için teşekkür ederiz."


def burst(*, announced: str = "", about: str = "agac-budama", **area: object) -> Incident:
    """Open the incident of a burst main in İzmit, dealt with by Parks for the cast's sake."""
    return actions.open_incident(
        title="Ana boru patladı",
        topic=cast.topic(about),
        area=Area(**({"district": cast.district("izmit")} | area)),  # type: ignore[arg-type]
        unit=cast.unit("park-ve-bahceler"),
        expected_end_at=clock.now() + timedelta(hours=3),
        announced=announced,
        reason="Olayla birlikte seçildi.",
        by=cast.staff("hakan"),
        at=clock.now(),
    )


def report(incident: Incident, number: int, wish: str = "sms") -> Case:
    """Let somebody of a number report it by telephone."""
    case = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=incident.lead.topic,
            place=Place(district=incident.district),
            text=incident.title,
            reporter=actions.Reporter(
                full_name=f"Vatandaş {number}",
                phone=f"+9053211{number:05}",
                email=f"v{number}@example.org",
            ),
            contact_wish=wish,  # type: ignore[arg-type]
            channel=Channel.PHONE,
        ),
        by=cast.actor("elif"),
        at=clock.now(),
    )
    actions.join(case=case, lead=incident.lead, by=cast.actor("elif"), at=clock.now())
    return case


def answer(incident: Incident) -> None:
    """Let the unit answer the leading case and the center approve it."""
    lead, selin = incident.lead, cast.staff("selin")
    actions.accept(case=lead, by=selin, at=clock.now())
    actions.answer(case=lead, finding=stories.DONE, by=selin, at=clock.now())
    actions.approve(case=lead, plain_text=ANSWER, by=cast.staff("murat"), at=clock.now())
