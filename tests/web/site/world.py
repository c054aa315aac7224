"""One world with a row behind every address that has a key: whoever asks there meets the view.

    with world.made(folder) as here:
        here.visitor(address).path(address)

Selin has every role there is, so that one browser opens what any of the staff may; a citizen's
browser has proved whose cases it may see, and a system has a key for everything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from tests import cast
from tests.accounts import verbs
from tests.accounts.transport_verbs import faulty
from tests.accounts.workforce_verbs import LATER, Shifts
from tests.alarms import watching
from tests.calls.call_lists import lists
from tests.calls.media import recorded
from tests.cases import stories
from tests.cases.life import confidential, confirmations
from tests.cases.policy import rights
from tests.contacts import way
from tests.contacts.conversations import letters
from tests.core.files.sent import photo
from tests.counter import visitors
from tests.integrations import keys
from tests.knowledge.written import SLUG
from tests.partners import answers
from tests.partners.tables import HEAD, brought
from tests.parts.roles import Role
from tests.publishing import posts
from tests.quality import made as made_of_quality
from tests.web.addresses import Address
from tests.web.desk.calls import ringing
from tests.web.portal.applying import AYSE
from tests.web.portal.own import by_code
from tests.web.site.malformed import CSRF, Visitor
from tests.workforce import center

from alo153.accounts.models import SignIn, User
from alo153.alarms import actions as alarms
from alo153.calls import actions as calls
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import BlockPolicy, Call
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.care import actions as actions_of_care
from alo153.care.models import AbuseReport, Suggestion
from alo153.care.models import Room as CareRoom
from alo153.cases import actions
from alo153.cases.models import Case, PersonalFile, Relay, RelayAttempt
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.actions import sending
from alo153.cases.time.notices import DEADLINE
from alo153.channels.models import ApprovedTemplate
from alo153.citizens.channel import Channel
from alo153.city import actions as city
from alo153.city import queries as city_queries
from alo153.city.citypack.documents import document
from alo153.city.models import Team
from alo153.city.queries import local_time
from alo153.contacts import actions as contacts
from alo153.contacts import unsubscribing
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.models import ConversationOffer, Message, MessageFile
from alo153.contacts.offering.offer_outcomes import OfferReason
from alo153.core.actor import SYSTEM, Actor
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile
from alo153.counter import actions as counter
from alo153.counter.models import Device
from alo153.integrations.models import WebhookDelivery
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks.actions import subscribe
from alo153.integrations.webhooks.vocabulary import KINDS
from alo153.notices import actions as notices
from alo153.notices.models import StaffNotice
from alo153.partners.bundles import actions as bundles
from alo153.quality import actions as quality
from alo153.quality import feedback_link
from alo153.quality.media import CardMedium
from alo153.quality.models import ClosingCheck, ContactFeedback, Draw, GoodMoment, LearningCard
from alo153.quality.rules.learning import Question
from alo153.reports.models import SavedReport
from alo153.web.center.casework.steps import STEPS
from alo153.web.counter.deeds import VERBS
from alo153.workforce import actions as workforce
from alo153.workforce.models import Deviation, Leave, Overtime, PlannedEvent, Swap, Wish

SECRET = "gizli-adres"
DAY = timedelta(days=1)
U = UUID(int=1)
FILE = CheckedFile(photo(), "image/jpeg")

type Rows = list[tuple[str, str | tuple[str, ...]]]
"""A part of an address as `addresses.py` has it, and the same of rows that are there, in turns."""


@dataclass(frozen=True, kw_only=True)
class World:
    """Who asks."""

    staff: Visitor
    citizen: Visitor
    system: Visitor
    anonymous: Visitor
    agent: Visitor
    """Who answers calls, and may open little else."""

    def visitor(self, address: Address) -> Visitor:
        """Return who may open an address."""
        if address.name.startswith("api:"):
            return self.system
        ours = hasattr(address.view, "requires") or address.name == "stream"
        return self.staff if ours or address.name.startswith("mfa_") else self.citizen


# A sample that nobody replaced finds nothing: its 1 is the key of no row
NO_ROW_IS_ONE = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000)
FROM pg_sequences WHERE schemaname = 'public' AND coalesce(last_value, 0) < 1000
"""


