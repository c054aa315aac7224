"""A notice is read when its reader opens the page that it leads to."""

from alo153.core import clock
from alo153.notices import actions, queries
from alo153.web.kit.access import StaffRequest


def read_here(request: StaffRequest) -> None:
    """Note that this person has read their notices about the page they open; one query."""
    here = queries.unread(request.user).filter(path=request.path)
    if keys := list(here.values_list("pk", flat=True)):
        actions.read_notices(by=request.user, at=clock.now(), keys=keys)
