"""Words a person must look at: what is heard, and what only sounds alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast

from alo153.city.rules.alarms import Alarm, Watch, alarms_of, heard, is_phrase, watch
from alo153.core.text import fold

KOCAELI = tuple(
    watch(Alarm(slug=a.slug, name=a.name, phrases=a.phrases, harmless=a.harmless), "tr")
    for a in cast.pack().alarms
)
HARBORVIEW = tuple(
    watch(Alarm(slug=a.slug, name=a.name, phrases=a.phrases, harmless=a.harmless), "en")
    for a in cast.pack("harborview").alarms
)


def slugs(text: str, watches: tuple[Watch, ...] = KOCAELI) -> list[str]:
    """Return what is heard in a text."""
    return [alarm.slug for alarm in heard(text, watches)]


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("Apartmanda gaz kokusu var.", "gaz"),
        ("apartmanda gaz kokuyor çok korkuyoruz", "gaz"),
        ("BODRUMDA DOĞALGAZ KOKUSU DEĞİL AMA GAZ KOKUSU GELİYOR", "gaz"),
        ("gaz gibi bir şey kokuyor", "gaz"),
        ("Dün geceden beri gaz kokusundan duramıyoruz", "gaz"),
        ("gaz sizintisi olabilir", "gaz"),
        ("Ormanda YANGIN çıktı", "yangin"),
        ("ormanda yangin var", "yangin"),
        ("Yangınları kim söndürecek, tepe alev aldı", "yangin"),
        ("Yangın merdiveni kapalıyken üst katta yangın çıktı", "yangin"),
        ("Cadde ortasında yol çöktü", "cokme"),
        ("İşçiler göçük altında kaldı", "cokme"),
        ("Fırtınada elektrik teli koptu, kaldırımda duruyor", "elektrik"),
        ("elektrik telleri fırtınada kopmuş", "elektrik"),
        ("Direkten elektrik çarpıyor", "elektrik"),
        ("Sokağın başındaki rögar kapağı çalınmış", "kapak"),
        ("Artık yaşamak istemiyorum", "intihar"),
        ("komşum intihar edeceğini söylüyor", "intihar"),
        ("Çocuğumuz iki saattir kayıp", "kayip"),
        ("COCUK KAYBOLDU pazar yerinde", "kayip"),
        ("oğlum okuldan çıktı kayboldu", "kayip"),
        ("Alt katta kadın şiddet görüyor", "siddet"),
        ("Parkta kızları taciz eden biri var", "siddet"),
        ("Otoparkçı beni tehdit etti", "tehdit"),
        ("ölümle tehdit ediliyorum", "tehdit"),
        ("Kazada yaralı var", "saglik"),
        ("aile mantardan zehirlenmiş", "saglik"),
        ("Sitede asansörde kaldık", "saglik"),
        ("Köpekler okula giden çocuğa saldırdı", "hayvan"),
        ("Oğlumu köpek ısırdı", "hayvan"),
        ("Çukura bakan bina yanıyor", "yangin"),
    ],
)
def test_an_alarm_is_heard_in_whatever_form(text: str, alarm: str) -> None:
    assert alarm in slugs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yangın merdiveninin kapısı kilitli",
        "Yangın tüplerinin tarihi geçmiş",
        "yangin alarmi bakımı ne zaman",
        "Doğal gaz faturam çok yüksek geldi. Çöp kutusu da kokuyor.",
        "Gazi Mahallesi'nde çöpler her gün sokağın başında kokuyor",
        "Egzoz gazı kokusu yüzünden cam açamıyoruz",
        "Fabrikanın bacasından duman çıkıyor",
        "Şiddetli yağmurda cadde göle döndü",
        "Otobüste kartımı kaybettim, kayıp eşya bürosu nerede",
        "Kayıp kaçak bedeli nedir",
        "İnternet kablosu koptu",
        "Bahçenin tel örgüsü koptu",
        "Yankesiciler var, ışıklandırma yetersiz",
        "Kaldırımdaki yaralı kediyi kim alır",
        "Kuduz aşısı nerede yapılıyor",
        "Parkın ışıkları yanmıyor, araç da park edilmiyor",
        "Binanın yan tarafına mama döküyorlar",
        "Spor salonunda top sesi çok yankı yapıyor",
        "Her gün su kesintisi yaşamak istemiyorum",
        "Çöpler halk sağlığını tehdit ediyor",
        "Parka iki tel çekilmiş, köpekler için alan yok",
        "Sahipsiz köpekler havlıyor",
        "Apartmanda gaz kokmuyor artık, teşekkürler",
        "Su kesintisi ne zaman bitecek",
        "Ağacın dalları sokak lambasını kapatıyor",
        "Rögar kapağı ses yapıyor",
        "Yol çok bozuk, çukurlar dolu",
        "Asansörde ücret ödemek istemiyorum",
        "Teşekkür ederim, ekipler çok ilgiliydi",
    ],
)
def test_what_only_sounds_alike_is_no_alarm(text: str) -> None:
    assert slugs(text) == []


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("The gas main is leaking", "gas"),
        ("I smelled gas on Pier Street", "gas"),
        ("There were fires behind the school", "fire"),
        ("The power lines are down", "wire"),
        ("He has threatened to kill you and me", "harm"),
    ],
)
def test_an_english_city_hears_english_forms(text: str, alarm: str) -> None:
    assert alarm in slugs(text, HARBORVIEW)


@pytest.mark.parametrize("text", ["The gas league meets on Monday", "My firewood is wet"])
def test_an_english_city_does_not_cut_turkish_endings(text: str) -> None:
    assert slugs(text, HARBORVIEW) == []


def test_a_phrase_does_not_reach_into_the_next_sentence() -> None:
    gas = (watch(Alarm(slug="gas", name="", phrases=("gaz kokuyor",)), "tr"),)
    assert slugs("Gaz borum eskidi. Kokuyor çöpler.", gas) == []
    assert slugs("Gaz var mı bilmem ama çok kötü kokuyor", gas) == []
    assert slugs("gaz, çok fena kokuyor", gas) == ["gas"]


def test_a_star_takes_every_word_that_begins_so() -> None:
    ill = (watch(Alarm(slug="ill", name="", phrases=("zehirlen*",)), "tr"),)
    assert slugs("zehirlenmişler", ill) == ["ill"]
    assert slugs("zehir gibi acı", ill) == []


@pytest.mark.parametrize("text", ["", "  ", "gaz, koku", "*", "gaz*koku", "gaz-koku"])
def test_what_cannot_be_listened_for(text: str) -> None:
    assert not is_phrase(text)


@pytest.mark.parametrize("city", ["kocaeli", "harborview"])
def test_every_phrase_of_every_city_raises_its_alarm(city: str) -> None:
    pack = cast.pack(city)
    for line in pack.alarms:
        own = (
            watch(Alarm(slug=line.slug, name=line.name, phrases=line.phrases), pack.city.language),
        )
        for phrase in line.phrases:
            text = phrase.replace("*", "di")
            for form in (text, text.upper(), fold(text), f"Bugün {text} vardı."):
                assert slugs(form, own) == [line.slug], form


@pytest.mark.parametrize("city", ["kocaeli", "harborview"])
def test_what_is_harmless_excuses_at_least_itself(city: str) -> None:
    pack = cast.pack(city)
    for line in pack.alarms:
        every = watch(
            Alarm(slug=line.slug, name=line.name, phrases=line.phrases, harmless=line.harmless),
            pack.city.language,
        )
        for phrase in line.harmless:
            assert slugs(phrase, (every,)) == [], phrase


ODD = st.text(alphabet="gazkokuyoriçÇİIıŞş .!?\n*0", max_size=80)


@given(before=ODD, after=ODD)
def test_what_stands_around_an_alarm_does_not_hide_it(before: str, after: str) -> None:
    assert "gaz" in slugs(f"{before} . gaz kokusu . {after}")


@given(ODD)
def test_any_text_can_be_listened_to(text: str) -> None:
    assert slugs(text) in ([], ["gaz"])


def test_the_city_holds_its_alarms() -> None:
    data = [{"slug": "a", "name": "A", "phrases": ["b"], "harmless": [], "say": "", "call": "112"}]
    (only,) = alarms_of(data, "tr")
    assert only.alarm.call == "112"
    assert slugs("b", (only,)) == ["a"]