@contextmanager
def made(folder: Path) -> Iterator[World]:
    """Bring it, with its files below `folder`; whoever calls rolls it back."""
    backend = "django.core.files.storage.FileSystemStorage"
    here = {"BACKEND": backend, "OPTIONS": {"location": folder, "base_url": None}}
    stores = settings.STORAGES | {"default": here, "recordings": here}
    spool = folder / "spool"
    spool.mkdir()
    with override_settings(STORAGES=stores, RECORDING_SPOOL=spool, HOOK_SECRET=SECRET):
        cache.clear()
        with connection.cursor() as cursor:
            cursor.execute(NO_ROW_IS_ONE)
        selin = cast.with_roles("selin", *Role, unit="saglik-sosyal")
        staff, citizen = _signed_in(selin), Client()
        rows = [
            *_of_quality(selin),
            *_of_alarms(),
            *_of_center(selin),
            *_of_desk(selin, citizen),
            *_of_settings(selin),
            *_of_cases(selin, staff, citizen),
        ]
        made_key, key = keys.made(*KeyScope)
        own = subscribe(
            key=made_key,
            url="https://systems.example/hook",
            kinds=list(KINDS.values()),
            by=cast.staff("yasin"),
            at=now(),
        )
        samples = (("/api/v1/webhooks/1", f"/api/v1/webhooks/{own.pk}"), *rows)
        bearer = ((b"authorization", f"Bearer {key}".encode()),)
        yield World(
            staff=Visitor(cookie=_cookie(staff), samples=samples),
            citizen=Visitor(cookie=_cookie(citizen), samples=samples),
            system=Visitor(samples=samples, headers=bearer),
            anonymous=Visitor(samples=samples),
            agent=Visitor(cookie=_cookie(_signed_in(cast.staff("murat"))), samples=samples),
        )


def _signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def _cookie(browser: Client) -> bytes:
    kept = [f"{name}={morsel.value}" for name, morsel in browser.cookies.items()]
    return "; ".join([f"csrftoken={CSRF.decode()}", *kept]).encode()


