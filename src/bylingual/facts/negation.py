"""How often a text says no: negative words, and other words that a translator may put in their place.

All words are from general knowledge of the languages; a language that is not listed has no negation here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..locales import language_of


@dataclass(frozen=True)
class Negation:
    """`times`: negations that a translation should have as well, those of one clause counted once. `verbal`: whether
    a verb is negated. `words`: the negative words. `hints`: how many other words say no as well (`unable`, `refuse`).
    `vague`: whether something in the text may become a negation (`only`, `until`, set phrases such as `not only`,
    `sin embargo`). `not_only` and `only`: how often these stand there."""

    times: int
    verbal: bool
    words: tuple[str, ...]
    hints: int
    vague: bool
    not_only: int
    only: int


@dataclass(frozen=True)
class _Language:
    """Patterns: of negations (those of verbs apart), of set phrases that are none, of words that may stand for one, of
    `only`. `vague` words may become one in another language.

    Words that `join` are part of a negation before them in the clause (`no dijo nada`), else one of their own; words
    that are `bound` are none of their own but at the beginning of a clause (`*dijo nada`).
    """

    verbal: str
    others: str
    phrases: str
    hints: str
    only: str
    vague: str = r"(?!)"
    join: str = r"(?!)"
    bound: str = r"(?!)"


_LANGUAGES = {
    "ca": _Language(
        r"no",
        r"sense",
        r"no obstant|sense (?:dubte|embargo)|cap (?:a|al|als)|ni més ni menys",
        r"impossib\w*|incapa\w+|manc\w+|rebutj\w+|nega\w*|evit\w+|imped\w+|deix\w+ de|excepte|llevat",
        only=r"només|únicament",
        join=r"mai|tampoc|ningú",
        bound=r"cap|gens|ni",
    ),
    "de": _Language(
        r"nicht|nie|niemals|niemand(?:en|em)?|nichts|kein(?:e[nmrs]?)?|keineswegs|keinesfalls|mitnichten",
        r"weder|ohne|nirgend\w+|keinerlei|nein",
        r"nicht (?:zuletzt|wahr|weniger als|mehr als(?= \S*\d))|nichts als|ohne weiteres|ob nicht",
        r"kaum|wenig(?!stens)\w*|verzicht\w*|un(?:möglich|fähig|gern|gleich|bekannt|klar|nötig|schuldig|akzept|zufrieden|bedingt|zulässig|sicher|glaub|wahr|gewiss|"
        r"recht|veränder|verletz|erwart|vermeid|denkbar|tragbar|genüg|zureich|beliebt|wichtig|üblich|ruhig|geeignet|endlich|"
        r"abhängig|bestritt|bemerkt|erlaubt|gültig|nütz|realist|vollständig|vorstell|widersprochen|versehrt|berührt)\w*|verweiger\w*|weiger\w*|lehn\w+|"
        r"ab(?:ge)?lehn\w*|verhinder\w*|vermeid\w*|vermied\w*|verbiet\w*|verbot\w*|verboten|bestreit\w*|bestritt\w*|"
        r"dement\w+|mangel\w*|fehl(?:t|en|te|ten)|scheiter\w*|vergeblich\w*|selten\w*|spätestens|"
        r"höchstens|verpass\w*|vermiss\w*|entgeh\w*|entgang\w*|entbehr\w*|meide\w*|mied\w*|ausbleib\w*|ausgeblieben|"
        r"unterlass\w*|unterblieb\w*|versag\w*|verneint?\w*|leugne\w*|ausgeschlossen|ausschließ\w*|untersag\w*|entfällt|"
        r"entfielen?|ausfallen|ausgefallen|verfehl\w*|egal|abseits|gegen|hör\w* auf|aufgehört|aufhör\w*|zu (?:klein|groß|spät|früh|teuer|wenig|schwach|kurz|alt)|\w{3,}los(?:e[nmrs]?)?|\w{3,}frei",
        vague=r"statt|anstatt|außer|erst|fern|schwer\w*|un(?!d\b|s\b|ter|gefähr|i|fall|fäll)[a-zäöü]{4,}|\w{3,}leer\w*|zwar|eher",
        only=r"nur|bloß|lediglich",
    ),
    "en": _Language(
        r"not|\w+n't|never|cannot|no longer|nobody|no[ -]one|nothing|none",
        r"no|nowhere|neither|without",
        r"not (?:until|least|to mention|long|later|earlier|guilty|sure|un(?!der|til|it|iv|ion)\w+|in(?:accur|adeq|capab|compat|conceiv|consid|correct|cred|diff|elig|expens|frequ|signif|suffic|vis)\w*|"
        r"im(?:moral|plaus|poss|prob|prud)\w*|dis(?:courag|hon|loy|pleas|satis|simil)\w*|miss|fail|lack|deny|refuse)|(?:if|why|or) not|no (?:matter|doubts?|sooner|"
        r"wonder|(?:more|less|fewer|later|earlier) than|avail)|no\.? ?\d+|nothing (?:but|less|short|else|more)|never more|nowhere near|never[ -]ending|without (?:a )?doubt|"
        r"(?:is|was|are|were|do|does|did|has|have|wo|ca|would|could|should)n't (?:it|they|he|she|we|you|i)\W*\?|"
        r"can't help|cannot help|not that|not so much|not because",
        r"hardly|barely|scarcely|rarely|seldom|little|few|avoid\w*|unable|inability|incapab\w+|fail\w*|refus\w*|reject\w*|"
        r"den(?:y|ies|ied|ial|ials|ying)|lack\w*|prevent\w*|ban(?:s|ned|ning)?|stop\w*|miss(?:es|ed|ing)?|absen\w+|illegal\w*|"
        r"impossib\w*|far from|nonsense|un(?:known|clear|likely|willing|able)\w*|(?!unless)\w{4,}less|instead|neglect\w*|omit\w*",
        vague=r"unless|except|until|rather|too|yet|against|un[a-z]{4,}|non-?\w+|dis[a-z]{4,}|im(?:mature|mobile|patien|"
        r"perfect|prob)\w*|in(?:a(?:b|cc|ct|d)|c(?:ap|omp|ons|orr)|de(?:f|p|c)|dir|eff|es|evit|exp|hum|jus|sec|suf|tol|val|vis)"
        r"\w*|ir(?:reg|rel|res)\w*|anti\w*|oppos\w+|resist\w*|drop\w*|quit|end(?:s|ed)?|doubt\w*|wonder\w*|difficult\w*|hard|"
        r"any|ever|even|better|more|would|could|than|out|free|still",
        only=r"only|just|merely|simply",
        join=r"nor",
    ),
    "es": _Language(
        r"no",
        r"sin|nul[oa]s?",
        r"no (?:obstante|más|hace mucho|cabe duda|menos|bien|deja de)|sin (?:embargo|duda|más|"
        r"cesar|parar)|nada (?:más|menos)|hasta que no|¿?no\?|no \w+ más que|ni (?:más ni menos|mucho menos)|no más tarde",
        r"imposib\w*|incapa\w*|carec\w*|falt[aóoe]\w*|niega\w*|negó|nega(?:ba|do|r|ron|tiv)\w*|rechaz\w*|evit\w*|imp[ei]d\w*|"
        r"dej(?:ó|a|an|ar|aron|ado|aba|en|e) de|apenas|(?<!a )salvo|excepto|prohib\w*|infinit\w*|impun\w*|renunci\w*|abst\w+|"
        r"en (?:vez|lugar) de|lejos de|ausen\w+|descart\w*|ileg\w+|fracas\w*|desconoc\w*|inexist\w*|inaccesib\w*|inúti\w*|"
        r"a menos que|exent\w+|inocent\w*|in(?:acept|admis|alcanz|concebi|condicional|cuestion|debid|desead|discut|"
        r"document|estab|evitab|explic|fundad|imagin|justific|negab|oportun|pensab|segur|soport|suficient|toler|úti|usual)\w*|"
        r"des(?:content|cuid|acuerd|provist|favor)\w*|en vano|a más tardar|máximo|de menos",
        only=r"sol[oa]|sólo|solamente|únicamente",
        join=r"nunca|jamás|tampoco|ni siquiera|ni (?:\S+ ){1,5}?ni",
        bound=r"nadie|nada|ning[uú]n(?:[oa]s?)?|ni",
    ),
    "fr": _Language(
        r"pas|guère|(?:personne|aucune? \w+)(?= n(?:e |'))|n(?:e |')(?:[^\s.,;:!?]+ ){1,5}?(?:plus|personne|aucun\w*|nul\w*)|"
        r"n(?:e |')(?:(?:se |s'|y |en )?(?:peu[tx]|peuvent|pouv\w+|pourr\w+|sau?r\w+|ose\w*|cess\w+)|(?:a|ont|avait|avaient) pu)(?: pas)?",
        r"sans",
        r"(?:pas|non) (?:que|loin|à pas|moins)|sans (?:doute|cesse|arrêt|faute)|si ce n'est|(?:faux|un|le|les|"
        r"au|ses|quelques|premiers?|petits?|grands?|deux|trois) pas|rien (?:que|moins)|jamais (?:vu|deux)|n'est-ce pas|"
        r"plus que jamais|à jamais",
        r"impossib\w*|incapa\w*|manqu\w*|refus\w*|rejet\w*|évit\w*|empêch\w*|interdi\w*|sauf|excepté|loin d(?:e|')|au lieu de|"
        r"à peine|rare\w*|peu|infini\w*|absen\w+|dément\w*|ni[aeé]\w*|renonc\w*|cess\w*|échou\w*|difficil\w*|à moins|en vain|mécontent\w*|innocent\w*|au plus tard|in(?:accept|évitab|admiss|concev|"
        r"condition|contest|déni|discut|justif|suffis|support|tolér)\w*|"
        r"n(?:e |')(?:(?! pas )[^.,;:!?]){1,40} que|non(?! plus)|dépourv\w*|illég\w*|inconn\w*|inexist\w*",
        vague=r"plutôt|peu|rare\w*",
        only=r"seulement|uniquement|juste",
        join=r"jamais|rien|aucune?s?|nulle?|ni",
    ),
    "gl": _Language(
        r"non",
        r"sen",
        r"non obstante|sen (?:embargo|dúbida)|nada máis",
        r"imposib\w*|incapa\w*|carec\w*|falta\w*|neg(?:a|ou)\w*|rexeit\w*|evit\w*|imp[ei]d\w*|deix\w+ de|agás|salvo",
        only=r"só|soamente|unicamente",
        join=r"nunca|xamais|tampouco",
        bound=r"ninguén|nada|ningún\w*|ningunha\w*|nin",
    ),
    "it": _Language(
        r"non",
        r"senza|no",
        r"non (?:appena|più di)|senza (?:dubbio|altro)|più che mai|nient'altro",
        r"impossib\w*|incapac\w*|manc\w*|rifiut\w*|neg[aò]\w*|respin\w*|evit\w*|imped\w*|vieta\w*|tranne|eccetto|appena|"
        r"invece|anziché|assen\w+|smentit\w*|rinunci\w*|difficil\w*",
        only=r"solo|soltanto|solamente",
        join=r"mai|neanche|nemmeno|neppure",
        bound=r"nessun[ao]?|niente|nulla|né",
    ),
    "nl": _Language(
        r"niet|nooit|niemand|niets|geen",
        r"zonder|nergens|nee",
        r"niet meer dan|zonder (?:meer|twijfel)|al dan niet",
        r"nauwelijks|weinig|onmogelijk\w*|weiger\w*|ontken\w*|vermijd\w*|verbied\w*|verbod\w*|behalve|tenzij|\w{3,}loos|"
        r"\w{3,}loze|ontbr\w+|mis(?:t|te|sen)|pas|slechts",
        only=r"alleen|slechts|enkel",
        join=r"noch",
    ),
    "pt": _Language(
        r"não",
        r"sem",
        r"não obstante|sem (?:dúvida|embargo)|nada mais",
        r"impossív\w*|incapa\w*|falt\w*|carec\w*|neg(?:a|ou)\w*|recus\w*|rejeit\w*|evit\w*|imped\w*|impeç\w*|deix\w+ de|exceto|"
        r"salvo|proib\w*|em vez de|ao invés|difíci\w*",
        only=r"só|somente|apenas|unicamente",
        join=r"nunca|jamais|tampouco",
        bound=r"ninguém|nada|nenhum\w*|nem",
    ),
    "ru": _Language(
        r"не|нельзя|нет",
        r"без",
        r"не (?:более|менее)|без (?:сомнения|исключения)|если не|не раз|не без",
        r"невозможн\w*|неспособ\w*|отказ\w*|отриц\w*|отверг\w*|запре[тщ]\w*|кроме|лиш\w+|едва|избе[гж]\w*|отсутств\w*",
        only=r"только|лишь|просто",
        join=r"ни|никогда|никто|никого|никому|ничего|ничто|никак\w*|нигде",
    ),
    "uk": _Language(
        r"не|немає",
        r"без",
        r"не (?:більше|менше)|без (?:сумніву|винятку)|якщо не",
        r"неможлив\w*|нездат\w*|відмов\w*|запере\w*|відхил\w*|забор\w*|крім|окрім|ледве|уник\w*|відсутн\w*",
        only=r"тільки|лише|просто",
        join=r"ні|ніколи|ніхто|нікого|нікому|нічого|ніщо|ніяк\w*|ніде",
    ),
}
_NOR = frozenset(["ni", "nor", "nin", "nem", "né", "noch", "ни", "ні"])
_CLAUSE = 8  # words between two negative words that are one negation
_TOKEN = re.compile(r"[^\W\d_]+|[.;:!?()\"“”«»–—]")
# What stands before a bound word that opens its clause: nothing, a mark, a conjunction or a preposition.
_OPENING = re.compile(
    r"(?:\A|[^\w\s]\s*|\b(?:que|y|e|o|u|pero|mas|ma|però|a|de|di|da|en|em|in|por|per|con|com|amb|para|si|se|como|come|casi|"
    r"quase|quasi|cuando|quando|porque|perché|donde|onde|aunque|ya|já|i|\w+mente) +)\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=256)
def negation(text: str, locale: str) -> Negation | None:
    """The negation of a text without markup; None for a language that is not known."""
    patterns = _patterns(language_of(locale))
    if patterns is None:
        return None
    text = text.replace("’", "'")
    blank = patterns["phrases"].sub(_blank, text)
    rest = patterns["not_only"].sub(_blank, blank)
    found = sorted((m.start(), m.end(), kind) for kind in _KINDS for m in patterns[kind].finditer(rest))
    words: list[str] = []
    times, end = 0, -1
    verbal = False
    for start, stop, kind in found:
        if start < end:
            continue
        between = rest[end:start]
        joined = end >= 0 and kind in ("join", "bound") and _one_clause(between)
        if joined and "," in between and rest[start:stop].casefold() not in _NOR:
            joined = False
        if not joined:
            if kind == "bound" and not _OPENING.search(rest[max(0, start - 24) : start]):
                continue
            times += 1
        verbal |= kind in ("verbal", "join")
        words.append(rest[start:stop])
        end = stop
    not_only = len(patterns["not_only"].findall(blank))
    only = len(patterns["only"].findall(rest))
    vague = "\x00" in rest or only > 0 or patterns["vague"].search(rest) is not None
    return Negation(times, verbal, tuple(words), len(patterns["hints"].findall(rest)), vague, not_only, only)


def _blank(match: re.Match[str]) -> str:
    return "\x00" + " " * (len(match[0]) - 1)


_KINDS = ("verbal", "others", "join", "bound")


def _one_clause(between: str) -> bool:
    words = _TOKEN.findall(between)
    return len(words) <= _CLAUSE and all(w[0].isalpha() for w in words)


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]] | None:
    known = _LANGUAGES.get(language)
    if known is None:
        return None
    named = {name: getattr(known, name) for name in (*_KINDS, "phrases", "hints", "only", "vague")}
    named["not_only"] = rf"(?:{known.verbal}|{known.others}) (?:(?:an?|de) )?(?:{known.only})"
    return {name: re.compile(rf"(?<!\w)(?<!\w')(?:{p})(?!\w)", re.IGNORECASE) for name, p in named.items()}
