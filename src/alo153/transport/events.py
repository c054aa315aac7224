"""Events of timetables."""

from alo153.core.payloads import Payload
from alo153.transport.models import Feed


class TimetableLoaded(Payload[Feed], name="timetable.loaded"):
    """A timetable is loaded and read; with faults it cannot be published."""

    number: int
    faults: int


class TimetablePublished(Payload[Feed], name="timetable.published"):
    """A timetable answers questions from now on."""

    number: int
