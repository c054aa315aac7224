"""What templates of every audience need: icons, controls, how codes and numbers are written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from django import forms, template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext_lazy

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.cases.life import receipts
from alo153.core import codes, phone
from alo153.web.kit.fields.choosing import DrawnSelect

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a symbol of the sprite; decoration only, the word beside it says what it means.

    A list has a hundred of them, and where the sprite lies is asked once.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.filter
def code(tracking_code: str) -> str:
    """Write a tracking code in groups: ``482 109 373``."""
    return codes.display(tracking_code)


@register.filter(name="receipt")
def receipt_code(kept: str) -> str:
    """Write a receipt code in groups: ``K7QD-2MZA-XW5T-PLE4``."""
    return receipts.display(kept)


@register.filter(name="phone")
def phone_number(value: str) -> str:
    """Write a stored telephone number as people do: ``0532 123 45 67``."""
    return phone.display(value)


@register.filter
def dial(number: str) -> SafeString:
    """Write a short number that dials when it is touched: ``153``, ``112``."""
    return format_html('<a class="dial" href="tel:{0}">{0}</a>', number)


@register.filter
def lead_in(label: object) -> str:
    """Write a label before what belongs to it: ``Adres:``, but ``Ne oldu?`` as it is."""
    text = str(label)
    return text if text.endswith(("?", "!", ":", ".")) else f"{text}:"


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in the reader's own; the code of an unknown one."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.filter
def masked(value: str) -> str:
    """Write a number that can be recognized but not used: ``05** *** ** 67``."""
    return phone.masked(value)


@register.filter
def clock(seconds: float | str | None) -> str:
    """Write a length as a clock does: ``2:05``, ``1:00:09``; a dash if it is not known."""
    if seconds is None or isinstance(seconds, str):
        return "–"
    hours, rest = divmod(int(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
]


@register.simple_tag
def widget(field: BoundField, **attrs: str) -> SafeString:
    """Draw the control of a form field in our look; `_` in names is `-`."""
    kind = field.field.widget
    # A browser would cut what is pasted and say nothing; the form refuses it with its length
    kind.attrs.pop("maxlength", None)
    look = next((look for cls, look in _CLASSES if isinstance(kind, cls)), "form-control")
    own = kind.attrs.get("class", "")
    more = {name.replace("_", "-"): value for name, value in attrs.items()}
    if type(kind) is forms.Select:
        kind = DrawnSelect(attrs=kind.attrs, choices=kind.choices)
        kind.is_localized = field.field.localize
    return field.as_widget(kind, attrs={"class": f"{look} {own}".strip(), **more})


@register.simple_tag
def choice(option: BoundWidget) -> SafeString:
    """Draw one button of a group in our look."""
    option.data["attrs"]["class"] = "form-check-input"
    return option.tag()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is one box whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Tell whether the field is a group of radio buttons or boxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def may(user: User, permission: str) -> bool:
    """Tell whether somebody who signed in may do what the permission names."""
    return user.is_authenticated and user.may(Permission(permission))


@dataclass(frozen=True)
class StaffLink:
    """A link of the top bar; `current` is the value of its ``aria-current``."""

    url: str
    label: "StrPromise"
    icon: str
    current: str = ""


# The ones that somebody needs all day come first: the bar has room for those
_LINKS = [
    ("desk:home", gettext_lazy("Desk"), "phone", Permission.ANSWER_CALLS),
    ("desk:center", gettext_lazy("Center's tasks"), "inbox", Permission.APPROVE_ANSWER),
    ("units:inbox", gettext_lazy("Unit"), "list", Permission.WORK_ON_UNIT_CASES),
    ("crew:works", gettext_lazy("My works"), "map-pin", Permission.WORK_ON_UNIT_CASES),
    ("live:wall", gettext_lazy("Live"), "monitor", Permission.SEE_WALL),
    ("desk:incidents", gettext_lazy("Incidents"), "alert", Permission.OPEN_CASE),
    ("late", gettext_lazy("Late"), "alert", Permission.SEE_LATE_CASES),
    ("results", gettext_lazy("Results"), "check-circle", Permission.SEE_RESULTS),
    ("desk:announcements", gettext_lazy("Announcements"), "bell", Permission.ANNOUNCE),
    ("desk:search", gettext_lazy("Search"), "search", Permission.SEE_EVERY_CASE),
    ("units:search", gettext_lazy("Search"), "search", Permission.WORK_ON_UNIT_CASES),
    ("units:templates", gettext_lazy("Ready answers"), "file", Permission.EDIT_TEMPLATES),
    ("not_ours", gettext_lazy("Hand-backs"), "return", Permission.SEE_HAND_BACKS),
    ("recordings:list", gettext_lazy("Recordings"), "volume", Permission.LISTEN_TO_RECORDINGS),
    ("access_log", gettext_lazy("Who looked?"), "search", Permission.SEE_ACCESS_LOG),
    ("live:menu", gettext_lazy("Voice menu"), "keypad", Permission.SEE_VOICE_MENU),
    ("settings:routing", gettext_lazy("Routing"), "forward", Permission.EDIT_ROUTING),
    (
        "settings:blocked_addresses",
        gettext_lazy("Blocked addresses"),
        "lock",
        Permission.SEE_BLOCKED_ADDRESSES,
    ),
    ("settings:health", gettext_lazy("System health"), "check-circle", Permission.SEE_HEALTH),
]


# Pages that lie under no link of their own, and the links that lead to them, the first one first
_UNDER = {
    "/desk/": ("desk:search",),
    "/parts/": ("units:inbox", "desk:center"),
    "/confidential/": ("desk:home", "units:inbox", "desk:search"),
}


@register.simple_tag
def staff_links(user: User, path: str = "") -> list[StaffLink]:
    """Return the pages this member of staff may open, in the order of the top bar.

    The link of the page at `path`, or of the one that leads to it, is marked as current.
    """
    links: dict[str, StaffLink] = {}
    for name, label, symbol, permission in _LINKS:
        url = _address(name) if user.is_authenticated and user.may(permission) else ""
        # Who searches everywhere needs no second search for a unit
        if url and all(label != link.label for link in links.values()):
            links[name] = StaffLink(url, label, symbol)
    here = _current(links, path)
    if here:
        exact = "page" if links[here].url == path else "true"
        links[here] = replace(links[here], current=exact)
    return list(links.values())


def _current(links: Mapping[str, StaffLink], path: str) -> str | None:
    """Return the name of the link under whose address `path` lies, the nearest one."""
    fitting = [name for name, link in links.items() if path.startswith(link.url)]
    if fitting:
        return max(fitting, key=lambda name: len(links[name].url))
    led = next((names for prefix, names in _UNDER.items() if path.startswith(prefix)), ())
    return next((name for name in led if name in links), None)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
