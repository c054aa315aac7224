"""Names and addresses, in every way that programs write them."""

import pytest

from alo153.channels.email.reading import addresses

ADA = "ada@posta.example"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (f"Ada Çelik <{ADA}>", "Ada Çelik"),
        (f"=?iso-8859-9?Q?Ada_=C7elik?= <{ADA}>", "Ada Çelik"),
        (f'"=?utf-8?B?QWRhIMOHZWxpaw==?=" <{ADA}>', "Ada Çelik"),
        (f'"Çelik, Ada" <{ADA}>', "Çelik, Ada"),
        (f"=?utf-8?Q?=C3=87elik=2C_Ada?= <{ADA}>", "Çelik, Ada"),
        (f"{ADA} (Ada Çelik)", "Ada Çelik"),
        (f"<{ADA}>", ""),
        (ADA.upper(), ""),
        (f"'{ADA}' <{ADA}>", ""),
        (f"Ada\0Çelik <{ADA}>", "Ada Çelik"),
        (f"Muhtarlar: Ada Çelik <{ADA}>;", "Ada Çelik"),
    ],
)
def test_a_name_and_an_address(value: str, name: str) -> None:
    assert addresses.read([value.encode()]) == [(name, ADA)]


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("=?utf-8?q?ay=C5=9Fe=40=C3=B6rnek.example?=", "ayşe@örnek.example"),
        ("ADA@POSTA.EXAMPLE", ADA),
        ("BİLGİ@POSTA.EXAMPLE", "bilgi@posta.example"),
    ],
)
def test_an_address_in_an_encoded_word_or_in_large_letters(value: str, address: str) -> None:
    assert [each.address for each in addresses.read([value.encode()])] == [address]


@pytest.mark.parametrize("value", [f"{'İ' * 64}@{'İ' * 253}", "a@\u202eelpmaxe", "a@b c"])
def test_what_is_no_address_once_it_is_clean_is_none(value: str) -> None:
    for found in addresses.read([value.encode()]):
        assert len(found.address) <= addresses.MOST_ADDRESS
        assert " " not in found.address


def test_letters_as_they_came_are_read_by_the_turkish_charset() -> None:
    assert addresses.read(f"Şule Işık <{ADA}>".encode("cp1254").splitlines())[0].name == "Şule Işık"


def test_addresses_may_have_letters_of_any_kind() -> None:
    assert addresses.read(["Ada <ada@çözüm.example>".encode()]) == [("Ada", "ada@çözüm.example")]


def test_quoted_names_of_boxes_are_addresses_too() -> None:
    assert (
        addresses.read([b'"elif yildiz"@posta.example'])[0].address == '"elif yildiz"@posta.example'
    )


@pytest.mark.parametrize("value", ["", "<>", "undisclosed-recipients:;", "Ada", "@", "a@", "@b"])
def test_no_address_is_no_address(value: str) -> None:
    assert addresses.read([value.encode()]) == []


def test_an_address_counts_once_and_some_are_enough() -> None:
    assert len(addresses.read([f"{ADA}, {ADA.upper()}".encode()])) == 1
    many = b", ".join(b"a%d@posta.example" % number for number in range(500))
    assert len(addresses.read([many])) == addresses.MOST


@pytest.mark.parametrize("nesting", ["(", "a:"])
def test_nesting_without_end_hides_nobody(nesting: str) -> None:
    assert addresses.read([f"{nesting * 5_000} {ADA}".encode()])[0].address == ADA
