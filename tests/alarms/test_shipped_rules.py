"""A new city begins with alarm rules, once; none of them could never ring."""

from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from tests import cast
from tests.alarms.watching import rule

from alo153.alarms import actions, city_file
from alo153.alarms.models import AlarmRule
from alo153.alarms.queries.live.telephone import reachable_agents
from alo153.calls.call_words import AgentState
from alo153.calls.models import AgentSession

pytestmark = pytest.mark.django_db
WATCHED = {
    "waiting",
    "longest_wait",
    "service_level",
    "reachable_agents",
    "topic_times",
    "neighborhood_times",
    "provider_failures",
    "disk_free",
    "backup_age",
}


def load(**options: bool) -> str:
    out = StringIO()
    call_command("load_alarm_rules", stdout=out, **options)
    return out.getvalue()


def test_a_new_city_watches_what_goes_wrong_and_names_nobody_as_writer() -> None:
    assert "10 alarm rules" in load()
    assert set(AlarmRule.objects.values_list("figure", flat=True)) == WATCHED
    assert not AlarmRule.objects.exclude(written_by=None).exists()
    # Once: what the city throws away does not come back
    for each in AlarmRule.objects.all():
        actions.retire_rule(rule=each, by=cast.staff("hakan"), at=cast.AT)
    assert "its own" in load()
    assert not AlarmRule.objects.filter(retired_at=None).exists()


def test_a_city_with_a_rule_of_its_own_gets_none() -> None:
    rule()
    load()
    assert AlarmRule.objects.count() == 1


def test_they_are_evaluated_like_all_others() -> None:
    load()
    actions.evaluate(at=cast.AT)
    assert not AlarmRule.objects.exclude(failing="").exists()
    titles = set(AlarmRule.objects.filter(alarms__cleared_at=None).values_list("name", flat=True))
    assert "Çağrıları alabilecek kimse yok" in titles


def test_both_shipped_files_are_in_order(settings: Settings) -> None:
    kocaeli = city_file.read(cast.CITIES / "kocaeli")
    harborview = city_file.read(cast.CITIES / "harborview")
    without_names = [
        [(each.figure.key, each.of, each.limits, each.audience) for each in those]
        for those in (kocaeli, harborview)
    ]
    assert without_names[0] == without_names[1]


def test_a_rule_that_could_never_ring_is_named(settings: Settings, tmp_path: Path) -> None:
    copytree(cast.CITIES / "kocaeli", tmp_path / "kocaeli")
    settings.CITIES_DIR = tmp_path
    path = tmp_path / "kocaeli" / city_file.FILE
    said = path.read_text().replace(
        'figure = "disk_free"\nrings_at = 10', 'figure = "disk_free"\nrings_at = 0'
    )
    path.write_text(said.replace('"role:administrator"', '"role:nobody"'))
    with pytest.raises(CommandError) as error:
        load(check=True)
    assert "Disk doluyor" not in str(error.value)
    assert "never below 0" in str(error.value)
    assert '"role:nobody" is nobody here' in str(error.value)


def test_an_agent_at_a_call_can_be_reached_and_one_at_a_break_not() -> None:
    agent = AgentSession.objects.create(
        user=cast.staff("elif"), state=AgentState.TALKING, reachable=True, since=cast.AT
    )
    assert reachable_agents("general", cast.AT)[0].value == 1
    agent.state = AgentState.PAUSED
    agent.save()
    assert reachable_agents("general", cast.AT)[0].value == 0
