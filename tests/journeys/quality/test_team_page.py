"""The team page, looked at: what citizens say and how long a contact takes, by topic as well."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.opened import Opened
from tests.quality import made

from alo153.city import queries as city
from alo153.core import clock
from alo153.quality.actions.counting import count_all
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay, ContactOfDay, ContactTrack
from alo153.workforce.models import KeptDay

pytestmark = pytest.mark.journey


def test_each_topic_has_its_rating_and_handling_time_and_no_adherence(opened: Opened) -> None:
    elif_, day = cast.staff("elif"), city.today(clock.now()) - timedelta(days=3)
    measures = {"answered": 1, "handled": 1, "talk_ms": 150_000, "ratings": 1, "rating_sum": 4}
    topics = [cast.topic(slug) for slug in ("su-kesintisi", "agac-budama")]
    for contact in range(40):
        ContactTrack.objects.create(contact=contact, topic=topics[contact % 2].pk)
        ContactOfDay.objects.create(contact=contact, day=day, channel="phone", **measures)
    of_day = {name: 50 * amount for name, amount in measures.items()}
    where = {"queue": "general", "agent": elif_.pk, "channel": "phone"}
    ContactDay.objects.create(day=day, **where, **of_day)
    divide_all()
    KeptDay.objects.create(user=elif_, day=day, planned_seconds=27_000, present_seconds=24_300)
    made.card()
    made.given(made.asked("elif"), made.POOR)
    count_all()
    page = opened.page("/quality/team/?days=365", "hakan")
    table = page.get_by_role("table", name="Performans: Konu")
    for name, handled in ((topics[0].name, "20"), ("konusu olmayanlar", "10")):
        row = table.get_by_role("row").filter(has_text=name)
        expect(row.get_by_role("cell")).to_contain_text(["4,0", "–", "", "%100", "2:30", handled])
        expect(row.get_by_role("cell").nth(6)).to_have_text("–")
    assert opened.looks.at(page, "team-by-topic") == []
