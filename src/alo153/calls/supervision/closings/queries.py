"""Are the lines closed?"""

from alo153.calls.models.closings import LineClosing


def standing() -> LineClosing | None:
    """Return the closing in force; one query."""
    return LineClosing.objects.select_related("closed_by").filter(opened_at=None).first()
