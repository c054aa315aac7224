"""Words of citizens about contacts, by topic and by unit."""

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter

from alo153.citizens import actions as citizens
from alo153.city.queries import topics_now, units_now
from alo153.core import clock
from alo153.quality.models import ContactFeedback
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.queries import feedback as queries
from alo153.quality.rules.targeting import LOW_RATING
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import CityRow, Day, ListFilter
from alo153.web.kit.lists.page import respond

_LOW, _BETTER = "low", "better"


class Rated(ChoiceFilter):
    """By the rating of the contact."""

    def filter(self, qs: QuerySet[ContactFeedback], value: str) -> QuerySet[ContactFeedback]:
        """Narrow the words to low ratings, or to better ones."""
        if value == _LOW:
            return qs.filter(interaction__rating__lte=LOW_RATING)
        return qs.filter(interaction__rating__gt=LOW_RATING) if value else qs


class WordsFilter(ListFilter):
    """By topic, unit, rating and days."""

    topic = CityRow(topics_now, field_name="interaction__topic", label=_("Topic"))
    unit = CityRow(units_now, field_name="interaction__cases__unit", label=_("Unit"), distinct=True)
    rating = Rated(
        label=_("Rating"),
        empty_label=_("any rating"),
        choices=[(_LOW, _("1 or 2")), (_BETTER, _("3 to 5"))],
    )
    since = Day("at", way="from", label=_("From the day"))
    until = Day("at", way="until", label=_("Until the day"))


WORDS = ListPage[ContactFeedback](
    name="words",
    title=_("Words of citizens"),
    columns=(
        # A file of these is for counting: the words themselves are read on the page alone
        Column(name="at", label=_("Written on"), value=lambda row: row.at, sort="at"),
        Column(
            name="channel",
            label=_("Channel"),
            value=lambda row: row.interaction.get_channel_display(),
        ),
        Column(
            name="rating",
            label=_("Rating"),
            value=lambda row: row.interaction.rating,
            sort="interaction__rating",
        ),
        Column(
            name="topic",
            label=_("Topic"),
            value=lambda row: row.interaction.topic.name if row.interaction.topic else None,
        ),
        Column(name="unit", label=_("Unit"), value=lambda row: ", ".join(_units(row))),
    ),
    filters=WordsFilter,
    order="-at",
    empty=_("No citizen wrote about a contact yet."),
    nothing_fits=_("Nothing that was written fits this filter."),
    template="quality/feedback/words.html",
    rows="quality/feedback/words_rows.html",
)


@requires(SEE_QUALITY)
@require_safe
def words(request: StaffRequest) -> HttpResponseBase:
    """List the words of citizens under the topics and units that they are about."""
    around = {
        "topics": queries.by_topic(request.user),
        "units": queries.by_unit(request.user),
        "known": {*topics_now(), *units_now()},
    }
    return respond(request, WORDS, queries.of_every_rating(request.user), around, seen=_log)


def _units(row: ContactFeedback) -> list[str]:
    return sorted({case.unit.name for case in row.interaction.cases.all() if case.unit})


def _log(request: StaffRequest, rows: list[ContactFeedback]) -> None:
    """Record the known citizens whose words the page shows."""
    known = {row.interaction.citizen for row in rows if row.interaction.citizen}
    citizens.log_accesses(user=request.user, citizens=known, what="feedback", at=clock.now())
