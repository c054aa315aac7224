"""Open an application that came by another system."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field

from alo153.cases.actions import Application, ContactMissing, NeedsMissing
from alo153.cases.rules.lifecycle import State
from alo153.city.rules.questions import WrongAnswers
from alo153.intake.actions import take_in
from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.answers import writes
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases import said
from alo153.web.api.v1.cases.routes import router
from alo153.web.api.v1.cases.said import NewCase
from alo153.web.api.v1.once import Key, once
from alo153.web.site.problems import Code, FieldError, Problem


class Receipt(Schema):
    """The answer to the client: the code to follow it by, and the promise."""

    code: str = Field(description="Nine digits, the last of which checks the others")
    state: State
    unit: str | None
    opened_at: datetime
    promised_at: datetime | None


@router.post(
    "/cases",
    response=writes(Receipt),
    summary=gettext_noop("Open an application"),
    auth=ByKey(KeyScope.OPEN_CASES),
)
def open_case(request: KeyedRequest, idempotency_key: Key, case: NewCase) -> HttpResponse:
    """Open an application; it goes to the unit that topic and place name."""

    def do(at: datetime) -> Receipt:
        return _open(request, said.application(case), at)

    return once(request, idempotency_key, case, do)


def _open(request: KeyedRequest, application: Application, at: datetime) -> Receipt:
    try:
        case = take_in(application, by=request.auth.account, at=at)
    except NeedsMissing as error:
        needs = ", ".join(sorted(error.missing))
        words = _("This kind also needs: %(needs)s.") % {"needs": needs}
        raise Problem(Code.INVALID, errors=[FieldError(field="/kind", message=words)]) from error
    except WrongAnswers as error:
        wrong_answers = [
            FieldError(field=f"/answers/{key}", message=str(words))
            for key, words in error.wrong.items()
        ]
        raise Problem(Code.INVALID, errors=wrong_answers) from error
    except ContactMissing as error:
        words = _("Give the telephone number or the e-mail address that this needs.")
        wrong = FieldError(field="/contact_wish", message=words)
        raise Problem(Code.INVALID, errors=[wrong]) from error
    return Receipt(
        code=case.tracking_code,
        state=State(case.state),
        unit=case.unit.slug if case.unit else None,
        opened_at=case.opened_at,
        promised_at=case.promised_at,
    )
