"""The call bar, on every page that somebody with a telephone can open."""

from typing import Any

from django import template
from django.template import Context

from alo153.core import clock
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

register = template.Library()


@register.inclusion_tag("web/telephone/bar.html", takes_context=True)
def call_bar(context: Context) -> dict[str, Any]:
    """Draw the bar of the reader; a page that knows how it stands need not ask again."""
    names = ("user", "telephone", "csrf_token", "city", "request", "text")
    shown = {name: context[name] for name in names if name in context}
    bar = context.get("bar") or callbar.of(context["user"], clock.now())
    return {"text": "", **shown, "bar": bar, "keys": KEYS, "refused": ""}
