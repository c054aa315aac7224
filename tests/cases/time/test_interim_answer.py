"""A petition is told within its 30 days how it stands; the result follows (Law 3071, art. 7)."""

from datetime import date, datetime

import pytest
from tests import cast
from tests.cases.time.deadlines import DAY, MONDAY, bring, by_email, day_of

from alo153.cases import actions
from alo153.cases.actions import NotOfThisKind
from alo153.cases.models import Case, Notice
from alo153.cases.rules.clocks import ClockRefused, Refusal
from alo153.contacts.models import Message

pytestmark = pytest.mark.django_db


def interim(case: Case, *, at: datetime) -> Notice:
    return actions.tell_interim(
        case=case,
        reason="Keşif yapıldı; imar komisyonu toplanacak.",
        delivery=by_email(case, "Yerinde incelendi; sonucu ayrıca bildireceğiz."),
        by=cast.staff("elif"),
        at=at,
    )


def test_a_petition_gets_an_interim_answer_and_its_result_later() -> None:
    case = bring("petition")
    assert day_of(case.due_at) == date(2026, 12, 2)
    notice = interim(case, at=MONDAY + 20 * DAY)
    assert day_of(case.due_at) == date(2027, 1, 4)  # New Year and a weekend are in between
    assert day_of(case.promised_at) == date(2026, 12, 2)
    assert notice.text in Message.objects.get(purpose="notice").body
    with pytest.raises(ClockRefused) as twice:
        interim(case, at=MONDAY + 21 * DAY)
    assert twice.value.refusal is Refusal.NOT_LONGER
    with pytest.raises(NotOfThisKind):
        interim(bring("information"), at=MONDAY + DAY)
    with pytest.raises(ClockRefused) as late:
        interim(bring("petition"), at=MONDAY + 40 * DAY)
    assert late.value.refusal is Refusal.RAN_OUT
