"""Every verb asks whether this person may: seeing a case is not acting on it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.cases.life.confirmations import say
from tests.cases.policy import rights
from tests.cases.policy.rights import EVERY
from tests.parts.roles import Role

from alo153.accounts.registry import Permission, every_permission
from alo153.cases import actions
from alo153.cases.actions import NotTheirs
from alo153.cases.models import RelayAttempt
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.policy.permitted import DENIED_WORDS, RULES, Denied, Standing, denied
from alo153.cases.rules.verbs import Verb
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.models import Event

# Done by the program, by a citizen, by whoever holds a link, or to things of one's own
ASK_NOBODY = {
    "answer_linked_reports",
    "answer_forgotten",
    "be_present",
    "begin_answering",
    "count_recontacts",
    "count_sums",
    "delete_due_identity_scans",
    "discard_draft",
    "drop_view",
    "end_with_answer",
    "expire_drafts",
    "forget_drafts",
    "forget_presences",
    "keep_city_templates",
    "learn_words",
    "message_lost",
    "note_asked",
    "process_due_alarms",
    "process_due_clocks",
    "process_due_sub_tasks",
    "process_due_questions",
    "process_due_confirmations",
    "open_work",
    "opened_by",
    "raise_alarms",
    "read_clocks_again",
    "release_send",
    "report_work",
    "resume_plans",
    "rotate_keys",
    "save_draft",
    "save_view",
    "send_overdue",
    "sweep_personal_files",
    "way_to_ask",
    "withdraw_send",
    "withdraw_unpaid",
}
# Have tests of their own: a confidential case, the manager of a unit, another body's day, an offer
ELSEWHERE = {
    "accept_objection",
    "decline_objection",
    "drop_template",
    "give_reason",
    "keep_template",
    "move_date_there",
}

# Of the program, or of the citizen
NOT_OF_STAFF = {
    Verb.START,
    Verb.STOP,
    Verb.ANSWER_ALONG,
    Verb.CLOSE,
    Verb.WITHDRAW,
    Verb.OBJECT,
    Verb.RESUME_PLAN,
}

standings = st.builds(
    Standing,
    permissions=st.frozensets(st.sampled_from(every_permission())),
    in_unit=st.frozensets(st.sampled_from([each for each in every_permission() if each.in_units])),
    inside=st.booleans(),
    confidential=st.booleans(),
)
verbs = st.sampled_from(list(RULES))


def test_every_verb_is_tried_or_named() -> None:
    verbs = {name for name in actions.__all__ if name.islower()}
    assert verbs == set(EVERY) | ASK_NOBODY | ELSEWHERE


def test_every_verb_of_staff_has_a_rule_and_every_refusal_its_words() -> None:
    assert set(RULES) == set(Verb) - NOT_OF_STAFF
    assert set(DENIED_WORDS) == set(Denied)
    assert all(rule.center or rule.unit for rule in RULES.values())


# On a busy machine it takes its time to make up permissions
patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


@patient
@given(verbs, standings, st.frozensets(st.sampled_from(every_permission())))
def test_another_role_never_takes_a_right_away(
    verb: Verb, who: Standing, more: frozenset[Permission]
) -> None:
    richer = Standing(
        permissions=who.permissions | more,
        in_unit=who.in_unit,
        inside=who.inside,
        confidential=who.confidential,
    )
    assert denied(verb, who) or denied(verb, richer) is None


@patient
@given(verbs, standings)
def test_who_neither_works_in_the_unit_nor_holds_the_right_of_the_center_is_refused(
    verb: Verb, who: Standing
) -> None:
    if denied(verb, who) is None:
        center = RULES[verb].center in who.permissions
        unit = WORK_ON_UNIT_CASES in who.in_unit
        assert center or unit
        assert not who.confidential or READ_CONFIDENTIAL in who.permissions


@pytest.mark.django_db
def test_a_confidential_case_is_explained_only_by_its_clerks() -> None:
    case = confidential.opened()
    for username in ("hakan", "cemal"):
        by = cast.staff(username)
        with pytest.raises(NotTheirs) as refused:
            actions.give_reason(case=case, reason="Merak ettim.", by=by, at=now())
        assert refused.value.why is Denied.CONFIDENTIAL
    with pytest.raises(NotTheirs):
        actions.accept(case=case, by=cast.staff("cemal"), at=now())


@pytest.mark.django_db
def test_nobody_approves_the_answer_they_wrote() -> None:
    case = stories.pruning()
    selin = cast.with_roles("selin", Role.AGENT, Role.UNIT_STAFF)
    actions.answer(case=case, finding=stories.DONE, by=selin, at=now())
    before = Event.objects.count()
    with pytest.raises(NotTheirs) as refused:
        actions.approve(case=case, plain_text="Budadık.", by=selin, at=now())
    assert refused.value.why is Denied.OWN_ANSWER
    assert "başka bir temsilci ya da süpervizör" in refused.value.words
    assert Event.objects.count() == before
    actions.approve(case=case, plain_text="Budadık.", by=cast.staff("murat"), at=now())
    assert case.answers.get().approved_by == cast.staff("murat")


@pytest.mark.django_db
def test_what_an_outside_body_said_is_written_down_and_approved_by_one_person() -> None:
    case = stories.pruning()
    elif_ = cast.staff("elif")
    actions.forward(case=case, to=cast.outside_body(), reason=rights.WHY, by=elif_, at=now())
    actions.answer(case=case, finding=stories.DONE, by=elif_, at=now())
    actions.approve(case=case, plain_text="Budadılar.", by=elif_, at=now())
    assert case.answers.get().approved_by == elif_


@pytest.mark.django_db
def test_who_decides_an_objection_approves_what_they_write_for_the_center() -> None:
    case = stories.relaying()
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    say(case, solved=False, words="Dallar duruyor.")
    case.refresh_from_db()
    hakan = cast.staff("hakan")
    actions.answer(case=case, finding=stories.DONE, by=hakan, at=now())
    actions.approve(case=case, plain_text="Bu kez budadık.", by=hakan, at=now())
    assert case.answers.last().approved_by == hakan  # type: ignore[union-attr]
