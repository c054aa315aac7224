"""The filter of the inbox: in the address without what was typed, or saved under a name.

Words that are searched may be a citizen's name: they are in the session, and the address only
says that there are some.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.models import SavedView
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.search import inbox
from alo153.cases.search.inbox import DUE_LABELS, STAGE_LABELS, Due, Filter, Show, Stage
from alo153.city import queries as unit_queries
from alo153.web.kit.access import StaffRequest

_IN_ADDRESS: Final = ("show", "stage", "due", "unit", "topic", "district", "kind")
_WORDS: Final = "unit_words"
_LONGEST: Final = 120


@dataclass(frozen=True)
class Chosen:
    """The filter in force, the view it comes from, and all views of this person."""

    filter: Filter
    view: SavedView | None
    views: list[SavedView]

    @property
    def keeps(self) -> str:
        """Return what an address carries, so that the filter stays."""
        return f"view={self.view.pk}" if self.view else address_of(self.filter)

    @property
    def others(self) -> str:
        """Return what an address carries but for whose cases are shown."""
        return urlencode({k: v for k, v in _in_address(self.filter).items() if k != "show"})

    @property
    def narrows(self) -> int:
        """Return how many filters are set, not counting the owner of the cases."""
        return sum(1 for name, value in asdict(self.filter).items() if name != "show" and value)


def chosen(request: StaffRequest) -> Chosen:
    """Return the filter of an address, of the view it names, or of the view that opens first."""
    views = inbox.views_of(request.user)
    view = _view(views, request.GET)
    if view:
        return Chosen(read(view.filters), view, views)
    words = request.session.get(_WORDS, "") if "w" in request.GET else ""
    return Chosen(replace(read(request.GET.dict()), words=words), None, views)


def keep_words(request: StaffRequest, words: str) -> None:
    """Keep the searched words until the next search."""
    request.session[_WORDS] = words[:_LONGEST]


def _view(views: list[SavedView], asked: Mapping[str, Any]) -> SavedView | None:
    if "view" in asked:
        return next((view for view in views if str(view.pk) == asked["view"]), None)
    if any(name in asked for name in (*_IN_ADDRESS, "w")):
        return None
    return next((view for view in views if view.is_default), None)


def read(fields: Mapping[str, str]) -> Filter:
    """Return a filter; a value that does not exist asks nothing."""
    show, stage, due = fields.get("show"), fields.get("stage"), fields.get("due")
    return Filter(
        show=Show(show) if show in set(Show) else Show.ALL,
        stage=Stage(stage) if stage in set(Stage) else "",
        due=Due(due) if due in set(Due) else "",
        unit=fields.get("unit", "")[:_LONGEST],
        topic=fields.get("topic", "")[:_LONGEST],
        district=fields.get("district", "")[:_LONGEST],
        kind=fields.get("kind", "")[:_LONGEST],
        words=fields.get("words", "")[:_LONGEST],
    )


def address_of(asked: Filter) -> str:
    """Return the query of an address that means the filter."""
    return urlencode(_in_address(asked))


def _in_address(asked: Filter) -> dict[str, str]:
    values = {name: str(getattr(asked, name)) for name in _IN_ADDRESS if getattr(asked, name)}
    return values | ({"w": "1"} if asked.words else {})


class FilterForm(forms.Form):
    """The filter of the inbox; `read` parses the choice."""

    use_required_attribute = False

    show = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(label=_("Words"), max_length=_LONGEST, required=False)
    due = forms.ChoiceField(label=_("Time"), required=False)
    stage = forms.ChoiceField(label=_("State"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, asker: User, asked: Filter) -> None:
        super().__init__(initial=asdict(asked), auto_id="id_filter_%s")
        units = unit_queries.unit_keys(asker, WORK_ON_UNIT_CASES)
        self.fields["words"].widget.attrs["type"] = "search"
        self._offer("due", [(due.value, label) for due, label in DUE_LABELS.items()])
        self._offer("stage", [(stage.value, label) for stage, label in STAGE_LABELS.items()])
        ours = [row for row in unit_queries.units_now().values() if row.pk in set(units)]
        self._offer("unit", _named(ours), asked.unit)
        if len(ours) == 1 and not asked.unit:
            del self.fields["unit"]
        self._offer("topic", _named(unit_queries.topics_of_units(units)), asked.topic)
        self._offer("district", _named(unit_queries.districts_now().values()), asked.district)
        self._offer("kind", _named(unit_queries.kinds_now().values()), asked.kind)

    def _offer(self, name: str, choices: list[tuple[str, Any]], chosen: str = "") -> None:
        known = {value for value, _label in choices}
        more = [(chosen, chosen)] if chosen and chosen not in known else []
        field: Any = self.fields[name]
        field.choices = [("", _("all")), *choices, *more]


class ViewForm(forms.Form):
    """A name for the filter that is in force."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=40,
        error_messages={"required": _("Give the view a name.")},
    )
    is_default = forms.BooleanField(label=_("open it first"), required=False)


def _named(rows: Any) -> list[tuple[str, str]]:
    return [(row.slug, row.name) for row in rows]
