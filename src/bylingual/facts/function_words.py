"""Words that no text of a language does without: articles, prepositions, pronouns, auxiliaries. From general knowledge.

They tell in which language a piece of text is, also where detection has too little to go by.
"""

from __future__ import annotations

import re
from functools import cache

from ..locales import language_of

_WORDS = {
    "ca": "el la els les un una uns unes del dels al als amb per que què qui no és són ha han va van era seu seva aquest "
    "aquesta però com més molt també quan on entre sobre fins des sense segons ser fer té perquè nosaltres",
    "de": "der die das den dem des ein eine einen einem einer und oder aber nicht ist sind war waren hat haben wird werden "
    "wurde wurden kann zu zum zur von vom mit auf für aus bei nach über unter durch um als wie wenn dass daß auch nur noch "
    "schon sich er sie es wir ihr ich sein seine ihre im ins am",
    "en": "the of and to in is that for was on with as it at by from this be are have has had not but or an they which you "
    "were her his she he we their been its who will would there than when what all can more if out about into could them "
    "these some other only over after also our because how your no my so does do did those where while should",
    "es": "el la los las un una unos unas del al de que y o pero con por para no es son era fue han ha había su sus se lo le "
    "les como más muy también cuando donde entre sobre hasta desde sin según ser hacer tiene este esta estos estas ese esa "
    "ya porque nos",
    "fr": "le la les un une des du au aux de que qui et ou mais avec par pour ne pas est sont était ont été dans sur sous "
    "ce cette ces son sa ses leur leurs il elle ils elles nous vous je se plus très aussi comme quand où entre sans selon "
    "être avoir fait dont",
    "gl": "o a os as un unha do da dos das no na nos nas ao á que e ou pero con por para non é son era foi foron seu súa "
    "como máis moi tamén cando onde entre sobre ata desde sen segundo este esta xa porque",
    "it": "il lo la i gli le un uno una del della dei delle dello al alla ai alle di che e o ma con per non è sono era "
    "hanno ha nel nella nei sul sulla dal dalla suo sua si come più molto anche quando dove tra fra fino senza secondo "
    "essere fare questo questa perché",
    "nl": "de het een en of maar met voor niet is zijn was waren heeft hebben wordt worden werd kan te van op uit bij naar "
    "over onder door om als dat die deze dit ook alleen nog al zich hij zij ze wij we ik hun haar er",
    "pt": "o a os as um uma do da dos das no na nos nas ao à de que e ou mas com por para não é são era foi foram seu sua "
    "se como mais muito também quando onde entre sobre até desde sem segundo ser fazer tem este esta esse essa já porque",
    "ru": "и в не на что с по как это его но все она так он же от за из у для до вы мы они о бы было был были быть или "
    "при если когда уже только который которая которые также есть",
    "sv": "och i att det som en på är av för med den till inte har de om ett han men var sig från vi så kan när år säger "
    "under efter eller nu där mot ska också sin hade hon än",
    "uk": "і в не на що з по як це його але все вона так він же від за із у для до ви ми вони про би було був були бути "
    "або при якщо коли вже тільки який яка які також є та",
}  # fmt: skip


