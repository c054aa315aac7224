"""A pothole is not mended because somebody says so: the topic demands what others can see."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.time.deadlines import bring

from alo153.cases import actions, queries
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import NEEDS, Finding, Incomplete, Need, Outcome, evidence_for
from alo153.city.rules.evidence import PROVABLE, Evidence
from alo153.core.clock import now
from alo153.core.files.uploads import CheckedFile

WORDS = "Çukuru asfaltla doldurduk."
HOUR = timedelta(hours=1)
demands = st.dictionaries(st.sampled_from(PROVABLE), st.lists(st.sampled_from(list(Evidence))))


def test_a_city_demands_evidence_only_of_outcomes_that_exist() -> None:
    assert set(PROVABLE) < set(Outcome)


@given(st.sampled_from(list(Outcome)), demands)
def test_a_bare_finding_lacks_what_outcome_and_topic_demand(
    outcome: Outcome, demanded: dict[str, list[str]]
) -> None:
    evidence = evidence_for(outcome, demanded)
    assert len(evidence) == len(set(demanded.get(outcome, [])))
    missing = Finding(outcome=outcome, text="").missing(today=cast.AT.date(), evidence=evidence)
    assert missing == NEEDS[outcome] | evidence


@pytest.fixture
def pothole(db: None) -> Case:
    case = cast.open_case("Yolda derin çukur var.", about="yol-cukuru", at=now() - 2 * HOUR)
    actions.accept(case=case, by=cast.staff("okan"), at=now() - HOUR)
    return case


def answer(case: Case, **facts: object) -> None:
    finding = Finding(text=WORDS, **{"outcome": Outcome.DONE, **facts})  # type: ignore[arg-type]
    actions.answer(case=case, finding=finding, by=cast.staff("okan"), at=now())


def photograph(case: Case, *, from_citizen: bool = False) -> None:
    file = CheckedFile(b"a photo", "image/jpeg")
    by = cast.actor("okan")
    actions.attach(case=case, file=file, from_citizen=from_citizen, by=by, at=now())


def test_a_pothole_is_not_done_without_a_photo(pothole: Case) -> None:
    with pytest.raises(Incomplete) as refused:
        answer(pothole)
    assert refused.value.missing == {Need.PHOTO}
    pothole.refresh_from_db()
    assert pothole.state == State.ACCEPTED
    assert not pothole.answers.exists()


def test_what_was_shown_stays_with_the_answer(pothole: Case) -> None:
    photograph(pothole)
    answer(pothole, photos=1)
    kept = pothole.answers.get()
    assert (kept.photos, kept.outcome) == (1, Outcome.DONE)


def test_the_scan_of_a_signed_paper_shows_no_work(db: None) -> None:
    petition = bring("petition")
    photo = CheckedFile(b"scan", "image/jpeg")
    elif_ = cast.staff("elif")
    actions.keep_signed_paper(case=petition, file=photo, by=elif_, at=now())
    assert queries.photos_of_staff(petition) == 0


def test_nothing_found_says_when_somebody_was_there(pothole: Case) -> None:
    with pytest.raises(Incomplete) as refused:
        answer(pothole, outcome=Outcome.NOT_FOUND)
    assert refused.value.missing == {Need.VISIT}
    seen_at = now() - HOUR
    answer(pothole, outcome=Outcome.NOT_FOUND, visited_at=seen_at)
    assert pothole.answers.get().visited_at == seen_at


@pytest.mark.parametrize("hours", [-3, 1], ids=["before it was reported", "still to come"])
def test_a_visit_is_between_the_report_and_now(pothole: Case, hours: int) -> None:
    with pytest.raises(Incomplete) as refused:
        answer(pothole, outcome=Outcome.NOT_FOUND, visited_at=now() + hours * HOUR)
    assert refused.value.missing == {Need.VISIT}


def test_a_refusal_and_a_plan_need_no_photo(pothole: Case) -> None:
    answer(pothole, outcome=Outcome.PLANNED, planned_date=stories.tomorrow())
    assert pothole.answers.get().outcome == Outcome.PLANNED


def test_a_body_outside_the_house_is_asked_for_no_evidence(pothole: Case) -> None:
    elif_ = cast.staff("elif")
    outside = cast.outside_body()
    actions.forward(case=pothole, to=outside, reason="Yol onların.", by=elif_, at=now())
    finding = Finding(outcome=Outcome.DONE, text=WORDS)
    actions.answer(case=pothole, finding=finding, by=elif_, at=now())
    assert pothole.answers.get().unit == outside
