"""The call bar, on every page that somebody with a telephone can open."""

from functools import cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from alo153.core import clock
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

register = template.Library()


@register.inclusion_tag("web/telephone/bar/bar.html", takes_context=True)
def call_bar(context: Context) -> dict[str, Any]:
    """Draw the bar of the reader; a page that knows its state need not ask again."""
    names = ("user", "telephone", "csrf_token", "city", "request", "text")
    shown = {name: context[name] for name in names if name in context}
    bar = context.get("bar") or callbar.of(context["user"], clock.now())
    return {"text": "", **shown, "bar": bar, "keys": KEYS, "refused": ""}


@register.simple_tag
def key_sheet() -> SafeString:
    """Draw the sheet of all keys: a fifth of a case's page, and the same for everybody."""
    return _key_sheet(get_language())


@cache
def _key_sheet(_language: str | None) -> SafeString:
    return render_to_string("web/telephone/shortcuts.html", {"keys": KEYS})
