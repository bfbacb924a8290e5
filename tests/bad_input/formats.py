"""Files of the other formats, of translators' tools and of Argos that cannot be read, or not as they are."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

from .articles import article
from .case import STORY, Case, Make, write
from .disk import package_folder

_DATA = Path(__file__).parents[1] / "data"
_BODY = "".join(f"<p>{line}</p>" for line in STORY.strip().split("\n\n")[1:])
_RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
    "<channel><title>News</title>\n<item><title>Baker sells bread from a boat</title><guid>{guid}</guid>\n"
    f"<content:encoded><![CDATA[{_BODY}]]></content:encoded></item>\n</channel></rss>\n"
)
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
_NEWS = {"headline": "Baker sells bread from a boat", "body_text": STORY, "language": "en", "type": "text", "uri": "a"}
_ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Baker sells bread from a boat",
    "articleBody": STORY,
    "inLanguage": "en",
}


def archive(**members: str | bytes) -> bytes:
    """A ZIP archive of these members; `__` in a name is a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def beside(name: str, data: str | bytes) -> Make:
    """A file in the project's folder."""
    return lambda project: write(project / name, data)


def _data(name: str, change: Callable[[str], str]) -> Make:
    def make(project: Path) -> None:
        text = (_DATA / name).read_text(encoding="utf-8")
        assert change(text) != text
        write(project / Path(name).name, change(text))

    return make


def _link_package() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("en_es/metadata.json", '{"from_code": "en", "to_code": "es", "package_version": "1"}')
        entry = zipfile.ZipInfo("en_es/model/model.bin")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(entry, "/etc/passwd")
    return out.getvalue()


# fmt: off
CASES = (
    Case("JSON that breaks off", article('{"headline": "Baker sells bread",\n', "bad.json"), ("articles/bad.json:2: ",)),
    Case("JSON with half a character", article(json.dumps({**_NEWS, "headline": "A boat \ud83d"}), "bad.ninjs"), ("articles/bad.ninjs:1: a character that no text has (U+D83D)",)),
    Case("JSON nested 100,000 deep", article("[" * 100_000, "bad.json"), ("articles/bad.json",)),
    Case("JSON with a number of 10,000 digits", article('{"@type": "NewsArticle", "wordCount": ' + "9" * 10_000 + "}", "bad.json"), (), code=0),
    Case("JSON with an endless paragraph", article(json.dumps({**_ARTICLE, "articleBody": "The boat was late. " * 20_000}), "bad.json"), ("articles/bad.json:1: a paragraph of",)),
    Case("A web page without an article", article("<html><body><nav><a href='/'>Home</a></nav></body></html>", "bad.html"), ("articles/bad.html",)),
    Case("A web page of one 20 MB line", article("<html><body><article><h1>A boat</h1><p>" + "The boat was late. " * 1_050_000, "bad.html"), ("articles/bad.html:1: a text of 19,949,999 characters", "Break it")),
    Case("A web page nested 100,000 deep", article("<div>" * 100_000 + "<p>The boat was late.</p>", "bad.html"), ("articles/bad.html",)),
    Case("A web page in an encoding that is not what it says", article('<html><head><meta charset="utf-8"><title>Пекарь</title></head><body><p>Пекарь продаёт хлеб</p>'.encode("koi8-r"), "bad.html"), ("articles/bad.html:1: ",)),
    Case("XML that breaks off", article(_RSS.format(guid="a")[:-60], "bad.rss"), ("articles/bad.rss:5: not well-formed XML", "Mend it")),
    Case("XML with entities of its own", article('<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a0 "ha">' + _LAUGHS + "]>\n<rss><channel><item><title>&a9;</title></item></channel></rss>", "bad.xml"), ("articles/bad.xml:2: ",)),
    Case("XML that asks for another file", article('<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n<rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>', "bad.xml"), ("articles/bad.xml:2: ",)),
    Case("A feed whose item climbs", article(_RSS.format(guid="../../../etc/passwd"), "bad.rss"), (), code=0),
    Case("A feed without items", article("<rss version='2.0'><channel><title>News</title></channel></rss>", "bad.rss"), (), code=0),
    Case("A Word file that is no archive", article(b"PK\x03\x04 no archive at all", "bad.docx"), ("articles/bad.docx: ",)),
    Case("A Word file without a document", article(archive(readme_dot_txt="hello"), "bad.docx"), ("articles/bad.docx: ",)),
    Case("A Word file that is a bomb", article(archive(word__document_dot_xml=bytes(200 << 20)), "bad.docx"), ("articles/bad.docx: ",)),
    Case("A Word file of before 2007", article(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "bad.docx"), ("articles/bad.docx: ",)),
)

INTERCHANGE = (
    Case("A translation memory that is not XML", beside("bad.tmx", "<tmx version='1.4'><body>\n<tu>"), ("bad.tmx:2: ",), "memory import bad.tmx"),
    Case("A translation memory that is something else", beside("bad.tmx", "<xliff version='2.0'/>"), ("bad.tmx:1: not a TMX file",), "memory import bad.tmx"),
    Case("A translation memory with entities of its own", beside("bad.tmx", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>'), ("bad.tmx:1: declares an entity",), "memory import bad.tmx"),
    Case("A translation memory that is not there", lambda p: None, ("gone.tmx",), "memory import gone.tmx", 2, documented=False),
    Case("A pipe in place of a translation memory", lambda p: os.mkfifo(p / "bad.tmx"), ("bad.tmx: cannot be read: not a file but a pipe",), "memory import bad.tmx"),
    Case("XLIFF that is not XML", beside("bad.xlf", "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0'>\n<file"), ("bad.xlf:2: not well-formed XML",), "import bad.xlf"),
    Case("XLIFF of another project", _data("interchange/xliff.xlf", lambda text: text.replace("articles/", "elsewhere/")), ("xliff.xlf:",), "import xliff.xlf"),
    Case("XLIFF of a version that nobody knows", beside("bad.xlf", '<xliff version="9.9" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>'), ("bad.xlf:1: not XLIFF 1.2 or 2: it begins with <xliff version=9.9>", "Have the tool"), "import bad.xlf"),
    Case("XLIFF that is not there", lambda p: None, ("gone.xlf",), "import gone.xlf", 2, documented=False),
    Case("A pipe in place of XLIFF", lambda p: os.mkfifo(p / "bad.xlf"), ("bad.xlf: ", "a pipe"), "import bad.xlf"),
    Case("Export into a file that is there", beside("out.xlf", "precious"), ("out.xlf: ", "--overwrite"), "export --output out.xlf"),
    Case("Export into a folder that is a file", beside("out", "precious"), ("out/good.xlf: cannot be written: Not a directory", "Move"), "export --output out/"),
    Case("A package that is not there", lambda p: None, ("gone.argosmodel",), "models install gone.argosmodel", 2, during=package_folder, documented=False),
    Case("A package that is no archive", beside("bad.argosmodel", "hello"), ("bad.argosmodel: ", "Get it again"), "models install bad.argosmodel", during=package_folder),
    Case("A package that climbs", beside("bad.argosmodel", archive(**{"../evil": "x"})), ("bad.argosmodel: ", "Get it again"), "models install bad.argosmodel", during=package_folder),
    Case("A package with a link in it", beside("bad.argosmodel", _link_package()), ("bad.argosmodel: ", "Get it again"), "models install bad.argosmodel", during=package_folder),
    Case("A pipe in place of a package", lambda p: os.mkfifo(p / "bad.argosmodel"), ("'bad.argosmodel' is no file",), "models install bad.argosmodel", 2, during=package_folder, documented=False),
)
# fmt: on