def _of_cases(selin: User, staff: Client, citizen: Client) -> Rows:
    room, at = rights.room(), now()
    case, actor = room.case, Actor.staff(selin.pk)
    actions.accept(case=case, by=selin, at=at)
    file = actions.attach(case=case, file=FILE, from_citizen=True, by=actor, at=at)
    work = actions.give_work(
        case=case,
        contractor="Usta",
        words="Budayın.",
        with_photos=True,
        expires_at=at + DAY,
        by=selin,
        at=at,
    )
    actions.ask(case=room.other, text="Hangi ağaç?", by=selin, at=at)
    send = actions.delay_send(
        case=case,
        verb=Verb.ASK,
        fields={"text": "Hangi ağaç?"},
        receiver="SMS",
        seconds=600,
        by=selin,
        at=at,
    )
    Case.objects.filter(pk=case.pk).update(channel=Channel.COUNTER)  # who shows a card stands there
    applicant = PersonalFile.Purpose.APPLICANT
    actions.keep_identity_scan(case=case, file=FILE, purpose=applicant, by=selin, at=at)
    code, word = case.tracking_code, cast.phone_of("Ayşe Işık")
    templates = [
        actions.keep_template(
            unit=unit, name="Yapıldı", text="Tamam.", fits=actions.Fits(), by=selin, at=at
        )
        for unit in (case.unit, None)
    ]
    closed = stories.relaying(full_name="Mehmet Öztürk", wish=Channel.PHONE).relays.get()
    actions.record_attempt(
        relay=closed, result=RelayAttempt.Result.TOLD, by_user=selin, by=actor, at=at
    )
    sealed = confidential.opened()
    others = (room.other, room.answered, room.relay.case, room.flag.case, closed.case)
    in_each_state = [each.tracking_code for each in others]
    staff.post("/unit/views/", {"name": "Benim", "query": "show=mine"})
    found = staff.post("/center/search/", {"q": "Ayşe"})["Location"]
    in_unit = staff.post("/unit/search/", {"q": "Ayşe"})["Location"]
    asked = staff.post("/access-log/", {"whom": code, "why": "Sordu"})["Location"]
    by_code.signs_in(citizen, AYSE)
    citizen.post("/track/", {"code": code, "phone": word})
    sent = SimpleUploadedFile("cukur.jpg", photo(), "image/jpeg")
    citizen.post("/chat/", {"text": "Su yok.", "key": str(uuid4()), "photo": sent})
    in_chat = MessageFile.objects.get(message__channel=Channel.CHAT)
    sending.ask_again(relay=way.answered(way.open_case(Channel.EMAIL)), at=at)
    reminder = Message.objects.get(purpose=sending.CONFIRMATION)
    unsubscribe = unsubscribing.link_of(reminder).removeprefix(settings.PUBLIC_URL)
    return [
        ("/t/1/files/1/", f"/t/{case.link_key}/files/{file.pk}/"),
        ("/t/1/", f"/t/{case.link_key}/"),
        ("/sessions/1/", f"/sessions/{_other_session(selin).pk}/"),
        ("/track/timeline/files/1/", f"/track/timeline/files/{file.pk}/"),
        ("/chat/files/1/", f"/chat/files/{in_chat.pk}/"),
        ("/unsubscribe/1/", unsubscribe),
        ("/mine/1/files/1/", f"/mine/{case.pk}/files/{file.pk}/"),
        ("/mine/1/", f"/mine/{case.pk}/"),
        ("/work/1/photos/1/", f"/work/{work}/photos/{file.pk}/"),
        ("/work/1/", f"/work/{work}/"),
        ("/unit/cases/482109373/contractors/1/", f"/unit/cases/{code}/contractors/{room.link.pk}/"),
        ("/unit/templates/1/", f"/unit/templates/{templates[0].pk}/"),
        ("/unit/search/1/", in_unit),
        ("/center/search/1/", found),
        ("/access-log/1/", asked),
        ("/center/ready-answers/1/", f"/center/ready-answers/{templates[1].pk}/"),
        ("/cases/482109373/files/1", f"/cases/{code}/files/{file.pk}"),
        ("/leaving/482109373/1/", f"/leaving/{code}/{send.pk}/"),
        ("/sub-tasks/1/files/1/", f"/sub-tasks/{room.task.pk}/files/{file.pk}/"),
        (
            "/sub-tasks/1/1/",
            tuple(f"/sub-tasks/{room.task.pk}/{end}/" for end in ("done", "return")),
        ),
        ("/sub-tasks/1/", f"/sub-tasks/{room.task.pk}/"),
        ("/alarms/1/", f"/alarms/{room.flag.pk}/"),
        ("/incident/1/", f"/incident/{room.incident.pk}/"),
        ("/incidents/1/", f"/incidents/{room.incident.pk}/"),
        ("/signing/1/", "/signing/signature/"),
        ("/personal/1/", "/personal/identity/"),
        ("/confidential/482109373/", f"/confidential/{sealed.tracking_code}/"),
        ("/center/cases/482109373/1/", tuple(f"/center/cases/{code}/{step}/" for step in STEPS)),
        ("/482109373", tuple(f"/{each}" for each in (code, *in_each_state))),
    ]


