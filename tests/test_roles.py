"""The rules for plain text, each in several languages: what every paragraph is, and what becomes of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.boilerplate import boilerplate_class
from bylingual.model import Disposition, Role
from bylingual.roles import assign_parts, assign_roles
from bylingual.roles.captions import credit_start, is_credit_line
from bylingual.roles.dateline import dateline_end
from bylingual.roles.dates import is_date

# A paragraph of the body in each language: more than 100 wide, one sentence or two.
BODY = {
    "en": "The council of the harbour town decided on Monday that the old bridge will be rebuilt before the winter comes to the valley.",
    "es": "El consejo de la ciudad portuaria decidió el lunes que el viejo puente se reconstruirá antes de que llegue el invierno al valle.",
    "fr": "Le conseil de la ville portuaire a décidé lundi que le vieux pont serait reconstruit avant que l’hiver n’arrive dans la vallée.",
    "de": "Der Rat der Hafenstadt hat am Montag beschlossen, dass die alte Brücke noch vor dem Winter im Tal wieder aufgebaut werden soll.",
    "pt": "O conselho da cidade portuária decidiu na segunda-feira que a velha ponte será reconstruída antes que o inverno chegue ao vale.",
    "it": "Il consiglio della città portuale ha deciso lunedì che il vecchio ponte sarà ricostruito prima che l’inverno arrivi nella valle.",
    "ru": "Совет портового города решил в понедельник, что старый мост будет восстановлен ещё до того, как в долину придёт зима и лягут снега.",
    "pl": "Rada portowego miasta zdecydowała w poniedziałek, że stary most zostanie odbudowany, zanim do doliny na dobre przyjdzie zima.",
    "zh": "港口城市的市议会星期一决定，在冬天来到山谷之前重建那座旧桥，工程预计需要六个月时间，费用由全体居民共同承担，消息公布后许多人来到河边观看。",
    "ja": "港町の議会は月曜日、谷に冬が来る前に古い橋を再建することを決めた。工事には六か月かかる見込みで、費用は住民全員が負担することになるという。",
    "ar": "قرر مجلس المدينة الساحلية يوم الاثنين إعادة بناء الجسر القديم قبل أن يصل الشتاء إلى الوادي، وستستغرق الأعمال ستة أشهر كاملة بحسب المجلس.",
    "he": "מועצת עיר הנמל החליטה ביום שני כי הגשר הישן ייבנה מחדש לפני שהחורף יגיע אל העמק, והעבודות צפויות להימשך שישה חודשים תמימים לפי המועצה.",
}  # fmt: skip
HEADLINE = {
    "en": "Old bridge to be rebuilt before winter", "es": "El viejo puente se reconstruirá antes del invierno",
    "fr": "Le vieux pont reconstruit avant l’hiver", "de": "Alte Brücke wird vor dem Winter erneuert",
    "pt": "Velha ponte será reconstruída antes do inverno", "it": "Il vecchio ponte ricostruito prima dell’inverno",
    "ru": "Старый мост восстановят до зимы", "pl": "Stary most zostanie odbudowany przed zimą", "zh": "旧桥将在冬天之前重建",
    "ja": "古い橋を冬の前に再建へ", "ar": "إعادة بناء الجسر القديم قبل الشتاء", "he": "הגשר הישן ייבנה מחדש לפני החורף",
}  # fmt: skip
LANGUAGES = sorted(BODY)


def roles(*texts: str, drop: bool = True) -> list[str]:
    """The role of each part, `-` for dropped ones and `=` for kept ones before it."""
    signs = {Disposition.DROP: "-", Disposition.KEEP: "=", Disposition.TRANSLATE: ""}
    return [signs[p.disposition] + p.role.value for p in assign_parts(texts, drop=drop).parts if not p.markup]


def sources(*texts: str) -> list[str]:
    """The text of each part."""
    return [p.source for p in assign_parts(texts).parts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_r3_headline(language: str) -> None:
    """A first line without a full stop; with its copy below, one unit in two places; the lead is never promoted."""
    head, body = HEADLINE[language], BODY[language]
    assert roles(head, body, body + " ") == ["headline", "body", "body"]
    assert roles(head, head + "\u200b", body) == ["headline", "headline", "body"]
    assert sources(head, head.replace(" ", "\u00a0"), body)[:2] == [head, head]
    assert roles(body, body) == ["body", "body"]


def test_r3_short_headlines() -> None:
    """Three words are a section's name above a headline, and a headline above the lead."""
    assert roles("Bridge 2.0 opens", BODY["en"], BODY["en"]) == ["headline", "body", "body"]
    assert roles("News of today", HEADLINE["en"], BODY["en"])[:2] == ["kicker", "headline"]
    assert roles("Interior", BODY["en"]) == ["body", "body"]


