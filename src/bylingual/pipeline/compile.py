"""Compile: gate, then bundles and manifest. Needs no engine; the output is a function of the inputs alone."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..alone import WAIT_SECONDS, Patience, alone
from ..cache import Cache
from ..checks import Context, run
from ..errors import BylingualError, ConfigError
from ..files import leads_out
from ..gate import Policy, Verdict
from ..locales import bcp47
from ..localize import Fill, Key, Localized, localize, misfits
from ..merge import merge
from ..model import Article, Finding, Role, State, Unit
from ..project import ArticleFile, Found, Project, Selection, read_bytes, write_file
from ..readers import BY_NAME
from ..walk import LEADS_OUT
from ..writers import WRITERS
from ..writers import notice as notice_writer
from ..writers import source as source_writer
from . import catalogs
from .bundle_files import own, prune, replace_folder, unwritten
from .indexes import pages
from .reading import Failure, Refused, each, selected
from .unchanged_bundles import UnchangedBundles

SCHEMA = "bylingual.bundle/1"
_MANIFEST = "manifest.json"
# In a manifest while a run is at work: the locales into whose folders it writes or from which it removes bundles.
_BUILDING = "building"
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# The path of a file in a bundle: a locale's tag first.
_BUNDLED = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/.+")


@dataclass(frozen=True)
class Waiting:
    """A unit that holds its bundle back: by its state or, with a `rule`, by the worst finding of that rule."""

    path: str
    line: int
    role: str
    state: str
    rule: str = ""
    finding: str = ""


@dataclass(frozen=True)
class Held:
    """A bundle that does not ship, and the units it waits for."""

    article: str
    locale: str
    reason: str
    units: tuple[Waiting, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A unit that ships its source text although its target is approved: it cannot stand in the source file, or has a
    finding in a role whose source ships."""

    article: str
    locale: str
    path: str
    line: int
    role: str
    reason: str


@dataclass
class Report:
    """The manifest, what is held back, what kept its source, what failed or is not to be published, and what changed on
    disk (or would, with check)."""

    manifest: dict[str, Any]
    held: list[Held] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    bundles: int = 0


@dataclass(frozen=True)
class Options:
    """What `compile` is asked for. `targets` () means the configured ones; another `compile` into the same folder is
    waited for up to `wait` seconds."""

    targets: tuple[str, ...] = ()
    output: Path | None = None
    draft: bool = False
    check: bool = False
    source: str = ""
    wait: float = WAIT_SECONDS


def compile_bundles(
    project: Project,
    selection: Selection,
    options: Options,
    waiting: Callable[[str], None] = lambda who: None,
) -> Report:
    """Write the bundles of the selected articles and the manifest of all; remove what no longer ships.

    With `draft`, every filled target ships whatever its state. Nothing is written with `check`. `waiting` gets who is
    at work on the output already; raises InUseError when that one does not end in time.
    """
    output = options.output or project.root / (project.config.output + ("-draft" if options.draft else ""))
    output = Path(os.path.abspath(output))  # noqa: PTH100 - without `..`, links as they are
    _check_output(project, output, given=options.output is not None)
    if options.check:
        return _compiled(project, selection, options, output)
    # By name: the folder may not be there yet, and what is in it is published.
    name = f"compile-{hashlib.sha256(os.fsencode(os.path.realpath(output))).hexdigest()[:12]}.lock"
    with alone(project.root, name, "bylingual compile", Patience(options.wait, waiting)) as warnings:
        report = _compiled(project, selection, options, output)
    report.warnings += warnings
    return report


