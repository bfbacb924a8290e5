"""Starter models copy names and numbers: other wordings, and signs that a model was taught to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylingual.checks import names
from bylingual.engines import argos, masks
from bylingual.engines.base import Kept, Pair, Query
from bylingual.engines.masks import SIGNS, masked
from bylingual.marks import Mark
from bylingual.model import STARTER, Translation
from bylingual.pipeline.copies import Copies, by_likeness
from bylingual.pipeline.plan import Planner, Text
from conftest import DATA

PAIR = ("en", "es")
COPIES = Copies(PAIR)
# Names of the test package's grammar: single pieces that its model copies, as a starter model copies its signs.
WORDINGS = 11
TAUGHT = ("Keller", "Weber", "Lund", "Novak")
LOST = "Zyxwold rejected the treaty in Lisbon."
ELSEWHERE = "The council said that Zyxwold is famous in all of the big cities there."


@pytest.fixture
def starter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """A planner that takes the test package for a starter model."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(DATA / "argos"))
    labels = argos.Argos.pairs
    monkeypatch.setattr(
        argos.Argos,
        "pairs",
        lambda engine: {pair: text.replace("argos ", f"argos {STARTER} ") for pair, text in labels(engine).items()},
    )
    planner = Planner(["argos"])
    yield planner
    planner.close()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Query]:
    """Every query that the engine is asked from now on."""
    asked: list[Query] = []
    translate = argos.Argos.translate

    def watching(engine: argos.Argos, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        asked.extend(queries)
        return translate(engine, queries, pair)

    monkeypatch.setattr(argos.Argos, "translate", watching)
    return asked


def texts(planner: Planner, *sources: str) -> list[str]:
    made = planner.translate(planner.route(*PAIR), [Text(s, "body") for s in sources], *PAIR)
    return [t.text for t in made]


def test_a_lost_name_is_put_back(starter: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the model garbles it, by a sign; a model without signs does what it can."""
    without, _ = texts(starter, LOST, ELSEWHERE)
    assert "Zyxwold" not in without
    monkeypatch.setattr(argos, "SIGNS", TAUGHT)
    found, _ = texts(starter, LOST, ELSEWHERE)
    assert "Zyxwold" in found
    assert not any(sign in found for sign in TAUGHT)


def test_repeated_names_do_not_keep_other_wordings_away(starter: Planner, watched: list[Query]) -> None:
    """Their marks are given up for a wording that lacks nothing; those of links are not."""
    name = "Zyxwold Brandt"
    sources = (f"The council met {name} in Lisbon.", f"Nobody there knows {name} at all.")
    texts(starter, *sources)
    marked = {q.text for q in watched if q.marks}
    assert {q.text for q in watched if q.alternatives} >= marked > set()
    watched.clear()
    starter.translate(
        starter.route(*PAIR), [Text("The council met [Zyxwold](https://example.org).", "body", "markdown")], *PAIR
    )
    assert [q for q in watched if q.kept]
    assert not [q for q in watched if q.alternatives]


def test_a_number_is_put_back_as_the_language_writes_it(starter: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the marks of the target's language."""
    monkeypatch.setattr(argos, "SIGNS", TAUGHT)
    source = "1,234.5 rejected the treaty in Lisbon."
    query = Query(source, kept=COPIES.kept(Query(source), "Rechazó el tratado en Lisboa."))
    assert query.kept == (Kept(0, 7, "1.234,5"),)
    made = argos.open_engine().translate([query], PAIR)[0].text
    assert "1.234,5" in made


def test_other_models_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No second query where the model is not a starter."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(DATA / "argos"))
    planner = Planner(["argos"])
    texts(planner, LOST, ELSEWHERE)
    assert planner.sentences == 2
    planner.close()


def test_only_what_is_missing_is_asked_again(starter: Planner) -> None:
    """A sentence with its names and numbers costs one query."""
    texts(starter, "The council rejected the treaty.")
    assert starter.sentences == 1


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("The man who met Zyxwold in London was never there himself.", "Allí se reunió con Zyxwold en Londres.", []),
        (
            "The man who met Zyxwold in London was never there himself.",
            "Allí se reunió con Zyxwol en Llanes.",
            ["Zyxwold", "London"],
        ),
        ("Shopping is fun.", "Comprar es divertido.", []),
        ("Zyxwold Brandt left.", "Se fue.", ["Zyxwold", "Brandt"]),
        ("The Zyxwold family and Zyxwold.", "La familia.", ["Zyxwold", "Zyxwold"]),
        ("ZYXWOLD LEFT", "SE FUE", []),
        ("They all listened to 5Zyxwold there.", "Todos escuchaban.", []),
        ("Mr. Zyxwold left.", "El Sr. Zyxwol se fue.", ["Zyxwold"]),
        ("It is Zyxwold's house.", "Es la Zyxwold's casa.", []),
    ],
)
def test_lost_names(source: str, target: str, expected: list[str]) -> None:
    """Names that are neither there nor called otherwise in the language."""
    found = names.lost(source, target, *PAIR)
    assert [name.word for name in found] == expected
    assert all(source[name.at :].startswith(name.word) for name in found)


