"""The language of a text: the only module that imports langdetect."""

from __future__ import annotations

import html
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LOCK = threading.Lock()
_CODES = {"zh-cn": "zh", "zh-tw": "zh_Hant", "no": "nb"}
_NOISE = re.compile(r"<[^>]{0,500}>|https?://\S+|www\.\S+|[@#]\w+|\S+@\S+")
_MIN_LETTERS = 60
_SURE = 0.99


@dataclass(frozen=True)
class Detection:
    """A language (on-disk code, "und" for none), how sure, and whether the thresholds accept it; else why not."""

    language: str
    confidence: float
    decided: bool
    reason: str = ""
    looks_like: str = ""


def _factory() -> Any:
    """langdetect's factory, its profiles loaded once under a lock; a cold concurrent first call names wrong languages."""
    from langdetect import detector_factory

    with _LOCK:
        detector_factory.init_factory()
        detector_factory.DetectorFactory.seed = 0
    return detector_factory._factory


def _cleaned(text: str) -> str:
    text = unicodedata.normalize("NFC", _NOISE.sub(" ", html.unescape(text)))
    upper, lower = sum(c.isupper() for c in text), sum(c.islower() for c in text)
    return text.lower() if upper > 1.5 * lower else text


def detect(
    text: str, *, candidates: Sequence[str] = (), min_confidence: float = 0.95, single_paragraph: bool = False
) -> Detection:
    """The language of `text`. `candidates` is an accept-list, applied after open detection."""
    from langdetect.lang_detect_exception import LangDetectException

    cleaned = _cleaned(text)
    letters = sum(c.isalpha() for c in cleaned)
    detector = _factory().create()
    detector.append(cleaned)
    try:
        answers = detector.get_probabilities()
    except LangDetectException:
        return Detection("und", 0.0, False, "no words to tell a language by")
    if not answers:
        return Detection("und", 0.0, False, "no language fits")
    language = _CODES.get(answers[0].lang, answers[0].lang)
    confidence = round(answers[0].prob, 3)
    if confidence < (min_confidence if letters >= _MIN_LETTERS else max(_SURE, min_confidence)):
        shown = ", ".join(f"{_CODES.get(a.lang, a.lang)} {a.prob:.2f}" for a in answers[:2])
        return Detection(language, confidence, False, shown)
    if candidates and language not in candidates:
        return Detection(language, confidence, False, f"{language} is not among the candidates")
    return Detection(language, confidence, True)


def detect_blocks(
    blocks: Sequence[str], main: str, *, min_confidence: float = 0.95
) -> list[Detection | None]:
    """For each block its detection when it is long enough and surely in another language than `main`, else None."""
    found: list[Detection | None] = []
    for block in blocks:
        letters = sum(c.isalpha() for c in block)
        answer = (
            detect(block, min_confidence=min_confidence, single_paragraph=True) if letters >= 30 else None
        )
        found.append(answer if answer and answer.decided and answer.language != main else None)
    return found
