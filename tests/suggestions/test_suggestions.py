"""From the city's cases to proposals, and what is kept of a person's choice."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import cast
from tests.parts.events.consuming import consume
from tests.suggestions import learned

from alo153.cases import actions as case_actions
from alo153.core import events
from alo153.core.clock import now
from alo153.core.history.consumers.actions import replay
from alo153.suggestions import queries
from alo153.suggestions.events import CaseTopicChosen
from alo153.suggestions.models import LearnedModel, TopicChoice

pytestmark = pytest.mark.django_db


def test_before_anything_was_learned_nothing_is_proposed() -> None:
    assert queries.propose("Musluktan su akmıyor, sular kesik") is None
    cast.open_case(proposals_seen=True)
    consume()
    assert not TopicChoice.objects.exists()


def test_three_topics_and_their_units_are_proposed() -> None:
    learned.model()
    found = queries.propose("Mahallede sular kesik, musluktan su akmıyor")
    assert found is not None
    assert found.speaks
    first = found.proposals[0]
    assert (first.topic.slug, first.unit) == ("su-kesintisi", cast.unit("isu"))
    assert len(found.proposals) == 3
    assert 0.9 < sum(each.confidence for each in found.proposals) <= 1.001


def test_a_word_or_two_say_too_little() -> None:
    learned.model()
    assert queries.propose("su yok") is None


def test_it_is_silent_about_what_it_is_not_sure_of() -> None:
    model = learned.model()
    LearnedModel.objects.filter(pk=model.pk).update(threshold=2)
    found = queries.propose("Mahallede sular kesik, musluktan su akmıyor")
    assert found is not None
    assert not found.speaks


def test_a_proposal_costs_few_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    learned.model()
    queries.propose("Mahallede sular kesik, musluktan su akmıyor")
    with django_assert_max_num_queries(12):
        queries.propose("Ağaçların dalları uzadı, budanmasını istiyoruz")


def test_what_the_person_chose_is_kept_beside_the_proposals() -> None:
    model = learned.model()
    case = cast.open_case("Ağaçların dalları uzadı, budanmasını istiyoruz", proposals_seen=True)
    consume()
    choice = TopicChoice.objects.get(case=case)
    assert (choice.model, choice.rank, choice.shown) == (model, 1, True)
    assert choice.proposals[0]["unit"] == case.unit.slug
    event = events.history(case).get(name="case.topic_chosen")
    assert events.read(event, CaseTopicChosen) == CaseTopicChosen(
        model=model.pk, shown=True, rank=1
    )
    assert (event.actor, event.at) == (cast.actor("elif"), case.opened_at)


def test_choices_are_kept_once_however_often_they_come() -> None:
    learned.model()
    cast.open_case("Ağaçların dalları uzadı, budanmasını istiyoruz", proposals_seen=True)
    cast.open_case("Ağaçların dalları uzadı, budanmasını istiyoruz")  # nobody chose its topic
    consume()
    replay(consumer="suggestions.choices", after=0)
    consume()
    assert TopicChoice.objects.count() == 1


def test_another_topic_than_proposed_is_kept_too() -> None:
    learned.model()
    case = cast.open_case(
        "Ağaçların dalları uzadı, budanmasını istiyoruz",
        about="kazi-sonrasi-yol",
        proposals_seen=True,
    )
    consume()
    choice = TopicChoice.objects.get(case=case)
    assert (choice.rank, choice.chosen.slug) == (None, "kazi-sonrasi-yol")


def test_too_few_cases_teach_nothing() -> None:
    cast.open_case()
    with pytest.raises(CommandError, match=r"^0 cases are too few: at least 200"):
        call_command("train_suggestions")


def test_one_command_learns_and_says_how_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "examples", learned.examples)
    said = StringIO()
    call_command("train_suggestions", stdout=said)
    model = LearnedModel.objects.get()
    assert f"Model {model.pk} of 225 cases, 3 topics:" in said.getvalue()
    assert model.measures["accuracy"] > 0.95


@pytest.mark.parametrize("precision", [0, 1.5])
def test_a_share_that_is_none_is_refused(precision: float) -> None:
    with pytest.raises(CommandError, match="share between 0 and 1"):
        call_command("train_suggestions", precision=precision)


def test_cases_a_unit_gave_back_and_rare_topics_are_not_learned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:

    monkeypatch.setattr(queries, "FEWEST_CASES", 2)
    kept = [cast.open_case(f"Dal {number} kırık") for number in range(2)]
    cast.open_case("Yol çöktü", about="kazi-sonrasi-yol")
    doubtful = cast.open_case("Belki bizim değil")
    case_actions.return_not_ours(
        case=doubtful, reason="Yol bizim değil", by=cast.staff("selin"), at=now()
    )
    assert {text for text, _ in queries.examples()} == {case.text for case in kept}


def test_a_file_is_measured_and_nothing_kept(tmp_path: Path) -> None:
    file = tmp_path / "said.csv"
    with file.open("w", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerows([("unit", "text"), *((topic, said) for said, topic in learned.examples())])
    said = StringIO()
    call_command("evaluate_suggestions", csv=file, deals=2, stdout=said)
    assert "dealt 2 times:\n  accuracy          1.0000 ± 0.0000" in said.getvalue()
    assert "225 texts, 3 labels, each text by itself:" in said.getvalue()
    assert "almost equal texts together" in said.getvalue()
    assert not LearnedModel.objects.exists()


def test_a_file_that_is_wrong_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: No such file"):
        call_command("evaluate_suggestions", csv=tmp_path / "none.csv")
    (tmp_path / "other.csv").write_text("birim,metin\nPark,Dal\n")
    with pytest.raises(CommandError, match="has no column 'text'"):
        call_command("evaluate_suggestions", csv=tmp_path / "other.csv")
    with pytest.raises(CommandError, match="nothing to learn from"):
        call_command("evaluate_suggestions")
    (tmp_path / "one.csv").write_text("unit,text\nPark,Dal\n")
    with pytest.raises(CommandError, match="give 1 or more"):
        call_command("evaluate_suggestions", csv=tmp_path / "one.csv", deals=0)


@pytest.mark.parametrize("command", ["train_suggestions", "evaluate_suggestions"])
def test_training_without_scipy_says_what_to_install(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alo153.suggestions.learning.training.find_spec", lambda _: None)
    with pytest.raises(CommandError, match="the extra training"):
        call_command(command)
