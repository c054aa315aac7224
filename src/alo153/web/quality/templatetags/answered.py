"""The answer to a question, in words."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alo153.quality.models import Evaluation
from alo153.quality.queries.figures import Row
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
    return _whole_percent(round(100 * share), get_language())


@register.filter
def errors(row: Row, kind: str) -> str:
    """Return the number of critical errors of a class, and the share of contacts with one.

    A page has three of each row: a template that is included costs ten times as much.
    """
    count, share = formats.localize(row.critical.get(kind, 0)), row.harmed.get(kind)
    if share is None:
        return str(count)
    said = [percent(each) for each in (share.value, share.low, share.high)]
    return format_html('{} <span class="muted">{} ({} – {})</span>', count, *said)


@lru_cache(maxsize=1_000)
def _whole_percent(value: int, _language: str | None) -> str:
    """Write it in the language of the thread: a page of figures has a thousand of few values."""
    return _("%(value)s %%") % {"value": value}
