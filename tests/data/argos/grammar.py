"""A small grammar of news sentences in English, Spanish and French, the source of the test packages' data.

Every sentence is made in the three languages at once, so each English sentence has one Spanish translation
and each Spanish sentence one French translation.  Everything here is deterministic and needs only the
standard library.

Held-out sentences.  Each sentence records the word pairs it brings together: subject with verb, verb with
object, adjective with noun, noun with place, first name with surname.  `reserved` sets about an eighth of all
possible pairs aside by a hash of their words.  The training sampler offers only pairs that are not reserved
and the held-out sampler only pairs that are, hence no pair of a held-out sentence ever occurs in training.
`verify` checks this, and that no sentence has two translations, on generated data.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

TRAIN_SEED = 11
HELDOUT_SEED = 29
HELDOUT_SIZE = 320
MAX_WORDS = 18

T = TypeVar("T")
Triple = tuple[str, str, str]  # the same text in English, Spanish and French
Pair = tuple[str, str, str]  # kind of the pair, first word, second word

# --- Lexicon ------------------------------------------------------------------------------------------------
# Nouns: English ; Spanish gender ; French gender.  A plural that the rules below miss follows a slash.
# Classes: H people, O organizations, B buildings, D documents, P products, W works, E events, C contests, Z hazards,
# M quantities that rise and fall.

NOUNS = {
    "H": """
        mayor; alcalde m; maire m | minister; ministro m; ministre m | president; presidente m; président m
        king; rey m; roi m | queen; reina f; reine f | princess; princesa f; princesse f
        judge; juez m; juge m | doctor; médico m; médecin m | nurse; enfermera f; infirmière f
        teacher; maestro m; enseignant m | student; estudiante m; étudiant m
        farmer; agricultor m; agriculteur m | worker; trabajador m; travailleur m
        engineer; ingeniero m; ingénieur m
        scientist; científico m; scientifique m | writer; escritor m; écrivain m
        actress; actriz f; actrice f
        singer; cantante m; chanteur m | lawyer; abogado m; avocat m | soldier; soldado m; soldat m
        driver; conductor m; conducteur m | player; jugador m; joueur m | coach; entrenador m; entraîneur m
        fisherman/fishermen; pescador m; pêcheur m | baker; panadero m; boulanger m
        neighbor; vecino m; voisin m
        tourist; turista m; touriste m | journalist; periodista m; journaliste m | expert; experto m; expert m
        witness; testigo m; témoin m | firefighter; bombero m; pompier m | mother; madre f; mère f
        father; padre m; père m | woman/women; mujer f; femme f | child/children; niño m; enfant m
        volunteer; voluntario m; bénévole m | captain; capitán/capitanes m; capitaine m
        architect; arquitecto m; architecte m | director; director m; directeur m
        artist; artista m; artiste m
        poet; poeta m; poète m""",
    "O": """
        government; gobierno m; gouvernement m | council; consejo m; conseil m
        company; empresa f; entreprise f
        bank; banco m; banque f | court; tribunal m; tribunal m | university; universidad f; université f
        hospital; hospital m; hôpital m | club; club/clubes m; club m | team; equipo m; équipe f
        union; sindicato m; syndicat m | party; partido m; parti m | committee; comité m; comité m
        newspaper; periódico m; journal m | agency; agencia f; agence f | foundation; fundación f; fondation f
        parliament; parlamento m; parlement m | army; ejército m; armée f | museum; museo m; musée m
        association; asociación f; association f | family; familia f; famille f""",
    "B": """
        bridge; puente m; pont m | school; escuela f; école f | road; carretera f; route f
        station; estación f; gare f | airport; aeropuerto m; aéroport m
        library; biblioteca f; bibliothèque f
        theater; teatro m; théâtre m | stadium; estadio m; stade m | market; mercado m; marché m
        park; parque m; parc m | factory; fábrica f; usine f | church; iglesia f; église f
        tower; torre f; tour f | hotel; hotel m; hôtel m | harbor; puerto m; port m
        shop; tienda f; magasin m
        garden; jardín/jardines m; jardin m | pool; piscina f; piscine f | street; calle f; rue f
        house; casa f; maison f | clinic; clínica f; clinique f | prison; cárcel f; prison f
        office; oficina f; bureau m | farm; granja f; ferme f | tunnel; túnel m; tunnel m
        square; plaza f; place f | restaurant; restaurante m; restaurant m | cinema; cine m; cinéma m
        laboratory; laboratorio m; laboratoire m | lighthouse; faro m; phare m
        castle; castillo m; château m""",
    "D": """
        law; ley f; loi f | plan; plan m; plan m | report; informe m; rapport m
        project; proyecto m; projet m
        budget; presupuesto m; budget m | agreement; acuerdo m; accord m | tax; impuesto m; impôt m
        reform; reforma f; réforme f | proposal; propuesta f; proposition f | decision; decisión f; décision f
        letter; carta f; lettre f | contract; contrato m; contrat m | strategy; estrategia f; stratégie f
        treaty; tratado m; traité m | study; estudio m; étude f | rule; norma f; règle f
        speech; discurso m; discours m | program; programa m; programme m
        investigation; investigación f; enquête f""",
    "P": """
        car; coche m; voiture f | train; tren m; train m | bus; autobús/autobuses m; bus m
        boat; barco m; bateau m | bicycle; bicicleta f; vélo m | computer; ordenador m; ordinateur m
        phone; teléfono m; téléphone m | machine; máquina f; machine f
        medicine; medicamento m; médicament m | ticket; billete m; billet m
        robot; robot/robots m; robot m | vaccine; vacuna f; vaccin m | engine; motor m; moteur m
        tree; árbol m; arbre m | apple; manzana f; pomme f | clock; reloj m; horloge f
        chair; silla f; chaise f""",
    "W": """
        book; libro m; livre m | film; película f; film m | song; canción f; chanson f
        painting; cuadro m; tableau m | photo; foto f; photo f | poem; poema m; poème m""",
    "E": """
        concert; concierto m; concert m | festival; festival m; festival/festivals m
        exhibition; exposición f; exposition f | meeting; reunión f; réunion f
        conference; conferencia f; conférence f | strike; huelga f; grève f
        ceremony; ceremonia f; cérémonie f
        fair; feria f; foire f | protest; protesta f; manifestation f | debate; debate m; débat m
        trial; juicio m; procès m | campaign; campaña f; campagne f | vote; votación f; vote m""",
    "C": """
        election; elección f; élection f | race; carrera f; course f | tournament; torneo m; tournoi m
        championship; campeonato m; championnat m | prize; premio m; prix m""",
    "Z": """
        storm; tormenta f; tempête f | flood; inundación f; inondation f | fire; incendio m; incendie m
        crisis/crises; crisis/crisis f; crise f | earthquake; terremoto m; séisme m
        drought; sequía f; sécheresse f""",
    "M": """
        cost; coste m; coût m | salary; salario m; salaire m | sale; venta f; vente f
        temperature; temperatura f; température f | profit; beneficio m; bénéfice m | debt; deuda f; dette f
        rent; alquiler m; loyer m | investment; inversión f; investissement m
        expense; gasto m; dépense f | pension; pensión f; retraite f""",
}

# Adjectives: English ; Spanish forms ; French masculine/feminine[/masculine before a vowel] ; marks ; noun
# classes.  Marks: "es" or "fr" stands before the noun in that language, "x" takes the verb estar and is only
# a predicate, "c" is also used in comparisons.
ADJECTIVES = """
    new; nuevo; nouveau/nouvelle/nouvel; es fr; BDPEW | old; viejo; vieux/vieille/vieil; fr; BPHW
    big; grande; grand; fr; BPEO | small; pequeño; petit; es fr; BPEO | modern; moderno; moderne; c; BPOW
    expensive; caro; cher/chère; c; BPDEW | public; público; public/publique; ; BDE
    private; privado; privé; ; BDEO | important; importante; important; c; BDECHOW
    famous; famoso; célèbre; c; BHPEOW | popular; popular; populaire; c; HPECW
    dangerous; peligroso; dangereux/dangereuse; c; BPZ | difficult; difícil; difficile; c; DECW
    foreign; extranjero; étranger/étrangère; ; HPOW | national; nacional; national; ; DECO
    local; local; local; ; HOBDE | international; internacional; international; ; OECD
    regional; regional; régional; ; DECO | Spanish; español/española; espagnol; ; HOPBW
    Portuguese; portugués/portuguesa/portugueses; portugais; ; HOPBW
    French; francés/francesa/franceses; français; ; HOPBW | Italian; italiano; italien/italienne; ; HOPBW
    German; alemán/alemana/alemanes; allemand; ; HOPBW | young; joven/joven/jóvenes; jeune; fr; H
    rich; rico; riche; ; HO | happy; feliz; heureux/heureuse; ; H | red; rojo; rouge; ; PB
    white; blanco; blanc/blanche; ; PB | green; verde; vert; ; PB | black; negro; noir; ; PB
    blue; azul; bleu; ; PB | strong; fuerte; fort; c; HZ | long; largo; long/longue; fr; EDW
    beautiful; hermoso; beau/belle/bel; fr; BPW | historic; histórico; historique; c; BDEW
    electric; eléctrico; électrique; ; P | huge; enorme; énorme; ; BPZ | secret; secreto; secret/secrète; ; DEW
    annual; anual; annuel/annuelle; ; DECM | rural; rural; rural; ; B | useful; útil; utile; c; PDW
    high; alto; élevé; ; M | low; bajo; bas/basse; ; M | serious; grave; grave; c; Z
    empty; vacío; vide; x; B | full; lleno; plein; x; B | ready; listo; prêt; x; HBDP
    tired; cansado; fatigué; x; H | sick; enfermo; malade; x; H | calm; tranquilo; calme; ; HB
