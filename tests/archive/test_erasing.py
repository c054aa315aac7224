"""A person is erased from every table and file; what is counted stays."""

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test import Client
from tests import cast
from tests.calls.media import recorded
from tests.cases.life.confirmations import planned
from tests.contacts.conversations.chat.chats import said
from tests.contacts.way import answered, open_case

from alo153.archive import erasing
from alo153.cases import actions, queries
from alo153.cases.confidential.actions.erasing import WORDS
from alo153.cases.models import Answer, Case, Note
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.city.place import Place
from alo153.contacts import actions as contacts
from alo153.contacts.conversations.actions import give_reply_up, reply
from alo153.contacts.conversations.chat.actions import Photo
from alo153.contacts.models import Conversation, Direction, Interaction, Message
from alo153.core.clock import now
from alo153.core.events import history
from alo153.core.files.uploads import CheckedFile
from alo153.core.models import Event
from alo153.core.text import fold
from alo153.web.portal.follow import tracking

pytestmark = pytest.mark.django_db
NAME, PHONE, EMAIL = "Nilüfer Saklıkent", "+905329998877", "nilufer.saklikent@example.org"
HERS = ("saklıkent", "5329998877", "zümrütanka", "kehribarlı", "tarçınboncuk", "mercanköşk")
PHOTO = CheckedFile(content=b"\xff\xd8\xff\xe0 gomecbalikfoto \xff\xd9", content_type="image/jpeg")


def whole_database() -> str:
    told = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            told += [row for (row,) in cursor.fetchall()]
    return fold("\n".join(told))


def found() -> set[str]:
    whole = whole_database()
    return {word for word in HERS if fold(word) in whole}


def files() -> str:
    places = [Path(str(settings.STORAGES[k]["OPTIONS"]["location"])) for k in ("default",)]
    names = [path for place in places for path in place.rglob("*") if path.is_file()]
    return "".join(path.read_bytes().decode(errors="replace") for path in names)


def erase(**given: Any) -> str:
    out = StringIO()
    call_command("erase_citizen", **{"reason": "request", "by": "yasin", **given}, stdout=out)
    return out.getvalue()


