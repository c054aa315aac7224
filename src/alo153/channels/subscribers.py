"""What channels do when something happened to a case: write to the outbox, nothing else."""

from alo153.cases.models import Case, Relay
from alo153.channels import actions
from alo153.core.models import Event


def send_receipt(event: Event) -> None:
    """``case.opened``: tell the citizen the tracking code, if a message was wished."""
    case = Case.objects.select_related("topic", "contact", "reporter__person").get(
        pk=event.subject_id
    )
    actions.queue_receipt(case=case, at=event.at)


def send_answer(event: Event) -> None:
    """``case.relay_asked``: put the answer on its way; calls are dialed at the desk."""
    relay = Relay.objects.select_related(
        "answer", "contact", "case__topic", "case__reporter__person"
    ).get(pk=event.data["relay"])
    actions.queue_answer(relay=relay, at=event.at)