def _of_center(selin: User) -> Rows:
    """Bring conversations, posts, partners and what did not arrive."""
    at, room = now(), verbs.room()
    message, talk = letters.taken_in(
        replace(letters.LETTER, html="<p>Çukur</p>", files=(letters.photo(),))
    )
    conversations.take(conversation=talk, by=selin, at=at)
    reply = conversations.reply(conversation=talk, text="Ekip yolda.", by=selin, at=at)
    file = conversations.attach_file(conversation=talk, file=FILE, name="Plan.jpg", by=selin, at=at)
    template = ApprovedTemplate.objects.create(name="yanit", language="tr", body="Hazır.")
    offer = ConversationOffer.objects.create(
        conversation=room.conversation,
        agent=selin,
        offered_at=at,
        until=at + DAY,
        reason=OfferReason.NEXT,
        score=0,
        among=1,
        in_hand=0,
    )
    new, _ = keys.waiting(KeyScope.OPEN_CASES)
    again = verbs.dead_letter()
    contacts.resend(message=again, by=selin, at=at, wait_seconds=600)
    test = contacts.send_test(
        channel=Channel.SMS, to="+905320000707", wait_seconds=600, by=selin, at=at
    )
    delivery = WebhookDelivery.objects.create(
        subscription=room.subscription,
        event=1,
        body="{}",
        state=WebhookDelivery.State.DELIVERED,
        queued_at=at,
    )
    post = posts.approved(picture=posts.picture())
    conversation = f"/center/conversations/{talk.pk}"
    return [
        (f"/center/conversations/1/replies/{U}/", f"{conversation}/replies/{reply.pk}/"),
        ("/center/conversations/1/reply-files/1/", f"{conversation}/reply-files/{file.pk}/"),
        ("/center/conversations/1/files/1/", f"{conversation}/files/{message.files.get().pk}/"),
        (f"/center/conversations/1/formatted/{U}/", f"{conversation}/formatted/{message.pk}/"),
        (f"/center/conversations/1/raw/{U}/", f"{conversation}/raw/{message.pk}/"),
        ("/center/conversations/1/approved/1/", f"{conversation}/approved/{template.pk}/"),
        ("/center/conversations/1/reopen/", f"/center/conversations/{room.closed.pk}/reopen/"),
        ("/care/abuse/written/1/", f"/care/abuse/written/{talk.pk}/"),
        ("/center/conversations/list/1/", "/center/conversations/list/waiting/"),
        ("/center/conversations/1/", f"{conversation}/"),
        (
            "/desk/conversations/1/application/",
            f"/desk/conversations/{talk.pk}/application/",
        ),
        (f"/settings/channels/tests/{U}/", f"/settings/channels/tests/{test.pk}/"),
        ("/settings/channels/templates/1/", f"/settings/channels/templates/{template.pk}/"),
        ("/desk/written/1/", f"/desk/written/{offer.pk}/"),
        (f"/center/undelivered/{U}/leaving/", f"/center/undelivered/{again.pk}/leaving/"),
        (f"/center/undelivered/{U}/take-back/", f"/center/undelivered/{again.pk}/take-back/"),
        (f"/center/undelivered/{U}/", f"/center/undelivered/{room.dead_letter.pk}/"),
        ("/center/citizens/1/", f"/center/citizens/{room.citizen.pk}/"),
        ("/center/answers/questions/1/", f"/center/answers/questions/{verbs.unanswered().pk}/"),
        ("/live/announcements/1/", f"/live/announcements/{room.announcement.pk}/"),
        ("/center/knowledge/files/1/", f"/center/knowledge/files/{room.article_file.pk}/"),
        ("/ask/files/1/", f"/ask/files/{room.article_file.pk}/"),
        ("/live/prompts/sound/1/", "/live/prompts/sound/greeting/"),
        ("/live/prompts/record/1/", "/live/prompts/record/greeting/"),
        ("/live/prompts/drop/1/", "/live/prompts/drop/greeting/"),
        ("/live/prompts/telephone/1/", "/live/prompts/telephone/greeting/"),
        (f"/live/prompts/takes/{U}/of/1/", f"/live/prompts/takes/{U}/of/greeting/"),
        (
            "/center/knowledge/articles/1/versions/1/",
            f"/center/knowledge/articles/{SLUG}/versions/1/",
        ),
        ("/center/knowledge/articles/1/", f"/center/knowledge/articles/{SLUG}/"),
        ("/pictures/1-x.jpg", f"/pictures/{post.picture_key}.jpg"),
        ("/posts/1/picture/", f"/posts/{post.pk}/picture/"),
        ("/posts/1/places/1/1/", f"/posts/{post.pk}/places/web/confirm/"),
        ("/posts/1/edit/", f"/posts/{room.draft.pk}/edit/"),
        ("/posts/1/send-back/", f"/posts/{room.submitted.pk}/send-back/"),
        ("/posts/1/1/", f"/posts/{room.submitted.pk}/approve/"),
        ("/posts/1/", f"/posts/{room.submitted.pk}/"),
        ("/live/seats/1/", f"/live/seats/{room.seat.pk}/"),
        ("/center/messages/1/", f"/center/messages/{room.message.pk}/"),
        (
            "/settings/systems/keys/1/confirm/",
            f"/settings/systems/keys/{new.pk}/confirm/",
        ),
        ("/settings/systems/keys/1/", f"/settings/systems/keys/{room.key.pk}/"),
        ("/settings/systems/deliveries/1/", f"/settings/systems/deliveries/{delivery.pk}/"),
        ("/systems/webhooks/1/", f"/systems/webhooks/{room.subscription.pk}/"),
        *_of_hall(selin),
        *_of_partners(),
        *_of_planning(selin, room.shifts),
    ]


