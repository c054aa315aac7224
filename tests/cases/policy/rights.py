"""Every verb of cases to try: what it acts on, what it asks, and who may, written by hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests import cast
from tests.cases import stories
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.cases import actions
from alo153.cases.models import (
    Case,
    ContractorLink,
    FieldReport,
    Incident,
    PersonalFile,
    RaisedAlarm,
    Relay,
    RelayAttempt,
    SubTask,
)
from alo153.cases.permissions import OPEN_CASE, OPEN_INCIDENT
from alo153.cases.policy.permitted import Denied
from alo153.cases.rules.verbs import Verb
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts import actions as contacts
from alo153.contacts.models import Conversation, Direction, Interaction
from alo153.core.actor import SYSTEM, Actor
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile

GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."
WHY = "Sebebi var."


@dataclass(frozen=True, kw_only=True)
class Room:
    """Cases of Park ve Bahçeler, and what hangs on them."""

    case: Case
    other: Case
    answered: Case
    relay: Relay
    flag: RaisedAlarm
    link: ContractorLink
    token: str
    task: SubTask
    incident: Incident
    contact: Interaction
    conversation: Conversation


def room() -> Room:
    """Bring the cases, by those who may."""
    case, selin, at = stories.pruning(), cast.staff("selin"), now()
    cast.staff("cemal")
    token = actions.give_work(
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
        relay=stories.relaying(full_name="Ümit Özgür", wish=Channel.PHONE).relays.get(),
        flag=cast.open_case(GAS).alarms.get(),
        link=case.contractor_links.get(),
        token=token,
        task=task,
        incident=incident,
        contact=contacts.start_interaction(
            channel=Channel.PHONE,
            direction=Direction.INBOUND,
            address="+905320000101",
            by=SYSTEM,
            at=at,
        ),
        conversation=Conversation.objects.create(
            channel=Channel.EMAIL,
            state=Conversation.State.WAITING,
            began_at=at,
            last_at=at,
            waiting_since=at,
        ),
    )


Try = Callable[[Room, User], object]
FILE = CheckedFile(b"x", "image/jpeg")


def _delivery(room: Room) -> actions.NoticeDelivery:
    return actions.NoticeDelivery(text="Bekleyin.", way=Channel.SMS, contact=room.case.contact)


def _of_case(verb: Callable[..., object], /, **given: Any) -> Try:
    return lambda room, by: verb(case=room.case, by=by, at=now(), **given)


def _timed(verb: Callable[..., object]) -> Try:
    return lambda room, by: verb(
        case=room.case, reason=WHY, delivery=_delivery(room), by=by, at=now()
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
    "send_work": lambda room, by: actions.send_work(
        case=room.case,
        token=room.token,
        address="https://example.org/work/",
        channel=Channel.EMAIL,
        to="usta@example.org",
        by=by,
        at=now(),
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
    "finish_sub_task": lambda room, by: actions.finish_sub_task(
        task=room.task, answer="Yok.", by=by, at=now()
    ),
    "return_sub_task": lambda room, by: actions.return_sub_task(
        task=room.task, reason=WHY, by=by, at=now()
    ),
}
# Done by the center
OF_CENTER: Mapping[str, Try] = {
    "open_case": lambda room, by: actions.open_case(
        application=actions.Application(
            kind="request",
            topic=room.case.topic,
            place=Place(district=cast.district("izmit")),
            text="Çınarın dalları yola sarkıyor.",
            reporter=actions.Reporter(),
            contact_wish=Channel.NONE,
            channel=Channel.COUNTER,
        ),
        by=by,
        at=now(),
    ),
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
        case=room.relay.case, channel=Channel.SMS, contact=room.relay.contact, by=by, at=now()
    ),
    "close_unreached": lambda room, by: actions.close_unreached(
        case=room.relay.case, reason=WHY, by=by, at=now()
    ),
    "record_confirmation": _actor(actions.record_confirmation, solved=True, channel=Channel.PHONE),
    "take_objection": _of_case(actions.take_objection),
    "join": lambda room, by: actions.join(
        case=room.case, lead=room.other, by=Actor.staff(by.pk), at=now()
    ),
    "split_off": _of_case(actions.split_off, reason=WHY),
    "reply": _actor(actions.reply, text="Çınar.", channel=Channel.PHONE),
    "keep_signed_paper": _of_case(actions.keep_signed_paper, file=FILE),
    "keep_signature": _of_case(actions.keep_signature, file=FILE, way=PersonalFile.Way.SCREEN),
    "keep_identity_scan": _of_case(
        actions.keep_identity_scan, file=FILE, purpose=PersonalFile.Purpose.APPLICANT
    ),
    "delete_identity_scan": _of_case(actions.delete_identity_scan),
    "link_interaction": lambda room, by: actions.link_interaction(
        case=room.case, interaction=room.contact, by=by, at=now()
    ),
    "link_conversation": lambda room, by: actions.link_conversation(
        case=room.case, conversation=room.conversation, by=by, at=now()
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
        actions.delay_send, verb=Verb.ASK, fields={"text": "Hangi ağaç?"}, receiver="SMS", seconds=9
    ),
    "reclassify": lambda room, by: actions.reclassify(
        case=room.case,
        kind=room.case.kind,
        topic=cast.topic("yol-cukuru"),
        place=Place(district=cast.district("gebze")),
        reason=WHY,
        by=by,
        at=now(),
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
    "withdraw_sub_task": lambda room, by: actions.withdraw_sub_task(
        task=room.task, reason=WHY, by=by, at=now()
    ),
}

EVERY: Mapping[str, Try] = OF_UNIT | OF_CENTER | OF_BOTH
# What each action asks of the policy: the verb on its case, or a right
ASKS: Mapping[str, Verb | Permission] = {
    "accept": Verb.ACCEPT,
    "answer": Verb.ANSWER,
    "approve": Verb.APPROVE,
    "ask": Verb.ASK,
    "ask_unit": Verb.ASK_UNIT,
    "assign": Verb.ASSIGN,
    "attach": Verb.ATTACH,
    "close_unreached": Verb.GIVE_UP,
    "confirm_alarm": Verb.SETTLE_ALARM,
    "delay_send": Verb.NOTE,
    "delete_identity_scan": Verb.KEEP_PERSONAL_FILE,
    "dismiss_alarm": Verb.SETTLE_ALARM,
    "end_incident": OPEN_INCIDENT,
    "export": Verb.EXPORT,
    "extend": Verb.EXTEND,
    "finish_sub_task": Verb.FINISH_SUB_TASK,
    "forward": Verb.FORWARD,
    "give_work": Verb.GIVE_WORK,
    "record_confirmation": Verb.RECORD_CONFIRMATION,
    "join": Verb.JOIN,
    "keep_identity_scan": Verb.KEEP_PERSONAL_FILE,
    "keep_signature": Verb.KEEP_PERSONAL_FILE,
    "keep_signed_paper": Verb.KEEP_SIGNED_PAPER,
    "link_interaction": Verb.LINK_CONTACT,
    "link_conversation": Verb.LINK_CONTACT,
    "move_end": OPEN_INCIDENT,
    "note": Verb.NOTE,
    "open_case": OPEN_CASE,
    "open_incident": OPEN_INCIDENT,
    "pass_on": Verb.PASS_ON,
    "pause": Verb.PAUSE,
    "record_attempt": Verb.CALL,
    "record_payment": Verb.RECORD_PAYMENT,
    "reclassify": Verb.RECLASSIFY,
    "relay_again": Verb.RELAY_AGAIN,
    "reply": Verb.REPLY,
    "report_from_field": Verb.REPORT,
    "resume": Verb.RESUME,
    "return_not_ours": Verb.RETURN,
    "return_sub_task": Verb.RETURN_SUB_TASK,
    "revoke_work": Verb.GIVE_WORK,
    "send_back": Verb.SEND_BACK,
    "send_work": Verb.GIVE_WORK,
    "split_off": Verb.SPLIT_OFF,
    "take_back": Verb.TAKE_BACK,
    "take_objection": Verb.TAKE_OBJECTION,
    "tell_costs": Verb.TELL_COSTS,
    "tell_interim": Verb.TELL_INTERIM,
    "withdraw_sub_task": Verb.WITHDRAW_SUB_TASK,
}
# Asked of the unit that has the sub-task
OF_SUB_TASK = frozenset({Verb.FINISH_SUB_TASK, Verb.RETURN_SUB_TASK})
WANT_OF_RIGHT = frozenset({Denied.NO_RIGHT, Denied.OTHER_UNIT, Denied.CONFIDENTIAL})
# What somebody wants who comes to a counter
_OF_COUNTERS = frozenset(
    {
        "open_case",
        "note",
        "reply",
        "attach",
        "join",
        "split_off",
        "keep_signed_paper",
        "keep_signature",
        "keep_identity_scan",
        "delete_identity_scan",
        "record_confirmation",
        "link_interaction",
        "link_conversation",
        "delay_send",
    }
)
_OF_SUPERVISORS = frozenset({"open_incident", "move_end", "end_incident", "export"})


def expected(verb: str, by: User) -> bool:
    """Tell, as a second opinion written by hand, whether this person may do it to `Room`."""
    units = {grant.scope_key for grant in by.grants}
    leads = "park-ve-bahceler" in units
    if verb in {"finish_sub_task", "return_sub_task"}:
        return "saglik-sosyal" in units
    if verb in _OF_SUPERVISORS:
        also = Role.SECRETARY_GENERAL if verb == "export" else Role.SUPERVISOR
        return not by.roles.isdisjoint({Role.SUPERVISOR, also})
    if verb in _OF_COUNTERS and Role.COUNTER_STAFF in by.roles:
        return True
    center = not by.roles.isdisjoint({Role.AGENT, Role.SUPERVISOR})
    return (center and verb not in OF_UNIT) or (leads and verb not in OF_CENTER)
