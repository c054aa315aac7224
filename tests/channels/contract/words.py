"""Words as people write them everywhere, and programs cut or turn round."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ANY_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Turkish": "Işıklı Çağ: ğüşöç ĞÜŞİÖÇ, İı.",
        "emoji": "Su yok \U0001f4a7 \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "right to left": "لا يوجد ماء، שלום and back, \u200fRLM",
        "combining letters": "c\u0327ukur, g\u0306u\u0308n, Z\u0351\u036b\u0343\u036a\u0302",
        "letters beyond 16 bits": "\U00020bb7\U0001d54a \U0001f004",
        "marks of programs": "{bedava} %s %(x)s $x \\n <b>&amp; {{ 7*7 }} '\"; --",
    }
)
"""By what is odd about them; each is what is to arrive."""
LONGEST: Final = "Çukur. " * 1428 + "Son."
"""Ten thousand letters."""