def _of_hall(selin: User) -> Rows:
    hall, hall_key = visitors.device(Device.Kind.HALL)
    kiosk, kiosk_key = visitors.device()
    given = visitors.take("B", at_kiosk=kiosk)
    desk = counter.open_desk(office=visitors.office(), desk=4, letters="B", by=selin, at=cast.AT)
    ticket = visitors.served(desk).pk
    return [
        ("/counter/devices/1/", f"/counter/devices/{hall.pk}/"),
        ("/counter/desks/1/", f"/counter/desks/{desk.pk}/"),
        ("/counter/tickets/1/1/", tuple(f"/counter/tickets/{ticket}/{verb}/" for verb in VERBS)),
        ("/counter/tickets/1/", f"/counter/tickets/{ticket}/"),
        ("/desk/tickets/1/", f"/desk/tickets/{ticket}/"),
        ("/counter/hall/1/", f"/counter/hall/{hall_key}/"),
        (f"/counter/kiosk/1/1/{U}/", f"/counter/kiosk/{kiosk_key}/tr/{given.press}/"),
        ("/counter/kiosk/1/1/", f"/counter/kiosk/{kiosk_key}/tr/"),
        ("/counter/kiosk/1/", f"/counter/kiosk/{kiosk_key}/"),
    ]


def _of_partners() -> Rows:
    relay = Relay.objects.get(case=answers.answered())
    table = brought(f"{HEAD}\n26-9;02.11.2026;;;agac-budama;Dallar sarkıyor.;;\n")
    bundle = bundles.make_bundle(desk=table.desk, by=cast.staff("hakan"), at=now())
    number = bundle.pk if bundle else 0
    return [
        ("/center/partners/tables/1/", f"/center/partners/tables/{table.pk}/"),
        ("/center/partners/bundles/1/", f"/center/partners/bundles/{number}/"),
        ("/center/partners/answers/1/", f"/center/partners/answers/{relay.pk}/"),
        ("/partners/1/", "/partners/cimer/"),
    ]


def _of_desk(selin: User, citizen: Client) -> Rows:
    """Bring calls: one that Selin talks on, and one whose recording is kept."""
    call = ringing.let_ring(to="selin")
    ringing.talks(call, "selin")
    call.refresh_from_db()
    token = calls.invite_guest(user=selin, call=call, at=now())
    citizen.post(f"/join/{token}/session/")
    row = lists.begun(lists.AYSE)
    heard = recorded.keep(recorded.talk(Spool(settings.RECORDING_SPOOL), to="selin", seconds=1))
    blocked = blocked_numbers.block_number(
        number=verbs.NUMBER,
        policy=BlockPolicy.REFUSE,
        reason="Rahatsız ediyor.",
        until=now() + DAY,
        by=selin,
        at=now(),
    )
    return [
        (f"/calls/{U}/video-recordings/1/1/", f"/calls/{call.pk}/video-recordings/1/0/"),
        (f"/calls/{U}/", f"/calls/{call.pk}/"),
        (f"/recordings/{U}/", f"/recordings/{heard.pk}/"),
        (f"/quality/library/propose/{U}/", f"/quality/library/propose/{heard.pk}/"),
        (f"/quality/by-hand/{U}/", f"/quality/by-hand/{heard.pk}/"),
        ("/quality/library/1/", f"/quality/library/{_moment(heard, selin).pk}/"),
        ("/quality/learning/1/", f"/quality/learning/{_learning_card().pk}/"),
        ("/care/abuse/1/", f"/care/abuse/{_abuse(selin).pk}/"),
        ("/work/1-x/", f"/work/call:{call.pk}/"),
        ("/drafts/1-x/", f"/drafts/call:{call.pk}/"),
        ("/join/1/", f"/join/{token}/"),
        ("/live/lists/1/1/", f"/live/lists/{row.pk}/pause/"),
        ("/live/lists/1/", f"/live/lists/{row.pk}/"),
        ("/live/blocked/1/", f"/live/blocked/{blocked.pk}/"),
        ("/live/agents/1/1/", f"/live/agents/{selin.pk}/listen/"),
        ("/live/agents/1/", f"/live/agents/{selin.pk}/"),
        ("/live/skills/1/", f"/live/skills/{selin.pk}/"),
        ("/desk/phone/talk/1/", tuple(f"/desk/phone/talk/{verb}/" for verb in ("keys", "drop"))),
        ("/desk/phone/1/", tuple(f"/desk/phone/{verb}/" for verb in ("pause", "more-time"))),
        ("/live/monitoring/1/", "/live/monitoring/stop/"),
        ("/center/lists/1/", "/center/lists/no-unit/"),
    ]


