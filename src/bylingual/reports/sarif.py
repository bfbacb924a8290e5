"""SARIF 2.1.0, as code scanning services read it: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from types import ModuleType
from typing import Any
from urllib.parse import quote

from ..checks import FILE_RULES, RULES
from ..model import Finding, Severity
from .base import Checked, json_text

NAME = "sarif"

_ALL = sorted((*FILE_RULES, *RULES), key=lambda r: r.NAME)
_INDEX = {rule.NAME: number for number, rule in enumerate(_ALL)}


def render(checked: Checked) -> str:
    """As in `base.Format`."""
    driver = {"name": "bylingual", "version": checked.version, "rules": [_rule(rule) for rule in _ALL]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "results": [_result(f, checked) for f in checked.findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return json_text({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _rule(rule: ModuleType) -> dict[str, Any]:
    worst = Severity.ERROR if Severity.ERROR in rule.LEVELS else Severity.WARNING
    when = " ".join(f"{severity.capitalize()}: {text}." for severity, text in rule.LEVELS.items())
    return {
        "id": rule.NAME,
        "shortDescription": {"text": (rule.__doc__ or "").splitlines()[0]},
        "fullDescription": {"text": f"{when} {rule.WHY}".replace("`", "")},
        "help": {"text": rule.REMEDY.replace("`", ""), "markdown": rule.REMEDY},
        "defaultConfiguration": {"level": worst.value},
    }


def _result(finding: Finding, checked: Checked) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(finding.path, checked), "region": {"startLine": max(finding.line, 1)}}
    named = {name: getattr(finding, name) for name in ("article", "locale", "role", "source", "target")}
    return {
        "ruleId": finding.rule,
        "ruleIndex": _INDEX[finding.rule],
        "level": finding.severity.value,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"bylingualUnit/v1": _fingerprint(finding)},
        "properties": {name: value for name, value in named.items() if value},
    }


def _artifact(path: str, checked: Checked) -> dict[str, str]:
    if path.startswith("/"):
        return {"uri": PurePosixPath(path).as_uri()}
    return {"uri": quote(checked.in_repository(path)), "uriBaseId": "SRCROOT"}


def _fingerprint(finding: Finding) -> str:
    """The same for the same finding in the same unit, wherever its line has moved and whatever its target is."""
    text = "\0".join([finding.path, finding.rule, finding.role, finding.source])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
