"""JUnit XML, as Jenkins, GitLab and others read it: a suite for each file, a case for each finding, one that passes for
a file without any. Findings below the level that fails the run are cases that pass, with what they say as output.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree  # only written with  # nosec B405

from ..errors import escaped, inert
from ..model import Finding
from .base import Checked, short

NAME = "junit"

_NOT_IN_XML = re.compile("[\ufffe\uffff]")  # the other characters that XML 1.0 cannot hold are control characters


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    by_file: dict[str, list[Finding]] = {path: [] for path in checked.files}
    for finding in checked.findings:
        by_file.setdefault(finding.path, []).append(finding)
    suites = [_suite(path, found, checked) for path, found in by_file.items()]
    root = ElementTree.Element("testsuites", {"name": "bylingual check", **_sums(suites)})
    root.extend(suites)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _sums(suites: Sequence[ElementTree.Element]) -> dict[str, str]:
    return {name: str(sum(int(s.attrib[name]) for s in suites)) for name in ("tests", "failures", "errors")}


def _suite(path: str, found: Sequence[Finding], checked: Checked) -> ElementTree.Element:
    failures = sum(map(checked.fails, found))
    suite = ElementTree.Element(
        "testsuite", name=_xml(path), tests=str(len(found) or 1), failures=str(failures), errors="0", time="0"
    )
    file = _xml(checked.in_repository(path))
    if not found:
        ElementTree.SubElement(suite, "testcase", classname=_xml(path), name="no findings", file=file, time="0")
    names: Counter[str] = Counter()
    for finding in found:
        name = f"{finding.rule}, line {finding.line}" + (f" [{finding.role}]" if finding.role else "")
        names[name] += 1
        name += f" ({names[name]})" if names[name] > 1 else ""
        case = ElementTree.SubElement(
            suite, "testcase", classname=_xml(path), name=_xml(name), file=file, line=str(finding.line), time="0"
        )
        said = f"{finding.path}:{finding.line}: {finding.severity}: {finding.message}"
        if finding.target:
            said += f"\n{short(finding.source)}\n{short(finding.target)}"
        if checked.fails(finding):
            message = _xml(short(finding.message, 300))
            ElementTree.SubElement(case, "failure", type=_xml(finding.rule), message=message).text = _xml(said)
        else:
            ElementTree.SubElement(case, "system-out").text = _xml(said)
    return suite


def _xml(text: str) -> str:
    return inert(escaped(_NOT_IN_XML.sub("\ufffd", text), keep="\n\t"))
