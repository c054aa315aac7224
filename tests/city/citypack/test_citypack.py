"""A city is a folder of data: each one shipped is in order, and every mistake is explained."""

import shutil
from pathlib import Path

import pytest
from tests import cast

from alo153.city.citypack import Mistake, PackError, read_pack
from alo153.city.citypack.checks import SOUNDS, contrast
from alo153.city.rules import texts
from alo153.city.rules.routing import Facts, route

CITIES = sorted(path.parent.name for path in cast.CITIES.glob("*/city.toml"))


def test_there_are_two_cities_and_two_languages() -> None:
    assert {cast.pack(city).city.language for city in CITIES} == {"tr", "en"}


@pytest.mark.parametrize("city", CITIES)
def test_every_city_is_in_order(city: str) -> None:
    read_pack(cast.CITIES / city)


@pytest.mark.parametrize("city", CITIES)
def test_every_topic_goes_somewhere_or_says_why_not(city: str) -> None:
    pack = cast.pack(city)
    for topic in pack.topics:
        for district in (None, pack.districts[0]):
            facts = Facts(
                topic=topic.slug,
                group=topic.group,
                topic_unit=topic.unit or None,
                depends_on_place=topic.responsibility == "by_place",
                district=district.slug if district else None,
                district_municipality=(district.municipality or None) if district else None,
            )
            found = route(facts, pack.rules, pack.reasons)
            assert found.reason
            assert found.unit or district is None, topic.slug


@pytest.mark.parametrize("city", CITIES)
def test_every_message_can_be_filled_in(city: str) -> None:
    for language, those in cast.pack(city).texts.items():
        for key, template in those.items():
            written = texts.fill(template, **{word: f"<{word}>" for word in texts.KEYS[key]})
            assert "{" not in written, (language, key)


@pytest.mark.parametrize("city", CITIES)
def test_the_first_messages_fit_a_telephone(city: str) -> None:
    filled = {"code": "K7M-4P2-X", "link": "https://153.kocaeli.example/t/Ab3dEf6hIj9k", "due": ""}
    for those in cast.pack(city).texts.values():
        values = {word: "Kocaeli" for word in texts.KEYS["receipt_sms"]} | filled
        assert len(texts.fill(those["receipt_sms"], **values)) <= 201  # three parts in UCS-2


@pytest.mark.parametrize("city", CITIES)
def test_a_citizen_hears_every_sound(city: str) -> None:
    assert cast.pack(city).voice.sounds.keys() >= SOUNDS


def test_kocaeli_has_all_its_districts_and_neighborhoods() -> None:
    pack = cast.pack("kocaeli")
    assert (len(pack.districts), len(pack.neighborhoods)) == (12, 472)
    assert sum(line.population or 0 for line in pack.neighborhoods) > 2_000_000


def test_the_attribution_names_the_sources() -> None:
    words = (cast.CITIES / "kocaeli" / "ATTRIBUTION.md").read_text()
    assert "OpenStreetMap contributors" in words
    assert "TÜİK" in words
    assert not list(cast.CITIES.rglob("*.geojson"))


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


