"""Whatever is changed in sealed events or seals changes a hash."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from alo153.core.history.sealing import chain

AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
ANKARA = timezone(timedelta(hours=3))
WORDS = st.text(max_size=8)
FACTS = st.builds(
    chain.Fact,
    id=st.integers(1, 10**9),
    name=WORDS,
    at=st.datetimes(timezones=st.just(UTC)),
    actor_kind=WORDS,
    actor_id=st.none() | st.integers(1, 10**9),
    subject_type=WORDS,
    subject_id=WORDS,
    data=st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS, max_size=3),
)


@given(st.lists(FACTS, min_size=1, max_size=5, unique_by=lambda fact: fact.id), st.data())
def test_no_event_can_be_changed_left_out_or_moved(
    those: list[chain.Fact], data: st.DataObject
) -> None:
    digest = chain.digest_of(those)
    place = data.draw(st.integers(0, len(those) - 1))
    other = data.draw(FACTS.filter(lambda fact: fact != those[place]))
    assert chain.digest_of([*those[:place], other, *those[place + 1 :]]) != digest
    assert chain.digest_of(those[:place] + those[place + 1 :]) != digest
    if len(those) > 1:
        assert chain.digest_of(those[::-1]) != digest


@given(FACTS)
def test_the_zone_an_instant_is_told_in_changes_nothing(fact: chain.Fact) -> None:
    there = replace(fact, at=fact.at.astimezone(ANKARA)) if fact.at.year > 1 else fact
    assert chain.digest_of([there]) == chain.digest_of([fact])


def test_a_seal_is_the_hash_that_the_documentation_says() -> None:
    fact = chain.Fact(
        id=7,
        name="case.opened",
        at=AT,
        actor_kind="staff",
        actor_id=3,
        subject_type="cases.case",
        subject_id="12",
        data={"topic": "çukur", "kind": "request"},
    )
    line = (
        '{"actor_id":3,"actor_kind":"staff","at":"2026-03-03T11:00:00.000000+00:00",'
        '"data":{"kind":"request","topic":"çukur"},"id":7,"name":"case.opened",'
        '"subject_id":"12","subject_type":"cases.case"}\n'
    )
    digest = hashlib.sha256(line.encode()).hexdigest()
    assert chain.digest_of([fact]) == digest
    text = f'{{"after":0,"digest":"{digest}","events":1,"last":7,"previous":"{"0" * 64}"}}'
    seal = chain.seal(previous=chain.BEGINNING, after=0, last=7, events=1, digest=digest)
    assert seal == hashlib.sha256(text.encode()).hexdigest()
