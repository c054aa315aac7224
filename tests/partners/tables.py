"""Tables that CİMER hands over, brought and read as the worker does it."""

from datetime import datetime

from tests import cast

from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.partners.imports import actions
from alo153.partners.models import TableImport, TableLine

HEAD = "Başvuru No;Başvuru Tarihi;Son Cevap Tarihi;Başvuru Türü;Konu;Başvuru Metni;Ad Soyad;Telefon"
TABLE = f"""{HEAD}
26-1;02.11.2026;20.11.2026;Şikâyet;Ağaç budama;Dallar yola sarkıyor.;Ayşe Işık;05320000101
26-2;31.02.2026;;;Uzaylılar;;;0532
26-3;03.11.2026;;;Uzaylılar;Gördüm.;;
26-4;03.11.2026;;Bilgi Edinme;agac-budama;Kimliğim gizli kalsın.;;
"""


def cimer() -> PartnerDesk:
    return city.partners_now()["cimer"]


def brought(text: str | bytes = TABLE, *, by: str = "hakan", at: datetime = cast.AT) -> TableImport:
    """Bring a table and let the worker read it."""
    content = text.encode() if isinstance(text, str) else text
    table = actions.upload(desk=cimer(), content=content, by=cast.staff(by), at=at)
    actions.read(table=table.pk, at=at)
    return TableImport.objects.get(pk=table.pk)


def taken(text: str | bytes = TABLE, *, by: str = "hakan", at: datetime = cast.AT) -> TableImport:
    """Bring a table and let the worker take it in to its end."""
    table = brought(text, by=by, at=at)
    actions.take(table=table, by=cast.staff(by), at=at)
    while actions.take_lines(table=table.pk, at=at):
        pass
    return TableImport.objects.get(pk=table.pk)


def states(table: TableImport) -> dict[int, str]:
    """Return the state of each line by its place in the file."""
    return dict(TableLine.objects.filter(table=table).values_list("line", "state"))
