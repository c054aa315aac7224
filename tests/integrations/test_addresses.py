"""Messages go to public addresses by TLS, and elsewhere only where a setting allows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.integrations.webhooks.addresses import AddressRefused, check, choose, networks, read

OURS = ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1"]
OURS += ["::10.1.2.3", "::93.184.215.14", "fec0::1", "64:ff9b::10.1.2.3", "64:ff9b::127.0.0.1"]
OURS += ["fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "::"]


@pytest.mark.parametrize("number", OURS)
def test_a_number_of_ours_is_refused_alone_and_beside_another(number: str) -> None:
    for found in ([number], ["93.184.215.14", number]):
        with pytest.raises(AddressRefused):
            choose("https", found, ())


def test_a_public_number_is_called_by_tls_alone() -> None:
    assert choose("https", ["93.184.215.14", "2606:4700::1111"], ()) == "93.184.215.14"
    for scheme, found in (("http", ["93.184.215.14"]), ("https", [])):
        with pytest.raises(AddressRefused):
            choose(scheme, found, ())


def test_the_number_behind_a_translated_one_decides() -> None:
    assert choose("https", ["64:ff9b::93.184.215.14"], ()) == "64:ff9b::93.184.215.14"
    allowed = networks("10.1.0.0/16")
    assert choose("http", ["64:ff9b::10.1.2.3"], allowed) == "64:ff9b::10.1.2.3"


def test_a_network_that_is_allowed_is_called_without_tls_as_well() -> None:
    allowed = networks("10.1.0.0/16 fd00::/8")
    for number in ("10.1.2.3", "fd00::7"):
        assert choose("http", [number], allowed) == number
    with pytest.raises(AddressRefused):
        choose("http", ["10.2.0.1"], allowed)


@given(number=st.ip_addresses())
def test_no_number_that_is_not_global_is_ever_called(number: object) -> None:
    try:
        chosen = choose("https", [str(number)], ())
    except AddressRefused:
        return
    assert chosen == str(number)
    assert getattr(number, "is_global", False)


NO_ADDRESSES = ["", "https://", "http://[", "ftp://a.example/", "file:///etc/passwd"]
NO_ADDRESSES += ["https://u:p@a.example/", "https://a.example:99999/", "https://a.example/#x"]
NO_ADDRESSES += ["https://çay.example/", "https://a.example:0/"]
NO_ADDRESSES += ["https://a.exa\tmple/", "https://a.example/\x01", "https://010.1.2.3/"]


@pytest.mark.parametrize("url", NO_ADDRESSES)
def test_what_is_no_address_of_http_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        read(url)


@pytest.mark.parametrize("host", [*(each.partition("%")[0] for each in OURS), "localhost"])
def test_a_number_of_ours_is_refused_when_it_is_given(host: str) -> None:
    url = f"https://[{host}]/" if ":" in host else f"https://{host}/"
    with pytest.raises(AddressRefused):
        check(url, ())
    with pytest.raises(AddressRefused):
        check("http://systems.example/hook", ())
    check("https://systems.example/hook", ())
    check("http://127.0.0.1:8000/hook", networks("127.0.0.0/8"))
