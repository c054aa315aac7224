"""List applications page by page, and changed ones since the last time."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from typing import Annotated, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Schema
from pydantic import Field

from alo153.cases.rules.lifecycle import State
from alo153.cases.search import listing
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.integrations.scopes import READING
from alo153.web.api.v1.answers import reads
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases.routes import router
from alo153.web.api.v1.cases.shapes import CaseSummary, summary
from alo153.web.api.v1.fields import Instant, Slug
from alo153.web.site.problems import Code, FieldError, Problem

LONGEST_AGO: Final = timedelta(days=31)


class Filters(Schema):
    """The applications that are asked for."""

    updated_since: Instant | None = Field(
        default=None, description="Something happened to it then or later; at most 31 days ago."
    )
    state: State | None = None
    topic: Slug | None = None
    unit: Slug | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50
    cursor: Annotated[str, Field(max_length=40, pattern=r"^[\w-]*$")] = Field(
        default="", description="`next` of the page before"
    )


class CasePage(Schema):
    """A page of applications; without `next` there is no other one."""

    items: list[CaseSummary]
    next: str | None


@router.get(
    "/cases",
    response=reads(CasePage),
    summary=gettext_noop("List applications"),
    auth=ByKey(*READING),
)
def cases(request: KeyedRequest, filters: Query[Filters]) -> CasePage:
    """List the applications that the key may see, in the order in which they came."""
    check_parameters(request, Filters)
    since = filters.updated_since
    if since and since < clock.now() - LONGEST_AGO:
        words = _("At most 31 days ago: read all pages without it, and go on from there.")
        raise Problem(Code.INVALID, errors=[FieldError(field="updated_since", message=words)])
    found = listing.page(
        request.auth.account,
        listing.Wanted(
            after=after_of(filters.cursor),
            changed_since=since,
            state=filters.state,
            topic=filters.topic,
            unit=filters.unit,
            number=filters.limit,
        ),
    )
    those = found[: filters.limit]
    more = len(found) > filters.limit
    return CasePage(
        items=[summary(case) for case in those], next=cursor_of(those[-1].pk) if more else None
    )


def check_parameters(request: KeyedRequest, declared: type[Schema]) -> None:
    """Refuse other parameters: a misspelled cursor would begin anew each time. Raises Problem."""
    for name in sorted(set(request.GET) - set(declared.model_fields)):
        words = _("There is no field of this name.")
        raise Problem(Code.INVALID, errors=[FieldError(field=name[:80], message=words)])


def cursor_of(key: int) -> str:
    """Return how a page names the row with which it ends."""
    return urlsafe_b64encode(str(key).encode()).decode().rstrip("=")


def after_of(cursor: str) -> int:
    """Return behind which row a page begins; 0 without a cursor. Raises Problem."""
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        text = "-"
    key = row_key(text) if text else 0
    if key is None:
        words = _("Send what `next` of the page before says.")
        raise Problem(Code.INVALID, errors=[FieldError(field="cursor", message=words)])
    return key