def test_a_name_is_known_from_another_sentence() -> None:
    """Where it opens one it may be any word."""
    sentences = ["Zyxwold left the town.", "Nobody there knows where Zyxwold is now."]
    assert COPIES.kept(Query(sentences[0]), "Se fue de la ciudad.") == ()
    assert Copies.of(PAIR, sentences).kept(Query(sentences[0]), "Se fue.") == (Kept(0, 7, "Zyxwold"),)


def test_a_first_name_before_a_surname() -> None:
    """Is kept; alone it may be a saint's."""
    source = "The town remembers Joseph Zyxwold and Joseph."
    assert COPIES.kept(Query(source), "") == (Kept(19, 25, "Joseph"), Kept(26, 33, "Zyxwold"))
    assert COPIES.kept(Query("The town remembers Joseph of old."), "") == ()
    source = "The town says that Pope Francis never met Francis Zyxwold."
    assert COPIES.kept(Query(source), "") == (Kept(42, 49, "Francis"), Kept(50, 57, "Zyxwold"))


def test_part_of_another_name_is_not_the_name() -> None:
    """So that no two signs stand in one place."""
    source = "The town says that Jean-Claude Zyxwold never met Jean Brandt."
    assert [k.text for k in COPIES.kept(Query(source), "")] == ["Jean-Claude", "Zyxwold", "Jean", "Brandt"]
    assert COPIES.kept(Query(source), "")[2].start == 49


def test_nothing_is_kept_across_a_mark() -> None:
    """A link that ends inside a name."""
    query = Query("He met Zyxwold.", (Mark(7, 10, 1),))
    assert COPIES.kept(query, "Se reunió.") == ()
    assert COPIES.kept(Query(query.text, (Mark(7, 14, 1),)), "Se reunió.") == (Kept(7, 14, "Zyxwold"),)


def test_the_wording_that_lacks_least() -> None:
    """The first of those that are alike; none that went astray."""
    wordings = ["Zyxwol tiene 15 casas.", "Zyxwold tiene 51 casas.", "Zyxwold tiene 15 casas.", "Y Zyxwold tiene 15."]
    source = "He says Zyxwold has 15 houses."
    made = [Translation(t) for t in wordings]
    assert COPIES.best(source, made).text == wordings[2]
    assert COPIES.best(source, made[:2]).text == wordings[0]
    twice = Translation("Zyxwold tiene tiene 15 casas.")
    assert COPIES.best(source, [twice, made[2]]).text == wordings[2]
    assert COPIES.best(source, [twice, made[0]]).text == twice.text
    loop = Translation("Zyxwold 15 " + "tiene casas " * 4)
    assert COPIES.best(source, [made[0], loop]).text == wordings[0]


def test_the_wording_most_like_the_others() -> None:
    """What most of them have counts, not what one of them leaves out."""
    wordings = ["El puerto.", "El puente abre hoy.", "El puente abre hoy aquí.", "El puente abre aquí."]
    assert by_likeness(wordings)[0] == "El puente abre hoy aquí."
    assert by_likeness(["a", "b"]) == ["a", "b"]
    assert by_likeness(["", ""]) == ["", ""]


