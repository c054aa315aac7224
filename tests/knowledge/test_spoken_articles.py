"""The spoken form of an article becomes a sound, and only what is in force is heard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests import cast
from tests.knowledge.written import SLUG, content

from alo153.knowledge import sound
from alo153.knowledge.articles import actions, spoken
from alo153.knowledge.articles.content import Words
from alo153.knowledge.models import Article
from alo153.knowledge.speech import espeak
from alo153.knowledge.speech.contract import SpeechError

pytestmark = pytest.mark.django_db
GERMAN = Words(question="Wie?", answer="Mit Ausweis.")
ENGLISH = Words(question="How?", answer="With your card.", spoken="Come with your card.")


def write(said: str, seen: int = 0, **changes: Any) -> Article:
    own = Words(question="Nasıl sahiplenirim?", answer="Kimliğinizle gelin.", spoken=said)
    words = {"tr": own, "en": ENGLISH, "de": GERMAN}
    return actions.write_article(
        content=content(words=words, **changes), seen=seen, by=cast.staff("hakan"), at=cast.AT
    )


def heard(language: str = "tr") -> str:
    found = spoken.heard(SLUG, language=language, at=cast.AT)
    return found.sound if found else ""


def wanted() -> list[dict[str, Any]]:
    jobs = ProcrastinateJob.objects.filter(task_name=spoken.SPEAK_JOB)
    return list(jobs.values_list("args", flat=True))


def test_callers_hear_it_once_the_machine_has_read_it(sounds: Path) -> None:
    article = write("Kimliğinizle bakımevine gelin.")
    assert wanted() == [{"article_id": article.pk}]
    assert heard() == ""
    actions.speak_article(article_id=article.pk)
    samples, rate = sound.read(sounds / f"{heard()}.wav")
    assert 1 < len(samples) / rate < 15
    assert heard("en") not in {"", heard()}
    assert heard("de") == "", "nothing was written to be heard"


def test_other_words_are_heard_once_they_are_read(sounds: Path) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    before = heard()
    write("Akşam gelin.", seen=1)
    assert heard() == ""
    actions.speak_article(article_id=article.pk)
    assert heard() not in {"", before}


def test_what_has_its_sound_is_not_read_again(sounds: Path) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    write("Sabah gelin.", seen=1, source="Başka bir sayfa")
    assert len(wanted()) == 1
    assert heard()


def test_what_was_taken_back_or_is_for_staff_alone_is_not_heard(sounds: Path) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    write("Sabah gelin.", seen=1, internal=True)
    assert heard() == ""
    write("Sabah gelin.", seen=2)
    assert heard()
    article.refresh_from_db()
    actions.retire_article(article=article, by=cast.staff("hakan"), at=cast.AT)
    assert heard() == ""


def test_without_a_machine_the_job_is_tried_again(
    sounds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = write("Sabah gelin.")
    monkeypatch.setattr(espeak, "find", lambda _programs: None)
    with pytest.raises(SpeechError):
        actions.speak_article(article_id=article.pk)
    assert heard() == ""


def test_an_article_whose_job_failed_for_good_is_read_within_the_hour(sounds: Path) -> None:
    article = write("Sabah gelin.")
    ProcrastinateJob.objects.all().delete()
    assert spoken.unheard(article) == ["en", "tr"]
    actions.want_missing_sounds(at=cast.AT)
    actions.want_missing_sounds(at=cast.AT)
    assert wanted() == [{"article_id": article.pk}], "once, as long as it waits"
    actions.speak_article(article_id=article.pk)
    assert spoken.unheard(article) == []
    assert heard()


def test_what_is_heard_in_the_voice_of_now_is_not_wanted_again(sounds: Path) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    ProcrastinateJob.objects.all().delete()
    actions.want_missing_sounds(at=cast.AT)
    assert wanted() == []


def test_another_voice_reads_it_anew_and_until_then_the_former_is_heard(
    sounds: Path, settings: Settings
) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    former = (sounds / f"{heard()}.wav").read_bytes()
    ProcrastinateJob.objects.all().delete()
    settings.VOICE = "espeak-ng:tr+f3"
    actions.want_missing_sounds(at=cast.AT)
    assert wanted() == [{"article_id": article.pk}]
    assert (sounds / f"{heard()}.wav").read_bytes() == former
    actions.speak_article(article_id=article.pk)
    assert (sounds / f"{heard()}.wav").read_bytes() != former


def test_what_no_caller_may_hear_is_not_wanted(sounds: Path) -> None:
    write("Sabah gelin.", internal=True)
    assert wanted() == []
    actions.want_missing_sounds(at=cast.AT)
    assert wanted() == []


def test_the_sound_of_former_words_is_deleted(sounds: Path) -> None:
    article = write("Sabah gelin.")
    actions.speak_article(article_id=article.pk)
    former = sounds / heard()
    write("Akşam gelin.", seen=1)
    actions.speak_article(article_id=article.pk)
    actions.want_missing_sounds(at=cast.AT)
    assert list(former.parent.glob(f"{former.name}*")) == []
    assert heard()
    assert heard("en")


def test_the_menu_is_offered_the_articles_with_a_spoken_form(sounds: Path) -> None:
    write("")
    assert spoken.listed(language="tr", at=cast.AT) == []
    write("Sabah gelin.", seen=1)
    assert spoken.listed(language="tr", at=cast.AT) == [(SLUG, "Nasıl sahiplenirim?")]
