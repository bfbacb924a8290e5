"""Languages of texts. All sentences were written for these tests."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylingual.detect import Detection, available, detect, detect_blocks

SENTENCES = {
    "ar": "قال رئيس البلدية إن الجسر الجديد سيفتح أمام السيارات قبل نهاية الشهر المقبل بعد انتهاء أعمال الصيانة.",
    "bg": "Кметът съобщи, че новият мост ще бъде отворен за автомобили преди края на следващия месец.",
    "ca": "L'alcaldessa va dir que el nou pont s'obrirà al trànsit abans de final de mes, quan acabin les obres.",
    "cs": "Starostka uvedla, že nový most se pro auta otevře ještě před koncem příštího měsíce, až skončí opravy.",
    "da": "Borgmesteren siger, at den nye bro åbner for biler inden udgangen af næste måned, når arbejdet er færdigt.",
    "de": "Die Bürgermeisterin sagte, die neue Brücke werde noch vor Ende des nächsten Monats für Autos geöffnet.",
    "el": "Η δήμαρχος είπε ότι η νέα γέφυρα θα ανοίξει για τα αυτοκίνητα πριν από το τέλος του επόμενου μήνα.",
    "en": "The mayor said the new bridge will open to cars before the end of next month, once the repairs are done.",
    "es": "La alcaldesa dijo que el nuevo puente se abrirá a los coches antes de que termine el mes que viene.",
    "et": "Linnapea sõnul avatakse uus sild autodele enne järgmise kuu lõppu, kui remonditööd on lõppenud.",
    "fa": "شهردار گفت پل تازه پیش از پایان ماه آینده و پس از پایان کار تعمیر به روی خودروها باز می‌شود.",
    "fi": "Pormestarin mukaan uusi silta avataan autoille ennen ensi kuun loppua, kun korjaustyöt ovat valmiit.",
    "fr": "La maire a déclaré que le nouveau pont serait ouvert aux voitures avant la fin du mois prochain.",
    "he": "ראש העיר אמרה שהגשר החדש ייפתח למכוניות לפני סוף החודש הבא, לאחר שיסתיימו עבודות השיפוץ.",
    "hi": "महापौर ने कहा कि मरम्मत का काम पूरा होने के बाद नया पुल अगले महीने के अंत से पहले गाड़ियों के लिए खुल जाएगा।",
    "hr": "Gradonačelnica je rekla da će novi most biti otvoren za automobile prije kraja sljedećeg mjeseca, tijekom tjedna.",
    "hu": "A polgármester azt mondta, hogy az új hidat még a jövő hónap vége előtt megnyitják az autók előtt.",
    "id": "Wali kota mengatakan bahwa jembatan baru akan dibuka untuk mobil sebelum akhir bulan depan setelah diperbaiki.",
    "it": "La sindaca ha detto che il nuovo ponte sarà aperto alle auto prima della fine del mese prossimo.",
    "ja": "市長は、新しい橋は修理が終わり次第、来月末までに車が通れるようになると話した。",
    "ko": "시장은 보수 공사가 끝나는 대로 다음 달 말까지 새 다리를 자동차에 개방하겠다고 밝혔다.",
    "lt": "Merė sakė, kad naujasis tiltas automobiliams bus atidarytas iki kito mėnesio pabaigos, baigus remontą.",
    "lv": "Mēre teica, ka jauno tiltu automašīnām atvērs līdz nākamā mēneša beigām, kad būs pabeigti remontdarbi.",
    "nb": "Ordføreren sier at den nye broen åpner for biler før utgangen av neste måned, når arbeidet er ferdig.",
    "nl": "De burgemeester zei dat de nieuwe brug voor het einde van de volgende maand voor auto's opengaat.",
    "pl": "Burmistrz powiedziała, że nowy most zostanie otwarty dla samochodów przed końcem przyszłego miesiąca.",
    "pt": "A prefeita disse que a nova ponte será aberta aos carros antes do fim do próximo mês, depois das obras.",
    "ro": "Primarul a spus că noul pod va fi deschis pentru mașini înainte de sfârșitul lunii viitoare.",
    "ru": "Мэр сообщила, что новый мост откроют для машин до конца следующего месяца, когда закончится ремонт.",
    "sk": "Primátorka povedala, že nový most sa pre autá otvorí ešte pred koncom budúceho mesiaca.",
    "sl": "Županja je povedala, da bodo novi most za avtomobile odprli pred koncem prihodnjega meseca.",
    "sv": "Borgmästaren säger att den nya bron öppnar för bilar före slutet av nästa månad, när arbetet är klart.",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานใหม่จะเปิดให้รถยนต์ผ่านได้ก่อนสิ้นเดือนหน้าหลังจากซ่อมแซมเสร็จ",
    "tl": "Sinabi ng alkalde na bubuksan ang bagong tulay para sa mga sasakyan bago matapos ang susunod na buwan.",
    "tr": "Belediye başkanı, yeni köprünün onarım bittikten sonra gelecek ayın sonundan önce araçlara açılacağını söyledi.",
    "uk": "Міська голова повідомила, що новий міст відкриють для машин до кінця наступного місяця, коли завершать ремонт.",
    "vi": "Thị trưởng cho biết cây cầu mới sẽ mở cửa cho xe hơi trước cuối tháng tới sau khi sửa chữa xong.",
    "zh": "市长说，新桥维修结束后将在下个月底之前对汽车开放，届时市中心的交通会更加顺畅。",
    "zh_Hant": "市長說，新橋維修結束後將在下個月底之前對汽車開放，屆時市中心的交通會更加順暢。",
}

# Languages without a profile: each of two sentences of news.
UNKNOWN = {
    "az": "Şəhər meri bildirib ki, yeni körpü gələn ayın sonuna qədər açılacaq. Bu, çox vacib bir layihədir.",
    "be": "Мэр паведаміла, што новы мост адкрыюць для машын да канца наступнага месяца. Гэта вельмі важны праект.",
    "bs": "Gradonačelnica je saopćila da će novi most biti otvoren tokom sedmice. Vrijednost radova je tri miliona.",
    "eo": "La urbestrino diris, ke la nova ponto estos malfermita antaŭ la fino de la monato. Ĝi estas tre grava, kaj "
    "ĉiuj ĝojas.",
    "eu": "Alkateak esan du zubi berria datorren hilaren amaiera baino lehen irekiko dutela. Lanak ia bukatuta daude, "
    "eta herritarrak pozik dira.",
    "ga": "Dúirt an méara go mbeidh an droichead nua ar oscailt roimh dheireadh na míosa. Tá an obair beagnach "
    "críochnaithe agus bhí áthas ar na daoine.",
    "gl": "A alcaldesa dixo que a nova ponte abrirá antes do final do mes. A xente do concello agarda unha festa.",
    "is": "Borgarstjórinn sagði að nýja brúin yrði opnuð fyrir lok næsta mánaðar. Það er mjög mikilvægt verkefni.",
    "ky": "Шаар башчысы жаңы көпүрө кийинки айдын аягына чейин ачыларын билдирди. Бул абдан маанилүү долбоор.",
    "ms": "Datuk bandar berkata jambatan baharu akan dibuka selepas kerja pembaikan siap. Kos projek itu sepuluh "
    "peratus lebih rendah kerana bahan tempatan.",
    "mt": "Is-sindku qal li l-pont il-ġdid se jinfetaħ qabel tmiem ix-xahar id-dieħel. Ix-xogħol kważi lest.",
    "sr": "Градоначелница је рекла да ће нови мост бити отворен пре краја следећег месеца. Радови су готово завршени.",
    "sr_Latn": "Gradonačelnica je rekla da će novi most biti otvoren pre kraja sledećeg meseca. Uvek je gužva u centru.",
    "ka": "მერმა განაცხადა, რომ ახალი ხიდი მომავალი თვის ბოლომდე გაიხსნება.",
    "hy": "Քաղաքապետն ասաց, որ նոր կամուրջը կբացվի մինչև հաջորդ ամսվա վերջը։",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_sentence_is_decided(language: str) -> None:
    found = detect(SENTENCES[language])
    assert (found.language, found.decided, found.reason, found.looks_like) == (language, True, "", "")
    assert 0.95 <= found.confidence <= 1


@pytest.mark.parametrize(
    "language", sorted(set(SENTENCES) - {"ar", "fa", "he", "hi", "ja", "ko", "th", "zh", "zh_Hant"})
)
def test_capitals_do_not_matter(language: str) -> None:
    text = SENTENCES[language]
    capitals = text.replace("i", "İ").upper() if language == "tr" else text.upper()
    assert detect(capitals).language == language


@pytest.mark.parametrize("language", SENTENCES)
def test_markup_and_decomposed_letters_do_not_matter(language: str) -> None:
    page = (
        "<head><title>Breaking News Live</title></head><style>p { margin: 0 }</style>"
        f'<p class="lead" title="the story of the day">{unicodedata.normalize("NFD", SENTENCES[language])}</p>'
        "<script>window.dataLayer = window.dataLayer || [];</script><!-- end of the story -->"
    )
    assert detect(page).language == language


def test_entities_are_read() -> None:
    text = (
        "A pr&oacute;xima sess&atilde;o da c&acirc;mara ser&aacute; na ter&ccedil;a&#8209;feira, &agrave;s dez horas."
    )
    assert detect(text).language == "pt"


def test_page_furniture_is_left_out() -> None:
    page = [
        "By Ann Example and Bob Sample, Example News Agency",
        "Published: Friday, 3 May 2024 09:15 GMT | Updated 2 hours ago",
        "https://news.example/politics/2024/05/03/top-stories-of-the-day",
        SENTENCES["fi"],
        "Follow us on social media @examplenews #breaking #politics #today",
        "Read more: Ten Things You Should Know About the Election This Weekend",
        "© 2024 Example News Group Ltd. All rights reserved. Terms and conditions apply to every use of this page.",
    ]
    assert detect("\n\n".join(page)).language == "fi"


def test_a_page_of_furniture_alone_is_read_as_it_is() -> None:
    assert detect("Read more\n\n© 2024 Example News").language != "und"


@pytest.mark.parametrize("language", ["ar", "bg", "el", "he", "hi", "ja", "ko", "th", "zh"])
def test_latin_names_do_not_win_over_another_script(language: str) -> None:
    text = SENTENCES[language] + " (Ann Example, Bob Sample, Springfield Tribune, Example Broadcasting)"
    assert detect(text, single_paragraph=True).language == language


def test_names_do_not_win_over_the_words_around_them() -> None:
    text = "Lui lavora con Ann Example, Bob Sample e Charles Springfield del Washington Evening Tribune da molti anni"
    assert detect(text, single_paragraph=True).language == "it"


def test_an_article_that_quotes_another_script_keeps_its_language() -> None:
    text = "\n\n".join([SENTENCES["fr"], SENTENCES["fr"], SENTENCES["ar"], SENTENCES["fr"]])
    assert detect(text).language == "fr"


@pytest.mark.parametrize("language", UNKNOWN)
def test_language_without_profile_is_not_given_another_name(language: str) -> None:
    found = detect(UNKNOWN[language])
    assert not found.decided
    assert found.looks_like == language
    assert found.reason == f"looks like {language}, which cannot be confirmed; use --from {language}"


@pytest.mark.parametrize(
    "text",
    [
        "Gorodskaya administratsiya soobshchila, chto novyy most otkroyut dlya mashin do kontsa sleduyushchego mesyatsa.",
        "I dimarchos eipe oti i nea gefyra tha anoixei gia ta aytokinita prin apo to telos tou epomenou mina.",
        "Miska holova povidomyla, shcho novyy mist vidkryyut dlya mashyn do kintsya nastupnoho misyatsya.",
        "Meya bọdé orin titun kan fún awọn ọmọ ilé-ìwé ní ọjọ́ Ajé tó kọjá, ó sì sọ pé iṣẹ́ náà yóò parí láìpẹ́.",
        "Di Buergermeeschtesch huet gesot, datt déi nei Bréck virum Enn vum nächste Mount fir d'Autoe gëtt opgemaach.",
    ],
    ids=["ru_Latn", "el_Latn", "uk_Latn", "yo", "lb"],
)
def test_text_that_fits_no_profile_is_not_decided(text: str) -> None:
    found = detect(text)
    assert not found.decided
    assert found.reason


def test_names_in_a_foreign_spelling_do_not_make_a_foreign_language() -> None:
    text = SENTENCES["tr"] + " Toplantıya Azerbaycanlı bakan Əli Məmmədov ile İzlandalı Þóra Björnsdóttir da katıldı. "
    assert detect(text + SENTENCES["tr"] * 3).looks_like == ""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hello", "only 5 letters"),
        ("東京", "only 2 letters"),
        ("Example United vs. Sample Rovers", "too few words"),
        ("A" * 5000, "too few words"),
        ("", "no text in a known script"),
        ("3:2, 2024-10-14 €", "no text in a known script"),
        ("https://news.example/ @handle press@news.example", "no text in a known script"),
        ("Det er en god dag i dag for alle her", "da 0."),
    ],
)
def test_short_text_is_not_decided(text: str, reason: str) -> None:
    found = detect(text)
    assert not found.decided
    assert found.reason.startswith(reason)


def test_nothing_to_read_is_undetermined() -> None:
    assert detect("\n\n") == Detection("und", 0.0, False, "no text in a known script")


@pytest.mark.parametrize(
    ("language", "candidate"),
    [("pt", "pt_BR"), ("es", "es-419"), ("zh_Hant", "zh-TW"), ("zh", "zh_CN"), ("zh_Hant", "zh_Hant"), ("nb", "no")],
)
def test_candidates_may_be_locales(language: str, candidate: str) -> None:
    assert detect(SENTENCES[language], candidates=["de", candidate]).decided


@pytest.mark.parametrize(("language", "candidate"), [("af", "nl"), ("zh", "zh_TW"), ("zh_Hant", "zh"), ("es", "pt_BR")])
def test_candidates_never_change_the_answer(language: str, candidate: str) -> None:
    text = {"af": "Die burgemeester het gesê dat die nuwe brug nie voor die einde van die maand oop sal wees nie."}
    found = detect({**SENTENCES, **text}[language], candidates=[candidate])
    assert (found.language, found.decided) == (language, False)
    assert found.reason == f"{language} is not among the candidates {candidate}"


def test_more_confidence_can_be_asked_for() -> None:
    text = "Han har en ny bil og en gammel båt i byen"
    found = detect(text)
    assert detect(text, min_confidence=0.1).decided
    assert not detect(text, min_confidence=1.0).decided
    assert found.confidence == detect(text, min_confidence=0.1).confidence


def test_foreign_blocks_are_found() -> None:
    blocks = [
        SENTENCES["de"],
        SENTENCES["en"],
        "Kurz und gut.",
        "Yes, we can!",
        SENTENCES["ru"],
        UNKNOWN["az"],
        "1, 2, 3",
        "",
    ]
    found = detect_blocks(blocks, "de_AT")
    assert [one and (one.language, one.decided) for one in found[:5]] == [
        None,
        ("en", True),
        None,
        None,
        ("ru", True),
    ]
    assert found[5] is not None
    assert (found[5].looks_like, found[5].decided) == ("az", False)
    assert found[6:] == [None, None]


@pytest.mark.parametrize(("language", "main"), [("zh_Hant", "zh_TW"), ("pt", "pt-BR"), ("nb", "nn"), ("sr", "sr_RS")])
def test_blocks_in_the_main_language_are_not_foreign(language: str, main: str) -> None:
    assert detect_blocks([{**SENTENCES, **UNKNOWN}[language]], main) == [None]


def test_block_in_the_other_chinese_standard_is_foreign() -> None:
    (found,) = detect_blocks([SENTENCES["zh_Hant"]], "zh")
    assert found is not None
    assert found.language == "zh_Hant"


def test_available_languages_are_those_of_the_project() -> None:
    languages = available()
    assert {*SENTENCES, "af", "mk", "ur"} <= set(languages)
    assert not {"no", "zh-cn", "zh-tw", *UNKNOWN} & set(languages)
    assert list(languages) == sorted(languages)


@pytest.mark.parametrize("value", [None, b"bytes", 3])
def test_what_is_not_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="must be str"):
        detect(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be str"):
        detect_blocks([value], "en")  # type: ignore[list-item]


@pytest.mark.parametrize(
    "text",
    [
        "&#" + "9" * 5000 + ";",
        "\ud800\udfff\x00\u200b",
        "<script>" * 20_000,
        "<!--" * 20_000,
        "<" * 100_000,
        "." * 100_000 + "a",
        "\n \n" * 50_000,
        "a@" * 50_000,
        "w\u0303",
        "\u0301" * 100,
        "ﬁ" * 1000,
        "ｈｅｌｌｏ",
    ],
    ids=repr,
)
def test_odd_text_gets_an_answer_quickly(text: str) -> None:
    assert not detect(text[:200_000]).decided


@given(st.text() | st.text(alphabet="<>/&;#@.!\n abcİıßəñ中日한аі\u0301\u200b"))
@settings(max_examples=300, deadline=None)
def test_any_string_gets_an_answer(text: str) -> None:
    found = detect(text)
    assert found == detect(text)
    assert found.language == "und" or found.language in available()
    assert 0 <= found.confidence <= 1
    assert found.decided == (found.reason == "")
    assert len(detect_blocks([text, text], "en")) == 2


COLD = """
import sys, hashlib
from concurrent.futures import ThreadPoolExecutor
import bylingual.detect
assert "langdetect" not in sys.modules
texts = sys.stdin.buffer.read().decode().split("\\n")
with ThreadPoolExecutor(8) as pool:
    answers = list(pool.map(bylingual.detect.detect, texts * 2))
sys.stdout.buffer.write(repr(answers).encode())
"""


def test_cold_threads_and_new_processes_agree() -> None:
    texts = list(SENTENCES.values())
    expected = repr([detect(text) for text in texts * 2])
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", COLD],
            input="\n".join(texts).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout.decode() == expected
