"""Open one case for a person of its unit; a form sent after the case left gives its words back."""

from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from alo153.cases.actions import NotTheirs
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.web.kit.access import StaffRequest, StaffView, View, requires

# What a form carries in addition to the words of a person
_NOT_TYPED: Final = frozenset(
    {"csrfmiddlewaretoken", "form_token", "token", "outcome", "instead", "again", "with_photos"}
)


def of_case(view: StaffView[...]) -> View:
    """Let people of units open a view of one case, and lose nothing that they typed.

    A missing and a foreign case have the same answer, as on every page of the unit: 404. It shows
    the texts of the form that was sent.
    """

    @wraps(view)
    def opened(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Http404, NotTheirs):
            texts = _typed(request)
            if not texts:
                raise
            return _give_back(request, texts)

    return requires(WORK_ON_UNIT_CASES)(opened)


def _typed(request: StaffRequest) -> list[str]:
    fields = ((name, text) for name, text in request.POST.items() if name not in _NOT_TYPED)
    return [str(text) for _name, text in fields if str(text).strip()]


def _give_back(request: StaffRequest, texts: list[str]) -> HttpResponse:
    return render(request, "unit/case/gone.html", {"texts": texts}, status=404)
