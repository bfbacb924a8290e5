"""Merge: nobody's text is lost, states stay true."""

from __future__ import annotations

from dataclasses import replace

from bylingual.change import describe_change
from bylingual.merge import merge
from bylingual.model import Role, State, Unit, stamp
from bylingual.risk import engine_note

OLD = "The mayor said on Monday that 43 people had left the town."
NEW = "The governor said on Monday that 53 people had left the town."
BODY = Role.BODY


def human(source: str = OLD, target: str = "texto humano", **more: object) -> Unit:
    return replace(Unit("body", source, target), **more)  # type: ignore[arg-type]


def machine(source: str = OLD, target: str = "texto") -> Unit:
    return Unit("body", source, target, fuzzy=True, stamp=stamp("body", source, target), notes=("risk: low",))


def test_same_text_is_kept() -> None:
    """And a leftover previous source is dropped."""
    assert merge([human()], [(BODY, OLD)]).units == (human(),)
    assert merge([human(previous="x")], [(BODY, OLD)]).units == (human(),)


def test_an_approved_target_turns_stale() -> None:
    """With the source it was approved for, and the change named first."""
    merged = merge([human()], [(BODY, NEW)])
    (unit,) = merged.units
    assert (unit.state, unit.target, unit.previous, unit.previous_context) == (State.STALE, "texto humano", OLD, "body")
    assert unit.notes[0].startswith("source changed: 43 → 53")
    assert merged.stale == {("body", NEW)}


def test_a_second_change_keeps_the_source_it_was_approved_for() -> None:
    """`#|` names what the human saw."""
    (stale,) = merge([human()], [(BODY, NEW)]).units
    newer = NEW.replace("53", "63")
    (unit,) = merge([stale], [(BODY, newer)]).units
    assert unit.previous == OLD
    assert unit.notes[0].startswith("source changed: 43 → 63")


def test_a_source_that_comes_back_needs_a_human() -> None:
    """The target fits again, but only a human clears fuzzy."""
    (stale,) = merge([human()], [(BODY, NEW)]).units
    (unit,) = merge([stale], [(BODY, OLD)]).units
    assert (unit.state, unit.previous) == (State.NEEDS_REVIEW, None)
    assert not unit.is_machine_text


def test_the_machines_own_text_is_made_anew() -> None:
    """A changed source leaves nothing of it but the reason."""
    (unit,) = merge([machine()], [(BODY, NEW)]).units
    assert (unit.state, unit.stamp) == (State.UNTRANSLATED, "")
    assert unit.notes == ("source changed: 43 → 53",)


def test_gone_and_back() -> None:
    """A human's target waits as obsolete and returns with its state; the machine's own goes."""
    other = (BODY, "Something else entirely, with no likeness to what was there at all.")
    merged = merge([human(), machine("Machine text that will go away, and stay away.")], [other]).units
    assert [u.state for u in merged] == [State.UNTRANSLATED, State.OBSOLETE]
    assert merge(merged, [(BODY, OLD), other]).units[0] == human()


def test_a_stale_unit_returns_stale() -> None:
    """The previous source survives being obsolete."""
    (stale,) = merge([human()], [(BODY, NEW)]).units
    gone = merge([stale], []).units
    assert gone[0].state is State.OBSOLETE
    assert merge(gone, [(BODY, NEW)]).units[0].state is State.STALE


def test_another_role_needs_review() -> None:
    """A headline is not a sentence."""
    (unit,) = merge([human()], [(Role.HEADING, OLD)]).units
    assert (unit.context, unit.state, unit.target) == ("heading", State.NEEDS_REVIEW, "texto humano")


def test_short_texts_must_be_more_alike() -> None:
    """`Rain in Rome` is no new version of `Rain in Spain`."""
    merged = merge([human("Rain in Rome")], [(BODY, "Rain in Spain")]).units
    assert [u.state for u in merged] == [State.UNTRANSLATED, State.OBSOLETE]


def test_a_persons_comment_is_never_lost() -> None:
    """Even where the target was the machine's or empty."""
    merged = merge([replace(machine(), comments=("ask the desk",))], []).units
    assert merged[0].comments == ("ask the desk",)


def test_changes_are_named() -> None:
    """Numbers, then negation, then names."""
    assert describe_change("He paid 43 euros.", "He paid 53 euros.") == "source changed: 43 → 53"
    assert "not added" in describe_change("He was charged.", "He was not charged.")
    assert "Rome → Milan" in describe_change("It rained in Rome.", "It rained in Milan.")
    assert describe_change("a fine day", "a nice day") == "source changed: wording"


def test_a_suggestion_goes_with_all_its_lines() -> None:
    """Some tools wrap `#.` lines; what follows the suggestion is the rest of it."""
    notes = (
        "argos en_es 1.9",
        "source changed: 43 → 53",
        "suggestion: El gobernador dijo",
        "que 53 personas se fueron.",
    )
    (unit,) = merge([human(notes=notes)], [(BODY, OLD)]).units
    assert unit.notes == ("argos en_es 1.9",)
    (unit,) = merge([human(fuzzy=True, previous="x", notes=notes)], [(BODY, NEW)]).units
    assert "que 53 personas se fueron." not in unit.notes


def test_the_engine_is_named_below_the_risk() -> None:
    """Whatever its name is, also where some tool wrapped the risk; a text from the memory has none."""
    assert (
        engine_note(["source changed: 1 → 2", "risk: low", "apertium eng-spa", "suggestion: a"]) == "apertium eng-spa"
    )
    assert engine_note(["risk: high (number", "15 missing)", "phrasebook en es"]) == "phrasebook en es"
    assert engine_note(["risk: low", "memory: translations/es/a.po"]) == engine_note(["risk: low"]) == ""
    (unit,) = merge([human(notes=("risk: low", "phrasebook en es", "a remark"))], [(BODY, NEW)]).units
    assert "a remark" in unit.notes and "phrasebook en es" not in unit.notes
