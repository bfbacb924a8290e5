"""Phrases that belong to a web page, not to its article, by class.

Written from general knowledge of news sites in the languages of CLDR's most read locales. A phrase alone is never
enough: `boilerplate_class` also wants the shape (short), and the caller the position (head or tail).
"""

from __future__ import annotations

import re

from ._boilerplate_tables import BEGINNINGS, COOKIE_BEGINNINGS, COOKIES, LINES, WITHIN
from .keys import comparison_key, width_units

# Longest text, in width units, that can be boilerplate by a phrase alone. An article about cookies has longer ones.
MAX_WIDTH = 140

_PHRASES: dict[str, tuple[str, ...]] = {
    "cookie": (
        r"\bcookies?\b.*\b(use[sd]?|using|consent|accept|improve|settings|policy|experience)\b",
        r"\b(use|using|accept|manage|about|our) (all )?cookies?\b",
        r"\b(utilizamos|usamos|uso de|aceptar?|política de|configurar|utilizziamo|usiamo|accetta|gestisci) .{0,20}cookies?\b",
        r"\b(utilisons|utilise|accepter|gérer|paramétrer|politique de|verwende[nt]|nutz(t|en)|akzeptier\w+) .{0,20}cookies?\b",
        r"\b(политик\w+|использу\w+) .{0,20}(cookie|куки)",
        r"\bcookies? .{0,40}(zustimm|verwend|akzept)",
        r"cookie ?を使用",
        r"使用 ?cookie",
    ),
    "newsletter": (
        r"\b(sign up|subscribe) (to|for) (our|the|your)\b.*\b(newsletter|updates|briefing|emails?)\b",
        r"\b(suscríb[ea]\w*|inscríbete|assine|inscreva-se|inscrivez-vous|abonnez-vous|iscriviti|abonnieren|melden sie sich)\b.*\b(newsletter|boletín|bulletin|lettre)\b",
        r"^newsletters?$",
        r"\bподпи(шитесь|сывайтесь)\b",
        r"メールマガジン",
    ),
    "share": (
        r"^(share|tweet|email|print|copy link|share this( article| story)?|compartir?|compartilh\w+|partager|teilen|condividi|поделиться|分享|シェア|シェアする|ツイート)( (on|en|no|sur|auf|su|в|via) [\w ]+)?[:.!]?$",
        r"^分享(到|让更多)",
        r"^(follow|like) .{1,30} on (facebook|twitter|x|instagram|whatsapp|telegram|youtube|tiktok|social media)\b",
        r"^(follow us|síguenos|siga-nos|suivez-nous|folgen sie uns|seguici|关注我们|フォロー)\b.{0,40}$",
        r"^(facebook|twitter|whatsapp|linkedin|telegram|instagram|x|e-?mail)$",
        r"^(フォローする|この(記事|特集)を(フォロー|保存))",
    ),
    "save": (
        r"^(save|bookmark|read later|add to|guardar?|añadir a|salvar|adicionar aos?|enregistrer|ajouter|pour (ajouter|"
        r"enregistrer)|speichern|merken|salva|hai salvato|aggiungi a[il]?|сохранить|добавить в)\b.{0,60}\b(articles?|story|"
        r"later|favou?rites|reading list|artículos?|favoritos|lista|artigos?|sélections?|favoris|liste|artikel|merkliste|"
        r"articol[io]|preferiti|избранное|статью)\b",
    ),
    "login": (
        r"^(log ?in|sign in|register|create (an )?account|se connecter|s.inscrire( gratuitement)?|identifiez-vous|iniciar sesión|inicia sesión|regístrate|entrar|anmelden|registrieren|accedi|registrati|войти|登录|登入|注册|ログイン|新規登録)[.!]?$",
        r"^(already have an account|vous (possédez|avez) déjà un compte|¿ya tienes (una )?cuenta|já tem (uma )?conta|haben sie bereits|non hai un account|hai già un account)\b.{0,60}$",
    ),
    "paywall": (
        r"\bil vous reste \d+([.,]\d+)? ?% de cet article\b",
        r"\barticle réservé (à nos|aux) abonnés\b",
        r"\b(contenido|artículo|noticia) (exclusiv[oa]|solo) para (suscriptores|abonados)\b",
        r"\b(conteúdo|matéria) exclusiv[oa] para assinantes\b",
        r"\bnur für abonnenten\b",
        r"\b(subscribe|subscription) (now|today)? ?to (continue|keep) reading\b",
        r"この記事は有料(記事|会員)",
        r"\bcontenuto riservato agli abbonati\b",
        r"残り\d+文字",
    ),
    "copyright": (
        r"^(©|\(c\)|copyright)\W",
        r"\ball rights reserved\b",
        r"\btodos los derechos reservados\b",
        r"\btodos os direitos reservados\b",
        r"\btous droits réservés\b",
        r"\balle rechte vorbehalten\b",
        r"\btutti i diritti riservati\b",
        r"\bвсе права защищены\b",
        r"無断(転載|複製)",
        r"版权所有",
    ),
    "comments": (
        r"^(\d+ )?(comments?|comentarios?|comentários?|commentaires?|kommentare?|commenti|комментарии|コメント|评论)( \(?\d+\)?)?$",
        r"^(leave|post|add|write) (a|your) (comment|reply)\b.{0,30}$",
        r"^partecipa alla discussione$",
        r"^(caratteri|characters|caracteres|caractères|zeichen) (rimanenti|remaining|restantes|restants|übrig)\b.{0,10}$",
        r"^(join the conversation|deja (un|tu) comentario|deixe seu comentário)\b.{0,20}$",
        r"^(envi(ar|a)|invia|submit|absenden|envoyer)$",
    ),
    "related": (
        r"^(read (more|also|next)|see also|related( (articles?|stories|topics|news))?|more (on|from|about) .{1,40}|most read|recommended( for you)?|also read)\b[:.]?.{0,60}$",
        r"^(lea|lee|ver|leer) (también|además|más)\b",
        r"^(leia|veja) (também|mais)\b",
        r"^lire (aussi|également)\b",
        r"^.{0,20}\b(mais (lid[ao]s|vist[ao]s|assistid[ao]s)|más (leíd[ao]s|vist[ao]s)|les plus lus|meistgelesen|più (lett[ie]|vist[ie])|most (read|viewed|popular))\b.{0,15}$",
        r"^(اقرأ|إقرأ|اقرئي|طالع|شاهد) (أيضا|أيضًا|ايضا|المزيد)",
        r"^(lees (ook|meer|verder)|läs (också|även|mer|vidare)|les også|læs også|čtěte také|διαβάστε (επίσης|ακόμη)|читайте також|ayrıca okuyun|ilgili haber\w*|관련 ?기사|baca juga|xem thêm)\b",
        r"^(dowiedz się więcej|(czytaj|przeczytaj|zobacz) (też|także|również|więcej)|mehr lesen)\b",
        r"^(lesen sie (auch|mehr)|mehr zum thema|auch interessant)\b",
        r"^(leggi anche|ti potrebbe interessare)\b",
        r"^(читайте также|по теме)\b",
        r"^(関連記事|あわせて読みたい|相关(阅读|新闻)|下一篇|上一篇)",
        r"^(подписывайтесь на) (темы|автора)\b",
        r"アクセスランキング",
    ),
    "player": (
        r"^(play|pause|mute|unmute|full ?screen|video player|advertisement|publicidad|publicidade|publicité|anzeige|werbung|pubblicità|реклама|広告|advertise with us)$",
        r"^.{0,20}(full ?screen|pantalla completa|tela cheia|plein écran|vollbild|tutto schermo|полноэкранн\w+|весь экран).{0,12}$",
        r"^(skip to (main )?content|jump to navigation|menu|search|home|back to top|buscar|inicio|menü|suche|cerca|搜索|客户端)$",
    ),
}