def _compiled(project: Project, selection: Selection, options: Options, output: Path) -> Report:
    chosen = selected(project, selection)
    old, tags = _old_entries(output, chosen.found)
    builder = _Builder(project, options, output, chosen.failures, tags)
    if selection.entries and not tags and output.is_dir() and any(output.iterdir()):
        raise ConfigError(
            f"{project.shown(output)}/ has no manifest that can be read", remedy="Run compile once without a PATH"
        )
    entries = {i: e for i, e in old.items() if not selection.has(i)}
    with Cache(project.root, writes=not options.check) as cache:
        settings = (options.targets, options.draft, options.source)
        unchanged = UnchangedBundles(project, cache, output, settings)
        for file in chosen.files:
            if entry := builder.entry(file, old.get(file.id, {}), unchanged):
                entries[file.id] = entry
        if not options.check:
            unchanged.settle()
    articles = [entries[i] for i in sorted(entries)]
    indexes = pages(articles)
    listed = {tag: {"path": p, "sha256": hashlib.sha256(d).hexdigest()} for tag, (p, d) in indexes.items()}
    manifest = {"schema": SCHEMA, "articles": articles, "indexes": listed}
    report = Report(manifest, builder.held, builder.kept, chosen.failures, bundles=builder.bundles)
    report.refused, report.warnings = chosen.refused, cache.warnings
    report.written = builder.written
    for path, page in indexes.values():
        shown = project.shown(output / path)
        try:
            if _write(own(output / path, output), page, shown, options.check):
                report.written.append(path)
        except (BylingualError, OSError) as error:
            chosen.failures.append(Failure("", shown, str(unwritten(error, shown))))
    names = _listed(manifest)
    changed = _write_manifest(project, output, manifest, options.check, tags - {n.partition("/")[0] for n in names})
    report.removed = prune(output, names, tags, check=options.check)
    if _write_manifest(project, output, manifest, options.check) or changed:
        report.written.append(_MANIFEST)
    return report


