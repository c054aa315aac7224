"""Ready answers at the desk: kept by supervisors, found, filled in, never sent open."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.contacts.conversations.letters import sms, taken_in
from tests.contacts.way import open_case

from alo153.accounts.policy import NotPermitted
from alo153.cases import actions
from alo153.cases.models import AnswerTemplate, Case
from alo153.cases.rules import codes
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog, Citizen
from alo153.city.queries import kinds_now
from alo153.contacts.actions import send
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
PAGE = "/center/ready-answers/"
TYPED = {"name": "Birimde", "shortcut": "birimde", "text": "{code} kodlu başvurunuz birimde."}


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


@pytest.fixture(name="hakan")
def _hakan() -> Client:
    client = Client()
    client.force_login(cast.staff("hakan"))
    return client


def kept(name: str = "Birimde", text: str = TYPED["text"], **facts: Any) -> AnswerTemplate:
    shortcut = facts.pop("shortcut", "")
    return actions.keep_template(
        unit=None,
        name=name,
        text=text,
        shortcut=shortcut,
        fits=actions.Fits(**facts),
        by=cast.staff("hakan"),
        at=cast.AT,
    )


def about(case: Case, channel: Channel = Channel.EMAIL) -> Conversation:
    _, conversation = (
        taken_in() if channel == Channel.EMAIL else taken_in(sms("?"), channel=channel)
    )
    actions.link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    return conversation


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def found(client: Client, conversation: Conversation, typed: str = "") -> str:
    address = f"/center/conversations/{conversation.pk}/ready-answers/"
    return words(client.get(address, {"q": typed}))


def test_a_supervisor_keeps_one_and_what_it_said_before_stays(hakan: Client) -> None:
    hakan.post(PAGE, TYPED)
    hakan.post(PAGE, TYPED | {"text": "{code} birimde, bekliyoruz."})
    template = AnswerTemplate.objects.get(name="Birimde")
    assert (template.version, template.changed_by) == (2, cast.staff("hakan"))
    page = words(hakan.get(PAGE))
    assert "{code} birimde, bekliyoruz." in page
    assert TYPED["text"] in page
    said = [each.data for each in Event.objects.filter(name="template.kept").order_by("id")]
    assert [(each["version"], each["changed"]) for each in said][-1] == (2, ["text"])
    hakan.post(f"{PAGE}{template.pk}/drop/")
    assert not AnswerTemplate.objects.exists()


def test_a_change_of_name_changes_that_answer_and_is_told(hakan: Client) -> None:
    hakan.post(PAGE, TYPED)
    template = AnswerTemplate.objects.get()
    changing = f"{PAGE}?edit={template.pk}"
    page = words(hakan.get(changing))
    assert page.index(f'action="{changing}"') < page.index("<table"), "its form stands first"
    hakan.post(changing, TYPED | {"name": "Birimde bekliyor"})
    assert AnswerTemplate.objects.get().name == "Birimde bekliyor"
    [*_, told] = Event.objects.filter(name="template.kept").order_by("id")
    assert told.subject_id == str(template.pk)
    assert told.data["changed"] == ["name"]
    assert (told.data["renamed_from"], told.data["renamed_to"]) == ("Birimde", "Birimde bekliyor")


def test_the_name_of_another_answer_is_refused_and_what_is_typed_stays(hakan: Client) -> None:
    kept("Başka", "Merhaba.")
    template = kept()
    response = hakan.post(f"{PAGE}?edit={template.pk}", TYPED | {"name": "Başka", "text": "Yeni."})
    assert response.status_code == 422
    page = words(response)
    assert "Bu adla başka bir yanıt var. Başka bir ad verin." in page
    assert f'action="{PAGE}?edit={template.pk}"' in page
    assert {each.text for each in AnswerTemplate.objects.all()} == {"Merhaba.", TYPED["text"]}


def test_what_a_colleague_threw_away_meanwhile_is_kept_anew(hakan: Client) -> None:
    template = kept()
    actions.drop_template(template=template, by=cast.staff("hakan"), at=cast.AT)
    hakan.post(f"{PAGE}?edit={template.pk}", TYPED | {"text": "Yeni."})
    assert AnswerTemplate.objects.get().text == "Yeni."


def test_what_an_answer_is_for_is_no_length_of_time(hakan: Client) -> None:
    kept(channel="sms")
    page = words(hakan.get(PAGE))
    assert '<th scope="col">Ne için</th>' in page
    row = page.split('data-label="Ne için"')[1].split("</td>")[0]
    assert "SMS" in row
    assert "hepsi" not in row


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"text": "{cod}"}, "Bilinmeyen: {cod}. Kastettiğiniz buysa {code} yazın."),
        ({"text": "{code"}, "Süslü ayraç eksik: “{code”."),
        ({"text": "ş" * 2000, "channel": "sms"}, "Çok uzun. Yaklaşık"),
        ({"shortcut": "iki söz"}, "Harf, rakam ve tire; boşluk olmaz."),
        ({"shortcut": "dolu"}, "Bu kısa ad “Başka” yanıtında var."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    hakan: Client, typed: dict[str, str], complaint: str
) -> None:
    kept("Başka", "Merhaba.", shortcut="dolu")
    response = hakan.post(PAGE, TYPED | typed)
    assert response.status_code == 422
    assert complaint in words(response)
    assert not AnswerTemplate.objects.filter(name="Birimde").exists()


def test_an_agent_uses_them_and_does_not_write_them(elif_: Client) -> None:
    assert elif_.get(PAGE).status_code == 403
    facts: dict[str, Any] = {"name": "x", "text": "x", "fits": actions.Fits(), "at": cast.AT}
    with pytest.raises(NotPermitted):
        actions.keep_template(unit=None, by=cast.staff("elif"), **facts)


def test_one_is_found_by_short_key_name_or_words_and_filled(elif_: Client) -> None:
    case = open_case(Channel.EMAIL)
    conversation = about(case)
    kept("Durum", "{code} için teşekkürler", shortcut="birimde-degil")
    kept(shortcut="birimde")
    shown = f"{codes.display(case.tracking_code)} kodlu başvurunuz birimde."
    for typed in ("birimde", "BİRİM", "kodlu basvuru"):
        assert shown in found(elif_, conversation, typed), typed
    both = found(elif_, conversation, "birimde")
    assert both.index(shown) < both.index("için teşekkürler")
    assert "Bu sözcüklerle hazır yanıt yok." in found(elif_, conversation, "lağım")


def test_a_list_names_the_words_it_answers_as_the_page_without_script_does(elif_: Client) -> None:
    _, conversation = taken_in()
    kept("Acil", "112'yi arayın.", shortcut="acil")
    listed = found(elif_, conversation, 'ac"il')
    assert 'data-answers="ac"il"' in listed
    address = f"/center/conversations/{conversation.pk}/"
    assert listed.strip() in words(elif_.get(address, {"q": 'ac"il'}))
    assert "data-answers" not in words(elif_.get(address))


def test_what_is_fetched_while_somebody_types_is_no_look_of_its_own(elif_: Client) -> None:
    _, conversation = taken_in()
    address = f"/center/conversations/{conversation.pk}/"
    elif_.get(address)
    looks = AccessLog.objects.count()
    for number in range(3):
        assert found(elif_, conversation, "a" * number)
        elif_.post(f"{address}preview/", {"text": "a" * number})
    assert (looks, AccessLog.objects.count()) == (1, 1)


def test_what_nobody_may_read_is_not_found_while_typing_either(elif_: Client) -> None:
    conversation = about(confidential.opened(), Channel.SMS)
    address = f"/center/conversations/{conversation.pk}/"
    assert elif_.get(f"{address}ready-answers/").status_code == 404
    assert elif_.post(f"{address}preview/", {"text": "a"}).status_code == 404


def test_those_of_another_matter_or_channel_are_not_offered(elif_: Client) -> None:
    conversation = about(open_case(Channel.EMAIL))
    kept("Konu", "uyan konu", topic=cast.topic("agac-budama"))
    kept("Başka konu", "konu uymaz", topic=cast.topic("yol-cukuru"))
    kept("Tür", "tür uymaz", kind=kinds_now()["petition"])
    kept("Kanal", "kanal uymaz", channel="sms")
    kept("Durum", "durum uymaz", state="closed")
    kept("Dil", "dil uymaz", language="en")
    shown = found(elif_, conversation)
    assert "uyan konu" in shown
    assert "uymaz" not in shown


def test_how_it_stands_is_said_in_the_citizen_s_words_and_language(elif_: Client) -> None:
    case = stories.pruning()
    conversation = about(case)
    kept("Durum", "{code}: {state}")
    said = f"{codes.display(case.tracking_code)}: Başvurunuzu ilgili birime ilettik: Park"
    assert said in found(elif_, conversation)
    conversation.citizen = case.reporter
    conversation.save()
    Citizen.objects.filter(pk=case.reporter_id).update(language="en")
    assert ": We sent it to Park" in found(elif_, conversation)


def test_what_is_not_known_stays_open_and_does_not_leave(elif_: Client) -> None:
    _, conversation = taken_in()
    template = kept()
    page = words(elif_.get(f"/center/conversations/{conversation.pk}/?ready={template.pk}"))
    assert "{code} kodlu başvurunuz birimde.</textarea>" in page
    answer = elif_.post(f"/center/conversations/{conversation.pk}/reply/", {"text": TYPED["text"]})
    assert answer.status_code == 422
    assert "Boş kaldı: {code}." in words(answer)
    assert not Message.objects.filter(purpose="reply").exists()


def test_of_a_confidential_matter_only_the_code_is_filled_in() -> None:
    case = confidential.opened()
    conversation = about(case, Channel.SMS)
    conversation.refresh_from_db()
    kept("Konu", "{topic} {code}")
    meral = Client()
    meral.force_login(cast.staff("meral"))
    confidential.explained(case, "meral")
    shown = found(meral, conversation)
    assert "{topic} " in shown
    assert "{code}" not in shown


def test_the_preview_is_what_leaves(elif_: Client, settings: Any) -> None:
    settings.SEND_DELAY_SECONDS = 0
    _, conversation = taken_in()
    address = f"/center/conversations/{conversation.pk}"
    shown = words(elif_.post(f"{address}/preview/", {"text": "Ekip yolda."}))
    elif_.post(f"{address}/reply/", {"text": "Ekip yolda."})
    send(message_id=Message.objects.get(purpose="reply").pk, now=now)
    left = CapturedMessage.objects.latest("pk")
    assert left.body in shown
    assert left.subject in shown
    assert "Kocaeli Büyükşehir Belediyesi" in left.body


def test_the_preview_of_an_sms_counts_its_parts(elif_: Client) -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    address = f"/center/conversations/{conversation.pk}/preview/"
    assert "SMS: 2 parça, en çok 6" in words(elif_.post(address, {"text": "a" * 200}))
    assert "karakter kısaltın." in words(elif_.post(address, {"text": "a" * 2000}))
    assert "Henüz bir şey yazılmadı." in words(elif_.post(address, {"text": " "}))


def test_a_city_brings_its_own_and_what_staff_changed_stays(capsys: Any) -> None:
    call_command("load_ready_answers")
    own = AnswerTemplate.objects.get(shortcut="adres")
    kept(own.name, "Açık adresiniz nedir?", shortcut="adres")
    AnswerTemplate.objects.filter(shortcut="foto").update(text="eski")
    call_command("load_ready_answers")
    own.refresh_from_db()
    assert own.text == "Açık adresiniz nedir?"
    assert AnswerTemplate.objects.get(shortcut="foto").text != "eski"
    assert "1 of them new or changed" in capsys.readouterr().out


def test_mistakes_of_its_file_are_named_with_their_line(tmp_path: Any, settings: Any) -> None:
    settings.CITIES_DIR, folder = tmp_path, tmp_path / settings.CITY
    folder.mkdir()
    file = folder / "ready_answers.toml"
    file.write_text('[[answer]]\nname = "a"\ntext = "{kod}"\ntopic = "yok"\n')
    with pytest.raises(CommandError, match=r"ready_answers.toml:3.*\{kod\} is not known") as said:
        call_command("load_ready_answers", "--check")
    assert "ready_answers.toml:4" in str(said.value)


@pytest.fixture(name="brings")
def _brings(tmp_path: Path, settings: Any) -> Callable[..., None]:
    """Load a file of ready answers: names by their short keys."""
    settings.CITIES_DIR, folder = tmp_path, tmp_path / settings.CITY
    folder.mkdir()

    def bring(**names: str) -> None:
        answers = [
            f'[[answer]]\nname = "{name}"\nshortcut = "{key}"\ntext = "{name}."\n'
            for key, name in names.items()
        ]
        (folder / "ready_answers.toml").write_text("\n".join(answers))
        call_command("load_ready_answers")

    return bring


def by_shortcut() -> dict[str, str]:
    return dict(AnswerTemplate.objects.values_list("shortcut", "name"))


def test_a_city_renames_one_of_its_own_by_its_short_key(brings: Callable[..., None]) -> None:
    brings(adres="Adres")
    before = AnswerTemplate.objects.get()
    brings(adres="Açık adres")
    after = AnswerTemplate.objects.get()
    assert (after.pk, after.name, after.text) == (before.pk, "Açık adres", "Açık adres.")


def test_a_city_swaps_two_short_keys(brings: Callable[..., None]) -> None:
    brings(adres="Adres", foto="Fotoğraf")
    brings(adres="Fotoğraf", foto="Adres")
    assert by_shortcut() == {"adres": "Fotoğraf", "foto": "Adres"}
    told = Event.objects.filter(name="template.kept").order_by("id")[2:]
    assert [each.data["changed"] for each in told] == [["shortcut"], ["shortcut"]]


def test_what_a_city_names_no_more_gives_its_short_key_to_what_it_names(
    brings: Callable[..., None],
) -> None:
    brings(adres="Adres", foto="Fotoğraf")
    brings(adres="Fotoğraf")
    assert by_shortcut() == {"adres": "Fotoğraf", "": "Adres"}


def test_a_short_key_of_staff_gives_way_to_no_file(brings: Callable[..., None]) -> None:
    kept("Bizim", "Bizim.", shortcut="adres")
    with pytest.raises(CommandError, match='has the short key of one: "Bizim"'):
        brings(foto="Fotoğraf", adres="Adres")
    assert by_shortcut() == {"adres": "Bizim"}
