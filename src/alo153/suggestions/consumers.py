"""Store the model's proposal for a new case next to the person's choice, afterwards."""

from collections.abc import Sequence

from alo153.cases.events.life import CaseOpened
from alo153.cases.models import Case
from alo153.city.models import Topic
from alo153.core.history.consumers.declaring import Happened
from alo153.suggestions.actions import note_choice


def note_choices(those: Sequence[Happened[CaseOpened]]) -> None:
    """Note the choices of topics in new cases; nobody chose one where the payload says nothing."""
    for each in those:
        seen = each.what.proposals_seen
        if seen is not None:
            case = Case.objects.select_related("topic_choice").get(pk=each.event.subject_id)
            topic = Topic.objects.get(slug=each.what.topic)
            if not hasattr(case, "topic_choice"):
                by, at = each.event.actor, each.event.at
                note_choice(case=case, chosen=topic, seen=seen, by=by, at=at)
