"""Short ways to a model for tests: it knows three topics of the cast."""

from functools import cache

from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.suggestions import actions
from alo153.suggestions.models import LearnedModel

SAYINGS = {
    "su-kesintisi": "Üç gündür {} sular kesik, musluktan su akmıyor, mağdur olduk",
    "agac-budama": "{} ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor",
    "yol-cukuru": "{} yolda çukur var, asfalt bozuk, araçlar zarar görüyor",
}
_STREETS = [f"{name} sokakta {number}" for name in ("Çınar", "Lale", "Gül") for number in range(25)]


def examples() -> list[tuple[str, str]]:
    """Return 225 texts about three topics of Kocaeli."""
    return [(said.format(at), topic) for topic, said in SAYINGS.items() for at in _STREETS]


@cache
def _learned() -> actions.Learned:
    return actions.learn(examples())


def model(precision: float = 0.9) -> LearnedModel:
    """Return a model that proposes, learned once per process."""
    return actions.keep(learned=_learned(), precision=precision, by=SYSTEM, at=now())
