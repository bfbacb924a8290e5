"""The documentation says what the program does: generated parts are current, and nothing is left out."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest
from click.testing import Result
from jsonschema import Draft7Validator, ValidationError
from tools.docs import pages, reference

from bad_input import GROUPS
from bylingual.checks import FILE_RULES, RULES
from bylingual.config import KEYS, literal, template
from bylingual.gate import Policy
from bylingual.model import Disposition, Role, Severity, State
from bylingual.project import Project

ROOT = pages.ROOT
DOCS = ROOT / "docs"
CONFIG_SCHEMA = json.loads((DOCS / "schemas/config.schema.json").read_text(encoding="utf-8"))


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def test_generated_parts_are_current() -> None:
    """`make docs` would change nothing, and every part has its page."""
    assert [str(p.relative_to(ROOT)) for p in pages.outdated()] == [], "run `make docs`"
    used = [name for path in pages.pages() for name in pages.parts(path.read_text(encoding="utf-8"))]
    assert {*used} == {*pages.PARTS}


def test_links_lead_somewhere() -> None:
    """Files and headings that the pages link to are there."""
    for path in pages.pages():
        text = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]*)(?:#[^)]*)?\)", text):
            if target and "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_page_can_be_found() -> None:
    """README names all of them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in DOCS.glob("*.md") if f"](docs/{p.name})" not in readme] == []


def test_extras_are_named() -> None:
    """Where README tells how to install."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    install = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Install")[2].partition("## ")[0]
    named = {name for group in re.findall(r"\[([a-z,]+)\]", install) for name in group.split(",")}
    assert named == set(extras)


def test_words_are_explained() -> None:
    """Every value of the program's own vocabulary."""
    words = page("words.md")
    for vocabulary in (Role, Disposition, State, Severity, Policy):
        assert [value for value in vocabulary if f"`{value}`" not in words] == []


@pytest.mark.parametrize("key", KEYS, ids=lambda k: k.name)
def test_keys_are_documented(key: Any) -> None:
    """In the page and in the schema, which takes what the program takes."""
    assert f"| `{key.last}` |" in page("configuration.md")
    example = key.default if key.example is None else key.example
    for name in key.spelled:
        section, _, last = name.rpartition(".")
        text = (f"[{section}]\n" if section else "") + f"{last} = {literal(example)}"
        Draft7Validator(CONFIG_SCHEMA).validate(tomllib.loads(text))
        with pytest.raises(ValidationError):
            Draft7Validator(CONFIG_SCHEMA).validate(tomllib.loads(text.replace(last, f"{last}_")))


def taplo(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "bylingual.toml").write_text("#:schema ./config.schema.json\n" + text, encoding="utf-8")
    (folder / "config.schema.json").write_text(json.dumps(CONFIG_SCHEMA), encoding="utf-8")
    program = Path(sys.executable).parent / "taplo"
    return subprocess.run([program, "lint", "bylingual.toml"], cwd=folder, capture_output=True, text=True, check=False)


def test_editors_read_the_schema(tmp_path: Path) -> None:
    """taplo, the program behind editors' TOML support, accepts what `init` writes and refuses what we refuse."""
    Draft7Validator.check_schema(CONFIG_SCHEMA)
    good = taplo(tmp_path, template())
    assert good.returncode == 0, good.stderr
    for bad in ('tagets = ["es"]', '[gate]\nheadline = "aproved"', "[detect]\nmin_confidence = 95", 'targets = ["?"]'):
        assert taplo(tmp_path, bad).returncode != 0, bad


def severities(rule: ModuleType) -> set[str]:
    """The severities that a rule's module names outside LEVELS."""
    tree = ast.parse(Path(str(rule.__file__)).read_text(encoding="utf-8"))
    body = [n for n in tree.body if not (isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "LEVELS")]
    nodes = [n for part in body for n in ast.walk(part)]
    return {
        n.attr.lower()
        for n in nodes
        if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "Severity"
    }


@pytest.mark.parametrize("rule", [*FILE_RULES, *RULES], ids=lambda r: r.NAME)
def test_rules_say_what_they_are(rule: ModuleType) -> None:
    """When each severity is given, why it matters and what to do; docs/rules.md repeats it."""
    levels: Mapping[str, str] = rule.LEVELS
    assert levels and severities(rule) <= {str(s) for s in levels}
    for text in (rule.__doc__ or "", rule.WHY, rule.REMEDY):
        assert text.strip().endswith(".")
    for text in (f"\n## {rule.NAME}\n", rule.WHY, rule.REMEDY, *levels.values()):
        assert text in page("rules.md")


