"""Take a plan up again whose date has passed: the unit says what became of it."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from alo153.cases.events.feedback import CasePlanPassed
from alo153.cases.events.life import CaseForwarded
from alo153.cases.life.actions.objecting import restart_clock
from alo153.cases.models import Case, Closing, Forwarding, LinkedReport
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Outcome
from alo153.cases.rules.verbs import Verb
from alo153.cases.together.actions.linking import link, may_lead
from alo153.cases.verbs.moving import move, tell
from alo153.cases.verbs.timing import in_words
from alo153.city import queries as unit_queries
from alo153.core.actor import SYSTEM

MOST_AT_ONCE: Final = 500
_ANSWERED = LinkedReport.Ending.ANSWERED
_WHY = _("The planned date has passed: what became of it?")


def resume_plans(*, at: datetime) -> int:
    """Bring closed cases back whose planned date is before today; returns how many were read.

    A case goes to the unit that planned it, or to the center if that takes none any more, with a
    new clock; its next answer asks the citizen again. A report that was told the plan of another
    case goes with that one again, if it came back: the unit has one case, and its answer reaches
    all. A case whose citizen calls it solved stays closed.
    """
    later = Closing.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    passed = Closing.objects.filter(
        ~Exists(later),
        outcome=Outcome.PLANNED,
        answer__planned_date__lt=unit_queries.today(at),
        case__state=State.CLOSED,
        case__lead=None,
    ).exclude(confirmation=Closing.Confirmation.SOLVED)
    # Those who went with another case come after it
    followed = Exists(LinkedReport.objects.filter(case=OuterRef("case"), ending=_ANSWERED))
    ordered = passed.order_by(followed.asc(), "id")
    keys = list(ordered.values_list("pk", "case_id")[:MOST_AT_ONCE])
    for key, case in keys:
        _resume(key, case, at)
    return len(keys)


@transaction.atomic
def _resume(key: int, case_id: int, at: datetime) -> None:
    """Bring one case back, unless it has moved on: its row is locked and read again."""
    case, lead = _locked_with_lead(case_id)
    closing = case.closings.select_related("unit").latest("id")
    if closing.pk != key or case.state != State.CLOSED:
        return
    move(case, Verb.RESUME_PLAN, unit=None, accepted_by=None, closed_at=None)
    restart_clock(case, _WHY, by=SYSTEM, at=at)
    tell(case, CasePlanPassed(closing=closing.pk), by=SYSTEM, at=at)
    if lead:
        link(case, lead, by=SYSTEM, at=at)
    elif closing.unit and not closing.unit.retired_at:
        ledger = Forwarding.objects.create(
            case=case, to_unit=closing.unit, reason=in_words(_WHY), at=at
        )
        move(case, Verb.FORWARD, unit=closing.unit)
        tell(case, CaseForwarded(forwarding=ledger.pk), by=SYSTEM, at=at)


def _locked_with_lead(case_id: int) -> tuple[Case, Case | None]:
    """Lock a case, and the one whose plan it was told if that is open and can lead it again."""
    told = LinkedReport.objects.filter(case=case_id, ending=_ANSWERED).order_by("id").last()
    rows = Case.objects.select_for_update(of=("self",)).order_by("pk")
    both = {row.pk: row for row in rows.filter(pk__in=[case_id, *([told.lead_id] if told else [])])}
    lead = both[told.lead_id] if told else None
    return both[case_id], lead if lead and may_lead(lead) else None
