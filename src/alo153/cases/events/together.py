"""Cases about the same, incidents, and work that units share."""

from collections.abc import Mapping
from typing import ClassVar

from alo153.cases.events.of_case import OfCase
from alo153.cases.models import Incident
from alo153.core.payloads import Dimensions, Payload


class CaseJoined(OfCase, name="case.joined"):
    """A case goes with another about the same matter."""

    linked_report: int
    lead: int


class CaseSplitOff(OfCase, name="case.split_off"):
    """A linked report became independent."""

    linked_report: int


class OfIncident(Payload[Incident]):
    """An event of an incident; it contains topic and place of its leading case."""

    def dimensions(self, subject: Incident) -> Dimensions:
        """Return unit, topic, kind and channel of the leading case, and the incident's district."""
        lead = subject.lead
        return Dimensions(
            unit=lead.unit_id,
            topic=lead.topic_id,
            kind=lead.kind_id,
            channel=lead.channel,
            district=subject.district_id,
        )


class IncidentOpened(OfIncident, name="incident.opened"):
    """The center opens an incident; `case` leads it."""

    case: int


class IncidentMoved(OfIncident, name="incident.moved"):
    """The end of an incident is expected at another time than `before`."""

    before: str


class IncidentEnded(OfIncident, name="incident.ended"):
    """An incident is over, by a person or with the answer."""


class OfSubTask(OfCase):
    """An event of a sub-task, which is part of its case's history."""

    former_fields: ClassVar[Mapping[str, str]] = {"part": "sub_task"}

    sub_task: int


class CaseSubTaskAsked(OfSubTask, name="case.sub_task_asked", formerly="case.part_asked"):
    """A unit is asked for a sub-task."""


class CaseSubTaskDone(OfSubTask, name="case.sub_task_done", formerly="case.part_done"):
    """The asked unit did its sub-task."""


class CaseSubTaskReturned(OfSubTask, name="case.sub_task_returned", formerly="case.part_returned"):
    """The asked unit says that the sub-task is not its own."""


class CaseSubTaskWithdrawn(
    OfSubTask, name="case.sub_task_withdrawn", formerly="case.part_withdrawn"
):
    """A unit is no longer asked."""


class CaseSubTaskReminded(OfSubTask, name="case.sub_task_reminded", formerly="case.part_reminded"):
    """The time of a sub-task runs out."""

    telling: int


class CaseSubTaskEscalated(
    OfSubTask, name="case.sub_task_escalated", formerly="case.part_escalated"
):
    """The time of a sub-task is over."""

    telling: int
