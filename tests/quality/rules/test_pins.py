"""A remark begins with its place in the recording, or has none."""

import pytest

from alo153.quality.rules.pins import Pinned, pinned


@pytest.mark.parametrize(
    ("remark", "found"),
    [
        ("1:05 Adını söylemedi.", Pinned("Adını söylemedi.", "1:05", 65)),
        (" 0:42", Pinned("", "0:42", 42)),
        ("1:02:03 Bekletti.", Pinned("Bekletti.", "1:02:03", 3723)),
        ("112 denmedi.", Pinned("112 denmedi.")),
        ("10:75 olmaz.", Pinned("10:75 olmaz.")),
        ("1:05'te söylemedi.", Pinned("1:05'te söylemedi.")),
        ("", Pinned("")),
    ],
)
def test_a_place_is_read_where_it_stands_first(remark: str, found: Pinned) -> None:
    assert pinned(remark) == found
