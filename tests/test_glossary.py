"""The glossary: its words are put in where they fit, asked for elsewhere, and what is not translated stays."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual import inline
from bylingual.errors import ConfigError
from bylingual.glossary import Term, fits, has_term, occurrences, parse
from bylingual.model import Translation
from bylingual.pipeline.jobs import Text
from bylingual.pipeline.plan import Planner

CSV = """source,target,locale,note,match case,do not translate
council,concejo,es,our style,,
ferry,barca,es,,,
Bridge,Puente Grande,es,,yes,
Valley Post,,,our name,,yes
"ready, steady","listos, ya",es,,no,no
"""


@pytest.fixture(scope="module")
def planner() -> Iterator[Planner]:
    """Apertium with the glossary above."""
    opened = Planner(["apertium"], terms=parse(CSV, "glossary.csv"))
    yield opened
    opened.close()


def one(planner: Planner, text: str) -> Translation:
    """A body text from English to Spanish."""
    return planner.translate(planner.route("en", "es"), [Text(text, "body", inline.MARKDOWN)], "en", "es")[0]


def test_terms_are_put_in_where_they_fit(planner: Planner) -> None:
    """Of the same gender, under the codes of the words they replace; the unit says so."""
    made = one(planner, "The **council** closed the road, the Valley Post said.")
    assert "El **concejo** cerró" in made.text
    assert "Valley Post" in made.text
    assert made.terms == ("council → concejo",)


def test_what_would_not_agree_is_left_to_the_check(planner: Planner) -> None:
    """`el barca` helps nobody."""
    made = one(planner, "The council sold the ferry.")
    assert "barca" not in made.text
    assert made.terms == ("council → concejo",)


def test_case_and_inflection(planner: Planner) -> None:
    """A term that must match case does; an inflected source word is not the term."""
    assert "Puente Grande" in one(planner, "Nobody crossed Bridge on Monday.").text
    assert "Puente Grande" not in one(planner, "Nobody crossed the bridge on Monday.").text
    assert one(planner, "The councils voted.").terms == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("word,target\na,b\n", 1, "column `source`"),
        ("source,target,colour\na,b,c\n", 1, "colour"),
        ("source,target\na,b\n,c\n", 3, "no source"),
        ("source,target\na,\n", 2, "no target"),
        ("source,target,locale\na,b,xx_YY\n", 2, "unknown locale"),
        ("source,target,match case\na,b,perhaps\n", 2, "neither yes nor no"),
        ('source,target\n"a,b\n', 2, "not CSV"),
        ("", 1, "column `source`"),
    ],
)
def test_bad_files(text: str, line: int, words: str) -> None:
    """File, line and what to do."""
    with pytest.raises(ConfigError) as caught:
        parse(text, "g.csv")
    assert (caught.value.path, caught.value.line) == ("g.csv", line)
    assert words in str(caught.value)


def test_good_files() -> None:
    """Quotes, empty lines, a byte order mark, columns in any order."""
    terms = parse("\ufefftarget,source\r\n\r\nb,a\r\n", "g.csv")
    assert terms == (Term("a", "b"),)
    assert len(parse(CSV, "g.csv")) == 5


@pytest.mark.parametrize(
    ("term", "target", "locale", "holds"),
    [
        ("concejo", "los concejos votaron", "es", True),
        ("concejo", "el consejo votó", "es", False),
        ("puente grande", "de los puentes grandes", "es", True),
        ("Rat", "die Raterei", "de", False),
        ("Bürgermeister", "des Bürgermeisters", "de", True),
        ("市议会", "周一市议会投票", "zh", True),
        ("ley", "leyó", "es", False),
    ],
)
def test_inflections(term: str, target: str, locale: str, holds: bool) -> None:
    """Endings may differ, words may not."""
    assert has_term(Term("x", term), target, locale) is holds


@pytest.mark.parametrize(
    ("words", "term", "before", "locale", "fine"),
    [
        ("consejo", "concejo", "El ", "es", True),
        ("transbordador", "barca", "el ", "es", False),
        ("transbordador", "barca", "con ", "es", True),
        ("Rat", "Ratsversammlung", "der ", "de", False),
        ("x", "y", "", "ja", True),
    ],
)
def test_what_fits(words: str, term: str, before: str, locale: str, fine: bool) -> None:
    """No article, or the same gender and number."""
    assert fits(words, term, before, locale) is fine


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=6).filter(str.strip), max_size=5))
def test_occurrences_do_not_overlap(text: str, sources: list[str]) -> None:
    """Each is where it says, whatever the words."""
    found = sorted((a, b) for _, a, b in occurrences([Term(s, "x") for s in sources], text, "es"))
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(found))
