"""Encodings: what is told from the bytes, what is declared, and what is asked."""

from __future__ import annotations

import pytest

from bylingual.errors import ReadError
from bylingual.readers import html
from bylingual.readers.encoding import decode

# Written for these tests: a ferry that does not sail.
TEXTS = {
    "cp1251": "Паром не ходит с понедельника, и никто в городе не знает, когда он снова выйдет на реку. Капитан написал "
    "мэру длинное письмо и прочитал его вслух на причале.",
    "cp1256": "توقفت العبارة منذ يوم الاثنين، ولا أحد في المدينة يعرف متى ستعود إلى النهر. كتب القبطان رسالة طويلة إلى رئيس "
    "البلدية وقرأها بصوت عال على الرصيف.",
    "cp1250": "Prom nie pływa od poniedziałku i nikt w mieście nie wie, kiedy znów wypłynie na rzekę. Kapitan napisał "
    "długi list do burmistrza i głośno przeczytał go na nabrzeżu, a ludzie słuchali, choć było bardzo zimno i ciemno. "
    "Może ktoś jeszcze pomoże, może już niedługo. Żona kapitana sądzi, że łódź nie wróci przed świętami, bo silnik "
    "pękł, a części trzeba będzie ściągnąć z daleka.",
    "gb18030": "渡船从星期一起停航，城里没有人知道它什么时候能够再次出航。船长给市长写了一封很长的信，并且在码头上大声朗读。",
    "big5": "渡船從星期一起停航，城裡沒有人知道它什麼時候能夠再次出航。船長給市長寫了一封很長的信，並且在碼頭上大聲朗讀。",
    "cp932": "渡し船は月曜日から止まっていて、町のだれも次にいつ川に出るのかを知りません。船長は町長に長い手紙を書きました。",
    "cp949": "나룻배는 월요일부터 다니지 않고, 언제 다시 강으로 나갈지 시내에서 아무도 모른다. 선장은 시장에게 긴 편지를 썼다.",
    "cp1252": "Die Fähre fährt seit Montag nicht, und niemand in der Stadt weiß, wann sie wieder über den Fluß setzt. ¿Quién lo "
    "sabe? L’été, les élèves la prenaient à huit heures. Era el 1º de mayo, y hacía frío.",
}


@pytest.mark.parametrize("name", TEXTS)
def test_encodings_are_told(name: str) -> None:
    """Without a declaration; also in a page, whose tags are ASCII."""
    assert decode(TEXTS[name].encode(name), "a").encoding == name
    page = f"<div class=article><p>{TEXTS[name]}</p><p>{TEXTS[name]}</p></div>"
    article = html.read(page.encode(name), "a", "a.html")
    assert (article.encoding, TEXTS[name][-20:] in article.text) == (name, True)


@pytest.mark.parametrize("name", ["koi8-r", "iso8859-5", "cp866", "euc_jp", "utf-16-le"])
def test_what_cannot_be_told_is_asked(name: str) -> None:
    """Other encodings of the same languages, and UTF-16 without its mark."""
    text = TEXTS["cp932"] if name == "euc_jp" else TEXTS["cp1251"]
    with pytest.raises(ReadError, match=r"unclear|binary"):
        decode(text.encode(name), "a")


@pytest.mark.parametrize("text", ["Паром не ходит", "渡船停航", "Prom nie pływa, może jutro, może później"])
def test_little_text_tells_nothing(text: str) -> None:
    """A few words fit many encodings."""
    name = "cp1251" if text[0] == "П" else "gb18030" if text[0] == "渡" else "cp1250"
    with pytest.raises(ReadError, match="unclear"):
        decode(text.encode(name), "a")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("koi8-r", "koi8_r"),
        ("KOI8-R", "koi8_r"),
        ("rot13", ""),
        ("zlib", ""),
        ("idna", ""),
        ("unicode_escape", ""),
        ("a\0b", ""),
    ],
)
def test_what_is_declared(declared: str, encoding: str) -> None:
    """Encodings of the web are believed where the bytes fit them; Python's other codecs are not for articles."""
    data = TEXTS["cp1251"].encode("koi8-r")
    if encoding:
        assert decode(data, "a", declared=declared).encoding == encoding
    else:
        with pytest.raises(ReadError, match="unclear"):
            decode(data, "a", declared=declared)


@pytest.mark.parametrize(
    ("declared", "text", "encoding"),
    [("iso-8859-1", "„Fähre“ – weiß", "cp1252"), ("gb2312", "朱镕基", "gb18030"), ("Shift_JIS", "①渡し船", "cp932"), ("ks_c_5601-1987", "똠방각하", "cp949")],
)  # fmt: skip
def test_names_are_read_as_browsers_do(declared: str, text: str, encoding: str) -> None:
    """The larger set of the same family."""
    found = decode(text.encode(encoding), "a", declared=declared)
    assert (found.text, found.encoding) == (text, encoding)


def test_utf8_goes_before_what_is_declared() -> None:
    """Pages declare what they were once."""
    page = f'<meta charset="gb2312"><p>{TEXTS["gb18030"]}</p>'
    assert html.read(page.encode(), "a", "a.html").encoding == "utf-8"