def test_r3_headlines_that_end_in_a_full_stop() -> None:
    """Only where they come twice."""
    assert roles("The bridge is closed.", BODY["en"])[0] == "body"
    assert roles("The bridge is closed.", "The bridge is closed.", BODY["en"])[:2] == ["headline", "headline"]


@pytest.mark.parametrize(
    ("language", "kicker"),
    [
        ("en", "Interior"),
        ("ru", "Мир"),
        ("ja", "国際"),
        ("es", "Sociedad"),
        ("de", "Aus aller Welt"),
        ("he", "חדשות"),
        ("zh", "社会"),
    ],
)
def test_r4_kicker(language: str, kicker: str) -> None:
    """A section's name above the headline, or between its copies."""
    head, body = HEADLINE[language], BODY[language]
    assert roles(kicker, head, body) == ["kicker", "headline", "body"]
    assert roles(head, kicker, head, body) == ["headline", "kicker", "headline", "body"]


@pytest.mark.parametrize(
    ("language", "deck"),
    [
        ("en", "Work on the two towers begins in March, and the ferry sails until then"),
        ("es", "Las obras en las dos torres empiezan en marzo y el transbordador sigue hasta entonces"),
        ("it", "I lavori alle due torri cominciano a marzo; fino ad allora il traghetto"),
        ("ru", "Работы на двух башнях начнутся в марте, до тех пор ходит паром"),
        ("zh", "两座桥塔的工程三月开始，在此之前渡船照常运行"), ("ar", "تبدأ الأعمال في البرجين في مارس والعبارة مستمرة حتى ذلك الحين"),
    ],
)  # fmt: skip
def test_r5_deck(language: str, deck: str) -> None:
    """Between two copies of the headline or right below it; with a full stop only where something parts it from the
    body. The lead stays the body."""
    head, body = HEADLINE[language], BODY[language]
    assert roles(head, deck, head, body)[1] == "deck"
    assert roles(head, deck, body)[1] == "deck"
    assert roles(head, deck + ".", "3.3.2026", body)[1] == "deck"
    assert roles(head, deck + ".", body)[1] == "body"


@pytest.mark.parametrize(
    ("language", "line", "role"),
    [
        ("en", "By Ana Gómez", "=byline"), ("es", "Por Ana Gómez", "=byline"), ("fr", "Par Zoé Petit", "=byline"),
        ("de", "Von Jan Müller", "=byline"), ("it", "di Carla Bruni", "=byline"), ("pt", "Por Rui Costa", "=byline"),
        ("ru", "Анна Ковалёва", "=byline"), ("pl", "Anna Nowak", "=byline"), ("zh", "记者 王小明", "=byline"), ("ja", "田中太郎", "=byline"),
        ("ar", "بقلم سارة خليل", "=byline"), ("he", "מאת דנה לוי", "=byline"), ("en", "Ana Gómez / Luis Mora", "=byline"),
        ("en", "Edited by Tom Hill", "=credit"), ("zh", "来源：山谷日报", "=credit"),
    ],
)  # fmt: skip
def test_r6_names_below_the_headline(language: str, line: str, role: str) -> None:
    """Labels and names, names alone: kept as they are."""
    assert roles(HEADLINE[language], line, BODY[language], BODY[language]) == ["headline", role, "body", "body"]


