"""Read an application, and what happened to it. Each reading is a look, and is logged."""

from django.utils.translation import gettext_noop

from alo153.cases import queries
from alo153.cases.telling import timeline
from alo153.core import clock
from alo153.integrations.scopes import READING
from alo153.web.api.v1.answers import reads
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases.details import detail
from alo153.web.api.v1.cases.routes import router
from alo153.web.api.v1.cases.shapes import CaseOut, StepOut, whole


@router.get(
    "/cases/{code}",
    response=reads(CaseOut),
    summary=gettext_noop("Read an application"),
    auth=ByKey(*READING),
)
def case(request: KeyedRequest, code: str) -> CaseOut:
    """Return an application that the key may see, with its words and approved answers."""
    return whole(queries.access_case(request.auth.account, code, what="api", at=clock.now()))


@router.get(
    "/cases/{code}/timeline",
    response=reads(list[StepOut]),
    summary=gettext_noop("Its timeline"),
    auth=ByKey(*READING),
)
def steps(request: KeyedRequest, code: str) -> list[StepOut]:
    """List what happened to it, oldest first, without the names of the actors."""
    found = queries.access_case(request.auth.account, code, what="api", at=clock.now())
    return [
        StepOut(at=step.at, event=step.name, title=step.title, detail=detail(step))
        for step in timeline.for_staff(found)
    ]