def test_no_rule_is_missing_from_the_table() -> None:
    """Every module of the folder that has a NAME is a registered rule."""
    folder = Path(str(RULES[0].__file__)).parent
    written = {p.stem for p in folder.glob("*.py") if "\nNAME = " in p.read_text(encoding="utf-8")}
    assert written == {r.__name__.rpartition(".")[2] for r in (*FILE_RULES, *RULES)}


COMMANDS = dict(reference.commands())


@pytest.mark.parametrize("typed", COMMANDS)
def test_commands_are_documented(typed: str) -> None:
    """Help names every argument and says what exit code 1 means; every option has a meaning and a place in the page."""
    command = COMMANDS[typed]
    section = page("reference.md").partition(f"\n### {typed}\n")[2].partition("\n### ")[0]
    assert section and command.help
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help and all(f"`{name}`" in section for name in (*param.opts, param.envvar))
        else:
            assert param.make_metavar(click.Context(command)).strip("[].") in command.help.split("\b")[0]
    if command.callback and command.callback.__annotations__["return"] == "int":
        assert "Exit 1 if" in command.help


def test_options_have_the_variables_that_the_page_names(
    project: Project, story: Path, bylingual: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A flag, a choice, several values; the command line comes first."""
    monkeypatch.setenv("BYLINGUAL_TRANSLATE_ENGINE", "none")
    monkeypatch.setenv("BYLINGUAL_TRANSLATE_TO", "fr ca")
    monkeypatch.setenv("BYLINGUAL_STATUS_JSON", "1")
    bylingual("translate")
    assert [c["locale"] for c in json.loads(bylingual("status").output)["catalogs"]] == ["ca", "fr"]
    assert "de/story.po" in bylingual("translate", "--to", "de").output


def test_errors_are_documented() -> None:
    """Every class, with its meaning."""
    for error in reference.error_classes():
        assert error.__doc__ and f"| `{error.__name__}` |" in page("reference.md")


def test_other_variables_are_documented() -> None:
    """Whatever the program reads from the environment."""
    texts = [p.read_text(encoding="utf-8") for p in (ROOT / "src").rglob("*.py")]
    quoted = [re.findall(r'"([A-Z]{3,}(?:_[A-Z]+)+)"', text) for text in texts if re.search(r"environ\b|getenv", text)]
    read = {name for names in quoted for name in names}
    assert read and {name for name in read if f"`{name}`" not in page("reference.md")} == set()


def mentioned(text: str) -> set[str]:
    """Every command line of ours in a page: in shell blocks and as code within a line."""
    code = re.findall(r"(?<!`)`(bylingual [^`\n]+)`(?!`)", text)
    for block in re.findall(r"^```(?:sh|console|text|yaml)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        code += re.findall(r"(?m)(?:^|\s)(bylingual .*)", block)
    return {re.split(r"\s+#|[|;&]|\s\[", line)[0].strip() for line in code}


@pytest.mark.parametrize("path", pages.pages(), ids=lambda p: p.name)
def test_commands_in_pages_exist(path: Path) -> None:
    """With their options, also where a page only mentions them."""
    for line in mentioned(path.read_text(encoding="utf-8")):
        words = [w for w in line.split() if not w.startswith(("'", '"'))]
        typed = next((" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in COMMANDS), "")
        if not typed:
            assert words[1:2] in (["--version"], ["COMMAND"], ["--help"]), f"{path.name}: {line}"
            continue
        known = {o for p in COMMANDS[typed].params for o in p.opts} | {"--help"}
        used = {w.partition("=")[0] for w in words[2:] if w.startswith("--")}
        assert used <= known, f"{path.name}: {line}"


@pytest.mark.parametrize(("file", "least"), [("guarantees.md", 11), ("security.md", 60)])
def test_every_row_is_held_by_a_test(file: str, least: int) -> None:
    """Files, tests and cases of bad input that are there, in every row; no row says what another one says."""
    lines = [line for line in page(file).splitlines() if line.startswith("| ")]
    rows = [line for line in lines if not line.endswith("| held by |")]
    assert len({row.split(" | ")[0] for row in rows}) == len(rows) >= least
    cases = {case.name for group in GROUPS.values() for case in group}
    for row in rows:
        held = row.rpartition(" | ")[2]
        assert "tests/" in held, row
        assert {*re.findall("“([^”]+)”", held)} <= cases
        for held_by, _, name in re.findall(r"(tests/test_\w+\.py)(::(\w+))?", held):
            text = (ROOT / held_by).read_text(encoding="utf-8")
            assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE), f"{held_by}::{name}"
