"""Whoever opens a room of the demo finds something going on; nothing of it leaves the machine."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from tests import cast
from tests.intake.rooms.filled import AT, FOLDER, demo, fill, page
from tests.parts.events.consuming import consume
from tests.quality.made import contact

from alo153.alarms.models import Alarm
from alo153.care.models import VisitNote
from alo153.cases.models import Case, HandBack, Incident
from alo153.cases.rules.lifecycle import State
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.city.citypack import PackError
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.core.models import Event
from alo153.intake.lived_in import actions
from alo153.intake.lived_in.rooms import furnishing, quality
from alo153.intake.lived_in.rooms.furnishing import ROOMS, furnish
from alo153.quality.models import Appeal, Evaluation
from alo153.workforce.models import Leave, Roster, Swap

# Of what a small past may not have
OF_A_LARGE_PAST = {"feedback", "hand_backs"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]


def test_a_month_is_published_somebody_is_ill_and_a_swap_is_open() -> None:
    fill("planning")
    now, next_ = Roster.objects.order_by("first_date")
    assert (now.state, next_.state) == ("published", "draft")
    assert now.first_date < cast.AT.date() < now.last_date < next_.first_date
    listed = page("hakan", "/planning/")
    assert now.period in listed
    assert next_.period in listed
    shown = page("hakan", f"/planning/rosters/{now.pk}/")
    assert all(name in shown for name in ("Elif Yıldız", "Pınar Uslu", "Kemal Acar"))
    ill = Leave.objects.get(kind=Leave.Kind.SICK)
    assert ill.user.full_name in page("hakan", "/planning/day/")
    swap = Swap.objects.get(state="offered")
    assert swap.giver.full_name in page(swap.taker.username, "/shifts/")
    wishes = page("hakan", f"/planning/rosters/{next_.pk}/wishes/")
    assert "Elif Yıldız" in wishes
    assert "Zeynep Arslan" in wishes


def test_people_have_written_and_the_center_has_answered_within_this_machine() -> None:
    fill("written")
    waiting = page("elif", "/center/conversations/")
    assert "500 numaralı hattın akşam seferi" in waiting
    assert "Serkan Polat (örnek)" in waiting
    states = set(Conversation.objects.values_list("channel", "state"))
    assert {("chat", "waiting"), ("email", "answered"), ("whatsapp", "waiting")} <= states
    ours = Message.objects.filter(direction="out").exclude(channel=Channel.CHAT)
    assert set(ours.values_list("channel", flat=True)) == {Channel.EMAIL, Channel.SMS}
    assert set(ours.values_list("state", flat=True)) == {Message.State.SENT}
    assert CapturedMessage.objects.count() == ours.count() > 5
    talk = Conversation.objects.get(subject="Kaldırımdaki araçlar")
    shown = page("murat", f"/center/conversations/{talk.pk}/")
    assert "Bildiriminizi zabıta ekibine ilettik" in shown


def test_an_incident_goes_on_with_its_reports_and_nobody_is_told() -> None:
    fill("incidents")
    shown = page("hakan", "/center/incidents/")
    assert "Yahya Kaptan'da su borusu patlağı" in shown
    incident = Incident.objects.get(ended_at=None)
    reports = Case.objects.filter(lead=incident.lead)
    assert reports.count() == 5
    over = Incident.objects.exclude(ended_at=None).get()
    assert not Case.objects.filter(topic=over.lead.topic).exclude(state=State.CLOSED).exists()
    assert "Yahya Kaptan'da ana su borusu" in page("", "/announcements/")
    assert "su borusu" in page("hakan", f"/center/incidents/{incident.pk}/")
    assert not Message.objects.exists()


def test_an_alarm_rang_of_the_reports_and_somebody_took_care_of_it() -> None:
    call_command("load_alarm_rules", stdout=StringIO())
    fill("incidents", "alarms")
    rang = Alarm.objects.filter(rule__figure="neighborhood_times").get()
    assert rang.cleared_at
    assert rang.acknowledged_by == cast.staff("hakan")
    assert rang.raised_at < rang.acknowledged_at < rang.cleared_at < AT
    shown = page("hakan", "/live-alarms/")
    assert "Bir mahallede olağanın üç katı başvuru" in shown
    assert "Yenikent (Derince)" in shown


def test_posts_are_in_every_state_and_the_portal_shows_what_was_published() -> None:
    fill("posts", "announcements")
    shown = page("defne", "/posts/")
    assert "Yeni tramvay durağımız" in shown
    assert "diş taraması" in shown
    portal = page("", "/announcements/")
    assert "Hafta sonu kuvvetli yağış bekleniyor" in portal
    assert "Sahil yolunda" in portal
    assert "diş taraması" not in portal, "it appears the day after tomorrow"


def test_questions_without_an_answer_keep_the_words_that_matter() -> None:
    call_command("load_answers", stdout=StringIO())
    fill("questions")
    shown = page("hakan", "/center/answers/").partition("Son 30 günde")[2]
    for words in ("otobüse", "pazar", "otopark"):
        assert words in shown, shown[-900:]


def test_evaluations_are_read_and_an_appeal_waits_for_somebody_else() -> None:
    fill("written", "quality")
    mine = page("murat", "/quality/mine/")
    assert "itiraz bekliyor" in mine
    one = Evaluation.objects.get(agent=cast.staff("zeynep"), state="given")
    assert one.percent == 100
    given = page("zeynep", f"/quality/mine/{one.pk}/")
    assert "Örnek bir görüşme" in given
    assert "Selamladı" in given
    assert Appeal.objects.filter(decided_at=None).count() == 1
    assert "Murat Kaya" in page("meral", "/quality/appeals/")


def test_who_rated_a_call_low_has_written_and_one_waits_for_a_call() -> None:
    demo()
    for rating in (1, 2):
        call = contact(at=AT - timedelta(days=rating))
        Interaction.objects.filter(pk=call.pk).update(rating=rating, address="+905320001000")
    fill("feedback")
    shown = page("hakan", "/quality/call-backs/")
    assert "ikisinde de farklı saat söylendi" in shown
    assert "Arandı, özür dilendi." in shown
    assert "Çok bekledim." not in shown, "two calls were rated"


def test_units_have_given_back_what_is_not_theirs() -> None:
    case = cast.open_case(at=AT - timedelta(hours=5))
    fill("hand_backs")
    consume()
    case.refresh_from_db()
    assert case.state == State.AT_CENTER
    assert HandBack.objects.get().unit == cast.unit("park-ve-bahceler")
    assert "Park ve Bahçeler" in page("hakan", "/not-ours/")


def test_coaches_have_talked_and_cards_are_there_to_learn_from() -> None:
    fill("coaching", "learning")
    assert "Yoğun saatlerde" in page("murat", "/quality/mine/")
    assert "Su kesintisinde ne söylenir?" in page("elif", "/quality/learning/")


def test_the_psychologist_has_appointments_and_no_words_of_why() -> None:
    fill("visits", "suggestions")
    room = page("asli", "/care/room/")
    assert "Murat Kaya" in room
    assert "Zeynep Arslan" in room
    assert "Kemal Acar" not in room
    assert "Size bir öneri: psikolog" in page("elif", "/care/")
    assert VisitNote.objects.count() == 1


def furnished() -> furnishing.Furnished:
    return furnish(FOLDER, at=AT)


def invent() -> None:
    """Invent a past of three days; the rooms are still empty."""
    demo()
    call_command("load_alarm_rules", stdout=StringIO())
    actions.invent_past(days=3, contacts=30, cases=5, seed=1, at=AT)


def test_every_room_is_filled_once() -> None:
    invent()
    done = furnished()
    assert done.failed == []
    assert set(done.filled) >= {room.name for room in ROOMS} - OF_A_LARGE_PAST
    before = Event.objects.count()
    assert furnished() == furnishing.Furnished([], [])
    assert Event.objects.count() == before
    later = Event.objects.filter(at__gt=AT).exclude(name="alarm_rule.written")
    assert not later.exists()


def test_a_city_with_work_of_its_own_is_not_furnished() -> None:
    demo()
    cast.open_case()
    assert furnished() == furnishing.Furnished()
    assert not Roster.objects.exists()


@pytest.mark.parametrize("setting", ["EMAIL_URL", "SMS_URL"])
def test_where_messages_leave_the_machine_nothing_is_furnished(settings: Any, setting: str) -> None:
    invent()
    others = {"EMAIL_URL": "smtp://mail.example.org", "SMS_URL": "netgsm://user:x@"}
    setattr(settings, setting, others[setting])
    assert furnished() == furnishing.Furnished()


def test_a_room_that_fails_stays_empty_and_the_others_are_filled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    invent()

    def fails(*_: object) -> None:
        raise LookupError

    with monkeypatch.context() as broken:
        broken.setattr(quality.actions, "put_in_use", fails)
        done = furnished()
    assert done.failed == ["quality"]
    assert "visits" in done.filled
    assert furnished().filled == ["quality"]


def test_mistakes_of_the_file_are_named_with_their_lines(tmp_path: Any) -> None:
    invent()
    (tmp_path / "rooms.toml").write_text(
        '[[visit]]\nperson = "nobody"\nroom = "psychologist"\nclock = "25:00"\nday = 1\n'
    )
    with pytest.raises(PackError, match=r"rooms\.toml:2(.|\n)*nobody(.|\n)*25:00"):
        furnish(tmp_path, at=AT + timedelta(minutes=1))
