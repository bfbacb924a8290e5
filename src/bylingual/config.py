"""The configuration: its keys, what a file's values make of them, and the commented file that `init` writes.

A key is one line in `Config`. The checks here, `init`'s file, docs/configuration.md and its JSON Schema follow from it.
"""

from __future__ import annotations

import difflib
import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from .checks import LEVELS, OFF, RULES
from .engines import ENGINES
from .errors import ConfigError, LanguageError
from .gate import Gate, Policy, Stale
from .locales import parse_locale
from .model import Role, Severity
from .readers.base import ReadOptions
from .typography import Typography
from .writers import WRITERS

CONFIG_NAME = "bylingual.toml"
GLOSSARY = "translations/glossary.csv"

_TOML_HEADER = re.compile(r"\s*\[+\s*([^\]]+?)\s*\]")
_TOML_KEY = re.compile(r"\s*([\w.\"' \t-]+?)\s*=")

_OWN = "own"
_POLICIES = tuple(p.value for p in Policy)


@dataclass(frozen=True)
class Key:
    """A key of the configuration. Its type is the default's: str, bool, float, or tuple for a list of texts.

    `name` is dotted from the top (`read.drop`). `allowed` are the only values, of each item in a list, if there are
    any; `between` the bounds of a number; `locale` says that texts are locales (the default too is allowed). `example`
    is a value where the default shows nothing; `init` the value that a new project starts with. A key with `names`
    stands for one key by each of them, in place of the last part of its name.
    """

    name: str
    default: Any
    meaning: str
    allowed: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    locale: bool = False
    example: Any = None
    init: Any = None
    names: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The table that the key stands in, "" for the top level."""
        return self.name.rpartition(".")[0]

    @property
    def last(self) -> str:
        """The key in its table."""
        return self.name.rpartition(".")[2]

    @property
    def spelled(self) -> tuple[str, ...]:
        """The dotted names that a file can use."""
        return tuple(f"{self.section}.{n}" for n in self.names) or (self.name,)


def key(name: str, default: Any, meaning: str, **rest: Any) -> Any:
    """A field of `Config`: see `Key`. The meaning is one sentence, in Markdown."""
    described = Key(name, default, meaning, **rest)
    return field(default=() if described.names else default, metadata={"key": described})


@dataclass(frozen=True)
class Config:
    """The values of all keys. Locales are in on-disk form, lists are tuples; `gate_roles` are (role, policy) pairs.

    Its `repr` tells two configurations apart: the cache of unchanged files relies on it.
    """

    articles: str = key("articles", "articles", "Folder of incoming articles.", init="articles")
    translations: str = key(
        "translations", "translations", "Folder of PO files: `<locale>/<article>.po`.", init="translations"
    )
    output: str = key("output", "dist", "Folder of bundles.", init="dist")
    source: str = key(
        "source", "auto", "The articles' locale; `auto` detects it in each.", locale=True, example="en", init="auto"
    )
    targets: tuple[str, ...] = key(
        "targets", (), "Locales to translate to.", locale=True, example=("es", "fr", "pt_BR"), init=("es",)
    )
    engines: tuple[str, ...] = key(
        "engines",
        ("argos", "apertium"),
        "Engines, tried in this order for each language pair.",
        allowed=tuple(ENGINES),
        init=("argos", "apertium"),
    )
    read_drop: bool = key("read.drop", True, "`false` keeps page furniture, untranslated, in every bundle.")
    read_front_matter: tuple[str, ...] = key(
        "read.front_matter",
        (),
        "Keys of front matter whose text is translated besides the usual ones, dotted from the top.",
        example=("teaser", "seo.title"),
    )
    read_front_matter_keep: tuple[str, ...] = key(
        "read.front_matter_keep",
        (),
        "Keys of front matter that are not translated, with all below them.",
        example=("image",),
    )
    candidates: tuple[str, ...] = key(
        "detect.candidates",
        (),
        "The only languages to accept as answers of an open detection.",
        locale=True,
        example=("en", "es"),
    )
    min_confidence: float = key(
        "detect.min_confidence",
        0.95,
        "Below it, an article's language is undecided and `--from` is asked for.",
        between=(0.0, 1.0),
    )
    gate_roles: tuple[tuple[str, str], ...] = key(
        "gate.<role>",
        "approved",
        "What units of the role need to ship. `approved`: the bundle waits for every one; `machine`: unreviewed text "
        "ships under a notice; `source`: what is not approved ships in the source language.",
        allowed=_POLICIES,
        names=tuple(r.value for r in Role),
    )
    gate_default: str = key("gate.default", "approved", "The same for roles that are not named.", allowed=_POLICIES)
    gate_findings: str = key(
        "gate.findings",
        "error",
        "Findings from this level hold a unit back whatever its state, unless they are dismissed.",
        allowed=(*(s.value for s in Severity), "none"),
    )
    gate_stale: str = key(
        "gate.stale",
        "block",
        "What becomes of a unit whose source changed since its target was written. `block`: the bundle waits, but for "
        "roles that ship their source; `source`: the unit ships in the source language; `previous`: the person's text "
        "for the previous source ships, with a label that says so.",
        allowed=tuple(s.value for s in Stale),
    )
    gate_locked: bool = key(
        "gate.locked",
        False,
        "`true`: what is not `fuzzy` counts as approved only if `bylingual approve` or the review page wrote an `ok` "
        "line for this source and this translation.",
    )
    check_rules: tuple[tuple[str, str], ...] = key(
        "check.<rule>",
        _OWN,
        "How bad all findings of the rule are (docs/rules.md); `own` leaves it to the rule, `off` switches it off.",
        allowed=(_OWN, OFF, *LEVELS),
        names=tuple(rule.NAME for rule in RULES),
    )
    formats: tuple[str, ...] = key(
        "bundle.formats", ("source", "html", "json"), "What a bundle holds.", allowed=tuple(WRITERS)
    )

    glossary_file: str = key(
        "glossary.file",
        GLOSSARY,
        "CSV file of words that are always, or never, translated in one way; the default need not exist.",
    )
    typography_quotes: bool = key(
        "typography.quotes", True, "Machine text gets the quotation marks of its locale: « » in French, „ “ in German."
    )
    typography_numbers: bool = key(
        "typography.numbers", True, "Machine text gets the decimal marks and digit groups of its locale."
    )
    typography_spacing: bool = key(
        "typography.spacing", True, "Machine text gets the spaces before signs that its locale wants (French)."
    )

    @property
    def grades(self) -> Mapping[str, str]:
        """`[check]`: the level of each rule that has another than its own."""
        return {rule: grade for rule, grade in self.check_rules if grade != _OWN}

    @property
    def typography(self) -> Typography:
        """`[typography]`, as the planner takes it."""
        return Typography(self.typography_quotes, self.typography_numbers, self.typography_spacing)

    @property
    def read(self) -> ReadOptions:
        """`[read]`, as readers take it."""
        return ReadOptions(self.read_drop, self.read_front_matter, self.read_front_matter_keep)

    @cached_property
    def gate(self) -> Gate:
        """`[gate]`."""
        roles = {role: Policy(policy) for role, policy in self.gate_roles}
        return Gate(roles, Policy(self.gate_default), self.gate_findings, Stale(self.gate_stale), self.gate_locked)


KEYS: tuple[Key, ...] = tuple(f.metadata["key"] for f in fields(Config))

_BY_NAME = {name: k for k in KEYS for name in k.spelled}
_SECTIONS = {k.section for k in KEYS} - {""}
_KINDS = {str: "a text", bool: "true or false", float: "a number", tuple: "a list of texts"}


def parse(table: Mapping[str, Any], path: str, text: str = "") -> Config:
    """The configuration in a file's values; `path` names the file in errors, `text` is what it holds, so that they can
    name the line. Raises ConfigError."""
    try:
        return _parsed(table, path)
    except ConfigError as error:
        error.line = line_of(error.key, text)
        raise


def line_of(name: str, text: str) -> int | None:
    """The line of a TOML file where a key or table stands, or the key or table around it; None if that is unclear."""
    table, best, found = "", 0, None
    for number, line in enumerate(text.split("\n"), 1):
        header = _TOML_HEADER.match(line)
        key = _TOML_KEY.match(line)
        if header:
            table = spelled = _dotted(header[1])
        elif key:
            spelled = f"{table}.{_dotted(key[1])}".lstrip(".")
        else:
            continue
        spelled = spelled.removeprefix("tool.bylingual").lstrip(".")
        if spelled and f"{name}.".startswith(f"{spelled}.") and len(spelled) > best:
            best, found = len(spelled), number
    return found


def _dotted(written: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in written.split("."))


def _parsed(table: Mapping[str, Any], path: str) -> Config:
    given = {name: _checked(name, value, path) for name, value in _flat(table, "", path)}
    values: dict[str, Any] = {}
    for f in fields(Config):
        described: Key = f.metadata["key"]
        if described.names:
            values[f.name] = tuple((n.rpartition(".")[2], given[n]) for n in described.spelled if n in given)
        elif described.name in given:
            values[f.name] = given[described.name]
    config = Config(**values)
    if both := sorted(set(config.read_front_matter) & set(config.read_front_matter_keep)):
        raise ConfigError(
            f"[read] front_matter and front_matter_keep both name {both[0]}",
            path=path,
            remedy="Remove one of them",
            key="read.front_matter_keep",
        )
    return config


def _flat(table: Mapping[str, Any], section: str, path: str) -> Iterator[tuple[str, Any]]:
    """Dotted name and value of every key. Raises ConfigError for one that is not known."""
    for name, value in table.items():
        full = f"{section}.{name}" if section else name
        if full in _SECTIONS:
            if not isinstance(value, dict):
                remedy = f"Write [{full}] and its keys below it"
                raise ConfigError(f"{full} is a table", path=path, remedy=remedy, key=full)
            yield from _flat(value, full, path)
        elif full in _BY_NAME:
            yield full, value
        else:
            what = f"table [{full}]" if isinstance(value, dict) else f"key {shown(full)}"
            raise ConfigError(f"unknown {what}", path=path, remedy=_nearest(section, name), key=full)


def _nearest(section: str, name: str) -> str:
    """The remedy for an unknown key: its neighbours' names come before those of other tables."""
    here = {n.rpartition(".")[2]: n for n in _BY_NAME if n.rpartition(".")[0] == section}
    here |= {s.rpartition(".")[2]: s for s in _SECTIONS if s.rpartition(".")[0] == section}
    elsewhere = {n.rpartition(".")[2]: n for n in _BY_NAME}
    for names, cutoff in ((here, 0.7), (elsewhere, 0.8), (here, 0.4)):
        if near := difflib.get_close_matches(name, names, n=1, cutoff=cutoff):
            found = names[near[0]]
            return f"Did you mean {f'[{found}]' if found in _SECTIONS else shown(found)}?"
    return "Remove it; docs/configuration.md lists all keys"


