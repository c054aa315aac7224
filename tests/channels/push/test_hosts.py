"""Only push services that the settings name are called, whatever a browser says (SSRF)."""

import pytest

from alo153.channels.models import PushSubscription
from alo153.channels.push.hosts import LONGEST, SERVICES, HostError, is_service, read

TAKEN = [
    "https://fcm.googleapis.com/fcm/send/c1:APA91b-x_y",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://updates.push.services.mozilla.com:443/wpush/v2/gAAAA",
    "https://wns2-am3p.notify.windows.com/w/?token=BQYAAAB%2b",
    "https://web.push.apple.com/QGuzN",
    "https://FCM.googleapis.com/fcm/send/x",
]
REFUSED = [
    "",
    "http://fcm.googleapis.com/fcm/send/x",
    "ftp://fcm.googleapis.com/x",
    "//fcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "https://[::1]/x",
    "https://10.0.0.5:5432/x",
    "https://localhost/x",
    "https://metadata.google.internal/x",
    "https://evil.example/fcm.googleapis.com",
    "https://fcm.googleapis.com.evil.example/x",
    "https://xfcm.googleapis.com/x",
    "https://evilnotify.windows.com/x",
    "https://notify.windows.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://evil.example@fcm.googleapis.com/x",
    "https://evil.example#@fcm.googleapis.com/x",
    "https://evil.example\\@fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:99999/x",
    "https://fcm.googleapis.com:x/x",
    "https://fcm.googleapis.com/x\r\nHost: evil.example",
    "https://fcm.googleapis.com/x y",
    "https://fcm.googleapis.com/ş",
    "https://fcm.googleapis.com./x",
    "https://[fcm.googleapis.com/x",
    "https://[v1.notify.windows.com]/x",
    "https://10.0.0.5\\.notify.windows.com/x",
    "https://a%2eb.notify.windows.com/x",
    "https://fcm.googleapis.com/" + "x" * 500,
]


@pytest.mark.parametrize("endpoint", TAKEN)
def test_the_services_of_browsers_are_called(endpoint: str) -> None:
    assert is_service(endpoint, SERVICES)


@pytest.mark.parametrize("endpoint", REFUSED)
def test_nobody_else_is(endpoint: str) -> None:
    assert not is_service(endpoint, SERVICES)


def test_the_longest_address_fits_its_column() -> None:
    assert PushSubscription._meta.get_field("endpoint").max_length == LONGEST


def test_a_city_names_its_own() -> None:
    hosts = read(["push.example.org"], development=False)
    assert is_service("https://push.example.org/x", hosts)
    assert not is_service(TAKEN[0], hosts)


@pytest.mark.parametrize(
    "word", ["*", "*.com/", "https://push.example", "127.0.0.1", "10.0.0.1", "localhost", "[::1]"]
)
def test_what_is_no_name_of_a_host_is_refused(word: str) -> None:
    for development in (False, True):
        with pytest.raises(HostError, match="is no host"):
            read([word], development=development)


def test_a_server_of_this_machine_is_called_in_development_only() -> None:
    assert is_service("http://127.0.0.1:81/x", read(["http://127.0.0.1:81"], development=True))
    with pytest.raises(HostError):
        read(["http://127.0.0.1:81"], development=False)