class Draft:
    """A copy of Harborview that a municipal IT person is spoiling."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text()
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1))

    def mistakes(self) -> list[Mistake]:
        with pytest.raises(PackError) as raised:
            read_pack(self.folder)
        return raised.value.mistakes


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    folder = tmp_path / "harborview"
    shutil.copytree(cast.CITIES / "harborview", folder)
    return Draft(folder)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what", "remedy"),
    [
        ("city.toml", 'number = "311"', "number = 311", "number", "311 is not a text", "quotes"),
        ("city.toml", 'name = "City', 'nam = "City', "name", "is missing", "name ="),
        ("city.toml", "#1f4fa3", "#ffff00", "accent", "contrast of 1.1", "at least 4.5"),
        ("city.toml", "#1f4fa3", "blue", "accent", '"blue" cannot', "#0b6a5b"),
        ("city.toml", '"mon"', '"monday"', "weekdays", "monday", "mon, tue"),
        ("city.toml", '"09:00"', '"nine"', "working_time", "nine", "08:30"),
        (
            "city.toml",
            'closes = "17:00"',
            'closes = "09:00"',
            "closes",
            "09:00 is not after",
            "later",
        ),
        (
            "city.toml",
            '["mon", "tue", "wed", "thu", "fri"]',
            "[]",
            "weekdays",
            "[] are",
            "mon, tue",
        ),
        ("city.toml", "[-70.75,", "[70.75,", "bounds", "not a box", "west, south"),
        ("city.toml", "America/New_York", "Mars/Base", "working_time", "cannot be used", "Write"),
        ("units.toml", '"affiliate"', '"afiliate"', "kind", "afiliate", 'mean "affiliate"'),
        ("units.toml", 'slug = "parks"', 'slug = "Parks!"', "slug", "Parks!", "a-z"),
        ("topics.toml", 'unit = "parks"', 'unit = "park"', "unit", "not in units", 'mean "parks"'),
        ("topics.toml", '"8 hours"', '"soon"', "standard", '"soon" is not', "2 working days"),
        ("topics.toml", 'kind = "tip_off"', 'kind = "tipoff"', "kind", "tipoff", '"tip_off"'),
        ("topics.toml", 'unit = "emergency-911"', "", "emergency", "goes to no unit", "rule"),
        ("topics.toml", 'slug = "sidewalk"', 'slug = "pothole"', "slug", "2 times", "its own"),
        ("topics.toml", 'keywords = ["lamp"', 'keyword = ["lamp"', "keyword", "not known", "words"),
        (
            "topics.toml",
            "confidential = true",
            "confidential = true\ninformation_only = true",
            "safe-at-home, confidential",
            "at once",
            "Take one",
        ),
        ("topics.toml", "confidential = true", "confidential = 1", "confidential", "1", "true"),
        ("topics.toml", 'done = ["photo"]', 'doen = ["photo"]', "evidence", "doen", '"done"'),
        ("topics.toml", 'done = ["photo"]', 'done = ["foto"]', "evidence", "foto", '"photo"'),
        ("topics.toml", 'done = ["photo"]', 'done = "photo"', "evidence", "not a list", "done ="),
        ("routing.toml", '"snow-ice"', '"snow"', "rule 1, topic", "not in topics", "snow-ice"),
        ("routing.toml", "old-harbor/pier-row", "pier-row", "neighborhood", "not in", "Add it"),
        ("routing.toml", 'nowhere = "', 'nowere = "', "nowhere", "is missing", "nowhere ="),
        ("districts.csv", "slug,name,municipality", "id,name", "", "other columns", "slug,name"),
        ("neighborhoods.csv", "hillside,orchard", "hilside,orchard", "district", "hilside", "hill"),
        ("neighborhoods.csv", "41.5102,", ",", "lat, lon", "only one", "both or neither"),
        ("neighborhoods.csv", "41.5102", "41,5102", "lat", "", ""),
        ("neighborhoods.csv", "41.5102,-70.6604", "-70.6604,41.5102", "lat, lon", "outside", "lat"),
        ("texts.toml", "{code}\\nStatus", "{cod}\\nStatus", "en, receipt_sms", "{cod}", "{code}"),
        ("texts.toml", "{code}\\nStatus", "{code\\nStatus", "en, receipt_sms", "", "braces"),
        ("voice.toml", 'apology = "', 'sorry = "', "prompts, apology", "is missing", "apology ="),
        ("alarms.toml", '"gas leak"', '"gas, leak"', "phrases", "listened for", "spaces"),
        ("alarms.toml", 'call = "911"', 'call = "nine"', "call", "no short number", "digits"),
        ("alarms.toml", "look_within = 10", "look_within = 0", "look_within", "0", "1 to 1440"),
        ("alarms.toml", 'slug = "fire"', 'slug = "gas"', "slug", "more than once", "its own"),
        ("queues.toml", "[[0, 3], [45, 1]]", "[[0, 1], [45, 3]]", "levels", "no levels", "[60, 1]"),
        ("queues.toml", 'skill = "water"', 'skill = "watr"', "skill", "not in", 'mean "water"'),
        ("queues.toml", 'key = "general"', 'key = "all"', "queue", "everybody", '"general"'),
        ("queues.toml", "07:00-19:00", "19:00-07:00", "hours", "impossible", "after the beginning"),
        ("queues.toml", "mon-fri", "fri-mon", "hours", "impossible", "mon-fri"),
        ("queues.toml", "overflow_after = 120", "", "queue water", "no time or to", "Write both"),
        (
            "queues.toml",
            'overflow_to = "general"',
            'overflow_to = "water"',
            "water",
            "itself",
            "end",
        ),
        ("queues.toml", 'closed = "queue"', "", "queue water", "closed hours", "closed_to"),
        (
            "queues.toml",
            'channel = "chat"',
            'channel = "fax"',
            "channel",
            "fax",
            "chat, sms, email",
        ),
        ("queues.toml", "lines = 30", "lines = 10", "reserve_lines", "leave none", "fewer"),
        ("queues.toml", "a_day = 2", "a_day = 0", "a_day", "no number", "1 to 9999"),
        ("queues.toml", "at_once = 2", "at_once = 0", "at_once", "no number", "1 to 10"),
        ("queues.toml", "target = 120", "target = 0", "target", "too few", "above 0"),
        ("queues.toml", 'channel = "email"', 'channel = "chat"', "medium chat", "twice", "Leave"),
        ("queues.toml", "live = true", 'skill = "frnch"', "skill", "not known", "[skills]"),
        ("queues.toml", "live = true", 'queue = "watr"', "queue", "not known", 'mean "water"'),
        (
            "queues.toml",
            'channel = "email"',
            'channel = "email"\naddresses = { "a@example.org" = "watr" }',
            "addresses",
            "not known",
            'mean "water"',
        ),
        (
            "queues.toml",
            'channel = "chat"',
            'channel = "chat"\naddresses = { "a@example.org" = "general" }',
            "addresses",
            "no queues by address",
            "e-mail alone",
        ),
        (
            "queues.toml",
            'channel = "email"',
            'channel = "email"\ntargets = { general = 0 }',
            "targets",
            "no seconds by queue",
            "above 0",
        ),
        (
            "queues.toml",
            'channel = "counter"',
            'channel = "counter"\nskill = "water"',
            "skill",
            "not known",
            "Remove it",
        ),
        ("queues.toml", "offer_seconds = 30", "offer = 30", "offer", "not known", "Remove it"),
        ("numbers.toml", '["311"]', "[]", "dialed", "no telephone numbers", '["153"'),
        ("numbers.toml", '["311"]', '["three"]', "dialed", "no telephone numbers", '["153"'),
        ("numbers.toml", '"+15085550142"', '"0311"', "number water", "dialed for 311", "out of"),
        ("numbers.toml", 'key = "water"', 'key = "311"', "number 311", "is there twice", "out of"),
        ("numbers.toml", 'queue = "water"', 'queue = "watr"', "queue", "not in", 'mean "water"'),
        ("numbers.toml", 'queue = "water"', 'menu = "wlcome"', "menu", "starts", 'mean "welcome"'),
        ("numbers.toml", 'queue = "water"', 'line = "water"', "line", "not known", "Remove it"),
        ("demo.toml", "water = 4", "water = 9", "skills", "are no skills", "levels 1 to 5"),
        ("demo.toml", "water = 4", "sewer = 4", "skills", '"sewer" is not in', 'mean "water"'),
        ("demo.toml", '"city_manager"', '"citymanager"', "roles", "citymanager", "city_manager"),
        ("roles.toml", '"announce"', '"anounce"', "permissions", "anounce", 'mean "announce"'),
        ("roles.toml", '"see_wall", ', '"fly", "see_wall", ', "permissions", '"fly"', "reference"),
        ("roles.toml", '"unit"', '"units"', "scope", '"units" is not', 'mean "unit"'),
        ("roles.toml", '"branch"', '"block"', "scope", '"block" is not', "city, unit, branch"),
        ("roles.toml", '"edit_templates"', '"dial_abroad"', "permissions", "whole city", "city"),
        ("roles.toml", 'key = "shift_lead"', 'key = "Shift"', "key", "Shift", "underscores"),
        ("roles.toml", 'key = "shift_lead"', 'key = "operator"', "key", "twice", "Rename"),
        ("roles.toml", 'en = "operator"', 'tr = "temsilci"', "label", '"en"', "language"),
        ("roles.toml", '{ en = "operator" }', '"operator"', "label", "no name", "label ="),
        (
            "roles.toml",
            "idle_minutes = 480",
            "idle_minutes = -1",
            "idle_minutes",
            "-1",
            "1 to 1440",
        ),
        ("roles.toml", "for_guests = true", "", "for_guests", "not exactly one", "guests"),
        (
            "roles.toml",
            "for_guests = true\npermissions = [",
            'for_guests = true\npermissions = [\n  "confirm_staff",',
            "permissions",
            '"confirm_staff" is not',
            "guests",
        ),
        (
            "roles.toml",
            "for_guests = true\npermissions = [",
            'for_guests = true\npermissions = [\n  "read_confidential",',
            "permissions",
            '"read_confidential" is not',
            "another role",
        ),
        (
            "roles.toml",
            '"read_confidential"',
            '"see_wall"',
            "permissions",
            '"read_confidential"',
            "a role",
        ),
        ("roles.toml", "second_factor = true", "factor = true", "factor", "not known", "second_"),
        ("demo.toml", "+12025550101", "call me", "phone", "call me", "(201) 555-0123"),
        ("city.toml", '"US"', '"ZZ"', "country", "ZZ", "ISO 3166"),
        ("city.toml", '"911"', '"9-1-1"', "emergency_number", "9-1-1", "three to five digits"),
        ("city.toml", '"21:00"', '"9 pm"', "quiet_hours, begins", "9 pm", "hours and minutes"),
        ("city.toml", '"21:00"', '"08:00"', "quiet_hours, ends", "they begin", "another time"),
        ("city.toml", '["STOP"]', '["STOP IT"]', "sms_keywords, stop", "not one", "single words"),
        ("city.toml", '["START"]', '["stop"]', "sms_keywords, start", "twice", "one thing"),
    ],
)
def test_a_mistake_says_where_what_and_what_to_do(
    draft: Draft, file: str, old: str, new: str, where: str, what: str, remedy: str
) -> None:
    draft.change(file, old, new)
    said = [
        mistake
        for mistake in draft.mistakes()
        if mistake.file == file
        and where in mistake.where
        and what.strip("{}") in mistake.what
        and remedy.strip("{}") in mistake.remedy
    ]
    assert said, "\n".join(map(str, draft.mistakes()))


def test_somebody_can_work_in_a_unit(draft: Draft) -> None:
    for _ in range(2):
        draft.change("roles.toml", '"work_on_unit_cases"', '"see_results"')
    (mistake,) = draft.mistakes()
    assert mistake.what == 'nobody could have "work_on_unit_cases"'
    assert mistake.remedy == "Give it to a role of a unit"


def test_a_mistake_names_its_line(draft: Draft) -> None:
    draft.change("topics.toml", '"3 working days"', '"3 weeks"')
    lines = (draft.folder / "topics.toml").read_text().splitlines()
    (mistake,) = draft.mistakes()
    assert lines[mistake.line - 1] == 'standard = "3 weeks"'
    assert str(mistake).startswith(f"topics.toml:{mistake.line}: topic street-light, standard:")


def test_all_mistakes_are_told_at_once(draft: Draft) -> None:
    draft.change("city.toml", 'language = "en"', 'language = "english"')
    draft.change("units.toml", '"affiliate"', '"company"')
    draft.change("routing.toml", '"parks"', '"gardens"')
    assert {mistake.file for mistake in draft.mistakes()} >= {
        "city.toml",
        "units.toml",
        "routing.toml",
    }


def test_a_broken_file_is_one_mistake_and_the_rest_is_read(draft: Draft) -> None:
    draft.change("units.toml", "[[unit]]", "[[unit]")
    draft.change("voice.toml", 'goodbye = "', 'farewell = "')
    found = draft.mistakes()
    assert [mistake.file for mistake in found if mistake.file == "units.toml"] == ["units.toml"]
    assert any(mistake.file == "voice.toml" for mistake in found)
    assert not any(mistake.file == "topics.toml" for mistake in found)


def test_a_missing_file_is_told(draft: Draft) -> None:
    (draft.folder / "texts.toml").unlink()
    (mistake,) = draft.mistakes()
    assert (mistake.file, mistake.what) == ("texts.toml", "is missing")


def test_a_file_in_another_encoding_is_told(draft: Draft) -> None:
    path = draft.folder / "districts.csv"
    path.write_bytes(path.read_text().replace("Northbay", "Körfez").encode("cp1254"))
    assert any("UTF-8" in mistake.what for mistake in draft.mistakes())


def test_a_rule_that_can_never_decide_is_told(draft: Draft) -> None:
    with (draft.folder / "routing.toml").open("a") as file:
        file.write(
            '\n[[rule]]\ntopic = "illegal-dumping"\nneighborhood = "old-harbor/ropewalk"\n'
            'unit = "parks"\nreason = "Too late."\n'
        )
    (mistake,) = draft.mistakes()
    assert "rule 2 above it always fits first" in mistake.what


def test_a_pack_from_before_files_that_came_later_is_read(draft: Draft) -> None:
    later = "alarm_rules answers law menu numbers offices partners pauses retention rooms"
    for name in later.split():
        (draft.folder / f"{name}.toml").unlink()
    pack = read_pack(draft.folder)
    assert pack.offices.offices == ()
    assert pack.queues.queues


def test_what_an_older_pack_lacks_or_says_otherwise_is_told_at_once(draft: Draft) -> None:
    """Objections were called contests, and evaluations had no words yet."""
    draft.change("city.toml", "objections = 2", "contests = 2")
    draft.change("texts.toml", "evaluation_use = ", "# ")
    (draft.folder / "alarms.toml").unlink()
    assert [(each.file, each.where, each.remedy.split(";")[0]) for each in draft.mistakes()] == [
        ("alarms.toml", "", "Copy it from cities/harborview and adapt it"),
        ("city.toml", "closing, contests", "Remove it"),
        ("texts.toml", "en, evaluation_use", "Add a line evaluation_use = ..."),
    ]


def test_an_unknown_city_is_told_with_those_there_are() -> None:
    with pytest.raises(PackError, match="kocaeli"):
        read_pack(cast.CITIES / "ankara")