# Words that often begin a sentence, beside the articles and pronouns; from general knowledge. Of languages without a
# line, no first word is taken for a name.
_OPENERS = {
    "de": "aber allein allerdings alle alles als also am an anders anfang angesichts auch auf aufgrund aus außerdem bald beide "
    "beim bereits bis bisher bislang da dabei dadurch dafür dagegen daher damals damit danach dann darauf darüber darum darunter "
    "das dass davon davor dazu denn dennoch derzeit deshalb deswegen dies diese dieser dieses doch dort drei durch eben ebenfalls "
    "ebenso eigentlich einige einst endlich entsprechend erst erstmals etwa etwas fast für ganz gegen gerade genau gestern gleich "
    "heute hier hinter hinzu immer immerhin in indem infolge inzwischen irgendwann ja jede jeder jedes jedoch jetzt kaum kein keine "
    "keiner künftig laut lediglich letztlich man manche manchmal mehr mehrere meist mit mittlerweile möglicherweise nach nachdem "
    "natürlich neben nein nicht nichts nie niemand noch nun nur ob obwohl offenbar oft ohne rund schließlich schon sehr seit seitdem "
    "selbst sicher sobald so sogar solange solche somit sonst sowohl später statt tatsächlich trotz trotzdem über überhaupt um "
    "und ungefähr unter vergangene viel viele vielleicht vier von vor vorerst während wann warum was weder wegen weil weiter weitere "
    "wenig wenige wenn wer werden wie wieder wir wo wobei wohl zu zudem zuerst zuletzt zum zumindest zunächst zur zurück zurzeit "
    "zusammen zwar zwei zwischen",
    "es": "tras además ante así aunque cada casi como cuando dado dado después desde detrás diez dos durante ello ellos ella "
    "ellas en entonces eso esto hace hay hoy incluso luego mientras muchos muchas nada nadie ninguno nuestra nuestro nunca "
    "otra otras otro otros para pero poco pocos primero pues quien quienes quizá si sin sobre sólo solo tal también tampoco "
    "tan tanto todas todo todos todavía toda tres tras un unos varias varios ya yo qué cómo cuándo dónde por quién fue era",
    "fr": "lors cela seulement tandis non afin ainsi alors après aucun aucune aujourd'hui auparavant autant avant beaucoup "
    "bien car ceci celle celles celui ceux cependant certains certaines chacun chaque chez combien comment contre c'est "
    "c'était d'abord d'après depuis dès deux donc durant enfin ensuite environ face grâce hier ici jamais jusqu'à là "
    "lorsque maintenant malgré même mes moins moi notre nos on oui outre parce parmi pendant personne peu peut-être plus "
    "plusieurs pourquoi pourtant près presque puis puisque quant quelle quelles quelque quelques quel quels quoi rien si "
    "soudain souvent suite surtout tel telle tous tout toute toutes toutefois trois trop un une voici voilà voire votre",
}
_ADVERBS = {"de": ("weise",), "es": ("mente", "mos", "ndo"), "fr": ("ment", "ons", "ant")}  # their endings


@cache
def function_words(locale: str) -> frozenset[str]:
    """The words of a locale's language, case-folded; none for a language that is not known."""
    return frozenset(_WORDS.get(language_of(locale), "").split())


@cache
def only_in(locale: str, other: str) -> frozenset[str]:
    """Words of the first locale's language that are none of the second's; none where one of both is not known."""
    if not function_words(locale) or not function_words(other):
        return frozenset()
    return function_words(locale) - function_words(other)


def opens(word: str, locale: str) -> bool:
    """Whether a word with a capital may be one of those that sentences begin with; True for an unknown language."""
    language, word = language_of(locale), word.casefold()
    if language not in _OPENERS:
        return True
    return word in function_words(locale) or word in _OPENERS[language].split() or word.endswith(_ADVERBS[language])


# What stands before a noun, and endings of nouns, in languages that write them with a capital.
_BEFORE_NOUNS = {
    "de": "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem im am zum zur beim vom ins ans "
    "dieser diese dieses diesen diesem jeder jede jedes seine seiner seinen seinem ihre ihrer ihren ihrem alle aller viele "
    "mehrere einige beide",
}
_NOUN_ENDINGS = {
    "de": r".{3,}(?:ung|heit|keit|schaft|tion|tät|nis|tum|chen|ismus)(?:en|s|e)?|.{13,}|.{2,}(?:te|ten|en|er|ern)"
}


def is_noun(word: str, before: str, locale: str) -> bool:
    """Whether a word with a capital is rather a noun than a name, by the word before it (case-folded) or its ending."""
    language = language_of(locale)
    if language not in _BEFORE_NOUNS:
        return False
    return before in _BEFORE_NOUNS[language].split() or re.fullmatch(_NOUN_ENDINGS[language], word) is not None
