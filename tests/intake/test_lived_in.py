"""A city is tried out with an invented past: plausible, counted by reports, and never mixed."""

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum
from django.test import Client
from tests import cast
from tests.parts.events.consuming import consume

from alo153.calls.call_words import CallOutcome
from alo153.calls.floor import public_numbers
from alo153.calls.models import Call
from alo153.cases.actions import process_due_confirmations
from alo153.cases.models import Case, Clock, Closing, Objection
from alo153.cases.rules.lifecycle import State
from alo153.citizens.models import Person
from alo153.city.queries import midnight
from alo153.contacts.models import Interaction, Message
from alo153.core.models import Event
from alo153.intake.lived_in import actions
from alo153.reports.actions.rollup.rebuilding import rebuild
from alo153.reports.models import ContactDay, MatterDay

pytestmark = pytest.mark.django_db
AT = cast.AT + timedelta(hours=5)


def invented(seed: int = 153, contacts: int = 900, cases: int = 200) -> None:
    """Invent thirty days."""
    cast.enroll_everybody()
    cast.citizen("Ayşe Işık")
    actions.invent_past(days=30, contacts=contacts, cases=cases, seed=seed, at=AT)


def sums(model: Any, *names: str) -> dict[str, int]:
    """Return the sums of facts over all days."""
    found: dict[str, int] = model.objects.aggregate(**{name: Sum(name) for name in names})
    return found


def test_cases_are_in_every_state_and_calls_come_to_something() -> None:
    invented()
    assert set(Case.objects.values_list("state", flat=True)) >= set(State) - {State.AT_CENTER}
    assert 150 <= Case.objects.count() <= 210
    assert 800 <= Interaction.objects.count() <= 950
    dispositions = set(Interaction.objects.values_list("disposition", flat=True))
    assert dispositions >= {"information", "case", "abandoned", "self_served", "silent"}
    assert Interaction.objects.filter(rating__isnull=False).exists()
    assert set(Closing.objects.values_list("confirmation", flat=True)) >= {"solved", "no_answer"}
    assert (
        Clock.objects.filter(state="running").count()
        == Case.objects.exclude(state="closed").count()
    )


def test_who_calls_a_case_unsolved_objects_and_the_case_goes_on() -> None:
    invented(contacts=1500, cases=700)
    unsolved = Closing.objects.filter(confirmation=Closing.Confirmation.NOT_SOLVED)
    assert unsolved.count() == Objection.objects.count() > 5
    ended = Objection.objects.exclude(ended_by=None)
    assert {each.ended_by.number for each in ended if each.ended_by} == {2}
    open_ones = Objection.objects.filter(ended_by=None)
    assert State.CLOSED not in open_ones.values_list("case__state", flat=True)


def test_the_wall_counts_each_call_at_the_number_that_was_dialed() -> None:
    invented()
    today = public_numbers.today(AT)
    assert (
        sum(number.calls for number in today)
        == Call.objects.filter(entered_at__gte=midnight(AT)).count()
    )
    assert today[0].calls > 0


def test_an_agent_talks_with_one_caller_at_a_time_and_nothing_lies_ahead() -> None:
    invented()
    talks = defaultdict[int, list[tuple[Any, Any]]](list)
    for call in Call.objects.filter(outcome=CallOutcome.ANSWERED).order_by("answered_at"):
        talks[call.agent_id or 0].append((call.answered_at, call.ended_at))
    assert len(talks) >= 3
    for those in talks.values():
        assert all(end <= begin for (_, end), (begin, _) in pairwise(those))
    assert not Event.objects.filter(at__gt=AT).exists()
    assert not Call.objects.filter(ended_at__gt=AT).exists()


def test_reports_count_it_and_count_it_again_to_the_same_figures() -> None:
    invented()
    consume()
    first = sums(ContactDay, "calls_in", "offered", "answered", "abandoned", "ready_ms", "ratings")
    assert first["calls_in"] == Call.objects.count()
    assert first["answered"] == Call.objects.filter(outcome=CallOutcome.ANSWERED).count()
    assert first["answered"] + first["abandoned"] == first["offered"]
    assert first["ready_ms"] > 0
    matters = sums(MatterDay, "opened", "closed", "informed", "confirmed")
    assert matters["opened"] == Case.objects.count()
    assert matters["closed"] == Closing.objects.count()
    rebuild()
    assert sums(ContactDay, *first) == first
    assert sums(MatterDay, *matters) == matters


def test_the_same_seed_invents_the_same_and_another_one_does_not() -> None:
    def names(seed: int) -> list[str]:
        with transaction.atomic():
            invented(seed, contacts=60, cases=10)
            found = list(Person.objects.order_by("pk").values_list("full_name", flat=True))
            transaction.set_rollback(True)
        return found

    assert names(1) == names(1) != names(2)


def test_nobody_is_told_and_every_name_says_that_nobody_is_meant() -> None:
    invented()
    assert not Message.objects.exists()
    names = Person.objects.values_list("full_name", flat=True)
    assert {name for name in names if not name.endswith("(örnek)")} == {"Ayşe Işık"}


def test_nobody_is_told_later_either() -> None:
    invented()
    waiting = Closing.objects.filter(confirmation="waiting").count()
    assert waiting == process_due_confirmations(at=AT + timedelta(days=8)) > 0
    assert not Closing.objects.filter(confirmation="waiting").exists()
    assert not Message.objects.exists()


def test_it_is_never_mixed_with_real_work() -> None:
    cast.open_case()
    with pytest.raises(actions.HasAPast):
        invented()


def test_it_is_refused_in_production(settings: Any) -> None:
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="ALO153_DEVELOPMENT"):
        call_command("invent_past")


def test_its_cases_open_at_the_unit_and_for_the_citizen(
    day_of_the_cast: None, client: Client
) -> None:
    invented(contacts=90, cases=60)
    closed = Case.objects.filter(state=State.CLOSED).first()
    assert closed
    assert client.get(f"/t/{closed.link_key}/").status_code in {200, 302}
    client.force_login(cast.staff("hakan"))
    for state in State:
        case = Case.objects.filter(state=state).first()
        if case:
            page = client.get(f"/center/cases/{case.tracking_code}/")
            assert page.status_code == 200, state