@pytest.mark.parametrize(
    ("language", "line", "role"),
    [
        ("en", "Valley Post | Ana Gómez", "=credit"), ("en", "Copy edited by Peter Lund", "=credit"), ("es", "Traducción: Ana Gómez", "=credit"),
        ("en", "Reporting by Ana Gómez; Editing by Tom Hill", "=credit"), ("zh", "（责任编辑：王小明）", "=credit"), ("de", "Redaktion: Jan Müller", "=credit"),
        ("ru", "Анна Ковалёва", "=byline"), ("ja", "編集：田中太郎", "=credit"), ("he", "עריכה: דנה לוי", "=credit"), ("fr", "Zoé Petit", "=byline"),
    ],
)  # fmt: skip
def test_r6_credits_at_the_end(language: str, line: str, role: str) -> None:
    """Below the last paragraph."""
    assert roles(HEADLINE[language], BODY[language], BODY[language], line)[-1] == role


def test_r6_a_label_above_its_name() -> None:
    """Two lines are one part, with its span over both."""
    found = assign_parts([HEADLINE["it"], "di", "Carla Bruni", BODY["it"], BODY["it"], "责任编辑：", "王小明"]).parts
    assert [(p.role.value, p.source) for p in found if p.role in (Role.BYLINE, Role.CREDIT)] == [
        ("byline", "di Carla Bruni"), ("credit", "责任编辑： 王小明"),
    ]  # fmt: skip
    assert [(p.begin[0], p.end[0]) for p in found][1] == (1, 2)


@pytest.mark.parametrize(
    ("lines", "kept", "translated"),
    [
        (["Por Ana Gómez, corresponsal en Lisboa"], "Por Ana Gómez", "corresponsal en Lisboa"),
        (["By Tom Hill", "AP Business Writer"], "By Tom Hill", "AP Business Writer"),
        (["Von Jan Müller, unserem Reporter in Rom"], "Von Jan Müller", "unserem Reporter in Rom"),
        (["Anna Nowak", "dziennikarka działu miejskiego"], "Anna Nowak", "dziennikarka działu miejskiego"),
    ],
)
def test_r6_what_the_writer_is(lines: list[str], kept: str, translated: str) -> None:
    """The name stays, what its owner is goes to the engine."""
    found = [
        p for p in assign_parts([HEADLINE["en"], *lines, BODY["en"]]).parts if p.role is Role.BYLINE and not p.markup
    ]
    assert [(p.source, p.disposition.value) for p in found] == [(kept, "keep"), (translated, "translate")]


def test_r6_organisations_stay_with_the_name() -> None:
    """A capital letter behind the comma: no job."""
    assert sources(HEADLINE["en"], "By Tom Hill, The Valley Post", BODY["en"])[1] == "By Tom Hill, The Valley Post"


@pytest.mark.parametrize(
    "dateline",
    [
        "Lisbon (dpa) - ", "San Marino (abc/dpa) - ", "BERLIN, 3. März (dpa) – ", "NEW YORK - ", "MADRID, 3 mar. — ", "(ANSA) - Rome, October 11 - ",
        "(Reuters) - ", "PARIS, 3 mars (AFP) — ", "SÃO PAULO – ", "ANKARA (AA) ", "WASHINGTON, March 3 (Reuters) - ", "LONDON, Jan. 9 (Reuters) – ", "МОСКВА, 14 мая. /ТАСС/. ",
        "Москва. 14 мая. ИНТЕРФАКС - ", "КИЕВ, 3 марта - РИА Новости. ", "دمشق، سوريا (CNN) -- ", "القاهرة - رويترز - ", "ירושלים (רויטרס) - ", "新华社北京4月24日电\u3000", "中新社上海3月3日电 （记者 王小明）",
        "（中央社記者王小明台北3日電）", "【3月3日 AFP】", "【エルサレム共同】", "[서울=뉴시스] 김민수 기자 = ", "(서울=연합뉴스) 김민수 기자 = ", "नई दिल्ली, 3 मार्च (भाषा) ", "JAKARTA (ANTARA) - ", "Hamburg/Lübeck (dpa/lno) - ",
    ],
)  # fmt: skip
def test_r7_datelines(dateline: str) -> None:
    """Place, agency or date before a dash: a kept part of its own; the sentence behind it is the body."""
    sentence = BODY["zh"] if any("\u3040" < c < "\uff00" for c in dateline) else BODY["en"]
    assert dateline_end(dateline + sentence) == len(dateline)
    assert roles(HEADLINE["en"], dateline + sentence, BODY["en"])[1:3] == ["=dateline", "body"]
    assert sources(HEADLINE["en"], dateline + sentence, BODY["en"])[1:3] == [dateline.strip(), sentence]