"""

# Verbs: English base[/past[/participle]] ; Spanish infinitive[: present singular, plural, past singular,
# plural, participle, future stem] ; French infinitive[: present singular, plural, participle, future stem] ;
# subjects ; objects.  An empty field, or one missing at the end, is regular.  Object "-" stands for none, "%"
# for a percentage, "$" for money; "être" marks verbs that form the French past with it.
VERBS = """
    open; inaugurar; inaugurer; HO; B
    build/built; construir; construire; HO; B
    rebuild/rebuilt; reconstruir; reconstruire; HO; B
    close; cerrar: cierra, cierran; fermer; HO; B
    repair; reparar; réparer; HO; BP
    visit; visitar; visiter; HO; B
    buy/bought; comprar; acheter: achète, achètent, , achèter; HO; PBW
    sell/sold; vender; vendre; HO; PBW
    present; presentar; présenter; HO; D
    approve; aprobar: aprueba, aprueban; approuver; HO; D
    reject; rechazar; rejeter: rejette, rejettent, , rejetter; HO; D
    sign; firmar; signer; H; D
    criticize; criticar; critiquer; HO; DEHOW
    support; apoyar; soutenir: soutient, soutiennent, soutenu, soutiendr; HO; DHO
    publish; publicar; publier; HO; DW
    write/wrote/written; escribir: , , , , escrito; écrire: écrit, écrivent, écrit; H; DW
    organize; organizar; organiser; HO; EC
    cancel; cancelar; annuler; HO; EC
    lead/led; dirigir; diriger; H; O
    win/won; ganar; gagner; HO; C
    lose/lost; perder: pierde, pierden; perdre; HO; CPW
    examine; examinar; examiner; HO; DPW
    destroy; destruir; détruire; Z; BPW
    damage; dañar; endommager; Z; BPW
    threaten; amenazar; menacer; Z; BHO
    protect; proteger; protéger: protège, protègent; HO; BH
    help; ayudar; aider; HO; HO
    greet; saludar; saluer; H; H
    congratulate; felicitar; féliciter; HO; HO
    accuse; acusar; accuser; HO; HO
    arrest; detener: detiene, detienen, detuvo, detuvieron, , detendr; arrêter; O; H
    interview; entrevistar; interviewer; H; H
    defend; defender: defiende, defienden; défendre; HO; DH
    invite; invitar; inviter; HO; H
    find/found; encontrar: encuentra, encuentran; trouver; HO; PDW
    use; usar; utiliser; HO; P
    produce; producir: , , produjo, produjeron; produire; O; PW
    finance; financiar; financer; HO; EDB
    change; cambiar; changer; HO; D
    paint; pintar; peindre: peint, peignent, peint; H; B
    photograph; fotografiar: fotografía, fotografían; photographier; H; BH
    clean; limpiar; nettoyer: nettoie, nettoient, , nettoier; HO; B
    inspect; inspeccionar; inspecter; HO; BP
    design; diseñar; concevoir: conçoit, conçoivent, conçu, concevr; HO; PB
    celebrate; celebrar; célébrer: célèbre, célèbrent; HO; EC
    follow; seguir: sigue, siguen, siguió, siguieron; suivre: suit, suivent, suivi; HO; EH
    analyze; analizar; analyser; HO; D
    discover; descubrir: , , , , descubierto; découvrir: découvre, découvrent, découvert; HO; PZW
    steal/stole/stolen; robar; voler; H; PW
    send/sent; enviar: envía, envían; envoyer: envoie, envoient, , enverr; HO; PDW
    receive; recibir; recevoir: reçoit, reçoivent, reçu, recevr; HO; PDCW
    announce; anunciar; annoncer; HO; ECD
    prepare; preparar; préparer; HO; ECD
    export; exportar; exporter; O; PW
    import; importar; importer; O; PW
    replace; reemplazar; remplacer; HO; PB
    choose/chose/chosen; elegir: elige, eligen, eligió, eligieron; choisir; HO; PHW
    reduce; reducir: , , redujo, redujeron; réduire; HO; M
    control/controlled; controlar; contrôler; HO; M
    spend/spent; gastar; dépenser; HO; $
    invest; invertir: invierte, invierten, invirtió, invirtieron; investir; HO; $
    pay/paid; pagar; payer: paie, paient, , paier; HO; $
    rise/rose/risen; subir; augmenter; M; %
    fall/fell/fallen; bajar; baisser; M; %
    arrive; llegar; arriver; H; - être
    leave/left; salir: , , , , , saldr; partir: part, partent, parti; H; - être
    return; regresar; revenir: revient, reviennent, revenu, reviendr; H; - être
    work; trabajar; travailler; H; -
    sleep/slept; dormir: duerme, duermen, durmió, durmieron; dormir: dort, dorment, dormi; H; -
    travel; viajar; voyager; H; -
    speak/spoke/spoken; hablar; parler; H; -
    wait; esperar; attendre; H; -
    resign; dimitir; démissionner; H; -
    dance; bailar; danser; H; -
    begin/began/begun; empezar: empieza, empiezan; commencer; EC; -
    end; terminar; finir; ECZ; -
    continue; continuar: continúa, continúan; continuer; ECZ; -