class _Builder:
    def __init__(
        self, project: Project, options: Options, output: Path, failures: list[Failure], tags: set[str]
    ) -> None:
        self.project, self.options, self.output, self.failures = project, options, output, failures
        self.tags = set(tags)
        self.held: list[Held] = []
        self.kept: list[Kept] = []
        self.written: list[str] = []
        self.bundles = 0

    def entry(self, file: ArticleFile, old: Mapping[str, Any], unchanged: UnchangedBundles) -> dict[str, Any] | None:
        """The manifest's entry of an article, whose bundles are built unless they are as they would be; None for an
        article that cannot be read."""
        built = [tag.replace("-", "_") for tag in old.get("locales", {})] if self.options.targets else []
        wanted = list(dict.fromkeys([*(self.options.targets or self.project.config.targets), *sorted(built)]))
        if made := unchanged.made(file, wanted):
            self.held += [Held(**{**h, "units": tuple(Waiting(**w) for w in h["units"])}) for h in made["held"]]
            self.kept += [Kept(**k) for k in made["kept"]]
            self.bundles += len(made["entry"]["locales"])
            return dict(made["entry"])
        failed, held, kept = len(self.failures), len(self.held), len(self.kept)
        inputs = unchanged.inputs(file)
        found = each(self.project, file, self.failures, self.options.source)
        if not found:
            return None
        entry = self.article(*found, old, wanted)
        if len(self.failures) == failed and not self.options.check:
            made = {"held": self.held[held:], "kept": self.kept[kept:]}
            made = {name: [asdict(one) for one in some] for name, some in made.items()}
            unchanged.leave(file, wanted, inputs, {"entry": entry, **made})
        return entry

    def article(self, article: Article, language: str, old: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, Any]:
        """Build every edition that ships; the manifest's entry."""
        targets = [t for t in wanted if t != language]
        shipping = [localize(article, language, language, (), {}, _filled(article))]
        shipping += [edition for locale in targets if (edition := self._edition(article, language, locale))]
        editions = sorted(e.locale for e in shipping)
        locales = {}
        for edition in shipping:
            # A bundle that cannot be written leaves the one that is there.
            entry = self._bundle(edition, editions) or old.get("locales", {}).get(bcp47(edition.locale))
            if entry:
                locales[bcp47(edition.locale)] = entry
        return {
            "id": article.id,
            "source": {"path": article.path, "language": bcp47(language), "sha256": article.sha256},
            "locales": dict(sorted(locales.items())),
        }

    def _edition(self, article: Article, language: str, locale: str) -> Localized | None:
        path = self.project.catalog_path(article.id, locale)
        shown = self.project.shown(path)
        try:
            loaded = catalogs.load(self.project, path)
        except BylingualError as error:
            self.held.append(Held(article.id, locale, f"{shown} cannot be read"))
            self.failures.append(Failure(article.id, shown, str(error)))
            return None
        gate = self.project.config.gate
        if loaded.data is None and gate.default is not Policy.SOURCE and not self.options.draft:
            self.held.append(Held(article.id, locale, f"no catalog yet ({shown})"))
            return None
        units = merge(loaded.catalog.units, article.unit_keys()).live
        verdicts: dict[Key, Verdict] = {}
        waiting = []
        context = catalogs.rule_context(self.project, units, language, locale)
        kept = []
        for unit in units:
            verdict, found = self._decide(unit, context)
            verdicts[unit.key] = verdict
            place = (shown, unit.line or 1, unit.context or "")
            if verdict is Verdict.HELD:
                why = (found.rule, found.message) if found else ()
                waiting.append(Waiting(*place, unit.state.value, *why))
            elif found and verdict is Verdict.SOURCE:
                kept.append(Kept(article.id, locale, *place, f"{found.rule}: {found.message}"))
        if waiting:
            self.held.append(Held(article.id, locale, _summary(waiting), tuple(waiting)))
            return None
        self.kept += kept
        for key, reason in self._misfits(article, units, verdicts).items():
            verdicts[key] = Verdict.SOURCE
            line = next(u.line for u in units if u.key == key) or 1
            self.kept.append(Kept(article.id, locale, shown, line, key[0] or "", reason))
        return localize(article, language, locale, units, verdicts, _filled(article))

    def _misfits(self, article: Article, units: Sequence[Unit], verdicts: Mapping[Key, Verdict]) -> dict[Key, str]:
        """The units whose targets would change the structure of the source bundle, and why."""
        same = getattr(BY_NAME[article.format], "same_structure", None)
        if same is None or source_writer.NAME not in self.project.config.formats:
            return {}
        targets = {u.key: u.target for u in units if verdicts[u.key].is_target}
        return misfits(article, targets, lambda before, after: same(before, after, self.project.config.read))

    def _decide(self, unit: Unit, context: Context) -> tuple[Verdict, Finding | None]:
        """What becomes of a unit, and the finding without which its target would ship."""
        if self.options.draft:
            return (Verdict.TARGET if unit.target.strip() else Verdict.SOURCE), None
        gate = self.project.config.gate
        return gate.judge(unit, list(run(gate.as_shipped(unit), context)))

    def _bundle(self, edition: Localized, editions: list[str]) -> dict[str, Any] | None:
        """Write one edition's folder; its manifest entry, None if it cannot be written."""
        folder = self.output / bcp47(edition.locale) / edition.article.id
        files = {}
        contents: dict[str, bytes] = {}
        for name in self.project.config.formats:
            writer: Any = WRITERS[name]
            data = writer.write(edition, editions)
            contents[writer.filename(edition)] = data
            path = (folder / writer.filename(edition)).relative_to(self.output).as_posix()
            files[name] = {"path": path, "sha256": hashlib.sha256(data).hexdigest()}
        if said := notice_writer.write(edition):
            contents[notice_writer.FILE_NAME] = said
            path = (folder / notice_writer.FILE_NAME).relative_to(self.output).as_posix()
            files[notice_writer.KEY] = {"path": path, "sha256": hashlib.sha256(said).hexdigest()}
        try:
            self._announce(bcp47(edition.locale))
            changed = replace_folder(own(folder, self.output), contents, check=self.options.check)
        except (BylingualError, OSError) as error:
            shown = self.project.shown(folder)
            self.failures.append(Failure(edition.article.id, shown, str(unwritten(error, shown))))
            return None
        if changed:
            self.written.append(folder.relative_to(self.output).as_posix())
        self.bundles += 1
        words = {"headline": edition.text_of(Role.HEADLINE), "deck": edition.text_of(Role.DECK)}
        return {"state": edition.state, **words, "coverage": dict(edition.coverage), "files": files}

    def _announce(self, tag: str) -> None:
        """Have the manifest on disk name a locale's folder before anything is put into it: should this run be killed,
        the next one looks there for what must not stay. Where it cannot be written, the run will say so at its end."""
        if tag in self.tags or self.options.check:
            return
        self.tags.add(tag)
        try:
            manifest = json.loads(read_bytes(self.output / _MANIFEST) or b"{}")
            was = manifest if isinstance(manifest, dict) and isinstance(manifest.get("articles"), list) else {}
        except (OSError, ValueError, RecursionError):
            was = {}
        manifest = {"schema": SCHEMA, "articles": [], "indexes": {}, **was}
        with contextlib.suppress(BylingualError, OSError):
            _write_manifest(self.project, self.output, manifest, check=False, tags=self.tags)