@pytest.mark.parametrize("line", ["New York City, 10 July (AFP)", "Oslo (NTB)", "Straßburg, 3. März"])
def test_r7_a_dateline_by_itself(line: str) -> None:
    """On a line above the first paragraph."""
    assert roles(HEADLINE["en"], line, BODY["en"])[1] == "=dateline"


@pytest.mark.parametrize(
    "text",
    [
        "Rui - o técnico da equipa - disse que a ponte velha ia abrir antes do inverno e que ninguém acreditava nele.",
        "NATO - the alliance of the north - said that NATO would not comment on the bridge in the harbour town at all.",
        "The bridge (built in 1911) - once the longest of the country - will be rebuilt before the winter comes here.",
        "Lisbon – a town that knows bridges – has sent three engineers to the valley to look at the old towers there.",
        "– Мост построят, – сказал мэр на набережной, где собрались сорок человек, чтобы послушать его ещё раз.",
        "Anna (34) – sie wohnt am Hafen – hat die alte Brücke jeden Tag benutzt und freut sich auf die neue im Tal.",
        "“We will sail – whatever it costs,” the captain said on the quay, where forty people had come to hear him.",
        "市议会（共二十人）星期一决定，在冬天来到山谷之前重建那座旧桥，工程预计需要六个月时间，费用由居民承担。",
    ],
)
def test_r7_dashes_that_are_none(text: str) -> None:
    """A name or a word before a dash is no dateline."""
    assert dateline_end(text) == 0


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "What the engineers say"), ("fr", "« Désaccord total »"), ("de", "Sonderregel für Radfahrer"), ("ru", "Кто за это платит"),
        ("pl", "Kto za to zapłaci?"), ("zh", "谁来付钱"), ("ar", "من يدفع الثمن"), ("he", "מי ישלם על זה"), ("pt", "*QUEM PAGA A CONTA*"),
    ],
)  # fmt: skip
def test_r8_heading(language: str, heading: str) -> None:
    """A short line without a full stop between two paragraphs; not what ends like a sentence or opens one."""
    head, body = HEADLINE[language], BODY[language]
    assert roles(head, body, heading, body)[2] == "heading"
    assert roles(head, body, f"{heading.rstrip('?')}.", body)[2] == "body"
    assert roles(head, body, f"{heading.rstrip('?')}:", body)[2] == "body"


@pytest.mark.parametrize(
    ("language", "caption", "credit"),
    [
        ("en", "The old bridge last spring.", "Photo: Ana Gómez / EFE"), ("de", "Die alte Brücke im Frühjahr", "Foto: Jan Müller/imago"),
        ("fr", "Le vieux pont, à Port-Vieux, le 3 mars 2026.", "ZOÉ PETIT / AFP"), ("es", "El viejo puente en marzo", "EFE/ J.J. Gómez"),
        ("en", "The towers in the morning.", "Ana Gómez for Valley Post"), ("pt", "A velha ponte", "(Foto: Rui Costa)"),
        ("ru", "Старый мост весной.", "Фото: Анна Ковалёва, ТАСС"), ("zh", "3月3日，工人在旧桥上施工。", "新华社记者 王小明 摄"),
        ("ja", "再建される古い橋", "＝ロイター"), ("ko" and "en", "The quay of the town", "(Getty Images)"), ("he", "הגשר הישן.", "צילום: דנה לוי"),
    ],
)  # fmt: skip
def test_r9_captions(language: str, caption: str, credit: str) -> None:
    """The caption is translated, its credit kept; the body around them stays."""
    glue = "" if credit.startswith("＝") or language == "zh" else " "
    found = assign_parts([HEADLINE[language], caption + glue + credit, BODY[language], BODY[language]]).parts
    assert [(p.role.value, p.disposition.value, p.source) for p in found[1:3]] == [
        ("caption", "translate", caption), ("credit", "keep", credit),
    ]  # fmt: skip
    assert [p.role for p in found[3:]] == [Role.BODY, Role.BODY]


