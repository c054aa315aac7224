"""The spoken position is a list of sounds that all exist."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.calls.menu import voice
from alo153.calls.menu.voice import STEPS


def test_the_first_in_line_hears_no_number() -> None:
    assert voice.sounds_for_position(1) == ["next-in-line", "please-hold"]


@pytest.mark.parametrize(
    ("position", "spoken"),
    [
        (2, ["number-2"]),
        (10, ["number-10"]),
        (12, ["number-10", "number-2"]),
        (40, ["number-40"]),
        (99, ["number-90", "number-9"]),
    ],
)
def test_a_number_is_a_ten_and_a_unit(position: int, spoken: list[str]) -> None:
    assert voice.sounds_for_position(position) == ["your-position", *spoken, "please-hold"]


def test_english_has_a_word_of_its_own_from_eleven_to_nineteen() -> None:
    assert voice.sounds_for_position(12, language="en")[:2] == ["your-position", "number-12"]
    assert voice.sounds_for_position(21, language="en")[1:3] == ["number-20", "number-1"]


def test_arabic_says_three_and_twenty() -> None:
    assert voice.sounds_for_position(23, language="ar")[1:-1] == [
        "number-3",
        "number-and",
        "number-20",
    ]
    assert voice.sounds_for_position(12, language="ar")[1:-1] == ["number-12"]
    assert voice.sounds_for_position(40, language="ar")[1:-1] == ["number-40"]


@given(st.integers(min_value=1, max_value=100_000), st.sampled_from([None, *STEPS]), st.booleans())
def test_every_sound_of_a_position_is_one_that_is_generated(
    position: int, minutes: int | None, call_back: bool
) -> None:
    sounds = voice.sounds_for_position(position, minutes=minutes, call_back=call_back)
    assert set(sounds) <= set(voice.ALL_SOUNDS)


def test_the_wait_follows_the_place_and_the_offer_comes_last() -> None:
    sounds = voice.sounds_for_position(2, minutes=5, call_back=True)
    assert sounds == ["your-position", "number-2", "wait-5", "please-hold", "call-back-offer"]


def test_the_offer_comes_first_while_it_is_offered_first() -> None:
    sounds = voice.sounds_for_position(1, call_back=True, call_back_first=True)
    assert sounds == ["call-back-offer", "next-in-line", "please-hold"]
    unproved = voice.sounds_for_position(1, call_back=False, call_back_first=True)
    assert unproved == ["next-in-line", "please-hold"]


def test_there_is_no_position_zero() -> None:
    with pytest.raises(ValueError, match=r"^a position in the line starts at 1$"):
        voice.sounds_for_position(0)


def test_media_of_a_second_language_lie_in_its_folder() -> None:
    assert voice.media("izmit", ["greeting", "announcements/7"], "en") == [
        "sound:izmit/en/greeting",
        "sound:izmit/announcements/7",
    ]


def test_only_who_says_three_and_twenty_needs_the_and() -> None:
    assert voice.AND in voice.needed("ar")
    assert voice.AND not in voice.needed("en")
    assert "number-12" in voice.needed("en")
    assert "number-12" not in voice.needed("de")


def test_a_prompt_is_a_file_named_by_its_key() -> None:
    assert voice.file_name("call_back_offer") == "call-back-offer"
    assert {voice.file_name(key) for key in voice._FILE_NAMES} == set(voice._FILE_NAMES.values())


def test_media_names_the_sounds_of_the_city() -> None:
    assert voice.media("izmit", ["greeting", "please-hold"]) == [
        "sound:izmit/greeting",
        "sound:izmit/please-hold",
    ]
