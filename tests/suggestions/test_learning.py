"""What is learned: the loss, folds, and confidence; without a database."""

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from alo153.suggestions.learning import (
    confidence,
    evaluation,
    features,
    folds,
    offering,
    storage,
    training,
)
from alo153.suggestions.learning.pieces import Pieces, gather
from alo153.suggestions.learning.training import train

Values = NDArray[np.float64]
Slope = Callable[[Values], tuple[float, Values]]
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
    assert np.array_equal(again.lifts, model.lifts)
    assert model.lifts.any()
    assert (model.lifts.dtype, model.pieces.rarity.dtype) == (np.float32, np.float32)
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
    phrase = folds.together([said, "Çınar sokakta üç gündür lambalar yanmıyor, ağaçlar kurudu"])
    assert phrase[0] != phrase[1], "three words alike are a phrase"


def test_texts_with_half_of_their_runs_in_common_are_together_and_with_fewer_apart() -> None:
    """Three words are a run: a text of five has three of them."""
    half = folds.together(["bir iki üç dört beş", "bir iki üç dört altı"])
    assert half[0] == half[1]
    third = folds.together(["bir iki üç dört", "bir iki üç altı"])
    assert third[0] != third[1]
    assert len(set(folds.together(["kesik", "kırık", "kesik sular"]))) == 3


def test_the_same_deal_comes_out_again_and_spreads_labels_evenly() -> None:
    labels = ["su"] * 20 + ["yol"] * 10
    dealt = folds.deal(labels, range(30), 5)
    assert dealt == folds.deal(labels, range(30), 5)
    assert dealt != folds.deal(labels, range(30), 5, seed=1)
    assert [dealt[:20].count(fold) for fold in range(5)] == [4] * 5
    assert [dealt[20:].count(fold) for fold in range(5)] == [2] * 5
    with pytest.raises(ValueError, match="zip"):
        folds.deal(labels, [1], 5)


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


def test_probabilities_are_of_each_text_alone() -> None:
    both = confidence.probabilities(np.array([[1000, 0], [0, 0]], np.float32))
    assert np.allclose(both, [[1, 0], [0.5, 0.5]])
    alone = confidence.probabilities(np.array([0, np.log(3)], np.float32))
    assert np.allclose(alone, [0.25, 0.75])


def test_the_temperature_stays_between_a_tenth_and_ten() -> None:
    scores, right = np.array([[1, 0]] * 4, np.float32), np.zeros(4, np.int64)
    assert confidence.temperature_of(scores, right) == pytest.approx(0.1)
    assert confidence.temperature_of(scores, right + 1) == pytest.approx(10)


def test_labels_that_are_alike_are_offered_in_their_order() -> None:
    same = np.zeros(300, np.float32)
    assert offering.offered(same, same) == [0, 1, 2]


def test_beside_the_likeliest_the_rare_are_offered() -> None:
    lifts = offering.lifts_of(np.repeat([0, 1, 2, 3], [50, 30, 10, 10]))
    scores = np.array([3, 1.6, 1.5, 1.4], np.float32)
    assert offering.offered(scores, lifts * 0) == [0, 1, 2]
    assert offering.offered(scores, lifts) == [0, 2, 3]


@given(st.lists(st.floats(-9, 9, width=32), min_size=2, max_size=9, unique=True), st.data())
def test_the_likeliest_is_always_first(scores: list[float], data: st.DataObject) -> None:
    many = st.lists(st.integers(1, 99), min_size=len(scores), max_size=len(scores))
    texts = np.repeat(np.arange(len(scores)), data.draw(many))
    told = np.array(scores, np.float32)
    best = offering.offered(told, offering.lifts_of(texts))
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
    assert (again.lifts.dtype, again.pieces.hashes.dtype) == (np.float32, np.int64)
    for said in ("Sular kesik", MATTERS["yol"]):
        _, values = again.pieces.read(features.count(said))
        assert np.isclose((values**2).sum(), 1, atol=1e-4)


def test_an_evaluation_tells_every_text_by_a_model_that_never_saw_it() -> None:
    texts, labels = told()
    tried = evaluation.run(texts, labels, folds.singly(texts))
    assert evaluation.accuracy(tried) == 1
    assert evaluation.among_offered(tried) == 1
    assert evaluation.macro_f1(tried) == 1
    assert sum(each.texts for each in evaluation.reliability(tried)) == len(texts)


def test_a_label_of_one_text_is_never_told() -> None:
    texts, labels = told()
    tried = evaluation.run([*texts, "yalnız"], [*labels, "tek"], range(len(texts) + 1))
    alone = tried.labels.index("tek")
    assert tried.scores[-1, alone] == -20
    assert not tried.among[-1]
    assert (tried.scores[:-1, alone] > -20).sum() > len(texts) / 2


