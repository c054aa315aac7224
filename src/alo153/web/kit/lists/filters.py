"""Filters of a list page: a field, and the condition that it stands for."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, Filter, FilterSet

from alo153.city import queries
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.fields.choosing import OneOf

ALL = _("all")
"""The label without a choice."""


class CityRow(Filter):
    """One of the city's rows that are kept at hand: a topic, a unit. Costs no query."""

    field_class = OneOf

    def __init__(self, rows: Callable[[], Any], **words: Any) -> None:
        super().__init__(rows=rows, empty_label=ALL, **words)


class Choice(ChoiceFilter):
    """One of a few; `choices` may depend on the reader."""

    def __init__(
        self, choices: Sequence[Any] | Callable[[StaffRequest], Sequence[Any]], **words: Any
    ) -> None:
        self.of_asker = choices if callable(choices) else None
        super().__init__(choices=() if callable(choices) else choices, empty_label=ALL, **words)


class Day(DateFilter):
    """The city's days from one on, up to one, or one alone.

    Args:
        way: ``from``, ``until`` (the day belongs to it) or ``on``.
    """

    def __init__(self, field_name: str, *, way: str, label: Any) -> None:
        control = forms.DateInput(attrs={"type": "date"})
        super().__init__(field_name=field_name, label=label, widget=control)
        self._way = way

    def filter(self, qs: QuerySet[Any], value: date | None) -> QuerySet[Any]:
        """Narrow the rows to the days."""
        if value is None:
            return qs
        if self._way != "until":
            qs = qs.filter(**{f"{self.field_name}__gte": queries.day_begins(value)})
        if self._way != "from" and value < date.max:
            ended = queries.day_begins(value + timedelta(days=1))
            qs = qs.filter(**{f"{self.field_name}__lt": ended})
        return qs


class ListFilter(FilterSet):
    """The filters of one list; its fields are named in the address as here."""

    def __init__(self, data: Any, *, queryset: QuerySet[Any], request: StaffRequest) -> None:
        super().__init__(data, queryset=queryset, request=request)
        for each in self.filters.values():
            if isinstance(each, Choice) and each.of_asker:
                each.extra["choices"] = each.of_asker(request)
        # Beside the filters a page may have a form with the same names
        self.form.auto_id = "filter_%s"


class ViewForm(forms.Form):
    """The view of a list: its order, for screens without room for headings, and hidden columns."""

    sort = forms.ChoiceField(label=_("Order"), required=False)
    hide = forms.MultipleChoiceField(
        label=_("Hide columns"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *,
        sorts: Sequence[tuple[str, Any]],
        columns: Sequence[tuple[str, Any]],
        sort: str,
        hidden: Sequence[str],
    ) -> None:
        super().__init__(auto_id="list_%s", initial={"sort": sort, "hide": list(hidden)})
        fields: dict[str, Any] = self.fields
        fields["sort"].choices = [
            (f"{sign}{name}", words % {"column": label})
            for name, label in sorts
            for sign, words in (("", _("%(column)s, rising")), ("-", _("%(column)s, falling")))
        ]
        hide = _("Hide the column %(name)s")
        fields["hide"].choices = [(name, hide % {"name": label}) for name, label in columns]
