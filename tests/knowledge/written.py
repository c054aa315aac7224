"""An article as somebody of the center writes it."""

from __future__ import annotations

from datetime import date
from typing import Any

from alo153.knowledge.articles.content import Content, Words

SLUG = "hayvan-sahiplenme"


def content(**changes: Any) -> Content:
    """Return how one adopts an animal from the city's shelter."""
    words = Words(
        question="Nasıl hayvan sahiplenirim?",
        answer=changes.pop("answer", "Bakımevine kimliğinizle gelin."),
        forms=("köpek sahiplenme", "kedi sahiplenme"),
        steps=("İlçesini sorun.",),
        variants=changes.pop("variants", {}),
    )
    facts: dict[str, Any] = {
        "slug": SLUG,
        "topic": "adres-telefon-bilgisi",
        "unit": "veteriner",
        "source": "Veteriner Hizmetleri sayfası",
        "review_on": date(2027, 6, 1),
        "words": {"tr": words},
    }
    return Content(**facts | changes)
