"""The city's own answers are found by a citizen's words, and what is missing is seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests import cast

from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.payloads import dimensions_of
from alo153.core.text import fold
from alo153.knowledge.articles import actions, matching, queries
from alo153.knowledge.articles.actions import counting
from alo153.knowledge.articles.masking import BLANK, Vocabulary, masked
from alo153.knowledge.articles.queries import Figures
from alo153.knowledge.models import Article, ArticleText, ArticleUse, UnansweredQuestion

DAY = timedelta(days=1)
KARTAL = "kartala-nasil-giderim"


@pytest.fixture
def loaded(db: None) -> None:
    call_command("load_answers")


def asked(text: str, language: str = "tr") -> list[str]:
    found = queries.search(text, language=language, at=cast.AT)
    return [each.article.slug for each in found]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Kartal'a nasıl giderim?", KARTAL),
        ("KARTALA NASIL GIDERIM", KARTAL),
        ("kratal nerede", KARTAL),
        ("kratala nasıl gidrim", KARTAL),
        ("How can I get to Kartal", KARTAL),
        ("su numarasi kac", "su-arizasi"),
        ("sular ne zaman gelecek", "su-arizasi"),
        ("Son otobüs kaçta?", "otobus-saatleri"),
        ("mezarlikta babamin mezarini ariyorum mezar yerini bulamadim", "mezar-yeri-sorgulama"),
        ("çalşma saatleri", "iletisim-merkezi-saatleri"),
        ("başvurumdan haber yok, başvurum ne oldu", "basvurum-ne-durumda"),
        ("dayım vefat etti", "cenaze"),
    ],
)
def test_a_question_finds_its_answer_as_it_is_typed(words: str, slug: str) -> None:
    assert asked(words)[:1] == [slug]


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "words",
    [
        "",
        "???",
        "nasıl",
        "Sokağımızda büyük bir çukur var, araçlar zarar görüyor",
        "Yahya Kaptan'da kaldırım taşları yerinden çıkmış ve yürüyemiyoruz",
        "ağaç devrildi",
        "' OR 1=1; --",
        "🙂🙂",
    ],
)
def test_what_it_does_not_answer_finds_nothing(words: str) -> None:
    assert asked(words) == []


@pytest.mark.usefixtures("loaded")
def test_it_is_shown_in_the_language_of_the_page_and_else_in_the_citys() -> None:
    [turkish] = queries.search("kartal", language="tr", at=cast.AT)
    [english] = queries.search("kartal", language="en", at=cast.AT)
    [other] = queries.search("kartal", language="ar", at=cast.AT)
    assert (turkish.language, english.language, other.language) == ("tr", "en", "tr")
    assert english.question == "How do I get to Kartal?"


@pytest.mark.usefixtures("loaded")
def test_it_costs_three_queries_and_five_where_a_word_is_misspelled(
    django_assert_num_queries: Any,
) -> None:
    cast.at_hand()
    asked("kartal")  # what providers say is at hand, too
    with django_assert_num_queries(3):
        assert asked("kartal")
    with django_assert_num_queries(5):
        assert asked("kratal")


@pytest.mark.usefixtures("loaded")
def test_it_holds_from_its_first_day_to_its_last() -> None:
    today = cast.AT.date()
    Article.objects.filter(slug=KARTAL).update(valid_from=today, valid_until=today)
    days = (cast.AT - DAY, cast.AT, cast.AT + DAY)
    found = [bool(queries.search("kartal", language="tr", at=at)) for at in days]
    assert found == [False, True, False]


@pytest.mark.usefixtures("loaded")
def test_helped_is_information_given_without_a_person_and_without_a_case() -> None:
    article = Article.objects.get(slug=KARTAL)
    actions.note_helped(article=article, channel=Channel.WEB, at=cast.AT)
    contact = Interaction.objects.get()
    assert (contact.channel, contact.disposition) == ("web", "information")
    assert (contact.topic, contact.agent, contact.citizen) == (article.topic, None, None)
    assert (contact.address, contact.note, Case.objects.count()) == ("", "", 0)
    [event] = events.history(article)
    assert (event.name, event.data["channel"]) == ("article.helped", "web")
    assert dimensions_of(event.data).topic == article.topic_id


@pytest.mark.usefixtures("loaded")
def test_figures_say_how_often_it_helped_and_how_often_nothing_was_found() -> None:
    article = Article.objects.get(slug=KARTAL)
    for at in (cast.AT, cast.AT, cast.AT - 40 * DAY):
        actions.note_shown(articles=[article], channel=Channel.WEB, at=at)
    actions.note_shown(articles=[article], channel=Channel.CHAT, at=cast.AT)
    actions.note_helped(article=article, channel=Channel.WEB, at=cast.AT)
    actions.note_went_on(articles=[article], channel=Channel.CHAT, at=cast.AT)
    actions.note_unanswered(text="Nikâh salonu kirası", at=cast.AT)
    question = "Kartal'a nasıl giderim?"
    assert queries.figures(language="tr", at=cast.AT) == [
        Figures(article, question, shown=3, helped=1, went_on=1),
        Figures(None, "", shown=1, helped=0, went_on=0),
    ]
    # One row a day and channel, however often
    assert ArticleUse.objects.filter(article=article).count() == 3


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("note", [actions.note_shown, actions.note_went_on])
def test_two_citizens_count_in_one_order_and_never_wait_for_each_other(
    note: Any,
) -> None:
    articles = list(Article.objects.order_by("pk")[:3])
    orders = []
    for offered in (articles, articles[::-1]):
        with CaptureQueriesContext(connection) as ran:
            note(articles=offered, channel=Channel.WEB, at=cast.AT)
        counted = [each["sql"] for each in ran if each["sql"].startswith("UPDATE")]
        orders.append(counted)
    assert orders[0] == orders[1]
    assert len(orders[0]) == 3


@pytest.mark.django_db
def test_the_same_question_is_one_line_and_the_list_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "MOST_QUESTIONS", 3)
    for text in ("Nikâh salonu", "NIKAH SALONU", "balık hali", "sera desteği", "halı saha"):
        actions.note_unanswered(text=text, at=cast.AT)
    left = [(each.text, each.asked) for each in queries.unanswered()]
    assert len(left) == 3
    assert ("halı saha", 1) in left
    actions.forget_questions(at=cast.AT + 91 * DAY)
    assert not UnansweredQuestion.objects.exists()


@pytest.mark.django_db
def test_a_question_off_the_list_is_written_down_without_its_words() -> None:
    actions.note_unanswered(text="Nikâh salonu", at=cast.AT)
    question = UnansweredQuestion.objects.get()
    for _ in range(2):
        actions.settle_question(question=question, by=cast.staff("hakan"), at=cast.AT)
    assert not UnansweredQuestion.objects.exists()
    [event] = events.history(question)
    assert (event.name, "Nikâh" in str(event.data)) == ("question.settled", False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("AHMET YILMAZ KAPIMA ÇÖP BIRAKIYOR", "… ÇÖP BIRAKIYOR"),
        ("ahmet yılmaz komşum gürültü yapıyor", "… gürültü yapıyor"),
        ("karım Ayşe hamile", "…"),
        ("Fatih Mahallesi Gül Sokak No 5 Daire 3", "… Daire …"),
        ("selim ve YASİN su istiyor", "… ve … su …"),
        ("komşum Can su istiyor", "… su …"),
        ("komşum Mehmet Ali'nin suyu", "… suyu"),
        ("0532 000 01 01 fatura", "… fatura"),
        ("Beni +90 (532) 000-01-01 arayın su yok", "… su yok"),
        ("su 10000000146", "su …"),
        ("ayse.isik@example.org su yok", "… su yok"),
        ("www.ornek.org/su su yok", "… su yok"),
        ("41 AB 1234 su yok", "… su yok"),
        ("ben Ayşe Işık, su faturası", "ben … su faturası"),
        ("komşum Ayşe Işık için su", "… için su"),
        ("Yahya Kaptan pazarı hangi gün", "Yahya Kaptan pazarı hangi …"),
        ("Yahya pazarı", "… pazarı"),
        ("fatih su istiyor", "… su …"),
        ("su istiyor fatih", "su …"),
        ("İzmit'te Nikâh salonu", "İzmit Nikâh salonu"),
    ],
)
@pytest.mark.usefixtures("loaded")
def test_only_words_of_the_city_are_kept(text: str, kept: str) -> None:
    assert masked(text, known=queries.vocabulary()) == kept


@pytest.mark.usefixtures("loaded")
def test_a_question_without_a_word_of_the_city_is_counted_and_not_kept() -> None:
    actions.note_unanswered(text="karım Ayşe hamile", at=cast.AT)
    assert not UnansweredQuestion.objects.exists()
    assert ArticleUse.objects.get().shown == 1


@given(st.text(max_size=600))
def test_whatever_is_typed_nothing_but_known_words_is_shown(text: str) -> None:
    known = Vocabulary.of(["su faturası", "a ı i s 0 é"], language="tr")
    shown = masked(text, known=known)
    assert len(shown) <= 120
    assert all(known.has(fold(word)) or word == BLANK for word in shown.split())
    assert not any(letter.isdigit() for letter in shown)


@given(st.text(max_size=600), st.sampled_from(["tr", "en", "de"]))
def test_whatever_is_typed_has_few_words_with_roots(text: str, language: str) -> None:
    words = matching.asked_words(text, language)
    assert len(words) <= matching.MOST_WORDS
    assert all(matching.root(word, language) for word in words)


def test_stored_roots_of_a_turkish_city_stay_as_they_are() -> None:
    words = ["kartala", "sokaklar", "duraktan", "saatleri", "tracking", "buses"]
    roots = ["kar", "sokag", "durag", "saad", "trackink", "buse"]
    assert [matching.root(word, "tr") for word in words] == roots


@pytest.mark.parametrize(
    "forms",
    ["city cities", "library libraries", "drip drips dripping dripped", "address addresses"],
)
def test_forms_of_an_english_word_have_one_root_in_an_english_city(forms: str) -> None:
    assert len({matching.root(word, "en") for word in forms.split()}) == 1


ONE = """
[[answer]]
slug = "bir"
topic = "nasil-giderim"
[answer.words.tr]
question = "Bir soru"
answer = "Bir yanıt."
"""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("nasil-giderim", "nasil-giderm"), 'Did you mean "nasil-giderim"?'),
        (('slug = "bir"', 'slug = "Bir"'), "Use small letters"),
        (("answer.words.tr", "answer.words.en"), 'no text in the language of the city, "tr"'),
        (('slug = "bir"', 'slug = "bir"\nvalid_from = "yarın"'), "is no day"),
        (
            ('slug = "bir"', 'slug = "bir"\nvalid_from = 2026-12-02\nvalid_until = 2026-12-01'),
            "is before valid_from",
        ),
        (('slug = "bir"', 'slug = "bir"\nlink = "javascript:alert(1)"'), "Begin it with https://"),
        (('slug = "bir"', 'slug = "bir"\nphone = "yok"'), "as it is dialed"),
        (('answer = "Bir yanıt."', 'anser = "Bir yanıt."'), 'Did you mean "answer"?'),
        (('slug = "bir"', 'slug = "bir"\nunit = "yokbirim"'), "is not known"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_remedy(
    tmp_path: Path, settings: Any, change: tuple[str, str], said: str
) -> None:
    folder = tmp_path / "kocaeli"
    folder.mkdir()
    (folder / "answers.toml").write_text(ONE.replace(*change), "utf-8")
    settings.CITIES_DIR = tmp_path
    with pytest.raises(CommandError, match=r"answers.toml:\d+") as refused:
        call_command("load_answers")
    assert said in str(refused.value)
    assert not Article.objects.exists()


@pytest.mark.usefixtures("loaded")
def test_what_the_file_names_no_more_is_retired_and_comes_back(
    tmp_path: Path, settings: Any
) -> None:
    before = settings.CITIES_DIR
    folder = tmp_path / "kocaeli"
    folder.mkdir()
    (folder / "answers.toml").write_text(ONE, "utf-8")
    settings.CITIES_DIR = tmp_path
    call_command("load_answers")
    assert (asked("bir soru"), asked("kartal")) == (["bir"], [])
    settings.CITIES_DIR = before
    call_command("load_answers")
    assert (asked("bir soru"), asked("kartal")) == ([], [KARTAL])


@pytest.mark.usefixtures("harborview")
def test_the_second_city_answers_in_its_language(settings: Any) -> None:
    settings.CITY = "harborview"
    call_command("load_answers")
    assert asked("When is city hall open?", "en")[:1] == ["opening-hours"]
    assert asked("garbige day", "en")[:1] == ["pickup-days"]
    assert asked("tracked requests", "en")[:1] == ["track-request"]
    assert asked("TRASH PICKUPS", "en")[:1] == ["pickup-days"]
    assert len(queries.listed(language="en", at=cast.AT)) == 10


@pytest.mark.usefixtures("harborview")
def test_an_article_of_the_page_is_indexed_again_when_the_file_is_loaded(settings: Any) -> None:
    settings.CITY = "harborview"
    call_command("load_answers")
    Article.objects.filter(slug="track-request").update(edited_at=cast.AT)
    # As a release left it that knew Turkish endings alone
    ArticleText.objects.filter(article__slug="track-request").update(
        phrases=[["trackink", "cod"]], keys=["track", "cod"]
    )
    assert asked("tracked requests", "en") == []
    call_command("load_answers")
    assert asked("tracked requests", "en")[:1] == ["track-request"]
