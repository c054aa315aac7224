"""The list of recordings for quality and supervisors: the calls that were talked on."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter

from alo153.calls.media.recordings import queries
from alo153.calls.models import Call, Recording
from alo153.calls.permissions import LISTEN_TO_RECORDINGS
from alo153.quality.models import Reason
from alo153.quality.queries import sounds
from alo153.quality.rules.targeting import Sign
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import Choice, Day, ListFilter
from alo153.web.kit.lists.page import respond


def _agents(request: StaffRequest) -> list[tuple[int, str]]:
    return [(agent.pk, agent.full_name) for agent in queries.agents(request.user)]


_LIKE: Final[Mapping[str, Q]] = {sign.value: condition for sign, condition in sounds.LIKE.items()}
_SOUNDS: Final = [
    (Sign.SILENCE.value, Reason.SILENCE.label),
    (Sign.OVERLAP.value, Reason.OVERLAP.label),
    (sounds.Heard.SLOW.value, _("slow answers")),
    (sounds.Heard.ONE_SIDED.value, _("the agent speaks nearly all the time")),
    (sounds.Heard.DISTORTED.value, _("distorted sound")),
    (sounds.Heard.FAINT.value, _("a faint voice")),
]


class Sound(ChoiceFilter):
    """By what the measures of a recording say."""

    def filter(self, qs: QuerySet[Call], value: str) -> QuerySet[Call]:
        """Narrow the calls by a sign in their sound."""
        return qs.filter(_LIKE[value]) if value else qs


class RecordingFilter(ListFilter):
    """By agent, days, length and sound."""

    agent = Choice(_agents, field_name="agent", label=_("Agent"))
    day = Day("entered_at", way="on", label=_("Day"))
    length = ChoiceFilter(
        field_name="recording__seconds",
        lookup_expr="gte",
        label=_("Length"),
        empty_label=_("any length"),
        choices=[
            ("60", _("a minute and longer")),
            ("180", _("three minutes and longer")),
            ("600", _("ten minutes and longer")),
        ],
    )
    sound = Sound(
        label=_("Sound"),
        empty_label=_("any sound"),
        choices=_SOUNDS,
    )


def _recording(call: Call) -> Recording | None:
    return getattr(call, "recording", None)


def _seconds(call: Call) -> int | None:
    recording = _recording(call)
    return None if recording is None or recording.seconds is None else round(recording.seconds)


def _state(call: Call) -> Any:
    recording = _recording(call)
    if call.video_recorded:
        return _("with pictures")
    if not call.recorded:
        return _("no consent to a recording")
    return recording.get_state_display() if recording else _("not recorded")


RECORDINGS = ListPage[Call](
    name="recordings",
    title=_("Recordings"),
    columns=(
        Column(
            name="call",
            label=_("Telephone call"),
            value=lambda call: call.entered_at,
            template="quality/listed_call.html",
            sort="entered_at",
        ),
        Column(
            name="agent",
            label=_("Agent"),
            value=lambda call: call.agent.full_name if call.agent else None,
        ),
        Column(
            name="length",
            label=_("Length"),
            head=_("Length in seconds"),
            value=_seconds,
            template="quality/listed_length.html",
            sort="recording__seconds",
        ),
        Column(
            name="state",
            label=_("Recording"),
            value=_state,
            template="quality/listed_state.html",
        ),
    ),
    filters=RecordingFilter,
    order="-call",
    empty=_(
        "No call was talked on yet. Recordings appear here a few seconds after a call has ended."
    ),
    nothing_fits=_("No call fits. Choose another day or leave the agent out."),
)


@requires(LISTEN_TO_RECORDINGS)
@require_safe
def listing(request: StaffRequest) -> HttpResponseBase:
    """List the calls that were talked on."""
    return respond(request, RECORDINGS, queries.listed(request.user))
