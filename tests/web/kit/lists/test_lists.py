"""What every list page does, shown on the access log: rows of it cost nothing to make."""

import csv
import html
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from tests import cast

from alo153.citizens.models import AccessLog
from alo153.city.queries.local_time import local
from alo153.core import clock
from alo153.web.kit.lists import tables

pytestmark = pytest.mark.django_db
HOSTILE = '=HYPERLINK("http://a.example")'


class Asked:
    """The list of what Elif looked at, as Hakan opens it."""

    def __init__(self) -> None:
        self.browser = Client()
        self.browser.force_login(cast.staff("hakan"))
        question = {"whom": "elif", "why": "Denetim"}
        self.address = self.browser.post("/access-log/", question)["Location"]

    def get(self, query: str = "") -> HttpResponse:
        return self.browser.get(f"{self.address}?{query}")  # type: ignore[return-value]

    def page(self, query: str = "") -> str:
        return html.unescape(self.get(query).content.decode())

    def reasons(self, query: str = "") -> list[str]:
        return re.findall(r"Sebep \d+", self.page(query))

    def file(self, query: str) -> list[list[str]]:
        content = self.get(query).getvalue().decode("utf-8-sig")
        return list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))


@pytest.fixture
def asked() -> Asked:
    """120 looks of the last 120 hours, the first 20 of another kind."""
    elif_, now = cast.staff("elif"), clock.now()
    AccessLog.objects.bulk_create(
        AccessLog(
            user=elif_,
            what="recording" if number < 20 else "desk",
            reason=f"Sebep {number}",
            at=now - timedelta(hours=120 - number),
        )
        for number in range(120)
    )
    return Asked()


def test_it_opens_in_its_order_and_says_how_many(asked: Asked) -> None:
    assert asked.reasons() == [f"Sebep {number}" for number in range(119, 69, -1)]
    assert "120 kayıt" in asked.page()


def test_its_pages_follow_each_other_and_end(asked: Asked) -> None:
    assert asked.reasons("page=3") == [f"Sebep {number}" for number in range(19, -1, -1)]
    assert asked.reasons("page=77") == asked.reasons("page=3")
    last = asked.page("page=3&sort=when")
    assert 'rel="prev" href="?sort=when&page=2"' in " ".join(last.split())
    assert 'rel="next"' not in last


def test_a_heading_sorts_and_says_so(asked: Asked) -> None:
    assert asked.reasons("sort=when")[0] == "Sebep 0"
    page = asked.page("sort=when&page=2&what=desk")
    assert 'aria-sort="ascending"' in page
    assert re.search(r'<th scope="col" aria-sort="ascending">\s*<a href="\?what=desk">', page)
    assert 'aria-sort="descending"' in asked.page("what=desk")


def test_what_does_not_sort_or_exist_is_left_out(asked: Asked) -> None:
    for query in ("sort=whose", "sort=user__password", "sort=--when", "hide=when&hide=x", "as=exe"):
        assert len(asked.reasons(query)) == 50, query


def test_it_is_narrowed_and_the_narrowing_stays(asked: Asked) -> None:
    assert len(asked.reasons("what=recording")) == 20
    page = asked.page("what=desk")
    assert 'href="?what=desk&page=2"' in page
    assert 'href="?what=desk&as=csv"' in page
    assert '<option value="desk" selected>' in page
    assert "bakan olmamış" in asked.page("until=2020-01-01")
    # The rows come first, and above them what narrows them
    narrowed = asked.page("until=2020-01-01&what=desk&from=never")
    chips = re.findall(r'<span class="chip">(.*?)</span>', narrowed)
    assert chips == ["Ne: başvurunun sayfası", "Şu güne kadar: 1 Ocak 2020"], chips
    assert re.search(r'<details class="list-view"\s*>', page)


def test_a_day_belongs_to_what_it_ends(asked: Asked) -> None:
    # The city's day, whatever the hour of this machine
    day = local(AccessLog.objects.get(reason="Sebep 50").at)
    found = asked.reasons(f"since={day:%Y-%m-%d}&until={day:%Y-%m-%d}&sort=when")
    assert "Sebep 50" in found
    assert len(found) <= 25


@pytest.mark.parametrize("query", ["what=nothing", "since=2026-02-30", "until=yarın"])
def test_a_filter_that_cannot_be_read_is_said_at_its_field(asked: Asked, query: str) -> None:
    response = asked.get(query)
    assert response.status_code == 200
    assert len(re.findall(r'class="field-error"', response.content.decode())) == 1
    assert asked.get(f"{query}&as=csv").status_code == 422


@pytest.mark.parametrize("query", ["since=9999-12-31", "until=9999-12-31", "since=0001-01-01"])
def test_no_day_is_too_far(asked: Asked, query: str) -> None:
    assert asked.get(query).status_code == 200


def test_a_hidden_column_is_on_no_page_and_in_no_file(asked: Asked) -> None:
    assert "Elif" not in re.sub(r"<form.*?</form>", "", asked.page("hide=who"), flags=re.S)
    assert asked.file("hide=who&as=csv")[0] == ["Ne zaman", "Ne", "Kimin", "Gerekçe"]
    assert re.search(r'value="who"[^>]* checked', asked.page("hide=who"))


def test_a_file_holds_what_is_filtered_in_its_order_and_leaves_a_trace(asked: Asked) -> None:
    head, *rows = asked.file("what=recording&sort=when&page=2&as=csv")
    assert head[0] == "Ne zaman"
    assert [row[-1] for row in rows] == [f"Sebep {number}" for number in range(20)]
    look = AccessLog.objects.get(what="access-log-file")
    assert (look.user, look.reason) == (cast.staff("hakan"), "Denetim")
    response = asked.get("as=xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="access-log.xlsx"'
    assert response.getvalue().startswith(b"PK")


def test_words_that_a_spreadsheet_would_run_are_words(asked: Asked) -> None:
    AccessLog.objects.create(user=cast.staff("elif"), what="desk", reason=HOSTILE, at=clock.now())
    assert asked.file("as=csv")[1][-1] == f"'{HOSTILE}"
    assert HOSTILE in asked.page()


def test_nobody_gets_a_file_of_what_they_may_not_see(asked: Asked) -> None:
    selin = Client()
    selin.force_login(cast.staff("selin"))
    for path in (asked.address, "/recordings/", "/late/"):
        assert selin.get(f"{path}?as=csv").status_code == 403
    # An answer is shown to nobody but who asked
    yasin = Client()
    yasin.force_login(cast.staff("yasin"))
    assert yasin.get(f"{asked.address}?as=csv").status_code == 404


def test_while_others_are_written_a_file_waits(asked: Asked) -> None:
    with tables.slot(), tables.slot():
        response = asked.get("as=csv")
    assert response.status_code == 503
    assert "Bir dakika sonra" in response.content.decode()


def test_of_very_many_rows_a_page_is_shown_and_no_file(asked: Asked) -> None:
    """100,000 rows in one statement: counted and paged to 10,000, and too many for a file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO citizens_accesslog (user_id, what, reason, at)"
            " SELECT %s, 'desk', '', now() - i * interval '1 second'"
            " FROM generate_series(1, 100000) i",
            [cast.staff("elif").pk],
        )
    page = asked.page("page=200")
    assert "10.000 kayıttan fazla" in page
    assert "Daha fazla kayıt var" in page
    assert page.count('<th scope="row">') == 50
    response = asked.get("as=xlsx")
    assert response.status_code == 422
    assert "50.000 kayıttan fazlası bir dosyaya sığmaz" in response.content.decode()
