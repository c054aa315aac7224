"""Short ways to bring a case of the cast to where a test begins; always by the real actions."""

from datetime import date, timedelta

from tests import cast

from alo153.cases import actions
from alo153.cases.actions import Reporter
from alo153.cases.models import Case
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.city import queries
from alo153.city.place import Place
from alo153.core.clock import now

DONE = Finding(outcome=Outcome.DONE, text="Dallar budandı, yol açıldı.")


def reporter(full_name: str) -> Reporter:
    """Return a citizen of the cast as the one who reports."""
    citizen = cast.citizen(full_name)
    values = {identity.kind: identity.value for identity in citizen.identities.all()}
    return Reporter(
        full_name=full_name, phone=values.get("phone", ""), email=values.get("email", "")
    )


def pruning(
    *,
    full_name: str = "Ayşe Işık",
    wish: Channel = Channel.SMS,
    layer: str = "metropolitan",
    channel: Channel = Channel.PHONE,
) -> Case:
    """Open the case of a tree on a main road of Yahya Kaptan, by telephone as a rule."""
    place = cast.neighborhood("izmit/yahyakaptan")
    return actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=place.district, neighborhood=place, layer=layer),
            text="Çınarın dalları sokak lambasını kapatıyor.",
            reporter=reporter(full_name),
            contact_wish=wish,
            channel=channel,
        ),
        by=cast.actor("elif"),
        at=now(),
    )


def answered(**facts: object) -> Case:
    """Open a case and let Parks answer it."""
    case = pruning(**facts)  # type: ignore[arg-type]
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    actions.answer(case=case, finding=DONE, by=cast.staff("selin"), at=now())
    return case


def relaying(**facts: object) -> Case:
    """Open a case, let Parks answer it, and approve the answer."""
    case = answered(**facts)
    plain = "Ağacın dallarını budadık. İyi günler dileriz."
    actions.approve(case=case, plain_text=plain, by=cast.staff("murat"), at=now())
    return case


def tomorrow() -> date:
    """Return a day that a plan may name."""
    return queries.today(now()) + timedelta(days=1)
