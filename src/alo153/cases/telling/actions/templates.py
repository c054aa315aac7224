"""Ready answers of a unit, which its manager writes, and of the center."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases.events.telling import TemplateDropped, TemplateKept
from alo153.cases.models import AnswerTemplate, AnswerTemplateVersion
from alo153.cases.permissions import EDIT_CENTER_TEMPLATES, EDIT_TEMPLATES
from alo153.cases.policy.permitting import NotTheirs
from alo153.cases.rules import ready_answers
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind, Topic, Unit
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor


@dataclass(frozen=True, kw_only=True)
class Fits:
    """The use of a ready answer; an empty field does not restrict it."""

    topic: Topic | None = None
    kind: CaseKind | None = None
    state: str = ""
    channel: str = ""
    language: str = ""


class CannotKeep(Exception):
    """A ready answer is not kept: `mistakes` of its text, or its short key or name is another's."""

    def __init__(
        self,
        mistakes: list[ready_answers.Mistake],
        *,
        same_shortcut: AnswerTemplate | None = None,
        same_name: bool = False,
    ) -> None:
        super().__init__("ready answer")
        self.mistakes = mistakes
        self.same_shortcut = same_shortcut
        self.same_name = same_name


@transaction.atomic
def keep_template(
    *,
    template: AnswerTemplate | None = None,
    unit: Unit | None,
    name: str,
    text: str,
    fits: Fits,
    shortcut: str = "",
    by: User,
    at: datetime,
) -> AnswerTemplate:
    """Keep a ready answer in place of another; what that said stays as a version.

    Args:
        template: which one it replaces; nothing for one of its name, or a new one.
        unit: its owner; nothing for the center.

    Raises:
        NotTheirs: the writer does not manage the unit.
        NotPermitted: the writer may not write the center's answers.
        CannotKeep: its words cannot be filled in or are too many, or its short key is taken, or
            the name of another is given to `template`.
    """
    _permit(unit, by)
    if template:
        _permit(template.unit, by)
    which = {"pk": template.pk} if template else {"unit": unit, "name": name}
    before = locked().filter(**which).first()
    facts = vars(fits) | {"unit": unit, "name": name, "text": text, "shortcut": shortcut}
    return write(before, facts, by, at)


@transaction.atomic
def drop_template(*, template: AnswerTemplate, by: User, at: datetime) -> None:
    """Forget a ready answer; answers that were written from it stay.

    Raises:
        NotTheirs: the caller does not manage the unit.
        NotPermitted: the caller may not write the center's answers.
    """
    _permit(template.unit, by)
    actor = Actor.staff(by.pk)
    events.record(TemplateDropped(unit=template.unit_id), subject=template, by=actor, at=at)
    template.delete()


def _permit(unit: Unit | None, by: User) -> None:
    if unit is None:
        permit(EDIT_CENTER_TEMPLATES, by=by)
    elif EDIT_TEMPLATES not in unit_queries.permissions_in(by, unit):
        raise NotTheirs


def locked() -> QuerySet[AnswerTemplate]:
    """Return ready answers for somebody who changes them."""
    return AnswerTemplate.objects.select_for_update(of=("self",))


def write(
    before: AnswerTemplate | None, facts: dict[str, Any], by: User | None, at: datetime
) -> AnswerTemplate:
    """Write a ready answer, or what is new of it; `by` nobody: the city's files bring it.

    Raises:
        CannotKeep: as `keep_template`.
    """
    _check(before, facts)
    stamped = facts | {"changed_by": by, "changed_at": at}
    kept, is_new = (before, False) if before else _begin(stamped)
    changed = sorted(facts) if is_new else changes(kept, facts)
    if not changed:
        return kept
    renamed = _renaming(kept, facts["name"])
    if not is_new:
        _replace(kept, stamped)
    what = TemplateKept(unit=kept.unit_id, version=kept.version, changed=changed, **renamed)
    events.record(what, subject=kept, by=Actor.staff(by.pk) if by else SYSTEM, at=at)
    return kept


def _check(before: AnswerTemplate | None, facts: dict[str, Any]) -> None:
    words = ready_answers.WORDS if facts["unit"] else ready_answers.WORDS_OF_CENTER
    found = ready_answers.mistakes(facts["text"], words=words, channel=facts["channel"])
    others = AnswerTemplate.objects.filter(unit=facts["unit"])
    others = others.exclude(pk=before.pk) if before else others
    same = others.filter(shortcut=facts["shortcut"]).first() if facts["shortcut"] else None
    same_name = others.filter(name=facts["name"]).exists()
    if found or same or same_name:
        raise CannotKeep(found, same_shortcut=same, same_name=same_name)


def changes(kept: AnswerTemplate, facts: dict[str, Any]) -> list[str]:
    """Return the names of what is new of a ready answer."""
    return sorted(name for name, value in facts.items() if getattr(kept, name) != value)


def _renaming(kept: AnswerTemplate, name: str) -> dict[str, str]:
    return {} if kept.name == name else {"renamed_from": kept.name, "renamed_to": name}


def _begin(stamped: dict[str, Any]) -> tuple[AnswerTemplate, bool]:
    """Create it; a colleague may have done so at this moment."""
    unit, name = stamped["unit"], stamped["name"]
    return locked().get_or_create(unit=unit, name=name, defaults=stamped)


def _replace(kept: AnswerTemplate, stamped: dict[str, Any]) -> None:
    _note_version(kept)
    for field, value in stamped.items():
        setattr(kept, field, value)
    kept.version += 1
    kept.save()


def _note_version(kept: AnswerTemplate) -> None:
    AnswerTemplateVersion.objects.create(
        template=kept,
        number=kept.version,
        text=kept.text,
        by_id=kept.changed_by_id,
        at=kept.changed_at,
    )
