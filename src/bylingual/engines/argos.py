"""Argos Translate's packages, driven through CTranslate2 and the package's own tokenizer.

`argostranslate.translate` is never imported: its import, sentence splitter and 32-token batches cost more than the
model. Folders, device and thread settings are Argos' own (`ARGOS_PACKAGES_DIR`, `ARGOS_DEVICE_TYPE` …).
"""

from __future__ import annotations

import contextlib
import os
import re
import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from ..errors import EngineError
from ..marks import Mark
from ..model import STARTER, Translation
from ..packages.installed import Package, present, usable
from .base import Engine, Pair, Query, cores, distribution
from .masks import SIGNS, masked

NAME = "argos"

# Argos Translate's decoding settings (argostranslate/translate.py, 1.11) and the batch size measured best.
_BEAM = 4
_FAST_BEAM = 1
_LENGTH_PENALTY = 0.2
_BATCH_TOKENS = 1024


def open_engine() -> Engine:
    """The engine. Raises EngineError when Argos Translate is not installed."""
    try:
        import argostranslate.package
    except ImportError:
        raise EngineError("Argos Translate is not installed", remedy="pip install 'bylingual[argos]'") from None
    except OSError as error:
        problem = f"Argos Translate cannot make its folders: {error}"
        raise EngineError(problem, remedy="Name others with ARGOS_PACKAGES_DIR, XDG_DATA_HOME") from None
    return Argos(argostranslate.package)


def command(pair: Pair) -> str:
    """What installs the pair, if there is a package for it."""
    return f"bylingual models install {' '.join(pair)}"


def versions() -> dict[str, str]:
    """Of the libraries."""
    return {name: distribution(name) for name in ("argostranslate", "ctranslate2", "sentencepiece")}


