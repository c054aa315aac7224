"""Every verb outside of cases that asks for a permission: what it acts on, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests import cast
from tests.accounts import (
    alarm_verbs,
    article_verbs,
    call_list_verbs,
    care_verbs,
    channel_verbs,
    conversation_verbs,
    counter_verbs,
    dead_letter_verbs,
    partner_verbs,
    post_verbs,
    quality_verbs,
    report_verbs,
    transport_verbs,
    workforce_verbs,
)
from tests.integrations import keys
from tests.integrations import verbs as of_systems
from tests.publishing import posts

from alo153.accounts.actions import set_skills
from alo153.accounts.models import User
from alo153.accounts.permissions import SET_SKILLS
from alo153.accounts.registry import Permission
from alo153.calls import actions as calls
from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.endpoints.invitations import actions as invitations
from alo153.calls.media.prompt_takes import actions as prompt_takes
from alo153.calls.media.video_recordings import actions as films
from alo153.calls.media.voice_messages import actions as messages
from alo153.calls.models import BlockedNumber, BlockPolicy, Call
from alo153.calls.models.monitoring import GuestSeat
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.calls.permissions import ANSWER_CALLS, SUPERVISE_CALLS
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.calls.supervision.closings import actions as closings
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.calls.supervision.monitoring import actions as monitoring
from alo153.care.models import AbuseReport, Visit
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city import actions as city
from alo153.city import queries
from alo153.city.actions.staffing import Person
from alo153.city.citypack.documents import document
from alo153.city.models import StaffChange, Team
from alo153.city.permissions import CONFIRM_STAFF, EDIT_CITY, EDIT_ROUTING, MANAGE_STAFF
from alo153.city.rules.phone import parse
from alo153.contacts import actions as contacts
from alo153.contacts.about import About
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.actor import SYSTEM, Actor
from alo153.core.clock import now
from alo153.integrations.models import ApiKey, WebhookSubscription
from alo153.integrations.scopes import KeyScope
from alo153.knowledge import actions as knowledge
from alo153.knowledge.articles import actions as articles
from alo153.knowledge.models import Announcement, Article, ArticleFile, UnansweredQuestion
from alo153.knowledge.permissions import ANNOUNCE
from alo153.publishing.models import Post
from alo153.transport.models import Feed

HOUR = timedelta(hours=1)
NUMBER = parse("+905320000101", country="TR")


@dataclass
class Room:
    """What the verbs act on."""

    announcement: Announcement
    article: Article
    article_file: ArticleFile
    seat: GuestSeat
    call: Call
    agent: User
    mentor: User
    citizen: Citizen
    contact: Interaction
    message: VoiceMessage
    conversation: Conversation
    closed: Conversation
    dead_letter: Message
    key: ApiKey
    subscription: WebhookSubscription
    hall: counter_verbs.Hall
    shifts: workforce_verbs.Shifts
    quality: quality_verbs.Work
    report: AbuseReport
    timetable: Feed
    visit: Visit
    staff_change: StaffChange
    team: Team
    draft: Post
    submitted: Post


def room() -> Room:
    """Bring them, by those who may."""
    hakan, citizen = cast.staff("hakan"), cast.citizen("Ayşe Işık")
    invited = seats.Invited(
        full_name="Deniz", mentor=cast.staff("elif"), from_at=now(), until=now() + HOUR
    )
    seat, _ = seats.open_seat(invited=invited, language="tr", by=hakan, at=now())
    contact = contacts.record_contact(
        channel=Channel.PHONE, address=NUMBER.value, agent=None, by=SYSTEM, at=now()
    )
    call = Call.objects.create(
        id=uuid4(), number=NUMBER.value, entered_at=now(), interaction=contact
    )
    return Room(
        announcement=announced(hakan),
        article=(article := article_verbs.written()),
        article_file=article_verbs.attached(article),
        seat=seat,
        call=call,
        agent=cast.staff("elif"),
        mentor=cast.staff("murat"),
        citizen=citizen,
        contact=contact,
        dead_letter=dead_letter(),
        key=keys.made(KeyScope.OPEN_CASES)[0],
        subscription=keys.subscribed(),
        message=VoiceMessage.objects.create(call=call, name="message", seconds=4, left_at=now()),
        conversation=conversation_verbs.conversation(
            Conversation.State.WAITING, waiting_since=now()
        ),
        closed=conversation_verbs.conversation(Conversation.State.CLOSED, closed_at=now()),
        hall=counter_verbs.hall(),
        shifts=workforce_verbs.shifts(),
        quality=quality_verbs.work(),
        timetable=transport_verbs.faulty(),
        visit=care_verbs.visit(),
        staff_change=city.admit_person(
            person=replace(_newcomer(), username="bekleyen"), by=cast.staff("yasin"), at=now()
        ),
        team=city.form_team(name="Mavi", lead=hakan, by=cast.staff("yasin"), at=now()),
        report=care_verbs.report(),
        draft=posts.written(),
        submitted=posts.submitted(),
    )


def dead_letter() -> Message:
    """Return a message that did not arrive."""
    written = contacts.write(
        Written(subject="", body="Kaydınız alındı.", language="tr"),
        channel=Channel.SMS,
        purpose="receipt",
        to=NUMBER.value,
        recipient=Recipient.CITIZEN,
        about=About("cases.case", str(cast.open_case().pk)),
        at=now(),
    )
    written.state = Message.State.FAILED
    written.save(update_fields=["state"])
    return written


def unanswered() -> UnansweredQuestion:
    """Return a question that found no answer."""
    return UnansweredQuestion.objects.create(key="x", text="x", first_at=now(), last_at=now())


def announced(by: User) -> Announcement:
    return knowledge.announce(
        text="Su kesik.",
        district=None,
        begins_at=now(),
        ends_at=now() + HOUR,
        spoken=False,
        on_portal=False,
        by=by,
        at=now(),
    )


def _blocked(by: User) -> object:
    return blocked_numbers.block_number(
        number=NUMBER,
        policy=BlockPolicy.REFUSE,
        reason="Rahatsız ediyor.",
        until=now() + HOUR,
        by=by,
        at=now(),
    )


def _rules() -> list[object]:
    version = queries.version_in_force()
    assert version
    return list(queries.rules_of(version))


def _actor(by: User) -> Actor:
    return Actor.staff(by.pk)


Try = Callable[[Room, User], object]


def _tried(what: Callable[[], object], *refusals: type[Exception]) -> None:
    """Try what is refused for another reason to those who may."""
    with suppress(*refusals):
        what()


def _of_phone(verb: Callable[..., object], **given: Any) -> tuple[Permission, Try]:
    return ANSWER_CALLS, lambda _, by: verb(user=by, at=now(), **given)


def _part_taken(room: Room, by: User) -> None:
    part = {"take": 1, "part": 0, "content": b"", "user": by, "at": now()}
    _tried(lambda: films.take_part(call=room.call, **part), films.NotAllowed)


def _team(room: Room, by: User) -> object:
    return city.form_team(name="Yeşil", lead=room.mentor, by=by, at=now())


def _newcomer() -> Person:
    return Person(
        username="yeni", full_name="Yeni Kişi", email="yeni@example.org", roles=["agent"], units=[]
    )


def _known(user: User) -> Person:
    return replace(_newcomer(), username=user.username, full_name=user.full_name)


VERBS: Mapping[str, tuple[Permission, Try]] = {
    **article_verbs.VERBS,
    **call_list_verbs.VERBS,
    **care_verbs.VERBS,
    **channel_verbs.VERBS,
    **report_verbs.VERBS,
    **alarm_verbs.VERBS,
    **conversation_verbs.VERBS,
    **counter_verbs.VERBS,
    **dead_letter_verbs.VERBS,
    **partner_verbs.VERBS,
    **post_verbs.VERBS,
    **quality_verbs.VERBS,
    **transport_verbs.VERBS,
    **workforce_verbs.VERBS,
    "knowledge.announce": (ANNOUNCE, lambda _, by: announced(by)),
    "knowledge.change": (
        ANNOUNCE,
        lambda room, by: knowledge.change(
            announcement=room.announcement,
            text="Su geldi.",
            wordings={},
            district=None,
            ends_at=now() + HOUR,
            spoken=False,
            on_portal=False,
            by=by,
            at=now(),
        ),
    ),
    "knowledge.end": (
        ANNOUNCE,
        lambda room, by: knowledge.end(announcement=room.announcement, by=_actor(by), at=now()),
    ),
    "knowledge.settle_question": (
        ANNOUNCE,
        lambda _, by: articles.settle_question(question=unanswered(), by=by, at=now()),
    ),
    "city.keep_document": (
        EDIT_CITY,
        lambda _, by: city.keep_document(kind="contacts", text="# boş", by=by, at=now()),
    ),
    "city.discard_document": (
        EDIT_CITY,
        lambda _, by: city.discard_document(kind="contacts", by=by),
    ),
    "city.publish_document": (
        EDIT_CITY,
        lambda _, by: city.publish_document(
            kind="contacts",
            text=queries.file_text(document("contacts")),
            reason="Deneme.",
            onto=0,
            publish_at=now() + timedelta(days=1),
            by=by,
            at=now(),
        ),
    ),
    "city.withdraw_document": (
        EDIT_CITY,
        lambda _, by: city.withdraw_document(kind="contacts", by=by, at=now()),
    ),
    "city.admit_person": (
        MANAGE_STAFF,
        lambda _, by: city.admit_person(person=_newcomer(), by=by, at=now()),
    ),
    "city.change_person": (
        MANAGE_STAFF,
        lambda room, by: city.change_person(person=_known(room.agent), by=by, at=now()),
    ),
    "city.confirm_staff_change": (
        CONFIRM_STAFF,
        lambda room, by: _tried(
            lambda: city.confirm_staff_change(change=room.staff_change, by=by, at=now()),
            city.OwnStaffChange,
        ),
    ),
    "city.refuse_staff_change": (
        CONFIRM_STAFF,
        lambda room, by: city.refuse_staff_change(change=room.staff_change, by=by, at=now()),
    ),
    "city.dismiss_person": (
        MANAGE_STAFF,
        lambda room, by: city.dismiss_person(user=room.agent, by=by, at=now()),
    ),
    "city.form_team": (MANAGE_STAFF, _team),
    "city.change_team": (
        MANAGE_STAFF,
        lambda room, by: city.change_team(
            team=room.team, name="Yeşil", lead=room.mentor, by=by, at=now()
        ),
    ),
    "city.end_team": (
        MANAGE_STAFF,
        lambda room, by: city.end_team(team=room.team, by=by, at=now()),
    ),
    "city.move_to_team": (
        MANAGE_STAFF,
        lambda room, by: city.move_to_team(user=room.agent, team=room.team, by=by, at=now()),
    ),
    "city.save_rules": (
        EDIT_ROUTING,
        lambda _, by: city.save_rules(_rules(), reason="Deneme.", by=by, at=now()),
    ),
    "city.keep_rules": (EDIT_ROUTING, lambda _, by: city.keep_rules(_rules(), by=by, at=now())),
    "city.discard_rules": (EDIT_ROUTING, lambda _, by: city.discard_rules(by=by)),
    "contacts.log_information": (
        SEE_CITIZEN,
        lambda room, by: contacts.log_information(
            interaction=room.contact, topic=cast.topic("agac-budama"), by=_actor(by), at=now()
        ),
    ),
    "contacts.log_out_of_scope": (
        SEE_CITIZEN,
        lambda room, by: contacts.log_out_of_scope(
            interaction=room.contact,
            redirected_to=cast.outside_body(),
            topic=None,
            by=_actor(by),
            at=now(),
        ),
    ),
    "contacts.log_silent": (
        SEE_CITIZEN,
        lambda room, by: contacts.log_silent(interaction=room.contact, by=_actor(by), at=now()),
    ),
    "contacts.write_note": (
        SEE_CITIZEN,
        lambda room, by: contacts.write_note(
            interaction=room.contact, text="Not.", by=_actor(by), at=now()
        ),
    ),
    "contacts.opt_out": (
        SEE_CITIZEN,
        lambda _, by: contacts.opt_out(
            channel=Channel.SMS, to=NUMBER.value, by=_actor(by), at=now()
        ),
    ),
    "contacts.opt_in": (
        SEE_CITIZEN,
        lambda _, by: contacts.opt_in(
            channel=Channel.SMS, to=NUMBER.value, by=_actor(by), at=now()
        ),
    ),
    "citizens.keep_note": (
        SEE_CITIZEN,
        lambda room, by: citizens.keep_note(
            citizen=room.citizen, note="Not.", by=_actor(by), at=now()
        ),
    ),
    "citizens.add_identity": (
        SEE_CITIZEN,
        lambda room, by: citizens.add_identity(
            citizen=room.citizen,
            kind=Channel.EMAIL,
            value="ayse@example.org",
            by=_actor(by),
            at=now(),
        ),
    ),
    "accounts.set_skills": (
        SET_SKILLS,
        lambda room, by: set_skills(user=room.agent, skills={"water": 1}, by=_actor(by), at=now()),
    ),
    **of_systems.VERBS,
    "calls.supervise": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.supervise(
            agent=room.agent, mode=MonitoringMode.LISTEN, by=by, at=now()
        ),
    ),
    "calls.ask_take": (ANSWER_CALLS, lambda _, by: prompt_takes.ask_take(by=by, at=now())),
    "calls.take_over": (ANSWER_CALLS, lambda _, by: monitoring.take_over(by=by, at=now())),
    "calls.stop_supervising": (
        ANSWER_CALLS,
        lambda _, by: monitoring.stop_supervising(by=by, at=now()),
    ),
    "calls.set_state": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.set_state(
            agent=room.agent, state=AgentState.OFFLINE, by=by, at=now()
        ),
    ),
    "calls.direct_call": (
        SUPERVISE_CALLS,
        lambda room, by: monitoring.direct_call(call=room.call, by=by, at=now()),
    ),
    "calls.close_lines": (
        SUPERVISE_CALLS,
        lambda _, by: closings.close_lines(reason="Yangın.", by=by, at=now()),
    ),
    "calls.open_lines": (SUPERVISE_CALLS, lambda _, by: closings.open_lines(by=by, at=now())),
    "calls.open_seat": (
        SUPERVISE_CALLS,
        lambda room, by: seats.open_seat(
            invited=seats.Invited(
                full_name="Ege", mentor=room.mentor, from_at=now(), until=now() + HOUR
            ),
            language="tr",
            by=by,
            at=now(),
        ),
    ),
    "calls.reissue_code": (
        SUPERVISE_CALLS,
        lambda room, by: seats.reissue_code(seat=room.seat, by=by, at=now()),
    ),
    "calls.close_seat": (
        SUPERVISE_CALLS,
        lambda room, by: seats.close_seat(seat=room.seat, by=by, at=now()),
    ),
    "calls.block_number": (SUPERVISE_CALLS, lambda _, by: _blocked(by)),
    "calls.unblock_number": (
        SUPERVISE_CALLS,
        lambda _, by: blocked_numbers.unblock_number(
            blocked=BlockedNumber(number=NUMBER.value), by=by, at=now()
        ),
    ),
    "calls.sign_in_phone": _of_phone(calls.sign_in_phone),
    "calls.set_ready": _of_phone(calls.set_ready),
    "calls.set_paused": _of_phone(calls.set_paused, reason="break"),
    "calls.need_more_time": _of_phone(calls.need_more_time, reason="note"),
    "calls.hold": _of_phone(calls.hold),
    "calls.resume": _of_phone(calls.resume),
    "calls.pause_recording": _of_phone(calls.pause_recording),
    "calls.record_again": _of_phone(calls.record_again),
    "calls.hang_up": _of_phone(calls.hang_up),
    "calls.take_back": (
        ANSWER_CALLS,
        lambda _, by: calls.take_back(asked=calls.Command(), by=by, at=now()),
    ),
    "calls.skip_survey": (
        ANSWER_CALLS,
        lambda room, by: calls.skip_survey(user=by, call=room.call, at=now()),
    ),
    "calls.consult": _of_phone(calls.consult, number=NUMBER),
    "calls.invite": _of_phone(calls.invite, number=NUMBER),
    "calls.make_conference": _of_phone(calls.make_conference),
    "calls.cancel_consultation": _of_phone(calls.cancel_consultation),
    "calls.complete_transfer": _of_phone(calls.complete_transfer),
    "calls.blind_transfer": _of_phone(calls.blind_transfer, queue="general"),
    "calls.drop_member": _of_phone(calls.drop_member, member="leg"),
    "calls.send_keys": _of_phone(calls.send_keys, keys="1"),
    "calls.dial_call_back": _of_phone(calls.dial_call_back, number=NUMBER),
    "calls.promise_call_back": _of_phone(
        calls.promise_call_back, number=NUMBER, queue="general", window="evening@today@1@2"
    ),
    "calls.withdraw": (
        ANSWER_CALLS,
        lambda _, by: call_backs.withdraw(call=Call(number=NUMBER.value), by=by, at=now()),
    ),
    "calls.hand_over_emergency": (
        ANSWER_CALLS,
        lambda room, by: calls.hand_over_emergency(
            user=by, call=room.call, note="Yangın.", at=now()
        ),
    ),
    "calls.invite_guest": (
        ANSWER_CALLS,
        lambda room, by: _tried(
            lambda: calls.invite_guest(user=by, call=room.call, at=now()), calls.NotYourCall
        ),
    ),
    "calls.take_part": (ANSWER_CALLS, _part_taken),
    "calls.finish": (
        ANSWER_CALLS,
        lambda room, by: messages.finish(message=room.message, user=by, at=now()),
    ),
    "calls.withdraw_invitation": (
        ANSWER_CALLS,
        lambda room, by: invitations.withdraw_invitation(
            interaction=room.contact, message_id=uuid4(), by=by, at=now()
        ),
    ),
}
