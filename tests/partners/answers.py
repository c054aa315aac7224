"""Applications that came by CİMER and were answered, by the real actions."""

from datetime import timedelta

from tests import cast
from tests.partners.tables import HEAD, taken

from alo153.cases import actions as cases
from alo153.cases.models import Case, RegisterEntry
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.core.actor import Actor
from alo153.core.files.uploads import CheckedFile

REFUSED = Finding(
    outcome=Outcome.REFUSED,
    text="Bu dönemde budanmaz.",
    legal_basis="Park yönetmeliği, madde 7",
)
LATER = cast.AT + timedelta(hours=1)


def came(number: str = "26-1", topic: str = "agac-budama") -> Case:
    taken(f"{HEAD}\n{number};02.11.2026;;;{topic};Dallar sarkıyor.;Ayşe Işık;05320000101\n")
    return RegisterEntry.objects.get(number=number).case


def answered(number: str = "26-1", words: str = "Dalları budadık.", *, photo: bool = False) -> Case:
    case = came(number)
    selin = cast.staff("selin")
    cases.accept(case=case, by=selin, at=LATER)
    picture = CheckedFile(b"\xff\xd8picture", "image/jpeg")
    if photo:
        cases.attach(
            case=case,
            file=picture,
            from_citizen=False,
            is_evidence=True,
            by=Actor.staff(selin.pk),
            at=LATER,
        )
    cases.answer(case=case, finding=REFUSED, by=selin, at=LATER)
    cases.approve(case=case, plain_text=words, by=cast.staff("elif"), at=LATER)
    return case
