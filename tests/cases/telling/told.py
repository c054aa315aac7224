"""Who was told of a step."""

from alo153.cases.models import ClockTelling, SubTaskTelling
from alo153.cases.time.notices import cause_of
from alo153.notices.models import StaffNotice


def readers(cause: str) -> list[str]:
    """Return the user names of those who were told of a cause."""
    found = StaffNotice.objects.filter(cause=cause).values_list("reader__username", flat=True)
    return sorted(found)


def steps(model: type[ClockTelling | SubTaskTelling]) -> list[tuple[str, list[str]]]:
    """Return each step that was told, and to whom."""
    return [(each.step, readers(cause_of(each))) for each in model.objects.order_by("id")]
