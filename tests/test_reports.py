"""What `check` prints for other programs, read by programs of the kind that will read it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from junitparser import JUnitXml

from bylingual.checks import FILE_RULES, RULES
from bylingual.model import Finding, Severity
from bylingual.reports import FORMATS, Checked

Run = Callable[..., Result]
MULTITOOL = Path(sys.prefix) / "lib/node_modules/@microsoft/sarif-multitool-linux"
NAMES = [rule.NAME for rule in (*FILE_RULES, *RULES)]
CATALOG = """
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"

msgctxt "headline"
msgid "43 houses, 100%: the mayor’s list, at last"
msgstr "53 casas, 100 %: la lista del alcalde,\\nal fin"

msgctxt "body"
msgid "He did not say more about it."
msgstr ""
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project below the root of its repository: one catalog with an error and a warning, one without findings."""
    (tmp_path / ".git").mkdir()
    root = tmp_path / "the desk"
    (root / "articles").mkdir(parents=True)
    (root / "translations/es").mkdir(parents=True)
    (root / "bylingual.toml").write_text('targets = ["es"]\n', encoding="utf-8")
    (root / "translations/es/größe, 50%.po").write_text(CATALOG, encoding="utf-8")
    clean = CATALOG[: CATALOG.index('msgctxt "body"')].replace("53 casas", "43 casas")
    (root / "translations/es/clean.po").write_text(clean, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def multitool(text: str, folder: Path) -> list[tuple[str, str, str]]:
    """What the SARIF SDK's validator says of a log: (rule, level, message)."""
    program = MULTITOOL / "Sarif.Multitool"
    assert program.exists(), "the SARIF Multitool is missing: run `make system`"
    (folder / "log.sarif").write_text(text, encoding="utf-8")
    subprocess.run(
        [program, "validate", "log.sarif", "--output", "said.sarif", "--log", "ForceOverwrite"],
        cwd=folder,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        check=False,
    )
    said = json.loads((folder / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0]
    assert said["invocations"][0]["executionSuccessful"]
    return [(r["ruleId"], r.get("level", "warning"), json.dumps(r["message"])) for r in said["results"]]


def test_sarif_is_valid(folder: Path, bylingual: Run, tmp_path: Path) -> None:
    """By the SARIF SDK's validator and the schema that it brings; all it wants is a home page, which there is none of."""
    text = bylingual("check", "--format", "sarif", code=1).stdout
    schema = json.loads((MULTITOOL / "sarif-2.1.0.json").read_text(encoding="utf-8-sig"))
    validator_for(schema)(schema).validate(json.loads(text))
    assert {(rule, level) for rule, level, _ in multitool(text, tmp_path)} == {("SARIF2005", "warning")}
    assert any(
        level == "error" for _, level, _ in multitool(text.replace('"startLine": 9', '"startLine": 0'), tmp_path)
    )


def test_sarif_says_where_and_what(folder: Path, bylingual: Run) -> None:
    """Paths count from the root of the repository; a finding is known again when its line moves."""
    log = json.loads(bylingual("check", "--format", "sarif", code=1).stdout)["runs"][0]
    assert [r["id"] for r in log["tool"]["driver"]["rules"]] == sorted(NAMES)
    first, second = log["results"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "the%20desk/translations/es/gr%C3%B6%C3%9Fe%2C%2050%25.po"
    assert (first["ruleId"], first["level"], place["region"]["startLine"]) == ("numbers", "error", 9)
    assert (second["ruleId"], second["level"]) == ("empty", "warning")
    assert log["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "numbers"
    file = folder / "translations/es/größe, 50%.po"
    file.write_text("# a note\n" + CATALOG.lstrip().replace("53 casas", "63 casas"), encoding="utf-8")
    again = json.loads(bylingual("check", "--format", "sarif", code=1).stdout)["runs"][0]["results"][0]
    assert again["partialFingerprints"] == first["partialFingerprints"]


def test_junit_is_read_by_others(folder: Path, bylingual: Run) -> None:
    """A suite for each file; failures are what fails the run, so warnings are not unless asked for."""
    suites = list(JUnitXml.fromstring(bylingual("check", "--format", "junit", code=1).stdout.encode()))
    assert [(s.name, s.tests, s.failures) for s in suites] == [
        ("translations/es/clean.po", 1, 0),
        ("translations/es/größe, 50%.po", 2, 1),
    ]
    failed, passed = list(suites[1])
    assert failed.result[0].type == "numbers" and "43 became 53" in failed.result[0].message
    assert passed.is_passed and "no translation yet" in passed.system_out
    strict = JUnitXml.fromstring(
        bylingual("check", "--format", "junit", "--fail-on", "warning", code=1).stdout.encode()
    )
    assert strict.failures == 2


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a log, as GitHub's runner reads them (actions/runner, ActionCommand.cs)."""
    found = []
    for line in text.split("\n"):
        if match := re.fullmatch(r"::(\S+) (.*?)::(.*)", line):
            pairs = (pair.partition("=") for pair in match[2].split(",") if pair)
            found.append((match[1], {k: _decoded(v, colons=True) for k, _, v in pairs}, _decoded(match[3])))
    return found


def _decoded(text: str, *, colons: bool = False) -> str:
    for code, character in [
        ("%0D", "\r"),
        ("%0A", "\n"),
        *([("%3A", ":"), ("%2C", ",")] if colons else []),
        ("%25", "%"),
    ]:
        text = text.replace(code, character)
    return text


def test_annotations(folder: Path, bylingual: Run) -> None:
    """File, line, title and both texts come through the runner's reading unharmed."""
    first, second = annotations(bylingual("check", "--format", "github", code=1).stdout)
    assert first[:2] == (
        "error",
        {"file": "the desk/translations/es/größe, 50%.po", "line": "9", "title": "numbers [headline]"},
    )
    assert "43 became 53" in first[2].split("\n")[0]
    assert first[2].split("\n")[1:] == [
        "43 houses, 100%: the mayor’s list, at last",
        "53 casas, 100 %: la lista del alcalde, al fin",
    ]
    assert second[0] == "warning"


def test_text_and_json_agree(folder: Path, bylingual: Run) -> None:
    """On how many there are."""
    assert bylingual("check", code=1).stdout.endswith("2 catalogs checked: 1 error, 1 warning\n")
    counts = json.loads(bylingual("check", "--format", "json", code=1).stdout)["counts"]
    assert counts["error"] == counts["warning"] == 1


WILD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r\x1b\x85\u202e\ufffe%:,\"<>&]'")), max_size=40)


@given(
    st.lists(
        st.builds(
            Finding, rule=st.sampled_from(NAMES), severity=st.sampled_from(Severity), message=WILD, path=WILD,
            line=st.integers(0, 10**6), role=WILD, source=WILD, target=WILD,
        ),
        max_size=4,
    ),
)  # fmt: skip
def test_any_text_stays_inside(findings: list[Finding]) -> None:
    """Whatever a catalog holds: no control character comes out, each format is read back with as many findings."""
    checked = Checked(tuple(findings), tuple(dict.fromkeys(f.path for f in findings)), fail_on=Severity.WARNING)
    printed = {name: form.render(checked) for name, form in FORMATS.items()}
    for text in printed.values():
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
        text.encode()
    assert len(json.loads(printed["json"])["findings"]) == len(findings)
    results: Any = json.loads(printed["sarif"])["runs"][0]["results"]
    assert [r["message"]["text"] for r in results] == [f.message for f in findings]
    tree = ElementTree.parse(io.BytesIO(printed["junit"].encode()))
    assert len(tree.findall(".//failure")) == len(findings)
    assert len(printed["github"].split("\n")) == len(findings) + 1
    assert len(annotations(printed["github"])) == len(findings)
