"""An announcement is typed once, heard and seen by those it concerns, and always ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests import cast

from alo153.city.models import District
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.payloads import dimensions_of
from alo153.knowledge import actions, queries, sound
from alo153.knowledge.models import Announcement, Voice
from alo153.knowledge.speech import contract, espeak

pytestmark = pytest.mark.django_db
OUTAGE = "İzmit Yahya Kaptan'da su kesintisi var, saat on sekizde bitecek."
HOUR = timedelta(hours=1)


def announce(district: str = "", *, spoken: bool = True, **changes: Any) -> Announcement:
    return actions.announce(
        text=changes.pop("text", OUTAGE),
        wordings=changes.pop("wordings", {}),
        district=cast.district(district) if district else None,
        begins_at=cast.AT,
        ends_at=cast.AT + 3 * HOUR,
        spoken=spoken,
        on_portal=changes.pop("on_portal", True),
        by=cast.staff("elif"),
        at=cast.AT,
    )


def concerned(district: District | None) -> list[str]:
    return [each.text for each in queries.concerning(district, cast.AT + HOUR)]


def test_it_concerns_its_district_and_what_is_for_all_concerns_everybody() -> None:
    announce("izmit", text="İzmit")
    announce(text="herkes")
    assert concerned(cast.district("izmit")) == ["herkes", "İzmit"]
    assert concerned(cast.district("gebze")) == ["herkes"]
    assert concerned(None) == ["herkes"]


def test_it_begins_and_ends_by_itself() -> None:
    announce()
    assert [bool(queries.in_force(at)) for at in (cast.AT - HOUR, cast.AT, cast.AT + 3 * HOUR)] == [
        False,
        True,
        False,
    ]


def test_it_is_taken_back_once() -> None:
    made = announce("izmit")
    for _ in range(2):
        actions.end(announcement=made, by=cast.actor("elif"), at=cast.AT + HOUR)
    assert not concerned(cast.district("izmit"))
    where = {dimensions_of(event.data).district for event in events.history(made)}
    assert where == {cast.district("izmit").pk}
    names = [(event.name, event.actor) for event in events.history(made)]
    assert names == [
        ("announcement.made", Actor.staff(cast.staff("elif").pk)),
        ("announcement.ended", Actor.staff(cast.staff("elif").pk)),
    ]


def test_what_has_ended_cannot_be_taken_back() -> None:
    made = announce()
    actions.end(announcement=made, by=cast.actor("elif"), at=cast.AT + 4 * HOUR)
    assert [event.name for event in events.history(made)] == ["announcement.made"]


def test_the_machine_reads_it_into_asterisks_folder_and_then_callers_hear_it(sounds: Path) -> None:
    made = announce("izmit")
    izmit, at = cast.district("izmit"), cast.AT + HOUR
    assert queries.spoken(izmit, at) == []
    actions.give_voice(announcement_id=made.pk, now=lambda: at)
    assert queries.spoken(izmit, at) == [made.sound]
    assert queries.spoken(cast.district("gebze"), at) == []
    samples, rate = sound.read(sounds / f"{made.sound}.wav")
    assert (rate, 2 < len(samples) / rate < 15) == (8000, True)
    assert [event.name for event in events.history(made)][-1] == "announcement.voiced"


def test_without_a_machine_the_page_can_say_so(sounds: Path, monkeypatch: Any) -> None:
    made = announce()
    monkeypatch.setattr(espeak, "find", lambda _programs: None)
    actions.give_voice(announcement_id=made.pk, now=lambda: cast.AT)
    made.refresh_from_db()
    assert made.voice == Voice.MISSING
    assert made.get_voice_display() == "ses yok: arayanlar duymuyor"
    assert queries.spoken(None, cast.AT) == []


def test_a_machine_that_hangs_is_stopped(
    sounds: Path, tmp_path: Path, settings: Any, monkeypatch: Any
) -> None:
    hangs = tmp_path / espeak.PROGRAM
    hangs.write_text("#!/bin/sh\nexec sleep 60\n")
    hangs.chmod(0o755)
    monkeypatch.setattr(espeak, "find", lambda _programs: hangs)
    monkeypatch.setattr(contract, "SECONDS", 0.2)
    made = announce()
    actions.give_voice(announcement_id=made.pk, now=lambda: cast.AT)
    made.refresh_from_db()
    assert made.voice == Voice.MISSING
    assert [event.name for event in events.history(made)][-1] == "announcement.not_voiced"


def test_where_the_chosen_voice_fails_espeak_reads_and_it_is_said(
    sounds: Path, settings: Any
) -> None:
    settings.VOICE = "command:/bin/false {wav}"
    made = announce()
    give_voice(made)
    assert (made.voice, made.voice_failure) == (
        Voice.READY,
        "false could not read a text: it ended with 1",
    )
    assert (sounds / f"{made.sound}.wav").is_file()
    voiced = events.history(made).get(name="announcement.voiced")
    assert voiced.data["chosen_voice_failed"] == made.voice_failure


def test_what_is_not_to_be_read_is_not_read(sounds: Path) -> None:
    made = announce(spoken=False)
    actions.give_voice(announcement_id=made.pk, now=lambda: cast.AT)
    assert not sounds.exists()
    assert queries.spoken(None, cast.AT) == []


def test_no_caller_hears_more_than_three() -> None:
    for number in range(5):
        announce(text=str(number))
    for each in Announcement.objects.all():
        Announcement.objects.filter(pk=each.pk).update(voice=Voice.READY, heard=each.sound)
    newest = Announcement.objects.order_by("-pk")[:3]
    assert queries.spoken(None, cast.AT) == [each.sound for each in newest]


def test_no_caller_waits_longer_than_half_a_minute_for_the_menu() -> None:
    for text in ("b" * 250, "a" * 200, "c" * 10):
        announce(text=text)
    for each in Announcement.objects.all():
        Announcement.objects.filter(pk=each.pk).update(voice=Voice.READY, heard=each.sound)
    newest = Announcement.objects.order_by("-pk")[:2]
    assert queries.spoken(None, cast.AT) == [each.sound for each in newest]


def test_the_web_shows_only_what_is_meant_for_it() -> None:
    announce(text="içeride", on_portal=False)
    announce(text="dışarıda")
    assert [each.text for each in queries.on_portal(cast.AT)] == ["dışarıda"]


def change(announcement: Announcement, text: str, **changes: Any) -> None:
    actions.change(
        announcement=announcement,
        text=text,
        wordings=changes.pop("wordings", {}),
        district=announcement.district,
        ends_at=changes.pop("ends_at", announcement.ends_at),
        spoken=changes.pop("spoken", True),
        on_portal=True,
        by=cast.staff("hakan"),
        at=changes.pop("at", cast.AT + HOUR),
    )


def give_voice(announcement: Announcement) -> None:
    actions.give_voice(announcement_id=announcement.pk, now=lambda: cast.AT + HOUR)
    announcement.refresh_from_db()


def test_changed_words_are_seen_at_once_and_heard_when_they_are_spoken(sounds: Path) -> None:
    made = announce()
    give_voice(made)
    before = made.sound
    change(made, "Su on dokuzda gelecek.")
    assert concerned(None) == ["Su on dokuzda gelecek."]
    assert queries.spoken(None, cast.AT + HOUR) == [before]
    give_voice(made)
    assert made.sound != before
    assert queries.spoken(None, cast.AT + HOUR) == [made.sound]
    assert (sounds / f"{made.sound}.wav").is_file()
    changed = events.history(made).get(name="announcement.changed")
    assert changed.data["before"] == OUTAGE


def test_new_words_that_cannot_be_spoken_silence_the_old_ones(
    sounds: Path, monkeypatch: Any
) -> None:
    made = announce()
    give_voice(made)
    change(made, "Su yarın gelecek.")
    monkeypatch.setattr(espeak, "find", lambda _programs: None)
    give_voice(made)
    assert (made.voice, queries.spoken(None, cast.AT + HOUR)) == (Voice.MISSING, [])


def test_the_same_words_are_not_spoken_again(sounds: Path) -> None:
    made = announce()
    give_voice(made)
    change(made, OUTAGE, ends_at=cast.AT + 5 * HOUR)
    made.refresh_from_db()
    assert (made.voice, made.ends_at) == (Voice.READY, cast.AT + 5 * HOUR)


def test_callers_hear_nothing_of_what_is_not_to_be_read_any_more(sounds: Path) -> None:
    made = announce(wordings={"en": "The water is off."})
    give_voice(made)
    change(made, OUTAGE, wordings={"en": "The water is off."}, spoken=False)
    assert queries.spoken(None, cast.AT + HOUR) == []
    assert queries.spoken(None, cast.AT + HOUR, "en") == []


def test_every_language_of_the_menu_has_words_and_a_sound_of_its_own(sounds: Path) -> None:
    made = announce(wordings={"en": "The water is off.", "ar": "انقطاع في المياه", "de": " "})
    give_voice(made)
    english, arabic = (made.wordings.get(language=each) for each in ("en", "ar"))
    assert queries.spoken(None, cast.AT, "en") == [english.sound]
    assert queries.spoken(None, cast.AT, "ar") == [arabic.sound]
    assert queries.spoken(None, cast.AT, "de") == []
    assert all((sounds / f"{each.sound}.wav").is_file() for each in (made, english, arabic))
    change(made, OUTAGE, wordings={"en": "The water is back."})
    assert queries.spoken(None, cast.AT, "en") == [english.sound], "until the new one is spoken"
    assert queries.spoken(None, cast.AT, "ar") == []


def test_what_is_over_is_not_changed() -> None:
    made = announce()
    with pytest.raises(actions.OverError):
        change(made, "Daha uzun", at=cast.AT + 4 * HOUR)
    actions.end(announcement=made, by=cast.actor("elif"), at=cast.AT + HOUR)
    with pytest.raises(actions.OverError):
        change(made, "Daha uzun")
