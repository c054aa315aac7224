"""Template tags of every audience: icons, controls, formats of codes and numbers."""

import json
from functools import cache

from django import forms, template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.registry import named
from alo153.cases.life import receipts
from alo153.cases.rules import codes
from alo153.city import numbers, queries
from alo153.web.kit.fields.choosing import DrawnSelect
from alo153.web.kit.shell.navigation import MOST, Count, staff_links
from alo153.web.site.street_map import address as map_address

register = template.Library()
register.simple_tag(staff_links)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Draw a symbol of the sprite; decoration only, the word next to it says what it means.

    A list has a hundred of them, and the sprite's address is asked once.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


_TONES = {
    "error": "bad",
    "warning": "warn",
    "success": "good",
    "kept": "good",
    "lost": "bad",
    "pending": "info",
    "solved": "good",
    "not_solved": "warn",
}
"""Of messages, recordings, and what citizens say of a solution."""


@register.filter
def tone(state: str) -> str:
    """Say in which color a state is shown: ``good``, ``warn``, ``bad``, ``info``, or empty."""
    return _TONES.get(state, "")


@register.simple_tag
def menu_count(count: Count) -> SafeString:
    """Write how much waits behind a link of the menu, without white space: it is the link's."""
    shown = f"{MOST}+" if count.more else str(count.number)
    words = '<span class="menu-count digits">{}<span class="visually-hidden"> {}</span></span>'
    return format_html(words, shown, _("waiting"))


@register.simple_tag
@cache
def htmx_config() -> str:
    """Say how htmx behaves: it evaluates nothing, keeps no pages, and shows a form's mistakes."""
    return json.dumps(_HTMX, separators=(",", ":"))


_HTMX = {
    "includeIndicatorStyles": False,
    "defaultSettleDelay": 0,
    "allowEval": False,
    "historyCacheSize": 0,
    "refreshOnHistoryMiss": True,
    "responseHandling": [
        {"code": "204", "swap": False},
        {"code": "[23]..", "swap": True},
        {"code": "422", "swap": True},
        # A colleague or the citizen was faster: the page says who, and keeps what is typed
        {"code": "409", "swap": True},
        {"code": "[45]..", "swap": False, "error": True},
    ],
}


@register.filter
def code(tracking_code: str) -> str:
    """Write a tracking code in groups: ``482 109 373``."""
    return codes.display(tracking_code)


@register.filter
def beginning(text: str, length: int) -> str:
    """Cut a text for a list; Django's `truncatechars` looks at each letter of it."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


@register.filter(name="receipt")
def receipt_code(kept: str) -> str:
    """Write a receipt code in groups: ``K7QD-2M4A-XW5T-PHE4``."""
    return receipts.display(kept)


@register.filter
def queue_name(key: str) -> str:
    """Name the queue of a conversation; by its key if the city has it no more."""
    return queries.written_queues().get(key, key)


@register.filter(name="phone")
def phone_number(value: str) -> str:
    """Write a stored telephone number as people do: ``0532 123 45 67``."""
    return numbers.display(value)


@register.simple_tag
def example_number() -> str:
    """Write a mobile number as people of the city do, to show a form."""
    return numbers.example()


@register.simple_tag
def written_form() -> SafeString:
    """Say as attributes how a page that has no server writes a number at home."""
    return format_html('data-code="{}" data-form="{}"', *numbers.written_form())


@register.simple_tag
def street_map() -> str:
    """Say where the city's own map of streets is; empty where it has none."""
    return map_address()


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
    return numbers.masked(value)


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
    drawn = next((css for cls, css in _CLASSES if isinstance(kind, cls)), "form-control")
    own = kind.attrs.get("class", "")
    more = {name.replace("_", "-"): value for name, value in attrs.items()}
    if type(kind) is forms.Select:
        kind = DrawnSelect(attrs=kind.attrs, choices=kind.choices)
        kind.is_localized = field.field.localize
    return field.as_widget(kind, attrs={"class": f"{drawn} {own}".strip(), **more})


@register.simple_tag
def choice(option: BoundWidget) -> SafeString:
    """Draw one button of a group in our look."""
    option.data["attrs"]["class"] = "form-check-input"
    return option.tag()


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Tell whether the field is one box with its label next to it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_file(field: BoundField) -> bool:
    """Tell whether files are chosen in the field."""
    return isinstance(field.field.widget, forms.FileInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Tell whether the field is a group of radio buttons or boxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def may(user: User, permission: str) -> bool:
    """Tell whether somebody who signed in may do what the permission names."""
    return user.is_authenticated and user.may(named(permission))
