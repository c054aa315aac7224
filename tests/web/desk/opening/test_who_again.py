"""After a case is opened the column beside it knows it."""

import pytest
from django.test import Client
from tests import cast

pytestmark = pytest.mark.django_db


def test_after_a_case_is_opened_the_page_asks_again_who_it_is(agent: Client) -> None:
    case = cast.open_case()
    address = f"/desk/work/new:1/case/{case.tracking_code}/"
    opened = agent.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-post="/desk/work/new:1/whose/" hx-trigger="load" hx-target="#who"' in opened
    assert 'name="number" value="+905320000101"' in opened
    asked = {"number": "+905320000101", "citizen": str(case.reporter_id)}
    who = agent.post(
        "/desk/work/new:1/whose/", asked, headers={"HX-Request": "true", "HX-Target": "who"}
    )
    assert f"/about/{case.tracking_code}/" in who.content.decode()