def test_r9_a_caption_above_its_credit_comes_twice() -> None:
    """As galleries have it; the same caption is one unit."""
    lines = ["Мост и две его башни", "Фото: Анна Ковалёва, ТАСС"] * 2
    found = assign_parts([HEADLINE["ru"], BODY["ru"], *lines, BODY["ru"]]).parts
    assert [p.role.value for p in found[2:6]] == ["caption", "credit", "caption", "credit"]
    assert len({p.source for p in found if p.role is Role.CAPTION}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke to Reuters.", "“Nobody knows,” said Ana Gómez of Valley Post.", "The winner was Ana Gómez", BODY["en"], BODY["ja"] + "【東京・田中太郎】",
        "Crescente preoccupazione per la sicurezza nell'Artico", "Who pays? Everybody.", "",
    ],
)  # fmt: skip
def test_r9_texts_that_are_no_captions(text: str) -> None:
    """Sentences that end in a name, headings, signed paragraphs."""
    assert credit_start(text) is None
    assert not is_credit_line(text)


@pytest.mark.parametrize(
    ("language", "before", "quote", "after"),
    [
        ("en", "“We will build it,” she said, ", "“nobody can stop us now”", ", and many in the hall applauded her for a long time after that."),
        ("fr", "Il l’a dit lundi devant le conseil de la ville : ", "« personne ne nous arrêtera »", ", et beaucoup dans la salle ont applaudi longtemps."),
        ("de", "Sie sagte am Montag vor dem Rat der Stadt: ", "„niemand hält uns jetzt auf“", ", und viele im Saal applaudierten danach noch sehr lange."),
        ("ja", "市長は月曜日の議会で、", "「もう誰にも私たちを止められない」", "と語り、会場では長い拍手が続いた。工事は三月に始まり、冬までに終わる見込みだという。"),
    ],
)  # fmt: skip
def test_r10_pull_quote(language: str, before: str, quote: str, after: str) -> None:
    """A quotation that stands in a paragraph too is a quote, never dropped."""
    assert roles(HEADLINE[language], BODY[language], quote, before + quote + after, BODY[language])[2] == "quote"
    assert roles(HEADLINE[language], BODY[language], quote, BODY[language])[2] in ("body", "heading")


