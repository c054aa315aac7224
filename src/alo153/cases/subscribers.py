"""What cases do themselves when one of them went on."""

from alo153.cases.events.life import CaseForwarded
from alo153.cases.events.of_case import OfCase
from alo153.cases.models import Case
from alo153.cases.telling.actions.asking import make_void
from alo153.core.actor import SYSTEM
from alo153.core.models import Event


def end_question(event: Event, what: OfCase) -> None:
    """Nobody waits for the citizen's answer any more."""
    if isinstance(what, CaseForwarded) and event.actor == SYSTEM:
        return  # it is being opened
    case = Case.objects.select_for_update().get(pk=event.subject_id)
    make_void(case=case, by=event.actor, at=event.at)
