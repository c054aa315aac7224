"""Days, hours, levels and groups are written in forms; all other lines of the file stay."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests import cast

from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
HOME = "/settings/documents"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client.force_login(cast.staff("yasin"))
    return client


def differing(kind: str) -> set[str]:
    """Return the lines of the draft that are not in force."""
    draft = queries.document_drafts(cast.staff("yasin"))[kind].text.splitlines()
    return set(draft) - set(queries.document_in_force(document(kind)).text.splitlines())


type Sent = dict[str, str | list[str]]
DAYS: Sent = {
    "recordings": "90",
    "arrivals": "90",
    "abuse_reports": "365",
    "complaint_files": "2920",
    "feedback": "365",
}
WORK: Sent = {
    "opens": "08:30",
    "closes": "17:30",
    "half_day_closes": "13:00",
    "weekdays": ["fri", "mon", "tue", "wed"],
}
WATER: Sent = {
    "language": "tr",
    "name": "Su ve kanal",
    "whisper": "Su ve kanal.",
    "skill": "water",
    "priority": "1",
    "overflow_after": "120",
    "overflow_to": "general",
}
GEBZE: Sent = {
    "name": "Gebze İletişim Merkezi",
    "address": "Atatürk Caddesi 10, Gebze",
    "desks": "3",
    "hours": "mon-fri 08:30-17:30",
    "service_en": "A Requests and complaints",
}
SERVICE_A = {'label = {tr = "Başvuru ve şikâyet", en = "Requests and complaints"}'}
GROUP: Sent = {
    "name": "Su ve kanalizasyon",
    "unit": "isu",
    "kind": "complaint",
    "responsibility": "metropolitan",
    "standard_amount": "8",
    "standard_unit": "hours",
}
OUTAGE: Sent = {
    "name": "Su kesintisi",
    "keywords": "su yok",
    "say": "Kesinti yalnızca sizde mi, komşularda da mı var? Ne zamandır?",
    "standard_unit": "days",
}


@pytest.mark.parametrize(
    ("address", "sent", "lines"),
    [
        ("retention/entries/table--days", DAYS, {"recordings = 90"}),
        ("alarms/entries/table--root", {"look_within": "15"}, {"look_within = 15"}),
        ("city/entries/table--working_time", WORK, {'weekdays = ["mon", "tue", "wed", "fri"]'}),
        (
            "city/entries/table--chat",
            {"hours": "mon-fri 09:00-17:00"},
            {"[chat]", 'hours = {mon-fri = "09:00-17:00"}'},
        ),
        (
            "queues/entries/water",
            WATER | {"hours": "mon-fri 08:30-12:00\r\nmon-fri 13:00-17:30\r\nsat 09:00-12:00"},
            {'hours = {mon-fri = ["08:30-12:00", "13:00-17:30"], sat = "09:00-12:00"}'},
        ),
        (
            "offices/entries/gebze",
            GEBZE | {"service_tr": "A Başvuru ve şikâyet\r\nB Vergi"},
            {'label = {tr = "Vergi"}'} | SERVICE_A,
        ),
        (
            "offices/entries/table--priority",
            {"minutes": "20", "label_tr": "Engelli", "label_en": ""},
            {"minutes = 20", 'label = {tr = "Engelli"}'},
        ),
        ("offices/entries/table--identity_scan", {"days": "60"}, {"days = 60"}),
        (
            "queues/entries/water",
            WATER | {"levels": "0 4\r\n30 2", "unattended_after": "90"},
            {"levels = [[0, 4], [30, 2]]", "unattended_after = 90.0"},
        ),
        (
            "topics/entries/su-kesintisi",
            OUTAGE
            | {
                "own_evidence": "own",
                "evidence_done": ["visit", "photo"],
                "evidence_not_found": ["visit"],
            },
            {
                'keywords = ["su yok"]',
                'evidence = {done = ["photo", "visit"], not_found = ["visit"]}',
            },
        ),
        (
            "topics/entries/group--su-kanalizasyon",
            GROUP | {"evidence_done": ["photo"]},
            {'evidence = {done = ["photo"]}'},
        ),
    ],
)
def test_a_form_changes_its_own_lines(
    yasin: Client, address: str, sent: Sent, lines: set[str]
) -> None:
    assert yasin.get(f"{HOME}/{address}/").status_code == 200
    assert yasin.post(f"{HOME}/{address}/", sent).status_code == 302
    assert differing(address.partition("/")[0]) == lines


def test_reminders_of_deadlines_keep_the_comments_of_their_lines(yasin: Client) -> None:
    sent = {"remind_before": "3", "manager_after": "1", "top_after": "5"}
    assert yasin.post(f"{HOME}/kinds/entries/table--telling/", sent).status_code == 302
    (line,) = differing("kinds")
    assert line.startswith("remind_before = 3 ")
    assert line.endswith("# the unit; of a sub-task the asked unit")


@pytest.mark.parametrize(
    ("address", "sent", "field"),
    [
        ("retention/entries/table--days", DAYS | {"recordings": "0"}, "recordings"),
        ("city/entries/table--quiet_hours", {"begins": "21:00"}, "ends"),
        ("city/entries/table--quiet_hours", {"begins": "21:00", "ends": "21:00"}, "ends"),
        ("city/entries/table--working_time", WORK | {"closes": "08:00"}, "closes"),
        ("queues/entries/water", WATER | {"levels": "0 9"}, "levels"),
        ("offices/entries/gebze", GEBZE | {"service_tr": "A Bir\r\nA İki"}, "service_tr"),
        ("offices/entries/gebze", GEBZE | {"service_tr": "Vergi"}, "service_tr"),
        ("queues/entries/water", WATER | {"levels": "0 1\r\n60 3"}, "levels"),
        (
            "topics/entries/group--su-kanalizasyon",
            GROUP | {"standard_amount": "sekiz"},
            "standard_amount",
        ),
        ("topics/entries/su-kesintisi", OUTAGE | {"evidence_done": ["photo"]}, "own_evidence"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(
    yasin: Client, address: str, sent: Sent, field: str
) -> None:
    refused = yasin.post(f"{HOME}/{address}/", sent)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {field}
    assert not queries.document_drafts(cast.staff("yasin"))


def test_a_queue_leads_elsewhere_outside_of_its_hours(yasin: Client) -> None:
    sent = WATER | {"hours": "mon-fri 08:00-18:00", "closed": "queue", "closed_to": "english"}
    assert yasin.post(f"{HOME}/queues/entries/water/", sent).status_code == 302
    assert 'closed_to = "english"' in differing("queues")


def test_hours_of_chats_stay_in_their_form(yasin: Client) -> None:
    address = f"{HOME}/city/entries/table--chat/"
    assert yasin.post(address, {"hours": "mon-fri 09:00-17:00"}).status_code == 302
    assert "pzt-cum 09:00-17:00</textarea>" in yasin.get(address).content.decode()


@pytest.mark.parametrize("days", ["pzt-cum", "Pazartesi-Cuma", "PZT-CUM", "mon-fri"])
def test_days_are_written_in_the_words_of_the_reader(yasin: Client, days: str) -> None:
    sent = {"hours": f"{days} 09:00-17:00\nçrş 18:00-20:00"}
    assert yasin.post(f"{HOME}/city/entries/table--chat/", sent).status_code == 302
    assert 'hours = {mon-fri = "09:00-17:00", wed = "18:00-20:00"}' in differing("city")


@pytest.mark.parametrize(
    "line", ["yarın", "pzt-haz 09:00-17:00", "cum-pzt 09:00-17:00", "pzt 17-9"]
)
def test_a_line_without_days_and_hours_is_refused_with_an_example(yasin: Client, line: str) -> None:
    refused = yasin.post(f"{HOME}/city/entries/table--chat/", {"hours": line})
    assert refused.status_code == 422
    said = f"“{line}” okunamıyor. pzt-cum 08:30-17:30 gibi yazın."
    assert refused.context["form"].errors["hours"] == [said]


def test_a_chat_that_closes_at_noon_is_open_before_and_after(yasin: Client) -> None:
    address, hours = f"{HOME}/city/entries/table--chat/", "pzt-cum 09:00-12:00\npzt-cum 13:00-17:00"
    assert yasin.post(address, {"hours": hours}).status_code == 302
    assert f"{hours}</textarea>" in yasin.get(address).content.decode()
    assert yasin.post(address, {"hours": hours}).status_code == 302, "as it stands in the file"


def test_a_standard_of_one_day_stays_as_it_was_written(yasin: Client) -> None:
    text = queries.document_in_force(document("topics")).text
    text = text.replace('standard = "8 hours" # [S] faults', 'standard = "1 day" # [S] faults', 1)
    assert yasin.post(f"{HOME}/topics/", {"text": text}).status_code == 302
    sent = GROUP | {"name": "Su", "standard_amount": "1", "standard_unit": "days"}
    assert yasin.post(f"{HOME}/topics/entries/group--su-kanalizasyon/", sent).status_code == 302
    (line,) = (each for each in differing("topics") if each.startswith("standard"))
    assert line.startswith('standard = "1 day" ')


def test_a_number_of_a_preset_has_its_unit(yasin: Client) -> None:
    for address, said in (
        ("alarms/entries/table--root", "Boş: 10 dakika."),
        ("offices/entries/table--identity_scan", "Boş: 30 gün."),
    ):
        assert said in yasin.get(f"{HOME}/{address}/").content.decode()


def test_evidence_of_the_group_stays_where_a_topic_has_none_of_its_own(yasin: Client) -> None:
    draft_evidence(yasin, of_group='{ done = ["photo"], not_found = ["visit"] }')
    address = f"{HOME}/topics/entries/su-kesintisi/"
    page = yasin.get(address)
    assert "Grubun istediği" in page.content.decode()
    assert page.context["form"]["own_evidence"].value() == ""
    assert yasin.post(address, OUTAGE).status_code == 302
    assert evidence_lines() == ['evidence = { done = ["photo"], not_found = ["visit"] }']


def test_a_topic_that_demands_nothing_although_its_group_does_stays_so(yasin: Client) -> None:
    of_group = '{ done = ["photo"], not_found = ["visit"] }'
    draft_evidence(yasin, of_group=of_group, of_topic="{ done = [] }")
    before, address = evidence_lines(), f"{HOME}/topics/entries/su-kesintisi/"
    assert yasin.get(address).context["form"]["own_evidence"].value() == "own"
    assert yasin.post(address, OUTAGE | {"own_evidence": "own"}).status_code == 302
    assert evidence_lines() == before
    assert yasin.post(address, OUTAGE).status_code == 302, "as its group again"
    assert evidence_lines() == before[:1]
    assert yasin.post(address, OUTAGE | {"own_evidence": "own"}).status_code == 302
    assert evidence_lines() == [*before[:1], "evidence = {done = []}"]


def draft_evidence(yasin: Client, *, of_group: str, of_topic: str = "") -> None:
    """Let the group of water demand evidence, and perhaps its first topic."""
    text = queries.document_in_force(document("topics")).text
    group, topic = (
        'responsibility = "metropolitan"\nstandard = "8 hours"',
        'name = "Su kesintisi"\n',
    )
    assert group in text
    text = text.replace(group, f"evidence = {of_group}\n{group}", 1)
    if of_topic:
        text = text.replace(topic, f"{topic}evidence = {of_topic}\n", 1)
    assert yasin.post(f"{HOME}/topics/", {"text": text}).status_code == 302


def evidence_lines() -> list[str]:
    """Return what the group of water and its first topic say of evidence in the draft."""
    text = queries.document_drafts(cast.staff("yasin"))["topics"].text
    part = text.partition('slug = "su-kanalizasyon"')[2].partition('slug = "planli-su')[0]
    return [line for line in part.splitlines() if line.startswith("evidence")]


def test_settings_are_listed_and_nobody_takes_them_out(yasin: Client) -> None:
    page = yasin.get(f"{HOME}/retention/").content.decode()
    assert "Kaç gün saklanır</a>" in page
    assert "/retention/new/" not in page
    assert yasin.get(f"{HOME}/retention/new/").status_code == 404
    assert "Grubun tamamı</a>" in yasin.get(f"{HOME}/topics/").content.decode()
    for address in ("retention/entries/table--days", "topics/entries/group--su-kanalizasyon"):
        assert yasin.post(f"{HOME}/{address}/remove/").status_code == 404


def test_a_city_without_the_file_begins_it_by_its_form(yasin: Client) -> None:
    assert yasin.post(f"{HOME}/retention/", {"text": "\n"}).status_code == 302
    sent = {"recordings": "90"}
    assert yasin.post(f"{HOME}/retention/entries/table--days/", sent).status_code == 302
    draft = queries.document_drafts(cast.staff("yasin"))["retention"].text
    assert draft.split() == ["[days]", "recordings", "=", "90"]