def _summary(waiting: list[Waiting]) -> str:
    findings = sum(bool(w.finding) for w in waiting)
    states = [w.state for w in waiting if not w.finding]
    parts = [f"{states.count(s)} {s}" for s in State if s in states]
    return ", ".join([*parts, *([f"{findings} with a finding"] if findings else [])])


def _check_output(project: Project, output: Path, *, given: bool) -> None:
    """Raises ConfigError for an output folder in which pruning could meet anything but bundles, and for a configured
    one (not `given` on the command line) that is a link out of the project."""
    if not given and output.is_relative_to(project.root) and leads_out(output, project.root):
        raise ConfigError(LEADS_OUT, path=project.shown(output), remedy="Set output to the folder it leads to")
    if output.exists() and not output.is_dir():
        raise BylingualError("not a folder", path=project.shown(output), remedy="Remove it, or set another output")
    for folder in (project.root, project.articles_dir, project.translations_dir):
        inside = folder is not project.root and output.is_relative_to(folder)
        if folder.is_relative_to(output) or inside:
            raise ConfigError(
                "bundles cannot be built into or around the project's own files",
                path=project.shown(output),
                remedy="Name a folder of their own, such as dist",
            )


def _old_entries(output: Path, found: Found) -> tuple[dict[str, dict[str, Any]], set[str]]:
    """The manifest's entries as they stand, of articles that may still be published, and every locale tag it lists.

    One that cannot be read, or lists files elsewhere, is as good as none.
    """
    entries: dict[str, dict[str, Any]] = {}
    tags: set[str] = set()
    withheld = {article.id for article, _ in found.unpublished}
    try:
        data = read_bytes(output / _MANIFEST)
        manifest = json.loads(data) if data else {"articles": []}
        tags |= {tag for tag in manifest.get(_BUILDING, []) if _TAG.fullmatch(tag)}
        for entry in manifest["articles"]:
            paths = [f["path"] for e in entry["locales"].values() for f in e["files"].values()]
            if not all(_BUNDLED.fullmatch(path) and ".." not in path.split("/") for path in paths):
                return {}, set()
            tags |= {path.partition("/")[0] for path in paths}
            if entry["id"] in found and entry["id"] not in withheld:
                entries[entry["id"]] = entry
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, set()
    return entries, tags


def _write_manifest(
    project: Project, output: Path, manifest: Mapping[str, Any], check: bool, tags: Set[str] = frozenset()
) -> bool:
    """Write a manifest, with the folders of locales that it does not list and that are yet to be gone through. True if
    it changed (or would, with `check`)."""
    told = {**manifest, _BUILDING: sorted(tags)} if tags and not check else manifest
    data = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return _write(own(output / _MANIFEST, output), data, project.shown(output / _MANIFEST), check)


def _listed(manifest: Mapping[str, Any]) -> set[str]:
    """The paths of all files that a manifest lists."""
    editions = [edition for article in manifest["articles"] for edition in article["locales"].values()]
    files = [f for edition in editions for f in edition["files"].values()]
    return {f["path"] for f in (*files, *manifest["indexes"].values())}


def _write(path: Path, data: bytes, shown: str, check: bool) -> bool:
    return read_bytes(path) != data if check else write_file(path, data, shown=shown)


def _filled(article: Article) -> Fill | None:
    """How the article's reader puts targets into the source file, None for the usual way."""
    own: Fill | None = getattr(BY_NAME[article.format], "fill", None)
    return own
