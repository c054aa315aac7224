"""What running programs read is put in force on a page, and holds without a restart."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests import cast
from tests.alarms.watching import call

from alo153.calls import menu_file
from alo153.calls.floor import city_queues, levels, pauses
from alo153.city import actions, queries
from alo153.city.citypack import PackError
from alo153.city.citypack.documents import document
from alo153.city.citypack.mistakes import Words
from alo153.city.models import DocumentVersion
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached
from alo153.switchboard.runtime import rules
from alo153.web.settings.documents import wording
from alo153.workforce import lawbook

pytestmark = pytest.mark.django_db
AT = cast.AT
type Publish = Callable[..., DocumentVersion]


@pytest.fixture(autouse=True)
def _alone(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def publish(django_capture_on_commit_callbacks: Any) -> Publish:
    """Put a document in force as Yasin, who administers the city."""

    def do(kind: str, text: str, **facts: object) -> DocumentVersion:
        with django_capture_on_commit_callbacks(execute=True):
            return actions.publish_document(
                **{
                    "kind": kind,
                    "text": text,
                    "reason": "Merkez değişti.",
                    "onto": queries.document_in_force(document(kind)).number,
                    "by": cast.staff("yasin"),
                    "at": AT,
                    **facts,
                }
            )

    return do


def text(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def changed(kind: str, former: str, now: str) -> str:
    said = text(kind)
    assert former in said
    return said.replace(former, now, 1)


def told(error: "pytest.ExceptionInfo[PackError]") -> list[tuple[str, int, str]]:
    return [(each.file, each.line, each.where) for each in error.value.mistakes]


def line_of(kind: str, words: str) -> int:
    return text(kind).splitlines().index(words) + 1


def test_a_shorter_pause_holds_at_once_and_for_the_switchboard(publish: Publish) -> None:
    before = rules.reread(rules.at_start())
    assert before.pause_limits["break"] == 15 * 60
    publish("pauses", changed("pauses", "minutes = 15", "minutes = 12"))
    assert pauses.of_city().limits["break"] == 12 * 60
    assert rules.reread(before).pause_limits["break"] == 12 * 60
    # Without the database, too: a program that starts reads the disk
    assert rules.at_start().pause_limits["break"] == 12 * 60


def test_times_of_the_center_hold_at_the_next_call_and_for_figures(
    publish: Publish, settings: Settings
) -> None:
    settings.RING_SECONDS, settings.WRAP_UP_SECONDS, settings.SURVEY_SECONDS = 20, 45, 15
    before = rules.reread(rules.at_start())
    assert (before.ring, before.wrap_up_limit, before.survey) == (20, 45, 15)
    said = ["ring_seconds = 25", "survey_seconds = 0", "retries = 1", "answer_within_seconds = 30"]
    publish("center", "\n".join(said))
    after = rules.reread(before)
    assert (after.ring, after.survey, after.retries) == (25, 0, 1)
    assert after.wrap_up_limit == 45, "what the city does not say its installation does"
    # Without the database, too: a program that starts reads the disk
    assert rules.at_start().ring == 25
    assert queries.center_times().answer_within_seconds == 30
    publish("center", "")
    assert rules.reread(after).ring == 20


def test_a_call_is_in_time_by_the_limit_of_the_document(publish: Publish) -> None:
    call(AT, answered_at=AT + timedelta(seconds=25), waited_seconds=25.0)
    later = AT + timedelta(minutes=5)
    assert levels.by_queue(later)["general"].in_time == 0
    publish("center", "answer_within_seconds = 30")
    assert levels.by_queue(later)["general"].in_time == 1


def test_a_new_name_of_a_queue_is_read_and_rolled_back(publish: Publish) -> None:
    former = text("queues")
    name = city_queues.name_of("general")
    publish("queues", former.replace(f'name = "{name}"', 'name = "Genel hat"', 1))
    assert city_queues.name_of("general") == "Genel hat"
    publish("queues", former, reason="Geri alındı.")
    assert city_queues.name_of("general") == name
    assert DocumentVersion.objects.filter(kind="queues").count() == 3


def test_another_menu_reaches_the_switchboard(publish: Publish) -> None:
    before = rules.reread(rules.at_start())
    publish("menu", changed("menu", 'title = "Ana menü"', 'title = "Seçenekler"'))
    after = rules.reread(before)
    assert after.menu.node("main").word == "Seçenekler"
    assert after != before


def test_a_dead_end_is_refused_with_its_place(publish: Publish) -> None:
    lost = '\n[nodes.lost]\nkind = "say"\nsay = ["greeting"]\nnext = "lost"\n'
    said = changed("menu", '2 = "call-back-when"', '2 = "lost"') + lost
    with pytest.raises(PackError) as error:
        publish("menu", said)
    place = said.splitlines().index("[nodes.lost]") + 1
    assert ("menu.toml", place, "lost") in told(error)
    assert any("dead end" in each.what for each in error.value.mistakes)
    assert menu_file.of_city().node("call-back-when").word != "lost"


def test_a_queue_that_the_menu_leads_to_cannot_go(publish: Publish) -> None:
    said = changed("menu", 'queue = "water"', 'queue = "wter"')
    with pytest.raises(PackError) as error:
        publish("menu", said)
    assert told(error) == [("menu.toml", line_of("menu", "[nodes.water]"), "water")]


def test_a_rule_of_the_law_that_cannot_be_read_is_refused_with_its_line(publish: Publish) -> None:
    with pytest.raises(PackError) as error:
        publish("law", changed("law", 'key = "night_most"', 'key = "night_mst"'))
    line = line_of("law", 'key = "night_most"')
    assert told(error) == [("law.toml", line, "rule night_mst, key")]
    (mistake,) = error.value.mistakes
    with translation.override("tr"):
        said = wording.told_mistake(mistake, "law.toml")
    assert said == (
        f'Satır {line}: Kural night_mst, Anahtar: "night_mst" bilinmiyor. Şunu mu demek istediniz: '
        '"night_most"?'
    )
    publish("law", changed("law", "value = 2700", "value = 2400"))
    assert lawbook.of_city().rules[0].value == 2400


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("value = 2700", 'value = "2700"', "value", "uygun bir sayı değil"),
        ("value = 2700", "value = -1", "value", "uygun bir sayı değil"),
        ("valid_from = 2003-06-10", 'valid_from = "2003-06-10"', "valid_from", "bir gün değil"),
        ("valid_from = 2003-06-10", "valid_from = 2003-06-10T00:00:00", "valid_from", "gün değil"),
        ("valid_from = 2003-06-10\n", "", "valid_from", "eksik"),
        ("value = 2700", 'value = 2700\nstatus = "tired"', "status", '"tired" bilinmiyor'),
        ("value = 2700", "value = 2700\nstatsu = 1", "statsu", "bilinmiyor"),
        ("value = 2700", "value = 2700\nverified = 1", "verified", "true ya da false değil"),
    ],
)
def test_mistakes_of_the_law_are_told_in_the_readers_language_with_line_and_field(
    publish: Publish, old: str, new: str, place: str, words: str
) -> None:
    with pytest.raises(PackError) as error:
        publish("law", changed("law", old, new))
    ((file, line, where),) = told(error)
    assert (file, where) == ("law.toml", f"rule week_most, {place}")
    assert 0 < line < 10
    (mistake,) = error.value.mistakes
    with translation.override("tr"):
        assert words in wording.told_mistake(mistake, "law.toml")


def test_a_menu_that_is_no_toml_is_told_once_with_its_line(publish: Publish) -> None:
    said = changed("menu", 'queue = "water"', 'queue = "water')
    with pytest.raises(PackError) as error:
        publish("menu", said)
    assert told(error) == [("menu.toml", line_of("menu", 'queue = "water"'), "queue")]
    (mistake,) = error.value.mistakes
    assert isinstance(mistake.what, Words)


def test_leave_days_of_the_city_reach_the_telephone(publish: Publish) -> None:
    header = "[working_time.leave]"
    day = datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    closed_on_sundays = (each for each in city_queues.of_city().values() if not each.hours.days[6])
    queue = next(closed_on_sundays).key
    assert city_queues.of_city()[queue].hours.open_at(day.timestamp())
    publish("city", changed("city", header, f'{header}\n"2026-12-03" = "all day"'))
    assert not city_queues.of_city()[queue].hours.open_at(day.timestamp())


def test_recordings_are_kept_as_long_as_the_city_says(publish: Publish, tmp_path: Path) -> None:
    assert queries.kept_days().recordings == 180
    publish("retention", changed("retention", "recordings = 180", "recordings = 60"))
    assert queries.kept_days().recordings == 60
    assert queries.kept_days().arrivals == 90
    # Nor does a machine on which nothing was written yet delete by the city's own file
    rmtree(tmp_path / "kept")
    assert queries.kept_days().recordings == 60


def test_what_callers_hear_is_made_anew_by_the_worker(publish: Publish) -> None:
    publish("voice", changed("voice", "İyi günler dileriz.", "Hoşça kalın."))
    assert ProcrastinateJob.objects.filter(task_name="city.make_prompts").count() == 1


def test_a_file_of_the_city_that_changes_is_read_until_somebody_edits_it(
    publish: Publish, settings: Settings, tmp_path: Path
) -> None:
    copytree(cast.CITIES / "kocaeli", tmp_path / "cities" / "kocaeli")
    settings.CITIES_DIR = tmp_path / "cities"
    file = tmp_path / "cities" / "kocaeli" / "pauses.toml"
    actions.follow_files(by=SYSTEM, at=AT)
    file.write_text(file.read_text().replace("minutes = 15", "minutes = 16"))
    assert pauses.of_city().limits["break"] == 16 * 60
    assert "minutes = 16" in text("pauses")
    publish("pauses", changed("pauses", "minutes = 16", "minutes = 12"), at=AT + timedelta(hours=1))
    file.write_text(file.read_text().replace("minutes = 16", "minutes = 17"))
    assert pauses.of_city().limits["break"] == 12 * 60
    actions.follow_files(by=SYSTEM, at=AT + timedelta(hours=2))
    assert DocumentVersion.objects.get(kind="pauses", state="waiting").saved_by is None