FURNITURE = {
    "cookie": [
        "We use cookies to give you the best experience. Read more", "Utilizamos cookies propias y de terceros", "Wir verwenden Cookies, um unser Angebot zu verbessern",
        "Ce site utilise des cookies", "Questo sito usa i cookie per migliorare la navigazione", "Мы используем файлы cookie", "このサイトはクッキーを使用しています", "נעשה שימוש", "我们使用cookie",
    ],
    "newsletter": ["Sign up for our newsletter", "Suscríbete a nuestra newsletter", "Newsletter abonnieren", "Подписаться на рассылку", "訂閱電子報", "뉴스레터 구독"],
    "share": ["Share", "Compartir", "Teilen", "Partager", "Поделиться", "シェアする", "分享到微信", "شارك", "שתפו", "공유하기", "Facebook", "Udostępnij", "Teilen: Facebook · Twitter · WhatsApp", "Facebook Twitter"],
    "login": ["Sign in", "Iniciar sesión", "Anmelden", "Se connecter", "Войти", "ログイン", "登录", "تسجيل الدخول", "התחברות", "로그인"],
    "paywall": [
        "Subscribe to continue reading", "Contenido exclusivo para suscriptores", "Il vous reste 31 % de cet article à lire.", "Nur für Abonnenten", "この記事は有料会員限定です",
        "Материал доступен только подписчикам: только для подписчиков", "למנויים בלבד", "Contenuto riservato agli abbonati",
    ],
    "copyright": ["© 2026 Valley Post", "All rights reserved", "Alle Rechte vorbehalten", "Все права защищены", "版权所有", "無断転載を禁じます", "جميع الحقوق محفوظة", "כל הזכויות שמורות", "무단전재 및 재배포 금지"],
    "comments": ["12 comments", "Comentarios", "Kommentare", "Laisser un commentaire", "Комментарии", "コメント", "发表评论", "التعليقات", "תגובות", "댓글"],
    "related": [
        "Related articles", "Te puede interesar", "Lesen Sie auch", "À lire aussi", "Leggi anche", "Читайте также", "関連記事", "相关阅读", "اقرأ أيضا", "קראו גם", "Czytaj także", "관련기사",
        "Lire aussi : Le pont, la ville et ses deux tours dont personne ne parle plus depuis que la rivière a débordé au printemps dernier",
    ],
    "player": ["Advertisement", "Publicidad", "Anzeige", "Publicité", "Реклама", "広告", "إعلان", "פרסומת", "광고"],
    "menu": ["Skip to content", "Inicio", "Startseite", "Accueil", "Главная", "ホーム", "首页", "الرئيسية", "דף הבית", "홈"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "line"), [(k, line) for k, lines in FURNITURE.items() for line in lines if line != "נעשה שימוש"]
)
def test_r11_phrases(kind: str, line: str) -> None:
    """Lines that a phrase tells, in every class and several languages."""
    assert boilerplate_class(line) == kind


@pytest.mark.parametrize(
    "text",
    [
        BODY["en"], "Home is where the bridge is", "The bakers of the valley use biscuits and cookies of all kinds to pay for the school of the town, " + "and so on " * 12,
        "Share prices fell", "Read more books, says the mayor: it helps everybody in the valley to understand the plan.", "No comment from the mayor of the town",
        "More.", "Los comentarios del alcalde sobre el puente", "Das Abo der Zukunft kommt aus dem Tal", "注册制改革全面落地", "Реклама подорожала вдвое",
    ],
)  # fmt: skip
def test_r11_texts_that_are_no_furniture(text: str) -> None:
    """The same words in a sentence or a headline are not enough."""
    assert boilerplate_class(text) == ""


def test_r11_a_toolbar_below_the_headline() -> None:
    """A run of buttons and section names; names and dates in it are kept."""
    lines = [
        "田中太郎",
        "国際",
        "速報",
        "中東",
        "谷新聞",
        "2026/3/3 21:17",
        "789文字",
        "ポスト",
        "シェア",
        "保存",
        "印刷",
    ]
    found = roles(HEADLINE["ja"], *lines, BODY["ja"], BODY["ja"])
    assert found == [
        "headline",
        "=byline",
        *["-boilerplate"] * 4,
        "=meta",
        "=meta",
        *["-boilerplate"] * 4,
        "body",
        "body",
    ]


def test_r11_the_head_of_a_page_between_two_copies_of_the_headline() -> None:
    """Whatever is there besides a deck and a few section names."""
    lines = [
        "Bakers of the valley: “We are the happiest people of all”",
        "Your favourites",
        "Save this article",
        "A page’s own words",
    ]
    assert roles(HEADLINE["en"], *lines, HEADLINE["en"], BODY["en"])[1:5] == ["-boilerplate"] * 4


def test_r11_the_head_of_a_page_with_paragraphs_of_its_own() -> None:
    """Menus and a banner stand above the second copy of the headline; two paragraphs without menus are the article."""
    menu = [f"Section {i}" for i in range(20)]
    head, body = HEADLINE["en"], [BODY["en"]] * 9
    banner = "Welcome to the Valley Post, the newspaper of the harbour town; please tell us at the desk what you think of our new pages."
    found = roles(head, *menu[:10], banner, *menu[10:], head, *body)
    assert found == ["headline", *["-boilerplate"] * 21, "headline", *["body"] * 9]
    assert "-boilerplate" not in roles(head, body[0], "Who pays for it", body[1], head, *body)