@pytest.fixture
def hers(tmp_path: Path, settings: Any) -> Case:
    """Return a closed case of a citizen who called, was answered, and left traces everywhere."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    cast.staff("yasin")
    contact = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction.INBOUND,
        address=PHONE,
        by=cast.actor("elif"),
        at=cast.AT,
    )
    contacts.write_note(
        interaction=contact, text="Tarçınboncuk dedi.", by=cast.actor("elif"), at=cast.AT
    )
    case = actions.open_case(
        application=actions.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=cast.district("izmit"), address="Kehribarlı Sokak 9"),
            text="Dallar zümrütanka penceremize değiyor.",
            reporter=actions.Reporter(full_name=NAME, phone=PHONE, email=EMAIL),
            contact_wish=Channel.SMS,
            channel=Channel.PHONE,
        ),
        interaction=contact,
        by=cast.actor("elif"),
        at=cast.AT,
    )
    actions.note(case=case, text="Saklıkent Hanım kızgın", by=cast.staff("elif"), at=cast.AT)
    actions.attach(case=case, file=PHOTO, from_citizen=True, by=cast.actor("elif"), at=cast.AT)
    answered(case, "Sayın Saklıkent, mercanköşk işi tamam.")
    for message in Message.objects.filter(state="queued"):
        contacts.send(message_id=message.pk, now=lambda: cast.AT)
    case.refresh_from_db()
    return case


def test_nothing_of_the_person_is_left_in_any_table_or_file(hers: Case) -> None:
    assert found() == set(HERS)
    assert "gomecbalikfoto" in files()
    said = erase(contact="0532 999 88 77")
    assert found() == set()
    assert "gomecbalikfoto" not in files()
    assert "1 başvuru" in said
    assert "1 dosya" in said


def test_her_link_offers_nothing_any_more(
    day_of_the_cast: None, hers: Case, client: Client
) -> None:
    link = f"/t/{hers.link_key}/"
    client.post("/track/", {"code": hers.tracking_code, "phone": PHONE})
    assert client.get(link).status_code == 200
    assert client.get("/track/timeline/").status_code == 200
    erase(citizen=hers.reporter_id)
    not_solved = {"solved": "no", "words": "Kimse gelmedi"}
    assert client.get(link).status_code == 404
    assert client.post(f"{link}confirmation/", not_solved).status_code == 404
    assert client.post(f"{link}reply/", {"text": "a"}).status_code == 404
    assert client.get("/track/timeline/").headers["Location"] == "/track/"
    assert client.post("/track/timeline/confirmation/", not_solved).headers["Location"] == "/track/"


def test_nothing_is_written_in_her_name_any_more(hers: Case) -> None:
    citizen = hers.reporter
    assert citizen
    erase(citizen=citizen.pk)
    hers.refresh_from_db()
    agent = cast.actor("elif")
    for solved in (True, False):
        with pytest.raises(actions.PersonErased):
            actions.record_confirmation(
                case=hers,
                solved=solved,
                words="Saklıkent aradı",
                channel=Channel.PHONE,
                by=agent,
                at=cast.AT,
            )
    with pytest.raises(actions.PersonErased):
        actions.attach(case=hers, file=PHOTO, from_citizen=True, by=agent, at=cast.AT)
    actions.attach(case=hers, file=PHOTO, from_citizen=False, by=agent, at=cast.AT)
    hers.refresh_from_db()
    assert not hers.is_open
    assert found() == set()


def test_her_link_stays_shut_though_the_plan_of_her_case_is_taken_up_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.staff("yasin")
    case = planned()
    link = f"/t/{case.link_key}/"
    assert client.get(link).status_code == 200
    erase(citizen=case.reporter_id)
    actions.resume_plans(at=now() + timedelta(days=3))
    case.refresh_from_db()
    assert case.is_open
    assert client.get(link).status_code == 404
    by, at = cast.actor("elif"), now()
    with pytest.raises(actions.PersonErased):
        actions.attach(case=case, file=PHOTO, from_citizen=True, by=by, at=at)
    with pytest.raises(actions.PersonErased):
        actions.reply(case=case, text="Köşedeki.", channel=Channel.PHONE, by=by, at=at)
    # Erased after the page had looked
    monkeypatch.setattr(tracking, "is_erased", lambda _: False)
    assert client.post(f"{link}reply/", {"text": "Köşedeki."}).status_code == 404


def test_erasing_again_says_so(hers: Case) -> None:
    erase(citizen=hers.reporter_id)
    again = erase(citizen=hers.reporter_id)
    assert "daha önce silinmişti" in again
    with pytest.raises(CommandError, match="daha önce silindi"):
        erase(contact=PHONE)


def test_what_was_said_on_the_telephone_goes_too(hers: Case, tmp_path: Path, settings: Any) -> None:
    settings.RECORDING_FORM = "wav"
    call = recorded.talk(recorded.settings_for(tmp_path, settings), number=PHONE, seconds=1)
    recorded.keep(call)
    assert list((tmp_path / "recordings").rglob("*.wav"))
    erase(citizen=hers.reporter_id)
    assert not list((tmp_path / "recordings").rglob("*.wav"))
    call.refresh_from_db()
    assert (call.number, call.recording.state) == ("", "deleted")
    assert found() == set()


@pytest.mark.parametrize("known", ["by_case", "by_citizen"])
def test_what_she_wrote_in_a_chat_goes_without_an_address(hers: Case, known: str) -> None:
    photo = Photo(name="saklıkent.jpg", checked=replace(PHOTO, content=b"dilberdudagifoto"))
    conversation = said("Ben Saklıkent, Kehribarlı Sokak", photo=photo).conversation
    other = said("Çınaraltı Parkı ne zaman açılıyor?", token="another").conversation
    assert conversation
    assert other
    elif_ = cast.staff("elif")
    reply(conversation=conversation, text="Sayın Saklıkent, mercanköşk.", by=elif_, at=cast.AT)
    assert conversation.interaction
    contacts.write_note(
        interaction=conversation.interaction, text="Saklıkent", by=cast.actor("elif"), at=cast.AT
    )
    if known == "by_case":
        actions.link_conversation(case=hers, conversation=conversation, by=elif_, at=cast.AT)
    else:
        Conversation.objects.filter(pk=conversation.pk).update(citizen=hers.reporter)
    assert "dilberdudagifoto" in files()
    erase(citizen=hers.reporter_id)
    assert found() == set()
    assert "dilberdudagifoto" not in files()
    assert other.messages.get().body.startswith("Çınaraltı")


def test_why_an_answer_in_her_talk_was_given_up_goes_too(hers: Case) -> None:
    talk, elif_ = said("Ben Saklıkent").conversation, cast.staff("elif")
    assert talk
    Conversation.objects.filter(pk=talk.pk).update(citizen=hers.reporter)
    answer = reply(conversation=talk, text="Bakıyoruz.", by=elif_, at=cast.AT)
    lost = {
        "channel": Channel.TELEGRAM,
        "to": "77",
        "state": Message.State.FAILED,
        "sent_at": None,
    }
    Message.objects.filter(pk=answer.pk).update(**lost)
    why = "Saklıkent Hanım aradı."
    give_reply_up(message=answer, conversation=talk, note=why, by=elif_, at=cast.AT)
    erase(citizen=hers.reporter_id)
    assert found() == set()


def test_what_she_wrote_and_nobody_has_answered_waits_no_longer(hers: Case) -> None:
    talk = said("Ben Saklıkent").conversation
    assert talk
    Conversation.objects.filter(pk=talk.pk).update(citizen=hers.reporter)
    assert talk.state == Conversation.State.WAITING
    erase(citizen=hers.reporter_id)
    talk.refresh_from_db()
    assert (talk.state, talk.assignee) == (Conversation.State.CLOSED, None)
    assert talk.interaction
    assert talk.interaction.ended_at


def test_what_staff_have_half_typed_about_her_goes(
    hers: Case, tmp_path: Path, settings: Any
) -> None:
    talk, other = said("Ben Saklıkent").conversation, said("Açık mı?", token="another").conversation
    assert talk
    assert other
    Conversation.objects.filter(pk=talk.pk).update(citizen=hers.reporter)
    call = recorded.talk(recorded.settings_for(tmp_path, settings), number=PHONE, seconds=1)
    elif_, kept = cast.staff("elif"), {"new:1", f"talk:{other.pk}", f"letter:{other.pk}"}
    hers_too = {f"{kind}:{talk.pk}" for kind in ("talk", "talk-note", "letter")}
    for key in kept | hers_too | {f"call:{call.pk}"}:
        actions.save_draft(user=elif_, key=key, fields={"text": "Sayın Saklıkent"}, at=cast.AT)
    erase(citizen=hers.reporter_id)
    assert {each.key for each in queries.drafts(elif_)} == kept


def test_what_is_counted_stays(hers: Case) -> None:
    before = _counted()
    citizen = hers.reporter
    assert citizen
    erase(citizen=citizen.pk)
    assert _counted() == before
    hers.refresh_from_db()
    assert (hers.state, hers.topic.slug, hers.text) == ("closed", "agac-budama", "(silindi)")
    (event,) = Event.objects.filter(name="citizen.erased")
    assert event.data == {
        "reason": "request",
        "cases": 1,
        "contacts": 1,
        "messages": 2,
        "files": 1,
    }
    assert event.actor_id == cast.staff("yasin").pk
    assert event in history(citizen)


def _counted() -> dict[str, int]:
    kinds = (Case, Citizen, Interaction, Answer, Note, Message)
    return {kind.__name__: kind._default_manager.count() for kind in kinds}


def test_who_shares_a_number_keeps_it(hers: Case) -> None:
    other = citizens.recognize(
        full_name="Murat Saklı",
        phone=PHONE,
        email="",
        language="tr",
        by=cast.actor("elif"),
        at=cast.AT,
    )
    if other == hers.reporter:
        pytest.fail("two names were taken for one person")
    with pytest.raises(CommandError, match="Murat Saklı"):
        erase(contact=PHONE)
    erase(citizen=hers.reporter_id)
    assert list(Identity.objects.values_list("citizen", "value")) == [(other.pk, PHONE)]


def test_an_open_case_is_needed_still(hers: Case) -> None:
    case = open_case(Channel.NONE, phone=PHONE)
    Case.objects.filter(pk=case.pk).update(reporter=hers.reporter)
    with pytest.raises(CommandError, match=case.tracking_code):
        erase(citizen=hers.reporter_id)
    assert found() == set(HERS)


def test_a_run_that_breaks_in_the_middle_is_run_again(
    hers: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_run:
        broken_run.setattr(erasing, "erase_messages", broken)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            erase(citizen=hers.reporter_id)
    assert not Event.objects.filter(name="citizen.erased").exists()
    assert found() == set(HERS)
    assert "gomecbalikfoto" not in files()  # files go first
    erase(citizen=hers.reporter_id)
    assert found() == set()


def test_it_asks_for_a_reason_and_for_who_does_it(hers: Case) -> None:
    with pytest.raises(CommandError):
        call_command("erase_citizen", "--citizen", "1", "--by", "yasin")
    with pytest.raises(CommandError):
        call_command("erase_citizen", "--citizen", "1", "--reason", "boredom", "--by", "yasin")
    with pytest.raises(CommandError, match="kimse"):
        erase(citizen=hers.reporter_id, by="kimse")


# Text of cases that no person says: codes, names of topics and providers, hashes
NOT_WORDS = {
    "cases.Case": {"tracking_code", "link_key", "language", "form_digest", "due_set_by"},
    "cases.RelayAttempt": {"detail"},
    "cases.Attachment": {"file", "content_type", "sha256"},  # the rows go
    "cases.PersonalFile": {"file", "content_type", "sha256"},  # the rows go
    "cases.RaisedAlarm": {"alarm", "name"},
    "cases.Clock": {"next_step"},
    "cases.ClockEntry": {"actor_kind"},
    "cases.Closing": {"evidence"},
    "cases.ClosingSums": {"outcome"},  # a key
    "cases.ContractorLink": {"digest"},
    "cases.DelayedSend": {"verb", "typed", "receiver", "refused"},  # the rows go
    "cases.Draft": {"key", "typed"},  # the rows go
    "cases.RegisterEntry": {"register", "number"},
    "cases.Incident": {"title"},  # the city's own words
    "cases.SubTask": {"next_step"},
    "cases.TopicAnswer": {"key", "question", "kind"},  # the city's own words
    "cases.AnswerTemplate": {"name", "text", "shortcut", "language"},
    "cases.AnswerTemplateVersion": {"text"},
    "cases.SavedView": {"name", "filters"},
    "cases.KnownWord": {"word"},  # learned anew every night
}


def test_every_column_of_words_of_a_case_is_known_to_the_erasure() -> None:
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    forgotten = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not field.choices
        and not field.is_relation
        and not isinstance(field, models.GeneratedField)
        and field.name not in NOT_WORDS.get(model._meta.label, set())
        and field.name not in WORDS.get(model, ("", ()))[1]
    }
    assert forgotten == set()