def test_what_confidences_said_is_held_against_what_was_right() -> None:
    said = np.array([[0.95, 0.05], [0.95, 0.05], [0.55, 0.45], [1, 1e-300]])
    right = np.array([0, 1, 0, 0])
    tried = evaluation.Evaluation(("su", "yol"), np.log(said), right, 1, right == 0)
    low, high = evaluation.reliability(tried)
    assert (low.texts, high.texts) == (1, 3)
    assert np.allclose([low.said, low.right, high.said, high.right], [0.55, 1, 2.9 / 3, 2 / 3])
    assert np.isclose(evaluation.calibration_error(tried), (0.45 + 0.9) / 4)
    assert evaluation.grades(tried) == [
        evaluation.Grade("su", 3, 0.75, 1),
        evaluation.Grade("yol", 1, 0, 0),
    ]
    assert np.isclose(evaluation.macro_f1(tried), (6 / 7 + 0) / 2)
    assert (evaluation.accuracy(tried), evaluation.among_offered(tried)) == (0.75, 0.75)
    assert np.isclose(tried.threshold(0.6), 0.55)


def test_every_tenth_of_confidence_is_a_bin_of_its_own() -> None:
    sure = np.arange(0.55, 1, 0.1)
    scores = np.log(np.stack([sure, 1 - sure], axis=1))
    right = np.zeros(len(sure), np.int64)
    tried = evaluation.Evaluation(("su", "yol"), scores, right, 1, right == 0)
    assert [each.texts for each in evaluation.reliability(tried)] == [1] * len(sure)


def test_a_label_that_was_proposed_once_and_rightly_is_precise() -> None:
    scores = np.array([[1, 0], [0, 1], [0, 1]])
    right = np.array([0, 1, 0])
    tried = evaluation.Evaluation(("su", "yol"), scores, right, 1, right == 0)
    su, yol = evaluation.grades(tried)
    assert (su.precision, su.recall) == (1, 0.5)
    assert (yol.precision, yol.recall) == (0.5, 1)


def test_a_piece_weighs_by_how_much_more_often_it_is_in_a_label_than_outside() -> None:
    inside = np.array([[3, 1], [0, 2]], np.float32)
    weighed = training._telling(inside)
    share = [[3.1 / 3.2, 1.1 / 3.2], [0.1 / 3.2, 2.1 / 3.2]]
    others = [[1.1 / 3.2, 3.1 / 3.2], [2.1 / 3.2, 0.1 / 3.2]]
    assert np.allclose(weighed, np.log(np.array(share) / np.array(others)), atol=1e-5)
    assert weighed.dtype == np.float32
    uneven = training._telling(np.array([[4, 0], [0, 1]], np.float32))
    assert np.isclose(uneven[0, 0], np.log((4.1 / 4.2) / (0.1 / 1.2)), atol=1e-5)


def test_the_most_frequent_pieces_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alo153.suggestions.learning.pieces.MOST_PIECES", 2)
    known = gather([{7: 1, 8: 1, 9: 1}] * 3 + [{7: 1, 9: 1}])
    assert known.hashes.tolist() == [7, 9]
    assert (known.hashes.dtype, known.rarity.dtype) == (np.int64, np.float32)


def test_the_loss_of_training_falls_as_its_slope_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slope at a point is compared with how the value changes around it."""
    seen: list[Slope] = []

    def minimize(loss: Slope, start: Values, **_: object) -> SimpleNamespace:
        seen.append(loss)
        return SimpleNamespace(x=start)

    monkeypatch.setattr("scipy.optimize.minimize", minimize)
    texts, labels = told()
    # The rare label counts more: its texts are half as many
    model = train(texts[:25], labels[:25])
    shape = (len(model.pieces.hashes) + 1, 3)
    point = np.random.default_rng(153).normal(0, 0.1, shape).ravel()
    value, slope = seen[0](point)
    direction = slope / np.linalg.norm(slope)
    step = 1e-2
    ahead, behind = (seen[0](point + sign * step * direction)[0] for sign in (1, -1))
    assert value > 0
    assert np.isclose((ahead - behind) / (2 * step), np.linalg.norm(slope), rtol=0.01)
    # Of large weights the penalty is the most: it rises with the square of each
    far = np.zeros(shape)
    far[:-1] = 30
    nothing, _ = seen[0](np.zeros_like(point))
    costs, steep = seen[0](far.ravel())
    assert np.allclose(steep.reshape(shape)[:-1].sum(axis=1), 0.1 * 30 * 3, rtol=0.01)
    assert np.isclose(costs - nothing, 0.05 * (far**2).sum(), rtol=0.01)
    # At nought all labels are alike: the slope of an offset is how often it is said too much
    value, slope = seen[0](np.zeros_like(point))
    assert np.isclose(value, 25 * np.log(3), rtol=1e-3)
    counts = np.array([10, 10, 5]) ** 0.5
    shares = counts * 25 / counts.sum()
    assert np.allclose(slope[-3:], (25 / 3 - shares)[np.argsort(["su", "park", "yol"])], atol=1e-3)


def test_a_text_of_no_known_piece_has_none() -> None:
    known = Pieces(np.array([5]), np.ones(1, np.float32))
    places, values = known.read({4: 1, 9: 2})
    assert (len(places), len(values)) == (0, 0)


def test_programs_that_propose_run_without_scipy() -> None:
    script = """
import sys, django
django.setup()
from alo153.suggestions import actions, queries, report
assert "scipy" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], check=True)
