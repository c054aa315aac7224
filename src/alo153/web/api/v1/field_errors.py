"""The mistakes in a field, in our words: pydantic speaks English, and of Python."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from alo153.web.site.problems import FieldError

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_MOST: Final = 20
"""A body may have thousands of fields that are wrong."""
# Kind of pydantic -> words, with what its context names
_WORDS: Final[Mapping[str, "StrPromise"]] = {
    "missing": _("This is required."),
    "extra_forbidden": _("There is no field of this name."),
    "string_too_short": _("This is empty."),
    "string_too_long": _("At most %(max_length)s characters."),
    "enum": _("One of: %(expected)s."),
    "greater_than_equal": _("At least %(ge)s."),
    "less_than_equal": _("At most %(le)s."),
    "string_type": _("A text."),
    "bool_type": _("true or false."),
    "float_type": _("A number."),
    "int_parsing": _("A whole number."),
    "instant": _("An instant with its time zone: 2026-11-28T09:30:00Z."),
    "date": _("A day: 2026-11-28."),
}
_NO_WORDS: Final = _("This cannot be read.")


def read(errors: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """Say what ninja found, in the reader's language."""
    return [
        FieldError(field=_field(each["loc"]), message=_message(each)) for each in errors[:_MOST]
    ]


def _field(path: Sequence[str | int]) -> str:
    """Return a JSON pointer into the body, or the name of a parameter."""
    source, *steps = path
    if source != "body":
        return str(steps[-1]) if steps else str(source)
    # The first step is the name of the view's argument
    return "".join(f"/{_escaped(step)}" for step in steps[1:])


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")[:80]


def _message(error: Mapping[str, Any]) -> str:
    words = str(_WORDS.get(error["type"], _NO_WORDS))
    context = dict(error.get("ctx", {}))
    if error["type"] == "enum":
        # Pydantic joins the last two by an English word
        context["expected"] = context["expected"].replace("' or '", "', '")
    return words % context
