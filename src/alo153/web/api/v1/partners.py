"""A partner desk's own system hands over its applications one by one, as lines of its table."""

from datetime import datetime
from typing import Annotated

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Router, Schema
from pydantic import Field

from alo153.city import queries as city
from alo153.city.partner_tables import Field as Column
from alo153.integrations.scopes import KeyScope
from alo153.partners.imports.actions import bring_one
from alo153.partners.rules.rows import Faulty
from alo153.web.api.v1.answers import writes
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.fields import Body, Day, Line, Name, Text
from alo153.web.api.v1.once import Key, once
from alo153.web.site.problems import Code, FieldError, Problem

router = Router(tags=["partners"])

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class PartnerApplication(Body):
    """An application as that body has it; kind, topic and place in its own words."""

    number: Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[^\x00\r\n]*$")]
    arrived: Day
    due: Day | None = None
    kind: Words = ""
    topic: Words = ""
    text: Text
    full_name: Name = ""
    phone: Words = ""
    email: Words = ""
    address: Line = ""
    district: Words = ""
    neighborhood: Words = ""

    def values(self) -> dict[Column, str]:
        """Return what the line of a table would say."""
        said = self.model_dump(mode="json")
        return {column: str(said[column] or "").strip() for column in Column}


class PartnerReceipt(Schema):
    """The result. Nothing is said of a confidential application but that it is there."""

    number: str
    is_new: bool
    code: str | None = Field(description="By which it is followed; none if it is confidential")
    changes: list[str] = Field(description="Fields that said something else before")


@router.post(
    "/partners/{slug}/applications",
    response=writes(PartnerReceipt),
    summary=gettext_noop("Hand over an application of a partner desk"),
    auth=ByKey(KeyScope.BRING_PARTNER_CASES),
)
def bring(
    request: KeyedRequest, slug: str, idempotency_key: Key, application: PartnerApplication
) -> HttpResponse:
    """Open it, or take over the day that the body set anew; its number opens one application."""
    desk = city.partners_now().get(slug)
    if desk is None:
        raise Http404
    if not request.auth.is_of(slug):
        raise Problem(Code.NOT_PERMITTED, _("The API key is for other partner desks."))
    account = request.auth.account

    def do(at: datetime) -> PartnerReceipt:
        try:
            brought = bring_one(desk=desk, values=application.values(), by=account, at=at)
        except Faulty as faulty:
            raise _wrong(faulty) from faulty
        code = None if brought.case.confidential else brought.case.tracking_code
        return PartnerReceipt(
            number=application.number,
            is_new=brought.is_new,
            code=code,
            changes=list(brought.changes),
        )

    return once(request, idempotency_key, application, do)


def _wrong(faulty: Faulty) -> Problem:
    errors = [FieldError(field=f"/{each.field}", message=str(each.words)) for each in faulty.faults]
    return Problem(Code.INVALID, errors=errors)
