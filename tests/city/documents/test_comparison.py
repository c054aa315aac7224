"""What a document changes is said entry by entry."""

from dataclasses import replace

from tests import cast

from alo153.city.citypack.documents import DOCUMENTS, Change, compare, read_overlaid


def test_a_city_differs_from_itself_in_nothing() -> None:
    for each in DOCUMENTS:
        assert compare(each.kind, cast.pack(), cast.pack()) == []


def test_entries_come_change_and_go() -> None:
    before = cast.pack()
    first, second, *rest = before.contacts
    added = replace(first, slug="yeni", name="Yeni tercüman")
    after = replace(before, contacts=(replace(second, phone="0262 331 00 99"), *rest, added))
    assert compare("contacts", before, after) == [
        Change("changed", second.slug, second.name, ("phone",)),
        Change("added", "yeni", "Yeni tercüman"),
        Change("removed", first.slug, first.name),
    ]


def test_a_role_is_named_in_the_language_of_the_city() -> None:
    folder = cast.CITIES / "kocaeli"
    said = (folder / "roles.toml").read_text().replace("masa görevlisi", "banko görevlisi")
    before, after = read_overlaid(folder, {}), read_overlaid(folder, {"roles.toml": said})
    assert compare("roles", before, after) == [
        Change("changed", "counter_staff", "banko görevlisi", ("labels",))
    ]


def test_a_moved_line_is_no_difference() -> None:
    folder = cast.CITIES / "kocaeli"
    said = "# bir satır daha\n" + (folder / "offices.toml").read_text()
    after = read_overlaid(folder, {"offices.toml": said})
    assert compare("offices", read_overlaid(folder, {}), after) == []


def test_a_text_is_named_by_its_language_and_key() -> None:
    before = cast.pack()
    texts = {**before.texts, "tr": {**before.texts["tr"], "receipt_sms": "Aldık. {code}"}}
    after = replace(before, texts=texts)
    assert compare("texts", before, after) == [
        Change("changed", "tr: receipt_sms", "tr: receipt_sms", ("value",))
    ]
