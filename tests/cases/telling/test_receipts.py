"""The code of a receipt: nobody has to tell a letter from a digit, on a paper of any year."""

import base64

from alo153.cases.life import receipts

# Its code on an earlier paper: RFC 4648, with every letter that looks like a digit
DIGEST = base64.b32decode("OILZSGB2OILZSGB5").hex()


def test_no_letter_of_a_code_looks_like_a_digit() -> None:
    code = receipts.code_of(DIGEST)
    assert not set("OILZSGB") & set(code)
    assert len(code) == receipts.LENGTH


def test_a_letter_that_was_read_for_a_digit_is_that_digit() -> None:
    assert receipts.normalize("oılz-sgb2-oiLZ-SGB5") == receipts.code_of(DIGEST)


def test_the_code_on_a_paper_of_before_is_still_right() -> None:
    assert receipts.normalize("OILZ-SGB2-OILZ-SGB5") == receipts.code_of(DIGEST)
