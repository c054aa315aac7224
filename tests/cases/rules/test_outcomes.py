"""What each kind of answer must name."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.rules.outcomes import NEEDS, Finding, Need, Outcome

TODAY = date(2026, 11, 24)


def complete(outcome: Outcome) -> Finding:
    return Finding(
        outcome=outcome,
        text="Çınar budandı.",
        legal_basis="5393 sayılı Kanun, madde 14",
        planned_date=TODAY + timedelta(days=30),
        responsible_body="İzmit Belediyesi",
        duplicate_of="482109373",
    )


@given(st.sampled_from(list(Outcome)))
def test_a_complete_finding_lacks_nothing(outcome: Outcome) -> None:
    assert complete(outcome).missing(today=TODAY) == frozenset()


@given(st.sampled_from(list(Outcome)))
def test_a_bare_finding_lacks_exactly_what_its_outcome_demands(outcome: Outcome) -> None:
    assert Finding(outcome=outcome, text="").missing(today=TODAY) == NEEDS[outcome]


def test_a_plan_for_a_day_that_has_passed_is_no_plan() -> None:
    late = Finding(outcome=Outcome.PLANNED, text="Programda.", planned_date=TODAY)
    assert late.missing(today=TODAY) == {Need.PLANNED_DATE}