def _moment(call: Call, agent: User) -> GoodMoment:
    """Propose a moment of a call, as if the agent had led it."""
    return GoodMoment.objects.create(
        recording=call.recording,
        agent=agent,
        title="Sakin",
        why="Dinledi.",
        begin=0.5,
        end=1.5,
        proposed_by=cast.staff("derya"),
        proposed_at=now(),
    )


def _learning_card() -> LearningCard:
    return quality.write_card(
        title="Su",
        text="Adresi sorun.",
        questions=[Question("İlk soru?", ("Adres", "Kimlik"), 0)],
        by=cast.staff("derya"),
        at=now(),
    )


def _abuse(agent: User) -> AbuseReport:
    """Report abuse in the contact that an agent had last."""
    contact = made_of_quality.contact(agent.username, at=now())
    return AbuseReport.objects.create(
        agent=agent, interaction=contact, step=1, begun_at=now(), statement="Küfretti."
    )


def _feedback() -> ContactFeedback:
    """Return what a citizen wrote who rated a contact low and wishes a call."""
    contact = made_of_quality.contact("zeynep")
    contacts.rate_interaction(interaction=contact, rating=1, by=SYSTEM, at=now())
    return ContactFeedback.objects.create(
        interaction=contact, words="Dinlemediler.", number="+905320000101", at=now()
    )


def _other_session(user: User) -> SignIn:
    return user.sign_ins.create(session_key="another", address="10.0.0.2", at=now(), seen_at=now())


def _notice(reader: User) -> StaffNotice:
    told = notices.Told(title="Haber", lines=(), path="/late/")
    notices.give_notice(
        kind=DEADLINE, cause="x:1", about=reader, words={reader: told}, by=SYSTEM, at=now()
    )
    return reader.notices.get(cause="x:1")


def _document() -> int:
    """Plan a version of the contacts, and return its number."""
    planned = city.publish_document(
        kind="contacts",
        text=city_queries.file_text(document("contacts")),
        reason="Deneme.",
        onto=0,
        publish_at=now() + timedelta(days=1),
        by=cast.staff("yasin"),
        at=now(),
    )
    return planned.number


def _of_settings(selin: User) -> Rows:
    return [
        ("/notices/1/", f"/notices/{_notice(selin).pk}/"),
        ("/settings/channels/1/check/", "/settings/channels/sms/check/"),
        ("/settings/channels/1/test/", "/settings/channels/sms/test/"),
        ("/settings/channels/1/", "/settings/channels/telegram/"),
        ("/apply/1/", "/apply/text/"),
        ("/ask/helped/1/", "/ask/helped/chat/"),
        ("/icons/1.png", "/icons/app-192.png"),
        (
            "/settings/documents/1/versions/1/",
            f"/settings/documents/contacts/versions/{_document()}/",
        ),
        ("/settings/people/1/", f"/settings/people/{cast.staff('elif').pk}/"),
        ("/settings/teams/1/", f"/settings/teams/{_team().pk}/"),
        ("/settings/documents/1/entries/1/", "/settings/documents/contacts/entries/psikolog/"),
        ("/settings/documents/1/simulation/", "/settings/documents/topics/simulation/"),
        ("/settings/documents/1/", "/settings/documents/contacts/"),
        ("/settings/routing/rules/1/", "/settings/routing/rules/1/"),
        ("/settings/timetables/1/publish/", f"/settings/timetables/{faulty().number}/publish/"),
        ("/hooks/sms/1/1/", f"/hooks/sms/verimor/{SECRET}/"),
        ("/hooks/social/1/", "/hooks/social/telegram/"),
    ]


def _team() -> Team:
    """Return a team in which Murat is; its name may be there from the world before."""
    if found := Team.objects.filter(name="Mavi").first():
        return found
    yasin = cast.staff("yasin")
    team = city.form_team(name="Turuncu", lead=cast.staff("hakan"), by=yasin, at=now())
    city.move_to_team(user=cast.staff("murat"), team=team, by=yasin, at=now())
    return team


