"""Every bad input gets an error that names file, line and remedy; nothing is lost; the rest of the run goes on."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

import bylingual
from bad_input import GROUPS, Case, base, run
from bad_input.page import PAGE, entries, entry, page
from bylingual import errors

SOURCE = Path(bylingual.__file__).parent
ERRORS = [name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)]
CASES = [case for cases in GROUPS.values() for case in cases]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that every case starts from."""
    return base(tmp_path_factory.mktemp("bad") / "news")


@pytest.fixture(scope="session")
def documented() -> dict[str, str]:
    """What docs/errors.md says of each case."""
    return entries(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_bad_input(case: Case, template: Path, documented: dict[str, str], tmp_path: Path) -> None:
    """What the case says, and what docs/errors.md says of it."""
    project = tmp_path / "news"
    shutil.copytree(template, project)
    outcome = run(case, project)
    if outcome.impossible:
        pytest.skip(outcome.impossible)
    assert not outcome.wrong, "\n".join([*outcome.wrong, "", outcome.printed])
    assert documented.get(case.name, "") == entry(case, outcome.printed), "docs/errors.md is out of date: make docs"


def test_the_page_is_the_table(documented: dict[str, str]) -> None:
    """No case has another's name; the page has nothing that is no case."""
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)
    assert page(documented) == PAGE.read_text(encoding="utf-8"), "docs/errors.md is out of date: make docs"


# Where what to do is added later (packages), is not wanted (doctor has commands), or there is nothing to do but know
# (files that are no article are listed as skipped).
_WITHOUT = ("packages/", "pipeline/doctor.py")
_KNOW = ("NoArticleError", "RefusedError")


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_every_error_says_what_to_do(path: Path) -> None:
    """Wherever one is made, it has a remedy."""
    if str(path.relative_to(SOURCE)).startswith(_WITHOUT):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            named = [keyword.arg for keyword in node.keywords]
            assert node.func.id in _KNOW or "remedy" in named, f"{path}:{node.lineno}: {ast.unparse(node)}"
