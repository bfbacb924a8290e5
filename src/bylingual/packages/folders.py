"""Where Argos packages lie, as Argos Translate finds them, and where downloads wait to be finished.

Nothing is imported from Argos Translate for it: importing its settings creates folders. Read at each call.
Source: argostranslate/settings.py, 1.11.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

_VARIABLE = "ARGOS_PACKAGES_DIR"


def packages_folder() -> Path:
    """The folder of installed packages, which need not exist: ARGOS_PACKAGES_DIR, the same key of Argos' own
    settings.json, `argos-translate/packages` below XDG_DATA_HOME."""
    named = os.environ.get(_VARIABLE) or _setting(_VARIABLE)
    if named:
        return Path(os.path.abspath(named))  # noqa: PTH100 - a link stays a link
    return _base("XDG_DATA_HOME", ".local/share") / "argos-translate" / "packages"


def downloads_folder() -> Path:
    """Bylingual's own folder of unfinished downloads, which need not exist."""
    return _base("XDG_CACHE_HOME", ".cache") / "bylingual" / "downloads"


def _base(variable: str, below_home: str) -> Path:
    named = os.environ.get(variable)
    if named:
        return Path(named)
    return Path(os.environ.get("SNAP_USER_DATA") or Path.home()) / below_home


def _setting(key: str) -> str:
    """A text of Argos' settings file, "" if there is none."""
    try:
        file = _base("XDG_CONFIG_HOME", ".config") / "argos-translate" / "settings.json"
        settings = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    value = settings.get(key) if isinstance(settings, dict) else None
    return value if isinstance(value, str) else ""