def _closing_check() -> ClosingCheck:
    """Return a closing that waits to be checked."""
    at = now()
    closing = confirmations.closed().closings.get()
    draw = Draw.objects.create(
        day=local_time.today(at), seed="153", each=0, candidates=0, lists={}, made_at=at
    )
    return ClosingCheck.objects.create(
        closing=closing, draw=draw, unit=closing.unit, of=1, drawn=1, closed_at=at
    )


def _of_quality(selin: User) -> Rows:
    """Bring evaluations: one that Selin is to give, one of hers, and one whose agent appealed."""
    made_of_quality.card()
    seen = made_of_quality.given(made_of_quality.asked("murat"))
    own = made_of_quality.given(made_of_quality.asked("selin"))
    murat = cast.staff("murat")
    appeal = quality.appeal(evaluation=seen, reason="Adımı söyledim.", by=murat, at=cast.AT)
    to_do = made_of_quality.asked("zeynep", by="selin")
    contact = made_of_quality.contact("zeynep")
    calibration, calibrated = _calibrated(selin)
    saved = SavedReport.objects.create(owner=selin, name="Aylık", shared=False)
    actions_of_care.suggest(room=CareRoom.INFIRMARY, person=selin, by=cast.staff("hakan"))
    talk = quality.coach(
        agent=selin,
        note="Konuştuk.",
        steps=[quality.Agreed("Adını söylesin.", cast.AT.date())],
        by=cast.staff("hakan"),
        at=cast.AT,
    )
    checked = _closing_check()
    offered = Suggestion.objects.get(person=selin)
    wished = actions_of_care.ask_visit(room=CareRoom.PSYCHOLOGIST, wish="", by=selin, at=cast.AT)
    return [
        ("/care/suggestions/1/", f"/care/suggestions/{offered.pk}/"),
        ("/care/visits/1/cancel/", f"/care/visits/{wished.pk}/cancel/"),
        ("/care/room/1/", f"/care/room/{wished.pk}/"),
        ("/quality/call-backs/1/", f"/quality/call-backs/{_feedback().pk}/"),
        ("/feedback/1/", f"/feedback/{feedback_link.token_of(contact)}/"),
        ("/quality/take/1/", f"/quality/take/{contact.pk}/"),
        ("/quality/calibrations/1/1/", f"/quality/calibrations/{calibration}/{calibrated}/"),
        ("/quality/calibrations/1/", f"/quality/calibrations/{calibration}/"),
        ("/quality/closings/1/", f"/quality/closings/{checked.pk}/"),
        ("/quality/plan/draws/1/", f"/quality/plan/draws/{checked.draw_id}/"),
        ("/quality/mine/steps/1/done/", f"/quality/mine/steps/{talk.steps.get().pk}/done/"),
        ("/quality/mine/1/", f"/quality/mine/{own.pk}/"),
        ("/quality/appeals/1/", f"/quality/appeals/{appeal.pk}/"),
        ("/quality/cards/1/", "/quality/cards/chat/"),
        ("/quality/1/", f"/quality/{to_do.pk}/"),
        ("/reports/information/1/", "/reports/information/2026/"),
        ("/reports/yearly/1/", "/reports/yearly/2026/"),
        ("/reports/saved/1/", f"/reports/saved/{saved.pk}/"),
    ]


def _calibrated(selin: User) -> tuple[int, int]:
    """Return a round that two others scored, and a contact that Selin neither had nor scores."""
    row = quality.open_calibration(
        medium=CardMedium.COUNTER,
        contacts=2,
        evaluators=[cast.staff("derya"), cast.staff("hakan")],
        by=selin,
        at=cast.AT + timedelta(days=1),
    )
    for each in row.evaluations.all():
        made_of_quality.given(each)
    shown = row.evaluations.exclude(agent=selin).exclude(interaction__evaluations__evaluator=selin)
    interaction = shown[0].interaction_id
    assert interaction is not None
    return row.pk, interaction


