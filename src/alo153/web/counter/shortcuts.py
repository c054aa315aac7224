"""The keys of a desk; the keys that answer and end a call do the same with a visitor."""

from alo153.web.kit.telephone.shortcuts import KEYS as TELEPHONE

KEYS = {
    "next": TELEPHONE["answer"].press,
    "begin": TELEPHONE["form"].press,
    "again": TELEPHONE["hold"].press,
    "finish": TELEPHONE["hang_up"].press,
}
