"""A day's call list of another system comes out as its owner counted it by hand."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from tests import cast

from alo153.reports.actions.rollup.rebuilding import rebuild
from alo153.reports.models import ContactDay, ContactHalfHour, ImportedCall

pytestmark = pytest.mark.django_db
# By hand: ten calls that waited. Answered: 5, 12, 18, 20, 21 and 80 s, so four within 20 s; gave up
# after 3, 25 and 61 s, so one at once; one went elsewhere. 156 s of waits, 900 s of talk, 60 s of
# music and 120 s of work after six talks; two were given away. One more call went out
DAY = """Tarih;Saat;Kuyruk;Temsilci;Sonuç;Bekleme;Konuşma;Bekletme;Çağrı sonrası;Aktarma;Yön
24.11.2026;09:58:10;general;Elif Yıldız;Karşılandı;0:05;2:30;0;20;Hayır;Gelen
24.11.2026;09:59:59;general;elif;Karşılandı;12;150;30;20;Evet;Gelen
24.11.2026;10:00:00;general;Bilinmeyen;Karşılandı;18;150;0;20;;Gelen
24.11.2026;10:01:00;general;;Kaçtı;3;;;;;Gelen
24.11.2026;10:02:00;general;;Kaçtı;25;;;;;Gelen
24.11.2026;10:04:00;general;Elif Yıldız;Karşılandı;20;150;30;20;Evet;Gelen
24.11.2026;10:05:00;general;Elif Yıldız;Karşılandı;21;150;0;20;;Gelen
24.11.2026;10:31:00;general;;Kaçtı;1:01;;;;;Gelen
24.11.2026;10:32:00;general;Elif Yıldız;Karşılandı;80;150;0;20;;Gelen
24.11.2026;10:33:00;general;;Mesaj;300;;;;;Gelen
24.11.2026;10:34:00;general;Elif Yıldız;Karşılandı;0;90;;;;Giden
"""
PUBLISHED = {
    "offered: 10",
    "answered: 6",
    "abandoned: 3",
    "short_abandoned: 1",
    "flowed_out: 1",
    "abandon_rate: 30.00",
    # 4 of 10, 4 of 6 + 3 - 1, 4 of 6
    "service_level_strict: 40.00",
    "service_level_genesys: 50.00",
    "service_level_of_answered: 66.67",
    # By hand: 156 / 6, (900 + 60 + 120) / 6
    "speed_of_answer: 26.00",
    "handling_time: 180.00",
    "transfers: 33.33",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gun.csv"
    path.write_text(DAY, encoding="utf-8")
    return path


def run(file: Path, *options: str) -> tuple[list[str], list[str]]:
    out, err = StringIO(), StringIO()
    call_command("import_call_list", str(file), *options, stdout=out, stderr=err)
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_the_published_counts_come_out(file: Path) -> None:
    said, _ = run(file)
    assert said[0].startswith("10 calls, 1 outgoing left out, 0 broken")
    assert set(said) >= PUBLISHED


def test_the_calls_stand_in_the_reports_and_survive_a_rebuild(file: Path) -> None:
    elif_ = cast.staff("elif")
    run(file)
    by_half_hour = ContactHalfHour.objects.values("begins_at").annotate(n=Sum("offered"))
    counted = [row["n"] for row in by_half_hour.order_by("begins_at")]
    assert counted == [2, 5, 3]
    assert ContactDay.objects.get(agent=elif_.pk).answered == 5
    rebuild()
    assert ContactDay.objects.aggregate(n=Sum("offered"))["n"] == 10


def test_a_list_counts_once(file: Path) -> None:
    run(file)
    with pytest.raises(CommandError, match="imported before"):
        run(file)
    assert ImportedCall.objects.count() == 10


def test_broken_rows_are_named_and_nothing_is_imported(file: Path) -> None:
    broken = DAY.replace(";18;", ";bir;").replace("10:02:00", "25:99").replace("Mesaj", "?")
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(CommandError, match="3 broken rows: nothing is imported"):
        run(file)
    assert not ImportedCall.objects.exists()
    said, named = run(file, "--leave-out-broken")
    assert [line.split(":")[0] for line in named] == ["line 4", "line 6", "line 11"]
    assert "waited: “bir” is no time" in named[0]
    assert said[0].startswith("7 calls")


def test_another_system_s_headings_are_named_by_option(file: Path) -> None:
    file.write_text(DAY.replace("Bekleme;", "Kuyrukta geçen;"), encoding="cp1254")
    with pytest.raises(CommandError, match="no column for waited"):
        run(file)
    said, _ = run(file, "--column", "waited=Kuyrukta geçen", "--check")
    assert set(said) >= PUBLISHED
    assert not ImportedCall.objects.exists()