"""

# Modal verbs: English with a singular and a plural subject, both also negated; Spanish and French with a
# singular and a plural subject and with "we".
MODALS = tuple(
    [part.strip() for part in entry.split(";")]
    for entry in """
    must; must; must not; must not; debe deben debemos; doit doivent devons
    can; can; cannot; cannot; puede pueden podemos; peut peuvent pouvons
    wants to; want to; does not want to; do not want to; quiere quieren queremos; veut veulent voulons
    hopes to; hope to; does not hope to; do not hope to; espera esperan esperamos; espère espèrent espérons
""".strip().splitlines()
)

# Places: English, Spanish, French, French "in".
PLACES = """
    Lisbon Lisboa Lisbonne à | Madrid Madrid Madrid à | London Londres Londres à | Paris París Paris à
    Rome Roma Rome à | Berlin Berlín Berlin à | Vienna Viena Vienne à | Athens Atenas Athènes à
    Brussels Bruselas Bruxelles à | Geneva Ginebra Genève à | Seville Sevilla Séville à
    Warsaw Varsovia Varsovie à | Dublin Dublín Dublin à | Oslo Oslo Oslo à | Prague Praga Prague à
    Spain España Espagne en | France Francia France en | Italy Italia Italie en
    Germany Alemania Allemagne en | Portugal Portugal Portugal au | Canada Canadá Canada au
    Japan Japón Japon au | Greece Grecia Grèce en
    Mexico México Mexique au | Brazil Brasil Brésil au | Norway Noruega Norvège en | Poland Polonia Pologne en
    Ireland Irlanda Irlande en | Morocco Marruecos Maroc au | Egypt Egipto Égypte en
