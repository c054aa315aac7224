"""Call lists as other systems write them: shapes, letters and clocks, counted by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from tests import cast

from alo153.reports.importing.lines import Fault, Line, read
from alo153.reports.models import ContactDay, ContactHalfHour

ISTANBUL, DUBLIN = ZoneInfo("Europe/Istanbul"), ZoneInfo("Europe/Dublin")
# By hand: three answered after 12, 20 and 65 s, two gave up after 4 and 40 s without an agent;
# 60 minutes of talk. The last but one came in a minute before midnight and was answered after it
TURKISH = """sep=;
Çağrı Tarihi;Kuyruk Adı;Müşteri Temsilcisi;Çağrı Durumu;Bekleme Süresi (dk:sn);Görüşme Süresi
01.12.2026 08:59;general;Elif Yıldız;Cevaplanan;00:12;30:00
01.12.2026 09:00;general;ELİF YILDIZ;CEVAPLANDI;0:20;20:00
01.12.2026 09:05;general;-;Kaçan Çağrı;0:04;--
01.12.2026 23:59;general;Elif Yıldız;Cevaplandı;1:05;10:00
02.12.2026 00:00;general;;Terk edildi;0:40;
"""
# By hand: answered after 10 and 0 s, 100 and 50 s of talk; one gave up after 33 s
CDR = """"calldate","clid","src","dst","duration","billsec","disposition","uniqueid"
"2026-12-01 10:00:00","A <0262>","0262","153","110","100","ANSWERED","1764572400.1"
"2026-12-01 10:01:00","B, C <0262>","0262","153","50","50","ANSWERED","1764572460.2"
"2026-12-01 10:02:00","","0262","153","33","0","NO ANSWER","1764572520.3"
"2026-12-01 10:03:00","","0262","153","0","0","FAILED","1764572580.4"
"""
# By hand: answered after 7, 9 and 2 s, 60, 30 and 20 s of talk, one given away; one gave up after
# 15 s, one went to the voice box after 90 s; the last one still talks as the list ends
QUEUE_LOG = """1796108400|q1|NONE|NONE|QUEUESTART|
1796108400|c1|general|NONE|ENTERQUEUE||02621112233|1
1796108401|c2|general|NONE|ENTERQUEUE||02621112244|2
1796108407|c1|general|elif|CONNECT|7|x1|3
1796108416|c2|general|NONE|ABANDON|1|2|15
1796108467|c1|general|elif|COMPLETECALLER|7|60|1
1796108500|c3|general|NONE|ENTERQUEUE||02621112255|1
1796108509|c3|general|elif|CONNECT|9|x3|3
1796108539|c3|general|elif|BLINDTRANSFER|200|default|9|30|1
1796108600|c4|general|NONE|ENTERQUEUE||02621112266|1
1796108690|c4|general|NONE|EXITWITHTIMEOUT|1|1|90
1796108700|c5|general|NONE|ENTERQUEUE||02621112277|1
1796108702|c5|general|elif|CONNECT|2|x5|3
1796108722|c5|general|elif|COMPLETEAGENT|2|20|1
1796108800|c6|general|NONE|ENTERQUEUE||02621112288|1
1796108805|c6|general|elif|CONNECT|5|x6|3
"""


def lines(text: str, zone: ZoneInfo = ISTANBUL) -> list[Line]:
    """Read a list of which no row is broken."""
    found = list(read(text.encode(), zone=zone, named={}))
    assert not [each for each in found if isinstance(each, Fault)]
    return [each for each in found if isinstance(each, Line)]


def told(found: list[Line]) -> tuple[dict[str, int], dict[str, int], float]:
    """Return how many there are of each fate, how long they waited, and the talk of all."""
    waits: Counter[str] = Counter()
    for each in found:
        waits[each.fate] += int(each.waited or 0)
    return Counter(each.fate for each in found), waits, sum(each.talk or 0 for each in found)


@pytest.mark.django_db
def test_a_turkish_system_s_list_of_a_night(tmp_path: Path) -> None:
    elif_, out = cast.staff("elif"), StringIO()
    path = tmp_path / "gece.csv"
    path.write_text(TURKISH, encoding="cp1254")
    call_command("import_call_list", str(path), stdout=out)
    said = set(out.getvalue().splitlines())
    assert said >= {"offered: 5", "answered: 3", "abandoned: 2", "short_abandoned: 1"}
    # By hand: 2 of 5 within 20 s; (12 + 20 + 65) / 3; 60 minutes / 3
    assert said >= {"service_level_strict: 40.00", "speed_of_answer: 32.33"}
    assert "handling_time: 1200.00" in said
    assert ContactDay.objects.get(agent=elif_.pk).answered == 3
    days = ContactDay.objects.values_list("day__day").annotate(Sum("offered")).order_by("day")
    assert list(days) == [(1, 4), (2, 1)]
    begins = ContactHalfHour.objects.values_list("begins_at", flat=True).distinct()
    night = datetime(2026, 12, 1, 20, 30, tzinfo=UTC), datetime(2026, 12, 1, 21, tzinfo=UTC)
    assert set(begins) >= set(night)


def test_a_list_of_asterisk_s_cdr_waits_for_what_is_left_of_its_length() -> None:
    *calls, failed = read(CDR.encode(), zone=ISTANBUL, named={})
    found = [each for each in calls if isinstance(each, Line)]
    assert told(found) == (
        {"answered": 2, "abandoned": 1},
        {"answered": 10, "abandoned": 33},
        150,
    )
    assert isinstance(failed, Fault)
    assert (failed.number, failed.why[:18]) == (5, "outcome: “FAILED” ")


def test_asterisk_s_own_log_of_queues() -> None:
    *calls, unended = read(QUEUE_LOG.encode(), zone=ISTANBUL, named={})
    found = [each for each in calls if isinstance(each, Line)]
    assert told(found) == (
        {"answered": 3, "abandoned": 1, "elsewhere": 1},
        {"answered": 18, "abandoned": 15, "elsewhere": 90},
        110,
    )
    assert sum(each.transferred for each in found) == 1
    assert min(each.at for each in found) == datetime.fromtimestamp(1796108400, UTC)
    assert isinstance(unended, Fault)
    assert "“ENTERQUEUE” is none of answered" in unended.why


def test_the_table_of_that_log_says_the_same() -> None:
    head = "time,callid,queuename,agent,event,data1,data2,data3,data4,data5"
    rows = [row.split("|") for row in QUEUE_LOG.splitlines()[:-2]]
    for row in rows:
        row[0] = datetime.fromtimestamp(int(row[0]), ISTANBUL).strftime("%Y-%m-%d %H:%M:%S.000000")
    table = "\n".join([head, *(",".join(row + [""] * (10 - len(row))) for row in rows)])
    raw = lines("\n".join(QUEUE_LOG.splitlines()[:-2]))
    found = lines(table)
    assert told(found) == told(raw)
    assert [each.at for each in found] == [each.at for each in raw]


def test_a_list_of_moments_says_wait_and_talk_over_midnight() -> None:
    """By hand: 30 s and 5 minutes; the second one gave up after 70 s."""
    found = lines(
        "Tarih,Başlangıç,Cevaplama Zamanı,Bitiş\n"
        "01.12.2026,01.12.2026 23:59:50,00:00:20,00:05:20\n"
        "01.12.2026,01.12.2026 23:59:00,,00:00:10\n"
    )
    assert told(found) == (
        {"answered": 1, "abandoned": 1},
        {"answered": 30, "abandoned": 70},
        300,
    )


def test_a_call_in_the_hour_that_happens_twice() -> None:
    """Dublin sets 2:00 back to 1:00 on 25 October 2026: it waits 20 minutes, not minus 40."""
    [call] = lines("at,answered_at,ended_at\n25.10.2026 01:50,01:10:00,01:15:00\n", DUBLIN)
    assert (call.waited, call.talk) == (1200, 300)
    first, second = lines(
        "at,outcome,waited\n"
        "2026-10-25T01:30:00+01:00,answered,5\n"
        "2026-10-25T01:30:00+00:00,answered,5\n",
        DUBLIN,
    )
    assert (second.at.astimezone(UTC) - first.at.astimezone(UTC)).seconds == 3600


def test_an_end_before_the_beginning_is_a_broken_row() -> None:
    [broken] = read(
        b"at,answered_at\n2026-12-01 10:00:00,2026-12-01 09:00:00\n", zone=ISTANBUL, named={}
    )
    assert isinstance(broken, Fault)
    assert "answered_at: “2026-12-01 09:00:00” is before the call came in" in broken.why


def test_the_unicode_text_of_a_spreadsheet() -> None:
    text = "Tarih\tSonuç\tBekleme (sn)\n01.12.2026 10:00\tKarşılandı\t5 sn\n"
    [call] = read(text.encode("utf-16"), zone=ISTANBUL, named={})
    assert isinstance(call, Line)
    assert (call.waited, call.at.hour) == (5, 10)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Tarih;Sonu\x81\n", "neither UTF-8, UTF-16 nor Windows-1254"),
        (b'at,outcome,waited\n"' + b"x" * 200_000, "is no CSV .* never closed"),
        (b"", "no column for at, or date and time, outcome, waited"),
    ],
)
def test_a_file_that_nobody_can_read_is_told_in_words(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "bozuk.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("import_call_list", str(path))
