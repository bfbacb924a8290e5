"""The Argos engine with real packages: small CTranslate2 transformers for the sentences of a news grammar."""

from __future__ import annotations

import contextlib
import csv
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from bylingual import po
from bylingual.engines import argos
from bylingual.engines.base import Engine, Query
from bylingual.pipeline.jobs import Text
from bylingual.pipeline.plan import Planner
from bylingual.project import Project
from bylingual.typography import Typography
from conftest import DATA

PACKAGES = DATA / "argos"


@pytest.fixture(autouse=True)
def _packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argos finds the test packages, and only them."""
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(PACKAGES))


@pytest.fixture
def engine() -> Engine:
    return argos.open_engine()


@pytest.fixture(scope="module")
def heldout() -> list[dict[str, str]]:
    """Sentences whose word pairs the models never saw."""
    with (PACKAGES / "heldout.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def share_right(results: list[str], expected: list[str]) -> float:
    return sum(a == b for a, b in zip(results, expected, strict=True)) / len(expected)


def test_pairs_name_package_and_version(engine: Engine) -> None:
    """As the notes in PO files show them."""
    assert engine.pairs() == {("en", "es"): "argos en_es 1.0", ("es", "fr"): "argos es_fr 1.0"}


def test_held_out_sentences(engine: Engine, heldout: list[dict[str, str]]) -> None:
    """Direct and through Spanish, at least 95 % exactly right."""
    assert len(heldout) >= 200
    english = [row["en"] for row in heldout]
    spanish = [t.text for t in engine.translate([Query(t) for t in english], ("en", "es"))]
    french = [t.text for t in engine.translate([Query(row["es"]) for row in heldout], ("es", "fr"))]
    assert share_right(spanish, [row["es"] for row in heldout]) >= 0.95
    assert share_right(french, [row["fr"] for row in heldout]) >= 0.95
    planner = Planner(["argos"], typography=Typography(False, False, False))
    route = planner.route("en", "fr")
    assert route.label == "argos en_es 1.0 + es_fr 1.0"
    pivoted = [t.text for t in planner.translate(route, [Text(t) for t in english], "en", "fr")]
    assert share_right(pivoted, [row["fr"] for row in heldout]) >= 0.95


def test_batched_is_one_by_one(engine: Engine, heldout: list[dict[str, str]]) -> None:
    """An order and a batch change no text."""
    english = [row["en"] for row in heldout[:60]]
    batched = [t.text for t in engine.translate([Query(t) for t in english], ("en", "es"))]
    assert batched == [engine.translate([Query(text)], ("en", "es"))[0].text for text in english]


def test_a_story_through_the_command_line(
    project: Project, heldout: list[dict[str, str]], bylingual: Callable[..., Result]
) -> None:
    """Catalogs in two languages; every unit names its packages; a second run changes nothing."""
    rows = [r for r in heldout if r["en"].endswith(".")][:6]
    text = "\n\n".join(" ".join(r["en"] for r in rows[i : i + 2]) for i in range(0, 6, 2))
    (project.root / "articles" / "a.txt").write_text(text, encoding="utf-8")
    bylingual("translate", "--from", "en", "--to", "es", "--to", "fr", "--engine", "argos")
    for locale, label in (("es", "argos en_es 1.0"), ("fr", "argos en_es 1.0 + es_fr 1.0")):
        path = project.catalog_path("a", locale)
        before = path.read_bytes()
        units = po.read(before).units
        assert {u.notes[-1] for u in units} == {label}
        assert (
            share_right(
                [u.target for u in units], [" ".join(r[locale] for r in rows[i : i + 2]) for i in range(0, 6, 2)]
            )
            > 0.5
        )
        bylingual("translate", "--from", "en", "--to", locale, "--engine", "argos")
        assert path.read_bytes() == before


def test_a_broken_package_is_not_seen(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-installed folder is passed over."""
    (tmp_path / "translate-en_de").mkdir()
    (tmp_path / "translate-en_de" / "metadata.json").write_text("{", encoding="utf-8")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path))
    assert engine.pairs() == {}


def test_a_missing_pair_names_the_remedy(project: Project, bylingual: Callable[..., Result]) -> None:
    """The catalog is written for people; the error says what to install."""
    (project.root / "articles" / "a.txt").write_text("A text.", encoding="utf-8")
    result = bylingual("translate", "--from", "en", "--to", "ja", "--engine", "argos", code=1)
    assert "no engine translates en to ja. Install a package: `bylingual models install en ja`\n" in result.stderr
    assert project.catalog_path("a", "ja").exists()


def test_argos_own_translation_is_never_imported() -> None:
    """Its import costs more than the model."""
    code = "import sys\nfrom bylingual.engines import argos\nargos.open_engine().pairs()\nassert 'argostranslate.translate' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_fast_is_said_and_kept_apart(
    project: Project, heldout: list[dict[str, str]], bylingual: Callable[..., Result]
) -> None:
    """Greedy texts name it, offer no other wordings, and are not taken for normal ones afterwards."""
    source = project.root / "articles" / "a.txt"
    source.write_text("\n\n".join(row["en"] for row in heldout[:12]), encoding="utf-8")
    bylingual("translate", "--from", "en", "--to", "es", "--engine", "argos", "--quality", "fast")
    path = project.catalog_path("a", "es")
    units = po.read(path.read_bytes()).units
    assert {u.notes[-1] for u in units} == {"argos en_es 1.0, fast"}
    bylingual("translate", "--from", "en", "--to", "es", "--engine", "argos", "--refresh")
    with contextlib.closing(argos.open_engine()) as engine:
        wanted = engine.translate([Query(u.source) for u in units if u.context == "body"], ("en", "es"))
    again = [u.target for u in po.read(path.read_bytes()).units if u.context == "body"]
    assert again == [t.text for t in wanted]
