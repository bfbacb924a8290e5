"""What a bundle says of its own text, in its language: a machine wrote it, it translates an earlier version."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .locales import language_of, script_of


class Kind(StrEnum):
    """What a notice is about."""

    MACHINE = "machine"
    PREVIOUS = "previous"


@dataclass(frozen=True)
class Notice:
    """A sentence for readers, and the language that it is in."""

    kind: Kind
    language: str
    text: str


# By language, or language and script where that is not the usual one: of machine text, of an earlier version.
_NOTICES: dict[str, tuple[str, str]] = {
    "ar": (
        "تُرجم هذا المقال آليًا ولم يراجعه محرر بالكامل بعد.",
        "أجزاء من هذه الترجمة تعود إلى نسخة سابقة من المقال.",
    ),
    "bg": (
        "Тази статия е преведена машинно и все още не е изцяло прегледана от редактор.",
        "Части от този превод са на по-ранна версия на статията.",
    ),
    "ca": (
        "Aquest article s’ha traduït automàticament i encara no ha estat revisat del tot per un editor.",
        "Parts d’aquesta traducció corresponen a una versió anterior de l’article.",
    ),
    "cs": (
        "Tento článek byl přeložen strojově a redaktor jej ještě celý nezkontroloval.",
        "Části tohoto překladu odpovídají starší verzi článku.",
    ),
    "da": (
        "Denne artikel er maskinoversat og endnu ikke fuldt gennemgået af en redaktør.",
        "Dele af oversættelsen bygger på en tidligere version af artiklen.",
    ),
    "de": (
        "Dieser Artikel wurde maschinell übersetzt und noch nicht vollständig redaktionell geprüft.",
        "Teile dieser Übersetzung geben eine frühere Fassung des Artikels wieder.",
    ),
    "el": (
        "Αυτό το άρθρο μεταφράστηκε αυτόματα και δεν έχει ακόμη ελεγχθεί πλήρως από συντάκτη.",
        "Τμήματα αυτής της μετάφρασης αφορούν προηγούμενη έκδοση του άρθρου.",
    ),
    "en": (
        "This article was translated by machine and has not been fully reviewed by an editor.",
        "Parts of this translation are of an earlier version of the article.",
    ),
    "eo": (
        "Ĉi tiu artikolo estas maŝine tradukita kaj ankoraŭ ne plene reviziita de redaktoro.",
        "Partoj de ĉi tiu traduko estas de pli frua versio de la artikolo.",
    ),
    "es": (
        "Este artículo ha sido traducido automáticamente y aún no ha sido revisado por completo por un editor.",
        "Partes de esta traducción corresponden a una versión anterior del artículo.",
    ),
    "et": (
        "See artikkel on masintõlgitud ja toimetaja ei ole seda veel täielikult üle vaadanud.",
        "Osa sellest tõlkest vastab artikli varasemale versioonile.",
    ),
    "eu": (
        "Artikulu hau automatikoki itzuli da, eta editore batek ez du oraindik osorik berrikusi.",
        "Itzulpen honen zati batzuk artikuluaren aurreko bertsio batekoak dira.",
    ),
    "fa": (
        "این مقاله با ماشین ترجمه شده و هنوز ویراستاری آن را به‌طور کامل بازبینی نکرده است.",
        "بخش‌هایی از این ترجمه مربوط به نسخهٔ پیشین مقاله است.",
    ),
    "fi": (
        "Tämä artikkeli on käännetty koneellisesti, eikä toimittaja ole vielä tarkistanut sitä kokonaan.",
        "Osa tästä käännöksestä perustuu artikkelin aiempaan versioon.",
    ),
    "fr": (
        "Cet article a été traduit automatiquement et n’a pas encore été entièrement relu par un éditeur.",
        "Certaines parties de cette traduction correspondent à une version antérieure de l’article.",
    ),
    "gl": (
        "Este artigo traduciuse automaticamente e aínda non foi revisado por completo por un editor.",
        "Partes desta tradución corresponden a unha versión anterior do artigo.",
    ),
    "he": (
        "כתבה זו תורגמה בתרגום מכונה ועדיין לא נבדקה במלואה בידי עורך.",
        "חלקים מתרגום זה הם של גרסה קודמת של הכתבה.",
    ),
    "hi": (
        "इस लेख का अनुवाद मशीन ने किया है और किसी संपादक ने अभी इसकी पूरी समीक्षा नहीं की है।",
        "इस अनुवाद के कुछ भाग लेख के पिछले संस्करण के हैं।",
    ),
    "hr": (
        "Ovaj je članak strojno preveden i urednik ga još nije u cijelosti pregledao.",
        "Dijelovi ovog prijevoda odgovaraju ranijoj verziji članka.",
    ),
    "hu": (
        "Ezt a cikket gép fordította, és szerkesztő még nem ellenőrizte teljes egészében.",
        "A fordítás egyes részei a cikk egy korábbi változatához tartoznak.",
    ),
    "id": (
        "Artikel ini diterjemahkan oleh mesin dan belum ditinjau sepenuhnya oleh editor.",
        "Sebagian terjemahan ini berasal dari versi artikel yang lebih lama.",
    ),
    "it": (
        "Questo articolo è stato tradotto automaticamente e non è ancora stato interamente rivisto da un redattore.",
        "Parti di questa traduzione si riferiscono a una versione precedente dell’articolo.",
    ),
    "ja": (
        "この記事は機械翻訳されたもので、編集者による確認がまだ完了していません。",
        "この翻訳の一部は、記事の以前の版に基づいています。",
    ),
    "ko": (
        "이 기사는 기계 번역되었으며 아직 편집자의 검토가 완료되지 않았습니다.",
        "이 번역의 일부는 기사의 이전 판을 옮긴 것입니다.",
    ),
    "lt": (
        "Šis straipsnis išverstas mašininiu būdu ir redaktorius jo dar nėra iki galo peržiūrėjęs.",
        "Dalis šio vertimo atitinka ankstesnę straipsnio versiją.",
    ),
    "lv": (
        "Šis raksts ir tulkots mašīniski, un redaktors to vēl nav pilnībā pārskatījis.",
        "Daļa šī tulkojuma atbilst agrākai raksta versijai.",
    ),
    "ms": (
        "Artikel ini diterjemahkan oleh mesin dan belum disemak sepenuhnya oleh editor.",
        "Sebahagian terjemahan ini ialah daripada versi artikel yang terdahulu.",
    ),
    "nb": (
        "Denne artikkelen er maskinoversatt og er ennå ikke fullstendig gjennomgått av en redaktør.",
        "Deler av oversettelsen bygger på en tidligere versjon av artikkelen.",
    ),
    "nl": (
        "Dit artikel is automatisch vertaald en nog niet volledig door een redacteur nagekeken.",
        "Delen van deze vertaling horen bij een eerdere versie van het artikel.",
    ),
    "nn": (
        "Denne artikkelen er maskinomsett og er enno ikkje fullstendig gjennomgått av ein redaktør.",
        "Delar av omsetjinga byggjer på ein tidlegare versjon av artikkelen.",
    ),
    "pl": (
        "Ten artykuł został przetłumaczony maszynowo i nie został jeszcze w pełni sprawdzony przez redaktora.",
        "Fragmenty tego tłumaczenia dotyczą wcześniejszej wersji artykułu.",
    ),
    "pt": (
        "Este artigo foi traduzido automaticamente e ainda não foi totalmente revisto por um editor.",
        "Partes desta tradução correspondem a uma versão anterior do artigo.",
    ),
    "ro": (
        "Acest articol a fost tradus automat și nu a fost încă revizuit în întregime de un redactor.",
        "Părți din această traducere corespund unei versiuni anterioare a articolului.",
    ),
    "ru": (
        "Эта статья переведена автоматически и ещё не полностью проверена редактором.",
        "Части этого перевода относятся к более ранней версии статьи.",
    ),
    "sk": (
        "Tento článok bol preložený strojovo a redaktor ho ešte celý neskontroloval.",
        "Časti tohto prekladu zodpovedajú staršej verzii článku.",
    ),
    "sl": (
        "Ta članek je strojno preveden in ga urednik še ni v celoti pregledal.",
        "Deli tega prevoda ustrezajo prejšnji različici članka.",
    ),
    "sr": (
        "Овај чланак је машински преведен и уредник га још није у целости прегледао.",
        "Делови овог превода одговарају ранијој верзији чланка.",
    ),
    "sr_Latn": (
        "Ovaj članak je mašinski preveden i urednik ga još nije u celosti pregledao.",
        "Delovi ovog prevoda odgovaraju ranijoj verziji članka.",
    ),
    "sv": (
        "Den här artikeln är maskinöversatt och har ännu inte granskats helt av en redaktör.",
        "Delar av översättningen bygger på en tidigare version av artikeln.",
    ),
    "th": (
        "บทความนี้แปลด้วยเครื่อง และบรรณาธิการยังไม่ได้ตรวจทานทั้งหมด",
        "บางส่วนของคำแปลนี้เป็นของบทความฉบับก่อนหน้า",
    ),
    "tr": (
        "Bu makale makine tarafından çevrilmiştir ve henüz bir editör tarafından tamamen gözden geçirilmemiştir.",
        "Bu çevirinin bazı bölümleri makalenin önceki bir sürümüne aittir.",
    ),
    "uk": (
        "Цю статтю перекладено автоматично, і редактор ще не перевірив її повністю.",
        "Частини цього перекладу стосуються попередньої версії статті.",
    ),
    "vi": (
        "Bài viết này được dịch bằng máy và chưa được biên tập viên duyệt hết.",
        "Một số phần của bản dịch này thuộc phiên bản trước của bài viết.",
    ),
    "zh": ("本文由机器翻译，尚未经编辑全部审校。", "本译文的部分内容译自文章的较早版本。"),
    "zh_Hant": ("本文由機器翻譯，尚未經編輯全部審校。", "本譯文的部分內容譯自文章的較早版本。"),
}  # fmt: skip
# Languages whose readers read another one as their own.
_READ_AS = {"no": "nb", "bs": "hr", "sh": "sr_Latn"}


def notice(kind: Kind, locale: str) -> Notice:
    """The notice of a kind in a locale's language and script; in English where nobody has written it."""
    language, script = language_of(locale), script_of(locale)
    key = language if script == script_of(language) else f"{language}_{script}"
    key = _READ_AS.get(key, key)
    key = key if key in _NOTICES else "en"
    return Notice(kind, key, _NOTICES[key][0 if kind is Kind.MACHINE else 1])
