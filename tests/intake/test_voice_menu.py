"""What the voice menu tells a caller: nothing of whose a case is, and nobody guesses codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from pytest_django import Settings
from tests import cast
from tests.cases.life.confirmations import planned, say
from tests.knowledge.written import SLUG, content

from alo153.calls.menu.lookup_contract import Reply
from alo153.calls.menu.nodes import STATES
from alo153.cases import actions as cases
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.intake import voice_menu, wrong_codes
from alo153.intake.voice_menu import CityLookups
from alo153.knowledge import actions as knowledge
from alo153.knowledge.articles import actions as articles
from alo153.knowledge.articles import spoken
from alo153.knowledge.articles.content import Words
from alo153.knowledge.models import Announcement, ArticleUse, Voice
from alo153.switchboard.acd.turn.commands import LookUp

pytestmark = pytest.mark.django_db
STRANGER = "05329990000"


@pytest.fixture(autouse=True)
def counts() -> Iterator[None]:
    """Begin with nobody's tries counted."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the connection in which the test's transaction stands."""
    monkeypatch.setattr(voice_menu, "close_old_connections", lambda: None)


def ask(question: str, code: str = "", number: str = STRANGER, **more: Any) -> Reply:
    who = {"number": number, "code": code, **more}
    return CityLookups().answer(LookUp(call="a", ask=1, question=question, **who))


def wrong_code(number: int) -> str:
    return codes.new_code(lambda below: number % below)


def statuses() -> list[Message]:
    return list(Message.objects.filter(purpose="status"))


def test_a_case_is_told_by_its_last_public_step() -> None:
    case = cast.open_case()
    about = f"case:{case.pk}"
    assert ask("status", case.tracking_code) == Reply("at_unit", about=about)
    cases.accept(case=case, by=cast.staff("selin"), at=cast.AT)
    assert ask("status", case.tracking_code) == Reply("in_work", about=about)
    assert ask("status", about=about) == Reply("in_work", about=about)
    assert ask("details", about=about) == Reply("sent")


def test_what_is_only_planned_is_in_work_and_not_concluded() -> None:
    case = planned()
    assert ask("status", case.tracking_code).word == "in_work"
    say(case, solved=True)
    assert ask("status", case.tracking_code).word == "concluded"


def test_an_open_case_is_told_to_the_proved_number_that_one_citizen_alone_has() -> None:
    case, number = cast.open_case(), cast.phone_of("Ayşe Işık")
    own = {"number": number, "proved": True}
    assert ask("own_case", **own) == Reply("open", about=f"case:{case.pk}")
    assert ask("own_case", number=number) == Reply(), "a number that may be forged"
    assert ask("own_case", number=STRANGER, proved=True) == Reply()
    assert ask("own_case", number="", proved=True) == Reply()
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=cast.AT)
    assert ask("own_case", **own) == Reply()
    Case.objects.filter(pk=case.pk).update(state=case.state, closed_at=None)
    # Another person of the household
    citizens.recognize(phone=number, full_name="Ali Işık", by=cast.actor("elif"), at=cast.AT)
    assert ask("own_case", **own) == Reply()


def test_every_public_step_has_words_in_the_menu() -> None:
    assert set(voice_menu.WORDS) == timeline.STANDS_AT
    assert set(voice_menu.WORDS.values()) == set(STATES)


def test_the_number_of_the_caller_changes_nothing() -> None:
    case = cast.open_case()
    numbers = [cast.phone_of("Ayşe Işık"), STRANGER, ""]
    assert {ask("status", case.tracking_code, number).word for number in numbers} == {"at_unit"}


def test_a_slip_of_the_finger_is_not_counted() -> None:
    case = cast.open_case()
    for _ in range(wrong_codes.OF_A_NUMBER + 5):
        assert ask("status", "482109370") == Reply("unknown")
    assert ask("status", case.tracking_code).word == "at_unit"


@pytest.mark.parametrize(
    ("number", "limit"),
    [(STRANGER, wrong_codes.OF_A_NUMBER), ("", wrong_codes.OF_WITHHELD)],
)
def test_guessing_is_over_after_some_wrong_codes(number: str, limit: int) -> None:
    case = cast.open_case()
    for n in range(limit):
        assert ask("status", wrong_code(n), number).word == "unknown"
    assert ask("status", case.tracking_code, number).word == "too_many"
    assert ask("status", case.tracking_code, cast.phone_of("Ayşe Işık")).word == "at_unit"


def test_wrong_codes_count_for_a_whole_hour() -> None:
    cast.open_case()
    ask("status", wrong_code(1))
    ask("status", wrong_code(2))
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(expires), count(*) FROM core_cache")
        first, counts = cursor.fetchone()
    assert counts == 2  # the number's own, and all together
    assert first > clock.now() + timedelta(minutes=59)


def test_guessing_from_many_numbers_is_over_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrong_codes, "IN_ALL", 5)
    case = cast.open_case()
    for n in range(5):
        ask("status", wrong_code(n), f"0532999{n:04}")
    assert ask("status", case.tracking_code).word == "too_many"


@pytest.mark.parametrize(
    ("flooded", "other"), [(Channel.SMS, Channel.PHONE), (Channel.PHONE, Channel.SMS)]
)
def test_forged_sms_do_not_silence_the_voice_menu_nor_calls_the_keyword(
    flooded: Channel, other: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrong_codes, "IN_ALL", 5)
    for n in range(5):
        wrong_codes.count(f"+90532999{n:04}", way=flooded)
    assert wrong_codes.are_too_many(STRANGER, way=flooded)
    assert not wrong_codes.are_too_many(STRANGER, way=other)


def test_the_details_go_to_the_registered_telephone_whoever_calls() -> None:
    case = cast.open_case()
    assert ask("details", case.tracking_code) == Reply("sent")
    message = statuses()[0]
    assert message.to == cast.phone_of("Ayşe Işık")
    assert codes.display(case.tracking_code) in message.body
    assert case.link_key in message.body
    assert message.state == Message.State.QUEUED


def test_nobody_floods_a_telephone_whose_code_they_know() -> None:
    case = cast.open_case()
    replies = [ask("details", case.tracking_code).word for _ in range(4)]
    assert replies == ["sent", "sent", "sent", "not_sent"]
    assert len(statuses()) == 3


def test_without_a_registered_mobile_nothing_is_sent() -> None:
    case = cast.open_case(wish=Channel.EMAIL, email="ayse@example.org")
    assert ask("details", case.tracking_code) == Reply("not_sent")
    assert ask("details", wrong_code(1)) == Reply("not_sent")
    assert statuses() == []


def announced(district: str, **wordings: str) -> Announcement:
    now = clock.now()
    made = knowledge.announce(
        text="Su kesintisi",
        wordings=wordings,
        district=cast.district(district) if district else None,
        begins_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        spoken=True,
        on_portal=True,
        by=cast.staff("elif"),
        at=now,
    )
    for said in (made, *made.wordings.all()):
        type(said).objects.filter(pk=said.pk).update(voice=Voice.READY, heard=said.sound)
    return made


def test_a_caller_hears_what_concerns_the_place_of_the_latest_case() -> None:
    cast.open_case()
    izmit, _gebze, everywhere = announced("izmit"), announced("gebze"), announced("")
    known = ask("announcements", number=cast.phone_of("Ayşe Işık"))
    assert set(known.sounds) == {izmit.sound, everywhere.sound}
    for unknown in (STRANGER, "", "anonymous"):
        assert ask("announcements", number=unknown).sounds == (everywhere.sound,)


def test_who_chose_a_language_hears_what_is_announced_in_it() -> None:
    arabic, _turkish_only = announced("", ar="انقطاع في المياه"), announced("")
    (wording,) = arabic.wordings.all()
    assert ask("announcements", language="ar").sounds == (wording.sound,)
    assert ask("announcements", language="en").sounds == ()
    assert len(ask("announcements", language="tr").sounds) == 2


def test_an_article_is_heard_in_the_caller_s_language_and_counted(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SOUNDS_DIR = tmp_path
    words = Words(question="Saatler?", answer="08:30", spoken="Sekiz buçukta açılır.")
    hakan = cast.staff("hakan")
    article = articles.write_article(
        content=content(words={"tr": words}), seen=0, by=hakan, at=clock.now()
    )
    assert ask("answer", article=SLUG) == Reply(), "it has no sound yet"
    sound = spoken.sound_of(article.texts.get())
    path = tmp_path / "kocaeli" / f"{sound}.wav"
    path.parent.mkdir(parents=True)
    path.touch()
    assert ask("answer", article=SLUG) == Reply("found", sounds=(sound,))
    assert ask("answer", article=SLUG, language="en") == Reply(), "nothing to say in English"
    assert ask("answer", article="nowhere") == Reply()
    use = ArticleUse.objects.get()
    assert (use.article, use.channel, use.shown) == (article, Channel.PHONE, 1)
    articles.retire_article(article=article, by=hakan, at=clock.now())
    assert ask("answer", article=SLUG) == Reply()


def test_a_question_nobody_knows_has_no_answer() -> None:
    assert ask("weather") == Reply()


def test_the_menu_asks_the_source_named_in_the_settings(settings: Any) -> None:
    assert f"{CityLookups.__module__}.{CityLookups.__name__}" == settings.SWITCHBOARD_LOOKUP_SOURCE


def test_the_case_itself_is_not_changed() -> None:
    case = cast.open_case()
    before = Case.objects.values().get(pk=case.pk)
    ask("status", case.tracking_code)
    assert Case.objects.values().get(pk=case.pk) == before
