"""Ratings by citizens, with their response rate by channel and queue, topic and hour."""

from datetime import time, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import time_format
from django.views.decorators.http import require_safe

from alo153.calls.floor import city_queues
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.city import queries as city
from alo153.core import clock
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.queries import voice as queries
from alo153.quality.rules.estimates import RANKED_FROM
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating.team import PERIODS, days_of


@requires(SEE_QUALITY)
@require_safe
def voice(request: StaffRequest) -> HttpResponse:
    """Show ratings by channel and queue with response rate, mean and top-two share."""
    days = days_of(request)
    today = city.today(clock.now())
    first = today - timedelta(days=days - 1)
    whole, rows = queries.heard(request.user, first, today)
    context = {
        "days": days,
        "periods": PERIODS,
        "whole": whole,
        "rows": [
            (CHANNEL_LABELS[Channel(each.channel)], city_queues.name_of(each.key), each)
            for each in rows
        ],
        "topics": queries.by_topic(request.user, first, today),
        "hours": [
            (time_format(time(hour), "TIME_FORMAT"), each)
            for hour, each in queries.by_hour(request.user, first, today)
        ],
        "ranked_from": RANKED_FROM,
    }
    return render(request, "evaluating/figures/voice.html", context)
