"""An address in the settings names a transport, or the start says which there are."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from alo153.channels.sms.accounts import account_at
from alo153.config import environment
from alo153.config.variables import SettingError


@pytest.mark.parametrize("url", ["pigeon:loft", "smtp://mail.example", "netgsm", ""])
def test_an_unknown_sms_provider_is_refused_before_anything_is_sent(url: str) -> None:
    given = {"ALO153_DEVELOPMENT": "1", "ALO153_SMS_URL": url}
    with pytest.raises(SettingError, match=r"ALO153_SMS_URL must .*netgsm\+https:"):
        environment.read(given)


@pytest.fixture
def account_of_the_settings() -> Iterator[None]:
    with override_settings(SMS_USER="u", SMS_PASSWORD="p", SMS_SENDER="KOCAELI", SMS_FOLD=True):
        yield


@pytest.mark.usefixtures("account_of_the_settings")
class TestAccount:
    def test_what_an_address_leaves_out_is_that_of_the_settings(self) -> None:
        account = account_at("netgsm+https://api.example/sms/rest/v2/send")
        assert account.url == "https://api.example/sms/rest/v2/send"
        assert (account.user, account.password) == ("u", "p")
        assert (account.sender, account.fold) == ("KOCAELI", True)

    def test_an_address_may_say_all_and_its_secret_is_not_shown(self) -> None:
        account = account_at("netgsm+http://a%40b:p%2Fw@[::1]:81/send?sender=IZMIT&fold=0")
        assert account.url == "http://[::1]:81/send"
        assert (account.user, account.password) == ("a@b", "p/w")
        assert (account.sender, account.fold) == ("IZMIT", False)
        assert "p/w" not in repr(account)
