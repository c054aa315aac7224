"""A small register of streets in İzmit and around."""

from collections.abc import Sequence

from tests import cast

from alo153.city import actions, queries
from alo153.city.streets.register_file import StreetLine
from alo153.core.actor import SYSTEM
from alo153.core.geo import Point

type House = tuple[str, str, str, tuple[float, float] | None]
# Neighborhood, street, number, point
HOUSES: Sequence[House] = (
    ("izmit/yahyakaptan", "Şehit Ergün Köncü Sokağı", "12/A", (40.7701, 29.9551)),
    ("izmit/yahyakaptan", "Şehit Ergün Köncü Sokağı", "12", (40.7702, 29.9552)),
    ("izmit/yahyakaptan", "Şehit Ergün Köncü Sokağı", "120", (40.7703, 29.9553)),
    ("izmit/yahyakaptan", "1453. Sokak", "12", (40.7711, 29.9561)),
    ("izmit/kemalpasa", "Cumhuriyet Caddesi", "12", (40.7655, 29.9400)),
    ("izmit/kemalpasa", "Cumhuriyet Bulvarı", "5", (40.7656, 29.9401)),
    ("golcuk/merkez", "Cumhuriyet Caddesi", "3", (40.7160, 29.8200)),
    ("gebze/cumhuriyet", "Atatürk Caddesi", "1", (40.8000, 29.4300)),
    ("gebze/cumhuriyet", "23 Nisan Caddesi", "5", (40.8001, 29.4301)),
    ("gebze/cumhuriyet", "Salkım Söğüt Sokak", "", None),
)


def load(houses: Sequence[House] = HOUSES) -> None:
    """Put these houses in the place of the register."""
    near = {each.key: each for each in queries.register_places().near}
    lines = [
        StreetLine(near[cast.neighborhood(which).pk], street, number, Point(*at) if at else None)
        for which, street, number, at in houses
    ]
    actions.load_streets(lines=lines, by=SYSTEM, at=cast.AT)