def test_the_best_of_an_engines_wordings() -> None:
    """Names and numbers come before likeness; the query gets as many others as it asked for."""
    source = "The bridge of Zyxwold opens today."
    wordings = ("El puente abre hoy.", "El puente de Zyxwold abre hoy.", "El puente abre hoy mismo.", "Abre hoy.")
    made = Translation(wordings[0], score=-0.5, alternatives=wordings[1:])
    chosen = COPIES.chosen(Query(source, alternatives=2), made)
    assert (chosen.text, chosen.alternatives, chosen.score) == (wordings[1], (wordings[0], wordings[2]), -0.5)
    assert COPIES.chosen(Query("The bridge opens today."), made).alternatives == ()
    assert COPIES.chosen(Query(source), Translation("", problem="no")) == Translation("", problem="no")


def test_a_wording_never_has_the_marks_of_another() -> None:
    """With a link the first wording stays, and the others are still shown."""
    query = Query("Court halts bridge plan", (Mark(12, 18, 1),), alternatives=2)
    made = Translation("Corte para puente", marks=(Mark(11, 17, 1),), alternatives=("El tribunal para el puente",) * 2)
    assert COPIES.chosen(query, made) == made


def test_a_starter_model_is_asked_for_wordings_at_once(starter: Planner, watched: list[Query]) -> None:
    """One query a sentence; where there are marks, or with `fast`, the first wording alone. A headline shows no more
    wordings than any engine's."""
    starter.alternatives = 2
    route = starter.route(*PAIR)
    (made,) = starter.translate(route, [Text("The council rejected the treaty", "headline")], *PAIR)
    assert len(made.alternatives) == 2
    assert made.text not in made.alternatives
    assert [q.alternatives for q in watched] == [WORDINGS]
    watched.clear()
    link = "The council rejected [the treaty](https://example.org)."
    starter.translate(route, [Text("The council met.", "body"), Text(link, "body", "markdown")], *PAIR)
    assert [q.alternatives for q in watched] == [WORDINGS, 0]
    watched.clear()
    starter.fast = True
    starter.translate(route, [Text("The council met.", "body")], *PAIR)
    assert [q.alternatives for q in watched] == [0]


WORDS = st.text("abc ⟦⟧01", max_size=12)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12), st.lists(st.booleans(), min_size=12, max_size=12))
def test_signs_come_off_as_they_went_on(pieces: list[tuple[str, str]], chosen: list[bool]) -> None:
    """A translation that copies everything gives the query's text, with what was to be kept put in; marks stand where
    they stood."""
    text, wanted, spans = "", "", []
    for (word, put), keep in zip(pieces, chosen, strict=False):
        if keep and word and not any(s in word + put for s in SIGNS):
            spans.append(Kept(len(text), len(text) + len(word), put))
        wanted += put if spans and spans[-1].start == len(text) and spans[-1].end == len(text + word) else word
        text += word
    query = Query(text, (Mark(0, len(text), 1),), kept=tuple(spans))
    mask = masked(query, SIGNS)
    made = mask.lifted(Translation(mask.query.text, marks=mask.query.marks, alternatives=(mask.query.text,)))
    if len(spans) <= len(SIGNS) and mask.signs and not any(s in wanted for s in SIGNS):
        assert made.text == wanted
        assert made.alternatives == (wanted,)
        assert made.marks == (Mark(0, len(wanted), 1),)
    elif not mask.signs:
        assert made.text == text
    assert not mask.query.kept


def test_a_sign_of_the_models_own_is_refused() -> None:
    """Nobody knows what it stands for."""
    mask = masked(Query("He met Zyxwold", kept=(Kept(7, 14, "Zyxwold"),)), SIGNS)
    assert mask.query.text == "He met ⟦0⟧"
    made = mask.lifted(Translation("Vio a ⟦0⟧", alternatives=("Vio ⟦3⟧", "Se reunió con ⟦0⟧")))
    assert (made.text, made.alternatives) == ("Vio a Zyxwold", ("Se reunió con Zyxwold",))
    refused = mask.lifted(Translation("Vio a ⟦3⟧"))
    assert (refused.text, refused.problem) == ("", "the model put in a sign of its own")


def test_a_text_with_signs_is_left_alone() -> None:
    """Nobody knows then which of them are ours."""
    query = Query("⟦1⟧ met Zyxwold", kept=(Kept(8, 15, "Zyxwold"),))
    assert masks.masked(query, SIGNS).query == Query(query.text)