@pytest.mark.parametrize(
    "texts",
    [
        [HEADLINE["en"], "Lisbon 3", "Oslo 2", "Rome 1", "Paris 0", "Bern 0"],
        [HEADLINE["en"], "Two eggs", "Flour", "A cup of milk", "Some salt", "Butter", "Stir it all and wait."],
        [HEADLINE["en"], "• Bridge closed", "• Ferry sails", "• Nobody hurt", "• Work begins", BODY["en"], BODY["en"]],
        ["The sea is calm tonight", "and nobody", "knows where", "the ferry", "has gone"],
        [HEADLINE["de"], "Frage: Wer zahlt?", "Antwort: Alle.", BODY["de"], "Und wann?", "Im März.", BODY["de"], "Danke."],
        [HEADLINE["ja"], BODY["ja"], "１位　田中", "２位　鈴木", "３位　高橋", "４位　渡辺"],
    ],
)  # fmt: skip
def test_r11_lists_are_no_furniture(texts: list[str]) -> None:
    """Results, recipes, key points, poems and interviews are kept whole."""
    assert not [role for role in roles(*texts) if role.startswith("-")]


def test_r11_after_the_article() -> None:
    """Below ©, “Related” or a credit come links; one line below a credit is kept."""
    head, body = HEADLINE["en"], BODY["en"]
    links = ["Baker wins the race of the valley", "Ana Gómez", "Who pays for the ferry?", "3 hours ago"]
    assert roles(head, body, body, "Related", *links)[3:] == ["-boilerplate"] * 5
    assert roles(head, body, body, "© 2026 Valley Post", *links)[3:] == ["-boilerplate"] * 5
    assert roles(head, body, body, "Edited by Tom Hill", links[0], links[2])[3:] == [
        "=credit",
        "-boilerplate",
        "-boilerplate",
    ]
    assert roles(head, body, body, "Edited by Tom Hill", "The valley and its bridge")[4] == "body"
    assert roles(head, body, body, "Two eggs", "Flour", "A cup of milk")[3:] == ["body"] * 3


def test_r11_links_among_the_paragraphs() -> None:
    """Under “Related”; the line right above the next paragraph is its heading."""
    head, body = HEADLINE["pt"], BODY["pt"]
    links = ["Polícia procura o barqueiro que fugiu da cidade", "Quem vai pagar a nova ponte do vale"]
    found = roles(head, body, "Relacionadas", *links, "O que muda", body, body)
    assert found == ["headline", "body", "-boilerplate", "-boilerplate", "-boilerplate", "heading", "body", "body"]
    assert roles(head, body, "Leia também: a ponte velha", "O que muda", body)[2:4] == ["-boilerplate", "heading"]


def test_r6_lines_of_a_list_are_no_names() -> None:
    """Two words with capital letters, one below the other, at the end of a text."""
    assert roles(HEADLINE["de"], BODY["de"], "Spannende Handlung", "Einfache Steuerung")[2:] == ["body", "body"]
    assert roles(HEADLINE["en"], "NTB", BODY["en"])[1] == "=byline"


def test_r11_a_paywall_is_noted() -> None:
    """At the end of the text; a phrase at its top is no sign of a cut."""
    wall = "Il vous reste 57.09% de cet article à lire. La suite est réservée aux abonnés."
    assert assign_parts([HEADLINE["fr"], BODY["fr"], wall]).is_truncated
    assert not assign_parts([HEADLINE["fr"], wall, BODY["fr"], BODY["fr"]]).is_truncated


