"""Take the video of a call that the agent's browser records, part by part."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from alo153.calls import queries
from alo153.calls.media.video_recordings import actions
from alo153.calls.permissions import ANSWER_CALLS
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

NO_CONTENT, FORBIDDEN, CONFLICT = 204, 403, 409


@requires(ANSWER_CALLS)
@require_POST
def part(request: StaffRequest, call: UUID, take: int, number: int) -> HttpResponse:
    """Keep one part; the browser sends it again when it does not arrive."""
    row = queries.call_of(request.user, call)
    if row is None:
        raise Http404
    try:
        actions.take_part(
            call=row,
            take=take,
            part=number,
            content=request.body,
            user=request.user,
            at=clock.now(),
        )
    except actions.NotAllowed:
        return HttpResponse(status=FORBIDDEN)
    except actions.NotNext:
        return HttpResponse(status=CONFLICT)
    return HttpResponse(status=NO_CONTENT)
