"""Forms of an administrator about a rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.city import queries
from alo153.city.models import Unit
from alo153.city.rules.routing import DISTRICT_MUNICIPALITY, Rule

_ALL = ""


class RuleForm(forms.Form):
    """One rule and its place among the rules."""

    topic = forms.ChoiceField(
        label=_("Topic"), required=False, help_text=_("A whole group, or one topic of it.")
    )
    place = forms.ChoiceField(
        label=_("Place"), required=False, help_text=_("A district, or one of its neighborhoods.")
    )
    whose = forms.ChoiceField(
        label=_("Street or park"),
        required=False,
        help_text=_("Counts only for topics that depend on who owns the place."),
        choices=[
            ("", _("whatever it is")),
            ("metropolitan", _("main street, large park")),
            ("district", _("side street, neighborhood park")),
        ],
    )
    unit = forms.ChoiceField(
        label=_("Goes to"), error_messages={"required": _("Choose who gets the applications.")}
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("One sentence that an agent can say to a citizen; it stays with the case."),
        max_length=300,
        error_messages={"required": _("Write why: it stays with each case.")},
    )
    position = forms.IntegerField(
        label=_("Stands as rule number"),
        help_text=_("The first rule that fits decides."),
        min_value=1,
        error_messages={"required": _("Write the number of its place among the rules.")},
    )

    def __init__(self, *args: Any, many: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["topic"].choices = self._with_former("topic", _topics())
        fields["place"].choices = self._with_former("place", _places())
        fields["unit"].choices = _units()
        fields["position"].widget.attrs["max"] = many

    def _with_former(self, name: str, choices: "_Choices") -> "_Choices":
        """Keep a topic or place that the city gave up: left out, the rule would fit everything."""
        value = self.initial.get(name, "")
        known = {key for _, inner in choices if isinstance(inner, list) for key, _ in inner}
        if not value or value in known:
            return choices
        return [*choices, (value, gettext("%(slug)s (no more in use)") % {"slug": value})]

    def rule(self) -> Rule:
        """Return the rule that was meant."""
        facts = self.cleaned_data
        in_neighborhood = "/" in facts["place"]
        return Rule(
            position=facts["position"],
            topic=facts["topic"] or None,
            district=None if in_neighborhood else facts["place"] or None,
            neighborhood=facts["place"] if in_neighborhood else None,
            place=facts["whose"] or None,
            unit=facts["unit"],
            reason=facts["reason"],
        )


def initial_of(rule: Rule) -> dict[str, Any]:
    """Return what a form of this rule begins with."""
    return {
        "topic": rule.topic or "",
        "place": rule.neighborhood or rule.district or "",
        "whose": rule.place or "",
        "unit": rule.unit,
        "reason": rule.reason,
        "position": rule.position,
    }


class SaveForm(forms.Form):
    """Why the rules change."""

    reason = forms.CharField(
        label=_("Why the rules change"),
        max_length=300,
        error_messages={"required": _("Write why; it stays with the version.")},
    )
    # The version in force when the page was read
    onto = forms.IntegerField(widget=forms.HiddenInput)


type _Choices = list[tuple[Any, Any]]


def _topics() -> _Choices:
    groups: dict[str, list[tuple[str, str]]] = {}
    whole: dict[str, str] = {}
    for topic in queries.topics_by_group():
        if topic.parent:
            whole[topic.parent.name] = topic.parent.slug
            groups.setdefault(topic.parent.name, []).append((topic.slug, topic.name))
    named = [
        (name, [(whole[name], _("%(group)s: all topics") % {"group": name}), *topics])
        for name, topics in groups.items()
    ]
    return [(_ALL, _("every topic")), *named]


def _places() -> _Choices:
    near: dict[str, list[tuple[str, str]]] = {}
    for key, name, district in queries.neighborhood_names():
        near.setdefault(district, []).append((f"{district}/{key}", name))
    districts = [
        (
            each.name,
            [
                (each.slug, _("%(district)s: all of it") % {"district": each.name}),
                *near.get(each.slug, []),
            ],
        )
        for each in queries.districts()
    ]
    return [(_ALL, _("anywhere")), *districts]


def _units() -> _Choices:
    units = list(queries.units())
    inside = [(each.slug, each.name) for each in units if each.kind != Unit.Kind.OUTSIDE]
    outside = [(each.slug, each.name) for each in units if each.kind == Unit.Kind.OUTSIDE]
    return [
        ("", _("choose")),
        (DISTRICT_MUNICIPALITY, _("the district's municipality")),
        (_("Units of the municipality"), inside),
        (_("Outside agencies"), outside),
    ]
