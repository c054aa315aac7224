"""The answer to a question, in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from alo153.quality.models import Evaluation
from alo153.quality.rules import pins
from alo153.quality.rules.pins import Pinned
from alo153.quality.rules.scorecards import HIGHEST, Question, Scale

register = template.Library()


@register.filter
def answered(row: Evaluation, question: Question) -> str:
    """Return the answer to a question as it is read: "yes", "4 of 5", "not applicable"."""
    if question.key not in row.answers:
        return "–"
    value = row.answers[question.key]
    if value is None:
        return _("not applicable")
    if question.scale is Scale.YES_NO:
        return _("yes") if value else _("no")
    return _("%(value)s of %(highest)s") % {"value": value, "highest": HIGHEST[question.scale]}


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """Return the value of a key; empty where there is none."""
    return values.get(key, "")


@register.filter
def pinned(remark: str) -> Pinned:
    """Return a remark apart from the place in the recording that it begins with."""
    return pins.pinned(remark)


@register.filter
def percent(share: float | str | None) -> str:
    """Return a share of one as whole percent, as the language writes it."""
    # Of a value that is not there, a template passes an empty text
    if share is None or isinstance(share, str):
        return "–"
    return _("%(value)s %%") % {"value": round(100 * share)}
