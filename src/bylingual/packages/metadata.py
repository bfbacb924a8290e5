"""What a package says of itself in metadata.json, and the files without which it is none."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import PackageError
from .codes import locale_of

METADATA = "metadata.json"
_LIMIT = 1_000_000  # bytes of metadata.json
_VERSION = re.compile(r"\d{1,6}(?:[.+_-]?[0-9A-Za-z]{1,16}){0,6}")
_CODE = re.compile(r"[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Metadata:
    """Languages as Argos codes, and the package's version (`1.9`). A `starter` model gives way to any other."""

    from_code: str
    to_code: str
    version: str
    starter: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """(source, target) as on-disk locales."""
        return locale_of(self.from_code), locale_of(self.to_code)

    @property
    def order(self) -> tuple[int, ...]:
        """What versions are compared by: any of a starter model comes before all others."""
        return (int(not self.starter), *(int(number) for number in re.findall(r"\d+", self.version)))

    @property
    def name(self) -> str:
        """The package's folder, as Argos names it: `translate-en_es-1_9`."""
        return f"translate-{self.from_code}_{self.to_code}-{re.sub('[^0-9A-Za-z]', '_', self.version)}"


def metadata_of(table: Mapping[str, Any]) -> Metadata:
    """The metadata in a JSON object, a package's own or an index's. Raises PackageError for what is no translation
    package with two known languages and a version."""
    if table.get("type", "translate") != "translate":
        raise PackageError(f"no translation package but one of type {table['type']!r}")
    codes = [table.get("from_code"), table.get("to_code")]
    for code in codes:
        if not isinstance(code, str) or not _CODE.fullmatch(code) or not locale_of(code):
            raise PackageError(f"{code!r} is no language code")
    version = table.get("package_version")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise PackageError(f"{version!r} is no version")
    return Metadata(str(codes[0]), str(codes[1]), version, table.get("starter") is True)


def read_metadata(folder: Path) -> Metadata:
    """The metadata of an unpacked package. Raises PackageError."""
    try:
        with (folder / METADATA).open("rb") as file:
            data = file.read(_LIMIT + 1)
        table = json.loads(data) if len(data) <= _LIMIT else None
    except FileNotFoundError:
        raise PackageError(f"no {METADATA}") from None
    except (OSError, ValueError, RecursionError):
        raise PackageError(f"{METADATA} cannot be read") from None
    if not isinstance(table, dict):
        raise PackageError(f"{METADATA} is no JSON object")
    return metadata_of(table)


def missing_file(folder: Path) -> str:
    """The first file that an unpacked package needs and lacks, "" if none: CTranslate2's model and vocabulary, the
    tokenizer of either kind that Argos reads. Raises OSError when the folder goes meanwhile."""
    names = set(os.listdir(folder / "model")) if (folder / "model").is_dir() else set()  # noqa: PTH208 - names alone
    if "model.bin" not in names:
        return "model/model.bin"
    if not any("vocabulary" in name for name in names):
        return "model/shared_vocabulary.json"
    if not any((folder / name).is_file() for name in ("sentencepiece.model", "bpe.model")):
        return "sentencepiece.model"
    return ""
