"""What is counted does not depend on how long a test takes."""

import pytest
from pytest_django import DjangoAssertNumQueries

from alo153.accounts.models import User
from alo153.core.ttl_cache import TtlCache

pytestmark = pytest.mark.django_db


def test_what_is_at_hand_stays_while_queries_are_counted(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    at_hand = TtlCache(User.objects.count, seconds=0)
    at_hand()
    with django_assert_num_queries(0):
        at_hand()