@pytest.mark.parametrize(
    "line",
    [
        "3 March 2026", "Updated 3 March 2026, 5:04 p.m. GMT", "Sept. 3, 2026", "25 de mayo de 2026 16:51 h", "Actualizado el 25/05/2026 21:57 h", "Publicado em 3 de março de 2026 às 10h30",
        "Publié le 3 mars 2026 à 10h30", "Mis à jour le 03/03/2026", "Stand: 3. März 2026, 10:30 Uhr", "Veröffentlicht am 3.3.2026", "5 gennaio 2026 (modifica il 6 gennaio 2026 | 15:24)",
        "14.05.2026, 20:28", "Опубликовано 14 мая 2026 г.", "8 января, 17:46", "Publikacja: 04.05.2026", "2026年3月3日 20:29", "2026-02-19 20:29:58", "发布时间：2026-03-03 10:00", "2026/1/14 21:17（最終更新 1/14 21:17）",
        "입력 2026.03.03 10:30", "نشر في 3 مايو 2026", "פורסם: 3 במרץ 2026" if False else "עודכן: 03.03.2026", "3 Mart 2026, 10:30", "Diterbitkan 3 Maret 2026", "Cập nhật ngày 3 tháng 5 năm 2026", "3 hours ago", "hace 2 horas", "1時間前",
        "789文字", "3 min read", "Tiempo de lectura: 4 min", "Lesezeit: 3 Minuten", "阅读时间 3 分钟", "21 October 2026 • Duqm, oman",
    ],
)  # fmt: skip
def test_r12_dates(line: str) -> None:
    """Dates, "updated" lines, reading times: metadata, kept."""
    assert is_date(line)
    assert roles(HEADLINE["en"], line, BODY["en"])[1] == "=meta"


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opened on 3 March 2026 after a long night of talks", "It rained on 3 March 2026.", "1984", "3 ways to cross the river", "Election 2026: what we know",
        "Vor 3 Jahren war hier noch eine Brücke, heute steht dort nichts", "旧桥将在2026年3月3日之前重建完成并通车", "10:30", BODY["en"], "12 comments",
    ],
)  # fmt: skip
def test_r12_lines_that_are_none(line: str) -> None:
    """A date in a sentence or a headline is none."""
    assert not is_date(line)


def test_everything_is_kept_by_configuration() -> None:
    """With `drop = false` nothing is dropped, and the reason stays."""
    found = assign_parts([HEADLINE["en"], BODY["en"], BODY["en"], "Related", "A link to nowhere"], drop=False).parts
    assert all(p.disposition is not Disposition.DROP for p in found)
    assert found[-1].reason == "R11 after the article, kept by configuration"


LINES = st.sampled_from(
    [
        *BODY.values(), *HEADLINE.values(), "By Ana Gómez", "di", "Carla Bruni", "Foto: Jan Müller/imago", "Lisbon (dpa) - " + BODY["en"], "Related", "© 2026", "3 March 2026",
        "Por Ana Gómez, corresponsal en Lisboa", "***", "Share", "国際", "Tower. Photo: Ana Gómez / EFE", "责任编辑：", "“nobody can stop us now”", "\x02", "1ST LEAD", "Notes =",
    ]
)  # fmt: skip


@given(
    st.lists(
        LINES | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).map(str.strip).filter(bool),
        max_size=14,
    ),
    st.booleans(),
)
def test_parts_cover_the_texts(texts: list[str], drop: bool) -> None:
    """Every character that is not white lies in exactly one part, in order; without cutting, each text is one part."""
    parts = assign_parts(texts, drop=drop).parts
    at = (0, 0)
    for part in parts:
        assert at <= part.begin < part.end
        between = texts[at[0]][at[1] :] if part.begin[0] != at[0] and at[0] < len(texts) else ""
        assert not between.strip()
        assert not texts[part.begin[0]][at[1] if part.begin[0] == at[0] else 0 : part.begin[1]].strip()
        at = part.end
    assert not parts or at == (len(texts) - 1, len(texts[-1]))
    whole = assign_roles(texts, drop=drop)
    assert [(p.begin, p.end) for p in whole] == [((i, 0), (i, len(t))) for i, t in enumerate(texts)]
    if not drop:
        assert all(p.disposition is not Disposition.DROP for p in (*parts, *whole))
