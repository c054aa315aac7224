"""What is learned: sparse sums, the lowest point, folds, and confidence; without a database."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.suggestions.learning import (
    confidence,
    descent,
    features,
    folds,
    offering,
    storage,
    trial,
)
from alo153.suggestions.learning.linear import train
from alo153.suggestions.learning.pieces import Pieces, gather
from alo153.suggestions.learning.rows import Floats, Rows, stack

MATTERS = {
    "su": "Üç gündür {} sular kesik, musluktan su akmıyor, mağdur olduk",
    "park": "{} parkında salıncak kırık, ağaçların dalları budanmamış",
    "yol": "{} caddesinde çukur var, asfalt bozuk, araçlar zarar görüyor",
}
PLACES = [
    f"{first}{last}" for first in ["Ada", "Bağ", "Çay", "Göl", "Tepe"] for last in ["lı", "köy"]
]


def told() -> tuple[list[str], list[str]]:
    """Return texts of three matters at ten places, and their labels."""
    both = [(text.format(place), label) for label, text in MATTERS.items() for place in PLACES]
    return [text for text, _ in both], [label for _, label in both]


@given(st.lists(st.dictionaries(st.integers(0, 6), st.integers(1, 9), max_size=5), min_size=1))
def test_a_sparse_product_is_the_plain_one(those: list[dict[int, int]]) -> None:
    rows = stack(
        [
            (np.array(list(row), np.int64), np.array(list(row.values()), np.float32))
            for row in those
        ],
        7,
    )
    dense = np.zeros((len(those), 7), np.float32)
    for number, row in enumerate(those):
        for column, value in row.items():
            dense[number, column] = value
    weights = np.arange(14, dtype=np.float32).reshape(7, 2)
    assert np.allclose(rows.times(weights), dense @ weights)
    back = np.ones((len(those), 3), np.float32)
    assert np.allclose(rows.turned().times(back), dense.T @ back)


def test_a_product_too_large_for_memory_is_made_in_portions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("alo153.suggestions.learning.rows._AT_ONCE", 4)
    rows = Rows(np.array([0, 3, 3, 5]), np.array([0, 1, 2, 0, 2]), np.ones(5, np.float32), 3)
    assert rows.times(np.ones((3, 2), np.float32)).tolist() == [[3, 3], [0, 0], [2, 2]]


@given(st.lists(st.floats(-3, 3, width=32), min_size=2, max_size=5))
def test_the_lowest_point_of_a_bowl_is_found(middle: list[float]) -> None:
    center = np.array([middle], np.float32)
    steep = np.arange(1, len(middle) + 1, dtype=np.float32)

    def bowl(point: Floats) -> tuple[float, Floats]:
        off = point - center
        return float((steep * off**2).sum()), 2 * steep * off

    found = descent.lowest(bowl, np.zeros_like(center), steps=60)
    assert np.allclose(found, center, atol=0.05)


def test_a_rare_label_is_not_drowned_by_a_frequent_one() -> None:
    texts, labels = told()
    many = [f"{place} belediyesine sular ve park için yazdım" for place in PLACES] * 6
    model = train([*texts, *many], [*labels, *["su"] * len(many)])
    scores = model.scores("Adalı parkında salıncak kırık, belediyesine")
    assert model.labels[int(scores.argmax())] == "park"


def test_a_text_is_told_by_its_words_however_they_are_spelled() -> None:
    model = train(*told())
    scores = model.scores("MAHALLEDE SULAR AKMIYOR")
    assert model.labels[int(scores.argmax())] == "su"


def test_what_a_text_begins_with_tells_more_than_what_it_ends_with() -> None:
    water, swing = "musluktan akmıyor", "salıncak kırık"
    told, asked = (
        " ".join(letter * 5 for letter in of)
        for of in ("bcdefghjklmnabcdefghj", "oprstuvyzxqw" * 2)
    )
    model = train([f"{water} {told} {swing}", f"{swing} {told} {water}"] * 4, ["su", "park"] * 4)
    park, su = model.scores(f"{water} {asked} {swing}") - model.offsets
    assert su > park + 0.1
    park, su = model.scores(f"{swing} {asked} {water}") - model.offsets
    assert park > su + 0.1


def test_who_says_more_tells_more_but_less_than_as_much_more() -> None:
    known = Pieces(np.arange(16), np.ones(16, np.float32), usual=2)
    usual, longer, shorter = (
        float(np.linalg.norm(known.read(dict.fromkeys(range(count), 1))[1])) for count in (4, 16, 1)
    )
    assert np.allclose([usual, longer, shorter], [1, 2**0.5, 0.5**0.5])


def test_a_usual_text_is_one_of_those_learned_from() -> None:
    same = dict.fromkeys(range(9), 1)
    known = gather([same] * 3)
    assert known.usual == pytest.approx(3)
    assert np.linalg.norm(known.read(same)[1]) == pytest.approx(1)


def test_a_text_of_unknown_words_tells_nothing() -> None:
    model = train(*told())
    assert np.array_equal(model.scores("xyzq"), model.offsets)


def test_a_model_holds_no_word_and_says_the_same_after_it_was_kept() -> None:
    model = train(*told())
    content = storage.to_bytes(model)
    again = storage.from_bytes(content, model.labels)
    said = "Caddede çukur var"
    assert np.allclose(model.scores(said), again.scores(said), atol=0.02)
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        assert {kept[name].dtype.kind for name in kept.files} <= {"u", "f"}


def test_a_model_that_does_not_fit_its_labels_is_refused() -> None:
    content = storage.to_bytes(train(*told()))
    with pytest.raises(ValueError, match="does not fit"):
        storage.from_bytes(content, ("su",))


def test_what_only_two_citizens_wrote_is_forgotten() -> None:
    texts, labels = told()
    model = train([*texts, "Zübeyde", "Zübeyde"], [*labels, "su", "su"])
    piece = next(hash for hash in features.count("Zübeyde"))
    assert piece not in model.pieces.hashes


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 9)), min_size=1))
def test_a_group_is_never_torn(those: list[tuple[str, int]]) -> None:
    dealt = folds.deal([label for label, _ in those], [group for _, group in those], 3)
    of_group: dict[int, set[int]] = {}
    for (_, group), fold in zip(those, dealt, strict=True):
        of_group.setdefault(group, set()).add(fold)
    assert all(len(each) == 1 for each in of_group.values())


def test_almost_equal_texts_are_together() -> None:
    said = "Çınar sokakta üç gündür sular kesik ve kimse telefona cevap vermiyor"
    groups = folds.together([said, "Parkta salıncak kırık", said.upper() + " lütfen"])
    assert groups[0] == groups[2] != groups[1]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_from_the_threshold_upward_so_many_are_right(those: list[tuple[float, bool]]) -> None:
    sure = np.array([each for each, _ in those])
    hit = np.array([each for _, each in those])
    threshold = confidence.threshold_for(0.8, sure, hit)
    spoken = sure > threshold
    if threshold == confidence.NEVER:
        assert not spoken.any()
    elif len(set(sure.tolist())) == len(sure):
        spoken = sure >= threshold
        assert hit[spoken].mean() >= 0.8


def test_the_temperature_makes_confidence_honest() -> None:
    dice = np.random.default_rng(153)
    right = dice.integers(0, 3, 3_000)
    true = np.eye(3, dtype=np.float32)[right] * 2 + dice.gumbel(size=(3_000, 3)).astype(np.float32)
    found = confidence.temperature_of(true * 4, right)
    sure = confidence.probabilities(true * 4, found)
    hit = sure.argmax(axis=1) == right
    assert abs(sure.max(axis=1).mean() - hit.mean()) < 0.03


def test_beside_the_likeliest_the_rare_are_offered() -> None:
    lifts = offering.lifts_of(np.repeat([0, 1, 2, 3], [50, 30, 10, 10]), 4)
    scores = np.array([3, 1.6, 1.5, 1.4], np.float32)
    assert offering.offered(scores, lifts * 0) == [0, 1, 2]
    assert offering.offered(scores, lifts) == [0, 2, 3]


@given(st.lists(st.floats(-9, 9, width=32), min_size=2, max_size=9, unique=True), st.data())
def test_the_likeliest_is_always_first(scores: list[float], data: st.DataObject) -> None:
    many = st.lists(st.integers(1, 99), min_size=len(scores), max_size=len(scores))
    texts = np.repeat(np.arange(len(scores)), data.draw(many))
    told = np.array(scores, np.float32)
    best = offering.offered(told, offering.lifts_of(texts, len(scores)))
    assert best[0] == told.argmax()
    assert len(set(best)) == len(best) == min(3, len(scores))


def test_a_model_of_before_is_read_as_it_was_learned() -> None:
    model = train(*told())
    file = BytesIO()
    with np.load(BytesIO(storage.to_bytes(model))) as kept:
        before = {name: kept[name] for name in kept if name not in {"lifts", "usual"}}
        np.savez_compressed(file, **before)
    again = storage.from_bytes(file.getvalue(), model.labels)
    assert not again.lifts.any()
    for said in ("Sular kesik", MATTERS["yol"]):
        _, values = again.pieces.read(features.count(said))
        assert np.isclose((values**2).sum(), 1, atol=1e-4)


def test_a_trial_tells_every_text_by_a_model_that_never_saw_it() -> None:
    texts, labels = told()
    tried = trial.run(texts, labels, folds.singly(texts))
    assert trial.accuracy(tried) == 1
    assert trial.among_offered(tried) == 1
    assert trial.macro_f1(tried) == 1
    assert sum(each.texts for each in trial.reliability(tried)) == len(texts)
