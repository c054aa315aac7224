"""Topic, kind or place of an open case is put right: its time and its unit follow by rule."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.life import receipts
from alo153.cases.models import Case, Clock, HandBack, Reclassification
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.telling import proofs, timeline
from alo153.city import queries as unit_queries
from alo153.city.place import Place
from alo153.city.queries import UnitRoute
from alo153.core import events
from alo153.core.database import sealed_text
from alo153.suggestions import queries as suggestions

pytestmark = pytest.mark.django_db

AT = cast.AT
LATER = AT + timedelta(hours=2)


def put_right(
    case: Case,
    *,
    topic: str = "",
    kind: str = "",
    place: Place | None = None,
    reason: str = "Telefonda yanlış anlaşıldı.",
    by: str = "elif",
    at: datetime = LATER,
) -> Reclassification:
    return actions.reclassify(
        case=case,
        kind=unit_queries.kind(kind) if kind else case.kind,
        topic=cast.topic(topic) if topic else case.topic,
        place=place or case.place,
        reason=reason,
        by=cast.staff(by),
        at=at,
    )


def told(case: Case) -> list[str]:
    return [event.name for event in events.history(case)]


def test_the_unit_and_the_time_follow_the_new_topic() -> None:
    case = cast.open_case()
    promised, parks = case.promised_at, case.unit
    put_right(case, topic="yol-cukuru")
    case.refresh_from_db()
    assert (case.topic, case.unit) == (cast.topic("yol-cukuru"), cast.unit("yol-ve-bakim"))
    assert case.unit != parks
    expected = unit_queries.promised_at(case.topic, AT, case.kind)
    assert (case.due_at, case.promised_at) == (expected, promised)
    assert case.due_at != promised
    assert told(case)[-3:] == ["case.reclassified", "case.due_moved", "case.forwarded"]
    ledger = case.forwardings.latest("id")
    assert (ledger.from_unit, ledger.reason) == (parks, "Telefonda yanlış anlaşıldı.")
    assert ledger.explanation or ledger.rule_version, "the rules say why this unit"


def test_the_time_counts_from_the_receipt_and_what_it_stood_is_kept() -> None:
    case = cast.open_case()
    elif_ = cast.staff("elif")
    actions.pause(case=case, reason="Hava kötü.", by=elif_, at=AT + timedelta(hours=1))
    actions.resume(case=case, reason="Hava açtı.", by=elif_, at=AT + timedelta(days=1))
    put_right(case, topic="yol-cukuru", at=AT + timedelta(days=1, hours=1))
    old, new = case.clocks.filter(purpose=Clock.Purpose.ANSWER).order_by("id")
    assert old.state == "stopped"
    assert [(line.verb, line.at) for line in new.entries.all()] == [
        ("start", AT),
        ("pause", AT + timedelta(hours=1)),
        ("resume", AT + timedelta(days=1)),
    ]
    assert new.due_at == case.due_at


def test_a_time_that_ran_out_does_not_begin_again() -> None:
    case = cast.open_case()
    put_right(case, topic="yol-cukuru", at=AT + timedelta(days=90))
    assert case.due_at == case.promised_at
    assert "case.due_moved" not in told(case)


def test_a_time_that_stands_is_let_go_on_first() -> None:
    case = cast.open_case()
    actions.pause(case=case, reason="Hava kötü.", by=cast.staff("elif"), at=AT)
    with pytest.raises(ClockRefused):
        put_right(case, topic="yol-cukuru")
    assert not case.reclassifications.exists()


def test_another_place_of_the_same_unit_moves_nothing_else() -> None:
    case = cast.open_case()
    unit, due = case.unit, case.due_at
    put_right(case, place=replace(case.place, address="Çınar Sokak 7"))
    assert (case.unit, case.due_at, case.address) == (unit, due, "Çınar Sokak 7")
    assert told(case)[-1] == "case.reclassified"
    case.refresh_from_db()
    steps = [step.name for step in timeline.for_citizen(case)]
    assert steps == ["case.opened", "case.forwarded"], "nothing changed for the citizen"


def test_another_time_alone_says_nothing_of_where_it_is() -> None:
    case = cast.open_case()
    put_right(case, topic="devrilen-agac")
    assert told(case)[-1] == "case.due_moved", "the same unit, another standard"
    assert timeline.where_it_stands(case).name == "case.forwarded"
    assert timeline.standing(case) == "case.forwarded"


def test_what_a_person_decided_stays_where_the_rules_say_the_same() -> None:
    case = cast.open_case()
    actions.forward(
        case=case, to=cast.unit("zabita"), reason="İzinsiz.", by=cast.staff("elif"), at=AT
    )
    put_right(case, place=replace(case.place, address="Çınar Sokak 7"))
    assert case.unit == cast.unit("zabita")


def test_without_a_rule_it_waits_at_the_center(monkeypatch: pytest.MonkeyPatch) -> None:
    case, routed = cast.open_case(), unit_queries.find_route

    def nobody(**facts: Any) -> UnitRoute:
        found = routed(**facts)
        return replace(found, unit=None) if facts["topic"].slug == "yol-cukuru" else found

    monkeypatch.setattr(unit_queries, "find_route", nobody)
    put_right(case, topic="yol-cukuru")
    assert (case.state, case.unit) == ("at_center", None)
    assert told(case)[-1] == "case.unrouted"


def test_a_unit_whose_people_give_it_away_has_said_not_ours() -> None:
    case = cast.open_case()
    put_right(case, topic="yol-cukuru", by="selin")
    row = HandBack.objects.get()
    assert (row.unit, row.went_to) == (cast.unit("park-ve-bahceler"), cast.unit("yol-ve-bakim"))


def test_staff_read_what_was_what_and_the_citizen_the_new_time() -> None:
    case = cast.open_case()
    put_right(case, topic="yol-cukuru")
    put_right(case, place=Place(district=cast.district("gebze")), reason="Gebze imiş.", at=LATER)
    case.refresh_from_db()
    with translation.override("tr"):
        staff = [step for step in timeline.for_staff(case) if step.name == "case.reclassified"]
        citizen = timeline.for_citizen(case)
    assert "Konu: Ağaç budama → Yolda çukur ve bozuk asfalt" in staff[0].detail
    assert "Telefonda yanlış anlaşıldı." in staff[0].detail
    assert "Yer: İzmit, Yahyakaptan, Çınar Sokak 5" in staff[1].detail
    assert "→ Gebze" in staff[1].detail
    assert staff[0].who == "Elif Yıldız"
    moved = next(step for step in citizen if step.name == "case.due_moved")
    assert moved.detail == "En geç 1 Aralık 2026 günü yanıt alırsınız."
    assert not any("yanlış anlaşıldı" in step.detail + step.title for step in citizen)


def test_the_receipt_still_holds_when_the_place_was_put_right() -> None:
    case = cast.open_case()
    receipt = proofs.receipt_of(case)
    for address in ("Çınar Sokak 7", "Çınar Sokak 9"):
        put_right(case, place=replace(case.place, address=address))
    proof = proofs.check(case.tracking_code, receipts.normalize(receipt))
    assert proof is not None
    assert proof.unchanged


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"reason": "  ", "topic": "yol-cukuru"}, ReasonMissing),
        ({}, actions.NothingChanged),
        ({"topic": "kadin-destek"}, actions.TopicConfidential),
        ({"kind": "petition"}, actions.NeedsMissing),
        ({"kind": "cimer"}, actions.NotOfThisKind),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    facts: dict[str, str], refusal: type[Exception]
) -> None:
    case = cast.open_case()
    with pytest.raises(refusal):
        put_right(case, **facts)  # type: ignore[arg-type]
    assert not Reclassification.objects.exists()


def test_an_answered_case_and_one_that_goes_with_another_stay_as_they_are() -> None:
    answered = stories.answered()
    case, lead = cast.open_case(), cast.open_case(of="Mehmet Öztürk")
    actions.join(case=case, lead=lead, by=cast.actor("elif"), at=LATER)
    for each in (answered, case):
        with pytest.raises(NotPossible):
            put_right(each, topic="yol-cukuru")


def test_a_confidential_case_stays_so_and_keeps_its_sealed_place() -> None:
    case = cast.open_case(about="kadin-destek")
    with sealed_text.reading(case):
        before = Case.objects.get(pk=case.pk)
    put_right(case, topic="agac-budama", by="meral", place=Place(address="açıkta"))
    case.refresh_from_db()
    assert (case.confidential, case.text) == (True, sealed_text.DOTS)
    assert case.topic == cast.topic("agac-budama")
    with sealed_text.reading(case):
        case.refresh_from_db()
        assert (case.address, case.text) == (before.address, before.text)
        assert case.reclassifications.get().address == ""


def test_suggestions_learn_the_topic_that_was_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "FEWEST_CASES", 1)
    case = cast.open_case("Yol çöktü, araçlar düşüyor")
    actions.return_not_ours(case=case, reason="Yol.", by=cast.staff("selin"), at=LATER)
    assert suggestions.examples() == [], "its topic is in doubt"
    put_right(case, topic="yol-cukuru", at=LATER + timedelta(hours=1))
    assert suggestions.examples() == [(case.text, "yol-cukuru")]
