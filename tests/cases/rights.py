"""Somebody with several roles, who may see a case and not act on it; and every verb to try."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests import cast
from tests.cases import stories

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.accounts.permissions import Role
from alo153.cases import actions
from alo153.cases.models import (
    Case,
    ContactWish,
    ContractorLink,
    FieldReport,
    Incident,
    Notice,
    RaisedAlarm,
    Relay,
    RelayAttempt,
    SubTask,
)
from alo153.citizens import actions as citizens
from alo153.citizens.models import Channel, Direction, Interaction
from alo153.city.actions import join_unit
from alo153.core.actor import SYSTEM, Actor
from alo153.core.clock import now
from alo153.core.files import CheckedFile

GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."
WHY = "Sebebi var."


def with_roles(username: str, *roles: Role, unit: str = "") -> User:
    """Return one of the cast with exactly these roles, in this unit besides their own."""
    user = cast.staff(username)
    enroll(
        username=username,
        full_name=user.full_name,
        email=user.email,
        roles=roles,
        password=cast.PASSWORD,
        by=SYSTEM,
        at=cast.AT,
    )
    if unit:
        join_unit(user=user, unit=cast.unit(unit), by=SYSTEM, at=cast.AT)
    return User.objects.get(pk=user.pk)


def agent_of_roads() -> User:
    """Return Elif, an agent who also works at Yol ve Bakım: she sees every case."""
    return with_roles("elif", Role.AGENT, Role.UNIT_STAFF, unit="yol-ve-bakim")


def reader_of_roads() -> User:
    """Return Okan of Yol ve Bakım, who also reads every case for quality."""
    return with_roles("okan", Role.UNIT_STAFF, Role.QUALITY)


def manager_of_parks() -> User:
    """Return Nurten of Park ve Bahçeler, who also reads every case for quality."""
    return with_roles("nurten", Role.UNIT_MANAGER, Role.QUALITY)


@dataclass(frozen=True, kw_only=True)
class Room:
    """Cases of Park ve Bahçeler, and what hangs on them."""

    case: Case
    other: Case
    answered: Case
    relay: Relay
    flag: RaisedAlarm
    link: ContractorLink
    task: SubTask
    incident: Incident
    contact: Interaction


def room() -> Room:
    """Bring the cases, by those who may."""
    case, selin, at = stories.pruning(), cast.staff("selin"), now()
    cast.staff("cemal")
    actions.give_work(
        case=case,
        contractor="Yeşil Budama",
        words="Çınarı budayın.",
        with_photos=False,
        expires_at=at + timedelta(days=7),
        by=selin,
        at=at,
    )
    task = actions.ask_unit(
        case=case,
        unit=cast.unit("saglik-sosyal"),
        text="Yakında oturan var mı?",
        due_at=at + timedelta(days=1),
        by=selin,
        at=at,
    )
    incident = actions.open_incident(
        title="Fırtına",
        topic=cast.topic("agac-budama"),
        area=actions.Area(district=cast.district("izmit")),
        unit=None,
        expected_end_at=at + timedelta(hours=3),
        announced="",
        reason="",
        by=cast.staff("hakan"),
        at=at,
    )
    return Room(
        case=case,
        other=stories.pruning(full_name="Mehmet Öztürk"),
        answered=stories.answered(full_name="Çağla İnci"),
        relay=stories.relaying(full_name="Ümit Özgür", wish=ContactWish.CALL).relays.get(),
        flag=cast.open_case(GAS).alarms.get(),
        link=case.contractor_links.get(),
        task=task,
        incident=incident,
        contact=citizens.start_interaction(
            channel=Channel.PHONE,
            direction=Direction.INBOUND,
            address="+905320000101",
            by=SYSTEM,
            at=at,
        ),
    )


Try = Callable[[Room, User], object]
FILE = CheckedFile(b"x", "image/jpeg")


def _telling(room: Room) -> actions.Telling:
    return actions.Telling(text="Bekleyin.", way=Notice.Way.SMS, contact=room.case.contact)


def _of_case(verb: Callable[..., object], /, **given: Any) -> Try:
    return lambda room, by: verb(case=room.case, by=by, at=now(), **given)


def _timed(verb: Callable[..., object]) -> Try:
    return lambda room, by: verb(
        case=room.case, reason=WHY, telling=_telling(room), by=by, at=now()
    )


def _actor(verb: Callable[..., object], **given: Any) -> Try:
    return lambda room, by: verb(case=room.case, by=Actor.staff(by.pk), at=now(), **given)


def _outside(verb: Callable[..., object], **given: Any) -> Try:
    return lambda room, by: verb(
        case=room.case, to=cast.outside_body(), reason=WHY, by=by, at=now(), **given
    )


# Done by the people of the unit that has the case, and by nobody else
OF_UNIT: Mapping[str, Try] = {
    "accept": _of_case(actions.accept),
    "assign": lambda room, by: actions.assign(case=room.case, to=by, by=by, at=now()),
    "return_not_ours": _of_case(actions.return_not_ours, reason=WHY),
    "answer": _of_case(actions.answer, finding=stories.DONE),
    "take_back": lambda room, by: actions.take_back(case=room.answered, by=by, at=now()),
    "ask": _of_case(actions.ask, text="Hangi ağaç?"),
    "give_work": _of_case(
        actions.give_work,
        contractor="Usta",
        words="Budayın.",
        with_photos=False,
        expires_at=now() + timedelta(days=1),
    ),
    "revoke_work": lambda room, by: actions.revoke_work(link=room.link, by=by, at=now()),
    "report_from_field": lambda room, by: actions.report_from_field(
        case=room.case,
        token=uuid4(),
        found=FieldReport.Found.DONE,
        note="",
        photos={},
        by=by,
        made_at=now(),
        at=now(),
    ),
    "finish_part": lambda room, by: actions.finish_part(
        task=room.task, answer="Yok.", by=by, at=now()
    ),
    "return_part": lambda room, by: actions.return_part(
        task=room.task, reason=WHY, by=by, at=now()
    ),
}
# Done by the center, some of them by the unit that has the case too
OF_CENTER: Mapping[str, Try] = {
    "forward": _outside(actions.forward),
    "pass_on": _outside(actions.pass_on, plain_text="Gönderdik."),
    "approve": lambda room, by: actions.approve(
        case=room.answered, plain_text="Budadık.", by=by, at=now()
    ),
    "send_back": lambda room, by: actions.send_back(
        case=room.answered, reason=WHY, by=by, at=now()
    ),
    "extend": _timed(actions.extend),
    "tell_interim": _timed(actions.tell_interim),
    "tell_costs": _timed(actions.tell_costs),
    "record_payment": _of_case(actions.record_payment, reason=WHY),
    "record_attempt": lambda room, by: actions.record_attempt(
        relay=room.relay,
        result=RelayAttempt.Result.TOLD,
        by_user=by,
        by=Actor.staff(by.pk),
        at=now(),
    ),
    "relay_again": lambda room, by: actions.relay_again(
        case=room.relay.case, channel=ContactWish.SMS, contact=room.relay.contact, by=by, at=now()
    ),
    "close_unreached": lambda room, by: actions.close_unreached(
        case=room.relay.case, reason=WHY, by=by, at=now()
    ),
    "hear_verdict": _actor(actions.hear_verdict, solved=True, channel=Channel.PHONE),
    "take_contest": _of_case(actions.take_contest),
    "join": lambda room, by: actions.join(
        case=room.case, lead=room.other, by=Actor.staff(by.pk), at=now()
    ),
    "split_off": _of_case(actions.split_off, reason=WHY),
    "reply": _actor(actions.reply, text="Çınar.", channel=Channel.PHONE),
    "keep_signed_paper": _of_case(actions.keep_signed_paper, file=FILE),
    "link_interaction": lambda room, by: actions.link_interaction(
        case=room.case, interaction=room.contact, by=by, at=now()
    ),
    "export": _of_case(actions.export, fonts=Path()),
    "open_incident": lambda room, by: actions.open_incident(
        title="Fırtına",
        topic=room.case.topic,
        area=actions.Area(district=cast.district("izmit")),
        unit=None,
        expected_end_at=now() + timedelta(hours=3),
        announced="",
        reason="",
        by=by,
        at=now(),
    ),
    "move_end": lambda room, by: actions.move_end(
        incident=room.incident, expected_end_at=now() + timedelta(days=1), by=by, at=now()
    ),
    "end_incident": lambda room, by: actions.end_incident(incident=room.incident, by=by, at=now()),
}
# Done by both
OF_BOTH: Mapping[str, Try] = {
    "pause": _of_case(actions.pause, reason=WHY),
    "resume": _of_case(actions.resume, reason=WHY),
    "delay_send": _of_case(
        actions.delay_send, verb="ask", fields={"text": "Hangi ağaç?"}, receiver="SMS", seconds=9
    ),
    "note": _of_case(actions.note, text="Not."),
    "attach": _actor(actions.attach, file=FILE, from_citizen=False),
    "confirm_alarm": lambda room, by: actions.confirm_alarm(flag=room.flag, by=by, at=now()),
    "dismiss_alarm": lambda room, by: actions.dismiss_alarm(
        flag=room.flag, reason=WHY, by=by, at=now()
    ),
    "ask_unit": lambda room, by: actions.ask_unit(
        case=room.case,
        unit=cast.unit("zabita"),
        text="Bakın.",
        due_at=now() + timedelta(days=1),
        by=by,
        at=now(),
    ),
    "withdraw_part": lambda room, by: actions.withdraw_part(
        task=room.task, reason=WHY, by=by, at=now()
    ),
}
