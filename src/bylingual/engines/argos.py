"""Argos Translate's packages, driven through CTranslate2 and the package's own tokenizer.

`argostranslate.translate` is never imported: its import, sentence splitter and 32-token batches cost more than the
model. Folders, device and thread settings are Argos' own (`ARGOS_PACKAGES_DIR`, `ARGOS_DEVICE_TYPE` …).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from ..errors import EngineError, LanguageError
from ..locales import parse_locale
from ..model import Translation
from .base import Engine, Pair

NAME = "argos"

# Argos Translate's decoding settings (argostranslate/translate.py, 1.11) and the batch size measured best.
_BEAM = 4
_LENGTH_PENALTY = 0.2
_BATCH_TOKENS = 1024
# Argos' codes that are no CLDR locale.
_CODES = {"zt": "zh_Hant", "pb": "pt_BR"}


def open_engine() -> Engine:
    """The engine. Raises EngineError when Argos Translate is not installed."""
    try:
        import argostranslate.package
    except ImportError:
        raise EngineError("Argos Translate is not installed", remedy="pip install 'bylingual[argos]'") from None
    except OSError as error:
        raise EngineError(f"Argos Translate cannot make its folders: {error}") from None
    return Argos(argostranslate.package)


class Argos:
    """Installed packages, each model loaded at its first use."""

    def __init__(self, package: Any) -> None:
        self._package = package
        self._translators: dict[Pair, Any] = {}

    @cached_property
    def _packages(self) -> dict[Pair, Any]:
        found: dict[Pair, Any] = {}
        for package in self._installed():
            if package.type == "translate" and hasattr(package, "tokenizer"):
                pair = (_locale(package.from_code), _locale(package.to_code))
                if all(pair):
                    found.setdefault(pair, package)
        return found

    def _installed(self) -> Iterator[Any]:
        """Every whole package in Argos' folders, by name; other folders there are passed over."""
        for folder in self._settings.package_dirs:
            for path in sorted(folder.iterdir()):
                if (path / "metadata.json").is_file() and (path / "model" / "model.bin").is_file():
                    with contextlib.suppress(OSError, ValueError):
                        yield self._package.Package(path)

    def pairs(self) -> Mapping[Pair, str]:
        """Installed packages, labelled `argos en_es 1.9`."""
        return {pair: f"argos {p.from_code}_{p.to_code} {p.package_version}" for pair, p in self._packages.items()}

    def identity(self, pair: Pair) -> str:
        """The package with its version and the size and date of its model, and the decoding settings."""
        package, settings = self._packages[pair], self._settings
        model = (package.package_path / "model" / "model.bin").stat()
        beam = max(_BEAM, settings.beam_size)
        return (
            f"{self.pairs()[pair]} {model.st_size} {model.st_mtime_ns} {settings.compute_type} {settings.device} "
            f"{beam} {_LENGTH_PENALTY}"
        )

    def translate(self, texts: Sequence[str], pair: Pair) -> list[Translation]:
        """All texts in one call of CTranslate2, longest first. Raises EngineError when a model cannot be used."""
        package, translator = self._packages[pair], self._translator(pair)
        tokens = [package.tokenizer.encode(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -len(tokens[i]))
        prefix = [[package.target_prefix]] * len(texts) if package.target_prefix else None
        try:
            results = translator.translate_batch(
                [tokens[i] for i in order],
                target_prefix=prefix,
                replace_unknowns=True,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                beam_size=max(_BEAM, self._settings.beam_size),
                num_hypotheses=1,
                length_penalty=_LENGTH_PENALTY,
                return_scores=True,
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the Argos model for {'→'.join(pair)} failed: {error}") from None
        out: list[Translation | None] = [None] * len(texts)
        for i, result in zip(order, results, strict=True):
            pieces = list(result.hypotheses[0])
            if package.target_prefix and pieces[:1] == [package.target_prefix]:
                pieces = pieces[1:]
            score = result.scores[0] / max(len(pieces), 1)
            out[i] = Translation(_decode(package, pieces), score=round(score, 3))
        return [t for t in out if t is not None]

    def close(self) -> None:
        """Forget the loaded models."""
        self._translators.clear()

    @property
    def _settings(self) -> Any:
        return self._package.settings

    def _translator(self, pair: Pair) -> Any:
        if pair not in self._translators:
            import ctranslate2

            package, settings = self._packages[pair], self._settings
            cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
            inter = settings.inter_threads if "ARGOS_INTER_THREADS" in os.environ else cores
            intra = settings.intra_threads if "ARGOS_INTRA_THREADS" in os.environ else 1
            try:
                self._translators[pair] = ctranslate2.Translator(
                    str(package.package_path / "model"),
                    device=settings.device,
                    compute_type=settings.compute_type,
                    inter_threads=inter,
                    intra_threads=intra,
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(
                    f"the Argos package {package.package_path.name} cannot be loaded: {error}",
                    remedy="Remove it and install it again",
                ) from None
        return self._translators[pair]


def _locale(code: str | None) -> str:
    try:
        return parse_locale(_CODES.get(code or "", code or ""))
    except LanguageError:
        return ""


def _decode(package: Any, pieces: list[str]) -> str:
    """The text of target pieces. SentencePiece's own decoding: Argos' turns every underscore into a space."""
    processor = getattr(package.tokenizer, "lazy_processor", None)
    if processor is None:
        return str(package.tokenizer.decode(pieces)).strip()
    return str(processor().decode_pieces(pieces)).replace("▁", " ").strip()
