"""Write scorecards. A version in use is never changed, only followed by the next."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.quality import card_json
from alo153.quality.events import CardPutInUse
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.rules.scorecards import Fault, Scorecard, faults


class CardFaulty(ValueError):
    """A card cannot be used; ``faults`` says why."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(", ".join(each.kind for each in found))
        self.faults = found


@transaction.atomic
def write_draft(*, medium: CardMedium, card: Scorecard, by: User, at: datetime) -> CardVersion:
    """Keep a card as the draft of its medium, faults included. Raises NotPermitted."""
    permit(MANAGE_QUALITY, by=by)
    versions = CardVersion.objects.select_for_update().filter(medium=medium)
    fields = {"content": card_json.written(card), "written_by": by, "written_at": at}
    draft = versions.filter(used_from=None).first()
    if draft:
        CardVersion.objects.filter(pk=draft.pk).update(**fields)
        draft.refresh_from_db()
        return draft
    last = CardVersion.objects.filter(medium=medium).aggregate(last=Max("number"))["last"] or 0
    return CardVersion.objects.create(medium=medium, number=last + 1, **fields)


@transaction.atomic
def put_in_use(*, version: CardVersion, by: User, at: datetime) -> CardVersion:
    """Let evaluations use a draft from now on; open ones that nobody began use it as well.

    A version that is in use already stays as it is.

    Raises:
        NotPermitted: they do not manage quality.
        CardFaulty: its weights do not add up, or another fault.
    """
    permit(MANAGE_QUALITY, by=by)
    found = CardVersion.objects.select_for_update().get(pk=version.pk)
    if found.used_from is not None:
        return found
    wrong = faults(card_json.read(found.content))
    if wrong:
        raise CardFaulty(wrong)
    found.used_from = at
    found.save(update_fields=["used_from"])
    what = CardPutInUse(medium=found.medium, number=found.number)
    events.record(what, subject=found, by=Actor.staff(by.pk), at=at)
    return found