def shown(name: str) -> str:
    """A dotted name as people look for it in the file: `[read] drop`."""
    section, _, last = name.rpartition(".")
    return f"[{section}] {last}" if section else last


def _checked(name: str, value: Any, path: str) -> Any:
    """The value as `Config` holds it. Raises ConfigError where its type or one of its items does not fit."""
    described = _BY_NAME[name]
    kind = type(described.default)
    if kind is float and type(value) is int:
        value = float(value)
    if kind is tuple and isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = tuple(value)
    if not isinstance(value, kind):
        example = literal(next(v for v in (described.example, described.init, described.default) if v is not None))
        raise ConfigError(
            f"{shown(name)} must be {_KINDS[kind]}",
            path=path,
            remedy=f"Such as {name.rpartition('.')[2]} = {example}",
            key=name,
        )
    if described.between and not described.between[0] <= value <= described.between[1]:
        low, high = described.between
        raise ConfigError(
            f"{shown(name)} must be between {low:g} and {high:g}",
            path=path,
            remedy=f"The default is {literal(described.default)}",
            key=name,
        )
    if kind is tuple:
        return tuple(_item(described, name, item, path) for item in value)
    return _item(described, name, value, path)


def _item(described: Key, name: str, item: Any, path: str) -> Any:
    if described.allowed and item not in described.allowed:
        raise ConfigError(
            f"{shown(name)}: {item!r} is not known",
            path=path,
            remedy=f"Use {', '.join(described.allowed)}",
            key=name,
        )
    if described.locale and item != described.default:
        try:
            return parse_locale(item)
        except LanguageError as error:
            raise ConfigError(f"{shown(name)}: {error.problem}", path=path, remedy=error.remedy, key=name) from None
    return item


def literal(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(literal, value))}]"
    return json.dumps(value, ensure_ascii=False)


def template() -> str:
    """The file that a project starts with: every key with its meaning, those that have no `init` commented out."""
    lines = [
        "# Unknown keys are errors. A line that is commented out shows the default, or an example where that is empty."
    ]
    section = ""
    for described in KEYS:
        if described.section != section:
            section = described.section
            lines += ["", f"[{section}]"]
        else:
            lines.append("")
        meaning = described.meaning.replace("`", "")
        if described.allowed:
            meaning += f" One of: {', '.join(described.allowed)}."
        lines += textwrap.wrap(meaning, 100, initial_indent="# ", subsequent_indent="# ")
        value = next(
            v for v in (described.init, described.default or described.example, described.default) if v is not None
        )
        last = described.names[0] if described.names else described.last
        lines.append(f"{'# ' if described.init is None else ''}{last} = {literal(value)}")
    return "\n".join(lines) + "\n"
