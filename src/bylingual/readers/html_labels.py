"""What the names in `class`, `id` and `itemprop` say an element is, in the words of news sites and their systems.

Written from general knowledge of the class names of news sites and content management systems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..html_tree import Element

# One word of a name: `article__sub-title` has the words article, sub, title, and subtitle is looked for in it without
# its marks too.
_MARKS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# In this order: `image-author` names a credit, `author` a byline.
_ROLES: Mapping[str, str] = {
    "caption": r"captions?|image-?caption|photo-?caption|wp-caption-text|legend[ae]?|figcaption|epigrafe|pie-?(?:de-?)?foto|"
    r"bildunterschrift|didascalia|legende|cutline|(?:media|gallery|image|photo|img|picture|foto)-?(?:caption|desc|description|legend)",
    "credit": r"credits?|credito|photo-?credit|photographer|copyright|copy-?right|fotograf(?:o|ia)?|bildnachweis|"
    r"(?:image|photo|img|picture|foto|media|bild)-?(?:author|autor|source|credits?|copyright|by)|autor-?foto|source-?image",
    "kicker": r"kicker|overline|eyebrow|dachzeile|roofline|volanta|antetitulo|cintillo|occhiello|surtitre|"
    r"sobretitulo|chapeu|label-?title|topline|spitzmarke|strapline-?top|supertitle|pre-?title",
    "deck": r"deck|dek|standfirst|subtitle|sub-?title|subtitulo|sub-?headline|subhead(?:line)?|sub-?heading|bajada|entradilla|"
    r"sottotitolo|sommario|sous-?titre|chapo|chapeau|linha-?fina|sumario|vorspann|anleser|abstract|"
    r"strapline|lead-?(?:in|text)|article-?(?:lead|intro|summary|description)|intro-?text|olho|copete|perex|ingress|teaser-?text",
    "byline": r"byline|by-?line|authors?|autor(?:es|ia|en)?|auteurs?|autori|firma|author-?names?|writers?|contributors?|"
    r"redakteur|verfasser|signature|firmante|reporter|creator",
    "date": r"date(?:line|time|published|modified)?|published(?:-?(?:at|on|date))?|pub-?date|time-?stamp|datum|fecha|data|datetime|"
    r"publication-?date|entry-?date|post-?date|updated?|last-?(?:modified|updated?)|publish(?:ed)?-?time|hora|time",
    "quote": r"pull-?quote|quote|blockquote|cita|zitat|destaque|citation|pullquote|destacado",
}
_FURNITURE: Mapping[str, str] = {
    "cookie": r"cookies?|consent|gdpr|cmp|onetrust|didomi|optanon|privacy-?(?:banner|notice|bar)|rgpd|lgpd",
    "newsletter": r"newsletters?|boletin(?:es)?|subscri(?:be|ption)-?(?:box|form|cta|banner)?|signup|sign-?up|mailing|email-?form|"
    r"inscription|abo-?box|nl-?box|suscri(?:bete|pcion|ptor)",
    "paywall": r"paywall|paid-?content|premium-?(?:box|message|wall)|subscriber-?only|piano|tp-?modal|regwall|reg-?wall|abonne|"
    r"subscription-?wall|metered",
    "share": r"share|sharing|shares?-?(?:bar|tools?|buttons?|links?)|social(?:s|-?(?:media|links?|share|icons?|bar|buttons?|networks?))?|"
    r"follow-?us|compartir|compartilh\w+|partage|teilen|addthis|sharethis|addtoany|sharedaddy|article-?tools|toolbar|"
    r"toolbox|tool-?bar|actions?|copy-?link|print-?(?:link|button)|redes",
    "advertisement": r"ads?|advert(?:s|isements?|ising|orial)?|adslot|ad-?(?:slot|container|unit|wrapper|box|banner|block|placeholder)|"
    r"banners?|sponsor(?:ed|s)?|promos?|promotion|publicidade?|publicite|publi|anzeigen?|werbung|pubblicita|dfp|gpt|"
    r"taboola|outbrain|commercial|patrocinad[oa]|adsense|partner-?content|ad-?label",
    "related": r"related(?:-?\w+)?|recommend(?:ed|ations?)?|more-?(?:on|from|stories|news|articles|like)|read-?(?:more|also|next)|"
    r"see-?also|also-?read|most-?(?:read|viewed|popular|shared|commented)|trending|popular|ranking|"
    r"relacionad[oa]s?|relacionadas|leia|saiba-?mais|veja-?mais|lea-?tambien|mas-?(?:leidas|leidos|noticias|vistas)|"
    r"recirculation|teasers?|outbrain|further|next-?(?:article|up|story)|prev(?:ious)?-?(?:next|article|post)|"
    r"suggest(?:ed|ions?)|similar|correlat[ei]|leggi-?anche|piu-?letti|verwandte|weitere|mehr-?zum|up-?next|"
    r"a-?lire|lire-?aussi|linkbox|link-?list|latest(?:-?\w+)?|ultimas|ultimi|en-?vivo|articles?-?list|teaser-?\w+",
    "comments": r"comments?|comment-?(?:list|form|area|count|respond)|respond|disqus|comentarios?|commentaires|kommentare?|"
    r"livefyre|discussion|coral|viafoura|commenti|trackbacks?|pingbacks?",
    "navigation": r"nav(?:igation|bar|-?links?)?|menus?|breadcrumbs?|bread-?crumb|migas|pagination|pager|sitemap|skip-?(?:link|to)|"
    r"sub-?nav|sidebar|side-?bar|masthead|site-?(?:header|footer)|page-?(?:header|footer)-?nav|top-?bar|"
    r"rodape|cabecalho|tabs?-?nav|toc|table-?of-?contents|indice",
    "tags": r"tags?|tag-?(?:list|cloud|links|box)|topics?|keywords?|etiquetas?|temas|themen|categories|post-?(?:categories|tags)|"
    r"article-?tags|argomenti|schlagworte|mots-?cles",
    "log-in": r"log-?in|sign-?in|register|registration|account|user-?(?:menu|panel|box)|iniciar-?sesion|anmelden|connexion",
    "player": r"(?:video|audio|media)-?(?:player|controls|meta|overlay)|jw-?player|player(?:-?\w+)?|vjs|brightcove|playlist|"
    r"listen|read-?aloud|speech|text-?to-?speech|podcast-?player|beyondwords|ad-?player",
    "search": r"search(?:-?(?:form|box|bar|field))?|buscador|suche|recherche|busca|buscar",
    "widget": r"widget-?(?:area|title)|weather|stocks?-?ticker|ticker|popup|pop-?up|modal|tooltip|toast|dialog|"
    r"off-?canvas|survey|poll|quiz|donat(?:e|ion)s?|support-?us|membership|offers?|app-?(?:download|promo)|"
    r"alert-?(?:box|bar)|notification|feedback|report-?error|corrections?-?(?:link|form)|screen-?reader(?:-?text)?|"
    r"sr-?only|visually-?hidden|visuallyhidden|a11y|hidden-?print|print-?only|only-?print|no-?screen|barrierefrei",
    "author box": r"author-?(?:bio|box|info|card|profile|about|description)|about-?(?:the-?)?author|bio|biograph(?:y|ie)|"
    r"contributor-?(?:bio|box)|sobre-?(?:el|o)-?autor|autoreninfo|authors?-?boxe?s?",
    "rights": r"licen[cs]e|licenza|legal|disclaimer|terms|imprint|impressum|rights|copyright-?(?:notice|text)|footer-?(?:text|note)",
}


def _compiled(table: Mapping[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    return [(name, re.compile(rf"(?:^|-)(?:{words})(?:-|$)")) for name, words in table.items()]


_ROLE_PATTERNS = _compiled(_ROLES)
_FURNITURE_PATTERNS = _compiled(_FURNITURE)
_ATTRIBUTES = ("class", "id", "itemprop", "data-testid", "data-component", "data-qa", "aria-label")
_LONGEST_NAME = 80


def names(element: Element) -> list[str]:
    """The names that an element gives itself, in lower case with `-` between their words."""
    found = []
    for key in _ATTRIBUTES[:-1]:
        if key in element.attributes:
            for name in element.get(key).split():
                if len(name) <= _LONGEST_NAME:
                    found.append(_MARKS.sub("-", _CAMEL.sub("-", name).lower()).strip("-"))
    return found


def role_named(element: Element) -> str:
    """The role that the names of an element say it has ("date" for a time), "" for none."""
    return _first(names(element), _ROLE_PATTERNS)


def furniture_named(element: Element) -> str:
    """The kind of page furniture that the names of an element say it is, "" for none."""
    return _first(names(element), _FURNITURE_PATTERNS)


def _first(found: list[str], patterns: list[tuple[str, re.Pattern[str]]]) -> str:
    return next((kind for kind, pattern in patterns for name in found if pattern.search(name)), "")


# What these name is page furniture even where the extractor took all of it for the article (FIRM); what stands in these
# may be a picture with its caption (SOFT), or the author's name and the date (SIGNED).
FIRM = frozenset(
    ["cookie", "newsletter", "advertisement", "comments", "share", "log-in", "search", "navigation", "button", "form"]
)
SIGNED = frozenset(["share", "author box", "player", "widget"])
SOFT = frozenset(["player", "widget", "beside the article", "advertisement", "related"])
