"""Rules come in versions: the file's, and those of an administrator, which no file overwrites."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories

from alo153.city import actions, queries
from alo153.city.models import RuleVersion
from alo153.city.place import Place
from alo153.city.rules import rulebook
from alo153.city.rules.routing import Rule
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db

TREES = "Devrilen ağaca önce itfaiye bakar."


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


def load(rules: Sequence[Rule] = cast.pack().rules) -> None:
    actions.load_city(pack=replace(cast.pack(), rules=tuple(rules)), by=SYSTEM, at=cast.AT)


def in_force() -> RuleVersion:
    version = queries.version_in_force()
    assert version
    return version


def changed(reason: str) -> tuple[Rule, ...]:
    first, *rest = cast.pack().rules
    return (replace(first, reason=reason), *rest)


@pytest.mark.usefixtures("empty_database")
def test_the_first_load_makes_the_first_version_and_a_second_load_none() -> None:
    load()
    load()
    (version,) = RuleVersion.objects.all()
    assert (version.number, version.saved_by, version.reason) == (1, None, "routing.toml")
    assert queries.rules_of(version) == cast.pack().rules
    (event,) = events.history(version)
    assert (event.name, event.data) == ("rules.saved", {"number": 1, "in_force": True})


def test_a_changed_file_is_a_new_version_and_the_old_one_stays_readable() -> None:
    load()
    load(changed(TREES))
    assert in_force().number == 2
    assert queries.rules_of(in_force())[0].reason == TREES
    assert queries.rules_of(RuleVersion.objects.get(number=1)) == cast.pack().rules


def test_what_an_administrator_saved_is_not_overwritten_by_a_changed_file() -> None:
    load()
    actions.save_rules(changed("Yasin"), reason="denendi", by=cast.staff("yasin"), at=cast.AT)
    load()
    assert (in_force().number, queries.waiting_version()) == (2, None)
    load(changed("dosya"))
    load(changed("dosya"))
    waiting = queries.waiting_version()
    assert waiting
    assert (in_force().number, waiting.number, waiting.in_force) == (2, 3, False)


@pytest.mark.usefixtures("empty_database")
def test_the_command_says_whose_rules_are_in_force() -> None:
    load(changed("dosya"))
    actions.save_rules(changed("Yasin"), reason="denendi", by=cast.staff("yasin"), at=cast.AT)
    said = StringIO()
    call_command("load_city", stdout=said)
    assert "version 2 of the rules is in force, saved by Yasin" in said.getvalue()
    assert "waits as version 3" in said.getvalue()


def test_an_administrator_who_takes_the_file_up_follows_it_again() -> None:
    load()
    yasin = cast.staff("yasin")
    actions.save_rules(changed("Yasin"), reason="denendi", by=yasin, at=cast.AT)
    load(changed("dosya"))
    actions.save_rules(changed("dosya"), reason="dosyadaki doğru", by=yasin, at=cast.AT)
    assert queries.waiting_version() is None
    load(changed("sonraki dosya"))
    assert queries.rules_of(in_force())[0].reason == "sonraki dosya"


def test_a_case_keeps_the_version_and_the_rule_that_sent_it() -> None:
    case = stories.pruning()
    load(changed(TREES))
    sent = case.forwardings.get()
    assert sent.rule_version
    assert sent.rule
    assert (sent.rule_version.number, sent.rule.position, sent.rule.version) == (
        1,
        6,
        sent.rule_version,
    )
    assert sent.reason == sent.rule.reason


def test_a_rule_that_names_a_closed_unit_lets_the_center_decide() -> None:
    load()
    unit = cast.unit("park-ve-bahceler")
    unit.retired_at = cast.AT
    unit.save()
    route = queries.find_route(topic=cast.topic("devrilen-agac"), place=Place())
    assert route.unit is None
    assert "artık başvuru almıyor" in route.reason


def test_rules_without_a_reason_are_not_saved() -> None:
    load()
    with pytest.raises(actions.RulesReasonMissing):
        actions.save_rules(changed("x"), reason="  ", by=cast.staff("yasin"), at=cast.AT)


_rules = st.lists(
    st.builds(
        Rule,
        position=st.integers(1, 9),
        unit=st.sampled_from(["u", "v"]),
        reason=st.sampled_from(["because", "for"]),
        topic=st.none() | st.sampled_from(["a", "b"]),
    ),
    max_size=4,
)


@given(_rules, _rules)
def test_a_digest_is_the_same_for_the_same_rules_in_the_same_order(
    one: list[Rule], other: list[Rule]
) -> None:
    same = rulebook.numbered(one) == rulebook.numbered(other)
    assert (rulebook.digest(one) == rulebook.digest(other)) == same