def _of_alarms() -> Rows:
    """Bring a rule whose alarm rings, of the calls that wait in this world or none."""
    one = watching.rule(rings_at=0, clears_at=0)
    watching.call(now())
    alarms.evaluate(at=now())
    return [
        ("/live-alarms/1/", f"/live-alarms/{one.alarms.get().pk}/"),
        ("/live-alarms/rules/new/1/", "/live-alarms/rules/new/waiting/"),
        ("/live-alarms/rules/1/", f"/live-alarms/rules/{one.pk}/"),
    ]


def _of_planning(selin: User, shifts: Shifts) -> Rows:
    """Bring what Selin's own page acts on, beside a draft and a published roster."""
    center.contract(selin)
    later = shifts.published.first_date + 7 * DAY
    hers = center.draft(days=7, first=later)
    center.give(hers, selin, "sabah", later)
    center.publish(hers)
    swap = Swap.objects.create(
        roster=hers,
        giver=shifts.worker,
        giver_day=later,
        taker=selin,
        taker_day=later,
        offered_at=now(),
    )
    leave = workforce.record_leave(
        user=selin,
        kind=Leave.Kind.ANNUAL,
        first=LATER,
        last=LATER,
        by=center.planner(),
        at=now(),
    )
    wish = workforce.wish(
        day=later + 21 * DAY, kind=Wish.Kind.OFF, shift_type=None, points=1, by=selin, at=cast.AT
    )
    asked = Overtime.objects.create(
        user=selin, day=later, minutes=30, asked_by=selin, asked_at=now()
    )
    mine = hers.shifts.get()
    pause = mine.pause
    assert pause
    told = workforce.explain(
        user=selin,
        day=later,
        begins_at=mine.starts_at,
        ends_at=mine.ends_at,
        kind=Deviation.Kind.OTHER,
        words="",
        by=selin,
        at=now(),
    )
    event = workforce.add_event(
        name="konser",
        kind=PlannedEvent.Kind.EVENT,
        first=later,
        last=later,
        percent=10,
        by=selin,
        at=now(),
    )
    key = workforce.open_calendar(by=selin, at=now())
    workforce.start_run(roster=shifts.draft, seconds=60, by=selin, at=now())
    roster = f"/planning/rosters/{shifts.published.pk}/"
    solved = f"/planning/rosters/{shifts.draft.pk}/"
    return [
        ("/planning/people/1/", f"/planning/people/{shifts.worker.pk}/"),
        ("/planning/types/1/", f"/planning/types/{shifts.shift_type.pk}/"),
        ("/planning/day/free/1/", f"/planning/day/free/{mine.pk}/"),
        ("/planning/day/explain/1/", f"/planning/day/explain/{mine.pk}/"),
        ("/planning/leaves/1/", f"/planning/leaves/{leave.pk}/"),
        ("/planning/deviations/1/", f"/planning/deviations/{told.pk}/"),
        ("/planning/events/1/", f"/planning/events/{event.pk}/"),
        ("/shifts/explain/1/", f"/shifts/explain/{mine.pk}/"),
        ("/shifts/why/1/", f"/shifts/why/{mine.pk}/"),
        ("/planning/law/1/", "/planning/law/1/"),
        ("/planning/overtime/1/", f"/planning/overtime/{asked.pk}/"),
        ("/planning/day/breaks/1/", f"/planning/day/breaks/{pause.pk}/"),
        ("/planning/day/overtime/1/", f"/planning/day/overtime/{mine.pk}/"),
        ("/planning/rosters/1/curve/1/", f"{roster}curve/{center.MONDAY:%Y-%m-%d}/"),
        ("/planning/rosters/1/1/", f"{roster}undo/"),
        ("/planning/rosters/1/", (roster, solved)),
        ("/shifts/calendar/1.ics", f"/shifts/calendar/{key}.ics"),
        ("/shifts/leave/1/", f"/shifts/leave/{leave.pk}/"),
        ("/planning/open/1/", f"/planning/open/{shifts.open_shift.pk}/"),
        ("/shifts/open/1/1/", f"/shifts/open/{shifts.open_shift.pk}/withdraw/"),
        ("/shifts/overtime/1/1/", f"/shifts/overtime/{asked.pk}/decline/"),
        ("/shifts/wishes/1/", f"/shifts/wishes/{wish.pk}/"),
        ("/shifts/swaps/1/1/", f"/shifts/swaps/{swap.pk}/refuse/"),
        ("/shifts/swap/1/", f"/shifts/swap/{later:%Y-%m-%d}/"),
    ]
