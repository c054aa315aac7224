"""Applications with a deadline, brought to the counter on a Monday by Mehmet."""

from datetime import UTC, date, datetime, timedelta

from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.actions import (
    ExternalReference,
    FormalDetails,
    NoticeDelivery,
)
from alo153.cases.models import (
    Case,
)
from alo153.citizens.channel import Channel
from alo153.city.place import Place

# Monday 2 November 2026, 10:00 in Kocaeli
MONDAY = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)

DAY = timedelta(days=1)

SIGNED = FormalDetails(
    address="Alemdar Caddesi 3, İzmit", signature="paper", signature_reference="2026/1453"
)


def bring(
    kind: str,
    *,
    formal: FormalDetails = SIGNED,
    external: ExternalReference | None = None,
    about: str = "agac-budama",
    at: datetime = MONDAY,
) -> Case:
    """Open an application of Mehmet, who reads his e-mail."""
    place = cast.neighborhood("izmit/yahyakaptan")
    return actions.open_case(
        application=actions.Application(
            kind=kind,
            topic=cast.topic(about),
            place=Place(district=place.district, neighborhood=place, layer="metropolitan"),
            text="2026 yılında kesilen ağaçların listesini istiyorum.",
            reporter=stories.reporter("Mehmet Öztürk"),
            contact_wish=Channel.EMAIL,
            channel=Channel.COUNTER,
            formal=formal,
            external=external,
        ),
        by=cast.actor("elif"),
        at=at,
    )


def day_of(moment: datetime | None) -> date | None:
    return moment.astimezone(cast.city_zone()).date() if moment else None


def by_email(case: Case, text: str = "Süreyi uzattık.") -> NoticeDelivery:
    return NoticeDelivery(text=text, way=Channel.EMAIL, contact=case.contact)