"""
WEEKDAYS = """Monday lunes lundi | Tuesday martes mardi | Wednesday miércoles mercredi | Thursday jueves jeudi
    Friday viernes vendredi | Saturday sábado samedi | Sunday domingo dimanche"""
MONTHS = """January enero janvier | February febrero février | March marzo mars | April abril avril
    May mayo mai | June junio juin | July julio juillet | August agosto août | September septiembre septembre
    October octubre octobre | November noviembre novembre | December diciembre décembre"""
NUMERALS = "two dos deux | three tres trois | four cuatro quatre | five cinco cinq | six seis six"

QUESTION_WORDS: tuple[Triple, ...] = (
    ("", "", ""),
    ("when", "cuándo", "quand"),
    ("where", "dónde", "où"),
    ("why", "por qué", "pourquoi"),
)
TIMES: dict[str, list[Triple]] = {
    "past": [
        ("yesterday", "ayer", "hier"),
        ("last week", "la semana pasada", "la semaine dernière"),
        ("last month", "el mes pasado", "le mois dernier"),
        ("last year", "el año pasado", "l'année dernière"),
    ],
    "present": [
        ("today", "hoy", "aujourd'hui"),
        ("every day", "cada día", "chaque jour"),
        ("every week", "cada semana", "chaque semaine"),
        ("this week", "esta semana", "cette semaine"),
    ],
    "future": [
        ("tomorrow", "mañana", "demain"),
        ("next week", "la próxima semana", "la semaine prochaine"),
        ("next month", "el próximo mes", "le mois prochain"),
        ("next year", "el próximo año", "l'année prochaine"),
    ],
}

FIRST_NAMES = {
    "f": "Ana Clara Elena Julia Marta Nora Rosa Vera Silvia Laura",
    "m": "Bruno David Hugo Leo Marco Pablo Oscar Tomas Victor Samuel",
}
OFFICES = ("mayor", "minister", "president", "king", "queen", "judge")  # of a place
SURNAMES = (
    "Costa Vidal Moreno Duarte Ferrer Lund Weber Novak Rossi Keller Marin Olsen Pinto Reyes Santoro Torres "
    "Ibarra Bauer Lemos Arnaud"
)

# Headings and other set phrases, learnt by heart.
PHRASES: tuple[Triple, ...] = (
    ("Sports", "Deportes", "Sports"),
    ("Culture", "Cultura", "Culture"),
    ("Economy", "Economía", "Économie"),
    ("Politics", "Política", "Politique"),
    ("Opinion", "Opinión", "Opinion"),
    ("Weather", "El tiempo", "Météo"),
    ("World", "Mundo", "Monde"),
    ("Science", "Ciencia", "Sciences"),
    ("Health", "Salud", "Santé"),
    ("Read more", "Leer más", "Lire la suite"),
    ("Latest news", "Últimas noticias", "Dernières nouvelles"),
    ("Breaking news", "Noticia de última hora", "Dernière minute"),
    ("Local news", "Noticias locales", "Nouvelles locales"),
    ("Good morning.", "Buenos días.", "Bonjour."),
    ("Thank you.", "Gracias.", "Merci."),
    ("What happened?", "¿Qué ocurrió?", "Que s'est-il passé ?"),
    ("Nobody knows.", "Nadie lo sabe.", "Personne ne le sait."),
    ("It rains today.", "Hoy llueve.", "Il pleut aujourd'hui."),
    ("It rained yesterday.", "Ayer llovió.", "Il a plu hier."),
)


# --- Words and their forms ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Noun:
    cls: str
    en: tuple[str, str]  # singular, plural
    es: tuple[str, str]
    es_gender: str
    fr: tuple[str, str]
    fr_gender: str


@dataclass(frozen=True)
class Adjective:
    en: str
    es: tuple[str, str, str, str]  # masculine, feminine, masculine plural, feminine plural
    fr: tuple[str, str, str, str]
    fr_vowel: str  # masculine singular before a vowel
    marks: frozenset[str]
    classes: str


@dataclass(frozen=True)
class Verb:
    en: tuple[str, str, str, str]  # base, third person, past, participle
    es: tuple[str, str, str, str, str, str, str]  # infinitive, present x2, past x2, participle, future stem
    fr: tuple[str, str, str, str, str]  # infinitive, present x2, participle, future stem
    subjects: str
    objects: str
    etre: bool


@dataclass(frozen=True)
class NP:
    """A noun phrase in the three languages; `head` is the English word that enters word pairs."""

    head: str
    en: str
    es: str
    fr: str
    plural: bool = False
    es_gender: str = "m"
    fr_gender: str = "m"
    human: bool = False  # in Spanish it takes "a" as an object


@dataclass(frozen=True)
class Sentence:
    en: str
    es: str
    fr: str
    form: str
    pairs: frozenset[Pair]


def _entries(table: str) -> list[str]:
    return [entry.strip() for line in table.splitlines() for entry in line.split("|") if entry.strip()]


def _triples(table: str) -> list[Triple]:
    return [(words[0], words[1], words[2]) for words in map(str.split, _entries(table))]


def _s_form(word: str) -> str:
    """The English plural of a noun, or third person of a verb."""
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def _es_plural(word: str) -> str:
    if word[-1] in "aeiouáéó":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    return word[:-3] + "iones" if word.endswith("ión") else word + "es"


def _fr_plural(word: str) -> str:
    if word[-1] in "sxz":
        return word
    if word.endswith("al"):
        return word[:-2] + "aux"
    return word + ("x" if word.endswith("eau") else "s")


def _number_forms(word: str, plural: Callable[[str], str]) -> tuple[str, str]:
    singular, _, irregular = word.partition("/")
    return singular, irregular or plural(singular)


def _es_adjective(text: str) -> tuple[str, str, str, str]:
    forms = text.split("/")
    masculine = forms[0]
    feminine = forms[1] if len(forms) > 1 else re.sub("o$", "a", masculine)
    plural = forms[2] if len(forms) > 2 else _es_plural(masculine)
    return masculine, feminine, plural, plural if feminine == masculine else _es_plural(feminine)


def _fr_adjective(text: str) -> tuple[tuple[str, str, str, str], str]:
    forms = text.split("/")
    masculine = forms[0]
    feminine = forms[1] if len(forms) > 1 else masculine + ("" if masculine.endswith("e") else "e")
    forms4 = (masculine, feminine, _fr_plural(masculine), _fr_plural(feminine))
    return forms4, forms[2] if len(forms) > 2 else masculine


def _en_verb(text: str) -> tuple[str, str, str, str]:
    forms = text.split("/")
    base = forms[0]
    past = forms[1] if len(forms) > 1 else base + ("d" if base.endswith("e") else "ed")
    return base, _s_form(base), past, forms[2] if len(forms) > 2 else past


def _irregular(text: str, regular: Callable[[str], list[str]]) -> list[str]:
    infinitive, _, listed = text.partition(":")
    forms = regular(infinitive)
    for i, form in enumerate(listed.split(",")):
        forms[i + 1] = form.strip() or forms[i + 1]
    return forms


def _es_regular(infinitive: str) -> list[str]:
    endings = "a an ó aron ado" if infinitive.endswith("ar") else "e en ió ieron ido"
    if infinitive.endswith("uir") and not infinitive.endswith("guir"):
        endings = "ye yen yó yeron ido"
    return [infinitive, *(infinitive[:-2] + ending for ending in endings.split()), infinitive]


def _fr_regular(infinitive: str) -> list[str]:
    stem, kind = infinitive[:-2], infinitive[-2:]
    endings = {"er": ["e", "ent", "é"], "ir": ["it", "issent", "i"], "re": ["", "ent", "u"]}[kind]
    if infinitive.endswith("uire"):
        endings = ["t", "sent", "t"]
    return [infinitive, *(stem + ending for ending in endings), stem + "r" if kind == "re" else infinitive]


def _parse_noun(cls: str, entry: str) -> Noun:
    en, es, fr = (part.strip() for part in entry.split(";"))
    (es_word, es_gender), (fr_word, fr_gender) = es.split(), fr.split()
    es_forms, fr_forms = _number_forms(es_word, _es_plural), _number_forms(fr_word, _fr_plural)
    return Noun(cls, _number_forms(en, _s_form), es_forms, es_gender, fr_forms, fr_gender)


def _parse_adjective(entry: str) -> Adjective:
    en, es, fr, marks, classes = (part.strip() for part in entry.split(";"))
    fr_forms, fr_vowel = _fr_adjective(fr)
    return Adjective(en, _es_adjective(es), fr_forms, fr_vowel, frozenset(marks.split()), classes)


def _parse_verb(entry: str) -> Verb:
    en, es, fr, subjects, objects = (part.strip() for part in entry.split(";"))
    e, f = _irregular(es, _es_regular), _irregular(fr, _fr_regular)
    es_forms = (e[0], e[1], e[2], e[3], e[4], e[5], e[6])
    fr_forms = (f[0], f[1], f[2], f[3], f[4])
    return Verb(_en_verb(en), es_forms, fr_forms, subjects, objects.split()[0], objects.endswith("être"))


LEXICON = [_parse_noun(cls, entry) for cls, table in NOUNS.items() for entry in _entries(table)]
ADJS = [_parse_adjective(entry) for entry in _entries(ADJECTIVES)]
VERB_LIST = [_parse_verb(entry) for entry in _entries(VERBS)]
TRANSITIVE = [verb for verb in VERB_LIST if verb.objects not in ("-", "%", "$")]
SITES = [tuple(entry.split()) for entry in _entries(PLACES)]
SAY = _parse_verb("say/said; decir: dice, dicen, dijo, dijeron, dicho, dir; déclarer; HO; -")
REPORTING = [
    SAY,
    _parse_verb("believe; creer: , , creyó, creyeron, creído; croire: croit, croient, cru; HO; -"),
    _parse_verb("explain; explicar; expliquer; HO; -"),
    _parse_verb("confirm; confirmar; confirmer; HO; -"),
]


# --- Reserved pairs -----------------------------------------------------------------------------------------
@cache
def reserved(pair: Pair) -> bool:
    """Whether the pair is kept out of training and left to the held-out sentences."""
    return hashlib.sha256("|".join(pair).encode()).digest()[0] < 32


class DeadEndError(Exception):
    """No word is left that may stand beside those chosen so far."""


# --- Sentence pieces ----------------------------------------------------------------------------------------
def _agree(gender: str, plural: bool) -> int:
    return (gender == "f") + 2 * plural


_VOWEL = "aâeéèêiîoôuhAEÉIOUH"


def _determiner(kind: str, noun: Noun, en_next: str, fr_next: str, fr_adj_first: bool) -> Triple:
    plural = kind in ("all", "bare", "several", "many", "these", "the+")
    e, f = _agree(noun.es_gender, plural), _agree(noun.fr_gender, plural)
    if kind in ("the", "the+"):
        return "the", ("el", "la", "los", "las")[e], ("le", "la", "les", "les")[f]
    if kind == "a":
        vowel = en_next[0].lower() in "aeiou" and not en_next.startswith(("uni", "use"))
        return "an" if vowel else "a", ("un", "una")[e], ("un", "une")[f]
    if kind in ("this", "these"):
        masculine = "cet" if fr_next[0] in _VOWEL else "ce"
        return kind, ("este", "esta", "estos", "estas")[e], (masculine, "cette", "ces", "ces")[f]
    return {
        "every": ("every", "cada", "chaque"),
        "all": ("all the", ("todos los", "todas las")[e - 2], ("tous les", "toutes les")[f - 2]),
        "several": ("several", ("varios", "varias")[e - 2], "plusieurs"),
        "many": ("many", ("muchos", "muchas")[e - 2], ("de nombreux", "de nombreuses")[f - 2]),
        "bare": ("", "", "de" if fr_adj_first else "des"),
    }[kind]


def _noun_phrase(noun: Noun, kind: str, adj: Adjective | None = None, count: Triple | None = None) -> NP:
    """The phrase with determiner `kind`, or with a count; "" for none at all."""
    plural = count is not None or kind in ("all", "bare", "several", "many", "these", "the+", "+")
    en, es, fr = noun.en[plural], noun.es[plural], noun.fr[plural]
    fr_adj_first = False
    if adj:
        en = f"{adj.en} {en}"
        es_adj = adj.es[_agree(noun.es_gender, plural)]
        es = f"{es_adj} {es}" if "es" in adj.marks else f"{es} {es_adj}"
        fr_adj = adj.fr[_agree(noun.fr_gender, plural)]
        fr_adj_first = "fr" in adj.marks
        if fr_adj_first and not plural and noun.fr_gender == "m" and fr[0] in _VOWEL:
            fr_adj = adj.fr_vowel
        fr = f"{fr_adj} {fr}" if fr_adj_first else f"{fr} {fr_adj}"
    det: Triple = count or ("", "", "")
    if not count and kind not in ("", "+"):
        det = _determiner(kind, noun, en, fr, fr_adj_first)
    en, es, fr = _join(det, (en, es, fr))
    return NP(noun.en[0], en, es, fr, plural, noun.es_gender, noun.fr_gender, noun.cls in "HO")


def _es_object(verb: Verb, np: NP) -> str:
    return f"a {np.es}" if np.human and verb.objects != "O" else np.es


def _inflect(word: str, gender: str, plural: bool) -> str:
    """A French participle in agreement."""
    return word + ("e" if gender == "f" else "") + ("s" if plural else "")


def _es_participle(word: str, gender: str, plural: bool) -> str:
    return word[:-1] + ("a" if gender == "f" else "o") + ("s" if plural else "")


def _predicate(verb: Verb, subject: NP, tense: str, negated: bool) -> Triple:
    """The verb group in the three languages."""
    p = subject.plural
    base, third, past, _ = verb.en
    if tense == "future":
        en = f"will {'not ' if negated else ''}{base}"
    elif negated:
        en = f"{'did' if tense == 'past' else 'do' if p else 'does'} not {base}"
    else:
        en = past if tense == "past" else base if p else third
    future = verb.es[6] + ("án" if p else "á")
    es = {"present": verb.es[1 + p], "past": verb.es[3 + p], "future": future}[tense]
    if tense == "past":
        auxiliary = ("est", "sont")[p] if verb.etre else ("a", "ont")[p]
        participle = _inflect(verb.fr[3], subject.fr_gender, p) if verb.etre else verb.fr[3]
        fr = f"ne {auxiliary} pas {participle}" if negated else f"{auxiliary} {participle}"
    else:
        fr = verb.fr[1 + p] if tense == "present" else verb.fr[4] + ("ont" if p else "a")
        fr = f"ne {fr} pas" if negated else fr
    return en, f"no {es}" if negated else es, fr


def _copula(subject: NP, adj: Adjective, tense: str, negated: bool) -> Triple:
    p = subject.plural
    en = {"present": ("is", "are")[p], "past": ("was", "were")[p], "future": "will be"}[tense]
    if negated:
        en = "will not be" if tense == "future" else f"{en} not"
    ser = {"present": ("es", "son"), "past": ("era", "eran"), "future": ("será", "serán")}
    estar = {"present": ("está", "están"), "past": ("estaba", "estaban"), "future": ("estará", "estarán")}
    es = (estar if "x" in adj.marks else ser)[tense][p]
    fr = {"present": ("est", "sont"), "past": ("était", "étaient"), "future": ("sera", "seront")}[tense][p]
    return en, f"no {es}" if negated else es, f"ne {fr} pas" if negated else fr


def _join(*pieces: Triple) -> Triple:
    en, es, fr = (" ".join(piece[i] for piece in pieces if piece[i]) for i in range(3))
    return en, es, fr


def _tidy(text: Triple) -> Triple:
    """Contractions, elisions and the capital at the beginning."""
    en, es, fr = text
    es = re.sub(r"\b([ad]e?) el\b", r"\1l", es)
    fr = re.sub(rf"\b(l[ea]|de|que|ne) (?=[{_VOWEL}])", lambda m: f"{m[1][:-1]}'", fr)
    return _capital(en), _capital(es), _capital(fr)


def _capital(text: str) -> str:
    return re.sub(r"[^\W\d_]", lambda m: m[0].upper(), text, count=1)


def _punctuate(text: Triple, mark: str = ".") -> Triple:
    en, es, fr = text
    return (f"{en}?", f"¿{es}?", f"{fr} ?") if mark == "?" else (en + mark, es + mark, fr + mark)


def _np(np: NP, verb: Verb | None = None) -> Triple:
    """The words of a phrase, as the object of a verb if given."""
    return np.en, _es_object(verb, np) if verb else np.es, np.fr


def _same(text: str) -> Triple:
    return text, text, text


# --- Sampling -----------------------------------------------------------------------------------------------
@cache
def _verbs_for(cls: str, held_out: bool, head: str, intransitive: bool) -> tuple[Verb, ...]:
    pool = [v for v in VERB_LIST if v.objects == "-"] if intransitive else TRANSITIVE
    return tuple(v for v in pool if cls in v.subjects and reserved(("subject", head, v.en[0])) == held_out)


@cache
def _objects_for(verb: str, classes: str, held_out: bool) -> tuple[Noun, ...]:
    return tuple(n for n in LEXICON if n.cls in classes and reserved(("object", verb, n.en[0])) == held_out)


@cache
def _adjectives_for(noun: Noun, held_out: bool, mark: str) -> tuple[Adjective, ...]:
    fitting = [a for a in ADJS if noun.cls in a.classes and ("x" not in a.marks or mark == "x")]
    return tuple(
        a for a in fitting if (mark != "c" or "c" in a.marks) and reserved(("adjective", a.en, noun.en[0])) == held_out
    )


class Sampler:
    """Draws sentences; `held_out` says whether of reserved pairs only or without any."""

    def __init__(self, seed: int, held_out: bool = False) -> None:
        self.rng = random.Random(seed)
        self.held_out = held_out
        self.pairs: set[Pair] = set()
        learnt = ("byline", "phrase") if held_out else ()  # nothing new could be in these
        self.forms = [form for form, weight in FORMS.items() if form not in learnt for _ in range(weight)]

    def sentence(self) -> Sentence:
        """One sentence, in a form drawn at random."""
        form = self.rng.choice(self.forms)
        while True:
            self.pairs = set()
            try:
                en, es, fr = getattr(self, f"_{form}")()
            except DeadEndError:
                continue
            if len(en.split()) <= MAX_WORDS:
                return Sentence(en, es, fr, form, frozenset(self.pairs))

    # Choices.
    def _chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def _pick(self, options: tuple[T, ...] | list[T]) -> T:
        if not options:
            raise DeadEndError
        return self.rng.choice(options)

    def _pair(self, kind: str, first: str, second: str) -> None:
        pair = (kind, first, second)
        if reserved(pair) != self.held_out:
            raise DeadEndError
        self.pairs.add(pair)

    def _tense(self) -> str:
        return self._pick(["past", "past", "past", "present", "future"])

    def _number(self, low: int = 2) -> Triple:
        digits = self.rng.randint(1, 4)
        return _same(str(self.rng.randint(max(low, 10 ** (digits - 1)), 10**digits - 1)))

    # Phrases.
    def _name(self, surname_only: bool = False) -> NP:
        gender = self._pick(["f", "m"])
        surname = self._pick(SURNAMES.split())
        first = self._pick(FIRST_NAMES[gender].split())
        if surname_only:
            return NP(surname, surname, surname, surname, human=True)
        self._pair("name", first, surname)
        name = f"{first} {surname}"
        return NP(name, name, name, name, False, gender, gender, human=True)

    def _described(self, noun: Noun, kind: str, count: Triple | None = None, chance: float = 0.4) -> NP:
        adj = None
        if self._chance(chance):
            adj = self._pick(_adjectives_for(noun, self.held_out, ""))
            self._pair("adjective", adj.en, noun.en[0])
        return _noun_phrase(noun, kind, adj, count)

    def _subject(self, classes: str = "HO", names: bool = True) -> tuple[NP, str]:
        """A subject and its noun class."""
        if names and "H" in classes and self._chance(0.2):
            return self._name(), "H"
        noun = self._pick([n for n in LEXICON if n.cls in classes])
        if (noun.cls == "O" or noun.en[0] in OFFICES) and self._chance(0.2):
            return self._of_place(noun), noun.cls
        rare = ["a", "this", "these", "several", "many", "every", "all"]
        kind = self._pick(["the"] * 6 + ["the+"] * 3 + rare)
        return self._described(noun, kind, chance=0.25), noun.cls

    def _of_place(self, noun: Noun) -> NP:
        en, es, fr, preposition = self._pick(SITES)
        self._pair("of", noun.en[0], en)
        np = _noun_phrase(noun, "the")
        fr_of = "du" if preposition == "au" else "de"
        return replace(np, en=f"{np.en} of {en}", es=f"{np.es} de {es}", fr=f"{np.fr} {fr_of} {fr}")

    def _verb(self, subject: NP, cls: str, intransitive: bool = False) -> Verb:
        verb = self._pick(_verbs_for(cls, self.held_out, subject.head, intransitive))
        self._pair("subject", subject.head, verb.en[0])
        return verb

    def _object(self, verb: Verb, definite: bool = False) -> NP:
        if "H" in verb.objects and self._chance(0.2):
            name = self._name()
            self._pair("object", verb.en[0], name.head)
            return name
        noun = self._pick(_objects_for(verb.en[0], verb.objects, self.held_out))
        self._pair("object", verb.en[0], noun.en[0])
        if definite:
            return self._described(noun, self._pick(["the", "the", "the+", "this", "these"]))
        if noun.cls not in "HM" and self._chance(0.2):
            return self._described(noun, "", self._count())
        kinds = ["the"] * 4 + ["a"] * 5 + ["the+", "the+", "this", "these", "several", "many", "all"]
        return self._described(noun, self._pick(kinds + ["bare"] * 2 * (noun.cls != "H")))

    def _count(self) -> Triple:
        return self._number() if self._chance(0.7) else self._pick(_triples(NUMERALS))

    def _place(self) -> Triple:
        en, es, fr, preposition = self._pick(SITES)
        return f"in {en}", f"en {es}", f"{preposition} {fr}"

    def _time(self, tense: str) -> Triple:
        roll = self.rng.random()
        if roll < 0.3 or tense == "present":
            return self._pick(TIMES[tense])
        day = self._pick(_triples(WEEKDAYS))
        month = self._pick(_triples(MONTHS))
        if roll < 0.5:
            return f"on {day[0]}", f"el {day[1]}", day[2]
        if roll < 0.6:
            return f"on {day[0]} morning", f"el {day[1]} por la mañana", f"{day[2]} matin"
        if roll < 0.75:
            return f"in {month[0]}", f"en {month[1]}", f"en {month[2]}"
        year = str(self.rng.randint(1900, 2024) if tense == "past" else self.rng.randint(2026, 2080))
        if roll < 0.88:
            return f"in {year}", f"en {year}", f"en {year}"
        number = self.rng.randint(2, 31)
        date = f"on {number} {month[0]}", f"el {number} de {month[1]}", f"le {number} {month[2]}"
        return _join(date, (year, f"de {year}", year)) if self._chance(0.4) else date

    def _extras(self, tense: str) -> list[Triple]:
        place = [self._place()] if self._chance(0.4) else []
        return place + ([self._time(tense)] if self._chance(0.4) else [])

    # Clauses, without capital and full stop.
    def _plain_clause(self, extras: bool = True) -> Triple:
        subject, cls = self._subject("HHOOZ")
        verb = self._verb(subject, cls)
        tense, negated = self._tense(), self._chance(0.15)
        tail = self._extras(tense) if extras else []
        np = self._object(verb, definite=negated)
        return _join(_np(subject), _predicate(verb, subject, tense, negated), _np(np, verb), *tail)

    def _intransitive_clause(self, extras: bool = True) -> Triple:
        subject, cls = self._subject("HHECZ")
        verb = self._verb(subject, cls, intransitive=True)
        tense = self._tense()
        tail = self._extras(tense) if extras else []
        return _join(_np(subject), _predicate(verb, subject, tense, self._chance(0.15)), *tail)

    def _copular_clause(self, comparing: bool = False) -> Triple:
        noun = self._pick(LEXICON)
        np = _noun_phrase(noun, self._pick(["the", "the", "the+", "this", "these"]))
        tense = self._pick(["present", "present", "past", "future"])
        adj = self._pick(_adjectives_for(noun, self.held_out, "c" if comparing else "x"))
        self._pair("adjective", adj.en, noun.en[0])
        es, fr = adj.es[_agree(np.es_gender, np.plural)], adj.fr[_agree(np.fr_gender, np.plural)]
        if not comparing:
            return _join(_np(np), _copula(np, adj, tense, self._chance(0.2)), (adj.en, es, fr))
        other = self._pick([n for n in LEXICON if n.cls == noun.cls and n != noun])
        self._pair("comparison", noun.en[0], other.en[0])
        rival = _noun_phrase(other, "the+" if np.plural else "the")
        words = f"more {adj.en} than", f"más {es} que", f"plus {fr} que"
        return _join(_np(np), _copula(np, adj, tense, False), words, _np(rival))

    def _modal_clause(self, extras: bool = True) -> Triple:
        subject, cls = self._subject()
        verb = self._verb(subject, cls)
        one, many, not_one, not_many, es, fr = self._pick(MODALS)
        negated, p = self._chance(0.2), subject.plural
        en = (not_one, not_many)[p] if negated else (one, many)[p]
        es, fr = es.split()[p], fr.split()[p]
        modal = en, f"no {es}" if negated else es, f"ne {fr} pas" if negated else fr
        tail = [self._place()] if extras and self._chance(0.4) else []
        np = _np(self._object(verb, negated), verb)
        return _join(_np(subject), modal, self._infinitive(verb), np, *tail)

    def _infinitive(self, verb: Verb) -> Triple:
        return verb.en[0], verb.es[0], verb.fr[0]

    def _passive_clause(self, extras: bool = True) -> Triple:
        agent, cls = self._subject("HHOZ")
        verb = self._verb(agent, cls)
        np = self._object(verb, definite=True)
        p, tense = np.plural, self._pick(["past", "past", "future"])
        be = {
            "past": (("was", "were")[p], ("fue", "fueron")[p], ("a été", "ont été")[p]),
            "future": ("will be", ("será", "serán")[p], ("sera", "seront")[p]),
        }[tense]
        es, fr = _es_participle(verb.es[5], np.es_gender, p), _inflect(verb.fr[3], np.fr_gender, p)
        tail = self._extras(tense) if extras else []
        by = f"by {agent.en}", f"por {agent.es}", f"par {agent.fr}"
        return _join(_np(np), be, (verb.en[3], es, fr), by, *tail)

    def _we_clause(self) -> Triple:
        """A clause about ourselves, for quotations."""
        verb = self._pick([v for v in TRANSITIVE if "H" in v.subjects])
        self._pair("subject", "we", verb.en[0])
        np = _np(self._object(verb, definite=True), verb)
        if self._chance(0.5):
            return _join((f"we will {verb.en[0]}", f"{verb.es[6]}emos", f"nous {verb.fr[4]}ons"), np)
        _, en, _, _, es, fr = self._pick(MODALS)
        modal = f"we {en}", es.split()[2], f"nous {fr.split()[2]}"
        return _join(modal, self._infinitive(verb), np)

    def _any_clause(self) -> Triple:
        makers: list[Callable[[], Triple]] = [
            lambda: self._plain_clause(extras=self._chance(0.5)),
            lambda: self._plain_clause(extras=False),
            lambda: self._intransitive_clause(extras=False),
            self._copular_clause,
            lambda: self._modal_clause(extras=False),
            lambda: self._passive_clause(extras=False),
        ]
        return self._pick(makers)()

    def _speaker(self, verb: Verb) -> NP:
        np = self._name(surname_only=True) if self._chance(0.25) else self._subject("HHO")[0]
        self._pair("subject", np.head, verb.en[0])
        return np

    # Sentence forms; `FORMS` names them.
    def _statement(self) -> Triple:
        return _tidy(_punctuate(self._plain_clause()))

    def _fronted(self) -> Triple:
        subject, cls = self._subject("HHOZ")
        verb, tense = self._verb(subject, cls), self._pick(["past", "future"])
        front = self._time(tense)
        text = _join(_np(subject), _predicate(verb, subject, tense, False), _np(self._object(verb), verb))
        return _tidy(_punctuate(_join(_punctuate(front, ","), text)))

    def _intransitive(self) -> Triple:
        return _tidy(_punctuate(self._intransitive_clause()))

    def _copular(self) -> Triple:
        return _tidy(_punctuate(self._copular_clause()))

    def _comparison(self) -> Triple:
        return _tidy(_punctuate(self._copular_clause(comparing=True)))

    def _modal(self) -> Triple:
        return _tidy(_punctuate(self._modal_clause()))

    def _passive(self) -> Triple:
        return _tidy(_punctuate(self._passive_clause()))

    def _headline(self) -> Triple:
        """Without articles in English and without a full stop; "to" announces what is to come."""
        cls = self._pick(["H", "H", "O", "O", "Z"])
        noun = self._pick([n for n in LEXICON if n.cls == cls])
        plural = self._chance(0.3)
        adj = None
        if self._chance(0.2):
            adj = self._pick(_adjectives_for(noun, self.held_out, ""))
            self._pair("adjective", adj.en, noun.en[0])
        subject = self._bare(noun, adj, plural, definite=True)
        if cls == "H" and self._chance(0.25):
            subject = self._name()
        verb = self._verb(subject, cls)
        np = self._headline_object(verb)
        en, es, fr = _predicate(verb, subject, "present", False)
        tense = "present"
        if cls != "Z" and self._chance(0.3):
            tense = "future"
            _, es, fr = _predicate(verb, subject, "future", False)
            en = f"to {verb.en[0]}"
        tail = [self._place()] if self._chance(0.5) else []
        if self._chance(0.15) and tense == "future":
            tail.append(self._time("future"))
        return _tidy(_join(_np(subject), (en, es, fr), _np(np, verb), *tail))

    def _bare(self, noun: Noun, adj: Adjective | None, plural: bool, definite: bool) -> NP:
        """A headline's noun phrase: no article in English, one in the other languages."""
        kind = ("the", "the+")[plural] if definite else ("a", "bare")[plural]
        np = _noun_phrase(noun, kind, adj)
        return replace(np, en=_noun_phrase(noun, "+" if plural else "", adj).en)

    def _headline_object(self, verb: Verb) -> NP:
        noun = self._pick(_objects_for(verb.en[0], verb.objects, self.held_out))
        self._pair("object", verb.en[0], noun.en[0])
        if self._chance(0.25) and noun.cls not in "HM":
            return self._described(noun, "", self._count(), 0.3)
        adj = None
        if self._chance(0.45):
            adj = self._pick(_adjectives_for(noun, self.held_out, ""))
            self._pair("adjective", adj.en, noun.en[0])
        return self._bare(noun, adj, self._chance(0.3) and noun.cls != "H", definite=False)

    def _percent(self) -> Triple:
        noun = self._pick([n for n in LEXICON if n.cls == "M"])
        headline = self._chance(0.4)
        tense = "present" if headline else self._tense()
        np = self._bare(noun, None, True, definite=True) if headline else _noun_phrase(noun, "the+")
        verb = self._pick([v for v in VERB_LIST if v.objects == "%"])
        self._pair("subject", np.head, verb.en[0])
        parts = [_np(np), _predicate(verb, np, tense, False)]
        if self._chance(0.6):
            number = self._number()[0]
            parts.append((f"{number} percent", f"un {number} por ciento", f"de {number} pour cent"))
        text = _join(*parts, *([self._place()] if self._chance(0.4) else []))
        if headline:
            return _tidy(text)
        return _tidy(_punctuate(_join(text, *([self._time(tense)] if self._chance(0.4) else []))))

    def _money(self) -> Triple:
        subject, _ = self._subject()
        verb = self._pick([v for v in VERB_LIST if v.objects == "$"])
        self._pair("subject", subject.head, verb.en[0])
        number, tense = self._number()[0], self._tense()
        if self._chance(0.5):
            euros = f"{number} million euros", f"{number} millones de euros", f"{number} millions de euros"
        else:
            euros = _same(f"{number} euros")
        spends = _predicate(verb, subject, tense, False)
        return _tidy(_punctuate(_join(_np(subject), spends, euros, *self._extras(tense))))

    def _existence(self) -> Triple:
        noun = self._pick([n for n in LEXICON if n.cls in "HOBPWEDZ"])
        self._pair("object", "be", noun.en[0])
        kind = self._pick(["", "many", "several"])
        np = self._described(noun, kind, None if kind else self._count())
        return _tidy(_punctuate(_join(("there are", "hay", "il y a"), _np(np), self._place())))

    def _reported(self) -> Triple:
        verb = self._pick(REPORTING)
        speaker = self._speaker(verb)
        tense = self._pick(["past", "past", "present"])
        says = _join(_np(speaker), _predicate(verb, speaker, tense, False))
        return _tidy(_punctuate(_join(says, ("that", "que", "que"), self._any_clause())))

    def _according(self) -> Triple:
        np, _ = self._subject("HO")
        head = _punctuate((f"according to {np.en}", f"según {np.es}", f"selon {np.fr}"), ",")
        return _tidy(_punctuate(_join(head, self._any_clause())))

    def _compound(self) -> Triple:
        link = self._pick([("and", "y", "et"), ("but", "pero", "mais"), ("because", "porque", "parce que")])
        first = self._any_clause()
        first = first if link[0] == "because" else _punctuate(first, ",")
        return _tidy(_punctuate(_join(first, link, self._any_clause())))

    def _quotation(self) -> Triple:
        """Words of a speaker, in curly or straight quotation marks."""
        said = _tidy(self._we_clause() if self._chance(0.4) else self._any_clause())
        speaker = self._speaker(SAY)
        open_, close = (("“", "«", "« "), ("”", "»", " »")) if self._chance(0.6) else (_same('"'), _same('"'))
        en, es, fr = (f"{open_[i]}{said[i]}" for i in range(3))
        if self._chance(0.4):
            verb = _predicate(SAY, speaker, "past", False)
            quoted = f"{en}.{close[0]}", f"{es}{close[1]}.", f"{fr}.{close[2]}"
            head = _join(_np(speaker), verb)
            return _tidy(_join((f"{head[0]}:", f"{head[1]}:", f"{head[2]} :"), quoted))
        verb = _predicate(SAY, speaker, "past", False)
        tail = f"{speaker.en} {verb[0]}.", f"{verb[1]} {speaker.es}.", f"{verb[2]} {speaker.fr}."
        return _tidy(_join((f"{en},{close[0]}", f"{es}{close[1]},", f"{fr}{close[2]},"), tail))

    def _question(self) -> Triple:
        subject, cls = self._subject("HHO")
        verb, tense = self._verb(subject, cls), self._tense()
        np = self._object(verb, definite=True)
        auxiliary = {"past": "did", "future": "will", "present": "do" if subject.plural else "does"}[tense]
        en = f"{auxiliary} {subject.en} {verb.en[0]} {np.en}"
        _, es, fr = _predicate(verb, subject, tense, False)
        word = self._pick(QUESTION_WORDS)
        order = f"{es} {subject.es}" if word[0] else f"{subject.es} {es}"
        rest = en, f"{order} {_es_object(verb, np)}", f"est-ce que {subject.fr} {fr} {np.fr}"
        return _tidy(_punctuate(_join(word, rest), "?"))

    def _who(self) -> Triple:
        who = NP("who", "who", "quién", "qui")
        verb, tense = self._verb(who, "H"), self._tense()
        text = _join(_np(who), _predicate(verb, who, tense, False), _np(self._object(verb, True), verb))
        return _tidy(_punctuate(text, "?"))

    def _heading(self) -> Triple:
        """A title: an adjective and a noun, perhaps with a place."""
        noun = self._pick(LEXICON)
        adj = self._pick(_adjectives_for(noun, self.held_out, ""))
        self._pair("adjective", adj.en, noun.en[0])
        np = _noun_phrase(noun, "+" if self._chance(0.3) else "", adj)
        return _tidy(_join(_np(np), *([self._place()] if self._chance(0.4) else [])))

    def _byline(self) -> Triple:
        name = self._name().en
        by = f"By {name}", f"Por {name}", f"Par {name}"
        return self._pick([by, (f"Photo: {name}", f"Foto: {name}", f"Photo : {name}")])

    def _phrase(self) -> Triple:
        return self._pick(PHRASES)


