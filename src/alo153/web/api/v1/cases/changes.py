"""List what happened to applications in the order in which it was recorded: nothing is passed by.

Two things of the same instant have different numbers, and a page ends at a number. A number is
shown once no smaller one can appear any more: up to where the messages to systems have come.
"""

from datetime import datetime
from typing import Annotated, Final

from django.utils.translation import gettext_noop
from ninja import Query, Schema
from pydantic import Field

from alo153.cases import queries
from alo153.cases.search import changes
from alo153.core import clock
from alo153.integrations.scopes import READING
from alo153.integrations.webhooks.vocabulary import KINDS
from alo153.web.api.v1.answers import reads
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases.listing import (
    LONGEST_AGO,
    after_of,
    check_parameters,
    cursor_of,
)
from alo153.web.api.v1.cases.routes import router

_WORDS: Final = {name: word for kind, word in KINDS.items() for name in kind.names}


class From(Schema):
    """Behind what the page begins."""

    limit: Annotated[int, Field(ge=1, le=500)] = 100
    cursor: Annotated[str, Field(max_length=40, pattern=r"^[\w-]*$")] = Field(
        default="", description="`next` of the page before; without one, of the last 31 days"
    )


class ChangeOut(Schema):
    """One thing that happened to an application, in the words that webhooks have."""

    code: str
    type: str
    at: datetime


class ChangePage(Schema):
    """Ask again with `next`, at once while there is `more`, else when you like."""

    items: list[ChangeOut]
    next: str
    more: bool


@router.get(
    "/changes",
    response=reads(ChangePage),
    summary=gettext_noop("List what happened"),
    auth=ByKey(*READING),
)
def what_happened(request: KeyedRequest, begin: Query[From]) -> ChangePage:
    """List what happened to applications that the key may see, in the order of its recording."""
    check_parameters(request, From)
    after = after_of(begin.cursor) or changes.first(clock.now() - LONGEST_AGO)
    found = changes.page(list(_WORDS), after=after, number=begin.limit)
    codes = queries.codes_of(request.auth.account, {int(each.subject_id) for each in found})
    return ChangePage(
        items=[
            ChangeOut(code=codes[int(each.subject_id)], type=_WORDS[each.name], at=each.at)
            for each in found
            if int(each.subject_id) in codes
        ],
        next=cursor_of(found[-1].pk if found else after),
        more=len(found) == begin.limit,
    )
