"""The pages of evaluations: score, read, appeal, decide, and what the sample says."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from tests import cast
from tests.calls.media import recorded
from tests.cases import stories
from tests.cases.life import confirmations
from tests.contacts.conversations.letters import HOUR, sms, taken_in
from tests.quality import made

from alo153.calls.models import Call, VideoRecording
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.city import queries as city
from alo153.city.queries import local_time
from alo153.contacts.actions import rate_interaction
from alo153.contacts.conversations.actions import close
from alo153.contacts.models import Conversation, Interaction
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.media import CardMedium
from alo153.quality.models import (
    Appeal,
    CardVersion,
    ClosingCheck,
    CoachingStep,
    Evaluation,
    Plan,
    Reason,
    SoundMeasures,
    State,
)
from alo153.quality.queries import cards
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay
from alo153.workforce.models import KeptDay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
# Session, person and grants, what the frame shows; agents and names, units, calls unheard, work
QUERIES_OF_THE_TEAM = 10
GOOD = {"answer_greets": "1", "answer_listens": "5", "answer_privacy": "1"}


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def page(row: Evaluation) -> str:
    return reverse("quality:evaluation", args=[row.pk])


def words(response: object) -> str:
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


def test_what_is_half_done_is_kept_and_shown_again() -> None:
    made.card()
    row = made.asked()
    derya = as_("derya")
    sent = {"answer_greets": "1", "remark_greets": "Adını da söyledi.", "seen": "1", "keep": "1"}
    assert derya.post(page(row), sent).status_code == 302
    shown = words(derya.get(page(row)))
    assert "Adını da söyledi." in shown
    assert 'name="seen" value="2"' in shown
    assert "yarım" in words(derya.get(reverse("quality:to_do")))
    assert as_("elif").get(reverse("quality:own", args=[row.pk])).status_code == 404


def test_a_question_explains_its_marks_by_an_example() -> None:
    made.card()
    assert made.GUIDANCE in words(as_("derya").get(page(made.asked())))


def test_whoever_still_has_to_score_a_contact_does_not_see_the_other_score() -> None:
    made.card()
    first = made.given(made.asked(), made.POOR)
    second = Evaluation.objects.create(
        interaction=first.interaction,
        agent=first.agent,
        medium=first.medium,
        contact_at=first.contact_at,
        reason=first.reason,
        second=True,
        evaluator=cast.staff("hakan"),
        begun_at=cast.AT,
    )
    assert as_("hakan").get(page(first)).status_code == 404
    assert as_("derya").get(page(first)).status_code == 200, "it is hers"
    made.given(second, made.GOOD)
    assert as_("hakan").get(page(first)).status_code == 200


def test_a_missing_answer_is_named_and_nothing_typed_is_lost() -> None:
    made.card()
    row = made.asked()
    sent = {"answer_greets": "1", "seen": "1", "give": "1", "summary": "İyi bir görüşme."}
    response = as_("derya").post(page(row), sent)
    assert response.status_code == 422
    assert "Bu soruyu yanıtlayın" in words(response)
    assert "İyi bir görüşme." in words(response)
    again = sent | GOOD | {"seen": re.findall(r'name="seen" value="(\d+)"', words(response))[0]}
    assert as_("derya").post(page(row), again).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.percent) == (State.GIVEN, 100)


def test_the_agent_reads_it_says_so_and_appeals_and_somebody_else_decides() -> None:
    made.card()
    row = made.given(made.asked(), made.POOR)
    elif_, hakan = as_("elif"), as_("hakan")
    own = reverse("quality:own", args=[row.pk])
    assert "100 üzerinden <strong>30</strong>" in words(elif_.get(own))
    elif_.post(reverse("quality:acknowledge", args=[row.pk]))
    elif_.post(reverse("quality:appeal", args=[row.pk]), {"reason": "Adımı söyledim."})
    appeal = Appeal.objects.get()
    assert "Adımı söyledim." in words(hakan.get(reverse("quality:appeals")))
    decide = reverse("quality:decide", args=[appeal.pk])
    assert as_("derya").get(decide).status_code == 404, "who scored it decides nothing"
    assert hakan.post(decide, GOOD | {"change": "1"}).status_code == 422, "why is asked"
    sent = GOOD | {"change": "1", "decision": "Kayıtta duyuluyor."}
    assert hakan.post(decide, sent).status_code == 302
    assert "Değiştirildi: artık 100 üzerinden 100 geçerli." in words(elif_.get(own))


def test_nobody_opens_what_was_dealt_to_somebody_else_or_is_their_own() -> None:
    made.card()
    row = made.asked("hakan")
    assert as_("hakan").get(page(row)).status_code == 404
    assert as_("meral").get(page(row)).status_code == 404
    assert as_("elif").get(page(row)).status_code == 403


def test_a_call_is_evaluated_beside_its_recording_and_the_look_is_written_down(
    tmp_path: Path, settings: Settings
) -> None:
    spool = recorded.settings_for(tmp_path, settings)
    call = recorded.keep(recorded.talk(spool, seconds=2))
    call.interaction.citizen = cast.citizen("Ayşe Işık")
    call.interaction.save()
    made.card(CardMedium.PHONE)
    row = actions.ask(
        interaction=call.interaction, reason=Reason.OTHER, by=cast.staff("derya"), at=cast.AT
    )
    SoundMeasures.objects.create(
        recording=call.recording, measured_at=cast.AT, seconds=2, silence=1, silences=[[0, 15]]
    )
    shown = words(as_("derya").get(page(row)))
    assert "alo-player" in shown
    assert 'class="wave-silence"' in shown
    assert list(AccessLog.objects.values_list("what", flat=True)) == ["evaluation-page"]


def test_what_the_recording_sounds_like_and_the_way_through_the_menu_are_beside_it(
    tmp_path: Path, settings: Settings
) -> None:
    call = recorded.keep(recorded.talk(recorded.settings_for(tmp_path, settings), seconds=2))
    Call.objects.filter(pk=call.pk).update(
        menu_path=[{"key": "0", "word": "Temsilci", "wish": "", "about": ""}]
    )
    made.card(CardMedium.PHONE)
    row = actions.ask(
        interaction=call.interaction, reason=Reason.OTHER, by=cast.staff("derya"), at=cast.AT
    )
    SoundMeasures.objects.create(
        recording=call.recording,
        measured_at=cast.AT,
        seconds=2,
        silence=0.25,
        overlap=0.13,
        clipped=0.02,
        agent_share=0.75,
        longest_silence=11,
        answer_seconds=1.5,
        citizen_level=-31,
        agent_level=-22,
    )
    shown = words(as_("derya").get(page(row)))
    for told in ("%25", "en uzunu 11 sn", "%13", "%75", "ortanca 1,5 sn", "−31 dB", "−22 dB", "%2"):
        assert told.replace("−", "-") in shown, told
    assert "0 Temsilci" in shown


def test_a_video_call_is_evaluated_by_its_card_beside_its_pictures(
    tmp_path: Path, settings: Settings
) -> None:
    call = recorded.keep(recorded.talk(recorded.settings_for(tmp_path, settings), seconds=2))
    Call.objects.filter(pk=call.pk).update(video=True, video_recorded=True)
    VideoRecording.objects.create(call=call, take=1, began_at=cast.AT, last_at=cast.AT)
    made.card(CardMedium.PHONE)
    used = made.card(CardMedium.VIDEO)
    row = actions.ask(
        interaction=call.interaction, reason=Reason.OTHER, by=cast.staff("derya"), at=cast.AT
    )
    shown = words(as_("derya").get(page(row)))
    assert "görüntülü görüşme" in shown
    assert "Görüntü saklanıyor" in shown
    made.given(row)
    row.refresh_from_db()
    assert (row.medium, row.card) == (CardMedium.VIDEO, used)


def test_its_agent_hears_it_until_nothing_can_be_done_against_it(
    tmp_path: Path, settings: Settings
) -> None:
    call = recorded.keep(recorded.talk(recorded.settings_for(tmp_path, settings), seconds=10))
    made.card(CardMedium.PHONE)
    row = actions.ask(
        interaction=call.interaction, reason=Reason.OTHER, by=cast.staff("derya"), at=cast.AT
    )
    now = clock.now()
    Call.objects.filter(pk=call.pk).update(ended_at=now - timedelta(days=30))
    made.given(row, made.POOR, at=now - timedelta(days=6))
    elif_, sound = as_("elif"), reverse("quality:own_sound", args=[row.pk])
    assert elif_.get(reverse("recordings:sound", args=[call.pk])).status_code == 404, (
        "a day is over"
    )
    assert sound in elif_.get(reverse("quality:own", args=[row.pk])).content.decode()
    assert elif_.get(sound).status_code == 200
    assert AccessLog.objects.filter(what="recording").count() == 1
    assert as_("murat").get(sound).status_code == 404
    Evaluation.objects.update(given_at=now - timedelta(days=38))
    assert elif_.get(sound).status_code == 404, "the term is over"
    Appeal.objects.create(evaluation=row, reason="x", appealed_at=now - timedelta(days=7))
    assert elif_.get(sound).status_code == 200, "an appeal waits"


def test_a_written_answer_is_scored_with_the_whole_exchange() -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    derya, elif_ = cast.staff("derya"), cast.staff("elif")
    settled = Conversation.CloseReason.SETTLED
    close(conversation=conversation, reason=settled, by=elif_, at=cast.AT + HOUR)
    taken_in(sms("Hâlâ yok"), channel=Channel.SMS, at=cast.AT + 2 * HOUR)
    earlier = Interaction.objects.order_by("pk")[0]
    made.card(CardMedium.WRITTEN)
    row = actions.ask(interaction=earlier, reason=Reason.OTHER, by=derya, at=cast.AT)
    shown = words(as_("derya").get(page(row)))
    assert "Su yok" in shown
    assert "Hâlâ yok" in shown
    assert shown.count("bu görüşme") == 1
    Conversation.objects.update(confidential=True, name="", subject="")
    shown = words(as_("derya").get(page(row)))
    assert "Su yok" not in shown
    assert "artık gizli bir başvuruyla ilgili" in shown


def test_the_note_of_a_contact_whose_matter_became_confidential_is_not_shown() -> None:
    made.card()
    row = made.asked()
    Interaction.objects.update(note="Eşi vuruyormuş.")
    assert "Eşi vuruyormuş." in words(as_("derya").get(page(row)))
    cast.open_case(about="kadin-destek").interactions.add(Interaction.objects.get())
    shown = words(as_("derya").get(page(row)))
    assert "Eşi vuruyormuş." not in shown
    assert "artık gizli bir başvuruyla ilgili" in shown


def test_the_words_of_a_unit_are_beside_the_plain_words() -> None:
    actions.set_plan(
        each=1, each_unit=1, twice_percent=0, appeal_days=7, by=cast.staff("derya"), at=cast.AT
    )
    made.card(CardMedium.UNIT)
    stories.relaying()
    actions.draw_day(day=local_time.today(clock.now()), at=clock.now())
    row = Evaluation.objects.get()
    shown = words(as_("derya").get(page(row)))
    assert "Çınarın dalları sokak lambasını kapatıyor." in shown
    assert "Birimin yazdığı" in shown
    assert stories.DONE.text in shown
    made.given(row, made.POOR, at=clock.now())
    count_all()
    team = words(as_("derya").get(reverse("quality:team")))
    assert "Birim yanıtları" in team
    assert stories.DONE.text in words(as_("selin").get(reverse("quality:own", args=[row.pk])))


def test_the_figures_say_how_many_calls_nobody_could_hear() -> None:
    made.card()
    made.given(made.asked(), made.POOR)
    draw = actions.draw_day(day=local_time.today(clock.now()) - timedelta(days=1), at=clock.now())
    type(draw).objects.update(unheard=7)
    count_all()
    shown = words(as_("derya").get(reverse("quality:team"), {"days": "365"}))
    assert "Bu günlerde yanıtlanan 7 çağrının kaydı yok." in shown


def test_a_contact_is_taken_for_a_reason() -> None:
    made.card()
    contact = made.contact()
    take = reverse("quality:take", args=[contact.pk])
    assert as_("derya").post(take, {}).status_code == 422
    assert as_("derya").post(take, {"reason": "complaint"}).status_code == 302
    assert Evaluation.objects.get().reason == Reason.COMPLAINT
    for nothing in (as_("derya").get, as_("derya").post):
        assert nothing(reverse("quality:take", args=[0])).status_code == 404


def test_a_contact_that_a_colleague_evaluates_is_offered_to_nobody() -> None:
    """Hakan supervises: an open evaluation of Derya is visible to nobody else."""
    made.card()
    contact, case = made.contact(), cast.open_case()
    case.interactions.add(contact)
    take, on_page = (
        reverse("quality:take", args=[contact.pk]),
        reverse("center:case", args=[case.tracking_code]),
    )
    assert take in words(as_("hakan").get(on_page))
    actions.ask(interaction=contact, reason=Reason.OTHER, by=cast.staff("derya"), at=clock.now())
    assert take not in words(as_("hakan").get(on_page))
    answer = as_("hakan").post(take, {"reason": "other"})
    assert answer.status_code == 422
    assert "bir çalışma arkadaşınıza verildi" in words(answer)


def test_a_hidden_contact_has_no_form() -> None:
    """A form whose answer is 404 would tell that the citizen has a confidential matter."""
    contact = made.contact()
    cast.open_case(about="kadin-destek").interactions.add(contact)
    assert as_("derya").get(reverse("quality:take", args=[contact.pk])).status_code == 404


def test_a_written_contact_and_one_at_a_counter_are_taken_from_their_pages() -> None:
    """A counter contact has no page of its own: it is on that of its case."""
    hakan = cast.staff("hakan")
    contact, case = made.contact(), cast.open_case()
    case.interactions.add(contact, made.contact("hakan"))
    take = f'href="{reverse("quality:take", args=[contact.pk])}"'
    url = reverse("center:case", args=[case.tracking_code])
    for evaluator in ("derya", "hakan"):
        assert take in words(as_(evaluator).get(url))
    own = Interaction.objects.get(agent=hakan)
    assert reverse("quality:take", args=[own.pk]) not in words(as_("hakan").get(url))
    assert "Değerlendirilebilecek görüşmeler" not in words(as_("elif").get(url))
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    settled = Conversation.CloseReason.SETTLED
    link = "Bu yazışmayı değerlendir"
    url = reverse("center:conversation", args=[conversation.pk])
    assert link not in words(as_("hakan").get(url)), "it is not over"
    close(conversation=conversation, reason=settled, by=cast.staff("elif"), at=clock.now())
    assert link in words(as_("hakan").get(url))
    assert link not in words(as_("elif").get(url)), "it is hers"


def card_rows(*rows: dict[str, str]) -> dict[str, str]:
    total = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    return total | {
        f"form-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in ({"scale": "yes_no"} | row).items()
    }


def test_a_card_is_written_checked_and_put_in_use() -> None:
    derya, url = as_("derya"), reverse("quality:card", args=["chat"])
    begun = words(derya.get(url))
    assert "Bu bir başlangıç formudur." in begun
    assert "Temsilci vatandaşı selamlayıp kendini tanıttı mı?" in begun
    assert "başlangıç formu" in words(derya.get(reverse("quality:cards")))
    assert not CardVersion.objects.exists(), "nobody has written it"
    short = card_rows({"section": "Yazışma", "text": "Selamladı mı?", "weight": "40"})
    assert derya.post(url, short).status_code == 302
    assert "Puanların toplamı 40; 100 olmalı." in words(derya.get(url))
    use = reverse("quality:use_card", args=["chat"])
    derya.post(use)
    assert cards.in_use(CardMedium.CHAT) is None
    whole = card_rows(
        {"section": "Yazışma", "text": "Selamladı mı?", "weight": "40"},
        {"text": "Anlaşılır yazdı mı?", "weight": "60"},
        {"text": "Kişisel veri istedi mi?", "critical": "compliance"},
        {},
    )
    derya.post(url, whole)
    derya.post(use)
    used = cards.in_use(CardMedium.CHAT)
    assert used is not None
    assert [len(section["questions"]) for section in used.content] == [3]
    assert derya.get(reverse("quality:card", args=["fax"])).status_code == 404
    assert "Taslak yok" in words(derya.post(use, follow=True))
    assert CardVersion.objects.count() == 1


def test_the_plan_is_changed_and_bad_numbers_are_named() -> None:
    derya, url = as_("derya"), reverse("quality:plan")
    wrong = derya.post(url, {"each": "-1", "twice_percent": "300", "appeal_days": ""})
    assert wrong.status_code == 422
    assert not Plan.objects.exists()
    sent = {
        "each": "2",
        "each_unit": "1",
        "each_reason": "3",
        "each_closing": "1",
        "twice_percent": "0",
        "appeal_days": "5",
    }
    assert derya.post(url, sent).status_code == 302
    plan = Plan.objects.get()
    assert (plan.each, plan.each_unit, plan.each_reason) == (2, 1, 3)
    assert not plan.asks_low_ratings, "its box was empty"


def test_that_citizens_are_asked_after_a_low_rating_is_ticked_at_first() -> None:
    shown = as_("derya").get(reverse("quality:plan")).content.decode()
    (box,) = re.findall(r'<input[^>]*name="asks_low_ratings"[^>]*>', shown)
    assert " checked" in box


def test_the_figures_are_a_page_and_a_file() -> None:
    made.card()
    made.given(made.asked(), made.POOR)
    count_all()
    derya = as_("derya")
    shown = words(derya.get(reverse("quality:team"), {"days": "365"}))
    assert "kurayla seçilen hiçbir görüşme puanlanmadı" in shown
    assert "30 görüşmeden azıyla kimse sıralanmaz" in shown
    assert "ayrı sayılır, puanı düşürmez" in shown, "the definition of critical errors"
    file = derya.get(reverse("quality:team"), {"days": "365", "as": "csv"})
    assert file.status_code == 200
    lines = file.content.decode("utf-8-sig").splitlines()
    assert {line.split(",")[0].split(";")[0] for line in lines[1:]} == {
        "Temsilci",
        "Kuyruk",
        "Konu",
        "Ay",
    }
    assert as_("elif").get(reverse("quality:team")).status_code == 403


def test_performance_is_ratings_handling_time_and_adherence() -> None:
    elif_, day = cast.staff("elif"), city.today(clock.now()) - timedelta(days=3)
    ContactDay.objects.create(
        day=day,
        queue="general",
        agent=elif_.pk,
        channel="phone",
        answered=50,
        handled=40,
        talk_ms=4_000_000,
        hold_ms=400_000,
        wrap_up_ms=400_000,
        ratings=35,
        rating_sum=140,
    )
    divide_all()
    KeptDay.objects.create(user=elif_, day=day, planned_seconds=27_000, present_seconds=24_300)
    url = reverse("quality:team")
    shown = words(as_("hakan").get(url))
    assert "Performans" in shown
    assert "4,0" in shown
    assert "%70" in shown, "the response rate"
    assert "2:00" in shown
    assert ">Genel<" in shown
    assert ">konusu olmayanlar<" in shown
    assert "Plana uyumun kuyruğu ve konusu yoktur" in shown
    assert "%90" in shown
    assert "Planlanan saat" in shown
    hers = words(as_("derya").get(url))
    assert "4,0" in hers
    assert "Plana uyum" not in hers, "she plans no shifts"
    file = as_("hakan").get(url, {"as": "csv"}).content.decode("utf-8-sig").splitlines()
    (line,) = [each.split(";") for each in file if each.startswith("Temsilcinin performansı")]
    assert len(line) == len(file[0].split(";"))
    assert line[1] == "Elif Yıldız"
    assert (
        sum(each.startswith(("Kuyruğun perf", "Konunun perf", "Ayın perf")) for each in file) == 3
    )


def test_the_team_page_asks_no_more_for_more_evaluations(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    derya, url = as_("derya"), reverse("quality:team")
    made.card()
    for agents in (("elif",), ("murat", "zeynep", "elif")):
        for agent in agents:
            made.given(made.asked(agent), made.POOR)
        count_all()
        derya.get(url, {"days": "365"})
        with django_assert_num_queries(QUERIES_OF_THE_TEAM):
            derya.get(url, {"days": "365"})


def test_a_talk_is_written_down_and_its_agent_marks_the_step() -> None:
    derya, elif_ = as_("derya"), as_("elif")
    url = reverse("quality:coaching")
    sent = {"agent": cast.staff("elif").pk, "note": "Selamlama", "step_1": "Adını söylesin."}
    response = derya.post(url, sent)
    assert response.status_code == 422
    assert "hangi günden sonra" in words(response)
    assert "Adını söylesin." in words(response)
    assert derya.post(url, sent | {"due_1": "2026-12-01"}).status_code == 302
    assert "Adını söylesin." in words(elif_.get(reverse("quality:mine")))
    step = CoachingStep.objects.get()
    done = reverse("quality:step_done", args=[step.pk])
    assert as_("murat").post(done).status_code == 404
    assert elif_.post(done).status_code == 302
    step.refresh_from_db()
    assert step.done_at is not None


def test_a_closing_is_checked_by_hand() -> None:
    derya = cast.staff("derya")
    actions.set_plan(each=0, each_closing=1, twice_percent=0, appeal_days=7, by=derya, at=cast.AT)
    confirmations.closed()
    actions.draw_day(day=local_time.today(clock.now()), at=clock.now())
    row = ClosingCheck.objects.get()
    browser, listed = as_("derya"), reverse("quality:closings")
    check = reverse("quality:check", args=[row.pk])
    assert check in words(browser.get(listed))
    assert "Merkezin sade anlatımı" in words(browser.get(check))
    assert "Bu sayfa ekip göndermez." in words(browser.get(check))
    refused = words(browser.post(check, {"words": "Yol açık."}))
    assert "Ne bulduğunuzu seçin." in refused
    assert 'href="#id_result_0"' in refused
    assert 'id="id_result_0"' in refused
    assert browser.post(check, {"result": "done", "way": "call"}).status_code == 302
    assert "gerçekten yapılmış" in words(browser.get(listed))
    assert browser.get(check).status_code == 404


def test_who_has_no_closing_to_check_reads_so() -> None:
    assert "Kontrol edilecek kapanış yok." in words(as_("derya").get(reverse("quality:closings")))


def test_the_voice_of_citizens_names_the_queue_as_staff_do() -> None:
    at = clock.now() - timedelta(hours=1)
    said = made.contact(at=at)
    Interaction.objects.filter(pk=said.pk).update(queue="general")
    rate_interaction(interaction=said, rating=5, by=SYSTEM, at=at)
    count_all()
    shown = words(as_("derya").get(reverse("quality:voice")))
    assert "5,00</strong> (%95 güvenle 1,83 – 5,00)" in shown, "one rating says nearly nothing"
    assert "<strong>%100</strong>" in shown
    assert "Puan istenmeyen görüşmeler de sayılır" in shown
    assert ">Genel<" in shown
    assert ">general<" not in shown
    assert "Kim yanıt vermiyor?" in shown
    assert shown.count("(1,83 – 5,00)") == 3, "by queue, by topic and by hour"
    assert f">{local_time.local(at):%H}:00<" in shown