class Argos:
    """Installed packages, each model loaded at its first use."""

    decodes_as_asked = True

    def __init__(self, package: Any) -> None:
        self._package = package
        self._translators: dict[Pair, Any] = {}
        self._loading = threading.Lock()

    @cached_property
    def _found(self) -> dict[Pair, Package]:
        return usable(present())

    @cached_property
    def _packages(self) -> dict[Pair, Any]:
        packages = {}
        for pair, found in self._found.items():
            with contextlib.suppress(OSError, ValueError):  # removed meanwhile, or not for Argos' own eyes
                packages[pair] = self._package.Package(found.path)
        return packages

    def pairs(self) -> Mapping[Pair, str]:
        """Installed packages, labelled `argos en_es 1.9`, or `argos starter model en_es 0.1`."""
        labels = {}
        for pair, package in self._packages.items():
            kind = f"{NAME} {STARTER}" if self._found[pair].starter else NAME
            labels[pair] = f"{kind} {package.from_code}_{package.to_code} {package.package_version}"
        return labels

    def identity(self, pair: Pair) -> str:
        """The package with its version and the size and date of its model, and the decoding settings."""
        package, settings = self._packages[pair], self._settings
        model = (package.package_path / "model" / "model.bin").stat()
        beam = max(_BEAM, settings.beam_size)
        return (
            f"{self.pairs()[pair]} {model.st_size} {model.st_mtime_ns} {settings.compute_type} {settings.device} "
            f"{beam} {_LENGTH_PENALTY}"
        )

    def translate(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        """All queries in one call of CTranslate2 for each kind, longest first. Raises EngineError when a model cannot
        be used. Marks are placed by the model's attention, fixed ones where their text stands."""
        out: list[Translation | None] = [None] * len(queries)
        kinds: dict[tuple[bool, bool, bool, int], list[int]] = {}
        for i, query in enumerate(queries):
            kinds.setdefault((bool(query.marks), query.careful, query.fast, query.alternatives), []).append(i)
        signs = self._signs(pair) if any(query.kept for query in queries) else ()
        for numbers in kinds.values():
            masks = {i: masked(queries[i], signs) for i in numbers}
            made = self._batch([masks[i].query for i in numbers], pair)
            for i, translation in zip(numbers, made, strict=True):
                out[i] = masks[i].lifted(translation)
        return [t for t in out if t is not None]

    def _signs(self, pair: Pair) -> tuple[str, ...]:
        """The signs that the pair's model was taught to copy: those that are pieces of its vocabulary."""
        self._translator(pair)
        tokenizer = self._packages[pair].tokenizer
        return tuple(s for s in SIGNS if s in [piece.lstrip("▁") for piece in tokenizer.encode(s)])

    def _batch(self, queries: Sequence[Query], pair: Pair) -> list[Translation]:
        """Queries of one kind."""
        package, translator = self._packages[pair], self._translator(pair)
        marked, alternatives = bool(queries[0].marks), queries[0].alternatives
        tokens = [package.tokenizer.encode(query.text) for query in queries]
        order = sorted(range(len(queries)), key=lambda i: -len(tokens[i]))
        options: dict[str, Any] = {"repetition_penalty": 1.3, "no_repeat_ngram_size": 3} if queries[0].careful else {}
        beam = max(_FAST_BEAM if queries[0].fast else max(_BEAM, self._settings.beam_size), alternatives + 1)
        try:
            results = translator.translate_batch(
                [tokens[i] for i in order],
                target_prefix=[[package.target_prefix]] * len(queries) if package.target_prefix else None,
                replace_unknowns=True,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                beam_size=beam,
                num_hypotheses=alternatives + 1,
                length_penalty=_LENGTH_PENALTY,
                return_scores=True,
                return_attention=marked,
                **options,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"the Argos model for {'→'.join(pair)} failed: {error}",
                remedy=f"Run again; if it stays so: bylingual models install --force {' '.join(pair)}",
            ) from None
        made: list[Translation | None] = [None] * len(queries)
        for i, result in zip(order, results, strict=True):
            skip = 1 if package.target_prefix and result.hypotheses[0][:1] == [package.target_prefix] else 0
            texts = [_decode(package, list(pieces)[skip:]) for pieces in result.hypotheses]
            pieces = list(result.hypotheses[0])[skip:]
            length = max(len(result.hypotheses[0]), 1)
            score = round(result.scores[0] * length**_LENGTH_PENALTY / length, 3)
            others = tuple(dict.fromkeys(t for t in texts[1:] if t and t != texts[0]))
            marks: tuple[Mark, ...] = ()
            if marked:
                marks = _placed(package, queries[i], tokens[i], pieces, result.attention[0][skip:])
            made[i] = Translation(texts[0], score=score, marks=marks, alternatives=others)
        return [t for t in made if t is not None]

    def close(self) -> None:
        """Forget the loaded models."""
        self._translators.clear()

    @property
    def _settings(self) -> Any:
        return self._package.settings

    def _translator(self, pair: Pair) -> Any:
        with self._loading:
            return self._loaded(pair)

    def _loaded(self, pair: Pair) -> Any:
        if pair not in self._translators:
            import ctranslate2

            package, settings = self._packages[pair], self._settings
            inter = settings.inter_threads if "ARGOS_INTER_THREADS" in os.environ else cores()
            intra = settings.intra_threads if "ARGOS_INTRA_THREADS" in os.environ else 1
            try:
                package.tokenizer.encode("")  # loads it
                self._translators[pair] = ctranslate2.Translator(
                    str(package.package_path / "model"),
                    device=settings.device,
                    compute_type=settings.compute_type,
                    inter_threads=inter,
                    intra_threads=intra,
                )
            except (OSError, RuntimeError, ValueError) as error:
                why = str(error).replace(f"{package.package_path}/", "")
                raise EngineError(
                    f"the Argos package {package.package_path.name} cannot be loaded: {why}",
                    remedy=f"bylingual models install --force {' '.join(pair)}",
                ) from None
        return self._translators[pair]


def _placed(
    package: Any, query: Query, tokens: Sequence[str], pieces: Sequence[str], attention: Sequence[Sequence[float]]
) -> tuple[Mark, ...]:
    """The query's marks over the decoded `pieces`: a fixed text, or one that stands in the target as it is, where it
    stands; another over the words that looked at it most."""
    text = _decode(package, list(pieces))
    sources = _spans(query.text, tokens)
    ends = [len(_decode(package, list(pieces[: i + 1]))) for i in range(len(pieces))]
    words = list(_TOKEN.finditer(text))
    placed = []
    for mark in query.marks:
        piece = query.text[mark.start : mark.end]
        at = text.find(piece) if piece and text.count(piece) == 1 else -1
        if at >= 0:
            placed.append(Mark(at, at + len(piece), mark.number, mark.fixed))
        elif not mark.fixed:
            inside = [mark.start <= (a + b) / 2 < mark.end for a, b in sources]
            weight = [
                sum(row[k] for k in range(min(len(row), len(inside))) if inside[k]) / max(sum(row), 1e-9)
                for row in attention
            ]
            found = [w for w in words if _looks(w.start(), w.end(), ends, weight)]
            if found:
                placed.append(Mark(found[0].start(), found[-1].end(), mark.number))
    return tuple(sorted(placed))


_TOKEN = re.compile(r"[^\s\W](?:[^\s]*[^\s\W])?|\w")


def _looks(start: int, end: int, ends: Sequence[int], weight: Sequence[float]) -> bool:
    """Whether the pieces between two places of the target look inside the mark more than outside."""
    own = [w for e, w in zip(ends, weight, strict=False) if start < e <= end]
    return bool(own) and sum(own) / len(own) > 0.5


def _spans(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where each SentencePiece token stands in `text`; a token that is not found takes no place."""
    spans, at = [], 0
    for token in tokens:
        word = token.replace("▁", "")
        found = text.find(word, at) if word else at
        if found < 0:
            spans.append((at, at))
            continue
        spans.append((found, found + len(word)))
        at = found + len(word)
    return spans


def _decode(package: Any, pieces: list[str]) -> str:
    """The text of target pieces. SentencePiece's own decoding: Argos' turns every underscore into a space."""
    processor = getattr(package.tokenizer, "lazy_processor", None)
    if processor is None:
        return str(package.tokenizer.decode(pieces)).strip()
    return str(processor().decode_pieces(pieces)).replace("▁", " ").strip()