_COMPILED = {name: re.compile("|".join(f"(?:{p})" for p in phrases)) for name, phrases in _PHRASES.items()}
_LINES = {line: name for name, lines in LINES.items() for line in reversed(lines.split("|"))}
_BEGINNINGS = {begin: name for name, begins in BEGINNINGS.items() for begin in begins.split("|")}
_WITHIN = {name: tuple(phrases.split("|")) for name, phrases in WITHIN.items()}
_COOKIE_BEGINNINGS = tuple(COOKIE_BEGINNINGS.split("|"))
_COOKIES = tuple(COOKIES.split("|"))
# What stands around a line's words: signs and brackets; numbers too, where comments are counted.
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")
_COUNTED = re.compile(r"\A[\W\d_]+|[\W\d_]+\Z")
# A row of buttons on one line, with a label or without: `Teilen: Facebook · Twitter`.
_LABEL = re.compile(r"\A[^:：]{1,25}[:：]\s*")
_BETWEEN = re.compile(r"[\s·|,/•]+")
_BUTTONS = frozenset(["share", "save"])
# What parts "Read more" from the link behind it.
_LINK_MARK = re.compile(r"\s*[:|»→>]\s*|\s+-\s+")
_LONGEST_BEGINNING = 40
# Links with their label, and cookie banners, may be longer than other furniture.
_LINK_WIDTH = 250
_COOKIE_WIDTH = 400
_FULL_STOP = (".", "。", "।")


def boilerplate_class(text: str) -> str:
    """The class of page furniture that `text` reads like ("cookie", "share" …), "" for none.

    One hit inside a long paragraph is not enough: texts over `MAX_WIDTH` width units never match, but for cookie banners
    and links behind "Read more:", which are told by how they begin.
    """
    width = width_units(text)
    if width > _COOKIE_WIDTH:
        return ""
    key = comparison_key(text)
    if key.startswith(_COOKIE_BEGINNINGS) and any(word in key for word in _COOKIES):
        return "cookie"
    if width > _LINK_WIDTH:
        return ""
    mark = _LINK_MARK.search(key, 0, _LONGEST_BEGINNING + 3)
    if mark and not text.endswith(_FULL_STOP) and (name := _BEGINNINGS.get(key[: mark.start()])):
        return name
    if width > MAX_WIDTH:
        return ""
    if not text.endswith(_FULL_STOP):
        if name := _LINES.get(_AROUND.sub("", key)):
            return name
        if _LINES.get(_COUNTED.sub("", key)) == "comments":
            return "comments"
    words = [word for word in _BETWEEN.split(_LABEL.sub("", key, count=1)) if word]
    if len(words) > 1 and all(_LINES.get(word) in _BUTTONS for word in words):
        return "share"
    for name, phrases in _WITHIN.items():
        if any(phrase in key for phrase in phrases):
            return name
    return next((name for name, pattern in _COMPILED.items() if pattern.search(key)), "")
