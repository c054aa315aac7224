"""Notices to agents about the evaluations of their contacts."""

from typing import cast

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import Way, notice_kind
from alo153.quality.events import EvaluationGiven
from alo153.quality.models import Evaluation

# Not only people at the telephone have contacts: at a counter and in a unit they have them, too
EVALUATED = notice_kind(
    "evaluation",
    gettext_lazy("A contact of yours was evaluated"),
    ways=frozenset({Way.LIST}),
)


def tell_given(event: Event, said: EvaluationGiven) -> None:
    """Tell the agent of an evaluation, without its score; a second score is none of theirs."""
    row = cast(Evaluation, event.subject)
    if said.second or not row.agent.is_active:
        return
    with translation.override(city.city().language):
        title = _("A contact of yours was evaluated: %(medium)s, %(day)s") % {
            "medium": row.get_medium_display(),
            "day": formats.date_format(city.local(row.contact_at), "DATE_FORMAT"),
        }
        line = _("The page of the evaluation says until when you may appeal.")
    give_notice(
        kind=EVALUATED,
        cause=f"evaluation:{row.pk}",
        about=row,
        words={row.agent: Told(title=title, lines=(line,), path=f"/quality/mine/{row.pk}/")},
        by=event.actor,
        at=event.at,
    )