# Sentence forms and how often they are drawn.
FORMS = {
    "statement": 18, "fronted": 7, "intransitive": 8, "copular": 7, "comparison": 4, "modal": 7, "passive": 7,
    "headline": 14, "percent": 4, "money": 4, "existence": 4, "reported": 10, "according": 4, "compound": 7,
    "quotation": 10, "question": 7, "who": 3, "heading": 3, "byline": 1, "phrase": 1,
}  # fmt: skip


def training_sentences(size: int, seed: int = TRAIN_SEED) -> Iterator[Sentence]:
    """`size` distinct sentences without any reserved pair."""
    yield from _distinct(Sampler(seed), size)


def heldout_sentences(size: int = HELDOUT_SIZE, seed: int = HELDOUT_SEED) -> list[Sentence]:
    """The sentences of heldout.tsv, in which every pair is reserved."""
    return list(_distinct(Sampler(seed, held_out=True), size))


def _distinct(sampler: Sampler, size: int) -> Iterator[Sentence]:
    seen: set[str] = set()
    while len(seen) < size:
        sentence = sampler.sentence()
        if sentence.en not in seen:
            seen.add(sentence.en)
            yield sentence


def verify(size: int = 20_000) -> None:
    """Check held-out sentences against `size` training ones; raises ValueError on a fault."""
    heldout = heldout_sentences()
    training = list(training_sentences(size))
    common = {p for s in heldout for p in s.pairs} & {p for s in training for p in s.pairs}
    if common:
        raise ValueError(f"pairs both held out and in training: {sorted(common)[:5]}")
    spanish: dict[str, str] = {}
    french: dict[str, str] = {}
    for s in [*training, *heldout]:
        if spanish.setdefault(s.en, s.es) != s.es or french.setdefault(s.es, s.fr) != s.fr:
            raise ValueError(f"two translations: {s}")
